"""Abnormally low prices: asked about, never rejected."""

from decimal import Decimal

import pytest

from sv_rules.engine.award_plan import validate_award
from sv_rules.errors import DocumentError
from sv_rules.model.amount import Money
from sv_rules.model.award import AbnormallyLow
from sv_rules.model.fact import Fact, FactType
from tests.engine.awards import BY_PRICE, BY_QUALITY, assessment, criterion, lot, run, seen, terms

PRICE = criterion("price", "40%", **BY_PRICE)
QUALITY = criterion("quality", "60%", at_least="50%", disqualifies=True, **BY_QUALITY)


def model(**rule):
    return lot(PRICE, QUALITY, abnormally_low=AbnormallyLow(**rule))


def low(result):
    return {one.bid: one.abnormally_low for one in result.assessments if one.abnormally_low}


# The mean of 70, 100 and 130 is 100.
THREE = seen("A", 70, 80), seen("B", 100, 80), seen("C", 130, 80)


def test_a_low_price_is_pointed_out_with_what_the_law_asks_first():
    result = run(model(below_mean_by="20%"), *THREE)
    found = low(result)["A"]
    assert (found.price, found.compared_with, found.below_by) == ("GBP 70", "GBP 100", "30")
    assert found.sentence == (
        "Bid A asks for £70, 30% below the mean of 3 bids, £100; more than 20% is looked at as possibly abnormally "
        "low. The bid stays in: ask the bidder to show that it can perform the contract for this price, and look at "
        "the answer. Only after that may a tender be disregarded for it (Procurement Act 2023, section 19)."
    )
    assert found.sentence in result.warnings
    # It keeps its rank: nothing is rejected.
    assert (assessment(result, "A").status, assessment(result, "A").rank) == ("ranked", 1)


@pytest.mark.parametrize(("below", "flagged"), [("29.99%", ["A"]), ("30%", [])], ids=["below", "on the boundary"])
def test_a_price_on_the_boundary_is_not_low(below, flagged):
    assert list(low(run(model(below_mean_by=below), *THREE))) == flagged


def test_two_prices_have_no_mean_that_says_anything():
    result = run(model(below_mean_by="20%"), *THREE[:2])
    assert low(result) == {}
    assert "Low prices are not compared with the mean: 2 prices are too few, 3 are needed." in result.warnings
    lone = run(model(below_mean_by="20%"), THREE[0])
    assert "Low prices are not compared with the mean: one price is too few, 3 are needed." in lone.warnings


def test_disqualified_bids_and_unknown_prices_are_left_out_of_the_mean():
    # D has no quality and is out, E's price is not known: the mean stays 100.
    result = run(model(below_mean_by="20%"), *THREE, seen("D", 1000, 10), seen("E", None, 80))
    assert low(result)["A"].compared_with == "GBP 100"


def test_the_buyers_own_figure_needs_no_other_bids():
    result = run(model(should_cost="GBP 100", below_should_cost_by="10%"), seen("A", 89, 80), seen("B", 90, 80))
    assert {bid: one.below_by for bid, one in low(result).items()} == {"A": "11"}
    assert "11% below what the buyer worked out it should cost, £100;" in low(result)["A"].sentence
    # Without a part, any price below the figure is asked about.
    assert list(low(run(model(should_cost="GBP 100"), seen("A", 99, 80), seen("B", 100, 80)))) == ["A"]


def test_of_two_comparisons_the_wider_one_is_told():
    # 30% below the mean of 100, 12.5% below a figure of 80.
    result = run(model(below_mean_by="20%", should_cost="GBP 80"), *THREE)
    assert low(result)["A"].below_by == "30"


def test_an_exact_mean_is_kept_and_shown_cut_short():
    # The mean of 10, 100 and 100 is 70.
    result = run(model(below_mean_by="50%"), seen("A", 10, 80), seen("B", 100, 80), seen("C", 101, 80))
    found = low(result)["A"]
    assert (found.compared_with, found.below_by) == ("GBP 211/3", "18100/211")  # 100 × (211/3 − 10) ÷ (211/3)
    assert "85.781…% below the mean of 3 bids, £70.333…;" in found.sentence


PART = Fact("parameter", FactType.PERCENTAGE, "low price")


def parameters(value):
    return {"parameters": {"pack/low-price": (PART, value)}}


def test_the_part_may_be_a_parameter_of_the_rulepack():
    result = run(model(below_mean_by={"parameter": "low-price"}), *THREE, **parameters(Decimal(20)))
    assert list(low(result)) == ["A"]


@pytest.mark.parametrize(
    ("rule", "value", "message"),
    [
        ({"below_mean_by": {"parameter": "low-prise"}}, Decimal(20), "Did you mean 'pack/low-price'?"),
        ({"below_mean_by": {"parameter": "low-price"}}, None, "has no value on the date of the evaluation"),
        ({"should_cost": {"parameter": "low-price"}}, Decimal(20), "parameter pack/low-price is a percentage"),
        ({"below_mean_by": "a fifth"}, None, "'a fifth' is not a percentage such as 20%"),
        ({"below_mean_by": 20}, None, "this is not a percentage such as 20%"),
        ({"below_mean_by": "100%"}, None, "100% is no part that a price can be below"),
        ({"should_cost": "GBP 0"}, None, "the figure is not above zero"),
        ({"below_mean_by": "20%", "price": "bid.prise"}, None, "there is no fact called 'bid.prise'"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(rule, value, message):
    with pytest.raises(DocumentError) as caught:
        validate_award(model(**rule), terms(**parameters(value)))
    assert message in str(caught.value)


def test_several_currencies_are_not_compared():
    bids = *THREE, seen("D", 1, 80)
    bids[3].values["bid.price"] = Money(Decimal(1), "EUR")
    result = run(model(below_mean_by="20%", should_cost="GBP 200"), *bids)
    assert (
        "Low prices are not looked for: the prices are in several currencies, so they have no mean." in result.warnings
    )
    assert "Prices not in GBP are not compared with the buyer's figure of £200." in result.warnings
    assert sorted(low(result)) == ["A", "B", "C"]
