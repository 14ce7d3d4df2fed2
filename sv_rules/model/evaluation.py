"""The result: findings and assessments with everything needed to repeat and to challenge them."""

import hashlib
import json
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.finding import Citation, ComparisonMade, Finding, SubjectRef
from sv_rules.model.outcome import Stage, Standing
from sv_rules.model.procurement import Organisation, Remark, Rounding, Source

SCHEMA_VERSION: Literal["1"] = "1"
"""Version of the form of an Evaluation. A reader of version 1 can read every later 1.x."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PackUsed(_Part):
    """A rulepack that took part: which version, and the SHA-256 over its files."""

    id: str
    title: str
    version: str
    sha256: str
    asked_for: bool = Field(description="False for a pack that came in because another one extends it.")


class EngineUsed(_Part):
    """The inference engine that drew the conclusions. Every engine draws the same."""

    name: str
    version: str


class Run(_Part):
    """What is needed to repeat the evaluation."""

    sv_rules: str = Field(description="Version of this library.")
    engine: EngineUsed
    packs: tuple[PackUsed, ...]
    inputs: tuple[Source, ...]
    as_of: date
    as_of_from: Literal["argument", "tender notice"]


class NotLookedAt(_Part):
    """A check that gave no finding, and why."""

    check: str
    why: str


class GapNoted(_Part):
    """What a pack does not know and only its council can fill in."""

    pack: str
    what: str
    why: str


class OverrideNoted(_Part):
    """A line of a parent pack that a pack changed or set aside."""

    line: str
    by: str
    waived: bool
    changed: tuple[str, ...]
    reason: str
    source: Citation


class Coverage(_Part):
    """How much of the packs was looked at."""

    checks: int = Field(description="Checks in the packs.")
    applied: int = Field(description="Findings that apply: met, not met or cannot tell.")
    not_applicable: int
    not_looked_at: tuple[NotLookedAt, ...]
    overrides: tuple[OverrideNoted, ...]
    gaps: tuple[GapNoted, ...]
    facts_given: int = Field(description="Values in the documents that the packs read.")
    facts_wanted: int = Field(description="Facts the packs read, over all subjects.")


class ConclusionDrawn(_Part):
    """A conclusion about a subject. `certain` false: it hangs on something that is not known."""

    subject: SubjectRef
    conclusion: str
    title: str
    certain: bool
    rule: str
    because: tuple[ComparisonMade, ...]
    source: Citation
    standing: Standing


class Compliance(_Part):
    """Whether a subject meets every must check that applies to it.

    `compliant` is null when none is broken but one cannot be told, and when no must check applies.
    """

    subject: SubjectRef
    stage: Stage
    compliant: bool | None
    sentence: str
    broken: tuple[str, ...] = Field(description="Must checks not met.")
    open: tuple[str, ...] = Field(description="Must checks that cannot be told.")
    must_checks: int = Field(description="Must checks that apply and are not set aside.")


class CriterionUsed(_Part):
    """A criterion as it was used, with its weight within the criterion above and of the whole."""

    lot: str
    id: str
    title: str
    parent: str
    weight: str
    weight_of_total: str
    method: str = Field(description="Empty for a criterion with sub-criteria.")
    how: str = Field(description="How it is scored, in words.")
    relative: bool = Field(description="One bid's score depends on the other bids.")


class CriterionScore(_Part):
    """What a bid earned on one criterion. Points are out of 100 for the whole bid; null: it cannot be told.

    `exact` keeps the unrounded points, as a decimal or as a ratio such as `200/3`.
    """

    criterion: str
    title: str
    raw: str
    maximum: str
    points: str | None
    exact: str | None
    working: str
    reason: str = Field(default="", description="The evaluators' reason, where a mark was given.")


class Assessment(_Part):
    """What one bid earned in one lot."""

    lot: str
    bid: str
    bidder: Organisation
    fictional: bool = False
    status: Literal["ranked", "gated", "undecided", "incomplete"] = Field(
        description="gated: fails a gate, not scored. undecided: a gate cannot be told. incomplete: a score is missing."
    )
    why: str = Field(description="Why it stands where it stands, in a sentence.")
    scores: tuple[CriterionScore, ...] = ()
    total: str | None = None
    total_exact: str | None = None
    rank: int | None = None
    joint: bool = False
    tie_break: str = ""


class LotResult(_Part):
    """The ranking of one lot. `provisional`: something is open that could change it."""

    lot: str
    title: str
    provisional: bool
    sentence: str
    warnings: tuple[str, ...]
    rounding: Rounding
    assessments: tuple[Assessment, ...]


class Evaluation(_Part):
    """Everything one evaluation came to. Frozen; the same input gives the same bytes."""

    form: Literal["1"] = SCHEMA_VERSION
    id: str
    title: str
    buyer: Organisation
    run: Run
    coverage: Coverage
    compliance: tuple[Compliance, ...]
    findings: tuple[Finding, ...]
    conclusions: tuple[ConclusionDrawn, ...]
    criteria: tuple[CriterionUsed, ...]
    lots: tuple[LotResult, ...]
    remarks: tuple[Remark, ...]

    def to_bytes(self) -> bytes:
        """Give the canonical bytes: JSON in UTF-8, keys in the order of the schema, no spaces, one line."""
        return _canonical(self.model_dump(mode="json"))

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical bytes without `run.engine`: two engines give the same digest."""
        data = self.model_dump(mode="json")
        del data["run"]["engine"]
        return hashlib.sha256(_canonical(data)).hexdigest()


def _canonical(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
