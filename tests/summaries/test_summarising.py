"""The assessment summary of each bid of the made-up competition, against regulation 31's list."""

import json

import jsonschema
import pytest
from summaries.made import GATE, REASONS, evaluation, procurement

from sv_rules.errors import DocumentError
from sv_rules.model.award import AwardCriterion, Commitments
from sv_rules.model.award_result import Combination, DecisionUsed, LotWon
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer
from sv_rules.model.summary import AssessmentSummary, Basis, Decision, WinnerTold
from sv_rules.operators import operators
from sv_rules.publishing import schemas
from sv_rules.summaries import as_html, as_markdown, assessed_bids, assessment_summary


def summary(bid, *, made=None, **options):
    return assessment_summary(made or evaluation(), "1", bid, procurement=procurement(), **options)


def changed(bid, **fields):
    """The evaluation with one assessment changed."""
    made = evaluation()
    [lot] = made.lots
    found = tuple(one.model_copy(update=fields) if one.bid == bid else one for one in lot.assessments)
    return made.model_copy(update={"lots": (lot.model_copy(update={"assessments": found}),)})


def test_the_supplier_is_named_with_where_to_write_to_it():
    supplier = summary("alpha").supplier
    assert (supplier.name, supplier.identifier) == ("Alpha Meals", "GB-COH-alpha")
    assert (supplier.address, supplier.email) == ("1 Alpha Street, Northtown", "bids@alpha.example")


def test_what_is_not_known_is_empty():
    alone = assessment_summary(evaluation(), "1", "alpha")
    assert (alone.supplier.address, alone.supplier.email, alone.full_criteria_at) == ("", "", "")
    assert [one.scale for one in alone.criteria[0].parts] == [(), ()]


def test_criteria_and_their_sub_criteria_with_importance_scale_and_score():
    quality, price = summary("alpha").criteria
    assert (quality.title, quality.weight_of_total, quality.score, quality.maximum) == ("Quality", "60%", "48.00", "60")
    assert (quality.basis, quality.explanation) == (Basis.SUM, "The sum of its sub-criteria: 30 + 18 = 48.")
    menus, staff = quality.parts
    assert (menus.importance, menus.weight_of_total, menus.score, menus.basis) == ("50%", "30%", "30.00", Basis.MARK)
    assert [(one.mark, one.label) for one in menus.scale] == [("0", "Nothing"), ("3", "Sound"), ("5", "Very good")]
    assert menus.explanation == REASONS["alpha", "menus"]
    assert menus.next_mark is None  # it has the highest
    assert staff.next_mark is not None
    assert staff.next_mark.label == "Very good"
    assert (price.basis, price.score, price.exact) == (Basis.COMPUTED, "33.33", "100/3")


def test_a_computed_score_is_explained_by_the_value_offered_its_place_and_its_evidence():
    price = summary("alpha").criteria[1]
    assert price.explanation == (
        "The tender offers price: £120,000. That earns £100,000 ÷ £120,000 = 0.833…; of 40 points that is 33.333…."
    )
    [offered] = price.offered
    assert (offered.value, str(offered.place), offered.evidence[0].at) == ("£120,000", "bids.yaml:7:3", "page 2")


def test_without_the_documents_the_value_offered_is_the_evaluations():
    [offered] = assessment_summary(evaluation(), "1", "alpha").criteria[1].offered
    assert (offered.what, offered.value, offered.place) == ("Price", "£120,000", None)


@pytest.mark.parametrize(
    ("bid", "decision", "first"),
    [
        ("alpha", Decision.SUCCESSFUL, "The contract is awarded to this tender."),
        ("beta", Decision.UNSUCCESSFUL, "The contract is awarded to another tender."),
        (
            "gamma",
            Decision.DISQUALIFIED,
            "The contract is not awarded to this tender because it does not meet what every tender had to meet.",
        ),
    ],
)
def test_the_decision_and_why(bid, decision, first):
    made = summary(bid)
    assert (made.decision, made.why[0]) == (decision, first)


def test_a_loser_is_told_where_it_stands_and_which_points_it_did_not_earn():
    # 30 - 18 twice; all 40 for price.
    assert summary("beta").why[1:] == (
        "This tender ranks 2nd of 2 with 76.00 of 100 points.",
        "The points that it did not earn: 12.00 of 30 on Menus and 12.00 of 30 on Staff.",
    )


