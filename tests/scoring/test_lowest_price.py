import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.scoring.lowest_price import METHOD, LowestPrice, lowest_price


def gbp(**prices):
    return {bid: Money(Decimal(price), "GBP") for bid, price in prices.items()}


def shares(prices):
    return {bid: score.share for bid, score in lowest_price(prices, LowestPrice()).items()}


def shown(share, most, places):
    exact = Decimal(share.numerator) / share.denominator * most
    return exact.quantize(Decimal(places), ROUND_HALF_UP)


def test_published_example_of_the_crown_commercial_service():
    # How to score Digital Outcomes and Specialists suppliers: 15,000, 10,000 and 30,000 give 0.667, 1 and 0.333
    found = shares(gbp(A=15000, B=10000, C=30000))
    assert found == {"A": Fraction(2, 3), "B": Fraction(1), "C": Fraction(1, 3)}
    assert [str(shown(share, 1, "0.001")) for share in found.values()] == ["0.667", "1.000", "0.333"]


def test_published_example_of_brodies():
    # A new approach to evaluating price submissions, 2024: 1.0m, 1.2m and 2.0m give 100, 83 and 50
    found = shares(gbp(A="1000000", B="1200000", C="2000000"))
    assert [int(shown(share, 100, "1")) for share in found.values()] == [100, 83, 50]


# Procurement pitfalls 1, Bevan Brittan, 2019. Block of 10 points, service of 5.
@pytest.mark.parametrize(
    ("most", "prices", "points"),
    [(10, gbp(one=85, two=100), ["10.0", "8.5"]), (5, gbp(one=15, two=25), ["5.0", "3.0"])],
    ids=["block", "service"],
)
def test_published_example_of_bevan_brittan(most, prices, points):
    assert [str(shown(share, most, "0.1")) for share in shares(prices).values()] == points


@pytest.mark.parametrize("price", ["0", "0.00", "-5"])
def test_a_price_of_zero_or_less_leaves_no_bid_with_a_silent_score(price):
    # The same paper's additional unit: bidder 1 asks 10, bidder 2 nothing. Neither 15 nor 0 points are right.
    scores = lowest_price(gbp(one=10, two=price), LowestPrice())
    assert {score.share for score in scores.values()} == {None}
    assert scores["one"].working.startswith(f"The price of two is {'-£5' if price == '-5' else '£0'}")


def test_prices_in_two_currencies_are_not_compared():
    prices = gbp(A=10) | {"B": Money(Decimal(10), "EUR")}
    assert {score.working for score in lowest_price(prices, LowestPrice()).values()} == {
        "The prices are in EUR and GBP; prices in different currencies cannot be compared."
    }
    assert set(shares(prices).values()) == {None}


def test_the_working_shows_the_division():
    # 5.9 / 6.1 = 0.96721…
    scores = lowest_price(gbp(A=5900000, B=6100000), LowestPrice())
    assert [score.working for score in scores.values()] == [
        "£5,900,000 ÷ £5,900,000 = 1",
        "£5,900,000 ÷ £6,100,000 = 0.967…",
    ]


def test_a_lone_bid_earns_everything_and_no_bids_give_no_scores():
    assert shares(gbp(A=7)) == {"A": Fraction(1)}
    assert shares({}) == {}


def test_it_says_that_bids_are_compared():
    assert METHOD.relative


def test_dearer_bids_never_earn_more_and_order_changes_nothing():
    chance = random.Random(7)
    for _ in range(50):
        prices = gbp(**{f"b{index}": chance.randint(1, 10**6) for index in range(6)})
        found = shares(prices)
        by_price = sorted(prices, key=lambda bid: prices[bid].amount)
        assert [found[bid] for bid in by_price] == sorted(found.values(), reverse=True)
        assert found[by_price[0]] == 1
        assert all(0 < share <= 1 for share in found.values())
        shuffled = chance.sample(sorted(prices), 6)
        assert shares({bid: prices[bid] for bid in shuffled}) == found
