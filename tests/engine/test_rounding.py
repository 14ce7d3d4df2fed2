from fractions import Fraction

import pytest

from sv_rules.engine.rounding import rounded
from sv_rules.model.procurement import Rounding, RoundingMode


# 2.345 and 2.355 are the halves of two places: one with an even digit before it, one with an odd one.
@pytest.mark.parametrize(
    ("number", "half_up", "half_even", "down"),
    [
        ("2.344999999999", "2.34", "2.34", "2.34"),
        ("2.345", "2.35", "2.34", "2.34"),
        ("2.345000000001", "2.35", "2.35", "2.34"),
        ("2.355", "2.36", "2.36", "2.35"),
        ("0.995", "1.00", "1.00", "0.99"),
        ("0", "0.00", "0.00", "0.00"),
        ("200/3", "66.67", "66.67", "66.66"),
    ],
)
def test_each_mode_rounds_the_exact_ratio_once(number, half_up, half_even, down):
    modes = (RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.DOWN)
    assert [rounded(Fraction(number), Rounding(mode=mode)) for mode in modes] == [half_up, half_even, down]


@pytest.mark.parametrize(("places", "shown"), [(0, "67"), (1, "66.7"), (6, "66.666667")])
def test_the_declared_places_are_always_shown(places, shown):
    assert rounded(Fraction(200, 3), Rounding(places=places)) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("-2.345", "-2.35"), ("-2.344", "-2.34"), ("-0.005", "-0.01"), ("-0.004", "0.00"), ("-200/3", "-66.67")],
)
def test_below_zero_is_rounded_as_without_its_sign(number, shown):
    assert rounded(Fraction(number), Rounding()) == shown
