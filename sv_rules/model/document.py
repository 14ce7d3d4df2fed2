"""Our own document: a procurement in neutral JSON or YAML, as a vendor or a commissioner writes it.

The JSON Schema `schemas/procurement.json` is made from these. `formats/procurement.py` turns one into a Procurement.
Facts are flat, under their full names: `tender.value: GBP 250000`. A document may hold a part only (the bids for a
notice that came as OCDS): several documents about one procurement are joined, and must not contradict each other.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.authored import FactName
from sv_rules.model.award_document import AwardText, LotLimitsText, MarkText
from sv_rules.model.proxies_document import ProxyTableText

Id = Annotated[str, Field(min_length=1, max_length=120)]
FactsText = dict[FactName, Any]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EvidenceText(_Part):
    """What supports a value: a document, where in it, and at most a dozen words of it."""

    document: str = Field(min_length=1, max_length=300)
    at: str = Field(default="", max_length=300)
    quote: str = Field(default="", max_length=200)


class _WithFacts(_Part):
    facts: FactsText = Field(default={}, max_length=5000, description="Values under the full names of the facts.")
    evidence: dict[FactName, list[EvidenceText]] = Field(default={}, description="What supports a value, by fact.")


class OrganisationText(_Part):
    """A buyer or a bidder."""

    id: str = Field(default="", max_length=200)
    name: str = Field(default="", max_length=300)


class BidderText(OrganisationText):
    """A bidder, and where to write to it."""

    address: str = Field(default="", max_length=600, description="Postal address, on one line.")
    email: str = Field(default="", max_length=320)


class LotText(_WithFacts):
    """A part of the procurement that is awarded on its own."""

    id: Id
    title: str = Field(default="", max_length=600)
    award: AwardText | None = None


class BidText(_WithFacts):
    """One bidder's offer for one lot. `lot` may be left out where there is only one."""

    id: Id
    lot: str = Field(default="", max_length=120)
    bidder: BidderText = BidderText()
    marks: list[MarkText] = Field(default=[], max_length=5000)
    fictional: bool = False


class ContractText(_WithFacts):
    """A contract in delivery."""

    id: Id
    lot: str = Field(default="", max_length=120)
    bid: str = Field(default="", max_length=120)


class BodyText(_WithFacts):
    """An organisation looked at for itself."""

    id: Id
    name: str = Field(default="", max_length=300)


class ProcurementText(_WithFacts):
    """A procurement, or a part of one."""

    form: Literal["procurement/1"] = Field(description="Says that this is one of our documents.")
    id: str = Field(min_length=1, max_length=300, description="The procurement's id; an ocid where there is one.")
    title: str = Field(default="", max_length=600)
    stage: Literal["design", "specification"] | None = None
    buyer: OrganisationText = OrganisationText()
    lots: list[LotText] = Field(default=[], max_length=2000)
    bids: list[BidText] = Field(default=[], max_length=100000)
    contracts: list[ContractText] = Field(default=[], max_length=20000)
    organisations: list[BodyText] = Field(default=[], max_length=1000)
    award_common: AwardText | None = Field(
        default=None, description="How bids are assessed in every lot that has no `award` of its own."
    )
    lot_limits: LotLimitsText | None = None
    proxies: list[ProxyTableText] = Field(default=[], max_length=50, description="Tables of proxy values.")
