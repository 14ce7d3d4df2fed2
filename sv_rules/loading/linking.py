"""Names meet what they name: the lines of all layers become one linked Rulepack."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sv_rules.errors import Problem, RulepackError, did_you_mean, listed
from sv_rules.hosting.registry import Registry
from sv_rules.loading.absence import circles_through_absence
from sv_rules.loading.conditions import ConditionLinker, Names, Note
from sv_rules.loading.folder import PackText
from sv_rules.loading.overriding import Overridden, apply_overrides
from sv_rules.model.amount import read_date
from sv_rules.model.authored import (
    CheckText,
    FactText,
    Gap,
    InForce,
    MeasureText,
    ParameterText,
    PriorityText,
    RuleText,
    ScaleText,
    SourceRef,
)
from sv_rules.model.condition import Condition
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.finding import Citation
from sv_rules.model.outcome import SUBJECT_OF_STAGE, Kind, Stage, kind_of_fact
from sv_rules.model.rulepack import (
    Check,
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
from sv_rules.scoring.options import check_options

T = TypeVar("T")

LONGEST_QUOTE = 12
"""Words of a source that may be quoted."""

LINE_WORDS = {
    "facts": "fact",
    "parameters": "parameter",
    "conclusions": "conclusion",
    "rules": "rule",
    "priorities": "priority",
    "checks": "check",
    "measures": "measure",
    "scales": "scale",
    "overrides": "override",
    "sources": "source",
    "gaps": "gap",
}


def link(layers: Sequence[PackText], asked_for: Sequence[str], registry: Registry) -> Rulepack:
    """Link packs that were read, each after those it extends.

    Raises:
        RulepackError: with every problem of form and of naming in all layers.
    """
    linker = _Linker(layers, registry)
    rulepack = linker.link(tuple(dict.fromkeys(asked_for)))
    problems = [*(problem for layer in layers for problem in layer.problems), *linker.problems]
    if problems:
        raise RulepackError(problems)
    return rulepack


class _LineNote(Note):
    """Notes problems of one line: adds its place and its name."""

    def __init__(self, problems: list[Problem], pack: PackText, base: Path, where: str) -> None:
        self._problems = problems
        self._pack = pack
        self._base = base
        self._where = where

    def __call__(self, path: Path, what: str, fix: str = "", *, key: bool = False) -> None:
        under = next((part for part in path if isinstance(part, str)), "")
        where = f"{self._where}, under {under}" if under else self._where
        self._problems.append(Problem(what, self._pack.place((*self._base, *path), key=key), where, fix))


class _Linker:
    def __init__(self, layers: Sequence[PackText], registry: Registry) -> None:
        self.problems: list[Problem] = []
        self._layers = {layer.id: layer for layer in layers}
        self._registry = registry
        self._sees = _ancestors(layers)
        self._broken = frozenset[str]().union(*(layer.broken for layer in layers))
        self._citations: dict[tuple[str, str], Citation] = {}
        self._facts: dict[str, Fact] = {}
        self._parameters: dict[str, Parameter] = {}
        self._conclusions: dict[str, Conclusion] = {}

    def link(self, asked_for: tuple[str, ...]) -> Rulepack:
        """Link section by section, those that others name first."""
        for layer in self._layers.values():
            self._link_sources(layer)
        overridden = apply_overrides(self._layers, self._sees, self._cite, self.problems)
        self._link_vocabularies()
        for layer in self._layers.values():
            self._link_facts(layer)
        for layer in self._layers.values():
            self._link_parameters(layer, overridden)
        for layer in self._layers.values():
            self._link_conclusions(layer)
        scales = dict(self._every("scales", self._scale, overridden))
        priorities = dict(self._every("priorities", self._priority, overridden))
        measures = dict(self._every("measures", self._measure, overridden))
        rules = dict(self._every("rules", self._rule, overridden))
        checks = dict(self._every("checks", self._check, overridden))
        self._refuse_circles(rules.values())
        return Rulepack(
            asked_for=asked_for,
            layers=tuple(self._layer(layer) for layer in self._layers.values()),
            facts=self._facts,
            parameters=self._parameters,
            conclusions=self._conclusions,
            rules=tuple(rules.values()),
            priorities=priorities,
            checks=checks,
            measures=measures,
            scales=scales,
            overrides=overridden.overrides,
        )

    # Lines, whichever section -----------------------------------------------------------------------------------

    def _every(
        self, section: str, make: Callable[[PackText, str, Any, "_LineNote"], T | None], overridden: "Overridden"
    ) -> Iterable[tuple[str, T]]:
        for layer in self._layers.values():
            for name, written in layer.lines[section].items():
                full = f"{layer.id}/{name}"
                # A changed line is read in the pack that changed it: its names are that pack's to choose.
                source, line, base = overridden.line(full, layer, written, layer.paths[section, name])
                note = _LineNote(self.problems, source, base, f"{LINE_WORDS[section]} {name}")
                made = make(layer, full, line, note)
                if made is not None:
                    yield full, (overridden.waive(full, made) if isinstance(made, Check) else made)  # type: ignore[misc]

    def _note(self, layer: PackText, section: str, name: str) -> _LineNote:
        return _LineNote(self.problems, layer, layer.paths[section, name], f"{LINE_WORDS[section]} {name}")

    # Sources ----------------------------------------------------------------------------------------------------

    def _link_sources(self, layer: PackText) -> None:
        for name, text in layer.lines["sources"].items():
            self._citations[layer.id, name] = Citation(
                text=name, title=text.title, publisher=text.publisher, year=text.year, url=text.url
            )

    def _cite(self, pack: str, ref: SourceRef, note: Note, path: Path = ("source",)) -> Citation:
        found = [
            self._citations[layer, ref.text]
            for layer in (pack, *reversed(self._sees[pack]))
            if (layer, ref.text) in self._citations
        ]
        if not found:
            known = {name for layer, name in self._citations if layer == pack or layer in self._sees[pack]}
            if ref.text not in self._broken:
                suggestion = did_you_mean(ref.text, known)
                note((*path, "text"), f"there is no source called '{ref.text}'", suggestion or "Add it under sources:.")
            found = [Citation(text=ref.text, title=ref.text)]
        if len(ref.says.split()) > LONGEST_QUOTE:
            note(
                (*path, "says"),
                f"the quotation has {len(ref.says.split())} words",
                f"Quote at most {LONGEST_QUOTE} words, and say the rest in your own.",
            )
        return found[0].model_copy(update={"at": ref.at, "says": ref.says})

    # Facts ------------------------------------------------------------------------------------------------------

    def _link_vocabularies(self) -> None:
        from pydantic import ValidationError

        for vocabulary in self._registry.facts.values():
            for name, declared in vocabulary.facts.items():
                try:
                    text = FactText.model_validate(declared)
                except ValidationError as error:
                    first = error.errors()[0]
                    self.problems.append(
                        Problem(
                            f"the plugin vocabulary '{vocabulary.name}' declares '{name}' wrongly: {first['msg']}",
                            fix="Declare facts as a rulepack does: type, title, question.",
                        )
                    )
                    continue
                self._declare(_fact(name, text, f"plugin {vocabulary.name}"), None)

    def _link_facts(self, layer: PackText) -> None:
        for name, text in layer.lines["facts"].items():
            note = self._note(layer, "facts", name)
            if kind_of_fact(name) is None:
                prefixes = "design, specification, tender, buyer, lot, bid, contract, organisation"
                note((), f"'{name}' does not say whose fact it is", f"Begin it with one of {prefixes}.", key=True)
                continue
            if self._well_formed(text, note, ()):
                self._declare(_fact(name, text, layer.id), note)
        for name, measure in layer.lines["measures"].items():
            note = self._note(layer, "measures", name)
            for fact in _measure_facts(name, measure, layer.id):
                self._declare(fact, note)

    def _well_formed(self, text: FactText, note: Note, path: Path) -> bool:
        before = len(self.problems)
        if text.type == "choice" and not text.choices:
            note(path, "a choice needs its choices", "Add choices: [first, second].")
        if text.type == "duration" and text.unit not in {"days", "months"}:
            note(path, "a duration needs its unit", "Add unit: days or unit: months.")
        if text.type == "list" and bool(text.items) == bool(text.fields):
            note(path, "a list needs items: or fields:", "Say items: {type: …} for plain entries, or fields: for records.")
        if text.type != "list" and (text.items or text.fields):
            note(path, "only a list has items: or fields:", "Make it type: list, or take them out.")
        if path and text.type == "list":
            note(path, "a list cannot stand inside a list", "Make it a fact of its own.")
        if text.items:
            self._well_formed(text.items, note, (*path, "items"))
        for name, field in text.fields.items():
            self._well_formed(field, note, (*path, "fields", name))
        return len(self.problems) == before

    def _declare(self, fact: Fact, note: Note | None) -> None:
        known = self._facts.setdefault(fact.name, fact)
        if known is fact or _same_form(known, fact):
            return
        what = f"the fact '{fact.name}' is already declared as {known.described} by {known.declared_by}"
        fix = "Leave it out here and use that one, or give this one another name."
        if note is None:
            self.problems.append(Problem(what, fix=fix))
        else:
            note((), what, fix, key=True)

    # Parameters -------------------------------------------------------------------------------------------------

    def _link_parameters(self, layer: PackText, overridden: "Overridden") -> None:
        for name, written in layer.lines["parameters"].items():
            full = f"{layer.id}/{name}"
            source, text, base = overridden.line(full, layer, written, layer.paths["parameters", name])
            note = _LineNote(self.problems, source, base, f"parameter {name}")
            parameter = self._parameter(layer, full, text, note)
            if parameter is not None:
                self._parameters[full] = parameter

    def _parameter(self, layer: PackText, full: str, text: ParameterText, note: _LineNote) -> Parameter | None:
        if text.type == "duration" and text.unit not in {"days", "months"}:
            note((), "a duration needs its unit", "Add unit: days or unit: months.")
            return None
        fact = Fact(name=full, type=FactType(text.type), title=text.title, unit=text.unit, declared_by=layer.id)
        entries = []
        for day, dated in text.values.items():
            path: Path = ("values", day)
            first = self._date(day, note, path)
            citation = self._cite(layer.id, dated.source, note, (*path, "source"))
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
        if not entries:
            return None
        days, values, citations, standings = zip(*entries, strict=True)
        return Parameter(full, fact, days, values, citations, standings, until, note_place(note, ()))

    def _date(self, text: str, note: Note, path: Path) -> Any:
        day = read_date(text)
        if day is None:
            note(path, f"'{text}' is no day of the calendar", "Write year, month and day: 2026-01-31.")
        return day

    # Conclusions, rules, checks ---------------------------------------------------------------------------------

    def _link_conclusions(self, layer: PackText) -> None:
        concluded: dict[str, RuleText] = {}
        for name, rule in layer.lines["rules"].items():
            first = concluded.setdefault(rule.concludes, rule)
            if first.subject is not rule.subject:
                self._note(layer, "rules", name)(
                    ("concludes",),
                    f"'{rule.concludes}' is concluded about each {first.subject} by rule {first.id} and about each"
                    f" {rule.subject} here",
                    "A conclusion is about one kind of subject; use two names.",
                )
        for name, rule in concluded.items():
            words = layer.lines["conclusions"].get(name)
            title = words.title if words else rule.title or f"“{name}” holds"
            full = f"{layer.id}/{name}"
            self._conclusions[full] = Conclusion(full, title, rule.subject)
        for name in layer.lines["conclusions"]:
            if name not in concluded:
                self._note(layer, "conclusions", name)(
                    (),
                    f"no rule of this pack concludes '{name}'",
                    did_you_mean(name, concluded) or "Write the rule, or take the words out.",
                    key=True,
                )

    def _rule(self, layer: PackText, full: str, text: RuleText, note: _LineNote) -> Rule | None:
        source = self._cite(layer.id, text.source, note)
        period = self._period(text.in_force, note)
        when = self._condition(layer, text.applies_when, ("applies_when",), text.subject, note)
        if when is None:
            return None
        concludes = f"{layer.id}/{text.concludes}"
        return Rule(
            full, layer.id, text.title, text.subject, when, concludes, period, source, text.standing,
            note_place(note, ()),
        )  # fmt: skip

    def _check(self, layer: PackText, full: str, text: CheckText, note: _LineNote) -> Check | None:
        source = self._cite(layer.id, text.source, note)
        period = self._period(text.in_force, note)
        kinds = self._kinds(text, note)
        priority = self._reference(layer, "priorities", text.priority, note, ("priority",)) if text.priority else ""
        if not kinds:
            return None
        # A check at several stages sees, in what all stages share, only what the shallowest of its subjects sees.
        shared = min(kinds.values(), key=lambda kind: len(kind.sees))
        if any(shared not in kind.sees for kind in kinds.values()):
            note(("stages",), "these stages look at subjects that share nothing", "Write a check for each of them.")
            return None
        before = len(self.problems)
        applies = None
        if text.applies_when is not None:
            applies = self._condition(layer, text.applies_when, ("applies_when",), shared, note)
        expects = self._expectations(layer, text, kinds, shared, note)
        if len(self.problems) > before or expects is None:
            return None
        return Check(
            id=full,
            pack=layer.id,
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
            place=note_place(note, ()),
        )

    def _kinds(self, text: CheckText, note: Note) -> dict[Stage, Kind]:
        if len(set(text.stages)) < len(text.stages):
            note(("stages",), "a stage is given twice", "Give each once.")
        kinds = {stage: SUBJECT_OF_STAGE[stage] for stage in text.stages}
        if text.subject is None:
            return kinds
        for stage in text.stages:
            if _STAGE_ALLOWS[stage].isdisjoint({text.subject}):
                allowed = listed(sorted(_STAGE_ALLOWS[stage]), "or")
                note(("subject",), f"at the stage {stage} no {text.subject} is looked at", f"It is a {allowed} there.")
                return {}
            kinds[stage] = text.subject
        return kinds

    def _expectations(
        self, layer: PackText, text: CheckText, kinds: Mapping[Stage, Kind], shared: Kind, note: _LineNote
    ) -> dict[Stage, Condition] | None:
        if (text.expects is None) == (not text.expects_at):
            note((), "a check has either expects: or expects_at:", "Say what is expected, once.")
            return None
        if text.expects is not None:
            condition = self._condition(layer, text.expects, ("expects",), shared, note)
            return None if condition is None else dict.fromkeys(kinds, condition)
        if set(text.expects_at) != set(kinds):
            note(
                ("expects_at",),
                f"expects_at: names {listed(sorted(text.expects_at))}, but the stages are {listed(sorted(kinds))}",
                "Give one expectation for each stage.",
            )
            return None
        found = {
            stage: self._condition(layer, data, ("expects_at", stage.value), kinds[stage], note)
            for stage, data in text.expects_at.items()
        }
        return None if None in found.values() else {stage: one for stage, one in found.items() if one is not None}

    def _condition(self, layer: PackText, data: Any, path: Path, kind: Kind, note: _LineNote) -> Condition | None:
        names = Names(
            facts=self._facts,
            operators=self._registry.operators,
            parameter=lambda name: self._named(layer, "parameters", self._parameters, name),
            conclusion=lambda name: self._named(layer, "conclusions", self._conclusions, name),
        )
        return ConditionLinker(names, kind, note).link(data, path)

    # Priorities, measures, scales -------------------------------------------------------------------------------

    def _priority(self, layer: PackText, full: str, text: PriorityText, note: _LineNote) -> Priority:
        source = self._cite(layer.id, text.source, note)
        advances = tuple(
            self._reference(layer, "priorities", name, note, ("advances", number))
            for number, name in enumerate(text.advances)
        )
        return Priority(full, layer.id, text.title, text.help, advances, source, text.standing)

    def _scale(self, layer: PackText, full: str, text: ScaleText, note: _LineNote) -> Scale:
        source = self._cite(layer.id, text.source, note)
        marks = [point.mark for point in text.points]
        if sorted(set(marks)) != marks:
            note(("points",), "the marks of a scale rise and none is given twice", "Order them from the lowest.")
        points = tuple((point.mark, point.label, point.means) for point in text.points)
        return Scale(full, text.title, points, source, text.standing)

    def _measure(self, layer: PackText, full: str, text: MeasureText, note: _LineNote) -> Measure:
        source = self._cite(layer.id, text.source, note)
        priority = self._reference(layer, "priorities", text.priority, note, ("priority",)) if text.priority else ""
        fact = self._facts[f"bid.offers.{text.id}"]
        if text.scoring:
            self._check_scoring(text.scoring, fact, note)
        return Measure(
            full, layer.id, text.title, priority, fact, text.per, tuple(text.evidence), text.scoring, source, text.standing
        )

    def _check_scoring(self, scoring: Mapping[str, Any], fact: Fact, note: Note) -> None:
        options = dict(scoring)
        name = options.pop("method", None)
        method = self._registry.scoring_methods.get(name) if isinstance(name, str) else None
        if method is None:
            known = listed(self._registry.scoring_methods)
            suggestion = did_you_mean(str(name), self._registry.scoring_methods)
            what = f"there is no scoring method called '{name}'" if name else "scoring: needs method:"
            note(("scoring", "method"), what, f"{suggestion} The methods are {known}.".strip())
            return
        if method.takes and fact.type not in method.takes:
            note(("scoring", "method"), f"'{name}' cannot score {fact.described}", "Use another method, or another type.")
        for path, what in check_options(method, options)[1]:
            note(("scoring", *path), *_sentence(what))

    # Names ------------------------------------------------------------------------------------------------------

    def _named(self, layer: PackText, section: str, table: Mapping[str, T], name: str) -> T | str:
        """Find a line by its name: this pack's own first, then those of the packs it extends."""
        word = LINE_WORDS[section]
        if "/" in name:
            pack = name.partition("/")[0]
            if name in table and (pack == layer.id or pack in self._sees[layer.id]):
                return table[name]
            candidates = list(table)
        else:
            if f"{layer.id}/{name}" in table:
                return table[f"{layer.id}/{name}"]
            found = [f"{pack}/{name}" for pack in self._sees[layer.id] if f"{pack}/{name}" in table]
            if len(found) == 1:
                return table[found[0]]
            if found:
                return f"'{name}' may mean {listed(found, 'or')}\nWrite it in full."
            candidates = [full.partition("/")[2] for full in table if self._visible(layer, full)]
        if name.rpartition("/")[2] in self._broken:
            return f"the {word} '{name}' has a mistake of its own\nPut that right first."
        suggestion = did_you_mean(name, candidates)
        fix = suggestion or (
            "A rule must conclude it." if section == "conclusions" else f"Add it under {section}:, or correct the name."
        )
        return f"there is no {word} called '{name}'\n{fix}"

    def _visible(self, layer: PackText, full: str) -> bool:
        pack = full.partition("/")[0]
        return pack == layer.id or pack in self._sees[layer.id]

    def _reference(self, layer: PackText, section: str, name: str, note: Note, path: Path) -> str:
        table = {
            f"{pack.id}/{line}": f"{pack.id}/{line}" for pack in self._layers.values() for line in pack.lines[section]
        }
        found = self._named(layer, section, table, name)
        if "\n" in found:
            what, _, fix = found.partition("\n")
            note(path, what, fix)
            return ""
        return found

    def _period(self, text: InForce, note: Note) -> Period:
        first = self._date(text.from_, note, ("in_force", "from")) if text.from_ else None
        last = self._date(text.to, note, ("in_force", "to")) if text.to else None
        if first and last and last < first:
            note(("in_force",), "it ends before it begins", "Exchange from: and to:.")
        return Period(first, last)

    def _refuse_circles(self, rules: Iterable[Rule]) -> None:
        for circle in circles_through_absence(rules):
            names = " → ".join([*(rule.id for rule in circle), circle[0].id])
            self.problems.append(
                Problem(
                    "these rules lead back to themselves through an absence, so they could never be settled",
                    circle[0].place,
                    where=f"rules {names}",
                    fix="Take one `not` out of the circle, or conclude something else.",
                )
            )

    def _layer(self, text: PackText) -> Layer:
        from sv_rules.model.authored import Area

        area = text.head.get("area")
        gaps: list[Gap] = list(text.lines["gaps"].values())
        return Layer(
            id=text.id,
            title=text.title,
            version=text.version,
            description=str(text.head.get("description", "")),
            area=Area.model_validate(area) if isinstance(area, dict) and not text.problems else None,
            extends=tuple(parent for parent in text.head.get("extends", []) if isinstance(parent, str)),
            sha256=text.sha256,
            sources={name: self._citations[text.id, name] for name in text.lines["sources"]},
            gaps=tuple(gaps),
        )


