"""Plain data -> conditions: names meet facts, parameters and conclusions; values are typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sv_rules.errors import did_you_mean, listed
from sv_rules.loading.naming import Unknown
from sv_rules.loading.noting import Note
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
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Kind
from sv_rules.model.rulepack import Conclusion, Parameter
from sv_rules.model.typed import NotOfTypeError, typed
from sv_rules.reading.written import Path

NUMBERS = frozenset({FactType.INTEGER, FactType.NUMBER})
ENTRIES = Fact(name="entries", type=FactType.INTEGER, title="number of entries")
MOST_VALUES = 1000
"""Bound on the values one comparison lists."""

_TO_SEE = {
    Kind.PROCUREMENT: "An organisation is looked at on its own.",
    Kind.LOT: "Give the line `subject: lot`.",
    Kind.BID: "A check sees bids at the stage bid; a rule, with `subject: bid`.",
    Kind.CONTRACT: "A check sees contracts at the stage delivery; a rule, with `subject: contract`.",
    Kind.ORGANISATION: "A check sees organisations at the stage organisation; a rule, with `subject: organisation`.",
}
"""What to do for a line to see subjects of a kind."""

_TEXT = Fact(name="text", type=FactType.TEXT, title="text")
_DATE = Fact(name="date", type=FactType.DATE, title="date")
_YES_NO = Fact(name="answer", type=FactType.YES_NO, title="answer")


@dataclass(frozen=True)
class Names:
    """What the names in one pack's conditions may mean."""

    facts: Mapping[str, Fact]
    operators: Mapping[str, Operator]
    excused: Callable[[str], bool]
    """Whether a fact may be missing because its line has a mistake that has been told."""
    parameter: Callable[[str], Parameter | Unknown]
    """A parameter by its name as written, or what is wrong with the name."""
    conclusion: Callable[[str], Conclusion | Unknown]


