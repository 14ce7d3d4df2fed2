from fractions import Fraction

import pytest

from sv_rules.model.irrational import logarithm, power


# log2(3) = 1.5849625007211561814537389439478165087598 1440…
# log10(2) = 0.3010299956639811952137388947244930267681 8988…
@pytest.mark.parametrize(
    ("number", "base", "expected"),
    [
        (Fraction(3), Fraction(2), "1.584962500721156181453738943947816508760"),
        (Fraction(2), Fraction(10), "0.3010299956639811952137388947244930267682"),
        (Fraction(1), Fraction(2), "0"),
        (Fraction(3, 2), Fraction(3, 2), "1"),
        (Fraction(8), Fraction(2), "3"),
        (Fraction(1, 8), Fraction(2), "-3"),
    ],
)
def test_a_logarithm_has_forty_right_digits(number, base, expected):
    assert logarithm(number, base) == Fraction(expected)


# √2 = 1.414213562373095048801688724209698078569 67187…
@pytest.mark.parametrize(
    ("base", "exponent", "expected"),
    [
        (Fraction(2), Fraction(1, 2), "1.414213562373095048801688724209698078570"),
        (Fraction(64), Fraction(3, 2), "512"),
        (Fraction(0), Fraction(1, 2), "0"),
        (Fraction(2, 3), Fraction(2), "4/9"),
        (Fraction(10), Fraction(99), "1" + "0" * 99),
    ],
)
def test_a_power_has_forty_right_digits_and_a_whole_one_is_exact(base, exponent, expected):
    assert power(base, exponent) == Fraction(expected)
