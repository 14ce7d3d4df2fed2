"""Which prices can be decided on, and why not when they cannot."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from sv_rules.errors import listed
from sv_rules.model.amount import Money
from sv_rules.model.extending import Index
from sv_rules.scoring.options import said

Alone: TypeAlias = Callable[[Fraction, Money], Index]
"""Gives one bid's index from its quality and its price, which is above zero."""


def each_alone(qualities: Mapping[str, Fraction], prices: Mapping[str, Money], index: Alone) -> dict[str, Index]:
    """Give every bid its index from its own quality and price.

    A bid whose price is not above zero has none; no bid has one where prices are in several currencies.
    """
    if why := _currencies(prices):
        return dict.fromkeys(prices, Index(None, why))
    return {
        bid: index(qualities[bid], price)
        if price.amount > 0
        else Index(None, f"The price is {said(price)}, which is not above zero; it must be settled first.")
        for bid, price in prices.items()
    }


def together(qualities: Mapping[str, Fraction], prices: Mapping[str, Money], index: Alone) -> dict[str, Index]:
    """Give every bid its index where that depends on the others too: with one price not above zero, no bid has one."""
    bad = sorted(bid for bid, price in prices.items() if price.amount <= 0)
    if bad and not _currencies(prices):
        why = (
            f"The price of {bad[0]} is {said(prices[bad[0]])}, which is not above zero. This rule compares the bids "
            "with each other, so none has an index until that is settled."
        )
        return dict.fromkeys(prices, Index(None, why))
    return each_alone(qualities, prices, index)


def _currencies(prices: Mapping[str, Money]) -> str:
    currencies = sorted({price.currency for price in prices.values()})
    if len(currencies) < 2:
        return ""
    return f"The prices are in {listed(currencies)}; prices in different currencies cannot be compared."
