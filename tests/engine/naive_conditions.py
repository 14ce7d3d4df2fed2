"""What conditions mean, written to be read and not to be fast: the fused function and the reasoner must give the same.

False, not known and true are the numbers 0, 1 and 2: `all` is the least of its parts, `any` the greatest, `not` what is
left to 2. Operators are written out here once more, so that nothing of the library's own is believed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sv_rules.model.amount import Money
from sv_rules.model.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Concluded,
    Condition,
    FactValue,
    Literal,
    Not,
    Operand,
    ParameterValue,
    Quantified,
    Quantifier,
)

FALSE, UNKNOWN, TRUE = 0, 1, 2
Record = Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """What is known of one subject: facts and parameters by name, None where there is no value; conclusions."""

    facts: Mapping[str, Any]
    parameters: Mapping[str, Any]
    conclusions: Mapping[str, bool | None]


def truth(condition: Condition, known: Known) -> bool | None:
    """Give True, False or None for not known."""
    return (False, None, True)[_truth(condition, known, None)]


def outcome(applies: Condition | None, expects: Condition, known: Known) -> str:
    """Give what a check comes to."""
    asked = TRUE if applies is None else _truth(applies, known, None)
    if asked == FALSE:
        return "not_applicable"
    if asked == UNKNOWN:
        return "cannot_tell"
    return ("not_met", "cannot_tell", "met")[_truth(expects, known, None)]


def _truth(condition: Condition, known: Known, record: Record | None) -> int:
    match condition:
        case AllOf(parts):
            return min([TRUE, *(_truth(part, known, record) for part in parts)])
        case AnyOf(parts):
            return max([FALSE, *(_truth(part, known, record) for part in parts)])
        case Not(part):
            return TRUE - _truth(part, known, record)
        case Concluded(name):
            return {False: FALSE, None: UNKNOWN, True: TRUE}[known.conclusions[name]]
        case Comparison(fact, operator, operands):
            return _compared(_of(fact.name, known, record), operator, operands, known)
        case Quantified():
            return _quantified(condition, known)


def _of(name: str, known: Known, record: Record | None) -> Any:
    # A name without a point is a field of the record looked at; every fact of a subject has one.
    return known.facts[name] if "." in name or record is None else record[name]


def _compared(actual: Any, operator: str, operands: Sequence[Operand], known: Known) -> int:
    values = [_operand(operand, known) for operand in operands]
    if operator == "given":
        return TRUE if (actual is not None) == values[0] else FALSE
    written = [isinstance(operand, Literal) for operand in operands]
    if actual is None or any(value is None and not here for value, here in zip(values, written, strict=True)):
        return UNKNOWN
    if isinstance(actual, Money):
        if {value.currency for value in values} != {actual.currency}:
            return UNKNOWN
        actual, values = actual.amount, [value.amount for value in values]
    return TRUE if OPERATORS[operator](actual, *values) else FALSE


def _operand(operand: Operand, known: Known) -> Any:
    match operand:
        case Literal(value):
            return value
        case ParameterValue(name):
            return known.parameters[name]
        case FactValue(fact):
            return known.facts[fact.name]


def _quantified(quantified: Quantified, known: Known) -> int:
    items = known.facts[quantified.fact.name]
    if items is None:
        return UNKNOWN
    names = [field.name for field in quantified.fact.fields]
    truths = [
        TRUE if quantified.where is None else _truth(quantified.where, known, dict(zip(names, item, strict=True)))
        for item in items
    ]
    match quantified.quantifier:
        case Quantifier.SOME:
            return max([FALSE, *truths])
        case Quantifier.EVERY:
            return min([TRUE, *truths])
        case Quantifier.NONE:
            return TRUE - max([FALSE, *truths])
        case Quantifier.COUNT:
            # However what is open turns out: each entry passes or it does not.
            ways = product(*((FALSE, TRUE) if one == UNKNOWN else (one,) for one in truths))
            found = {_compared(way.count(TRUE), quantified.operator, quantified.operands, known) for way in ways}
            return found.pop() if len(found) == 1 else UNKNOWN


def _mentions(actual: Any, *phrases: str) -> bool:
    if not isinstance(actual, str | tuple):
        return False
    if isinstance(actual, tuple):
        return any(_mentions(part, *phrases) for part in actual)
    words = _words(actual)
    wanted = [_words(phrase) for phrase in phrases]
    return any(words[at : at + len(phrase)] == phrase for phrase in wanted for at in range(len(words)))


def _words(text: str) -> list[str]:
    # Signs stand between words; a hyphen is a space.
    return re.findall(r"\w+|[^\w\s-]", text.lower())


OPERATORS: Mapping[str, Callable[..., bool]] = {
    "after": lambda actual, day: actual > day,
    "at_least": lambda actual, least: actual >= least,
    "at_most": lambda actual, most: actual <= most,
    "before": lambda actual, day: actual < day,
    "between": lambda actual, low, high: low <= actual and actual <= high,
    "includes": lambda actual, entry: any(one == entry for one in actual),
    "includes_all": lambda actual, *entries: all(any(one == entry for one in actual) for entry in entries),
    "includes_any": lambda actual, *entries: any(one == entry for one in actual for entry in entries),
    "is": lambda actual, value: actual == value,
    "is_not": lambda actual, value: actual != value,
    "less_than": lambda actual, bound: actual < bound,
    "matches": lambda actual, pattern: re.fullmatch(pattern, actual, re.ASCII | re.DOTALL) is not None,
    "mentions_any": _mentions,
    "more_than": lambda actual, bound: actual > bound,
    "none_of": lambda actual, *values: all(actual != value for value in values),
    "one_of": lambda actual, *values: any(actual == value for value in values),
    # The random texts deny nothing; tests/operators has what is denied.
    "states_any": _mentions,
    "within": lambda actual, first, last: (first or actual) <= actual <= (last or actual),
}
"""Name -> test; every value after the first is one operand. `given` is not here: it is asked of what is not known."""
