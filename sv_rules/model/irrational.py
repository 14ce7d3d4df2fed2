"""Logarithms and roots of exact numbers: irrational, so rounded as stated here and the same on every machine.

Each is worked out with 80 significant digits by the two functions of the decimal module that are correctly rounded in
all its implementations, `ln` and `exp`; the result is then rounded half even to 40. So nobody's processor or library
has a say in it, and a third party with any arithmetic of more than 40 digits gets the same 40.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

DIGITS = 40
"""Significant digits of a result; they are part of what a method that uses these declares."""

_WORKING = Context(prec=2 * DIGITS, rounding=ROUND_HALF_EVEN, Emin=-(10**6), Emax=10**6)
_RESULT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=-(10**6), Emax=10**6)


def logarithm(number: Fraction, base: Fraction) -> Fraction:
    """Give the logarithm of a number above zero to a base above 1, rounded to 40 digits; exact where it is 0 or 1."""
    if number == base:
        return Fraction(1)
    return _rounded(_WORKING.divide(_ln(number), _ln(base)))


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """Raise a number of zero or more to an exponent above zero: exact for a whole exponent, else to 40 digits."""
    if exponent.denominator == 1:
        return base**exponent.numerator
    if base == 0:
        return Fraction(0)
    return _rounded(_WORKING.exp(_WORKING.multiply(_decimal(exponent), _ln(base))))


def _ln(number: Fraction) -> Decimal:
    return _WORKING.ln(_decimal(number))


def _decimal(number: Fraction) -> Decimal:
    return _WORKING.divide(Decimal(number.numerator), Decimal(number.denominator))


def _rounded(number: Decimal) -> Fraction:
    return Fraction(_RESULT.plus(number))
