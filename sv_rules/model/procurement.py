"""A procurement as we look at it, whatever document it came from: lots, bids, contracts, and what is known of each.

Values are kept as they were written (JSON values with exact numbers) until a rulepack's declarations type them; each
keeps its place and its evidence. Readers build these; nothing here reads a file.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.award import AwardCriterion, AwardModel, LotLimits, Rounding, RoundingMode
from sv_rules.model.evidence import Evidence
from sv_rules.model.outcome import Kind, Stage
from sv_rules.model.place import Place
from sv_rules.model.prose import Prose
from sv_rules.model.proxies import ProxyTable
from sv_rules.model.questionnaire import AskedCriterion, Response

__all__ = [
    "Answer",
    "AwardCriterion",
    "AwardModel",
    "Bid",
    "Body",
    "Contract",
    "Evidence",
    "Facts",
    "Lot",
    "Mark",
    "Organisation",
    "Procurement",
    "Remark",
    "Rounding",
    "RoundingMode",
    "Source",
    "Subject",
    "subjects_of",
]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Answer(_Part):
    """A known value of a fact: as written, where it stood, what supports it."""

    value: Any
    place: Place
    evidence: tuple[Evidence, ...] = ()


Facts: TypeAlias = Mapping[str, Answer]


class Remark(_Part):
    """Something a reader or the pipeline noticed about a document and did not guess away."""

    what: str
    place: Place
    fix: str = ""


class Organisation(_Part):
    """A buyer or a bidder. `id` carries its scheme: `GB-PPON-PBHY-1866-HTLD`."""

    id: str = ""
    name: str = ""


class Contact(_Part):
    """Where to write to a bidder: an assessment summary names both."""

    address: str = ""
    email: str = ""


class Mark(_Part):
    """What one evaluator, or the panel, gave a bid on one criterion.

    `worked_out`: nobody gave it; it is the mean or median of several marks, so it may lie between those of a scale.
    """

    criterion: str = Field(min_length=1)
    mark: Decimal | Fraction
    reason: str = Field(default="", description="Why this mark, by reference to what the bid says; bidders see it.")
    internal: str = Field(default="", description="A comment for the panel alone; no bidder ever sees it.")
    evaluator: str = Field(default="", description="A pseudonym; empty for the panel's agreed mark.")
    worked_out: bool = False
    place: Place | None = None


class Lot(_Part):
    """A part of the procurement that is awarded on its own. `implied`: no lots were named; this is the whole."""

    id: str = Field(min_length=1, max_length=120)
    title: str = ""
    facts: Facts = Field(default_factory=dict)
    award: AwardModel | None = None
    implied: bool = False


class Bid(_Part):
    """One bidder's offer for one lot."""

    id: str = Field(min_length=1, max_length=120)
    lot: str
    bidder: Organisation = Organisation()
    contact: Contact = Contact()
    facts: Facts = Field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    responses: tuple[Response, ...] = Field(default=(), description="What it answers to the procurement's questions.")
    fictional: bool = False


class Contract(_Part):
    """A contract in delivery. `bid` is the bid it came from, when known."""

    id: str = Field(min_length=1, max_length=120)
    lot: str
    bid: str = ""
    facts: Facts = Field(default_factory=dict)


class Body(_Part):
    """An organisation looked at for itself: is it ready to commission for social value?"""

    id: str = Field(min_length=1, max_length=120)
    name: str = ""
    facts: Facts = Field(default_factory=dict)


class Source(_Part):
    """A document that was read: its name, the SHA-256 of its bytes, its format."""

    name: str
    sha256: str
    format: str


class Procurement(_Part):
    """Everything known about one procurement."""

    id: str = Field(min_length=1, max_length=300)
    title: str = ""
    stage: Literal[Stage.DESIGN, Stage.SPECIFICATION] = Stage.SPECIFICATION
    buyer: Organisation = Organisation()
    facts: Facts = Field(default_factory=dict)
    lots: tuple[Lot, ...] = Field(min_length=1)
    bids: tuple[Bid, ...] = ()
    contracts: tuple[Contract, ...] = ()
    organisations: tuple[Body, ...] = ()
    award_common: AwardModel | None = Field(
        default=None, description="How the bids for every lot without an award model of its own are assessed."
    )
    lot_limits: LotLimits | None = None
    proxies: tuple[ProxyTable, ...] = Field(default=(), description="Tables of proxy values that criteria may use.")
    questions: tuple[AskedCriterion, ...] = Field(default=(), description="What bidders are asked.")
    prose: tuple[Prose, ...] = Field(default=(), description="Documents of prose, paragraph by paragraph.")
    anyones: bool = Field(
        default=False, description="From a document that goes with any procurement, such as a table of proxy values."
    )
    sources: tuple[Source, ...] = ()
    remarks: tuple[Remark, ...] = Field(default=(), description="What the readers of its documents noticed.")


class Subject(_Part):
    """The thing looked at, seen through its facts."""

    kind: Kind
    id: str
    title: str
    stage: Stage
    parent: str = Field(default="", description="Id of the subject above it; empty for the outermost.")
    facts: Facts = Field(default_factory=dict, exclude=True)

    @property
    def key(self) -> tuple[Kind, str]:
        """Kind and id: together they name a subject within a procurement."""
        return (self.kind, self.id)


def subjects_of(procurement: Procurement) -> Iterator[tuple[Subject, tuple[Kind, str] | None]]:
    """Give every subject with its parent's key, each after its parent."""
    root = (Kind.PROCUREMENT, procurement.id)
    yield _subject(Kind.PROCUREMENT, procurement.id, procurement.title, procurement.stage, procurement.facts), None
    for lot in procurement.lots:
        yield _subject(Kind.LOT, lot.id, lot.title, procurement.stage, lot.facts, parent=procurement.id), root
    for bid in procurement.bids:
        yield _subject(Kind.BID, bid.id, bid.bidder.name, Stage.BID, bid.facts, parent=bid.lot), (Kind.LOT, bid.lot)
    for contract in procurement.contracts:
        above = (Kind.BID, contract.bid) if contract.bid else (Kind.LOT, contract.lot)
        yield _subject(Kind.CONTRACT, contract.id, "", Stage.DELIVERY, contract.facts, parent=above[1]), above
    for body in procurement.organisations:
        yield _subject(Kind.ORGANISATION, body.id, body.name, Stage.ORGANISATION, body.facts), None


def _subject(kind: Kind, identifier: str, title: str, stage: Stage, facts: Facts, *, parent: str = "") -> Subject:
    return Subject(kind=kind, id=identifier, title=title, stage=stage, parent=parent, facts=facts)
