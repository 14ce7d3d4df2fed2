"""Exact amounts: reading them from their one written form, writing them back, saying them in English.

| type       | written       | held as                        |
| ---------- | ------------- | ------------------------------ |
| money      | `GBP 207720`  | `Money`, a Decimal and a currency |
| percentage | `10%`         | Decimal, 10 for 10%            |
| duration   | `36 months`   | int, in the unit the fact declares (days or months) |
| date       | `2026-01-31`  | datetime.date                  |

A binary float is never accepted: it has already lost the digits that were written.
"""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

_NUMBER = r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,12})?"
_MONEY = re.compile(rf"([A-Z]{{3}}) ({_NUMBER})")
_PERCENTAGE = re.compile(rf"({_NUMBER})%")
_DURATION = re.compile(r"(0|[1-9][0-9]{0,6}) (day|week|month|year)s?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(_NUMBER)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
_UNITS = {"day": ("days", 1), "week": ("days", 7), "month": ("months", 1), "year": ("months", 12)}


class Money(NamedTuple):
    """An amount in a currency (ISO 4217, three capitals). Two currencies are never compared."""

    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{self.currency} {plain(self.amount)}"


def read_money(text: str) -> Money | None:
    """Read `GBP 207720.50`; None if it is not written so."""
    found = _MONEY.fullmatch(text)
    return Money(Decimal(found[2]), found[1]) if found else None


def read_percentage(text: str) -> Decimal | None:
    """Read `10%` or `7.5%` as 10 or 7.5; None if it is not written so."""
    found = _PERCENTAGE.fullmatch(text)
    return Decimal(found[1]) if found else None


def read_duration(text: str, unit: str) -> int | None:
    """Read `36 months`, `3 years`, `30 days` or `2 weeks` in `unit` ("days" or "months").

    None if it is not written so, or if it is in the other family: a month has no fixed number of days.
    """
    found = _DURATION.fullmatch(text)
    if not found:
        return None
    family, size = _UNITS[found[2]]
    return int(found[1]) * size if family == unit else None


def read_date(text: str) -> date | None:
    """Read `2026-01-31`; None if it is not written so or is no day of the calendar."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_decimal(text: str) -> Decimal | None:
    """Read a plain decimal number: no exponent, no leading zeros, at most 18 digits before the point and 12 after."""
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def plain(number: int | Decimal | Fraction) -> str:
    """Write a number without an exponent and without trailing zeros: `10`, `7.5`, `2/3`."""
    # A ratio last: to ask whether something is one takes longer than all the rest.
    if isinstance(number, int):
        return str(number)
    if not isinstance(number, Decimal):
        exact = finite(number)
        if exact is None:
            return f"{number.numerator}/{number.denominator}"
        number = exact
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def finite(ratio: Fraction) -> Decimal | None:
    """Give a ratio as an exact Decimal, or None when its decimal expansion does not end."""
    rest = ratio.denominator
    places = 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1:
        return None
    # scaleb would round to the context's 28 digits; a tuple keeps every digit.
    sign, digits, _ = Decimal(ratio.numerator * 10**places // ratio.denominator).as_tuple()
    return Decimal((sign, digits, -places))


def spoken_number(number: int | Decimal | Fraction) -> str:
    """Say a number with thousands separated: `1,250.5`."""
    text = plain(number)
    if "/" in text:
        return text
    whole, point, rest = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{point}{rest}"


def spoken_money(money: Money) -> str:
    """Say money: `£207,720`, `£1.50`, `AED 1,000`. Pence are two digits when there are any."""
    text = spoken_number(money.amount)
    if "." in text and len(text.partition(".")[2]) == 1:
        text += "0"
    sign = _SIGNS.get(money.currency)
    if sign is None:
        return f"{money.currency} {text}"
    return f"-{sign}{text[1:]}" if text.startswith("-") else f"{sign}{text}"


def spoken_date(day: date) -> str:
    """Say a date: `24 February 2025`. English month names whatever the locale of the machine."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spoken_duration(count: int, unit: str) -> str:
    """Say a duration: `36 months`, `1 day`."""
    return f"{count:,} {unit[:-1] if count == 1 else unit}"
