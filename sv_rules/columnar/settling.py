"""Checks over columns -> their outcomes, block by block of rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from sv_rules.columnar.columns import Columns
from sv_rules.columnar.drawing import draw
from sv_rules.columnar.leaves import Leaves, RowFunctions
from sv_rules.columnar.masks import Masks, all_of, always, any_of, opposite
from sv_rules.engine.compiling import OUTCOMES, Program
from sv_rules.errors import DocumentError, Problem, did_you_mean
from sv_rules.model.condition import AllOf, AnyOf, Concluded, Condition, Not
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Kind, Outcome, Stage
from sv_rules.model.rulepack import Check
from sv_rules.model.typed import NotOfTypeError, typed

CODES: Mapping[Outcome, int] = {outcome: code for code, outcome in enumerate(OUTCOMES)}
"""The code of each outcome."""

BLOCK = 2**15
"""Rows settled at a time: their masks stay in the processor's cache, and memory does not grow with the rows."""

Codes = npt.NDArray[np.int8]


def outcomes(
    program: Program,
    stage: Stage,
    kind: Kind,
    columns: Columns,
    as_of: date,
    *,
    conclusions: Mapping[str, bool | Masks | None] | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> Mapping[str, Codes]:
    """Give the outcome of every check in force at a stage, for every row: the same as of findings one by one.

    Args:
        program: from `compile_rulepack`.
        stage: whose checks.
        kind: the kind of subject that a row is.
        columns: what is known of each row, and of the subjects above it.
        as_of: the date on which checks, rules and parameters are looked up.
        conclusions: what is concluded, by full id, for all rows alike or row by row; what is not named is not
            concluded. None: they are drawn from the columns.
        parameters: values as a rulepack has them ("GBP 250000") to be used in place of the rulepack's, by full id.

    Returns:
        Codes (see `CODES`) by the full id of the check.

    Raises:
        DocumentError: the columns were made for facts of other types, or a parameter or conclusion is not there.
    """
    _refuse_others(program, columns)
    functions = RowFunctions(program, _values(program, as_of, parameters or {}))
    fixed = None if conclusions is None else _fixed(program, conclusions)
    plan = program.plans[kind].stages.get(stage)
    checks = [check for check in plan.checks if check.period.holds(as_of)] if plan else []
    found = {check.id: np.empty(len(columns), np.int8) for check in checks}
    for first in range(0, len(columns), BLOCK):
        end = min(first + BLOCK, len(columns))
        leaves = Leaves(functions, columns.rows(first, end))
        if fixed is None:
            concluded = draw(program, kind, as_of, partial(settled, leaves=leaves, conclusions={}))
        else:
            concluded = {name: masks.rows(first, end) for name, masks in fixed.items()}
        for check in checks:
            _write(found[check.id][first:end], check, stage, leaves, concluded)
    return found


def settled(condition: Condition, leaves: Leaves, conclusions: Mapping[str, Masks]) -> Masks:
    """Give where a condition is true and false."""
    match condition:
        case AllOf(parts):
            return all_of(settled(part, leaves, conclusions) for part in parts)
        case AnyOf(parts):
            return any_of(settled(part, leaves, conclusions) for part in parts)
        case Not(part):
            return opposite(settled(part, leaves, conclusions))
        case Concluded(name):
            return conclusions[name]
        case _:
            return leaves.masks(condition)


def _write(codes: Codes, check: Check, stage: Stage, leaves: Leaves, conclusions: Mapping[str, Masks]) -> None:
    """Write the outcomes of a check into a block of its codes."""
    expected = settled(check.expects[stage], leaves, conclusions)
    codes[:] = CODES[Outcome.CANNOT_TELL]
    np.copyto(codes, CODES[Outcome.MET], where=expected.true)
    np.copyto(codes, CODES[Outcome.NOT_MET], where=expected.false)
    if check.applies is not None:
        applied = settled(check.applies, leaves, conclusions)
        np.copyto(codes, CODES[Outcome.CANNOT_TELL], where=np.logical_not(applied.true))
        np.copyto(codes, CODES[Outcome.NOT_APPLICABLE], where=applied.false)


def _values(program: Program, as_of: date, others: Mapping[str, Any]) -> tuple[Any, ...]:
    values = dict(zip(program.parameters, program.parameter_values(as_of), strict=True))
    for name, written in others.items():
        parameter = program.rulepack.parameters.get(name)
        if parameter is None:
            raise DocumentError(_nothing_called("parameter", name, program.rulepack.parameters))
        try:
            values[name] = typed(written, parameter.fact)
        except NotOfTypeError as error:
            raise DocumentError(Problem(str(error), where=f"parameter {name}", fix=error.fix)) from None
    return tuple(values[name] for name in program.parameters)


def _fixed(program: Program, given: Mapping[str, bool | Masks | None]) -> Mapping[str, Masks]:
    for name in given:
        if name not in program.conclusions:
            raise DocumentError(_nothing_called("conclusion", name, program.conclusions))
    found = {name: given.get(name, False) for name in program.conclusions}
    return {name: one if isinstance(one, Masks) else always(one) for name, one in found.items()}


def _nothing_called(what: str, name: str, known: Mapping[str, Any]) -> Problem:
    return Problem(f"the rulepack has no {what} '{name}'", fix=did_you_mean(name, known))


def _refuse_others(program: Program, columns: Columns) -> None:
    facts = program.rulepack.facts
    problems = [
        Problem(
            f"the column '{name}' was made for {column.fact.described}, and the rulepack has {facts[name].described}",
            fix="Make the columns for this rulepack.",
        )
        for name, column in columns.by_fact.items()
        if name in facts and _form(facts[name]) != _form(column.fact)
    ]
    if problems:
        raise DocumentError(problems)


def _form(fact: Fact) -> Sequence[Any]:
    """Give what decides how a value is held and which values there are."""
    parts = (*fact.fields, *([fact.items] if fact.items else ()))
    inner = tuple((part.name if fact.fields else "", _form(part)) for part in parts)
    return (fact.type, fact.unit if fact.type is FactType.DURATION else "", fact.choices, inner)
