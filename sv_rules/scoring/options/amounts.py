"""Comparing what bids offer with what options name, and showing the sums."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from sv_rules.model.amount import Money, finite, plain, spoken_money, spoken_number
from sv_rules.scoring.options.forms import Percentage

SHOWN_PLACES = 3
PENCE = 2
SHOWN_IN_FULL = 6
"""Numbers with no more decimal places than this are shown whole; longer ones are cut and end in `…`."""


def size(amount: int | Decimal | Money | Percentage) -> Fraction:
    """Give the bare number of an amount, exact. Only sizes of amounts that are not `unlike` may be compared."""
    return Fraction(*number_of(amount).as_integer_ratio())


def quotient(part: int | Decimal | Money | Percentage, whole: int | Decimal | Money | Percentage) -> Fraction:
    """Divide the size of one amount by that of another, exact."""
    top, below_top = number_of(part).as_integer_ratio()
    bottom, below_bottom = number_of(whole).as_integer_ratio()
    return Fraction(top * below_bottom, below_top * bottom)


def number_of(amount: int | Decimal | Money | Percentage) -> int | Decimal:
    """Give the bare number of an amount as it is held: exact, and compared faster than its `size`."""
    if isinstance(amount, Money):
        return amount.amount
    return amount.number if isinstance(amount, Percentage) else amount


def said(amount: Any, like: Any = None) -> str:
    """Say an amount: `£1,500`, `10%`, `4`. A bare number beside a percentage is one."""
    if isinstance(amount, Money):
        return spoken_money(amount)
    if isinstance(amount, Percentage):
        return f"{spoken_number(amount.number)}%"
    return f"{spoken_number(amount)}%" if isinstance(like, Percentage) else spoken_number(amount)


def unlike(amount: Any, other: Any) -> str:
    """Say why two amounts cannot be compared, in a sentence; empty when they can be."""
    first, second = (one.currency if isinstance(one, Money) else "" for one in (amount, other))
    if first == second:
        return ""
    return f"{said(amount, other)} and {said(other)} cannot be compared: they are not in one currency."


def along(value: Any, worst: Any, best: Any) -> Fraction:
    """Give how far a value has come from the worst amount to the best, 0 to 1 between them."""
    return (size(value) - size(worst)) / (size(best) - size(worst))


def along_shown(value: Any, worst: Any, best: Any) -> str:
    """Show the sum of `along`, and what it comes to."""
    top, middle, bottom = (said(one, worst) for one in (best, value, worst))
    if size(best) > size(worst):
        words = f"({middle} − {bottom}) ÷ ({top} − {bottom})"
    else:
        words = f"({bottom} − {middle}) ÷ ({bottom} − {top})"
    return f"{words} = {number_shown(along(value, worst, best))}"


def divided(part: str, whole: str, share: Fraction) -> str:
    """Show a division and what it comes to: `2 ÷ 3 = 0.666…`."""
    return f"{part} ÷ {whole} = {number_shown(share)}"


def number_shown(number: Fraction) -> str:
    """Show a number of zero or more; one that is cut short ends in `…`, so that nobody takes it for exact."""
    exact = finite(number)
    if exact is not None and len(plain(exact).partition(".")[2]) <= SHOWN_IN_FULL:
        return plain(exact)
    cut = number.numerator * 10**SHOWN_PLACES // number.denominator
    return f"{cut // 10**SHOWN_PLACES}.{cut % 10**SHOWN_PLACES:0{SHOWN_PLACES}}…"


def money_shown(number: Fraction, currency: str) -> str:
    """Show an exact sum of money: `£1,250`, `£0.07`; one that is cut short ends in `…`: `£1,142.857…`."""
    exact = finite(number)
    if exact is not None and len(plain(exact).partition(".")[2]) <= PENCE:
        return spoken_money(Money(exact, currency))
    whole, rest = divmod(abs(number.numerator) * 10**SHOWN_PLACES // number.denominator, 10**SHOWN_PLACES)
    sign = "-" if number < 0 else ""
    return f"{sign}{spoken_money(Money(Decimal(whole), currency))}.{rest:0{SHOWN_PLACES}}…"


def points_word(points: Decimal) -> str:
    """Say points: `1 point`, `2.5 points`."""
    return f"{spoken_number(points)} point{'' if points == 1 else 's'}"
