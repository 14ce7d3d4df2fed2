"""A rulepack linked: every name meets what it names, layers are merged, values are typed."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sv_rules.model.authored import Area, Gap
from sv_rules.model.condition import Condition
from sv_rules.model.fact import Fact
from sv_rules.model.finding import Citation, Waiver
from sv_rules.model.outcome import Kind, Level, Stage, Standing
from sv_rules.model.place import Place


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day a line is in force; None: no such bound."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether `day` lies in the period, both ends included."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        if self.first and self.last:
            return f"from {self.first} to {self.last}"
        return f"from {self.first}" if self.first else f"until {self.last}" if self.last else "always"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value with dates. `days` are in order; `values[i]` holds from `days[i]` until the day before the next."""

    id: str
    fact: Fact
    days: tuple[date, ...]
    values: tuple[Any, ...]
    citations: tuple[Citation, ...]
    standings: tuple[Standing, ...]
    until: date | None
    place: Place

    def on(self, day: date) -> Any:
        """Give the value on a day, or None before the first and after `until`."""
        index = bisect_right(self.days, day) - 1
        return None if index < 0 or (self.until and day > self.until) else self.values[index]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Something rules can establish about subjects of one kind. `title` is a clause."""

    id: str
    title: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Rule:
    """When `when` holds, `concludes` is drawn."""

    id: str
    pack: str
    title: str
    kind: Kind
    when: Condition
    concludes: str
    period: Period
    source: Citation
    standing: Standing
    place: Place


@dataclass(frozen=True, slots=True)
class Check:
    """One checklist item at its stages. `expects` has an entry for each stage."""

    id: str
    pack: str
    title: str
    priority: str
    kinds: Mapping[Stage, Kind]
    level: Level
    applies: Condition | None
    expects: Mapping[Stage, Condition]
    ask: str
    suggest: str
    help: str
    period: Period
    source: Citation
    standing: Standing
    place: Place
    waived: Waiver | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """A theme the area wants advanced."""

    id: str
    pack: str
    title: str
    help: str
    advances: tuple[str, ...]
    source: Citation
    standing: Standing


@dataclass(frozen=True, slots=True)
class Measure:
    """Something a bid can commit to; `fact` is what it offers. `scoring` has been checked; empty: not scored here."""

    id: str
    pack: str
    title: str
    priority: str
    fact: Fact
    per: str
    evidence: tuple[str, ...]
    scoring: Mapping[str, Any]
    source: Citation
    standing: Standing


@dataclass(frozen=True, slots=True)
class Scale:
    """A described rating scale: mark -> (label, what earns it), lowest first."""

    id: str
    title: str
    points: tuple[tuple[Any, str, str], ...]
    source: Citation
    standing: Standing

    @property
    def as_written(self) -> list[dict[str, Any]]:
        """The points as `scale:` of a scoring method takes them, where a scale is written out."""
        return [{"mark": mark, "label": label, "means": means} for mark, label, means in self.points]


@dataclass(frozen=True, slots=True)
class Clue:
    """Words to look for in prose.

    `value` is as written: true or false, a choice, an entry of a list; None: a quantity that the sentence gives, or a
    record of the list that has the words.
    """

    id: str
    pack: str
    fact: Fact
    value: Any
    terms: tuple[str, ...]
    unless: tuple[str, ...]
    under: tuple[str, ...]
    beside: tuple[str, ...]
    settles: bool
    source: Citation
    standing: Standing
    place: Place


@dataclass(frozen=True, slots=True)
class Override:
    """A line of a parent that a pack changed or set aside."""

    line: str
    by: str
    waived: bool
    changed: tuple[str, ...]
    reason: str
    source: Citation


@dataclass(frozen=True, slots=True)
class Layer:
    """One pack among those merged: what it says of itself."""

    id: str
    title: str
    version: str
    description: str
    area: Area | None
    extends: tuple[str, ...]
    sha256: str
    sources: Mapping[str, Citation]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Rulepack:
    """One or several packs with all they build on, merged. All mappings are keyed by full id, facts by name."""

    asked_for: tuple[str, ...]
    layers: tuple[Layer, ...]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    conclusions: Mapping[str, Conclusion]
    rules: tuple[Rule, ...]
    priorities: Mapping[str, Priority]
    checks: Mapping[str, Check]
    measures: Mapping[str, Measure]
    scales: Mapping[str, Scale]
    clues: tuple[Clue, ...] = field(default=())
    overrides: tuple[Override, ...] = field(default=())

    def layer(self, pack: str) -> Layer:
        """Give the layer of a pack."""
        return next(layer for layer in self.layers if layer.id == pack)
