"""What a contract has delivered: `implementation/metrics[]` whose id names one of our measures.

The id is `PACK@VERSION/bid.offers.MEASURE`, as it was asked of bids, or `PACK@VERSION/contract.delivered.MEASURE`.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sv_rules.model.amount import Money, plain
from sv_rules.model.procurement import Answer
from sv_rules_ocds.dates import period
from sv_rules_ocds.money import net
from sv_rules_ocds.node import Node
from sv_rules_ocds.questions import unit

_OURS = re.compile(
    r"[a-z0-9][a-z0-9_-]*@[0-9]+(?:\.[0-9]+){0,3}/(?:bid\.offers|contract\.delivered)\.([a-z0-9][a-z0-9._-]*)"
)
_PERCENT = frozenset({"%", "percent", "per cent", "p1"})


def delivered(contract: Node) -> Iterator[tuple[str, Answer]]:
    """Give the facts `contract.delivered.MEASURE`.

    Observations of several periods that do not overlap are added up, if they are sums of one kind. Any other way to
    have several leaves the fact unknown, with a remark: which one counts is not said.
    """
    seen: set[str] = set()
    for metric in (contract / "implementation/metrics").objects():
        ours = _OURS.fullmatch((metric / "id").identifier() or "")
        if not ours:
            continue
        fact = f"contract.delivered.{ours[1]}"
        value = _value(list((metric / "observations").objects()), metric)
        if fact in seen:
            metric.remark("another metric is about the same measure; this one was not used")
        elif value is not None:
            seen.add(fact)
            yield fact, Answer(value=value, place=metric.place)


def _value(observations: Sequence[Node], metric: Node) -> Any:
    values = [value for value in map(_observed, observations) if value is not None]
    if len(values) < 2:
        return _written(values[0]) if values else None
    if len(values) == len(observations) and _apart(observations):
        numbers = [value for value in values if isinstance(value, Decimal)]
        sums = [value for value in values if isinstance(value, Money)]
        if len(numbers) == len(values):
            return sum(numbers, Decimal(0))
        if len(sums) == len(values) and len({each.currency for each in sums}) == 1:
            return str(Money(sum((each.amount for each in sums), Decimal(0)), sums[0].currency))
    metric.remark(
        f"there are {len(values)} observations, and they cannot be added up; what was delivered is not known",
        fix="Give one observation over the whole time, or one for each period.",
    )
    return None


def _observed(node: Node) -> Decimal | Money | str | bool | None:
    """Give a sum of money, a number, a percentage as it is written, or true or false."""
    if (node / "value").value is not None:
        money = net(node / "value")
        if money is None:
            return None
        currency, _, amount = str(money.value).partition(" ")
        return Money(Decimal(amount), currency)
    measure = node / "measure"
    if isinstance(measure.value, bool) or (isinstance(measure.value, str) and measure.value in {"true", "false"}):
        return measure.yes_no()
    number = measure.number()
    if number is None:
        return None
    return f"{plain(number)}%" if (node / "unit").value and unit(node / "unit").lower() in _PERCENT else number


def _written(value: Decimal | Money | str | bool) -> Any:
    return str(value) if isinstance(value, Money) else value


def _apart(observations: Sequence[Node]) -> bool:
    """Say whether every observation has a period, and no two share a day."""
    periods = sorted(period(each / "period") for each in observations)
    known = all(start and end and start <= end for start, end in periods)
    return known and all(one[1] < other[0] for one, other in pairwise(periods))
