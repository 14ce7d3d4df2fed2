from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.scoring.best_to_worst import METHOD, best_to_worst
from sv_rules.scoring.options import check_options


def gbp(*amounts):
    return [Money(Decimal(amount), "GBP") for amount in amounts]


def scores(values, better):
    options, mistakes = check_options(METHOD, {"better": better})
    assert not mistakes
    return best_to_worst(dict(zip("ABCDE", values, strict=False)), options)


@pytest.mark.parametrize(
    ("better", "values", "shares"),
    [
        ("lower", gbp(10, 20, 40), [Fraction(1), Fraction(2, 3), Fraction(0)]),  # (40 − 20)/(40 − 10)
        ("higher", gbp(10, 20, 40), [Fraction(0), Fraction(1, 3), Fraction(1)]),
        ("lower", [0, 3, 4], [Fraction(1), Fraction(1, 4), Fraction(0)]),
        ("lower", gbp(100, "100.01"), [Fraction(1), Fraction(0)]),
        ("lower", gbp(7), [Fraction(1)]),
        ("higher", [5, 5], [Fraction(1), Fraction(1)]),
        ("higher", gbp(0, 5), [Fraction(0), Fraction(1)]),
        ("lower", gbp(0, 5), [None, None]),
        ("lower", gbp(-1, 5), [None, None]),
        ("higher", [-1, 5], [None, None]),
        ("lower", [], []),
    ],
    ids=[
        "price",
        "offer",
        "zero of a number",
        "a penny apart",
        "one bid",
        "all equal",
        "zero offer",
        "zero price",
        "price below zero",
        "number below zero",
        "none",
    ],
)
def test_the_share_is_the_place_between_the_worst_and_the_best(better, values, shares):
    assert [score.share for score in scores(values, better).values()] == shares


def test_the_working_shows_the_sum():
    assert scores(gbp(10, 20, 40), "lower")["B"].working == "(£40 − £20) ÷ (£40 − £10) = 0.666…"
    assert scores([10, 20, 40], "higher")["B"].working == "(20 − 10) ÷ (40 − 10) = 0.333…"
    assert scores([5, 5], "higher")["A"].working == "5 is both the best and the worst, which earns everything"


@pytest.mark.parametrize(("better", "best"), [("lower", "The lowest"), ("higher", "The highest")])
def test_the_direction_is_published(better, best):
    options, _ = check_options(METHOD, {"better": better})
    assert METHOD.describes(options).startswith(f"{best} amount among the bids earns everything")
