"""`within`: from a first day to a last one, both counted in."""

from datetime import date

from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType


def within(actual: date, value: tuple[date | None, date | None]) -> bool:
    """The date lies in this period, both its first and its last day included.

        tender.published: {within: {from: 2025-04-01, to: 2026-03-31}}

    Either end may be left out: `{from: 2025-04-01}` is that day and every later one, `{to: 2026-03-31}` that day and
    every earlier one. No date lies in a period that ends before it begins.
    """
    first, last = value
    return (first is None or first <= actual) and (last is None or actual <= last)


OPERATOR = Operator(
    within,
    takes=(FactType.DATE,),
    value=Takes.PERIOD,
    # The value is said as "from 1 April 2025 to 31 March 2026", "from 1 April 2025" or "to 31 March 2026".
    holds="{fact} is within the period {value}",
    fails="{fact} is {actual}, which is outside the period {value}",
    denies="{fact} is outside the period {value}",
)
