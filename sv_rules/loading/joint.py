"""Joint commissioning: a pack that builds on two areas has to settle what they do not agree on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sv_rules.errors import Problem, listed
from sv_rules.loading.conflicts import Conflict, conflicts_between
from sv_rules.loading.folder import PackText
from sv_rules.loading.naming import Scope
from sv_rules.model.extending import Operator
from sv_rules.model.place import Place
from sv_rules.model.rulepack import Override, Rulepack

TOLD_APART_BY = {
    "checks": "applies_when",
    "rules": "title",
    "parameters": "title",
    "priorities": "title",
    "scales": "title",
}
"""Section -> the part by which a joint pack says that both of two lines stand, each for itself.

A check is told apart by when it counts. What cannot be set aside gets a title of its own. A measure is one question to
bidders, so its lines must be made alike.
"""


@dataclass(frozen=True)
class Join:
    """A pack that brings two areas together, and which entry of its `extends:` brings the second of them in."""

    pack: str
    entry: int
    one: str
    other: str


def joins(layers: Sequence[PackText], scope: Scope) -> tuple[Join, ...]:
    """Give every pair of areas that a pack builds on, neither of them on the other, at the first pack that does."""
    found = []
    areas = [layer.id for layer in layers if isinstance(layer.head.get("area"), dict)]
    for layer in layers:
        under = scope.sees[layer.id]
        here = [area for area in areas if area in under]
        for number, other in enumerate(here):
            for one in here[:number]:
                apart = one not in scope.sees[other] and other not in scope.sees[one]
                if apart and not any({one, other} <= set(scope.sees[pack]) for pack in under):
                    found.append(Join(layer.id, _entry(layer, other, scope), one, other))
    return tuple(found)


def problems_of_joins(
    found: Sequence[Join],
    layers: Mapping[str, PackText],
    scope: Scope,
    rulepack: Rulepack,
    operators: Mapping[str, Operator],
) -> Iterator[Problem]:
    """Give a problem for each conflict that a joint pack leaves open, at the entry of its `extends:`.

    A conflict is settled by an override of one of the two lines: one that makes them alike, sets a check aside, or
    says what tells them apart (`TOLD_APART_BY`). What counts is how the lines stand after all overrides: one that
    changes something else, or only makes them differ in another way, settles nothing.
    """
    for join in found:
        layer = layers[join.pack]
        place = layer.place(("extends", join.entry))
        for conflict in conflicts_between(rulepack, join.one, join.other, operators):
            if not _told_apart(conflict, join, rulepack, scope):
                yield Problem(_what(conflict), place, _where(conflict, layers), _fix(conflict, join, rulepack))
        for override, keeps in _one_sided(join, rulepack.overrides, scope):
            yield _changed_by_one(override, keeps, join, place)


def _entry(layer: PackText, area: str, scope: Scope) -> int:
    brings = (pack == area or area in scope.sees.get(pack, ()) for pack in layer.extends)
    return list(brings).index(True)


def _told_apart(conflict: Conflict, join: Join, rulepack: Rulepack, scope: Scope) -> bool:
    part = TOLD_APART_BY.get(conflict.section)
    return any(
        override.line in conflict.lines and part in override.changed and _decides(override, join, scope)
        for override in rulepack.overrides
    )


def _decides(override: Override, join: Join, scope: Scope) -> bool:
    return {join.one, join.other} <= set(scope.sees[override.by])


def _what(conflict: Conflict) -> str:
    one, other = conflict.lines
    differences = "; ".join(difference.words for difference in conflict.differences)
    return f"'{one}' and '{other}' are in conflict: {differences}"


def _where(conflict: Conflict, layers: Mapping[str, PackText]) -> str:
    places = (_place(conflict.section, line, layers) for line in conflict.lines)
    return f"{conflict.section} at {listed(places)}"


def _place(section: str, line: str, layers: Mapping[str, PackText]) -> str:
    pack, _, name = line.partition("/")
    return str(layers[pack].place(layers[pack].paths[section, name]))


def _fix(conflict: Conflict, join: Join, rulepack: Rulepack) -> str:
    parts = listed(dict.fromkeys(difference.part for difference in conflict.differences))
    if conflict.section == "priorities":
        ways = [f"make them alike or tell them apart (set {parts})"]
    else:
        ways = [f"make them alike (set {parts})"]
        if conflict.section == "checks":
            ways += ["say when each of them counts (set applies_when:)", "set one aside (waive: true)"]
        elif conflict.section in TOLD_APART_BY:
            # A check may bear the parameter's name, and has a title too; `values:` says that the parameter is meant.
            also = " and values:" if conflict.section == "parameters" else ""
            ways.append(f"tell them apart (set title:{also})")
    fix = f"Override one of the two in '{join.pack}', with a reason and a source: {listed(ways, 'or')}."
    named = {*conflict.lines, *(name for difference in conflict.differences for name in difference.parameters)}
    tried = [f"'{one.line}'" for one in rulepack.overrides if one.by == join.pack and one.line in named]
    if tried:
        fix += f" The override of {listed(tried)} that is there leaves them so."
    return fix


def _one_sided(join: Join, overrides: Sequence[Override], scope: Scope) -> Iterator[tuple[Override, str]]:
    """Give the overrides by which one area changes a line that both build on, and the area that keeps it."""
    for mine, other in ((join.one, join.other), (join.other, join.one)):
        keeps = {other, *scope.sees[other]}
        own = {mine, *scope.sees[mine]} - keeps
        for override in overrides:
            if override.by not in own or override.line.partition("/")[0] not in keeps:
                continue
            # Where both change it, either they agree or the difference has been told where the overrides stand.
            settled = any(
                (each.waived or _parts(each) & _parts(override)) and (each.by in keeps or _decides(each, join, scope))
                for each in overrides
                if each.line == override.line
            )
            if not settled:
                yield override, other


def _parts(override: Override) -> set[str]:
    parts = {"waive"} if override.waived else set(override.changed)
    return {"expects" if part == "expects_at" else part for part in parts}


def _changed_by_one(override: Override, keeps: str, join: Join, place: Place) -> Problem:
    how = "sets aside" if override.waived else f"changes {listed(override.changed)} of"
    again = "waive: true" if override.waived else f"set {listed(f'{part}:' for part in override.changed)}"
    return Problem(
        f"'{override.by}' {how} '{override.line}', and '{keeps}' keeps it as it is",
        place,
        f"override of {override.line} in '{override.by}'",
        f"Override it in '{join.pack}' too, with a reason and a source, so that both areas' part is decided: {again}.",
    )