_STAGE_ALLOWS = {
    Stage.DESIGN: {Kind.PROCUREMENT, Kind.LOT},
    Stage.SPECIFICATION: {Kind.PROCUREMENT, Kind.LOT},
    Stage.BID: {Kind.BID},
    Stage.DELIVERY: {Kind.CONTRACT},
    Stage.ORGANISATION: {Kind.ORGANISATION},
}


def note_place(note: _LineNote, path: Path) -> Any:
    """Give the place that a note would name."""
    return note._pack.place((*note._base, *path))  # noqa: SLF001  the note knows where its line stands


def _ancestors(layers: Sequence[PackText]) -> dict[str, tuple[str, ...]]:
    """Pack -> all packs it extends, directly or not, in the order of the layers."""
    found: dict[str, set[str]] = {}
    for layer in layers:
        parents = [parent for parent in layer.head.get("extends", []) if parent in found]
        found[layer.id] = set(parents).union(*(found[parent] for parent in parents))
    order = [layer.id for layer in layers]
    return {pack: tuple(one for one in order if one in above) for pack, above in found.items()}


def _fact(name: str, text: FactText, declared_by: str) -> Fact:
    return Fact(
        name=name,
        type=FactType(text.type),
        title=text.title,
        question=text.question,
        help=text.help,
        unit=text.unit,
        choices=tuple(text.choices),
        items=_fact("entry", text.items, declared_by) if text.items else None,
        fields=tuple(_fact(field, inner, declared_by) for field, inner in text.fields.items()),
        declared_by=declared_by,
    )


def _measure_facts(name: str, measure: MeasureText, pack: str) -> Iterable[Fact]:
    """A measure is answered twice under the same name: what the bid offers, and what was delivered."""
    per = {"contract": "over the contract", "year": "a year", "month": "a month"}[measure.per]
    title = f"{measure.title[0].lower()}{measure.title[1:]}"
    offered = measure.question or f"How much do you offer, {per}: {title}?"
    common = {"type": FactType(measure.type), "unit": measure.unit, "declared_by": pack}
    yield Fact(name=f"bid.offers.{name}", title=f"offer of {title}", question=offered, **common)  # type: ignore[arg-type]
    yield Fact(
        name=f"contract.delivered.{name}",
        title=f"delivery of {title}",
        question=f"How much has been delivered so far: {title}?",
        **common,  # type: ignore[arg-type]
    )


def _same_form(one: Fact, other: Fact) -> bool:
    return replace(one, title="", question="", help="", declared_by="") == replace(
        other, title="", question="", help="", declared_by=""
    )


def _sentence(message: str) -> tuple[str, str]:
    what, _, fix = message.partition(". ")
    return what.rstrip("."), fix
