"""Awards that a rule decides from quality and price, in place of a price criterion with a weight."""

from fractions import Fraction

import pytest

from sv_rules.engine.awarding import award
from sv_rules.errors import DocumentError, PluginError
from sv_rules.model.extending import DecisionRule, Index
from sv_rules.scoring.options import Options
from tests.engine.awards import BY_MARKS, BY_QUALITY, assessment, criterion, lot, mark, run, seen, terms

QUALITY = criterion("quality", "100%", **BY_QUALITY)


def decided(rule="price_per_quality_point", *criteria, options=None, **more):
    options = {"minimum": 1} if options is None else options
    return lot(*(criteria or (QUALITY,)), decided_by={"rule": rule, "price": "bid.price", **options}, **more)


def indices(result):
    return {one.bid: (one.index, one.rank) for one in result.assessments}


def test_price_per_quality_point():
    # Made for this: (80, 100,000), (70, 80,000), (60, 75,000) → 1,250.00; 1,142.857…; 1,250.00. The second wins, and
    # the first and third tie.
    bids = seen("A", 100_000, 80), seen("B", 80_000, 70), seen("C", 75_000, 60)
    result = run(decided(), *bids)
    assert indices(result) == {"B": ("1142.86", 1), "A": ("1250.00", 2), "C": ("1250.00", 2)}
    won = assessment(result, "B")
    assert (won.index_exact, won.total) == ("8000/7", "70.00")
    assert won.index_working == "£80,000 ÷ 70 = £1,142.857… for each quality point"
    assert won.why == "Ranks first of 3 with an index of 1142.86."
    assert result.sentence == (
        "Bid B ranks first with an index of 1142.86, the lowest by price_per_quality_point, 107.14 ahead of Bid A."
    )
    assert assessment(result, "A").tie_break == (
        "Its index of 1250.00 equals that of Bid C; no tie-break is declared, so the rank is shared."
    )
    assert (result.decision.rule, result.decision.price, result.decision.lower_wins) == (
        "price_per_quality_point",
        "bid.price",
        True,
    )
    assert result.decision.how == (
        "The price divided by the quality points; the lowest wins. A bid needs at least 1 quality points."
    )


def test_a_tie_of_the_index_is_broken_by_quality():
    result = run(decided(ties=("quality",)), seen("A", 100_000, 80), seen("C", 75_000, 60))
    assert indices(result) == {"A": ("1250.00", 1), "C": ("1250.00", 2)}


def test_the_highest_index_may_win():
    # 80 × 1,000 ÷ 100 and 70 × 1,000 ÷ 80: 800 and 875.
    result = run(decided("value_for_money_index", options={}), seen("A", 100, 80), seen("B", 80, 70))
    assert [one.bid for one in result.assessments] == ["B", "A"]
    assert "the highest by value_for_money_index" in result.sentence


def test_an_index_may_be_below_zero():
    # £100 − 80 × £2 = −£60 and £150 − 70 × £2 = £10: the lowest wins.
    model = decided("monetised_quality", options={"point_worth": "GBP 2"})
    result = run(model, seen("A", 100, 80), seen("B", 150, 70))
    assert indices(result) == {"A": ("-60.00", 1), "B": ("10.00", 2)}
    assert "70.00 ahead of Bid B" in result.sentence


def test_what_the_rule_warns_of_reaches_the_result():
    assert any("PPN 002" in warning for warning in run(decided(), seen("A", 1, 50)).warnings)
    relative = decided("utility_index", options={"quality_weight": "60%", "price_weight": "40%"})
    assert run(relative, seen("A", 1, 50)).warnings[0].startswith("The award is decided by utility_index: the order of")


def test_a_bid_that_the_rule_gives_no_place_is_told_and_nothing_waits_for_it():
    result = run(decided(options={"minimum": 50}), seen("A", 100, 80), seen("B", 1, 40))
    out = assessment(result, "B")
    assert (out.status, out.rank) == ("unplaced", None)
    assert out.why == "Not ranked. A quality of 40 points is less than the minimum of 50."
    assert not result.provisional


@pytest.mark.parametrize(
    ("price", "why"),
    [(None, "No rank yet. The price of this bid is not known."), (0, "No rank yet. The price is £0, which is not")],
    ids=["not known", "zero"],
)
def test_a_price_that_has_to_be_settled_leaves_the_ranking_provisional(price, why):
    result = run(decided(), seen("A", 100, 80), seen("B", price, 40))
    assert assessment(result, "B").status == "incomplete"
    assert assessment(result, "B").why.startswith(why)
    assert (assessment(result, "A").rank, result.provisional) == (1, True)


def test_a_disqualified_bid_is_out_before_the_rule():
    # By utility index what A is worth depends on the best quality: B's 100 would count, were it not out.
    options = {"quality_weight": "60%", "price_weight": "40%"}
    plan = criterion("plan", "100%", at_least="3", disqualifies=True, **BY_MARKS)
    model = decided("utility_index", plan, options=options)
    plan_mark = mark(4, criterion="plan")
    alone = run(model, seen("A", 100, None, plan_mark))
    with_b = run(model, seen("A", 100, None, plan_mark), seen("B", 1, None, mark(2, criterion="plan")))
    assert assessment(with_b, "B").status == "gated"
    assert assessment(with_b, "A") == assessment(alone, "A").model_copy(update={"why": assessment(with_b, "A").why})


def test_a_near_tie_is_in_the_units_of_the_index():
    result = run(decided(near_tie=200), seen("A", 100_000, 80), seen("B", 80_000, 70))
    assert any(
        "Bid A is no more than 107.14 of the index behind Bid B, within the declared margin of 200." in one
        for one in result.warnings
    )


class _None(Options):
    pass


@pytest.mark.parametrize(
    ("gives", "told"),
    [
        (lambda bids: {}, "did not give an index for exactly the bids it was given"),  # noqa: ARG005  a rule's form
        (lambda bids: dict.fromkeys(bids, Index(0.5, "")), "gave bid 'A' the index 0.5"),
    ],
    ids=["bids left out", "a float"],
)
def test_a_rule_that_breaks_its_promise_is_named(gives, told):
    def broken(qualities, _prices, _options):
        return gives(qualities)

    plugin = terms()
    rules = {"broken": DecisionRule(broken, _None, lower_wins=True)}
    model = decided("broken", options={})
    with pytest.raises(PluginError, match=told):
        award(model, [seen("A", 1, 50)], type(plugin)(plugin.facts, {}, (), plugin.methods, rules=rules))


def test_criteria_are_the_quality_alone():
    price = criterion("price", "40%", fact="bid.price", scoring={"method": "lowest_price"})
    model = decided("price_per_quality_point", price, criterion("quality", "60%", **BY_QUALITY))
    with pytest.raises(DocumentError, match="criterion price scores the price, which decides the award already"):
        run(model)


def test_quality_is_exact_on_its_way_to_the_rule():
    # A third of 100 points: £100 ÷ 100/3 = £3.
    third = criterion("quality", "100%", fact="bid.quality", scoring={"method": "to_target", "target": 3})
    result = run(decided("price_per_quality_point", third), seen("A", 100, 1))
    assert Fraction(assessment(result, "A").index_exact) == 3
