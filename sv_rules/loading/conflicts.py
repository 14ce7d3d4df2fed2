"""What two areas that commission together do not agree on.

Most lines of two areas simply add up: each asks for things of its own, and a joint contract can do both. A conflict is
where the two say different things of one thing, so that somebody has to decide:

- **Level.** They expect the same at the same stage, and it is a must for one and a should for the other.
- **Threshold, weighting.** They hold the same fact, or the same field of the same records of a list, against different
  figures on a day on which both count: social value weighs at least 10%, or at least 5%. Likewise where they expect the
  same from contracts of different sizes on. A parameter counts with the value it has on the day.
- **What is expected, when it counts.** A line of the same id asks for another thing of the same facts, or in other
  cases.
- **Against each other.** What one needs the other rules out: at least 20%, and at most 15%.
- **One name, two things.** A conclusion, a priority, a scale or a parameter of the same id is drawn, titled, marked or
  valued differently. A document that names the priority would otherwise serve both.
- **Measures.** Bids answer a measure of the same id once; its unit, type, period and scoring must be the same.

No conflict: lines that are alike, whatever their words for people; lines of the same id about different facts; a thing
that only one of them asks for; lines that are never in force on the same day; a check that was set aside.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sv_rules.errors import listed
from sv_rules.loading.comparing import Comparer, FiguresDiffer
from sv_rules.loading.excluding import Excluding
from sv_rules.loading.valuing import Values
from sv_rules.model.amount import spoken_date
from sv_rules.model.condition import Condition, facts_of, parameters_of
from sv_rules.model.extending import Operator
from sv_rules.model.fact import FactType, spoken
from sv_rules.model.outcome import Stage
from sv_rules.model.rulepack import Check, Measure, Parameter, Priority, Rule, Rulepack, Scale

T = TypeVar("T", Check, Rule, Parameter, Measure, Priority, Scale)


@dataclass(frozen=True)
class Difference:
    """One thing in which two lines differ: in words (`level must / should`), and what to set to make it alike."""

    words: str
    part: str
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """Two lines of one section that cannot both stand as they are: full ids, and in what they differ."""

    section: str
    lines: tuple[str, str]
    differences: tuple[Difference, ...]


def conflicts_between(
    rulepack: Rulepack, one: str, other: str, operators: Mapping[str, Operator]
) -> tuple[Conflict, ...]:
    """Give the conflicts between the lines of two packs, after all overrides, in the order of the first one's lines."""
    return tuple(_Pair(rulepack, one, other, operators).conflicts())


