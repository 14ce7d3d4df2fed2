from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.model.procurement import Mark
from sv_rules.scoring.proportion_of_highest import METHOD, ProportionOfHighest, proportion_of_highest


def gbp(*amounts):
    return [Money(Decimal(amount), "GBP") for amount in amounts]


def mark(value):
    return Mark(criterion="quality", mark=Decimal(value), reason="because")


def scores(values):
    return proportion_of_highest(dict(zip("ABCDE", values, strict=False)), ProportionOfHighest())


@pytest.mark.parametrize(
    ("values", "shares"),
    [
        ([3, 4, 0], [Fraction(3, 4), Fraction(1), Fraction(0)]),
        (gbp(90000, 40000), [Fraction(1), Fraction(4, 9)]),
        ([mark(8), mark("9.5")], [Fraction(16, 19), Fraction(1)]),
        ([7], [Fraction(1)]),
        ([5, 5], [Fraction(1), Fraction(1)]),
        ([0, 0], [Fraction(0), Fraction(0)]),
        ([4, -1], [None, None]),
        ([mark(4), mark("1E+900")], [None, None]),
        ([*gbp(4), Money(Decimal(4), "EUR")], [None, None]),
        ([], []),
    ],
    ids=["three", "O5", "marks", "one bid", "equal", "nobody offers", "below zero", "endless", "currencies", "none"],
)
def test_the_share_is_the_part_of_the_highest(values, shares):
    assert [score.share for score in scores(values).values()] == shares


def test_the_working_says_what_was_done():
    assert scores([3, 4])["A"].working == "3 ÷ 4 = 0.75"
    assert scores([0, 0])["A"].working == "no bid has more than zero, so none earns anything"
    assert scores([4, -1])["A"].working == (
        "The amount of B is -1. The part of the highest has a meaning only for amounts of zero or more, so no amount "
        "can be scored until it is settled what that one earns."
    )
    assert scores([mark(4), mark(8)])["A"].raw == "mark 4"


def test_it_says_that_bids_are_compared():
    assert METHOD.relative
