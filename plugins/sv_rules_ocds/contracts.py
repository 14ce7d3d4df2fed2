"""Contracts in delivery: `contracts[]`, with what was delivered and how their key performance indicators were rated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sv_rules.model.procurement import Answer, Bid, Contract, Lot
from sv_rules_ocds.codes import RATINGS
from sv_rules_ocds.identifiers import Identifiers
from sv_rules_ocds.metrics import delivered
from sv_rules_ocds.node import Node, shown
from sv_rules_ocds.profiles import Profile
from sv_rules_ocds.responses import related_bids


@dataclass(frozen=True)
class Known:
    """The lots and bids a contract may be for, also by the ids they were published with."""

    lots: Sequence[Lot]
    lots_by_id: Mapping[str, str]
    bids: Mapping[str, Sequence[Bid]]


def contracts(release: Node, known: Known, form: Profile) -> tuple[Contract, ...]:
    """Give the contracts that came about. One for several lots, or for it cannot be told which, is left out."""
    awards = {(award / "id").identifier() or "": award for award in (release / "awards").objects()}
    named = Identifiers("contract")
    found = []
    for node in (release / "contracts").objects():
        if (node / "status").value == "cancelled":
            (node / "status").remark("this contract was cancelled before it began; it was left out")
            continue
        award = awards.get((node / "awardID").identifier() or "")
        lot = _lot(node, award, known)
        if not lot:
            continue
        facts = dict(delivered(node))
        kpis = _kpis(node) if form.kpis else None
        if kpis:
            facts["contract.kpis"] = kpis
        found.append(Contract(id=named.unique(node), lot=lot, bid=_bid(node, award, lot, known), facts=facts))
    return tuple(found)


def _lot(contract: Node, award: Node | None, known: Known) -> str:
    if known.lots[0].implied:
        return known.lots[0].id
    for node in (contract, award):
        related = [] if node is None else [*(node / "relatedLots").entries(), node / "relatedLot"]
        published = [each for each in related if each.value is not None]
        lots = {lot for each in published if (lot := known.lots_by_id.get(each.identifier() or ""))}
        if len(lots) == 1:
            return lots.pop()
        if published:
            told = f"is for {len(lots)} lots together" if lots else "is for a lot that is nowhere described"
            contract.remark(f"this contract {told}; it was left out", fix="Give a contract for each lot.")
            return ""
    if len(known.lots) == 1:
        return known.lots[0].id
    contract.remark(
        "this contract does not say which lot it is for; it was left out", fix="Give the 'relatedLots' of its award."
    )
    return ""


def _bid(contract: Node, award: Node | None, lot: str, known: Known) -> str:
    for node in (contract, award):
        published = related_bids(node) if node is not None else []
        bids = [bid.id for each in published for bid in known.bids.get(each, ()) if bid.lot == lot]
        if published:
            return bids[0] if len(bids) == 1 else ""
    return ""


def _kpis(contract: Node) -> Answer | None:
    """Give the indicators that were agreed, each with its last rating. A reason why there are none says there are none.

    An empty list says nothing in OCDS.
    """
    agreed = contract / "agreedMetrics"
    metrics = list(agreed.objects())
    if not metrics:
        reason = contract / "noAgreedMetricsRationale"
        return Answer(value=[], place=reason.place) if reason.text() else None
    rated = {
        (metric / "id").identifier() or "": rating
        for metric in (contract / "implementation/metrics").objects()
        if (rating := _rating(metric))
    }
    records = []
    for metric in metrics:
        identifier = (metric / "id").identifier() or ""
        record = {"name": (metric / "title").text() or identifier, "rating": rated.get(identifier)}
        records.append({field: value for field, value in record.items() if value})
    return Answer(value=records, place=agreed.place)


def _rating(metric: Node) -> str | None:
    """Give the rating of the observation whose period ends last; none when that cannot be told."""
    observed = [each for each in (metric / "observations").objects() if (each / "measureClassification").value]
    ends = [((each / "period/endDate").text() or "")[:10] for each in observed]
    if not observed or (len(observed) > 1 and (not all(ends) or ends.count(max(ends)) > 1)):
        return None
    last = observed[ends.index(max(ends))]
    code = ((last / "measureClassification/id").identifier() or "").strip()
    if code and code not in RATINGS:
        (last / "measureClassification").remark(f"'{shown(code)}' is no rating of an indicator that is known here")
    return RATINGS.get(code)
