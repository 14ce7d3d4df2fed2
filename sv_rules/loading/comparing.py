"""Two conditions of two packs side by side: what they have in common, which figures differ, what cannot be both."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sv_rules.loading.valuing import Values
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
    leaves,
)
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import Fact, FactType

Key: TypeAlias = tuple[Any, ...]
"""Texts and keys inside each other: the same on every machine, and in the same order."""


@dataclass(frozen=True)
class Figure:
    """A comparison with an amount or a date on a scale, wherever it stands in a condition.

    `key` says what is compared and how. `about` has, inside a list's `where`, the other comparisons of the record with
    their words: they say which record is meant.
    """

    key: Key
    about: Mapping[Key, frozenset[str]]
    fact: Fact
    operator: str
    operands: tuple[Operand, ...]
    denied: bool
    of: str = ""
    """The title of the list whose records are looked at."""


@dataclass(frozen=True)
class FiguresDiffer:
    """A figure that differs, on the first day on which it does; `first` and `second` say the values."""

    fact: Fact
    words: str
    first: str
    second: str
    day: date
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class _Slot:
    fact: Fact
    operator: str
    operands: tuple[Operand, ...]
    denied: bool
    of: str


class Comparer:
    """Compares conditions of two packs by what they mean rather than by how their lines are called."""

    def __init__(self, values: Values, operators: Mapping[str, Operator], local: Callable[[str], str]) -> None:
        """Take the values of parameters, operators by name, and what a conclusion is called in either pack."""
        self._values = values
        self._operators = operators
        self._local = local
        self._skeletons: dict[int, tuple[Condition, Key, tuple[_Slot, ...]]] = {}

    def same_form(self, one: Condition | None, other: Condition | None) -> bool:
        """Say whether two conditions are alike but for the figures in them; None: no condition."""
        if one is None or other is None:
            return one is other
        return self._skeleton(one)[0] == self._skeleton(other)[0]

    def words_that_differ(self, one: Condition, other: Condition) -> tuple[list[str], list[str]] | None:
        """Give the words that only one of two conditions looks for in texts; None if they differ in more than words."""
        if self._made(one, words=False)[0] != self._made(other, words=False)[0]:
            return None
        mine, theirs = (dict.fromkeys(self._looked_for(condition)) for condition in (one, other))
        return [word for word in mine if word not in theirs], [word for word in theirs if word not in mine]

    def slots_that_differ(self, one: Condition, other: Condition, days: Sequence[date]) -> Iterator[FiguresDiffer]:
        """Give the figures in which two conditions of the same form differ on one of the days."""
        for mine, theirs in zip(self._skeleton(one)[1], self._skeleton(other)[1], strict=True):
            for day in days:
                first, second = self._values.on(mine.operands, day), self._values.on(theirs.operands, day)
                if None not in (*first, *second) and first != second:
                    yield self._differ((mine,), (theirs,), day)
                    break

    def figures_that_differ(self, one: Condition, other: Condition, days: Sequence[date]) -> Iterator[FiguresDiffer]:
        """Give the figures for the same thing that differ on one of the days, whatever stands around them."""
        mine, theirs = list(self._figures(one)), list(self._figures(other))
        for key in dict.fromkeys(figure.key for figure in mine):
            ours = [each for each in mine if each.key == key]
            others = [each for each in theirs if each.key == key]
            first = [each for each in ours if any(_about_the_same(each, another) for another in others)]
            second = [each for each in others if any(_about_the_same(each, another) for another in ours)]
            for day in days:
                left, right = self._known(first, day), self._known(second, day)
                if left and right and left.keys() != right.keys():
                    yield self._differ(list(left.values()), list(right.values()), day)
                    break

    # Skeletons: a condition without its figures --------------------------------------------------------------------

    def _skeleton(self, condition: Condition) -> tuple[Key, tuple[_Slot, ...]]:
        # The condition is kept beside what was made of it, so that its identity stays its own.
        if id(condition) not in self._skeletons:
            self._skeletons[id(condition)] = (condition, *self._made(condition))
        _, key, slots = self._skeletons[id(condition)]
        return key, slots

    def _made(
        self, condition: Condition, *, denied: bool = False, of: str = "", words: bool = True
    ) -> tuple[Key, tuple[_Slot, ...]]:
        match condition:
            case Comparison(fact, operator, operands):
                if self._on_a_scale(operator) or any(isinstance(one, ParameterValue) for one in operands):
                    return ("figure", fact.name, operator), (_Slot(fact, operator, operands, denied, of),)
                # The words that a text is searched for are left out where only the rest is to be compared. In a list of
                # values their order and repeats say nothing.
                left_out = not words and self._operators[operator].value is Takes.TEXTS
                said = () if left_out else tuple(sorted(set(map(_folded, operands))))
                return ("compared", fact.name, operator, said), ()
            case Concluded(name):
                return ("concluded", self._local(name)), ()
            case Not(part):
                key, slots = self._made(part, denied=not denied, of=of, words=words)
                return ("not", key), slots
            case AllOf() | AnyOf():
                made = [self._made(part, denied=denied, of=of, words=words) for part in _flat(condition)]
                if len(made) == 1:
                    return made[0]
                made.sort(key=repr)
                word = "all" if isinstance(condition, AllOf) else "any"
                return (word, *(key for key, _ in made)), tuple(slot for _, slots in made for slot in slots)
            case _:
                quantifier, fact, where = condition.quantifier, condition.fact, condition.where
                key, slots = (
                    self._made(where, denied=denied, of=fact.title, words=words) if where is not None else ((), ())
                )
                if quantifier is Quantifier.COUNT:
                    slots = (*slots, _Slot(_number_of(fact), condition.operator, condition.operands, denied, ""))
                return ("list", quantifier.value, fact.name, condition.operator, key), slots

    def _looked_for(self, condition: Condition) -> Iterator[str]:
        for leaf in leaves(condition):
            if isinstance(leaf, Quantified) and leaf.where is not None:
                yield from self._looked_for(leaf.where)
            elif isinstance(leaf, Comparison) and self._operators[leaf.operator].value is Takes.TEXTS:
                yield from map(_folded, leaf.operands)

    def _on_a_scale(self, operator: str) -> bool:
        found = self._operators[operator]
        return found.compares in _BOUNDS or found.value in {Takes.PAIR, Takes.PERIOD}

    # Figures -------------------------------------------------------------------------------------------------------

    def _figures(self, condition: Condition, *, denied: bool = False) -> Iterator[Figure]:
        match condition:
            case AllOf(parts) | AnyOf(parts):
                for part in parts:
                    yield from self._figures(part, denied=denied)
            case Not(part):
                yield from self._figures(part, denied=not denied)
            case Comparison(fact, operator, operands) if self._on_a_scale(operator):
                yield Figure((fact.name, operator, str(denied)), {}, fact, operator, operands, denied)
            case Quantified(quantifier, fact, where, operator, operands):
                inner = list(self._inside(where, denied=denied)) if where is not None else []
                about: dict[Key, frozenset[str]] = {}
                for comparison, sign in inner:
                    if not self._on_a_scale(comparison.operator):
                        key: Key = (comparison.fact.name, comparison.operator, str(sign))
                        words = frozenset(map(_folded, comparison.operands))
                        about[key] = about.get(key, frozenset()) | words
                above: Key = (quantifier.value, fact.name)
                for comparison, sign in inner:
                    if self._on_a_scale(comparison.operator):
                        key = (*above, comparison.fact.name, comparison.operator, str(sign))
                        yield Figure(
                            key, about, comparison.fact, comparison.operator, comparison.operands, sign, fact.title
                        )
                if quantifier is Quantifier.COUNT:
                    key = (*above, operator, str(denied))
                    yield Figure(key, about, _number_of(fact), operator, operands, denied)
            case _:
                pass

    def _known(self, figures: Sequence[Figure], day: date) -> dict[tuple[Any, ...], Figure]:
        """Give one figure for each value that is known on a day."""
        return {values: each for each in figures if None not in (values := self._values.on(each.operands, day))}

    def _inside(self, where: Condition, *, denied: bool) -> Iterator[tuple[Comparison, bool]]:
        """Give the comparisons of a record's fields, and whether each stands under a `not`."""
        if isinstance(where, Comparison):
            yield where, denied
        elif isinstance(where, Not):
            yield from self._inside(where.part, denied=not denied)
        elif isinstance(where, AllOf | AnyOf):  # pragma: no branch  nothing else can stand in a where:
            for part in where.parts:
                yield from self._inside(part, denied=denied)

    def _differ(self, first: Sequence[Figure | _Slot], second: Sequence[Figure | _Slot], day: date) -> FiguresDiffer:
        named = first[0]
        words = f"{'not ' if named.denied else ''}{named.operator.replace('_', ' ')}"
        return FiguresDiffer(
            fact=named.fact,
            words=f"{named.fact.title} (in {named.of}) {words}" if named.of else f"{named.fact.title} {words}",
            first=self._all_said(first, day),
            second=self._all_said(second, day),
            day=day,
            parameters=tuple(
                dict.fromkeys(
                    operand.name
                    for one in (*first, *second)
                    for operand in one.operands
                    if isinstance(operand, ParameterValue)
                )
            ),
        )

    def _all_said(self, figures: Sequence[Figure | _Slot], day: date) -> str:
        said = (self._values.said(self._operators[one.operator], one.operands, one.fact, day) for one in figures)
        return " or ".join(dict.fromkeys(said))


_BOUNDS = frozenset({"<", "<=", ">", ">="})


def _flat(condition: AllOf | AnyOf) -> Iterator[Condition]:
    for part in condition.parts:
        if type(part) is type(condition):
            yield from _flat(part)
        else:
            yield part


def _about_the_same(one: Figure, other: Figure) -> bool:
    return one.about.keys() == other.about.keys() and all(words & other.about[key] for key, words in one.about.items())


def _folded(operand: Operand) -> str:
    match operand:
        case Literal(value):
            return value.casefold() if isinstance(value, str) else repr(value)
        case FactValue(fact):
            return f"fact {fact.name}"
        case _:
            return f"parameter {operand.name}"


def _number_of(fact: Fact) -> Fact:
    return Fact(name=f"{fact.name}.count", type=FactType.INTEGER, title=f"number of {fact.title}")
