"""What was promised, and whether a run keeps it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sv_benchmarks import reference, startup


@dataclass(frozen=True)
class Target:
    """A promise as a ratio. `at_least`: the ratio is to be no smaller; otherwise no greater."""

    what: str
    asked: float
    at_least: bool
    found: float

    @property
    def met(self) -> bool:
        """Whether the run keeps it."""
        return self.found >= self.asked if self.at_least else self.found <= self.asked


def targets(results: Mapping[str, Any]) -> Iterator[Target]:
    """Give every target that the run has figures for."""
    engines = results.get("reference", {}).get("engines", {})
    for what, asked, ours, other in (
        ("outcomes only, speed against the two-valued function of floats", 0.7, reference.OUTCOMES, reference.CEILING),
        ("bytes to brief findings, speed against zen's list expression", 1.0, reference.LIVE, reference.ZEN_LIST),
        ("bytes to brief findings, speed against zen's decision table", 10.0, reference.LIVE, reference.ZEN_TABLE),
        ("bytes to a whole evaluation, speed against zen's list expression", 1.0, reference.BYTES, reference.ZEN_LIST),
        ("bytes to a whole evaluation, speed against zen's decision table", 10.0, reference.BYTES, reference.ZEN_TABLE),
    ):
        if ours in engines and other in engines:
            # Speeds, so the other way round than the times.
            yield Target(what, asked, True, engines[other]["seconds"] / engines[ours]["seconds"])
    processes = results.get("startup", {}).get("processes", {})
    for what, asked, mine, its in (
        ("import sv_rules, time against import pydantic", 1.5, startup.IMPORT, startup.PYDANTIC),
        ("the names used, time against import pydantic", 1.5, startup.NAMES, startup.PYDANTIC),
        ("sv-rules --help, time against import typer", 3.0, startup.HELP, startup.TYPER),
    ):
        if mine in processes and its in processes:
            yield Target(what, asked, False, processes[mine]["seconds"] / processes[its]["seconds"])
