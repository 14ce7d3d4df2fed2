"""Counts over all results, in the order of the input: small however many results there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sv_rules.batch.record import Record
from sv_rules.model.outcome import Outcome

MOST_ERRORS = 10
"""Errors that are kept in words; all of them are among the results."""

_OUTCOMES = tuple(Outcome)


@dataclass
class Tally:
    """How many items there were and what they came to; outcomes per check."""

    items: int = 0
    results: int = 0
    errors: int = 0
    broken: int = 0
    open: int = 0
    checks: dict[str, dict[str, int]] = field(default_factory=dict)
    first_errors: list[dict[str, str]] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """Give 2 when an item could not be evaluated, 1 when something that must be met is not or is open, else 0."""
        if self.errors:
            return 2
        return 1 if self.broken or self.open else 0

    def add_record(self, record: Record, outcomes: Iterable[tuple[str, Outcome]]) -> None:
        """Count a result, with the outcome of each of its checks."""
        self.results += 1
        self.broken += bool(record.broken)
        self.open += bool(record.open)
        if record.problems:
            self.errors += 1
            first = record.problems[0]
            self._keep({"source": record.source, "what": first["what"], "fix": first["fix"]})
        for check, outcome in outcomes:
            self._counts(check)[outcome] += 1

    def add(self, other: "Tally") -> None:
        """Add what came after this."""
        self.items += other.items
        self.results += other.results
        self.errors += other.errors
        self.broken += other.broken
        self.open += other.open
        for error in other.first_errors:
            self._keep(error)
        for check, counts in other.checks.items():
            mine = self._counts(check)
            for outcome, count in counts.items():
                mine[outcome] += count

    def as_json(self) -> dict[str, Any]:
        """Give it for a file; checks sorted by id."""
        return {
            "items": self.items,
            "results": self.results,
            "errors": self.errors,
            "not_met": self.broken,
            "cannot_tell": self.open,
            "checks": dict(sorted(self.checks.items())),
            "first_errors": self.first_errors,
        }

    @classmethod
    def of_json(cls, data: Mapping[str, Any]) -> "Tally":
        """Give it back from a file."""
        return cls(
            items=data["items"],
            results=data["results"],
            errors=data["errors"],
            broken=data["not_met"],
            open=data["cannot_tell"],
            checks={check: dict(counts) for check, counts in data["checks"].items()},
            first_errors=[dict(error) for error in data["first_errors"]],
        )

    def _counts(self, check: str) -> dict[str, int]:
        return self.checks.setdefault(check, dict.fromkeys(_OUTCOMES, 0))

    def _keep(self, error: dict[str, str]) -> None:
        if len(self.first_errors) < MOST_ERRORS:
            self.first_errors.append(error)