def test_a_disqualified_bid_is_told_the_requirement_and_its_source():
    made = summary("gamma")
    [one] = made.disqualified_by
    assert (one.requirement, one.sentence) == (GATE, "Payment of the living wage: no, rather than yes.")
    assert one.source is not None
    assert one.source.at == "section 5"
    assert [each.score for each in made.criteria] == [None, None]
    assert any("Section 50(5)" in caution for caution in made.before_sending)


def test_a_threshold_that_is_not_reached_disqualifies_a_bid_that_has_scores():
    made = evaluation()
    beta = made.lots[0].assessments[1]
    scores = tuple(
        one.model_copy(update={"reached": False, "threshold": "At least 4 is needed, and it has 3."})
        if one.criterion == "staff"
        else one
        for one in beta.scores
    )
    told = summary("beta", made=changed("beta", status="gated", scores=scores, rank=None, total=None))
    assert [(one.requirement, one.sentence) for one in told.disqualified_by] == [
        ("staff", "At least 4 is needed, and it has 3.")
    ]
    assert "It was therefore not scored against the award criteria." not in told.why
    assert "18.00 of 30 points" in as_markdown(told)


def test_the_name_of_another_check_is_not_a_gate_that_failed():
    made = evaluation()
    other = made.findings[0].model_copy(update={"check": "northshire/living"})
    told = summary("gamma", made=made.model_copy(update={"findings": (*made.findings, other)}))
    assert [one.requirement for one in told.disqualified_by] == [GATE]


def test_the_winners_scores_are_left_out_unless_they_are_asked_for():
    written = summary("beta").model_dump_json()
    # Beta's own summary may show that 100,000 is the lowest price; it is beta's own.
    assert "81.33" not in written
    assert "244/3" not in written
    assert "Alpha" not in written
    assert REASONS["alpha", "menus"] not in written


def test_the_winners_scores_are_there_when_they_are_asked_for():
    made = summary("beta", winner_told=WinnerTold.INCLUDED)
    assert made.winner is not None
    assert (made.winner.supplier, made.winner.total) == ("Alpha Meals", "81.33")
    assert [(one.id, one.parent, one.score) for one in made.winner.scores] == [
        ("quality", "", "48.00"),
        ("menus", "quality", "30.00"),
        ("staff", "quality", "18.00"),
        ("price", "", "33.33"),
    ]
    assert any("word for word" in caution for caution in made.before_sending)
    assert "Alpha Meals" in as_markdown(made)


def test_the_winner_is_not_told_of_itself():
    made = summary("alpha", winner_told=WinnerTold.INCLUDED)
    assert (made.winner, made.winner_told) == (None, WinnerTold.LEFT_OUT)


@pytest.mark.parametrize("told", WinnerTold)
@pytest.mark.parametrize("bid", ["alpha", "beta", "gamma"])
def test_internal_comments_and_evaluators_never_get_out(bid, told):
    made = summary(bid, winner_told=told)
    for written in (made.model_dump_json(), as_markdown(made), as_html(made)):
        assert "SECRET" not in written
        assert "evaluator-9" not in written


def test_a_tie_is_told_without_the_other_bid():
    tie = "Its total of 76.00 equals that of Bid alpha; Menus puts it behind: 18.00 points against 30.00."
    made = changed("beta", tie_break=tie, why=f"Ranks 2nd of 2 with 76.00 of 100 points. {tie}")
    assert "alpha" not in " ".join(summary("beta", made=made).why)
    assert tie in summary("beta", made=made, winner_told=WinnerTold.INCLUDED).why


def test_joint_first_is_open_until_somebody_says_who_wins():
    made = changed("beta", rank=1, joint=True)
    assert summary("beta", made=made).decision is Decision.OPEN
    assert summary("beta", made=made, awarded_to="beta").decision is Decision.SUCCESSFUL
    assert summary("alpha", made=made, awarded_to="beta").decision is Decision.UNSUCCESSFUL


def test_under_limits_on_lots_the_best_combination_says_who_wins():
    won = LotWon(lot="1", bid="beta", bidder="Beta Meals", rank=2, total_exact="76", sentence="…")
    limits = Combination(most_per_bidder=1, total_exact="76", provisional=False, sentence="…", lots=(won,), warnings=())
    made = evaluation().model_copy(update={"combination": limits})
    assert summary("beta", made=made).decision is Decision.SUCCESSFUL
    overtaken = summary("alpha", made=made)
    assert (overtaken.decision, overtaken.outranks_winner) == (Decision.UNSUCCESSFUL, True)
    assert overtaken.further.startswith("One supplier may be awarded at most 1 lot.")


