"""Options that cannot be used, each with its message in full: the reference for whoever writes an award model."""

from decimal import Decimal

import pytest

from sv_rules.model.fact import Fact, FactType
from sv_rules.scoring import methods
from sv_rules.scoring.options import check_scoring

METHODS = {method.name: method for method in methods()}
PRICE = Fact("bid.price", FactType.MONEY, "price")
PEOPLE = Fact("bid.people", FactType.INTEGER, "people", unit="people")
LOCAL = Fact("bid.local", FactType.PERCENTAGE, "local share")
FIELDS = (Fact("year", FactType.INTEGER, "year"), Fact("cost", FactType.MONEY, "cost"))
COSTS = Fact("bid.costs", FactType.LIST, "costs", fields=FIELDS)

ABOUT_A_FLOAT = (
    "'maximum' must be a whole number of people, as bid.people is, not a binary float, which has lost the digits that "
    "were written"
)
ABOUT_A_FACT = (
    "linear_from_lowest scores amounts of money, and no fact is named here; name what it scores under fact or measure"
)

SPAN = {"low": "GBP 80", "high": "GBP 120", "better": "lower", "outside": "capped"}
BENCHMARK = {"benchmark": "GBP 100", "at_benchmark": "60%", "shape": "linear", "each_percent": "2%"}
LIFE = {"rate": "3.5%", "base_year": 2026, "year": "year", "amount": "cost"}


def without(options, name):
    return {key: value for key, value in options.items() if key != name}


