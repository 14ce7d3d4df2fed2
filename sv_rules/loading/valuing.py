"""What a parameter, or the right-hand side of a comparison, comes to on a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sv_rules.model.condition import Condition, FactValue, Literal, Operand, parameters_of
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import Fact, spoken
from sv_rules.model.rulepack import Parameter, Period

OPEN = ("open",)
"""The end of a period that has none: no value that is missing."""


class Values:
    """The values of parameters by day."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        """Take parameters by full id."""
        self._parameters = parameters

    def on(self, operands: tuple[Operand, ...], day: date) -> tuple[Any, ...]:
        """Give the values on a day, for comparing with others; None for a parameter that has none then."""
        return tuple(self._on(operand, day) for operand in operands)

    def said(self, operator: Operator, operands: tuple[Operand, ...], fact: Fact, day: date) -> str:
        """Say the right-hand side of a comparison on a day."""
        words = ("from ", "to ") if operator.value is Takes.PERIOD else ("",) * len(operands)
        joined = " " if operator.value is Takes.PERIOD else " and "
        return joined.join(
            f"{word}{self._said(operand, fact, day)}"
            for word, operand in zip(words, operands, strict=True)
            if operand != Literal(None)
        )

    def days(self, one: Period, other: Period, conditions: Iterable[Condition | None]) -> tuple[date, ...]:
        """Give the first day on which both periods hold, and each later one on which the conditions' figures change.

        No day: the periods have none in common.
        """
        first = max(one.first or date.min, other.first or date.min)
        last = min(one.last or date.max, other.last or date.max)
        if last < first:
            return ()
        names = {name for condition in conditions if condition is not None for name in parameters_of(condition)}
        changes = {day for name in names for day in self._parameters[name].days if first < day <= last}
        return (first, *sorted(changes))

    def _on(self, operand: Operand, day: date) -> Any:
        match operand:
            case Literal(value):
                return OPEN if value is None else value
            case FactValue(fact):
                return ("fact", fact.name)
            case _:
                return self._parameters[operand.name].on(day)

    def _said(self, operand: Operand, fact: Fact, day: date) -> str:
        match operand:
            case Literal(value):
                return spoken(value, fact)
            case FactValue(other):
                return f"the {other.title}"
            case _:
                return spoken(self._parameters[operand.name].on(day), fact)
