"""The published and constructed examples O1 to O9 of the fact sheet on bid scoring, each with its sum.

O10, a printed output that does not follow from its own formulas, is answered right at the end.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from sv_rules.deciding import rules
from sv_rules.deciding.options import check_decision
from sv_rules.model.amount import Money
from sv_rules.model.procurement import Mark
from sv_rules.scoring import methods
from sv_rules.scoring.options import check_options

METHODS = {method.name: method for method in methods()}
RULES = {rule.name: rule for rule in rules()}


def gbp(**prices):
    return {bid: Money(Decimal(price), "GBP") for bid, price in prices.items()}


def marks(**given):
    return {bid: Mark(criterion="quality", mark=Decimal(mark), reason="because") for bid, mark in given.items()}


def shares(name, values, **options):
    method = METHODS[name]
    checked, mistakes = check_options(method, options)
    assert not mistakes
    return {bid: score.share for bid, score in method.function(values, checked).items()}


def total(weights, *scored):
    """Give each bid the sum of weight × share."""
    return {bid: sum(weight * part[bid] for weight, part in zip(weights, scored, strict=True)) for bid in scored[0]}


def rounded(number, places):
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def shown(numbers, places):
    return {bid: rounded(number, places) for bid, number in numbers.items()}


def test_o1_crown_commercial_service():
    # 10,000/15,000, 10,000/10,000, 10,000/30,000
    found = shares("lowest_price", gbp(A=15000, B=10000, C=30000))
    assert shown(found, 3) == {"A": "0.667", "B": "1.000", "C": "0.333"}


def test_o2_brodies():
    # 100 × 1.0/1.0, 100 × 1.0/1.2 = 83.33…, 100 × 1.0/2.0
    found = shares("lowest_price", gbp(A=1000000, B=1200000, C=2000000))
    assert shown(total([100], found), 0) == {"A": "100", "B": "83", "C": "50"}
    assert shown(total([100], found), 2)["B"] == "83.33"


def test_o3_bevan_brittan():
    # block 10 × 85/85 and 10 × 85/100; service 5 × 15/15 and 5 × 15/25; the additional unit at 10 and nil is undefined
    assert shown(total([10], shares("lowest_price", gbp(one=85, two=100))), 1) == {"one": "10.0", "two": "8.5"}
    assert shown(total([5], shares("lowest_price", gbp(one=15, two=25))), 1) == {"one": "5.0", "two": "3.0"}
    assert shares("lowest_price", gbp(one=10, two=0)) == {"one": None, "two": None}


def test_o4_negometrix():
    # A: 40 + 30 + 20 + 70 × 8,000/10,000 = 146 of 200; B: 32 + 20 + 22 + 70 = 144
    found = total(
        [60, 40, 30, 70],
        shares("points", marks(A=40, B=32), maximum=60),
        shares("points", marks(A=30, B=20), maximum=40),
        shares("points", marks(A=20, B=22), maximum=30),
        shares("lowest_price", gbp(A=10000, B=8000)),
    )
    assert found == {"A": 146, "B": 144}
    assert shown({bid: Fraction(points, 2) for bid, points in found.items()}, 0) == {"A": "73", "B": "72"}


def test_o5_social_value_in_proportion_to_the_highest():
    # 10 × 90,000/90,000 and 10 × 40,000/90,000 = 4.44…
    assert shown(total([10], shares("proportion_of_highest", gbp(A=90000, B=40000))), 1) == {"A": "10.0", "B": "4.4"}


def test_o6_goldilocks():
    # 50 × 50/100 + 50 × 50/50 = 75; 50 × 75/100 + 50 × 50/75 = 37.5 + 33.33… = 70.83; 50 × 100/100 + 50 × 50/100 = 75
    quality = shares("points", marks(A=50, B=75, C=100), maximum=100)
    price = shares("lowest_price", gbp(A=50, B=75, C=100))
    found = total([50, 50], quality, price)
    assert shown(found, 2) == {"A": "75.00", "B": "70.83", "C": "75.00"}
    assert found["A"] == found["C"]


def test_o7_a_losing_bid_reverses_the_ranking():
    # 60 × 80/100 + 40 × 80/100 = 80; 60 × 70/100 + 40 × 80/80 = 82. With C the lowest price is 40:
    # 48 + 40 × 40/100 = 64; 42 + 40 × 40/80 = 62; 6 + 40 = 46
    def of(quality, price):
        return shown(
            total([60, 40], shares("points", marks(**quality), maximum=100), shares("lowest_price", gbp(**price))), 2
        )

    assert of({"A": 80, "B": 70}, {"A": 100, "B": 80}) == {"A": "80.00", "B": "82.00"}
    found = of({"A": 80, "B": 70, "C": 10}, {"A": 100, "B": 80, "C": 40})
    assert found == {"A": "64.00", "B": "62.00", "C": "46.00"}


def test_o8_deviation_from_mean():
    # the mean is 100: 50 + 10, 50, 50 − 10
    found = shares("deviation_from_mean", gbp(A=90, B=100, C=110), deviation="exact", outside="capped")
    assert total([100], found) == {"A": 60, "B": 50, "C": 40}


def test_o9_price_per_quality_point():
    # 100,000/80 = 1,250; 80,000/70 = 1,142.857…; 75,000/60 = 1,250
    rule, options, _ = check_decision({"rule": "price_per_quality_point", "minimum": 50}, RULES)
    qualities = {"A": Fraction(80), "B": Fraction(70), "C": Fraction(60)}
    found = rule.function(qualities, gbp(A=100000, B=80000, C=75000), options)
    assert shown({bid: index.value for bid, index in found.items()}, 2) == {
        "A": "1250.00",
        "B": "1142.86",
        "C": "1250.00",
    }
    assert rule.lower_wins
    assert found["B"].working == "£80,000 ÷ 70 = £1,142.857… for each quality point"


def test_o10_is_answered_right():
    # price 60: 60 × 45/50 = 54, 60, 60 × 45/52 = 51.92; experience 40: (8−6)/(10−6) = 0.5, 1, 0 → 20, 40, 0
    price = shares("lowest_price", gbp(A=50000000, B=45000000, C=52000000))
    experience = shares("best_to_worst", marks(A=8, B=10, C=6), better="higher")
    assert shown(total([60, 40], price, experience), 2) == {"A": "74.00", "B": "100.00", "C": "51.92"}


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_method_is_described_to_bidders(name):
    method = METHODS[name]
    assert method.summary.endswith(".")
    assert method.describes or not method.options.model_fields
