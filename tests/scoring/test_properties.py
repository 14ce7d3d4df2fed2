"""What every method keeps, whatever the bids are: range, monotone, order of the bids, scale, dependence on others."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sv_rules.model.amount import Money
from sv_rules.model.extending import Reads
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.procurement import Mark
from sv_rules.scoring import methods
from sv_rules.scoring.options import check_options, size

METHODS = {method.name: method for method in methods()}
FIELDS = (Fact("year", FactType.INTEGER, "year"), Fact("amount", FactType.MONEY, "amount"))
COSTS = Fact("bid.costs", FactType.LIST, "costs", fields=FIELDS)

many = settings(derandomize=True, deadline=None, database=None, max_examples=20)
pence = st.integers(1, 10**9).map(lambda count: Money(Decimal(count).scaleb(-2), "GBP"))
amounts = st.decimals(0, 1000, places=2)
costs = st.lists(st.tuples(st.integers(2026, 2040), pence), min_size=1, max_size=4).map(tuple)


def marked(strategy):
    return strategy.map(lambda number: Mark(criterion="quality", mark=number, reason="because"))


class Case(NamedTuple):
    """A method with options. `better` says which values earn more, `scales` whether only ratios of values count."""

    method: str
    options: dict[str, Any]
    values: st.SearchStrategy[Any]
    better: str
    scales: bool
    fact: Fact | None = None


LOG = {"nothing_at": 2, "outside": "capped"}
CASES = [
    Case("lowest_price", {}, pence, "lower", True),
    Case("linear_from_lowest", {"floor": "0%"}, pence, "lower", True),
    Case("linear_from_lowest", {"floor": "12.5%"}, pence, "lower", True),
    Case("best_to_worst", {"better": "lower"}, pence, "lower", True),
    Case("best_to_worst", {"better": "higher"}, amounts, "higher", True),
    Case("best_to_worst", {"better": "higher"}, marked(amounts), "higher", True),
    Case("deviation_from_mean", {"deviation": "exact", "outside": "capped"}, pence, "lower", True),
    Case("deviation_from_mean", {"deviation": "whole_percent", "outside": "not_scored"}, pence, "lower", True),
    Case("logarithmic", LOG, pence, "lower", True),
    Case("logarithmic", LOG | {"nothing_at": Decimal("1.5"), "outside": "not_scored"}, pence, "lower", True),
    Case("graduated_price", {}, pence, "lower", True),
    Case("proportion_of_highest", {}, pence, "higher", True),
    Case("proportion_of_highest", {}, marked(amounts), "higher", True),
    Case(
        "absolute_linear",
        {"low": "GBP 100", "high": "GBP 9000000", "better": "lower", "outside": "capped"},
        pence,
        "lower",
        False,
    ),
    Case(
        "absolute_linear",
        {"low": 10, "high": 900, "better": "higher", "outside": "not_scored"},
        amounts,
        "higher",
        False,
    ),
    Case("points", {"maximum": 500}, amounts, "higher", False),
    Case("points", {"maximum": 1000}, marked(amounts), "higher", False),
    Case("to_target", {"target": 500, "floor": 3}, amounts, "higher", False),
    Case("bands", {"bands": [{"from": 0, "points": 0}, {"from": 100, "points": 5}]}, amounts, "higher", False),
    Case(
        "benchmark_price",
        {"benchmark": "GBP 500000", "at_benchmark": "60%", "shape": "inverse"},
        pence,
        "lower",
        False,
    ),
    Case(
        "benchmark_price",
        {"benchmark": "GBP 500000", "at_benchmark": "60%", "shape": "linear", "each_percent": "0.5%"},
        pence,
        "lower",
        False,
    ),
    Case(
        "lowest_whole_life_cost",
        {"rate": "3.5%", "base_year": 2026, "year": "year", "amount": "amount"},
        costs,
        "lower",
        True,
        COSTS,
    ),
]
NAMES = [f"{number} {case.method}" for number, case in enumerate(CASES)]


def scored(case, values):
    options, mistakes = check_options(METHODS[case.method], case.options, case.fact)
    assert not mistakes
    return METHODS[case.method].function(values, options)


def bids(case, least=0):
    return st.lists(case.values, min_size=least, max_size=6).map(
        lambda values: {f"b{index}": value for index, value in enumerate(values)}
    )


def weight(value):
    """Give what a value comes to, so that two can be told apart: a cash flow by its discounted sum."""
    if isinstance(value, tuple) and not isinstance(value, Money):
        return sum(Fraction(money.amount) / Fraction("1.035") ** (year - 2026) for year, money in value)
    return size(value.mark if isinstance(value, Mark) else value)


def grown(value, factor):
    match value:
        case Mark():
            return value.model_copy(update={"mark": value.mark * factor})
        case Money():
            return Money(value.amount * factor, value.currency)
        case tuple():
            return tuple((year, grown(money, factor)) for year, money in value)
        case _:
            return value * factor


def shares(scores):
    return {bid: score.share for bid, score in scores.items()}


def test_every_method_but_those_of_one_value_is_tried():
    assert {case.method for case in CASES} == set(METHODS) - {"rating", "yes_no"}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
@many
@given(data=st.data())
def test_every_bid_gets_a_share_from_0_to_1_or_a_sentence(case, data):
    values = data.draw(bids(case))
    scores = scored(case, values)
    assert scores.keys() == values.keys()
    for score in scores.values():
        assert score.working
        if score.share is None:
            assert score.working.endswith(".")
        else:
            assert isinstance(score.share, Fraction)
            assert 0 <= score.share <= 1
            assert not score.working.endswith(".")


@pytest.mark.parametrize("case", CASES, ids=NAMES)
@many
@given(data=st.data())
def test_a_better_value_never_earns_less_and_an_equal_one_earns_the_same(case, data):
    values = data.draw(bids(case, least=2))
    found = shares(scored(case, values))
    sign = -1 if case.better == "lower" else 1
    known = sorted((sign * weight(values[bid]), found[bid]) for bid in values if found[bid] is not None)
    assert [share for _, share in known] == sorted(share for _, share in known)
    earned = dict(known)
    assert all(earned[value] == share for value, share in known)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
@many
@given(data=st.data())
def test_the_order_of_the_bids_changes_nothing(case, data):
    values = data.draw(bids(case))
    shuffled = dict(data.draw(st.permutations(list(values.items()))))
    assert scored(case, shuffled) == scored(case, values)


@pytest.mark.parametrize("case", [case for case in CASES if case.scales], ids=lambda case: case.method)
@many
@given(data=st.data(), factor=st.sampled_from([Decimal(3), Decimal("0.07"), Decimal(1000)]))
def test_only_ratios_count_where_a_method_is_relative(case, data, factor):
    values = data.draw(bids(case))
    larger = {bid: grown(value, factor) for bid, value in values.items()}
    assert shares(scored(case, larger)) == shares(scored(case, values))


@pytest.mark.parametrize("case", [case for case in CASES if not case.scales], ids=lambda case: case.method)
def test_the_amounts_themselves_count_where_a_method_is_absolute(case):
    # 450 of any unit lies inside every scale above, and ten times as much does not earn the same
    value = {True: Money(Decimal(450000), "GBP"), False: Decimal(90)}["GBP" in str(case.options)]
    values = {"A": Mark(criterion="quality", mark=value, reason="x") if case.method == "points" else value}
    tenfold = {"A": grown(values["A"], Decimal(10))}
    assert shares(scored(case, values)) != shares(scored(case, tenfold))


@pytest.mark.parametrize(
    "case", [case for case in CASES if not METHODS[case.method].relative], ids=lambda case: case.method
)
@many
@given(data=st.data())
def test_a_method_that_is_not_relative_scores_each_bid_alone(case, data):
    values = data.draw(bids(case, least=1))
    scores = scored(case, values)
    assert all(scored(case, {bid: value}) == {bid: scores[bid]} for bid, value in values.items())


@pytest.mark.parametrize(
    ("method", "options", "before", "after"),
    [
        # A and B with and without a third bid C: their distance changes, which is what the warning is about
        ("lowest_price", {}, (100, 80), (100, 80, 40)),
        ("linear_from_lowest", {"floor": "0%"}, (100, 80), (100, 80, 40)),
        ("best_to_worst", {"better": "lower"}, (100, 80), (100, 80, 40)),
        ("deviation_from_mean", {"deviation": "exact", "outside": "capped"}, (100, 80), (100, 80, 40)),
        ("logarithmic", {"nothing_at": 2, "outside": "capped"}, (100, 80), (100, 80, 40)),
        ("graduated_price", {}, (82, 80), (82, 80, 79)),
        ("proportion_of_highest", {}, (100, 80), (100, 80, 200)),
    ],
)
def test_the_distance_of_two_bids_depends_on_a_third_where_a_method_is_relative(method, options, before, after):
    case = Case(method, options, pence, "lower", scales=True)

    def apart(*prices):
        found = shares(scored(case, {f"b{index}": Money(Decimal(price), "GBP") for index, price in enumerate(prices)}))
        return found["b0"] - found["b1"]

    assert METHODS[method].relative
    assert apart(*before) != apart(*after)


@many
@given(prices=st.lists(st.integers(100, 199), min_size=2, max_size=5), factor=st.integers(2, 9))
def test_the_logarithm_keeps_distances_when_a_lower_bid_comes_as_long_as_none_is_capped(prices, factor):
    case = Case("logarithmic", {"nothing_at": 10**6, "outside": "capped"}, pence, "lower", scales=True)
    values = {f"b{index}": Money(Decimal(price), "GBP") for index, price in enumerate(prices)}
    without = shares(scored(case, values))
    found = shares(scored(case, values | {"low": Money(Decimal(100 - 10 * factor), "GBP")}))
    for bid in values:
        # equal but for the rounding of two logarithms in their 40th digit
        assert abs((without[bid] - without["b0"]) - (found[bid] - found["b0"])) < Fraction(1, 10**38)


def test_whatever_reads_either_has_types_of_fact_too():
    assert {name for name, method in METHODS.items() if method.reads is Reads.EITHER} == {
        "absolute_linear",
        "best_to_worst",
        "points",
        "proportion_of_highest",
    }
