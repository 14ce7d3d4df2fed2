"""`bids.details[]`: who bids for which lot, at what price, with which answers."""

from typing import Any

from sv_rules.model.procurement import Bid
from sv_rules_ocds.export.account import Account
from sv_rules_ocds.export.answers import Answers, Documents, subject_of
from sv_rules_ocds.export.exact_json import stated
from sv_rules_ocds.export.parties import Parties
from sv_rules_ocds.export.told import Told


def bid_of(bid: Bid, answers: Answers, parties: Parties, account: Account, *, with_lot: bool) -> dict[str, Any]:
    """Give one bid. Its status is not known here, and its marks, scores and rank are not for OCDS."""
    price = Told(bid.facts, subject_of(bid), account).money("bid.price")
    known = bid.bidder.id or bid.bidder.name or bid.contact.address or bid.contact.email
    tenderer = parties.refer(bid.bidder, "tenderer", f"bidder-{bid.id}", bid.contact) if known else {}
    documents = Documents()
    responses = answers.of(bid, documents)
    return stated(
        id=bid.id,
        tenderers=[tenderer] if tenderer else [],
        value={"amount": price.amount, "currency": price.currency} if price else {},
        relatedLots=[bid.lot] if with_lot else [],
        documents=documents.all,
        requirementResponses=responses,
    )
