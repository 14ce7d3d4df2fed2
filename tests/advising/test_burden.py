"""The burden on bidders, each figure worked out by hand beside it."""

import pytest

from sv_rules.model.procurement import Procurement
from sv_rules.model.questionnaire import AskedCriterion, Requirement, RequirementGroup
from tests.advising.eastmere import draft, eastmere, facts


def burden(tmp_path, *documents, change=lambda text: text, questions=()):
    host, ready = eastmere(tmp_path, change)
    procurement: Procurement = host.read(*documents)
    return ready.check(procurement.model_copy(update={"questions": questions})).advice.burden


def test_hours_cost_and_shares(tmp_path):
    # Asked for sure: work placements, living wage. 2 × 2.5 h = 5 h; × £30 = £150; of £10,000 = 1.5%; over 24 months
    # one year is worth £5,000: 3%. Works are not known, so local firms may come in.
    found = burden(tmp_path, facts(tender__value="GBP 10000", tender__contract_length="24 months"))
    assert (found.questions, found.at_most) == (2, 3)
    assert (found.hours, found.cost, found.contract_value) == ("5", "GBP 150", "GBP 10000")
    assert (found.share, found.years, found.share_of_a_year) == ("1.5%", "2", "3%")
    assert found.sentence == (
        "Bidders have to answer 2 questions on social value, about 5 hours for a small provider or £150: 1.5% of the"
        " contract value of £10,000, 3% of one year of it."
    )


@pytest.mark.parametrize(
    ("value", "share", "warned"),
    [
        ("GBP 15000", "1%", False),  # £150 of £15,000 is 1%, and 1% is not above 1%
        ("GBP 14999", "1%", True),  # 1.00007%, rounded to 1%; the exact share is compared
        ("GBP 100000", "0.15%", False),
        ("GBP 1200000", "0.01%", False),  # 0.0125%
    ],
)
def test_a_share_above_the_parameter_is_warned_of(tmp_path, value, share, warned):
    found = burden(tmp_path, facts(tender__value=value))
    assert found.share == share
    assert bool(found.warnings) is warned


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({}, "cannot be told: the contract value is not known."),
        ({"tender__value": "EUR 10000"}, "cannot be told: the contract value is €10,000."),
        ({"tender__value": "GBP 0"}, "cannot be told: the contract value is £0."),
    ],
    ids=["no value", "another currency", "nothing"],
)
def test_without_a_value_to_compare_the_share_cannot_be_told(tmp_path, known, says):
    found = burden(tmp_path, facts(**known))
    assert found.sentence.endswith(says)
    assert (found.hours, found.cost, found.share, found.warnings) == ("5", "GBP 150", None, ())


def without(name):
    def change(text):
        before, _, rest = text.partition(f"  {name}:\n")
        return before + rest[rest.index("standing: published}}\n") + len("standing: published}}\n") :]

    return change


@pytest.mark.parametrize(
    ("name", "hours", "says"),
    [
        ("burden.hours-per-question", None, "How long that takes cannot be told"),
        ("burden.hourly-cost", "5", "What that costs cannot be told"),
    ],
)
def test_without_a_parameter_what_rests_on_it_cannot_be_told(tmp_path, name, hours, says):
    found = burden(tmp_path, facts(tender__value="GBP 10000"), change=without(name))
    assert (found.hours, found.cost, found.share) == (hours, None, None)
    assert says in found.sentence
    assert len(found.assumptions) == 2


def test_a_parameter_that_does_not_hold_on_the_day_is_none(tmp_path):
    found = burden(tmp_path, facts(), change=lambda text: text.replace("2020-01-01", "2027-01-01"))
    assert (found.hours, found.assumptions) == (None, ())


def test_assumptions_are_told_with_their_source_and_standing(tmp_path):
    found = burden(
        tmp_path,
        facts(),
        change=lambda text: text.replace(
            "2.5, source: {text: policy}, standing: published", "2.5, source: {text: policy}, standing: example"
        ),
    )
    assert [(one.parameter, one.value, one.standing) for one in found.assumptions] == [
        ("eastmere/burden.hours-per-question", "2.5 hours", "example"),
        ("eastmere/burden.hourly-cost", "£30", "published"),
        ("eastmere/burden.warn-above-share", "1%", "published"),
    ]


def test_more_questions_than_the_pack_names_are_warned_of(tmp_path):
    def change(text):
        named = (
            "parameters:\n  burden.warn-above-questions:\n    title: most questions\n    type: integer\n"
            "    unit: questions\n    values: {2020-01-01: {value: 1, source: {text: policy}, standing: published}}\n"
        )
        return text.replace("parameters:\n", named, 1)

    assert burden(tmp_path, facts(), change=change).warnings == (
        "2 questions are more than the 1 question that the rulepack names.",
    )


def requirement(name, **parts):
    return Requirement(id=name, title=name, **parts)


QUESTIONS = (
    # The longer of two alternatives counts; one of its three is out of use, one asks what a measure asks already.
    AskedCriterion(
        id="a",
        title="Social value",
        groups=(
            RequirementGroup(id="1", requirements=(requirement("Short"),)),
            RequirementGroup(
                id="2",
                requirements=(
                    requirement("Your plan"),
                    requirement("Old", active=False),
                    requirement("Placements", fact="bid.offers.work-placements"),
                ),
            ),
        ),
    ),
    # Neither asked of bidders nor about social value.
    AskedCriterion(
        id="b",
        title="Social value",
        answered_by="buyer",
        groups=(RequirementGroup(id="1", requirements=(requirement("Ours"),)),),
    ),
    AskedCriterion(id="c", title="Insurance", groups=(RequirementGroup(id="1", requirements=(requirement("Cover"),)),)),
)


def test_the_documents_own_questions_count_once_each(tmp_path):
    found = burden(tmp_path, facts(tender__category="services"), questions=QUESTIONS)
    assert {part.what: part.names for part in found.asked} == {
        "measures of the rulepack": ("Work placements",),
        "facts of a bid that must and should checks read": ("payment of the living wage",),
        "questions in the documents": ("Your plan",),
    }
    assert (found.questions, found.at_most) == (3, 3)


def test_an_award_criterion_on_social_value_counts(tmp_path):
    text = "# Grounds\n\n| Criterion | Weight |\n| --- | --- |\n| Price | 60% |\n| Social value | 40% |\n"
    found = burden(tmp_path, draft(text))
    assert found.asked[-1].names == ("Social value",)
    assert found.questions == 3


def test_checks_on_proportion_are_cited_with_what_they_came_to(tmp_path):
    found = burden(tmp_path, facts(specification__criteria_proportionate="false"))
    assert [(one.check, one.outcome, one.source.at) for one in found.rules] == [
        ("eastmere/proportion", "not_met", "section 5")
    ]


def test_nothing_asked_is_said(tmp_path):
    def change(text):
        head, _, rest = text.partition("measures:\n")
        return head.partition("  - id: living-wage")[0] + "clues:\n" + rest.partition("clues:\n")[2]

    found = burden(tmp_path, facts(tender__value="GBP 100"), change=change)
    assert (found.questions, found.sentence) == (0, "No question on social value to bidders was found.")
    assert found.warnings == ()
