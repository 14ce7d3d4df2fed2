"""Rounding for showing: once, at the end, as the award model declares; the exact number is kept beside it."""

from fractions import Fraction

from sv_rules.model.award import Rounding, RoundingMode


def rounded(number: Fraction, rounding: Rounding) -> str:
    """Write a number with exactly the declared places: `75.00`. Below zero it is rounded as without its sign.

    Integer arithmetic on the exact ratio, so no precision of a context and no second rounding comes in between.
    """
    if number < 0:
        positive = rounded(-number, rounding)
        return positive if set(positive) <= {"0", "."} else f"-{positive}"
    scale = 10**rounding.places
    whole, rest = divmod(number.numerator * scale, number.denominator)
    if _goes_up(2 * rest - number.denominator, odd=whole % 2 == 1, mode=rounding.mode):
        whole += 1
    if rounding.places == 0:
        return str(whole)
    return f"{whole // scale}.{whole % scale:0{rounding.places}}"


def _goes_up(over_half: int, *, odd: bool, mode: RoundingMode) -> bool:
    if mode is RoundingMode.DOWN:
        return False
    return over_half > 0 or (over_half == 0 and (odd or mode is RoundingMode.HALF_UP))
