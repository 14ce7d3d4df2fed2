"""What a supplier is told of how its tender was assessed: the assessment summary of section 50 of the Procurement Act.

The contents are those that regulation 31 of the Procurement Regulations 2024 (SI 2024/692) lists. What is not known is
empty, never invented; `summaries/completeness.py` says what is missing.
"""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.finding import Citation
from sv_rules.model.place import Place
from sv_rules.model.procurement import Evidence, Organisation, Rounding


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WinnerTold(StrEnum):
    """Whether an unsuccessful supplier is told of the winning tender's assessment here, elsewhere, or not (yet)."""

    LEFT_OUT = "left_out"
    ELSEWHERE = "elsewhere"
    INCLUDED = "included"


class Decision(StrEnum):
    """What became of the tender. Open: the lot has no decision yet. Disqualified: it was not scored."""

    SUCCESSFUL = "successful"
    UNSUCCESSFUL = "unsuccessful"
    DISQUALIFIED = "disqualified"
    OPEN = "open"


class Basis(StrEnum):
    """Where a score comes from: a mark, a computation on what was offered, or the scores of its sub-criteria."""

    MARK = "mark"
    COMPUTED = "computed"
    SUM = "sum"


class Supplier(_Part):
    """Who made the tender and where to write to it."""

    name: str = ""
    address: str = ""
    email: str = ""
    identifier: str = ""


class ScaleMark(_Part):
    """A score that could be given, and what a tender had to show for it."""

    mark: str
    label: str
    means: str


class Offered(_Part):
    """What the tender says that was looked at, where it was read, and what supports it."""

    what: str
    value: str
    place: Place | None = None
    evidence: tuple[Evidence, ...] = ()


class CriterionAssessed(_Part):
    """A criterion, its relative importance, how it was to be scored, and what the tender earned and why.

    Points are out of 100 for the whole tender. `score` null: there is none (yet). `parts` are its sub-criteria.
    """

    id: str
    title: str
    weight: str = Field(description="Relative importance within the criterion above, or of the whole at the top.")
    weight_of_total: str
    how: str = Field(description="How it was to be scored, in words.")
    relative: bool = Field(description="The score depends on the other tenders.")
    scale: tuple[ScaleMark, ...] = Field(description="The scores available, lowest first; empty where they are computed.")
    maximum: str = Field(description="The most points it can earn.")
    basis: Basis
    score: str | None
    exact: str | None
    given: str = Field(description="The mark, or the value offered, in words.")
    working: str
    explanation: str = Field(description="By reference to the tender: the evaluators' reason, or what was computed.")
    offered: tuple[Offered, ...] = ()
    next_mark: ScaleMark | None = Field(default=None, description="The next higher score that was available.")
    parts: tuple["CriterionAssessed", ...] = ()


class Disqualification(_Part):
    """A requirement that the tender does not meet, so that it was not scored."""

    check: str
    title: str
    sentence: str
    source: Citation


class WinningScore(_Part):
    """What the winning tender earned on a criterion, and why."""

    id: str
    title: str
    parent: str
    score: str | None
    maximum: str
    explanation: str


class WinningTender(_Part):
    """The assessment of the winning tender, as another supplier is told of it."""

    supplier: str
    total: str | None
    scores: tuple[WinningScore, ...]


class AssessmentSummary(_Part):
    """How one tender for one lot was assessed, for its supplier."""

    form: Literal["assessment-summary/1"] = "assessment-summary/1"
    procurement: str
    title: str
    buyer: Organisation
    lot: str
    lot_title: str
    bid: str
    supplier: Supplier
    fictional: bool
    decision: Decision
    why: tuple[str, ...] = Field(description="Why it was, or was not, successful: sentences.")
    disqualified_by: tuple[Disqualification, ...] = ()
    criteria: tuple[CriterionAssessed, ...]
    full_criteria_at: str = Field(description="Where the award criteria and the methodology can be read in full.")
    total: str | None
    total_exact: str | None
    rank: int | None
    joint: bool
    ranked: int = Field(description="How many tenders have a rank.")
    provisional: bool = Field(description="Something is open that could change the ranking.")
    rounding: Rounding
    winner_told: WinnerTold
    winner: WinningTender | None = None
    before_sending: tuple[str, ...] = Field(default=(), description="For the buyer only: what to think of first.")
    as_of: date
    evaluation: str = Field(description="SHA-256 of the evaluation that this is taken from.")
