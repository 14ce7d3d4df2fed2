"""One result: as a line of JSON, and as a row with columns."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sv_rules.errors import Problem

_EVALUATION = b',"evaluation":'
# No text can hold these bytes: a quotation mark inside a JSON text has a backslash before it.


@dataclass(frozen=True)
class Record:
    """What one procurement, or one bid, came to.

    `index` is the number of the item; `part` counts the procurements of one item, from 1. `sha256` is of the item's
    bytes. `broken` and `open` name the must checks that are not met or cannot be told. `digest` is that of the
    evaluation, where the whole of it is kept. `evaluation` is JSON, already written.
    """

    index: int
    part: int
    source: str
    sha256: str
    status: Literal["evaluated", "error"]
    id: str = ""
    title: str = ""
    compliant: Literal["yes", "no", "cannot_tell", ""] = ""
    met: int = 0
    not_met: int = 0
    cannot_tell: int = 0
    not_applicable: int = 0
    broken: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    problems: tuple[Mapping[str, str], ...] = ()
    digest: str = ""
    findings: Sequence[Mapping[str, str]] | None = None
    evaluation: bytes = b""

    def row(self) -> dict[str, Any]:
        """Give it by column; what its detail leaves out is left out."""
        shown = dict(vars(self))
        if self.findings is None:
            del shown["findings"]
        if self.evaluation:
            shown["evaluation"] = self.evaluation.decode()
        else:
            del shown["evaluation"]
        return shown

    def line(self) -> bytes:
        """Give it as one line of JSON with its line break."""
        shown = dict(vars(self))
        del shown["evaluation"]
        if self.findings is None:
            del shown["findings"]
        head = json.dumps(shown, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
        return b"".join((head[:-1], _EVALUATION, self.evaluation, b"}\n")) if self.evaluation else head + b"\n"


def row_of(line: bytes) -> dict[str, Any]:
    """Give the row of a line; the evaluation in it stays text."""
    head, found, evaluation = line.rstrip(b"\n").partition(_EVALUATION)
    row: dict[str, Any] = json.loads(head + b"}" if found else head)
    if found:
        row["evaluation"] = evaluation[:-1].decode()
    return row


def told(problem: Problem) -> dict[str, str]:
    """Give a problem by column."""
    place = str(problem.place) if problem.place else ""
    return {"what": problem.what, "place": place, "where": problem.where, "fix": problem.fix}
