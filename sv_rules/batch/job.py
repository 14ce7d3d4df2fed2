"""What a batch is asked to do with every item: small, and the same for every worker on every machine."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from sv_rules.model.raw_document import RawDocument

ENGINE = "strata"
"""The engine of a batch unless another is named: it runs on every Python, so every machine writes the same bytes."""


class Detail(StrEnum):
    """How much a result says: counts only, each finding in short, or the whole evaluation."""

    SUMMARY = "summary"
    FINDINGS = "findings"
    FULL = "full"


class PackVersion(NamedTuple):
    """A layer of the rulepack, and the SHA-256 over its files."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True)
class Job:
    """The work on every item. A worker makes its own host from the names and folders in it.

    Args:
        packs: ids of rulepacks, evaluated jointly.
        folders: folders of rulepacks beside those that are shipped.
        as_of: the date of every evaluation; None: each document's date of the tender notice.
        engine: the inference engine.
        detail: how much a result says.
        read_as: the format of every document; empty to recognise it.
        bids_for: the documents of one procurement; every item is then a bid for it.
        layers: what the packs must be; a worker that finds others refuses. Empty: whatever is found.
    """

    packs: tuple[str, ...]
    folders: tuple[Path, ...] = ()
    as_of: date | None = None
    engine: str = ENGINE
    detail: Detail = Detail.FINDINGS
    read_as: str = ""
    bids_for: tuple[RawDocument, ...] = ()
    layers: tuple[PackVersion, ...] = ()

    def pinned(self, layers: tuple[PackVersion, ...]) -> "Job":
        """Give the same job, for these versions of its packs only."""
        return replace(self, layers=layers)
