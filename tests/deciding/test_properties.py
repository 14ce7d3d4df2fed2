"""What every decision rule keeps, whatever the bids are: dominance, order of the bids, scale, dependence on others."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sv_rules.deciding import rules
from sv_rules.deciding.options import check_decision
from sv_rules.model.amount import Money

RULES = {rule.name: rule for rule in rules()}
SPLIT = {"quality_weight": "65%", "price_weight": "35%"}
CASES = [
    ("value_for_money_index", {}),
    ("value_for_money_index", {"minimum": 40}),
    ("weighted_value_for_money_index", SPLIT),
    ("weighted_value_for_money_index", {"quality_weight": "75%", "price_weight": "25%"}),
    ("price_per_quality_point", {"minimum": 40}),
    ("monetised_quality", {"point_worth": "GBP 750"}),
    ("utility_index", SPLIT),
    ("lowest_price_technically_compliant", {"pass_mark": 60}),
    ("relative_value_cost", {}),
]
every_rule = pytest.mark.parametrize(
    ("rule", "options"), CASES, ids=[f"{i} {name}" for i, (name, _) in enumerate(CASES)]
)
many = settings(derandomize=True, deadline=None, database=None, max_examples=20)
fields = st.lists(
    st.tuples(st.integers(0, 400).map(lambda quarter: Fraction(quarter, 4)), st.integers(1, 10**8)), max_size=6
).map(lambda bids: {f"b{index}": bid for index, bid in enumerate(bids)})


def decided(rule, options, bids, factor=1):
    checked = check_decision({"rule": rule, **options}, RULES)
    assert not checked.mistakes
    return RULES[rule].function(
        {bid: quality for bid, (quality, _) in bids.items()},
        {bid: Money(Decimal(pence * factor).scaleb(-2), "GBP") for bid, (_, pence) in bids.items()},
        checked.options,
    )


def merits(rule, indexes):
    """Give the index of every bid that has one, turned so that more is better."""
    sign = -1 if RULES[rule].lower_wins else 1
    return {bid: sign * index.value for bid, index in indexes.items() if index.value is not None}


def order(rule, indexes, of):
    """Give who is ahead of whom among some bids: −1, 0 or 1 for each pair that has indexes."""
    found = merits(rule, indexes)
    return {
        (one, other): (found[one] > found[other]) - (found[one] < found[other])
        for one, other in combinations(sorted(of), 2)
        if one in found and other in found
    }


@every_rule
@many
@given(bids=fields)
def test_every_bid_has_an_index_or_a_sentence(rule, options, bids):
    found = decided(rule, options, bids)
    assert found.keys() == bids.keys()
    for index in found.values():
        assert index.value is None or isinstance(index.value, Fraction)
        assert index.working.endswith(".") == (index.value is None)


@every_rule
@many
@given(bids=fields)
def test_a_bid_that_is_no_dearer_and_no_worse_is_never_behind(rule, options, bids):
    found = merits(rule, decided(rule, options, bids))
    for one, other in combinations(found, 2):
        for better, worse in ((one, other), (other, one)):
            if bids[better][0] >= bids[worse][0] and bids[better][1] <= bids[worse][1]:
                assert found[better] >= found[worse]


@every_rule
@many
@given(bids=fields, data=st.data())
def test_the_order_in_which_bids_come_changes_nothing(rule, options, bids, data):
    shuffled = dict(data.draw(st.permutations(list(bids.items()))))
    assert decided(rule, options, shuffled) == decided(rule, options, bids)


@every_rule
@many
@given(bids=fields, factor=st.sampled_from([3, 70, 1000]))
def test_only_ratios_of_prices_count_but_where_a_point_has_a_worth(rule, options, bids, factor):
    scaled = dict(options)
    if "point_worth" in options:
        scaled["point_worth"] = f"GBP {750 * factor}"
    assert order(rule, decided(rule, scaled, bids, factor), bids) == order(rule, decided(rule, options, bids), bids)


def test_where_a_point_has_a_worth_the_amounts_themselves_count():
    # 1,000 − 80 × 750 < 500 − 79 × 750, but not at ten times the prices
    bids = {"A": (Fraction(80), 100000), "B": (Fraction(79), 50000)}
    before, after = (
        merits("monetised_quality", decided("monetised_quality", {"point_worth": "GBP 750"}, bids, factor))
        for factor in (1, 10)
    )
    assert before["A"] > before["B"]
    assert after["A"] < after["B"]


@pytest.mark.parametrize(("rule", "options"), [case for case in CASES if not RULES[case[0]].relative], ids=str)
@many
@given(bids=fields)
def test_a_bid_that_goes_changes_no_order_of_the_rest_unless_the_rule_is_relative(rule, options, bids):
    whole = decided(rule, options, bids)
    for gone in bids:
        rest = {bid: value for bid, value in bids.items() if bid != gone}
        assert order(rule, decided(rule, options, rest), rest) == order(rule, whole, rest)


@many
@given(qualities=st.lists(st.integers(1, 400), min_size=2, max_size=6, unique=True))
def test_rounding_a_power_keeps_the_order_of_quality(qualities):
    bids = {f"b{index}": (Fraction(quality, 4), 12345) for index, quality in enumerate(sorted(qualities))}
    found = merits("weighted_value_for_money_index", decided("weighted_value_for_money_index", SPLIT, bids))
    assert all(found[lower] < found[higher] for lower, higher in pairwise(bids))


def test_every_rule_is_tried():
    assert {name for name, _ in CASES} == set(RULES)
    assert {name for name, rule in RULES.items() if rule.relative} == {"utility_index"}
