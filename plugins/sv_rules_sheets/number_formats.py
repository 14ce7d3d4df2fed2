"""A cell's number and its number format, to what the cell shows: a date, a percentage, money, or a plain number."""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal

from sv_rules_sheets.grid import CellValue

DIGITS = 15
"""Significant digits that Excel keeps and shows. It writes two more into the file, which are noise of its binary
arithmetic: 0.07 stands there as 7.0000000000000007E-2. So a number is its decimal digits, rounded to these."""

PLAIN, PERCENT, DATE = "", "%", "date"
BUILT_IN = {9: PERCENT, 10: PERCENT} | dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)), DATE)
"""Formats that a workbook names by number only. Those for money leave the currency to the machine: they say nothing."""

_SIGNS = {"£": "GBP", "€": "EUR"}
_NUMBER = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?(?:[eE][+-]?[0-9]{1,3})?")
_SYMBOL = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ROUNDED = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


def kind_of(code: str) -> str:
    """Give what a format code shows: PLAIN, PERCENT, DATE, or the currency or sign of an amount of money."""
    code = code.partition(";")[0]
    symbol = _SYMBOL.search(code)
    sign = symbol[1].strip() if symbol else next((one for one in (*_SIGNS, "$") if one in code), "")
    if sign:
        return _SIGNS.get(sign, sign)
    bare = _LITERAL.sub("", code).casefold()
    if "%" in bare:
        return PERCENT
    if "general" in bare or not re.search("[ymd]", bare):
        return PLAIN
    # Minutes are m as well: beside hours or seconds alone they make no date.
    return DATE if re.search("[yd]", bare) or not re.search("[hs]", bare) else PLAIN


def number_of(text: str) -> int | Decimal | None:
    """Give a number as it stands in the file, rounded to the digits that Excel shows; None if it is none."""
    if not _NUMBER.fullmatch(text):
        return None
    number = _ROUNDED.plus(Decimal(text)).normalize(_ROUNDED)
    if number == number.to_integral_value():
        return int(number)
    return Decimal(f"{number:f}")


def value_of(number: int | Decimal, kind: str, *, since_1904: bool) -> CellValue:
    """Give what a cell with this number and kind of format says.

    An amount in a sign that several currencies share is given with its sign, `$ 5`: no one can say which is meant.
    """
    if kind == PERCENT:
        return f"{_plain(_ROUNDED.multiply(number, 100))}%"
    if kind == DATE:
        return _day(number, since_1904=since_1904)
    return f"{kind} {_plain(number)}" if kind else number


def serial_of(day: date) -> int | None:
    """Give the number that stands for a day in Excel's calendar; None before March 1900, where that has a false day."""
    serial = (day - date(1899, 12, 30)).days
    return serial if serial > 60 else None


def _day(number: int | Decimal, *, since_1904: bool) -> CellValue:
    whole = int(number)
    if number != whole or not 0 < whole < 2_958_466 - (1462 if since_1904 else 0) or (whole == 60 and not since_1904):
        return number
    first = date(1904, 1, 1) if since_1904 else date(1899, 12, 30) if whole > 60 else date(1899, 12, 31)
    return (first + timedelta(days=whole)).isoformat()


def _plain(number: int | Decimal) -> str:
    if isinstance(number, int):
        return str(number)
    whole = number == number.to_integral_value()
    return str(int(number)) if whole else f"{number.normalize(_ROUNDED):f}"
