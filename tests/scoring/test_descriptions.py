"""What bidders are told of a method with its options, word for word."""

import pytest

from sv_rules.model.fact import Fact, FactType
from sv_rules.scoring import methods
from sv_rules.scoring.options import check_scoring

METHODS = {method.name: method for method in methods()}
PRICE = Fact("bid.price", FactType.MONEY, "price")
FIELDS = (Fact("year", FactType.INTEGER, "year"), Fact("cost", FactType.MONEY, "cost"))
COSTS = Fact("bid.costs", FactType.LIST, "costs", fields=FIELDS)

MEAN_EXACT = (
    "The mean price earns 50 of 100; each per cent below it adds one and each above it takes one (part per cents "
    "count). What comes to more than 100 or less than 0 counts as 100 or 0."
)
MEAN_WHOLE = (
    "The mean price earns 50 of 100; each per cent below it adds one and each above it takes one (rounded to a whole "
    "per cent, halves up). What comes to more than 100 or less than 0 is not scored."
)
LOWEST = (
    "The lowest price earns everything; each per cent that a price is above it takes 1% of the points, down to 20% of "
    "them."
)
LOGARITHM = (
    "The lowest price earns everything, and equal ratios of price cost equal parts of the points: 2 times the lowest "
    "price earns nothing. What is dearer earns nothing either."
)
WHOLE_LIFE = (
    "Payments are discounted at 3.5% a year to 2026 and added up; the lowest such cost divided by a bid's own is the "
    "part earned."
)


@pytest.mark.parametrize(
    ("method", "fact", "options", "words"),
    [
        ("points", None, {"maximum": 60}, "The number of points divided by the maximum of 60 is the part earned."),
        ("deviation_from_mean", PRICE, {"deviation": "exact", "outside": "capped"}, MEAN_EXACT),
        ("deviation_from_mean", PRICE, {"deviation": "whole_percent", "outside": "not_scored"}, MEAN_WHOLE),
        ("linear_from_lowest", PRICE, {"floor": "20%"}, LOWEST),
        ("logarithmic", PRICE, {"nothing_at": 2, "outside": "capped"}, LOGARITHM),
        (
            "lowest_whole_life_cost",
            COSTS,
            {"rate": "3.5%", "base_year": 2026, "year": "year", "amount": "cost"},
            WHOLE_LIFE,
        ),
    ],
)
def test_a_method_describes_itself(method, fact, options, words):
    checked = check_scoring({"method": method, **options}, METHODS, fact)
    assert METHODS[method].describes(checked.options) == words


def test_bounds_of_two_kinds_are_refused_even_where_the_fact_is_not_known():
    span = {"low": 10, "high": "30%", "better": "higher", "outside": "capped"}
    checked = check_scoring({"method": "absolute_linear", **span}, METHODS, Fact("bid.x", FactType.TEXT, "x"))
    assert checked.mistakes[1:] == ((("high",), "'low' and 'high' must be amounts of one kind"),)
