"""What a cash flow of several years is worth in one of them: whole-life cost at a stated discount rate."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sv_rules.model.amount import Money

LONGEST = 200
"""Years from the base year to the last payment; no contract runs longer, and sums stay of bounded size."""


class Payment(NamedTuple):
    """What is paid in a year; below zero where it is received, as a resale value is."""

    year: int
    amount: Money


class WholeLife(NamedTuple):
    """A cash flow in one number. `nominal` adds up the payments as they are, `present` discounts them; both exact."""

    nominal: Fraction
    present: Fraction
    currency: str


class NoWholeLifeCostError(ValueError):
    """A cash flow has no whole-life cost; the text says why, in a sentence."""


def whole_life_cost(flow: Sequence[Payment], rate: Decimal, base_year: int) -> WholeLife:
    """Add up payments, each discounted by a whole number of years to the base year.

    present value = sum of amount ÷ (1 + rate ÷ 100) ^ (year − base year). Years are whole, so every power is one of a
    decimal number with a whole exponent: the result is an exact ratio and needs no rounding before it is shown.
    Payments of the base year are not discounted; when in a year one is made does not matter.

    Args:
        flow: at least one payment, all in one currency, in any order; two in one year are added up.
        rate: per cent a year, 3.5 for 3.5%; 0 leaves the nominal sum. Not below zero.
        base_year: the year in whose money the result is.

    Raises:
        NoWholeLifeCostError: if there is no payment, one lies before the base year or more than 200 years after it,
            or they are in several currencies.
    """
    if not flow:
        raise NoWholeLifeCostError("No payment is stated, so there is nothing to add up.")
    currencies = sorted({payment.amount.currency for payment in flow})
    if len(currencies) > 1:
        raise NoWholeLifeCostError(f"The payments are in {' and '.join(currencies)}, which cannot be added up.")
    years = sorted(payment.year for payment in flow)
    if years[0] < base_year:
        raise NoWholeLifeCostError(f"A payment of {years[0]} lies before the base year {base_year}.")
    if years[-1] > base_year + LONGEST:
        raise NoWholeLifeCostError(f"A payment of {years[-1]} lies more than {LONGEST} years after {base_year}.")
    growth = 1 + Fraction(rate) / 100
    return WholeLife(
        nominal=sum((Fraction(payment.amount.amount) for payment in flow), Fraction(0)),
        present=sum(
            (Fraction(payment.amount.amount) / growth ** (payment.year - base_year) for payment in flow), Fraction(0)
        ),
        currency=currencies[0],
    )
