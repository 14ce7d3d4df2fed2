"""Several releases of one process become one that holds the newest of what they say.

The rules are those of the standard (https://standard.open-contracting.org/1.1/en/schema/merging/): what a later release
does not mention stays; null takes a value away; lists of objects with ids are merged by id; other lists are replaced as
a whole. The last matters most: award criteria, selection criteria and sustainability have no ids, and a merge that
knows only the core schema keeps old criteria beside the new ones. Lists that the core and the profiles replace as a
whole although their entries have ids are in the table below. Where an entry that should have an id has none, the whole
list is replaced too: to append it, as the standard has it, would count the same thing twice.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sv_rules_ocds.node import Node, Notes
from sv_rules_ocds.tracing import Path, Trace

# `wholeListMerge` in the schemas of OCDS 1.1.5, the EU profile and the UK extension, where the entries have ids.
WHOLE_LISTS = frozenset(
    {
        "additionalClassifications",
        "additionalIdentifiers",
        "buyerClassificationRestrictions",
        "buyerLocationRestrictions",
        "classifications",
        "deliveryAddresses",
        "deliveryLocations",
        "identifiers",
        "legislativeReferences",
        "procurementMethodRationaleClassifications",
        "rationaleClassifications",
    }
)

_DEEPEST = 60
"""Objects within objects that are merged; what is deeper is replaced as a whole. OCDS has about ten levels."""


def merged(releases: Sequence[Node]) -> Node | None:
    """Give one release for all; None when it cannot be told in which order they were published.

    Its date is that of the first release tagged `tender`, which is the notice's, else that of the last release; its
    tags are those of all. Every value keeps the place where it was published.
    """
    dates = [_moment(release) for release in releases]
    if any(date is None for date in dates) or any(release.versioned for release in releases):
        return None
    ordered = [release for _, release in sorted(zip(dates, releases, strict=True), key=_date_of)]
    first = ordered[0]
    trace = Trace(first.notes.line, first.path)
    value: dict[str, Any] = dict(first.value)
    for release in ordered[1:]:
        value = _object(value, release.value, trace, Trace(release.notes.line, release.path), 0)
    dated = next((each for each in ordered if "tender" in _tags(each)), ordered[-1])
    value["date"] = dated.value["date"]
    trace.parts["date"] = Trace(dated.notes.line, (*dated.path, "date"))
    value["tag"] = list(dict.fromkeys(tag for release in ordered for tag in _tags(release)))
    notes = Notes(first.notes.document, None, first.notes.remarks, trace)
    return Node(value, (), notes)


def _date_of(pair: tuple[datetime | None, Node]) -> datetime:
    assert pair[0] is not None  # noqa: S101  merged() has looked
    return pair[0]


def _moment(release: Node) -> datetime | None:
    date = release.value.get("date")
    try:
        moment = datetime.fromisoformat(date.strip()) if isinstance(date, str) else None
        # Beside the first and the last year an offset leads out of the calendar.
        return None if moment is None else (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _tags(release: Node) -> list[str]:
    tags = release.value.get("tag")
    return [tag for tag in (tags if isinstance(tags, list) else [tags]) if isinstance(tag, str)]


def _object(old: Mapping[str, Any], new: Mapping[str, Any], trace: Trace, source: Trace, depth: int) -> dict[str, Any]:
    value = dict(old)
    for key, newer in new.items():
        if newer is None:
            value.pop(key, None)
            continue
        value[key] = _value(value.get(key), newer, _Step(trace, source, key), depth + 1)
    return value


class _Step:
    """One key of a merged value, and the same key of the release that is merged in."""

    def __init__(self, trace: Trace, source: Trace, key: str | int, published: str | int | None = None) -> None:
        self.key = key
        self._trace = trace
        self.source = Trace(source.line, (*source.path, key if published is None else published))

    def inside(self) -> Trace:
        """Give the trace of what is merged under this key, which stays where it was."""
        if self.key not in self._trace.parts:
            path: Path = (*self._trace.path, self.key)
            self._trace.parts[self.key] = Trace(self._trace.line, path)
        return self._trace.parts[self.key]

    def replaced(self) -> None:
        """Say that everything under this key now comes from the release that is merged in."""
        self._trace.parts[self.key] = self.source


def _value(old: Any, new: Any, step: _Step, depth: int) -> Any:
    if depth < _DEEPEST:
        if isinstance(old, dict) and isinstance(new, dict):
            return _object(old, new, step.inside(), step.source, depth)
        if step.key not in WHOLE_LISTS and _has_ids(old) and _has_ids(new):
            return _by_id(old, new, step.inside(), step.source, depth)
    step.replaced()
    return new


def _by_id(
    old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]], trace: Trace, source: Trace, depth: int
) -> list[Any]:
    value = list(old)
    positions: dict[str, int] = {}
    for index, entry in enumerate(old):
        positions.setdefault(str(entry["id"]), index)
    for published, entry in enumerate(new):
        position = positions.setdefault(str(entry["id"]), len(value))
        step = _Step(trace, source, position, published)
        if position == len(value):
            value.append(entry)
            step.replaced()
        else:
            value[position] = _object(value[position], entry, step.inside(), step.source, depth + 1)
    return value


def _has_ids(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(entry, dict) and isinstance(entry.get("id"), str | int) for entry in value)
    )
