from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.model.fact import Fact, FactType
from sv_rules.scoring.options import check_options
from sv_rules.scoring.to_target import METHOD, to_target

HOURS = Fact("bid.offers.hours", FactType.NUMBER, "volunteer hours", unit="hours")
SPEND = Fact("bid.offers.spend", FactType.MONEY, "local spend")
SHARE = Fact("bid.offers.local", FactType.PERCENTAGE, "local share")


def score(value, fact=HOURS, **given):
    checked, mistakes = check_options(METHOD, given, fact)
    assert not mistakes
    return to_target({"A": value}, checked)["A"]


# share = min(value / 30, 1); 0 below a floor of 10
@pytest.mark.parametrize(
    ("value", "floor", "expected"),
    [
        (0, None, Fraction(0)),
        (10, None, Fraction(1, 3)),
        (30, None, Fraction(1)),
        (31, None, Fraction(1)),
        (10, 10, Fraction(1, 3)),
        (Decimal("9.99"), 10, Fraction(0)),
        (0, 0, Fraction(0)),
    ],
)
def test_the_share_is_the_part_of_the_target(value, floor, expected):
    assert score(value, target=30, floor=floor).share == expected


@pytest.mark.parametrize(
    ("value", "working"),
    [
        (10, "10 ÷ 30 = 0.333…"),
        (31, "31 is more than the target of 30, which earns everything"),
        (5, "5 is below the floor of 8, which earns nothing"),
        (-1, "-1 is below zero, which cannot be part of a target."),
    ],
)
def test_the_working_says_what_was_done(value, working):
    assert score(value, target=30, floor=8).working == working


def test_a_value_below_zero_is_not_scored():
    assert score(-1, target=30).share is None


def test_amounts_are_written_and_said_as_the_fact_is():
    assert score(Decimal(5), SHARE, target="10%").working == "5% ÷ 10% = 0.5"
    assert score(Money(Decimal(5), "GBP"), SPEND, target="GBP 10").working == "£5 ÷ £10 = 0.5"


def test_money_in_another_currency_is_not_scored():
    found = score(Money(Decimal(5), "EUR"), SPEND, target="GBP 10")
    assert found.share is None
    assert found.working == "€5 and £10 cannot be compared: they are not in one currency."


def test_more_never_earns_less():
    shares = [score(value, target=7, floor=2).share for value in range(12)]
    assert shares == sorted(shares)
    assert all(0 <= one <= 1 for one in shares)


def test_the_method_describes_the_target_to_bidders():
    checked, _ = check_options(METHOD, {"target": "10%", "floor": "2%"}, SHARE)
    assert METHOD.describes(checked) == (
        "The offer divided by the target of 10% is the part earned, at most all of it. An offer below 2% earns nothing."
    )


@pytest.mark.parametrize(
    ("given", "path", "message"),
    [
        ({}, ("target",), "'target' is missing"),
        ({"target": 0}, ("target",), "must be above zero; here it is 0"),
        ({"target": -5}, ("target",), "must be above zero; here it is -5"),
        ({"target": 5, "floor": 6}, ("floor",), "between zero and the target, 5"),
        ({"target": 5, "floor": -1}, ("floor",), "between zero and the target, 5"),
        ({"target": "GBP 5"}, ("target",), "a number of hours, as bid.offers.hours is"),
        ({"target": 5, "flor": 1}, ("flor",), "did you mean 'floor'?"),
        ({"target": Decimal("Infinity")}, ("target",), "not Infinity"),
    ],
)
def test_options_that_cannot_be_used_are_refused_in_words(given, path, message):
    checked, mistakes = check_options(METHOD, given, HOURS)
    assert checked is None
    assert [one for one, _ in mistakes] == [path]
    assert message in mistakes[0][1]


@pytest.mark.parametrize(
    ("floor", "message"),
    [("EUR 1", "not in one currency"), (1, "amounts of one kind")],
)
def test_a_floor_of_another_kind_is_refused_even_when_the_fact_is_not_known(floor, message):
    _, mistakes = check_options(METHOD, {"target": "GBP 5", "floor": floor})
    assert [path for path, _ in mistakes] == [("floor",)]
    assert message in mistakes[0][1]
