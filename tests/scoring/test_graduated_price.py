from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.scoring.graduated_price import GraduatedPrice, graduated_price


def scores(*prices):
    values = {bid: Money(Decimal(price), "GBP") for bid, price in zip("ABCDE", prices, strict=False)}
    return graduated_price(values, GraduatedPrice())


@pytest.mark.parametrize(
    ("prices", "points"),
    [
        # median 110, inflection 112.75: 100; 10% above 100 costs 1; 120 is beyond
        ([100, 110, 120], ["100", "99", None]),
        # median 105, inflection 107.625: 110 is beyond
        ([100, 110], ["100", None]),
        # median 101, inflection 103.525: 2% above costs 0.2
        ([100, 102], ["100", "99.8"]),
        # exactly at the inflection: median 100, 102.5 is 2.5% above 100 and costs 0.25
        ([100, 100, "102.5"], ["100", "100", "99.75"]),
        ([100, 100, "102.51"], ["100", "100", None]),
        ([7], ["100"]),
        ([7, 7], ["100", "100"]),
        # median 2,000: 0.1 for each of the 199,900% above the lowest comes to more than 100
        ([1, 2000, 2000], ["100", None, None]),
        ([0, 7], [None, None]),
        ([], []),
    ],
    ids=[
        "odd",
        "even, beyond",
        "even",
        "at the point",
        "a penny beyond",
        "one",
        "equal",
        "lowest far off",
        "zero",
        "none",
    ],
)
def test_it_goes_as_far_as_its_source(prices, points):
    expected = [None if point is None else Fraction(point) / 100 for point in points]
    assert [score.share for score in scores(*prices).values()] == expected


def test_what_no_source_states_is_refused_in_words():
    assert scores(100, 110, 120)["C"].working == (
        "£120 is above the point of inflection, £112.75. How much a price loses there is not in any source that this "
        "method rests on, so it is left to the buyer, by the full text of CPN 3/2024."
    )
    assert scores(1, 2000, 2000)["B"].working == (
        "£2,000 is 199900% above the lowest price, £1: 0.1 for each per cent comes to more than 100 points, and no "
        "source says what is left then."
    )


def test_the_working_shows_the_sum():
    assert scores(100, 110, 120)["B"].working == (
        "£110 is 10% above £100 and not above the point of inflection, £112.75: 100 − 0.1 × 10 = 99 of 100"
    )
