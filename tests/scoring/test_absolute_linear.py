from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.procurement import Mark
from sv_rules.scoring.absolute_linear import METHOD, absolute_linear
from sv_rules.scoring.options import check_options

PRICE = Fact("bid.price", FactType.MONEY, "price")
PEOPLE = Fact("bid.people", FactType.INTEGER, "people")
LOCAL = Fact("bid.local", FactType.PERCENTAGE, "local share")


def gbp(amount):
    return Money(Decimal(amount), "GBP")


def score(value, fact, low, high, better, outside="capped"):
    options, mistakes = check_options(METHOD, {"low": low, "high": high, "better": better, "outside": outside}, fact)
    assert not mistakes
    return absolute_linear({"A": value}, options)["A"]


# prices: (120 − P)/(120 − 80); people: (n − 2)/(10 − 2)
@pytest.mark.parametrize(
    ("value", "outside", "share"),
    [
        (gbp(100), "capped", Fraction(1, 2)),
        (gbp(80), "capped", Fraction(1)),
        (gbp(120), "capped", Fraction(0)),
        (gbp("79.99"), "capped", Fraction(1)),
        (gbp("120.01"), "capped", Fraction(0)),
        (gbp("79.99"), "not_scored", None),
        (gbp("120.01"), "not_scored", None),
        (gbp(0), "capped", None),
        (gbp(-5), "capped", None),
        (Money(Decimal(100), "EUR"), "capped", None),
    ],
)
def test_prices_between_set_bounds(value, outside, share):
    assert score(value, PRICE, "GBP 80", "GBP 120", "lower", outside).share == share


@pytest.mark.parametrize(
    ("value", "share"),
    [(1, Fraction(0)), (2, Fraction(0)), (5, Fraction(3, 8)), (10, Fraction(1)), (11, Fraction(1))],
)
def test_offers_between_set_bounds(value, share):
    assert score(value, PEOPLE, 2, 10, "higher").share == share


@pytest.mark.parametrize(
    ("found", "working"),
    [
        (score(gbp(110), PRICE, "GBP 80", "GBP 120", "lower"), "(£120 − £110) ÷ (£120 − £80) = 0.25"),
        (score(Decimal(15), LOCAL, "10%", "30%", "higher"), "(15% − 10%) ÷ (30% − 10%) = 0.25"),
        (score(1, PEOPLE, 2, 10, "higher"), "1 is below 2, which earns nothing"),
        (score(gbp(70), PRICE, "GBP 80", "GBP 120", "lower"), "£70 is below £80, which earns everything"),
        (
            score(gbp(130), PRICE, "GBP 80", "GBP 120", "lower", "not_scored"),
            "£130 is above £120, which is outside the bounds that are scored.",
        ),
        (
            score(gbp(0), PRICE, "GBP 80", "GBP 120", "lower"),
            "£0 is not above zero; it must be settled first what such a price earns.",
        ),
        (
            score(gbp(-1), PRICE, "GBP 80", "GBP 120", "higher"),
            "-£1 is below zero; it must be settled first what such an offer earns.",
        ),
    ],
)
def test_the_working_shows_the_sum_or_why_there_is_none(found, working):
    assert found.working == working


def test_marks_can_be_scored_between_bounds():
    # (70 − 40)/(100 − 40)
    found = score(Mark(criterion="quality", mark=Decimal(70), reason="because"), None, 40, 100, "higher")
    assert (found.share, found.raw) == (Fraction(1, 2), "mark 70")


def test_the_bounds_are_published():
    options, _ = check_options(
        METHOD, {"low": "GBP 80", "high": "GBP 120", "better": "lower", "outside": "not_scored"}, PRICE
    )
    assert METHOD.describes(options) == (
        "£80 earns everything and £120 nothing; what lies between earns its part on a straight line. What lies outside "
        "these bounds is not scored."
    )
