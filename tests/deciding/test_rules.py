from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import sv_rules.deciding
from sv_rules import builtin
from sv_rules.deciding import rules
from sv_rules.deciding.options import check_decision
from sv_rules.hosting.host import start_host
from sv_rules.model.amount import Money

RULES = {rule.name: rule for rule in rules()}
EVEN = {"quality_weight": "50%", "price_weight": "50%"}


def decided(rule, bids, **options):
    """Give each bid's index; `bids` has quality and price by bid, prices in pounds."""
    checked = check_decision({"rule": rule, "price": "bid.price", **options}, RULES)
    assert not checked.mistakes
    qualities = {bid: Fraction(str(quality)) for bid, (quality, _) in bids.items()}
    prices = {
        bid: price if isinstance(price, Money) else Money(Decimal(price), "GBP") for bid, (_, price) in bids.items()
    }
    return RULES[rule].function(qualities, prices, checked.options)


def values(*args, **options):
    return {bid: index.value for bid, index in decided(*args, **options).items()}


def ranked(rule, found):
    """Give the bids that have an index, the first one first."""
    known = {bid: index.value for bid, index in found.items() if index.value is not None}
    return sorted(known, key=known.__getitem__, reverse=not RULES[rule].lower_wins)


def test_each_file_of_the_drawer_is_a_rule_of_its_name_and_is_offered():
    drawer = Path(sv_rules.deciding.__file__).parent
    files = sorted(path.stem for path in drawer.glob("*.py") if path.stem != "__init__")
    assert list(RULES) == files
    assert dict(start_host([builtin], discover=False).decision_rules) == RULES


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_each_rule_says_what_it_does_and_has_a_schema(rule):
    assert rule.summary.endswith(".")
    assert "Source: " in rule.function.__doc__
    assert rule.describes
    assert rule.options.model_json_schema()["additionalProperties"] is False


# The source: 80% at £1m, against 99% for £180k more, has the lower index. 80/1.00 = 80; 99/1.18 = 83.898…
def test_value_for_money_index():
    found = decided("value_for_money_index", {"A": (80, 1000000), "B": (99, 1180000)}, per=1000000)
    assert {bid: index.value for bid, index in found.items()} == {"A": 80, "B": Fraction(99 * 100, 118)}
    assert ranked("value_for_money_index", found) == ["B", "A"]
    assert found["B"].working == "99 ÷ £1,180,000 × 1,000,000 = 83.898…"


# exponent 60/40 = 1.5: 64^1.5 = 512, 36^1.5 = 216; per 1,000 of £1,000 and £400: 512 and 540
def test_weighted_value_for_money_index():
    weights = {"quality_weight": "60%", "price_weight": "40%"}
    found = decided("weighted_value_for_money_index", {"A": (64, 1000), "B": (36, 400)}, **weights)
    assert {bid: index.value for bid, index in found.items()} == {"A": 512, "B": 540}
    assert found["A"].working == "64 ^ 1.5 ÷ £1,000 × 1,000 = 512"


def test_an_irrational_index_has_forty_digits():
    # the exponent is 20/80, and 4^(1/4) = √2; per 1,000 of £1,000
    weights = {"quality_weight": "20%", "price_weight": "80%"}
    found = values("weighted_value_for_money_index", {"A": (4, 1000)}, **weights)
    assert found == {"A": Fraction("1.414213562373095048801688724209698078570")}


def test_even_weights_are_the_plain_index():
    bids = {"A": (71, 913), "B": (64, 877)}
    assert values("weighted_value_for_money_index", bids, **EVEN) == values("value_for_money_index", bids)


def test_price_per_quality_point_turns_the_index_round():
    bids = {"A": (80, 100000), "B": (70, 80000), "C": (60, 76000)}
    cheapest = ranked("price_per_quality_point", decided("price_per_quality_point", bids, minimum=1))
    assert cheapest == ranked("value_for_money_index", decided("value_for_money_index", bids)) == ["B", "A", "C"]


@pytest.mark.parametrize(("quality", "value"), [(50, 2), (49, None), (0, None)])
def test_a_minimum_keeps_a_cheap_bid_without_quality_out(quality, value):
    found = decided("price_per_quality_point", {"A": (quality, 100)}, minimum=50)["A"]
    assert found.value == value
    if value is None:
        assert found.working == f"A quality of {quality} points is less than the minimum of 50."


