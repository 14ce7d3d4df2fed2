"""Two conditions that cannot both be met: yes and no, at least 20% and at most 15%."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sv_rules.loading.valuing import OPEN, Values
from sv_rules.model.condition import AllOf, AnyOf, Comparison, Condition, FactValue, Not
from sv_rules.model.extending import Operator, Takes


class Excluding:
    """Finds what one condition needs and another one rules out."""

    def __init__(self, values: Values, operators: Mapping[str, Operator]) -> None:
        """Take the values of parameters, and operators by name."""
        self._values = values
        self._operators = operators

    def between(self, one: Condition, other: Condition, days: Sequence[date]) -> Iterator[tuple[str, str]]:
        """Give each two demands that exclude each other on one of the days, as clauses."""
        for mine, asked in _needed(one):
            for theirs, also in _needed(other):
                if mine.fact.name != theirs.fact.name:
                    continue
                for day in days:
                    if self._apart(mine, asked, theirs, also, day):
                        yield self._said(mine, asked, day), self._said(theirs, also, day)
                        break

    def _said(self, comparison: Comparison, asked: bool, day: date) -> str:
        operator = self._operators[comparison.operator]
        value = self._values.said(operator, comparison.operands, comparison.fact, day)
        words = operator.holds if asked else operator.denies
        return words.format(fact=comparison.fact.title, value=value, actual="")

    def _apart(self, one: Comparison, asked: bool, other: Comparison, also: bool, day: date) -> bool:
        if self._operators[one.operator].compares == "!=":
            asked = not asked
        if self._operators[other.operator].compares == "!=":
            also = not also
        left, right = self._range(one, day), self._range(other, day)
        if left is None or right is None or not (asked or also):
            return False
        if asked and also:
            return _disjoint(left, right)
        # One needs just what the other rules out.
        return left == right

    def _range(self, comparison: Comparison, day: date) -> "_Range | None":
        operator = self._operators[comparison.operator]
        values = self._values.on(comparison.operands, day)
        if None in values or any(isinstance(operand, FactValue) for operand in comparison.operands):
            return None
        ends = [None if value == OPEN else value for value in values]
        if operator.value in {Takes.PAIR, Takes.PERIOD}:
            return _Range(ends[0], ends[1])
        match operator.compares:
            case "==" | "!=":
                return _Range(ends[0], ends[0])
            case ">=":
                return _Range(ends[0], None)
            case ">":
                return _Range(ends[0], None, open_=True)
            case "<=":
                return _Range(None, ends[0])
            case "<":
                return _Range(None, ends[0], open_=True)
            case _:
                return None


def _needed(condition: Condition, *, asked: bool = True) -> Iterator[tuple[Comparison, bool]]:
    """Give the comparisons without which a condition cannot hold, and whether they must hold or fail."""
    match condition:
        case Comparison():
            yield condition, asked
        case Not(part):
            yield from _needed(part, asked=not asked)
        case AllOf(parts) if asked or len(parts) == 1:
            for part in parts:
                yield from _needed(part, asked=asked)
        case AnyOf(parts) if not asked or len(parts) == 1:
            for part in parts:
                yield from _needed(part, asked=asked)
        case _:
            pass


@dataclass(frozen=True)
class _Range:
    low: Any
    high: Any
    open_: bool = False


def _disjoint(one: _Range, other: _Range) -> bool:
    ends = [end for end in (one.low, one.high, other.low, other.high) if end is not None]
    if len({getattr(end, "currency", "") for end in ends}) > 1:
        return False
    if one.low is one.high and other.low is other.high:
        return bool(one.low != other.low)  # two values, which need have no order
    open_ = one.open_ or other.open_
    return any(
        low is not None and high is not None and (low > high or (open_ and low == high))
        for low, high in ((one.low, other.high), (other.low, one.high))
    )
