"""Conditions: a closed, declarative grammar. No expressions, no code."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from sv_rules.model.fact import Fact


class Quantifier(StrEnum):
    """How many entries of a list must pass: at least one, all, none, or a number to compare."""

    SOME = "some"
    EVERY = "every"
    NONE = "none"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the rulepack, typed by the fact it is compared with."""

    value: Any


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """The value a parameter has on the date of the evaluation; `name` is its full id."""

    name: str


@dataclass(frozen=True, slots=True)
class FactValue:
    """The value of another fact of the same subject or of one above it."""

    fact: Fact


Operand: TypeAlias = Literal | ParameterValue | FactValue


@dataclass(frozen=True, slots=True)
class Comparison:
    """One fact held against a value by an operator: `tender.value: {at_least: GBP 100000}`.

    `operands` has one entry for most operators, one per value for `one_of` and its like, two for `between`.
    Inside a quantifier's `where`, `fact` is a field of the record.
    """

    fact: Fact
    operator: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Concluded:
    """Whether rules have established a conclusion; `name` is its full id."""

    name: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """True when every part is; false when one is false; else not known."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when one part is; false when every part is false; else not known."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; what is not known stays so."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Quantified:
    """Some, every, none or a count of a list's entries pass `where` (all do when it is None).

    For COUNT, `operator` and `operands` compare the number of entries that pass.
    """

    quantifier: Quantifier
    fact: Fact
    where: "Condition | None"
    operator: str = ""
    operands: tuple[Operand, ...] = ()


Condition: TypeAlias = Comparison | Concluded | AllOf | AnyOf | Not | Quantified


def leaves(condition: Condition) -> Iterator[Comparison | Concluded | Quantified]:
    """Give the comparisons, quantifiers and conclusions of a condition, in the order they are written."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition


def facts_of(condition: Condition) -> Iterator[Fact]:
    """Give every fact of a subject that a condition reads (not the fields of records), with repeats."""
    for leaf in leaves(condition):
        match leaf:
            case Comparison(fact, _, operands):
                yield fact
                yield from (operand.fact for operand in operands if isinstance(operand, FactValue))
            case Quantified(_, fact, where, _, operands):
                yield fact
                yield from (operand.fact for operand in operands if isinstance(operand, FactValue))
                if where is not None:
                    yield from (each for each in facts_of(where) if "." in each.name)
            case _:
                pass


def parameters_of(condition: Condition) -> Iterator[str]:
    """Give the full id of every parameter a condition names, with repeats."""
    for leaf in leaves(condition):
        if isinstance(leaf, Comparison | Quantified):
            yield from (operand.name for operand in leaf.operands if isinstance(operand, ParameterValue))
        if isinstance(leaf, Quantified) and leaf.where is not None:
            yield from parameters_of(leaf.where)


def conclusions_of(condition: Condition) -> Iterator[str]:
    """Give the full id of every conclusion a condition names, with repeats."""
    for leaf in leaves(condition):
        if isinstance(leaf, Concluded):
            yield leaf.name