@pytest.mark.parametrize(("rule", "weights"), [("value_for_money_index", {}), ("weighted_value_for_money_index", EVEN)])
def test_an_index_can_have_a_minimum_too(rule, weights):
    found = decided(rule, {"A": (50, 100), "B": ("49.5", 1)}, minimum=50, **weights)
    assert ranked(rule, found) == ["A"]
    assert found["B"].working == "A quality of 49.5 points is less than the minimum of 50."


# 100,000 − 80 × 500 = 60,000; 80,000 − 70 × 500 = 45,000; 30,000 − 90 × 500 = −15,000
def test_monetised_quality():
    bids = {"A": (80, 100000), "B": (70, 80000), "C": (90, 30000)}
    found = decided("monetised_quality", bids, point_worth="GBP 500")
    assert {bid: index.value for bid, index in found.items()} == {"A": 60000, "B": 45000, "C": -15000}
    assert ranked("monetised_quality", found) == ["C", "B", "A"]
    assert found["C"].working == "£30,000 − 90 × £500 = -£15,000"


# The source: with even weights 10% more quality justifies 10% more price. (1 − 0) ÷ 100 × 90 = 0.9;
# (1 − 0.1) ÷ 90 × 90 = 0.9. With N = 20/80: (1 − 0.1 × 0.25) ÷ 90 × 90 = 0.975
@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        (EVEN, {"A": Fraction(9, 10), "B": Fraction(9, 10)}),
        ({"quality_weight": "20%", "price_weight": "80%"}, {"A": Fraction(9, 10), "B": Fraction(39, 40)}),
    ],
)
def test_utility_index(weights, expected):
    assert values("utility_index", {"A": (100, 100), "B": (90, 90)}, **weights) == expected


def test_a_losing_bid_reverses_the_order_under_the_utility_index():
    # N = 75/25 = 3. Without C (1 − 0.1 × 3) ÷ 50 = 0.014 is more than 1 ÷ 80 = 0.0125; with C, whose quality is 100,
    # 1 − 0.4 × 3 is below zero and counts as 0, and (1 − 0.3 × 3) ÷ 80 = 0.00125
    weights = {"quality_weight": "75%", "price_weight": "25%"}
    bids = {"A": (60, 50), "B": (70, 80)}
    assert ranked("utility_index", decided("utility_index", bids, **weights)) == ["A", "B"]
    found = decided("utility_index", bids | {"C": (100, 100000)}, **weights)
    assert ranked("utility_index", found) == ["B", "C", "A"]
    assert found["A"].working == "(1 − (100 − 60) ÷ 100 × 3) is below zero, which counts as 0"
    assert RULES["utility_index"].relative


def test_lowest_price_technically_compliant():
    found = decided("lowest_price_technically_compliant", {"A": (60, 100), "B": (59, 50), "C": (95, 101)}, pass_mark=60)
    assert {bid: index.value for bid, index in found.items()} == {"A": 100, "B": None, "C": 101}
    assert ranked("lowest_price_technically_compliant", found) == ["A", "C"]
    assert found["B"].working == "A quality of 59 points is less than the pass mark of 60."


# (85 + 100)/(60 + 100) = 1.15625; 100,000 ÷ 1.15625 = 86,486.486…; the lowest quality divides by 1
def test_relative_value_cost():
    found = decided("relative_value_cost", {"A": (85, 100000), "B": (60, 90000)})
    assert {bid: index.value for bid, index in found.items()} == {"A": Fraction(16000000, 185), "B": 90000}
    assert ranked("relative_value_cost", found) == ["A", "B"]
    assert found["A"].working == "£100,000 ÷ ((85 + 100) ÷ (60 + 100)) = £86,486.486…"


OPTIONS = {
    "value_for_money_index": {},
    "weighted_value_for_money_index": EVEN,
    "price_per_quality_point": {"minimum": 1},
    "monetised_quality": {"point_worth": "GBP 5"},
    "utility_index": EVEN,
    "lowest_price_technically_compliant": {"pass_mark": 1},
    "relative_value_cost": {},
}
TOGETHER = {"utility_index", "relative_value_cost"}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("price", [0, -5])
def test_a_price_of_zero_or_less_never_wins_in_silence(rule, price):
    found = decided(rule, {"A": (80, price), "B": (80, 100)}, **OPTIONS[rule])
    assert found["A"].value is None
    assert "not above zero" in found["A"].working
    assert (found["B"].value is None) == (rule in TOGETHER)