class _Pair:
    def __init__(self, rulepack: Rulepack, one: str, other: str, operators: Mapping[str, Operator]) -> None:
        self._rulepack = rulepack
        self._packs = (one, other)
        self._values = Values(rulepack.parameters)
        self._comparer = Comparer(self._values, operators, self._local)
        self._excluding = Excluding(self._values, operators)
        # A check that was set aside is reported and decides nothing.
        self._checks = self._both([check for check in rulepack.checks.values() if check.waived is None])
        self._rules = self._both(rulepack.rules)

    def conflicts(self) -> Iterator[Conflict]:
        """Give them section by section."""
        rulepack = self._rulepack
        read_by = [*self._rules_in_conflict(), *self._checks_in_conflict()]
        yield from read_by
        told = {name for conflict in read_by for difference in conflict.differences for name in difference.parameters}
        yield from self._parameters_in_conflict(told)
        yield from self._namesakes("priorities", rulepack.priorities.values(), _titles)
        yield from self._namesakes("measures", rulepack.measures.values(), _measures)
        yield from self._namesakes("scales", rulepack.scales.values(), _scales)

    def _both(self, lines: Sequence[T]) -> tuple[list[T], list[T]]:
        first, second = ([line for line in lines if line.id.startswith(f"{pack}/")] for pack in self._packs)
        return first, second

    def _local(self, name: str) -> str:
        pack, _, short = name.partition("/")
        return short if pack in self._packs else name

    def _namesakes(
        self, section: str, lines: Any, differ: Callable[[Any, Any], Iterator[Difference]]
    ) -> Iterator[Conflict]:
        first, second = self._both(list(lines))
        others = {_short(line.id): line for line in second}
        for line in first:
            other = others.get(_short(line.id))
            differences = tuple(differ(line, other)) if other is not None else ()
            if other is not None and differences:
                yield Conflict(section, (line.id, other.id), differences)

    # Rules ---------------------------------------------------------------------------------------------------------

    def _rules_in_conflict(self) -> Iterator[Conflict]:
        """Compare the rules by which two packs draw a conclusion of the same name.

        A further way to draw it, which only one of them has, merely adds: no conflict where either rule is one that
        the other pack has too.
        """
        first, second = self._rules
        for rule in first:
            for other in second:
                days = self._values.days(rule.period, other.period, (rule.when, other.when))
                if not days or self._local(rule.concludes) != self._local(other.concludes):
                    continue
                if not self._drawn_by(rule, second, days) and not self._drawn_by(other, first, days):
                    yield Conflict("rules", (rule.id, other.id), tuple(self._when(rule.when, other.when, days)))

    def _drawn_by(self, rule: Rule, others: Sequence[Rule], days: Sequence[date]) -> bool:
        return any(
            self._local(rule.concludes) == self._local(other.concludes)
            and all(other.period.holds(day) for day in days)
            and not any(self._when(rule.when, other.when, days))
            for other in others
        )

    # Checks --------------------------------------------------------------------------------------------------------

    def _checks_in_conflict(self) -> Iterator[Conflict]:
        first, second = self._checks
        for check in first:
            for other in second:
                stages = [stage for stage, kind in check.kinds.items() if other.kinds.get(stage) is kind]
                differences = dict.fromkeys(
                    difference for stage in stages for difference in self._at(stage, check, other)
                )
                if differences:
                    yield Conflict("checks", (check.id, other.id), tuple(differences))

    def _at(self, stage: Stage, one: Check, other: Check) -> Iterator[Difference]:
        """Compare two checks at a stage that both have, on the same kind of subject."""
        mine, theirs = one.expects[stage], other.expects[stage]
        days = self._values.days(one.period, other.period, (mine, theirs, one.applies, other.applies))
        if not days:
            return
        namesakes = _short(one.id) == _short(other.id)
        same = self._comparer.same_form(mine, theirs)
        if same:
            yield from map(_figure, self._comparer.slots_that_differ(mine, theirs, days))
        else:
            yield from map(_figure, self._comparer.figures_that_differ(mine, theirs, days))
            for demands in self._excluding.between(mine, theirs, days):
                yield Difference(f"not both can be met: {' / '.join(demands)}", "expects:")
            if namesakes and _names(mine) & _names(theirs):
                same = True
                yield self._other_things(mine, theirs)
        if not same:
            return
        if one.level is not other.level:
            yield Difference(f"level {one.level} / {other.level}", "level:")
        # Lines of two ids may well apply in different cases: together they ask for the thing in either.
        if namesakes or self._comparer.same_form(one.applies, other.applies):
            yield from self._when(one.applies, other.applies, days)

    def _other_things(self, one: Condition, other: Condition) -> Difference:
        words = self._comparer.words_that_differ(one, other)
        if words is None:
            return Difference("each expects something else of the same facts", "expects:")
        said = (listed(map(_quoted, side), "or") or "no other" for side in words)
        return Difference(f"wording {' / '.join(said)}", "expects:")

    def _when(self, one: Condition | None, other: Condition | None, days: Sequence[date]) -> Iterator[Difference]:
        if not self._comparer.same_form(one, other):
            yield Difference("they apply in different cases", "applies_when:")
        elif one is not None and other is not None:
            for differ in self._comparer.slots_that_differ(one, other, days):
                yield _figure(differ, "applies_when:")

    # Parameters ----------------------------------------------------------------------------------------------------

    def _parameters_in_conflict(self, told: set[str]) -> Iterator[Conflict]:
        """Compare parameters of one name that conditions read, unless the conditions in conflict have told already."""
        read = {name for condition in self._conditions() for name in parameters_of(condition)}

        def differ(one: Parameter, other: Parameter) -> Iterator[Difference]:
            both = {one.id, other.id}
            if both <= read and not both <= told:
                yield from _values(one, other)

        yield from self._namesakes("parameters", self._rulepack.parameters.values(), differ)

    def _conditions(self) -> Iterator[Condition]:
        for rule in (*self._rules[0], *self._rules[1]):
            yield rule.when
        for check in (*self._checks[0], *self._checks[1]):
            yield from check.expects.values()
            if check.applies is not None:
                yield check.applies


def _short(full: str) -> str:
    return full.partition("/")[2]


def _quoted(word: str) -> str:
    return f"“{word}”"


def _names(condition: Condition) -> set[str]:
    return {fact.name for fact in facts_of(condition)}


def _figure(differ: FiguresDiffer, part: str = "expects:") -> Difference:
    kind = "weighting" if _is_weight(differ.fact.type, differ.words) else "threshold"
    since = f" on {spoken_date(differ.day)}" if differ.parameters else ""
    named = [f"'{name}'" for name in differ.parameters]
    values = f"values: of {listed(named, 'or')}" if named else part
    return Difference(f"{kind}: {differ.words} {differ.first} / {differ.second}{since}", values, differ.parameters)


def _is_weight(kind: FactType, words: str) -> bool:
    return kind is FactType.PERCENTAGE and "weight" in words.casefold()


def _values(one: Parameter, other: Parameter) -> Iterator[Difference]:
    for day in sorted({*one.days, *other.days}):
        first, second = one.on(day), other.on(day)
        if first is not None and second is not None and first != second:
            kind = "weighting" if _is_weight(one.fact.type, one.fact.title) else "value"
            words = f"{kind} {spoken(first, one.fact)} / {spoken(second, other.fact)} on {spoken_date(day)}"
            yield Difference(words, "values:")
            return


def _titles(one: Priority, other: Priority) -> Iterator[Difference]:
    if one.title.casefold().split() != other.title.casefold().split():
        yield Difference(f"wording {_quoted(one.title)} / {_quoted(other.title)}", "title:")


def _measures(one: Measure, other: Measure) -> Iterator[Difference]:
    for part, mine, theirs in (
        ("type", one.fact.type.value, other.fact.type.value),
        ("unit", one.fact.unit, other.fact.unit),
        ("per", one.per, other.per),
    ):
        if mine != theirs:
            yield Difference(f"{part} {mine or 'none'} / {theirs or 'none'}", f"{part}:")
    if one.scoring != other.scoring:
        yield Difference("scoring", "scoring:")


def _scales(one: Scale, other: Scale) -> Iterator[Difference]:
    if one.points != other.points:
        yield Difference("points of the scale", "points:")
