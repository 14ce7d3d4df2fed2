"""Made-up values of every type of fact, edges among them, and right-hand sides for operators. The same every time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from sv_rules.model.amount import Money
from sv_rules.model.extending import Takes
from sv_rules.model.fact import Fact, FactType

_NUMBERS = tuple(map(Decimal, ("-2.5", "0", "0.1", "1", "99.99", "123456789012345678.123456789012")))

VALUES: Mapping[FactType, Sequence[Any]] = MappingProxyType(
    {
        FactType.YES_NO: (False, True),
        FactType.INTEGER: (-3, 0, 1, 2, 10**18 - 1),
        FactType.NUMBER: _NUMBERS,
        FactType.MONEY: tuple(Money(amount, "GBP") for amount in _NUMBERS),
        FactType.PERCENTAGE: tuple(map(Decimal, ("0", "7.5", "10", "100"))),
        FactType.DATE: (date(1, 1, 1), date(2024, 2, 29), date(2026, 1, 31), date(9999, 12, 31)),
        FactType.DURATION: (0, 1, 36, 9_999_999),
        FactType.TEXT: ("", "early help", "Prävention\nund\tHilfe", "x" * 10_000, "a\u0301\u200b\U0001f600"),
        FactType.CHOICE: ("early-help", "equity"),
        FactType.LIST: ((), ("early-help",), ("early-help", "equity", "equity")),
    }
)
"""Fact type -> typed values, smallest first. A list's entries are choices."""

_ENTRIES = ("early-help", "somewhere-else")


def right_hand_sides(takes: Takes, kind: FactType) -> Iterator[Any]:
    """Give values as an author could write them on the right of an operator, typed by the fact."""
    values = VALUES[kind]
    match takes:
        case Takes.SAME:
            yield from values
        case Takes.LIST:
            yield from ((value,) for value in values)
            yield tuple(values)
        case Takes.PAIR:
            yield from pairwise(values)
        case Takes.ENTRY:
            yield from _ENTRIES
        case Takes.ENTRIES:
            yield from ((entry,) for entry in _ENTRIES)
            yield _ENTRIES
        case Takes.TEXTS:
            yield from (("early help",), ("Prävention", "early help", "x"))
        case Takes.PATTERN:
            yield from ("early.*", r"(a|b)*\d{2}", "", "[")
        case Takes.PERIOD:
            days = VALUES[FactType.DATE]
            yield from ((days[1], days[2]), (None, days[2]), (days[1], None))
        case Takes.NOTHING:  # pragma: no branch  there is no other form
            yield from (True, False)


PAYMENTS = Fact(
    name="bid.made_up",
    type=FactType.LIST,
    title="made-up payments",
    fields=(Fact("year", FactType.INTEGER, "year"), Fact("amount", FactType.MONEY, "amount")),
)
"""A list of records, beside the list of choices that `fact` gives."""

PAID: Sequence[Any] = (
    (),
    ((2026, Money(Decimal("99.99"), "GBP")),),
    ((2027, Money(Decimal(1), "GBP")), (2026, Money(Decimal(-1), "GBP")), (2031, Money(Decimal(5), "GBP"))),
    ((2026, None),),
    ((None, Money(Decimal(1), "GBP")),),
)
"""Typed values of `PAYMENTS`."""


def fact(kind: FactType) -> Fact:
    """Give a fact of a bid of this type."""
    return Fact(
        name="bid.made_up",
        type=kind,
        title="made-up fact",
        unit="months" if kind is FactType.DURATION else "",
        choices=("early-help", "equity") if kind is FactType.CHOICE else (),
        items=Fact(name="item", type=FactType.CHOICE, title="entry", choices=_ENTRIES)
        if kind is FactType.LIST
        else None,
    )