@pytest.mark.parametrize("rule", RULES)
def test_prices_in_two_currencies_are_not_compared(rule):
    found = decided(rule, {"A": (80, Money(Decimal(5), "EUR")), "B": (80, 100)}, **OPTIONS[rule])
    assert {index.working for index in found.values()} == {
        "The prices are in EUR and GBP; prices in different currencies cannot be compared."
    }


def test_prices_in_another_currency_than_a_points_worth_are_not_compared():
    found = decided("monetised_quality", {"A": (80, 100)}, point_worth="EUR 5")["A"]
    assert (found.value, found.working) == (None, "£100 and €5 cannot be compared: they are not in one currency.")


@pytest.mark.parametrize("rule", RULES)
def test_a_lone_bid_has_an_index_and_no_bids_have_none(rule):
    assert decided(rule, {"A": (80, 100)}, **OPTIONS[rule])["A"].value is not None
    assert decided(rule, {}, **OPTIONS[rule]) == {}


@pytest.mark.parametrize("rule", sorted(TOGETHER))
def test_a_quality_above_the_maximum_is_no_quality(rule):
    found = decided(rule, {"A": (80, 100), "B": (101, 100)}, **OPTIONS[rule])
    assert {index.working for index in found.values()} == {
        "The quality of B is 101 points, more than the maximum of 100."
    }


@pytest.mark.parametrize(
    ("rule", "options", "cautions"),
    [
        ("price_per_quality_point", {"minimum": 50}, ["PPN 002 then asks for at least 10% of the quality score"]),
        ("lowest_price_technically_compliant", {"pass_mark": 50}, ["offering more of it cannot win"]),
        ("value_for_money_index", {}, ["Quality that is not needed", "No minimum of quality is set"]),
        ("value_for_money_index", {"minimum": 50}, ["Quality that is not needed"]),
        ("weighted_value_for_money_index", EVEN | {"minimum": 50}, ["A change of a few per cent in the weights"]),
        (
            "weighted_value_for_money_index",
            {"quality_weight": "71%", "price_weight": "29%"},
            ["A change", "71% for quality is more than 70%: almost always the best bid wins", "No minimum"],
        ),
        (
            "weighted_value_for_money_index",
            {"quality_weight": "20%", "price_weight": "80%", "minimum": 1},
            ["A change", "80% for price is more than 70%: almost always the cheapest bid wins"],
        ),
        (
            "monetised_quality",
            {"point_worth": "GBP 500"},
            ["With it a bid of 100 points may cost £20,000 more than one of 60 and still come level with it"],
        ),
    ],
)
def test_whoever_chooses_a_rule_is_warned(rule, options, cautions):
    checked = check_decision({"rule": rule, **options}, RULES)
    told = RULES[rule].cautions(checked.options)
    assert len(told) == len(cautions)
    assert all(words in caution for words, caution in zip(cautions, told, strict=True))


WEIGHTED = (
    "Quality points raised to the power 1.5, rounded to 40 significant digits, for each 1,000 of the price (quality "
    "60%, price 40%); the highest wins. A bid needs at least 50 quality points."
)
UTILITY = (
    "Quality as a part of 100 points, taken relative to the best and weighed 1 to 1 against price (quality 50%, price "
    "50%), divided by the price relative to the lowest; the highest wins."
)
RELATIVE = (
    "The price divided by a score index, which is the quality points plus 100 over the lowest quality points plus 100; "
    "the lowest wins."
)


@pytest.mark.parametrize(
    ("rule", "options", "words"),
    [
        ("value_for_money_index", {}, "Quality points for each 1,000 of the price; the highest wins."),
        (
            "weighted_value_for_money_index",
            {"quality_weight": "60%", "price_weight": "40%", "minimum": 50},
            WEIGHTED,
        ),
        (
            "price_per_quality_point",
            {"minimum": 50},
            "The price divided by the quality points; the lowest wins. A bid needs at least 50 quality points.",
        ),
        (
            "monetised_quality",
            {"point_worth": "GBP 500"},
            "The price less £500 for each quality point; the lowest wins.",
        ),
        (
            "utility_index",
            EVEN,
            UTILITY,
        ),
        (
            "lowest_price_technically_compliant",
            {"pass_mark": 60},
            "The lowest price among the bids with at least 60 quality points wins.",
        ),
        (
            "relative_value_cost",
            {},
            RELATIVE,
        ),
    ],
)
def test_a_rule_describes_itself_to_bidders(rule, options, words):
    checked = check_decision({"rule": rule, **options}, RULES)
    assert RULES[rule].describes(checked.options) == words