@pytest.mark.parametrize(
    ("method", "fact", "options", "under", "message"),
    [
        ("points", PEOPLE, {}, ("maximum",), "'maximum' is missing"),
        ("points", PEOPLE, {"maximum": 0}, ("maximum",), "'maximum' must be above zero; here it is 0"),
        ("points", PEOPLE, {"maximum": -5}, ("maximum",), "'maximum' must be above zero; here it is -5"),
        (
            "points",
            LOCAL,
            {"maximum": 100},
            ("maximum",),
            "'maximum' must be a percentage such as 10%, as bid.local is, not 100",
        ),
        (
            "points",
            None,
            {"maximum": "GBP 5"},
            ("maximum",),
            "'maximum' must be a number, as an evaluator's mark is, not the text 'GBP 5'",
        ),
        (
            "points",
            PEOPLE,
            {"maximum": 0.5},
            ("maximum",),
            ABOUT_A_FLOAT,
        ),
        (
            "points",
            PRICE,
            {"maximum": 5},
            ("method",),
            "points scores whole numbers, numbers or percentages; bid.price is an amount of money such as GBP 250000",
        ),
        (
            "proportion_of_highest",
            PRICE,
            {"cap": 5},
            ("cap",),
            "there is no option called 'cap'; proportion_of_highest has no options",
        ),
        ("best_to_worst", PRICE, {}, ("better",), "'better' is missing"),
        (
            "best_to_worst",
            PRICE,
            {"better": "cheaper"},
            ("better",),
            "'better' must be 'lower' or 'higher', not the text 'cheaper'",
        ),
        (
            "best_to_worst",
            PRICE,
            {"beter": "lower"},
            ("beter",),
            "there is no option called 'beter'; did you mean 'better'?",
        ),
        ("absolute_linear", PRICE, without(SPAN, "outside"), ("outside",), "'outside' is missing"),
        (
            "absolute_linear",
            PRICE,
            SPAN | {"outside": "clamp"},
            ("outside",),
            "'outside' must be 'capped' or 'not_scored', not the text 'clamp'",
        ),
        (
            "absolute_linear",
            PRICE,
            SPAN | {"high": "GBP 80"},
            ("high",),
            "'high' must be more than 'low', £80; here it is £80",
        ),
        (
            "absolute_linear",
            PRICE,
            SPAN | {"high": "EUR 120"},
            ("high",),
            "£80 and €120 cannot be compared: they are not in one currency",
        ),
        (
            "absolute_linear",
            PRICE,
            SPAN | {"low": 80},
            ("low",),
            "'low' must be an amount of money such as GBP 250000, as bid.price is, not 80",
        ),
        ("linear_from_lowest", PRICE, {}, ("floor",), "'floor' is missing"),
        (
            "linear_from_lowest",
            PRICE,
            {"floor": 0},
            ("floor",),
            "'floor' must be a percentage such as 10%, not 0",
        ),
        (
            "linear_from_lowest",
            PRICE,
            {"floor": "100%"},
            ("floor",),
            "'floor' must be at least 0% and below 100%; here it is 100%",
        ),
        (
            "linear_from_lowest",
            PRICE,
            {"floor": "-1%"},
            ("floor",),
            "'floor' must be at least 0% and below 100%; here it is -1%",
        ),
        (
            "linear_from_lowest",
            None,
            {"floor": "0%"},
            ("method",),
            ABOUT_A_FACT,
        ),
        (
            "deviation_from_mean",
            PRICE,
            {"deviation": "rounded", "outside": "capped"},
            ("deviation",),
            "'deviation' must be 'exact' or 'whole_percent', not the text 'rounded'",
        ),
        ("deviation_from_mean", PRICE, {"deviation": "exact"}, ("outside",), "'outside' is missing"),
        (
            "logarithmic",
            PRICE,
            {"nothing_at": 1, "outside": "capped"},
            ("nothing_at",),
            "'nothing_at' must be more than 1 times the lowest price; here it is 1",
        ),
        (
            "logarithmic",
            PRICE,
            {"nothing_at": "2", "outside": "capped"},
            ("nothing_at",),
            "'nothing_at' must be a number such as 4 or 2.5, not the text '2'",
        ),
        (
            "logarithmic",
            PRICE,
            {"nothing_at": Decimal("1E-13"), "outside": "capped"},
            ("nothing_at",),
            "'nothing_at' is too long a number: at most 18 digits before the point and 12 after it",
        ),
        (
            "benchmark_price",
            PRICE,
            BENCHMARK | {"benchmark": 100},
            ("benchmark",),
            "'benchmark' must be an amount of money such as GBP 250000, not 100",
        ),
        (
            "benchmark_price",
            PRICE,
            BENCHMARK | {"benchmark": "GBP 0"},
            ("benchmark",),
            "'benchmark' must be above zero; here it is £0",
        ),
        (
            "benchmark_price",
            PRICE,
            BENCHMARK | {"at_benchmark": "0%"},
            ("at_benchmark",),
            "'at_benchmark' must be above 0% and at most 100%; here it is 0%",
        ),
        (
            "benchmark_price",
            PRICE,
            without(BENCHMARK, "each_percent"),
            ("each_percent",),
            "'each_percent' is missing; the linear shape needs it",
        ),
        (
            "benchmark_price",
            PRICE,
            BENCHMARK | {"shape": "inverse"},
            ("each_percent",),
            "'each_percent' belongs to the linear shape; here the shape is inverse",
        ),
        (
            "benchmark_price",
            PRICE,
            BENCHMARK | {"each_percent": "0%"},
            ("each_percent",),
            "'each_percent' must be above 0%; here it is 0%",
        ),
        (
            "graduated_price",
            PRICE,
            {"rate": 1},
            ("rate",),
            "there is no option called 'rate'; graduated_price has no options",
        ),
        (
            "lowest_whole_life_cost",
            PRICE,
            LIFE,
            ("method",),
            "lowest_whole_life_cost scores lists; bid.price is an amount of money such as GBP 250000",
        ),
        (
            "lowest_whole_life_cost",
            COSTS,
            LIFE | {"rate": "-1%"},
            ("rate",),
            "'rate' must lie between 0% and 100% a year; here it is -1%",
        ),
        (
            "lowest_whole_life_cost",
            COSTS,
            LIFE | {"base_year": 26},
            ("base_year",),
            "'base_year' must be at least 1900, not 26",
        ),
        (
            "lowest_whole_life_cost",
            COSTS,
            LIFE | {"year": "yaer"},
            ("year",),
            "'year' names a field 'yaer' that bid.costs does not have; did you mean 'year'?",
        ),
        (
            "lowest_whole_life_cost",
            COSTS,
            LIFE | {"amount": "zzz"},
            ("amount",),
            "'amount' names a field 'zzz' that bid.costs does not have; its fields are year and cost",
        ),
        (
            "lowest_whole_life_cost",
            COSTS,
            LIFE | {"amount": "year"},
            ("amount",),
            "'amount' must name a field that holds amounts of money; 'year' is a whole number",
        ),
        (
            "lowest_whole_life_cost",
            COSTS,
            LIFE | {"year": 3},
            ("year",),
            "'year' must be the name of a field, not 3",
        ),
        (
            "lowest_pirce",
            PRICE,
            {},
            ("method",),
            "there is no scoring method called 'lowest_pirce'; did you mean 'lowest_price'?",
        ),
    ],
)
def test_options_that_cannot_be_used_are_refused_in_words(method, fact, options, under, message):
    checked = check_scoring({"method": method, **options}, METHODS, fact)
    assert list(checked.mistakes) == [(under, message)]


def test_all_mistakes_are_told_at_once():
    wrong = {"benchmark": "GBP 0", "at_benchmark": "200%", "shape": "linear"}
    checked = check_scoring({"method": "benchmark_price", **wrong}, METHODS, PRICE)
    assert [path for path, _ in checked.mistakes] == [("benchmark",), ("at_benchmark",), ("each_percent",)]
