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
    # A reader of version 1 reads every later 1.x: what it does not know it passes over.
    model_config = ConfigDict(frozen=True, extra="ignore")


class WinnerTold(StrEnum):
    """Whether an unsuccessful supplier is told of the winning tender's assessment here, elsewhere, or not (yet)."""

    LEFT_OUT = "left_out"
    ELSEWHERE = "elsewhere"
    INCLUDED = "included"


class Decision(StrEnum):
    """What became of the tender. Open: the lot has no decision yet. Disqualified: it misses what it had to meet."""

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

    Points are out of 100 for the whole tender; where importance is ranked or described, out of 100 for the criterion.
    `score` null: there is none (yet). `parts` are its sub-criteria.
    """

    id: str
    title: str
    importance: str = Field(description="Relative importance beside its neighbours: a percentage, a rank or words.")
    weight_of_total: str = Field(description="The percentage of the whole; empty where there are no percentages.")
    method: str = Field(description="Empty for a criterion with sub-criteria.")
    how: str = Field(description="How it was to be scored, in words.")
    relative: bool = Field(description="The score depends on the other tenders.")
    scale: tuple[ScaleMark, ...] = Field(
        description="The scores available, lowest first; empty where they are computed."
    )
    maximum: str = Field(description="The most points it can earn.")
    basis: Basis
    score: str | None
    exact: str | None
    given: str = Field(description="The mark, or the value offered, in words.")
    working: str
    explanation: str = Field(description="By reference to the tender: the evaluators' reason, or what was computed.")
    unexplained: int = Field(default=0, description="Marks that count and have no reason.")
    offered: tuple[Offered, ...] = ()
    threshold: str = Field(default="", description="The least that was needed, and what the tender has.")
    next_mark: ScaleMark | None = Field(default=None, description="The next higher score that was available.")
    parts: tuple["CriterionAssessed", ...] = ()


class Disqualification(_Part):
    """A requirement that the tender does not meet: a check, or the threshold of a criterion, which has no citation."""

    requirement: str = Field(description="Id of the check or criterion.")
    title: str
    sentence: str
    source: Citation | None = None


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
    further: str = Field(default="", description="Any further explanation of why it is not successful.")
    disqualified_by: tuple[Disqualification, ...] = ()
    criteria: tuple[CriterionAssessed, ...]
    decided_by: str = Field(default="", description="How quality and price together decide, where a rule does that.")
    full_criteria_at: str = Field(description="Where the award criteria and the methodology can be read in full.")
    total: str | None = Field(description="Of 100; null where there is none, as with ranked or described importance.")
    has_totals: bool = Field(description="Whether the award model gives totals at all.")
    total_exact: str | None
    index: str | None = Field(default=None, description="What that rule orders tenders by.")
    index_working: str = ""
    rank: int | None
    joint: bool
    outranks_winner: bool = Field(description="It ranks above the tender that the contract is awarded to.")
    ranked: int = Field(description="How many tenders have a rank.")
    provisional: bool = Field(description="Something is open that could change the ranking.")
    rounding: Rounding
    winner_told: WinnerTold
    winner: WinningTender | None = None
    before_sending: tuple[str, ...] = Field(default=(), description="For the buyer only: what to think of first.")
    as_of: date
    evaluation: str = Field(description="SHA-256 of the evaluation that this is taken from.")
