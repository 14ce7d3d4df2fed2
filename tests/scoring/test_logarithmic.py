from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.scoring.logarithmic import METHOD, logarithmic
from sv_rules.scoring.options import check_options


def scores(*prices, nothing_at=2, outside="capped"):
    options, mistakes = check_options(METHOD, {"nothing_at": nothing_at, "outside": outside})
    assert not mistakes
    return logarithmic({bid: Money(Decimal(price), "GBP") for bid, price in zip("ABCD", prices, strict=False)}, options)


# log2(3) = 1.58496250072115618145373894394781650875981440…, so log2(1.5) to 40 significant digits is
LOG2_OF_1_5 = Fraction("0.5849625007211561814537389439478165087598")


@pytest.mark.parametrize(
    ("prices", "nothing_at", "shares"),
    [
        ([100, 150], 2, [Fraction(1), 1 - LOG2_OF_1_5]),
        ([100, 200], 2, [Fraction(1), Fraction(0)]),
        ([100, 201], 2, [Fraction(1), Fraction(0)]),
        ([100, 150], Decimal("1.5"), [Fraction(1), Fraction(0)]),
        # log 4 ÷ log 16 is a half, though both logarithms are irrational
        ([1, 4], 16, [Fraction(1), Fraction(1, 2)]),
        ([7], 2, [Fraction(1)]),
        ([7, 7], 2, [Fraction(1), Fraction(1)]),
        ([0, 7], 2, [None, None]),
        ([-1, 7], 2, [None, None]),
        ([], 2, []),
    ],
    ids=[
        "half as dear again",
        "at A",
        "beyond A",
        "A of 1.5",
        "power",
        "one bid",
        "equal",
        "zero",
        "below zero",
        "none",
    ],
)
def test_the_share_falls_with_the_logarithm_of_the_ratio(prices, nothing_at, shares):
    assert [score.share for score in scores(*prices, nothing_at=nothing_at).values()] == shares


def test_a_price_beyond_the_scale_is_not_scored_where_that_is_declared():
    found = scores(100, 201, outside="not_scored")["B"]
    assert (found.share, found.working) == (
        None,
        "£201 is more than 2 times the lowest price, £100, which is not scored.",
    )


def test_the_working_shows_the_sum():
    assert scores(100, 150)["B"].working == "1 − log(£150 ÷ £100) ÷ log 2 = 0.415…"
    assert scores(100, 300)["B"].working == "£300 is more than 2 times the lowest price, £100, which earns nothing"


def test_equal_ratios_cost_equal_parts():
    # 100 → 120 and 120 → 144 are the same ratio; the irrational parts are each rounded in the 40th digit
    found = [score.share for score in scores(100, 120, 144).values()]
    assert abs((found[0] - found[1]) - (found[1] - found[2])) < Fraction(1, 10**38)
