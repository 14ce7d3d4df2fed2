"""Names meet what they name: the lines of all layers become one linked Rulepack."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sv_rules.errors import Problem, RulepackError, did_you_mean, listed
from sv_rules.hosting.registry import Registry
from sv_rules.loading.absence import circles_through_absence
from sv_rules.loading.citing import Citing
from sv_rules.loading.clues import linked_clue
from sv_rules.loading.conditions import ConditionLinker, Names
from sv_rules.loading.declaring import Facts
from sv_rules.loading.folder import PackText
from sv_rules.loading.interning import Interner
from sv_rules.loading.joint import joins, problems_of_joins
from sv_rules.loading.naming import Scope, Unknown
from sv_rules.loading.noting import Line, LineNote
from sv_rules.loading.overriding import Overridden, apply_overrides
from sv_rules.loading.scoring import checked_scoring
from sv_rules.model.amount import read_date
from sv_rules.model.authored import (
    Area,
    CheckText,
    InForce,
    MeasureText,
    ParameterText,
    PriorityText,
    RuleText,
    ScaleText,
)
from sv_rules.model.condition import Condition
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import SUBJECT_OF_STAGE, Kind, Stage
from sv_rules.model.rulepack import (
    Check,
    Clue,
    Conclusion,
    Layer,
    Measure,
    Parameter,
    Period,
    Priority,
    Rule,
    Rulepack,
    Scale,
)
from sv_rules.model.typed import NotOfTypeError, typed
from sv_rules.reading.written import Path

T = TypeVar("T")


def link(layers: Sequence[PackText], asked_for: Sequence[str], registry: Registry) -> Rulepack:
    """Link packs that were read, each after those it extends.

    Raises:
        RulepackError: with every problem of form and of naming in all layers; where there is none, with every conflict
            of areas that a pack brings together and does not settle.
    """
    linker = _Linker(layers, registry)
    rulepack = linker.link(tuple(dict.fromkeys(asked_for)))
    problems = [problem for layer in layers for problem in layer.problems]
    # A value that its reader has told of is not told of twice.
    told = {problem.place for problem in problems}
    problems += [problem for problem in linker.problems if problem.place is None or problem.place not in told]
    if not problems:
        # Whether areas agree can be told of lines that are sound.
        problems += linker.conflicts(rulepack)
    if problems:
        raise RulepackError(problems)
    return rulepack


class _Linker:
    def __init__(self, layers: Sequence[PackText], registry: Registry) -> None:
        self.problems: list[Problem] = []
        self._layers = {layer.id: layer for layer in layers}
        self._registry = registry
        self._scope = Scope(layers)
        self._citing = Citing(layers, self._scope)
        self._joins = joins(layers, self._scope)
        self._facts = Facts(self._scope, self.problems, {frozenset({join.one, join.other}) for join in self._joins})
        self._facts_of: dict[str, Mapping[str, Fact]] = {}
        self._parameters: dict[str, Parameter] = {}
        self._conclusions: dict[str, Conclusion] = {}
        self._scales: dict[str, Scale] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._interner = Interner()

    def link(self, asked_for: tuple[str, ...]) -> Rulepack:
        """Link section by section, those that others name first."""
        overridden = apply_overrides(self._layers, self._scope, self._citing, self.problems)
        self._link_facts(overridden)
        for line in overridden.lines("parameters"):
            if (parameter := self._parameter(line)) is not None:
                self._parameters[line.id] = parameter
        self._link_conclusions(overridden)
        for section in ("priorities", "scales"):
            self._names[section] = frozenset(line.id for line in overridden.lines(section))
        self._scales = {line.id: self._scale(line) for line in overridden.lines("scales")}
        priorities = {line.id: self._priority(line) for line in overridden.lines("priorities")}
        measures = {line.id: self._measure(line) for line in overridden.lines("measures")}
        rules = [rule for line in overridden.lines("rules") if (rule := self._rule(line)) is not None]
        checks = [check for line in overridden.lines("checks") if (check := self._check(line)) is not None]
        clues = [clue for line in overridden.lines("clues") if (clue := self._clue(line)) is not None]
        self._refuse_circles(rules)
        return Rulepack(
            asked_for=asked_for,
            layers=tuple(self._layer(layer) for layer in self._layers.values()),
            facts=self._facts.declared,
            parameters=self._parameters,
            conclusions=self._conclusions,
            rules=tuple(rules),
            priorities=priorities,
            checks={check.id: overridden.waive(check) for check in checks},
            measures=measures,
            scales=self._scales,
            clues=tuple(clues),
            overrides=overridden.overrides,
        )

    def conflicts(self, rulepack: Rulepack) -> Iterator[Problem]:
        """Give what areas that a pack brings together do not agree on, and what it leaves open."""
        return problems_of_joins(self._joins, self._layers, self._scope, rulepack, self._registry.operators)

    def _layer(self, text: PackText) -> Layer:
        area = text.head.get("area")
        return Layer(
            id=text.id,
            title=text.title,
            version=text.version,
            description=str(text.head.get("description", "")),
            area=Area.model_validate(area) if isinstance(area, dict) and not text.problems else None,
            extends=text.extends,
            sha256=text.sha256,
            sources=self._citing.of(text.id),
            gaps=tuple(text.lines["gaps"].values()),
        )

    # Facts, parameters, conclusions -----------------------------------------------------------------------------

    def _link_facts(self, overridden: Overridden) -> None:
        self._facts.add_vocabularies(self._registry.facts.values())
        for section in ("facts", "measures"):
            for line in overridden.lines(section):
                self._facts.add(line)
        self._facts_of = {pack: self._facts.seen_by(pack) for pack in self._layers}

    def _parameter(self, line: Line) -> Parameter | None:
        text: ParameterText = line.text
        note = LineNote(self.problems, line)
        before = len(self.problems)
        if text.type == "duration" and text.unit not in {"days", "months"}:
            note(("unit",), "a duration needs its unit", "Add unit: days or unit: months.")
            self._scope.leave_out(line.pack.id, "parameters", line.name)
            return None
        fact = Fact(name=line.id, type=FactType(text.type), title=text.title, unit=text.unit, declared_by=line.pack.id)
        says = line.said_by("values").id
        entries = []
        for day, dated in text.values.items():
            path: Path = ("values", day)
            first = self._date(day, note, path, key=True)
            citation = self._citing.cite(says, dated.source, note, (*path, "source"))
            try:
                value = typed(dated.value, fact)
            except NotOfTypeError as error:
                note((*path, "value"), str(error), error.fix)
                continue
            if first is not None:
                entries.append((first, value, citation, dated.standing))
        until = self._date(text.until, note, ("until",)) if text.until else None
        entries.sort(key=lambda entry: entry[0])
        if until and entries and until < entries[-1][0]:
            note(("until",), "the parameter ends before its last value begins", "Put until: after the last date.")
        if len(self.problems) > before:
            self._scope.leave_out(line.pack.id, "parameters", line.name)
        if not entries:
            return None
        days, values, citations, standings = zip(*entries, strict=True)
        return Parameter(line.id, fact, days, values, citations, standings, until, line.place(()))

    def _link_conclusions(self, overridden: Overridden) -> None:
        first_rules: dict[str, Line] = {}
        for line in overridden.lines("rules"):
            rule: RuleText = line.text
            first = first_rules.setdefault(f"{line.pack.id}/{rule.concludes}", line).text
            if first.subject is not rule.subject:
                what = (
                    f"'{rule.concludes}' is concluded about each {first.subject} by rule {first.id}, and about each"
                    f" {rule.subject} here"
                )
                note = LineNote(self.problems, line)
                note(("concludes",), what, "A conclusion is about one kind of subject; use two names.")
        for full, line in first_rules.items():
            words = line.pack.lines["conclusions"].get(line.text.concludes)
            title = words.title if words else line.text.title or f"“{line.text.concludes}” holds"
            self._conclusions[full] = Conclusion(full, title, line.text.subject)
        for line in overridden.lines("conclusions"):
            if line.id not in first_rules and not self._scope.excused(line.pack.id, "conclusions", line.name):
                own = [full.partition("/")[2] for full in first_rules if full.startswith(f"{line.pack.id}/")]
                fix = did_you_mean(line.name, own) or "Write the rule, or take the words out."
                what = f"no rule of this pack concludes '{line.name}'"
                LineNote(self.problems, line)((), what, fix, key=True)

    # Rules and checks -------------------------------------------------------------------------------------------

    def _rule(self, line: Line) -> Rule | None:
        text: RuleText = line.text
        note = LineNote(self.problems, line)
        source = self._citing.cite(line.pack.id, text.source, note)
        period = self._period(text.in_force, note)
        when = self._condition(line, text.applies_when, ("applies_when",), text.subject, note)
        if when is None:
            return None
        return Rule(
            id=line.id,
            pack=line.pack.id,
            title=text.title,
            kind=text.subject,
            when=when,
            concludes=f"{line.pack.id}/{text.concludes}",
            period=period,
            source=source,
            standing=text.standing,
            place=line.place(()),
        )

    def _check(self, line: Line) -> Check | None:
        text: CheckText = line.text
        note = LineNote(self.problems, line)
        source = self._citing.cite(line.pack.id, text.source, note)
        period = self._period(text.in_force, note)
        priority = self._priority_named(line, text.priority, note)
        kinds = _kinds(text, note)
        if not kinds:
            return None
        # A check at several stages sees, in what all stages share, only what the shallowest of its subjects sees.
        shared = min(kinds.values(), key=lambda kind: len(kind.sees))
        if any(shared not in kind.sees for kind in kinds.values()):
            note(("stages",), "these stages look at subjects that share nothing", "Write a check for each of them.")
            return None
        applies = None
        if text.applies_when is not None:
            applies = self._condition(line, text.applies_when, ("applies_when",), shared, note)
        expects = self._expectations(line, kinds, shared, note)
        if expects is None or (applies is None and text.applies_when is not None):
            return None
        return Check(
            id=line.id,
            pack=line.pack.id,
            title=text.title,
            priority=priority,
            kinds=kinds,
            level=text.level,
            applies=applies,
            expects=expects,
            ask=text.ask,
            suggest=text.suggest,
            help=text.help,
            period=period,
            source=source,
            standing=text.standing,
            place=line.place(()),
        )

    def _expectations(
        self, line: Line, kinds: Mapping[Stage, Kind], shared: Kind, note: LineNote
    ) -> dict[Stage, Condition] | None:
        text: CheckText = line.text
        if text.expects is not None and text.expects_at:
            note(("expects_at",), "a check has either expects: or expects_at:", "Keep one of the two.", key=True)
            return None
        if text.expects is not None:
            condition = self._condition(line, text.expects, ("expects",), shared, note)
            return None if condition is None else dict.fromkeys(kinds, condition)
        if not text.expects_at:
            # What was left blank has been told of when it was read.
            if not {"expects", "expects_at"} & text.model_fields_set:
                fix = "Add expects:, or expects_at: with a part for each stage."
                note((), "the check does not say what it expects", fix)
            return None
        for stage in text.expects_at:
            if stage not in kinds:
                what = f"the check is not looked at in the stage {stage}"
                fix = f"Add {stage} to stages:, or take this out. Its stages are {listed(kinds)}."
                note(("expects_at", stage.value), what, fix, key=True)
        for stage in kinds:
            if stage not in text.expects_at:
                what = f"nothing is said of what the check expects at the stage {stage}"
                note(("expects_at",), what, "Give one expectation for each of its stages.", key=True)
        found = {
            stage: self._condition(line, data, ("expects_at", stage.value), kinds[stage], note)
            for stage, data in text.expects_at.items()
            if stage in kinds
        }
        return {stage: one for stage, one in found.items() if one is not None} if len(found) == len(kinds) else None

    def _condition(self, line: Line, data: object, path: Path, kind: Kind, note: LineNote) -> Condition | None:
        pack = line.said_by(str(path[0])).id
        names = Names(
            facts=self._facts_of[pack],
            operators=self._registry.operators,
            excused=lambda name: self._facts.excused(pack, name),
            parameter=lambda name: self._named(pack, "parameters", self._parameters, name),
            conclusion=lambda name: self._named(pack, "conclusions", self._conclusions, name),
        )
        found = ConditionLinker(names, kind, note).link(data, path)
        return None if found is None else self._interner.intern(found)

    def _refuse_circles(self, rules: Iterable[Rule]) -> None:
        for circle in circles_through_absence(rules):
            names = " → ".join([*(rule.id for rule in circle), circle[0].id])
            self.problems.append(
                Problem(
                    "these rules lead back to themselves through a `not`, so what they conclude could never be settled",
                    circle[0].place,
                    where=f"rules {names}" if len(circle) > 1 else f"rule {circle[0].id}",
                    fix="Take a `not` out of the circle, or conclude something else.",
                )
            )

    # Priorities, measures, scales -------------------------------------------------------------------------------

    def _priority(self, line: Line) -> Priority:
        text: PriorityText = line.text
        note = LineNote(self.problems, line)
        source = self._citing.cite(line.pack.id, text.source, note)
        says = line.said_by("advances").id
        advances = tuple(
            self._reference(says, "priorities", name, note, ("advances", number))
            for number, name in enumerate(text.advances)
        )
        return Priority(line.id, line.pack.id, text.title, text.help, advances, source, text.standing)

    def _scale(self, line: Line) -> Scale:
        text: ScaleText = line.text
        note = LineNote(self.problems, line)
        source = self._citing.cite(line.pack.id, text.source, note)
        marks = [point.mark for point in text.points]
        for number, mark in enumerate(marks):
            if number and mark <= marks[number - 1]:
                what = f"the mark {mark} comes after {marks[number - 1]}"
                note(("points", number, "mark"), what, "Order the marks from the lowest, and give each once.")
        points = tuple((point.mark, point.label, point.means) for point in text.points)
        return Scale(line.id, text.title, points, source, text.standing)

    def _measure(self, line: Line) -> Measure:
        text: MeasureText = line.text
        note = LineNote(self.problems, line)
        source = self._citing.cite(line.pack.id, text.source, note)
        fact = self._facts.offered(line)
        before = len(self.problems)
        scale = self._scale_named(line, note)
        unknown = isinstance(text.scoring.get("scale"), str) and scale is None
        scoring: Mapping[str, Any] = text.scoring
        if not unknown and len(self.problems) == before:
            scoring = checked_scoring(scoring, fact, self._registry.scoring_methods, scale, note)
        return Measure(
            id=line.id,
            pack=line.pack.id,
            title=text.title,
            priority=self._priority_named(line, text.priority, note),
            fact=fact,
            per=text.per,
            evidence=tuple(text.evidence),
            scoring=scoring,
            source=source,
            standing=text.standing,
        )

    def _clue(self, line: Line) -> Clue | None:
        pack = line.pack.id
        note = LineNote(self.problems, line)
        return linked_clue(line, self._facts_of[pack], lambda name: self._facts.excused(pack, name), self._citing, note)

    def _scale_named(self, line: Line, note: LineNote) -> Scale | None:
        name = line.text.scoring.get("scale")
        if not isinstance(name, str):
            return None
        full = self._reference(line.said_by("scoring").id, "scales", name, note, ("scoring", "scale"))
        return self._scales.get(full)

    # Names and dates --------------------------------------------------------------------------------------------

    def _named(self, pack: str, section: str, table: Mapping[str, T], name: str) -> T | Unknown:
        found = self._scope.find(pack, section, name, table)
        return found if isinstance(found, Unknown) else table[found]

    def _priority_named(self, line: Line, name: str | None, note: LineNote) -> str:
        if name is None:
            return ""
        return self._reference(line.pack.id, "priorities", name, note, ("priority",))

    def _reference(self, pack: str, section: str, name: str, note: LineNote, path: Path) -> str:
        """Give the full id that a name means; empty when it means none, which is noted."""
        found = self._scope.find(pack, section, name, self._names[section])
        if not isinstance(found, Unknown):
            return found
        if found.what:
            note(path, found.what, found.fix)
        return ""

    def _period(self, text: InForce, note: LineNote) -> Period:
        first = self._date(text.from_, note, ("in_force", "from")) if text.from_ else None
        last = self._date(text.to, note, ("in_force", "to")) if text.to else None
        if first and last and last < first:
            note(("in_force",), "it ends before it begins", "Exchange from: and to:.")
        return Period(first, last)

    def _date(self, text: str, note: LineNote, path: Path, *, key: bool = False) -> date | None:
        day = read_date(text)
        if day is None:
            note(path, f"'{text}' is no day of the calendar", "Write year, month and day: 2026-01-31.", key=key)
        return day


def _kinds(text: CheckText, note: LineNote) -> dict[Stage, Kind]:
    if len(set(text.stages)) < len(text.stages):
        note(("stages",), "a stage is given twice", "Give each once.")
    kinds = {stage: text.subject or SUBJECT_OF_STAGE[stage] for stage in text.stages}
    for stage, kind in kinds.items():
        if kind not in _STAGE_ALLOWS[stage]:
            fix = f"At that stage the subject is a {listed(_STAGE_ALLOWS[stage], 'or a')}."
            note(("subject",), f"at the stage {stage} no {kind} is looked at", fix)
            return {}
    return kinds


_STAGE_ALLOWS = {
    Stage.DESIGN: (Kind.PROCUREMENT, Kind.LOT),
    Stage.SPECIFICATION: (Kind.PROCUREMENT, Kind.LOT),
    Stage.BID: (Kind.BID,),
    Stage.DELIVERY: (Kind.CONTRACT,),
    Stage.ORGANISATION: (Kind.ORGANISATION,),
}
