"""Overrides: a pack changes or sets aside lines of the packs it extends, each with a reason and a source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from pydantic import ValidationError

from sv_rules.errors import Problem, did_you_mean, listed
from sv_rules.loading.folder import PackText
from sv_rules.model.authored import OverrideText, SourceRef
from sv_rules.model.finding import Citation, Waiver
from sv_rules.model.rulepack import Check, Override
from sv_rules.reading.written import Path

CHANGEABLE = {
    "checks": ("title", "level", "applies_when", "expects", "expects_at", "ask", "suggest", "help", "in_force", "stages"),
    "parameters": ("title", "values", "until"),
    "rules": ("title", "applies_when", "in_force"),
    "measures": ("title", "question", "evidence", "scoring"),
    "priorities": ("title", "help", "advances"),
    "scales": ("title", "points"),
}
"""Section -> what an override may set. Never the source or the standing of a line: those are its own."""


class Cite(Protocol):
    """Turns a source reference of a pack into a citation, noting what is wrong with it."""

    def __call__(self, pack: str, ref: SourceRef, note: Any, path: Path = ("source",)) -> Citation:
        """Give the citation."""
        ...


@dataclass(frozen=True)
class Overridden:
    """The changed lines by full id, and the record of every override."""

    lines: Mapping[str, tuple[PackText, Any, Path]]
    waivers: Mapping[str, Waiver]
    overrides: tuple[Override, ...]

    def line(self, full: str, layer: PackText, written: Any, base: Path) -> tuple[PackText, Any, Path]:
        """Give the line to link, the pack whose file it stands in, and where."""
        return self.lines.get(full, (layer, written, base))

    def waive(self, full: str, check: Check) -> Check:
        """Give the check with its waiver, if a pack set it aside."""
        return replace(check, waived=self.waivers[full]) if full in self.waivers else check


def apply_overrides(
    layers: Mapping[str, PackText],
    sees: Mapping[str, tuple[str, ...]],
    cite: Cite,
    problems: list[Problem],
) -> Overridden:
    """Apply every override to the line it names, parents' first; note what cannot be applied."""
    lines: dict[str, tuple[PackText, Any, Path]] = {}
    waivers: dict[str, Waiver] = {}
    overrides: list[Override] = []
    by: dict[str, str] = {}
    for layer in layers.values():
        for name, text in layer.lines["overrides"].items():
            base = layer.paths["overrides", name]
            note = _noting(problems, layer, base, f"override of {text.line}")
            found = _target(text.line, layer, layers, sees, note)
            if found is None:
                continue
            section, full = found
            other = by.get(full)
            if other is not None and other not in sees[layer.id]:
                note(
                    ("line",),
                    f"'{full}' is overridden by this pack and by '{other}', neither of which extends the other",
                    "Let one pack that extends both decide, with its reason.",
                )
                continue
            by[full] = layer.id
            source = cite(layer.id, text.source, note)
            if not _has_one_form(text, section, note):
                continue
            if text.waive:
                waivers[full] = Waiver(by=layer.id, reason=text.reason, source=source)
            else:
                owner = layers[full.partition("/")[0]]
                _, current, _ = lines.get(full, (owner, owner.lines[section][full.partition("/")[2]], ()))
                changed = _changed(current, text.set, note)
                if changed is None:
                    continue
                lines[full] = (layer, changed, (*base, "set"))
            overrides.append(Override(full, layer.id, text.waive, tuple(sorted(text.set)), text.reason, source))
    return Overridden(lines, waivers, tuple(overrides))


def _noting(problems: list[Problem], layer: PackText, base: Path, where: str) -> Callable[..., None]:
    def note(path: Path, what: str, fix: str = "", *, key: bool = False) -> None:
        problems.append(Problem(what, layer.place((*base, *path), key=key), where, fix))

    return note


def _target(
    name: str,
    layer: PackText,
    layers: Mapping[str, PackText],
    sees: Mapping[str, tuple[str, ...]],
    note: Callable[..., None],
) -> tuple[str, str] | None:
    pack, slash, line = name.rpartition("/")
    parents = [pack] if slash else list(sees[layer.id])
    if slash and pack not in sees[layer.id]:
        fix = f"It extends {listed(sees[layer.id])}." if sees[layer.id] else "It extends none."
        note(("line",), f"'{pack}' is not among the packs this one extends", fix)
        return None
    found = [
        (section, f"{parent}/{line}") for parent in parents for section in CHANGEABLE if line in layers[parent].lines[section]
    ]
    if len(found) == 1:
        return found[0]
    if found:
        note(("line",), f"'{name}' may mean {listed((full for _, full in found), 'or')}", "Write it in full.")
        return None
    if all(line not in layers[parent].broken for parent in parents):
        known = [one for parent in parents for section in CHANGEABLE for one in layers[parent].lines[section]]
        note(("line",), f"there is no line '{name}' to override", did_you_mean(line, known))
    return None


def _has_one_form(text: OverrideText, section: str, note: Callable[..., None]) -> bool:
    if text.waive == bool(text.set):
        note((), "an override either sets something or waives a check", "Write set: or waive: true.")
        return False
    if text.waive and section != "checks":
        note(("waive",), "only a check can be waived", "Use set: to change another line.")
        return False
    unknown = [key for key in text.set if key not in CHANGEABLE[section]]
    for key in unknown:
        fix = f"{did_you_mean(key, CHANGEABLE[section])} It may set {listed(CHANGEABLE[section])}.".strip()
        note(("set", key), f"an override cannot set '{key}' here", fix, key=True)
    return not unknown


def _changed(current: Any, changes: Mapping[str, Any], note: Callable[..., None]) -> Any | None:
    data = current.model_dump(by_alias=True, mode="python", exclude_unset=True)
    # One of these replaces the other: a check has either.
    if "expects" in changes:
        data.pop("expects_at", None)
    if "expects_at" in changes:
        data.pop("expects", None)
    try:
        return type(current).model_validate({**data, **changes})
    except ValidationError as error:
        for one in error.errors():
            note(("set", *one["loc"]), f"'{'.'.join(map(str, one['loc']))}' is not of the right form", one["msg"])
        return None
