"""Overrides: a pack changes or sets aside lines of the packs it extends, each with a reason and a source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sv_rules.errors import Problem, did_you_mean, listed
from sv_rules.loading.citing import Citing
from sv_rules.loading.folder import PackText, pack_schema
from sv_rules.loading.naming import Scope
from sv_rules.loading.noting import Line, Note
from sv_rules.model.authored import OverrideText
from sv_rules.model.finding import Waiver
from sv_rules.model.rulepack import Check, Override
from sv_rules.reading.shaping import Shape
from sv_rules.reading.written import Path

CHANGEABLE = {
    "checks": (
        "title", "level", "applies_when", "expects", "expects_at", "ask", "suggest", "help", "in_force", "stages",
    ),
    "parameters": ("title", "values", "until"),
    "rules": ("title", "applies_when", "in_force"),
    "measures": ("title", "type", "unit", "per", "question", "evidence", "scoring"),
    "priorities": ("title", "help", "advances"),
    "scales": ("title", "points"),
}  # fmt: skip
"""Section -> what an override may set, each in whole. Never a line's source or standing: those are its own."""

INSTEAD_OF = {"expects": "expects_at", "expects_at": "expects"}
"""Of these a check has one: setting it takes the other away."""


class Overridden:
    """The lines of all packs as they stand after every override, and the record of each override."""

    def __init__(self, layers: Mapping[str, PackText], applied: "list[_Applied]") -> None:
        """Take the packs in order and the overrides that can be applied."""
        self.overrides = tuple(one.record for one in applied)
        self._layers = layers
        self._changed: dict[str, Line] = {}
        # Of several packs that set a check aside, the last one's reason is the one to tell.
        self._waivers = {
            one.record.line: Waiver(by=one.layer.id, reason=one.record.reason, source=one.record.source)
            for one in applied
            if one.record.waived
        }
        for one in applied:
            if not one.record.waived:
                self._changed[one.record.line] = _changed(self._line(one.section, one.record.line), one)

    def lines(self, section: str) -> Iterator[Line]:
        """Give the lines of a section, pack by pack."""
        for layer in self._layers.values():
            for name in layer.lines[section]:
                yield self._line(section, f"{layer.id}/{name}")

    def waive(self, check: Check) -> Check:
        """Give the check with its waiver, if a pack set it aside."""
        return replace(check, waived=self._waivers[check.id]) if check.id in self._waivers else check

    def _line(self, section: str, full: str) -> Line:
        if full in self._changed and self._changed[full].section == section:
            return self._changed[full]
        pack, _, name = full.partition("/")
        layer = self._layers[pack]
        return Line(section, name, layer.lines[section][name], layer, layer.paths[section, name])


def apply_overrides(
    layers: Mapping[str, PackText], scope: Scope, citing: Citing, problems: list[Problem]
) -> Overridden:
    """Apply every override to the line it names, parents' first; note what cannot be applied.

    Where two packs that do not build on each other change the same part of a line in different ways, a pack that
    builds on both must change it too, and so decide.
    """
    reader = _Reader(layers, scope, citing, problems)
    applied = [
        one
        for layer in layers.values()
        for name, text in layer.lines["overrides"].items()
        if (one := reader.read(layer, text, layer.paths["overrides", name]))
    ]
    _refuse_conflicts(applied, scope)
    return Overridden(layers, applied)


@dataclass(frozen=True)
class _Applied:
    layer: PackText
    section: str
    base: Path
    changes: Mapping[str, Any]
    record: Override
    note: Note

    @property
    def parts(self) -> Mapping[str, Any]:
        """What it decides: the parts it sets, or that the check is set aside."""
        if self.record.waived:
            return {"waive": True}
        return {"expects" if part == "expects_at" else part: value for part, value in self.changes.items()}


@dataclass(frozen=True)
class _OverrideNote:
    problems: list[Problem]
    layer: PackText
    base: Path
    line: str

    def __call__(self, path: Path, what: str, fix: str = "", *, key: bool = False) -> None:
        place = self.layer.place((*self.base, *path), key=key)
        self.problems.append(Problem(what, place, f"override of {self.line}", fix))


