"""Which amounts can be scored, alone or against each other; and why not, in words, when they cannot."""

from collections.abc import Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any, Literal, TypeAlias

from sv_rules.errors import listed
from sv_rules.model.amount import Money
from sv_rules.model.procurement import Mark
from sv_rules.scoring.options.amounts import said

MOST_DIGITS = 40
"""Digits on either side of the point: far more than any amount has, and few enough for exact sums."""

TOO_LARGE = Decimal(10) ** MOST_DIGITS

Better: TypeAlias = Literal["lower", "higher"]
"""Which amounts are better: a price is better when it is lower, an offer when it is higher."""

Outside: TypeAlias = Literal["capped", "not_scored"]
"""What becomes of an amount outside the range that a formula scores: it earns all or nothing, or has no score."""


def bare(value: Any) -> Any:
    """Give what is computed with: the number of a mark, any other value as it is."""
    return value.mark if isinstance(value, Mark) else value


def looked_at(value: Any, maximum: str = "") -> str:
    """Say a mark as what was looked at; empty for a fact, which the engine says itself."""
    if not isinstance(value, Mark):
        return ""
    return f"mark {_short(value.mark)}" + (f" of {maximum}" if maximum else "")


def noun_for(values: Mapping[str, Any], better: Better) -> str:
    """Give the word for what is scored: price, mark or amount."""
    first = next(iter(values.values()), None)
    if isinstance(first, Mark):
        return "mark"
    return "price" if isinstance(first, Money) and better == "lower" else "amount"


def incomparable(values: Mapping[str, Any], formula: str, *, noun: str = "price") -> str:
    """Say in a sentence why no bid can be scored against the others; empty when all can be.

    Prices have one currency and are above zero; other amounts are not below zero. One that is not leaves the whole
    comparison open, so nobody is scored against the rest until the buyer has settled what it earns.

    Args:
        values: by bid, of one type.
        formula: what would be computed, as the subject of a sentence: `Lowest price divided by price`.
        noun: what is compared; `price` says that zero has no meaning either.
    """
    if _plain_prices(values):
        return ""
    currencies = sorted({value.currency for value in values.values() if isinstance(value, Money)})
    if len(currencies) > 1:
        return f"The {noun}s are in {listed(currencies)}; {noun}s in different currencies cannot be compared."
    for bid in sorted(values):
        amount = bare(values[bid])
        if not _computable(amount):
            bounds = f"{noun}s of at most {MOST_DIGITS} digits before the point and as many after it"
        elif noun == "price" and _number(amount) <= 0:
            bounds = "prices above zero"
        elif _number(amount) < 0:
            bounds = f"{noun}s of zero or more"
        else:
            continue
        return (
            f"The {noun} of {bid} is {_short(amount)}. {formula} has a meaning only for {bounds}, so no {noun} can be "
            "scored until it is settled what that one earns."
        )
    return ""


def lowest_of(prices: Mapping[str, Money]) -> Money | None:
    """Give the lowest price; None where there is none, or prices are `incomparable`."""
    return None if not prices or incomparable(prices, "") else min(prices.values(), key=attrgetter("amount"))


def meaningless(value: Any, better: Better) -> str:
    """Say in a sentence why a value has no score of its own, whatever the bounds; empty when it can have one."""
    amount = bare(value)
    if not _computable(amount):
        return (
            f"{_short(amount)} is too long a number: at most {MOST_DIGITS} digits before the point and as many after "
            "it can be computed with."
        )
    if isinstance(amount, Money):
        if better == "lower" and amount.amount <= 0:
            return f"{said(amount)} is not above zero; it must be settled first what such a price earns."
        if amount.amount < 0:
            return f"{said(amount)} is below zero; it must be settled first what such an offer earns."
    return ""


def _plain_prices(values: Mapping[str, Any]) -> bool:
    """Whether all are ordinary prices, which is settled without looking at the digits of each."""
    if not all(type(value) is Money for value in values.values()):
        return False
    amounts = [value.amount for value in values.values()]
    written = [*map(str, amounts)]
    return (
        len({value.currency for value in values.values()}) < 2
        # No exponent and not a letter: what is written is all the digits there are.
        and all(len(text) <= MOST_DIGITS and text.replace(".", "", 1).isdecimal() for text in written)
        and min(amounts, default=Decimal(1)) > 0
    )


def _computable(amount: Any) -> bool:
    # A mark may be any number somebody wrote, with any exponent, and exact sums grow with it.
    number = _number(amount)
    if not isinstance(number, Decimal):
        return True
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DIGITS and abs(number) < TOO_LARGE


def _number(amount: Any) -> Any:
    return amount.amount if isinstance(amount, Money) else amount


def _short(amount: Any) -> str:
    return said(amount) if _computable(amount) else f"{_number(amount)!s:.40}"
