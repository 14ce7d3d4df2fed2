from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.scoring.benchmark_price import METHOD, benchmark_price
from sv_rules.scoring.options import check_options

INVERSE = {"benchmark": "GBP 100", "at_benchmark": "60%", "shape": "inverse"}
LINEAR = {"benchmark": "GBP 100", "at_benchmark": "60%", "shape": "linear", "each_percent": "2%"}


def score(price, given, currency="GBP"):
    options, mistakes = check_options(METHOD, given)
    assert not mistakes
    return benchmark_price({"A": Money(Decimal(price), currency)}, options)["A"]


@pytest.mark.parametrize(
    ("given", "price", "share"),
    [
        (INVERSE, 100, Fraction(3, 5)),
        (INVERSE, 120, Fraction(1, 2)),  # 0.6 × 100/120
        (INVERSE, 60, Fraction(1)),
        (INVERSE, 50, Fraction(1)),
        (LINEAR, 100, Fraction(3, 5)),
        (LINEAR, 90, Fraction(4, 5)),  # 60% + 2% × 10
        (LINEAR, 80, Fraction(1)),
        (LINEAR, 70, Fraction(1)),
        (LINEAR, 130, Fraction(0)),
        (LINEAR, 140, Fraction(0)),
        (LINEAR, 0, None),
        (INVERSE, -1, None),
    ],
)
def test_the_share_depends_on_the_benchmark_alone(given, price, share):
    assert score(price, given).share == share


@pytest.mark.parametrize(
    ("given", "price", "working"),
    [
        (INVERSE, 120, "60% × £100 ÷ £120 = 0.5"),
        (INVERSE, 50, "60% × £100 ÷ £50 is more than 1, which earns everything"),
        (LINEAR, 90, "60% + 2% × 100 × (£100 − £90) ÷ £100 = 0.8"),
        (LINEAR, 140, "60% + 2% × 100 × (£100 − £140) ÷ £100 is less than 0, which earns nothing"),
        (LINEAR, 0, "£0 is not above zero; it must be settled first what such a price earns."),
    ],
)
def test_the_working_shows_the_sum(given, price, working):
    assert score(price, given).working == working


def test_a_price_in_another_currency_is_not_scored():
    assert score(90, LINEAR, "EUR").working == "€90 and £100 cannot be compared: they are not in one currency."


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (INVERSE, "Other prices earn that part times the benchmark divided by the price, at most everything."),
        (
            LINEAR,
            "Each per cent below it adds 2% of the points and each above it takes 2%, within everything and nothing.",
        ),
    ],
)
def test_the_shape_is_published(given, words):
    options, _ = check_options(METHOD, given)
    assert METHOD.describes(options) == f"The benchmark price of £100 earns 60% of the points. {words}"