class _Reader:
    def __init__(self, layers: Mapping[str, PackText], scope: Scope, citing: Citing, problems: list[Problem]) -> None:
        self._layers = layers
        self._scope = scope
        self._citing = citing
        self._problems = problems

    def read(self, layer: PackText, text: OverrideText, base: Path) -> _Applied | None:
        """Give an override that can be applied, or None with its problems noted."""
        note = _OverrideNote(self._problems, layer, base, text.line)
        source = self._citing.cite(layer.id, text.source, note)
        found = self._target(text, layer, note)
        if found is None:
            return None
        section, full = found
        if not self._has_one_form(text, section, note) or not self._of_right_shape(layer, text, section, base):
            return None
        record = Override(full, layer.id, text.waive, tuple(sorted(text.set)), text.reason, source)
        return _Applied(layer, section, base, text.set, record, note)

    def _target(self, text: OverrideText, layer: PackText, note: Note) -> tuple[str, str] | None:
        name = text.line
        pack, slash, line = name.rpartition("/")
        parents = self._scope.sees[layer.id]
        if pack == layer.id or (not slash and any(line in layer.lines[section] for section in CHANGEABLE)):
            note(("line",), f"'{line}' is a line of this pack itself", "Change it where it stands.")
            return None
        if slash and pack not in parents:
            fix = f"It extends {listed(parents)}." if parents else "It extends none; add it under extends:."
            note(("line",), f"'{pack}' is not among the packs this one extends", fix)
            return None
        among = [pack] if slash else parents
        found = [
            (section, f"{one}/{line}")
            for one in among
            for section in CHANGEABLE
            if line in self._layers[one].lines[section]
        ]
        if len(found) > 1 and len({full for _, full in found}) == 1:
            # A check and its parameter often share a name; what is changed says which of them is meant.
            found = [one for one in found if _can_change(one[0], text)] or found
        if len(found) == 1:
            return found[0]
        if found and len({full for _, full in found}) > 1:
            note(("line",), f"'{name}' may mean {listed((full for _, full in found), 'or')}", "Write it in full.")
        elif found:
            sections = listed(section for section, _ in found)
            what = f"'{name}' is a line under {sections}, so this does not say which is meant"
            note(
                ("line",),
                what,
                "Set a part that only one of them has, as values: is of a parameter and level: of a check.",
            )
        elif not any(self._scope.excused(one, section, line) for one in among for section in CHANGEABLE):
            known = [one for parent in among for section in CHANGEABLE for one in self._layers[parent].lines[section]]
            fix = did_you_mean(line, known) or "An override names a check, rule, parameter, measure, priority or scale."
            whose = listed(f"'{one}'" for one in among)
            what = (
                f"there is no line '{line}' in {whose}"
                if among
                else "this pack extends none, so it has no line to change"
            )
            note(("line",), what, fix)
        return None

    def _has_one_form(self, text: OverrideText, section: str, note: Note) -> bool:
        if text.waive == bool(text.set):
            note((), "an override either sets something or waives a check", "Write either set: or waive: true.")
            return False
        if text.waive and section != "checks":
            what = f"only a check can be waived, and this is one of the {section}"
            note(("waive",), what, "Use set: to change it.")
            return False
        if "expects" in text.set and "expects_at" in text.set:
            note(("set",), "a check has either expects: or expects_at:", "Set one of the two.")
            return False
        return True

    def _of_right_shape(self, layer: PackText, text: OverrideText, section: str, base: Path) -> bool:
        if not text.set:
            return True
        found = _shape_of_changes(section).problems(layer.below((*base, "set")))
        self._problems += [
            replace(
                problem,
                where=", ".join(part for part in (f"override of {text.line}, under set", problem.where) if part),
            )
            for problem in found
        ]
        return not found


def _can_change(section: str, text: OverrideText) -> bool:
    return section == "checks" if text.waive else set(text.set) <= set(CHANGEABLE[section])


def _refuse_conflicts(applied: list[_Applied], scope: Scope) -> None:
    touched: dict[tuple[str, str], list[_Applied]] = {}
    for one in applied:
        for part in one.parts:
            touched.setdefault((one.record.line, part), []).append(one)
    for (full, part), several in touched.items():
        for number, one in enumerate(several):
            for other in several[:number]:
                if other.layer is one.layer:
                    what = f"'{full}' is overridden twice here, and both say something of '{part}'"
                    one.note(("line",), what, "Keep one of the two, or join them.")
                elif not _agree(other, one, part, scope) and not _decided(other, one, several[number + 1 :], scope):
                    what = f"'{other.layer.id}' and this pack change '{part}' of '{full}' in different ways"
                    one.note(("line",), what, "Write a pack that extends both, and override it there with a reason.")


def _agree(one: _Applied, other: _Applied, part: str, scope: Scope) -> bool:
    return one.layer.id in scope.sees[other.layer.id] or one.parts[part] == other.parts[part]


def _decided(one: _Applied, other: _Applied, later: list[_Applied], scope: Scope) -> bool:
    return any({one.layer.id, other.layer.id} <= set(scope.sees[each.layer.id]) for each in later)


def _changed(line: Line, applied: _Applied) -> Line:
    data = line.text.model_dump(by_alias=True, mode="python", exclude_unset=True)
    for part in applied.changes:
        data.pop(INSTEAD_OF.get(part, ""), None)
    # The line was of the right form and so is each change, so what they make together is.
    text = type(line.text).model_validate({**data, **applied.changes})
    changed = dict.fromkeys(applied.changes, (applied.layer, (*applied.base, "set")))
    return replace(line, text=text, changed={**line.changed, **changed})


@lru_cache(maxsize=len(CHANGEABLE))
def _shape_of_changes(section: str) -> Shape:
    """Give the shape of what stands under `set:` for a line of a section: parts of such a line, none of them needed."""
    schema = pack_schema()
    lines = schema["$defs"][section]
    name = (lines.get("items") or lines["additionalProperties"])["$ref"].removeprefix("#/$defs/")
    line = schema["$defs"][name]
    return Shape(
        {
            "$defs": schema["$defs"],
            "type": "object",
            "additionalProperties": False,
            "properties": {part: line["properties"][part] for part in CHANGEABLE[section]},
        },
        "set",
    )
