from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.scoring.deviation_from_mean import METHOD, deviation_from_mean
from sv_rules.scoring.options import check_options


def scores(*prices, deviation="exact", outside="capped"):
    options, mistakes = check_options(METHOD, {"deviation": deviation, "outside": outside})
    assert not mistakes
    return deviation_from_mean(
        {bid: Money(Decimal(price), "GBP") for bid, price in zip("ABCDE", prices, strict=False)}, options
    )


@pytest.mark.parametrize(
    ("prices", "deviation", "points"),
    [
        ([90, 100, 110], "exact", [60, 50, 40]),
        # mean 200.25: 199/200.25 is 0.624…% below, 201.5 the same above
        (["199", "201.5"], "whole_percent", [51, 49]),
        # mean 400: 398 and 402 are exactly 0.5% away, and a half goes away from zero on both sides
        ([398, 402], "whole_percent", [51, 49]),
        ([399, 401], "whole_percent", [50, 50]),
        # mean 100: 180 and 20 are 80% away
        ([180, 20], "exact", [0, 100]),
        # mean 100, exactly at the ends of the scale
        ([150, 50], "exact", [0, 100]),
        ([5], "exact", [50]),
        ([5, 5], "exact", [50, 50]),
        ([], "exact", []),
    ],
    ids=["O8", "rounded", "half", "less than half", "capped", "ends", "one bid", "equal", "none"],
)
def test_the_mean_earns_half_and_each_per_cent_a_point(prices, deviation, points):
    found = scores(*prices, deviation=deviation)
    assert [score.share for score in found.values()] == [Fraction(point, 100) for point in points]


def test_a_price_beyond_the_scale_is_not_scored_where_that_is_declared():
    found = scores(180, 20, outside="not_scored")
    assert [score.share for score in found.values()] == [None, None]
    assert found["A"].working == "£180 is 80% above the mean of £100; 50 − 80 is less than 0, which is not scored."


@pytest.mark.parametrize("price", ["0", "-1"])
def test_a_price_of_zero_or_less_leaves_no_bid_with_a_score(price):
    assert {score.share for score in scores(price, 10).values()} == {None}


@pytest.mark.parametrize(
    ("prices", "deviation", "working"),
    [
        ([90, 100, 110], "exact", "£90 is 10% below the mean of £100; 50 + 10 = 60 of 100"),
        ([100, 90, 110], "exact", "£100 is the mean price; 50 of 100"),
        ([20, 180], "exact", "£20 is 80% below the mean of £100; 50 + 80 is more than 100 and counts as 100 of 100"),
        ([1, 1, 2], "exact", "£1 is 25% below the mean of £1.333…; 50 + 25 = 75 of 100"),
        ([399, 401], "whole_percent", "£399 is 0% below the mean of £400, to a whole per cent; 50 of 100"),
    ],
)
def test_the_working_shows_the_sum(prices, deviation, working):
    assert scores(*prices, deviation=deviation)["A"].working == working