@pytest.mark.parametrize(
    ("lot", "bid", "options", "message"),
    [
        ("2", "alpha", {}, "no lot '2' was assessed\n    The lots are 1."),
        ("1", "alpah", {}, "there is no bid 'alpah' for lot '1'\n    Did you mean 'alpha'?"),
        ("1", "beta", {"awarded_to": "gamma"}, "lot '1' cannot be awarded to 'gamma'"),
    ],
)
def test_what_is_not_there_is_refused(lot, bid, options, message):
    with pytest.raises(DocumentError) as error:
        assessment_summary(evaluation(), lot, bid, **options)
    assert str(error.value).startswith(message)


def test_a_bid_that_is_not_assessed_yet_has_no_summary():
    made = changed("gamma", status="undecided", why="Not scored yet. Gate x cannot be told.")
    assert list(assessed_bids(made, "1")) == ["alpha", "beta"]
    with pytest.raises(DocumentError) as error:
        summary("gamma", made=made)
    assert "bid 'gamma' has not been assessed yet" in str(error.value)


def test_a_bid_whose_score_is_missing_is_open():
    made = changed("beta", status="incomplete", rank=None, total=None)
    assert summary("beta", made=made).decision is Decision.OPEN


def test_where_importance_is_described_there_are_no_totals_and_no_hundred_per_cent():
    made = evaluation()
    [lot] = made.lots
    used = tuple(
        one.model_copy(update={"weight": "", "weight_of_total": "", "importance": f"rank {rank} of 2"})
        for rank, one in enumerate(made.criteria, 1)
    )
    ranks = made.model_copy(update={"criteria": used, "lots": (lot.model_copy(update={"importance": "ranks"}),)})
    told = summary("beta", made=ranks)
    assert (told.has_totals, told.criteria[0].importance) == (False, "rank 1 of 2")
    assert "100%" not in as_markdown(told)
    assert "**Relative importance:** rank 1 of 2." in as_markdown(told)


def test_a_rule_that_decides_by_quality_and_price_is_told_with_its_number():
    made = changed("beta", index="1315.79", index_working="£100,000 ÷ 76 = 1,315.789…")
    rule = DecisionUsed(
        rule="price_per_quality_point",
        price="bid.price",
        how="The lowest price per point.",
        lower_wins=True,
        relative=False,
    )
    decided = made.model_copy(update={"lots": (made.lots[0].model_copy(update={"decision": rule}),)})
    written = as_markdown(summary("beta", made=decided))
    assert "**How quality and price together decide:** The lowest price per point." in written
    assert "1315.79: £100,000 ÷ 76 = 1,315.789…." in written


def _bid_with(criterion, **facts):
    """Beta's documents with another price criterion and other facts."""
    made = procurement()
    [lot] = made.lots
    assert lot.award is not None
    award = lot.award.model_copy(update={"criteria": (lot.award.criteria[0], criterion)})
    answers = {
        name.replace("__", "."): Answer(value=value, place=Place(document="bids.yaml", line=1, column=1))
        for name, value in facts.items()
    }
    bids = tuple(bid.model_copy(update={"facts": answers}) for bid in made.bids)
    return made.model_copy(update={"lots": (lot.model_copy(update={"award": award}),), "bids": bids})


FACTS = {"bid__price": "GBP 1", "bid__offers__jobs": 4, "bid__offers__trees": 9, "bid__offers__hours": "2"}


@pytest.mark.parametrize(
    ("scored", "offered"),
    [
        ({"measure": "town/jobs"}, [("jobs", "£100,000")]),
        ({"commitments": Commitments(proxies="t")}, [("jobs", "4"), ("trees", "9"), ("hours", "2")]),
        ({"commitments": Commitments(proxies="t", measures=("town/trees", "jobs"))}, [("trees", "9"), ("jobs", "4")]),
        ({"fact": "bid.unknown"}, [("Price", "£100,000")]),
    ],
)
def test_what_is_offered_is_found_under_the_facts_that_the_criterion_looks_at(scored, offered):
    criterion = AwardCriterion(id="price", title="Price", weight="40%", scoring={"method": "points"}, **scored)
    told = assessment_summary(evaluation(), "1", "beta", procurement=_bid_with(criterion, **FACTS))
    assert [(one.what, one.value) for one in told.criteria[1].offered] == offered


@pytest.mark.parametrize("bid", ["alpha", "beta", "gamma"])
def test_it_fits_its_schema_and_comes_back_the_same(bid):
    made = summary(bid, winner_told=WinnerTold.INCLUDED)
    written = made.model_dump_json()
    jsonschema.Draft202012Validator(schemas(operators())["summary"]).validate(json.loads(written))
    assert AssessmentSummary.model_validate_json(written) == made
