"""The result: findings and assessments with everything needed to repeat and to challenge them."""

import hashlib
import json
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.advice import Advice
from sv_rules.model.award_result import Combination, DecisionUsed, DrawUsed, LowPrice, Marking, MarksKept
from sv_rules.model.finding import Citation, ClueFound, ComparisonMade, Finding, SubjectRef
from sv_rules.model.outcome import Stage, Standing
from sv_rules.model.procurement import Organisation, Remark, Rounding, Source
from sv_rules.model.robustness import Robustness

SCHEMA_VERSION: Literal["1"] = "1"
"""Version of the form of an Evaluation. A reader of version 1 can read every later 1.x."""


class _Part(BaseModel):
    # A reader of version 1 reads every later 1.x: what it does not know it passes over.
    model_config = ConfigDict(frozen=True, extra="ignore")


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
    """A criterion as it was used, with its weight within the criterion above and of the whole.

    Both weights are exact, a decimal or a ratio with its sign; they are empty where importance is ranked or described.
    """

    lot: str
    id: str
    title: str
    parent: str
    weight: str
    weight_of_total: str
    importance: str = Field(default="", description="`30%`, `rank 2 of 4`, or the words of the award model.")
    method: str = Field(description="Empty for a criterion with sub-criteria.")
    how: str = Field(description="How it is scored, in words.")
    relative: bool = Field(description="One bid's score depends on the other bids.")
    fact: str = Field(default="", description="The fact of the bid that is scored; empty for marks and commitments.")
    price: bool = Field(default=False, description="It scores what the bidder asks to be paid.")
    threshold: str = Field(default="", description="The least that a bid needs, and what follows from less, in words.")


class CriterionScore(_Part):
    """What a bid earned on one criterion. Points are out of 100 for the whole bid; null: it cannot be told.

    Where importance is ranked or described, points are out of 100 for the criterion alone. `exact` keeps the unrounded
    points, as a decimal or as a ratio such as `200/3`; `share` the part of the criterion's maximum, likewise.
    """

    criterion: str
    title: str
    raw: str
    maximum: str
    points: str | None
    exact: str | None
    share: str | None = None
    working: str
    reason: str = Field(default="", description="The evaluators' reason, where a mark was given.")
    reached: bool | None = Field(default=None, description="Whether its threshold is reached; null: none, or not told.")
    threshold: str = Field(default="", description="The threshold and what the bid has, in a sentence.")


class Assessment(_Part):
    """What one bid earned in one lot."""

    lot: str
    bid: str
    bidder: Organisation
    fictional: bool = False
    status: Literal["ranked", "scored", "gated", "undecided", "incomplete", "unplaced"] = Field(
        description="scored: the importance of criteria gives no total. gated: fails a gate or a threshold. "
        "undecided: one cannot be told. incomplete: a score is missing. unplaced: the decision rule gives it no place."
    )
    why: str = Field(description="Why it stands where it stands, in a sentence.")
    scores: tuple[CriterionScore, ...] = ()
    marks: tuple[MarksKept, ...] = Field(default=(), description="Every mark as it was given, and the one that counts.")
    total: str | None = Field(
        default=None, description="Of 100; the quality alone where a decision rule ranks the bids."
    )
    total_exact: str | None = None
    index: str | None = Field(default=None, description="What a decision rule orders bids by.")
    index_exact: str | None = None
    index_working: str = ""
    abnormally_low: LowPrice | None = None
    rank: int | None = None
    joint: bool = False
    tie_break: str = ""


class LotResult(_Part):
    """The ranking of one lot, with the rules it was made by. `provisional`: something is open that could change it."""

    lot: str
    title: str
    provisional: bool
    sentence: str
    warnings: tuple[str, ...]
    rounding: Rounding
    importance: Literal["percentages", "ranks", "described"] = "percentages"
    ties: tuple[str, ...] = Field(default=(), description="Criteria compared in this order where totals are equal.")
    ties_on: Literal["exact", "rounded"] = "exact"
    near_tie: str | None = None
    draw: DrawUsed | None = None
    decision: DecisionUsed | None = None
    marking: Marking | None = None
    robustness: Robustness | None = Field(default=None, description="How sure the ranking is; null: see `not_tested`.")
    not_tested: str = ""
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
    combination: Combination | None = Field(default=None, description="Which bid wins which lot, under limits on lots.")
    clues: tuple[ClueFound, ...] = Field(default=(), description="What was recognised in prose, in reading order.")
    advice: Advice | None = Field(default=None, description="What to do first; only where a draft was checked.")
    remarks: tuple[Remark, ...]

    def to_bytes(self) -> bytes:
        """Give the canonical bytes: JSON in UTF-8, keys in the order of the schema, no spaces, one line."""
        return self.model_dump_json().encode()

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical bytes without `run.engine`: two engines give the same digest."""
        data = self.model_dump(mode="json")
        del data["run"]["engine"]
        return hashlib.sha256(_canonical(data)).hexdigest()


def _canonical(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
