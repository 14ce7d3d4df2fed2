"""The parts of conditions that read facts, settled for a block of rows.

Whole numbers are compared as arrays. Everything else (texts, lists, quantifiers, operators of plugins) is asked of the
function that settles single subjects, once for each combination of values that occurs: no answer can differ.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sv_rules.columnar.columns import Categories, Column, Columns, Numbers, Whole
from sv_rules.columnar.comparing import compared
from sv_rules.columnar.masks import UNKNOWN, Masks, opposite
from sv_rules.engine.compiling import Program
from sv_rules.engine.fusing import Fused, Fuser
from sv_rules.model.condition import Comparison, Condition, FactValue, Literal, Operand, ParameterValue, facts_of
from sv_rules.model.fact import Fact


class RowFunctions:
    """The function of each leaf that is not compared as arrays; compiled when first asked for, then kept."""

    def __init__(self, program: Program, parameters: tuple[Any, ...]) -> None:
        """Take the parameters' values."""
        self.program = program
        self.parameters = parameters
        self._kept: dict[int, tuple[Sequence[Fact], Fused]] = {}

    def of(self, leaf: Condition) -> tuple[Sequence[Fact], Fused]:
        """Give the facts a leaf reads, and its function of their values."""
        # The rulepack keeps every leaf alive, so an id stands for one leaf only.
        if id(leaf) not in self._kept:
            facts = {fact.name: fact for fact in facts_of(leaf)}
            numbers = {name: number for number, name in enumerate(facts)}
            fuser = Fuser(self.program.registry.operators, numbers, self.program.parameter_numbers, {})
            fuser.add(fuser.condition(leaf))
            self._kept[id(leaf)] = tuple(facts.values()), fuser.function()
        return self._kept[id(leaf)]

    def parameter(self, name: str) -> Any:
        """Give the value of a parameter, None where it has none."""
        return self.parameters[self.program.parameter_numbers[name]]


class Leaves:
    """The leaves over one block of rows, each settled once."""

    def __init__(self, functions: RowFunctions, columns: Columns) -> None:
        """Take the block."""
        self._functions = functions
        self._columns = columns
        self._settled: dict[int, Masks] = {}

    def masks(self, leaf: Condition) -> Masks:
        """Give where a comparison or quantifier is true and false."""
        if id(leaf) not in self._settled:
            fast = self._compared(leaf) if isinstance(leaf, Comparison) else None
            self._settled[id(leaf)] = self._by_values(leaf) if fast is None else fast
        return self._settled[id(leaf)]

    def _compared(self, comparison: Comparison) -> Masks | None:
        operator = self._functions.program.registry.operators[comparison.operator]
        column = self._columns.of(comparison.fact)
        first = comparison.operands[0]
        if operator.judges_absence and operator.compares == "is not None" and isinstance(first, Literal):
            given = Masks(column.known, np.logical_not(column.known))
            return given if first.value else opposite(given)
        if operator.judges_absence or not isinstance(column, Numbers):
            return None
        rights = [self._right(operand) for operand in comparison.operands]
        # Only a period may lack an end, and it is written so; a parameter that is missing is not known.
        written = [isinstance(operand, Literal) for operand in comparison.operands]
        if any(right is None and not here for right, here in zip(rights, written, strict=True)):
            return UNKNOWN
        return None if any(isinstance(one, Categories) for one in rights) else compared(operator, column, rights)

    def _right(self, operand: Operand) -> Any:
        match operand:
            case Literal(value):
                return value
            case ParameterValue(name):
                return self._functions.parameter(name)
            case FactValue(fact):  # pragma: no branch  there is no other
                return self._columns.of(fact)

    def _by_values(self, leaf: Condition) -> Masks:
        facts, function = self._functions.of(leaf)
        columns = [self._columns.of(fact) for fact in facts]
        rows, place = _combinations(columns)
        values = zip(*([column.at(row) for row in rows.tolist()] for column in columns), strict=True)
        truths = [function(each, self._functions.parameters, ())[0] for each in values]
        true, false = (np.array([truth is sought for truth in truths], np.bool_)[place] for sought in (True, False))
        return Masks(true, false)


def _combinations(columns: Sequence[Column]) -> tuple[Whole, Whole]:
    """Give a row for each combination of values that occurs, and for each row the number of its combination."""
    codes, size = columns[0].classes
    rows, place = _occurring(codes, size)
    for column in columns[1:]:
        codes, size = column.classes
        rows, place = _occurring(place * size + codes, len(rows) * size)
    return rows, place


def _occurring(codes: Whole, size: int) -> tuple[Whole, Whole]:
    if size > 2 * len(codes):
        _, rows, place = np.unique(codes, return_index=True, return_inverse=True)
        return rows, place.reshape(-1)
    row_of = np.full(size, -1, np.int64)
    row_of[codes] = np.arange(len(codes))
    present = np.flatnonzero(row_of >= 0)
    place_of = np.zeros(size, np.int64)
    place_of[present] = np.arange(len(present))
    return row_of[present], place_of[codes]