class ConditionLinker:
    """Turns the conditions of one line into linked ones, noting every problem on the way."""

    def __init__(self, names: Names, kind: Kind, note: Note) -> None:
        """Take the names, the kind of subject the line looks at, and where problems go."""
        self._names = names
        self._kind = kind
        self._note = note

    def link(self, data: Any, path: Path) -> Condition | None:
        """Give the condition, or None when it has a problem (noted already)."""
        return self._condition(data, path, record=None)

    def _condition(self, data: Any, path: Path, record: Fact | None) -> Condition | None:
        if isinstance(data, list):
            return self._parts(data, path, record, AllOf)
        if not isinstance(data, dict) or not data:
            self._note(
                path,
                "a condition is expected here",
                "Write FACT: {OPERATOR: VALUE}, or all, any, not, conclusion, some, every, none or count.",
            )
            return None
        linked = [self._entry(str(key), value, (*path, key), record) for key, value in data.items()]
        return _joined(linked)

    def _entry(self, key: str, value: Any, path: Path, record: Fact | None) -> Condition | None:
        match key:
            case "all":
                return self._parts(value, path, record, AllOf)
            case "any":
                return self._parts(value, path, record, AnyOf)
            case "not":
                part = self._condition(value, path, record)
                return None if part is None else Not(part)
            case "conclusion":
                return self._conclusion(value, path, record)
            case "some" | "every" | "none" | "count":
                return self._quantified(Quantifier(key), value, path, record)
            case _:
                return self._comparisons(key, value, path, record)

    def _parts(self, data: Any, path: Path, record: Fact | None, form: type[AllOf] | type[AnyOf]) -> Condition | None:
        if not isinstance(data, list) or not data:
            self._note(
                path,
                "a list of one or more conditions is expected here",
                "Write each on a line of its own that begins with a dash.",
            )
            return None
        parts = [self._condition(part, (*path, number), record) for number, part in enumerate(data)]
        return None if None in parts else form(tuple(part for part in parts if part is not None))

    def _conclusion(self, value: Any, path: Path, record: Fact | None) -> Condition | None:
        if record is not None:
            self._note(
                path, "a conclusion cannot be asked about each record of a list", "Put it beside the quantifier."
            )
            return None
        if not isinstance(value, str):
            self._note(path, "a conclusion's name is expected here", "Write conclusion: NAME.")
            return None
        found = self._names.conclusion(value)
        if isinstance(found, Unknown):
            self._unknown(path, found)
            return None
        if found.kind not in self._kind.sees:
            self._note(
                path,
                f"'{value}' is concluded about each {found.kind}, which a line about a {self._kind} does not see",
                f"{_TO_SEE[found.kind]} Or use a conclusion about the {self._kind}.",
            )
            return None
        return Concluded(found.id)

    def _quantified(self, quantifier: Quantifier, data: Any, path: Path, record: Fact | None) -> Condition | None:
        if record is not None:
            self._note(path, f"'{quantifier}' cannot stand inside another 'where'", "Look at one list at a time.")
            return None
        if not isinstance(data, dict) or "of" not in data:
            self._note(
                path, f"'{quantifier}' needs a list to look at", f"Write {quantifier}: {{of: FACT, where: CONDITION}}."
            )
            return None
        fact = self._fact(data["of"], (*path, "of"), None) if isinstance(data["of"], str) else None
        if fact is None:
            if not isinstance(data["of"], str):
                self._note((*path, "of"), "the name of a list is expected here", "Write of: FACT.")
            return None
        if fact.type is not FactType.LIST:
            self._note((*path, "of"), f"'{fact.name}' is {fact.described}, not a list", "Compare it directly.")
            return None
        where: Condition | None = None
        broken = False
        if "where" in data:
            if not fact.fields:
                self._note(
                    (*path, "where"),
                    f"the entries of '{fact.name}' are not records and have no fields to look at",
                    "Use includes, includes_any or includes_all on the fact itself.",
                )
                return None
            where = self._condition(data["where"], (*path, "where"), fact)
            broken = where is None
        elif quantifier is not Quantifier.COUNT:
            self._note(
                path, f"'{quantifier}' needs 'where'", f"Say what must hold of {quantifier} of {fact.name}: where: …"
            )
            return None
        rest = {key: value for key, value in data.items() if key not in {"of", "where"}}
        if quantifier is not Quantifier.COUNT:
            for key in rest:
                self._note((*path, key), f"'{quantifier}' knows no '{key}'", "It has of: and where: only.", key=True)
            return None if broken or rest else Quantified(quantifier, fact, where)
        if len(rest) != 1:
            self._note(
                path,
                "'count' needs one comparison of the number",
                "Write for example count: {of: FACT, where: CONDITION, at_least: 2}.",
            )
            return None
        [(name, value)] = rest.items()
        compared = self._comparison(ENTRIES, name, value, (*path, name), f"count of {fact.name}")
        if compared is None or broken:
            return None
        return Quantified(quantifier, fact, where, compared.operator, compared.operands)

    def _comparisons(self, name: str, data: Any, path: Path, record: Fact | None) -> Condition | None:
        fact = self._fact(name, path, record)
        if fact is None:
            return None
        if not isinstance(data, dict) or not data:
            self._note(
                path,
                f"'{name}' needs an operator and a value",
                f"Write {name}: {{OPERATOR: VALUE}}. {self._operators_for(fact)}",
            )
            return None
        return _joined([self._comparison(fact, str(key), value, (*path, key), name) for key, value in data.items()])

    def _fact(self, name: str, path: Path, record: Fact | None) -> Fact | None:
        if record is not None and "." not in name:
            field = record.field(name)
            if field is None:
                names = [each.name for each in record.fields]
                self._note(
                    path,
                    f"the records of '{record.name}' have no field '{name}'",
                    f"{did_you_mean(name, names)} The fields are {listed(names)}.".strip(),
                    key=True,
                )
            return field
        fact = self._names.facts.get(name)
        if fact is None and self._names.excused(name):
            return None
        if fact is None:
            words = ("all", "any", "not", "conclusion", "some", "every", "none", "count")
            suggestion = did_you_mean(name, [*self._names.facts, *words])
            self._note(
                path,
                f"there is no fact called '{name}'",
                suggestion or "Declare it under facts: with its type and the question to ask.",
                key=True,
            )
            return None
        if fact.kind not in self._kind.sees:
            self._note(
                path,
                f"'{name}' is known of each {fact.kind}, which a line about a {self._kind} does not see",
                f"{_TO_SEE[fact.kind]} Or use a fact of the {self._kind}.",
                key=True,
            )
            return None
        return fact

    def _comparison(self, fact: Fact, name: str, value: Any, path: Path, shown: str) -> Comparison | None:
        operator = self._names.operators.get(name)
        if operator is None:
            suggestion = did_you_mean(name, self._names.operators)
            self._note(
                path,
                f"there is no operator called '{name}'",
                f"{suggestion} {self._operators_for(fact)}".strip(),
                key=True,
            )
            return None
        if fact.type not in operator.takes:
            self._note(
                path, f"'{name}' cannot test '{shown}', which is {fact.described}", self._operators_for(fact), key=True
            )
            return None
        operands = self._operands(operator, fact, value, path)
        if operands is None or not self._usable(operator, operands, path):
            return None
        return Comparison(fact, name, operands)

    def _unknown(self, path: Path, found: Unknown) -> None:
        if found.what:
            self._note(path, *found)

    def _operators_for(self, fact: Fact) -> str:
        names = [name for name, operator in self._names.operators.items() if fact.type in operator.takes]
        return f"For {fact.described} the operators are {listed(names, most=20)}."

    def _operands(self, operator: Operator, fact: Fact, value: Any, path: Path) -> tuple[Operand, ...] | None:
        match operator.value:
            case Takes.SAME:
                return self._each([value], fact, [path])
            case Takes.NOTHING:
                return self._each([value], _YES_NO, [path], literal=True)
            case Takes.PATTERN:
                return self._each([value], _TEXT, [path], literal=True)
            case Takes.ENTRY:
                return self._entries([value], fact, [path])
            case Takes.PERIOD:
                return self._period(value, path)
        if not isinstance(value, list) or not value or len(value) > MOST_VALUES:
            self._note(
                path,
                f"'{operator.name}' needs a list of values",
                f"Write {operator.name}: [FIRST, SECOND]; at most {MOST_VALUES}.",
            )
            return None
        paths = [(*path, number) for number in range(len(value))]
        match operator.value:
            case Takes.LIST:
                return self._each(value, fact, paths)
            case Takes.ENTRIES:
                return self._entries(value, fact, paths)
            case Takes.TEXTS:
                return self._each(value, _TEXT, paths, literal=True)
            case _:
                return self._pair(operator, value, fact, path, paths)

    def _pair(
        self, operator: Operator, value: list[Any], fact: Fact, path: Path, paths: Sequence[Path]
    ) -> tuple[Operand, ...] | None:
        if len(value) != 2:
            self._note(path, f"'{operator.name}' needs two values", f"Write {operator.name}: [LOWEST, HIGHEST].")
            return None
        pair = self._each(value, fact, paths)
        if pair and isinstance(pair[0], Literal) and isinstance(pair[1], Literal) and pair[0].value > pair[1].value:
            self._note(path, "the first value is higher than the second", "Put the lower one first.")
            return None
        return pair

    def _entries(self, values: list[Any], fact: Fact, paths: Sequence[Path]) -> tuple[Operand, ...] | None:
        if fact.items is None:
            self._note(paths[0], f"'{fact.name}' is a list of records", "Use some, every, none or count with where:.")
            return None
        return self._each(values, fact.items, paths)

    def _period(self, value: Any, path: Path) -> tuple[Operand, ...] | None:
        if not isinstance(value, dict) or not value or not set(value) <= {"from", "to"}:
            self._note(
                path, "a period is expected here", "Write {from: 2026-01-01, to: 2026-12-31}; one may be left out."
            )
            return None
        ends: list[Operand] = []
        for key in ("from", "to"):
            if key not in value:
                ends.append(Literal(None))
                continue
            end = self._operand(value[key], _DATE, (*path, key))
            if end is None:
                return None
            ends.append(end)
        days = [end.value for end in ends if isinstance(end, Literal) and end.value is not None]
        if len(days) == 2 and days[0] > days[1]:
            self._note(path, "the period ends before it begins", "Exchange the two dates.")
            return None
        return tuple(ends)

    def _each(
        self, values: list[Any], fact: Fact, paths: Sequence[Path], *, literal: bool = False
    ) -> tuple[Operand, ...] | None:
        linked = [self._operand(value, fact, path, literal=literal) for value, path in zip(values, paths, strict=True)]
        if None in linked:
            return None
        currencies = {one.value.currency for one in linked if isinstance(one, Literal) and fact.type is FactType.MONEY}
        if len(currencies) > 1:
            self._note(paths[0], "these amounts are in different currencies", "Use one currency in one comparison.")
            return None
        return tuple(one for one in linked if one is not None)

    def _operand(self, value: Any, fact: Fact, path: Path, *, literal: bool = False) -> Operand | None:
        if isinstance(value, dict) and len(value) == 1 and not literal:
            [(key, name)] = value.items()
            if key == "parameter":
                return self._parameter(name, fact, (*path, key))
            if key == "fact":
                return self._other_fact(name, fact, (*path, key))
        try:
            return Literal(typed(value, fact))
        except NotOfTypeError as error:
            self._note(path, str(error), error.fix)
            return None

    def _parameter(self, name: Any, fact: Fact, path: Path) -> Operand | None:
        if not isinstance(name, str):
            self._note(path, "a parameter's name is expected here", "Write {parameter: NAME}.")
            return None
        found = self._names.parameter(name)
        if isinstance(found, Unknown):
            self._unknown(path, found)
            return None
        return ParameterValue(found.id) if self._alike(fact, found.fact, f"the parameter '{name}'", path) else None

    def _other_fact(self, name: Any, fact: Fact, path: Path) -> Operand | None:
        if not isinstance(name, str) or "." not in name:
            self._note(path, "the full name of a fact is expected here", "Write {fact: tender.value}.")
            return None
        other = self._fact(name, path, None)
        if other is None:
            return None
        return FactValue(other) if self._alike(fact, other, f"'{name}'", path) else None

    def _alike(self, fact: Fact, other: Fact, shown: str, path: Path) -> bool:
        if fact.type is not other.type and not {fact.type, other.type} <= NUMBERS:
            self._note(
                path, f"{shown} is {other.described}, but '{fact.name}' is {fact.described}", "Compare like with like."
            )
            return False
        if fact.unit and other.unit and fact.unit != other.unit:
            self._note(
                path, f"{shown} is in {other.unit}, but '{fact.name}' is in {fact.unit}", "Compare the same units."
            )
            return False
        return True

    def _usable(self, operator: Operator, operands: tuple[Operand, ...], path: Path) -> bool:
        """Try the operator's own preparation of written values, which may refuse them (a pattern, say)."""
        if operator.prepare is None or not all(isinstance(operand, Literal) for operand in operands):
            return True
        try:
            operator.prepare(written_value(operator, operands))
        except ValueError as error:
            what, _, fix = str(error).partition(". ")
            self._note(path, what.rstrip("."), fix)
            return False
        return True


def written_value(operator: Operator, operands: tuple[Operand, ...]) -> Any:
    """Give literal operands in the form that the operator's function gets: one value, or a tuple of them."""
    values = tuple(operand.value for operand in operands if isinstance(operand, Literal))
    single = operator.value in {Takes.SAME, Takes.ENTRY, Takes.PATTERN, Takes.NOTHING}
    return values[0] if single else values


def _joined(parts: Sequence[Condition | None]) -> Condition | None:
    known = tuple(part for part in parts if part is not None)
    if len(known) < len(parts):
        return None
    return known[0] if len(known) == 1 else AllOf(known)
