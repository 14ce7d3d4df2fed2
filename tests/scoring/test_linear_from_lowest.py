from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.scoring.linear_from_lowest import METHOD, linear_from_lowest
from sv_rules.scoring.options import check_options


def scores(*prices, floor="0%"):
    options, mistakes = check_options(METHOD, {"floor": floor})
    assert not mistakes
    return linear_from_lowest(
        {bid: Money(Decimal(price), "GBP") for bid, price in zip("ABCD", prices, strict=False)}, options
    )


# the source's own words: 25% dearer than the lowest scores 25% lower, 40% dearer 40% lower
@pytest.mark.parametrize(
    ("prices", "floor", "shares"),
    [
        ([100, 125, 140], "0%", [Fraction(1), Fraction(3, 4), Fraction(3, 5)]),
        ([100, 200, 201], "0%", [Fraction(1), Fraction(0), Fraction(0)]),
        ([100, 180, 181], "20%", [Fraction(1), Fraction(1, 5), Fraction(1, 5)]),
        ([50, 50], "0%", [Fraction(1), Fraction(1)]),
        ([7], "0%", [Fraction(1)]),
        ([0, 7], "0%", [None, None]),
        ([-2, 7], "0%", [None, None]),
        ([], "0%", []),
    ],
    ids=["the source's", "floor at twice", "floor above nothing", "equal", "one bid", "zero", "below zero", "none"],
)
def test_the_share_falls_with_each_per_cent_above_the_lowest(prices, floor, shares):
    assert [score.share for score in scores(*prices, floor=floor).values()] == shares


def test_the_working_shows_the_sum():
    found = scores(100, 125, 300)
    assert found["B"].working == "1 − (£125 − £100) ÷ £100 = 0.75"
    assert found["C"].working == "£300 is so far above £100 that it earns the floor of 0%"
