"""Bids: `bids[]`, one for each lot it has a price for, with its answers and the coefficients it chose."""

from collections.abc import Iterable, Iterator, Sequence

from sv_rules.model.evidence import Evidence
from sv_rules.model.procurement import Answer, Bid, Contact, Lot, Organisation
from sv_rules.model.questionnaire import Response
from sv_rules_prozorro.criteria import values
from sv_rules_prozorro.money import stated
from sv_rules_prozorro.node import Node, shown

# bids[]/status: what can be assessed. The others are drafts, or bids that were withdrawn or turned down.
_ASSESSED = frozenset({"", "active", "pending"})
_LONGEST = 120


def bids(nodes: Iterable[Node], lots: Sequence[Lot]) -> tuple[Bid, ...]:
    """Give the bids that can be assessed; one without a price for any lot is for the only lot."""
    found: list[Bid] = []
    taken: set[str] = set()
    for number, node in enumerate(nodes, start=1):
        status = (node / "status").text()
        if status not in _ASSESSED:
            (node / "status").remark(f"this bid is {shown(status)}; it was left out")
            continue
        name = (node / "id").name() or f"bid {number}"
        its_lots = list(_lots(node, lots))
        answers = (*_responses(node / "requirementResponses"), *_parameters(node / "parameters"))
        who, where = _bidder(node / "tenderers"), _contact(node / "tenderers")
        for lot, price in its_lots:
            wanted = name if len(its_lots) == 1 else f"{name}/{lot}"[:_LONGEST]
            identifier = wanted if wanted not in taken else f"bid at {node.place.pointer}, lot {lot}"[:_LONGEST]
            taken.add(identifier)
            answer = stated(price)
            facts = {"bid.price": Answer(value=answer, place=price.place)} if answer else {}
            found.append(Bid(id=identifier, lot=lot, bidder=who, contact=where, facts=facts, responses=answers))
    return tuple(found)


def _lots(bid: Node, lots: Sequence[Lot]) -> Iterator[tuple[str, Node]]:
    known = {lot.id for lot in lots}
    for_lots = list((bid / "lotValues").objects())
    seen = set()
    for each in for_lots:
        lot = (each / "relatedLot").name()
        if lot in known and lot not in seen:
            seen.add(lot)
            yield lot, each / "value"
        elif lot not in known:
            (each / "relatedLot").remark(f"there is no lot '{shown(lot)}'")
    if not for_lots and len(lots) == 1:
        yield lots[0].id, bid / "value"
    elif not for_lots:
        bid.remark("this bid does not say which lot it is for; it was left out", fix="Give its 'lotValues'.")


def _responses(listed: Node) -> Iterator[Response]:
    for node in listed.objects():
        requirement = (node / "requirement/id").name(300)
        if not requirement:
            node.remark("this answer names no requirement; it was left out", fix="Give 'requirement' with its 'id'.")
            continue
        yield Response(
            id=(node / "id").name(),
            requirement=requirement,
            value=(node / "value").plain(),
            values=values(node / "values"),
            period_from=(node / "period/startDate").text()[:10],
            period_to=(node / "period/endDate").text()[:10],
            evidence=tuple(_evidence(node / "evidences")),
            place=node.place,
        )


def _parameters(listed: Node) -> Iterator[Response]:
    for node in listed.objects():
        code = (node / "code").name()
        if code:
            yield Response(requirement=code, value=(node / "value").plain(), place=node.place)


def _evidence(listed: Node) -> Iterator[Evidence]:
    for node in listed.objects():
        title = (node / "title").text()
        document = (node / "relatedDocument/title").text() or title
        if document:
            yield Evidence(document=document[:300], at=title[:300] if title != document else "")


def _bidder(tenderers: Node) -> Organisation:
    organisations = [organisation(node) for node in tenderers.objects()]
    return Organisation(
        id=next((each.id for each in organisations if each.id), ""),
        name=" and ".join(each.name for each in organisations if each.name),
    )


def organisation(node: Node) -> Organisation:
    """Give a buyer or bidder; its id carries the scheme of its register: `UA-EDR-00137256`."""
    scheme, number = (node / "identifier/scheme").text(), (node / "identifier/id").name()
    return Organisation(
        id=f"{scheme}-{number}" if scheme and number else "",
        name=(node / "name").text() or (node / "identifier/legalName").text(),
    )


def _contact(tenderers: Node) -> Contact:
    for node in tenderers.objects():
        keys = ("streetAddress", "locality", "postalCode", "countryName")
        parts = [(node / "address" / key).text() for key in keys]
        return Contact(
            address=", ".join(" ".join(part.split()) for part in parts if part),
            email=(node / "contactPoint/email").text(),
        )
    return Contact()
