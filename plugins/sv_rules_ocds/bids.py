"""Bids: `bids/details[]`, one Bid for each lot it is for, with what it answers."""

from collections.abc import Mapping, Sequence

from sv_rules.model.procurement import Answer, Bid, Lot
from sv_rules_ocds.codes import ASSESSED_BIDS, OTHER_BIDS
from sv_rules_ocds.identifiers import LONGEST, Identifiers
from sv_rules_ocds.money import net
from sv_rules_ocds.node import Node, shown
from sv_rules_ocds.organisations import bidder, contact, parties_by_id
from sv_rules_ocds.responses import responses, responses_of_awards


def bids(release: Node, lots: Sequence[Lot], by_id: Mapping[str, str]) -> Mapping[str, tuple[Bid, ...]]:
    """Give the bids that can be assessed, by their published id; one for each lot.

    `by_id` gives each lot's id here by its published id.

    A bid invited, withdrawn or disqualified is left out with a remark. So is one for several lots, or none, where it
    cannot be told which; and a price for several lots together, which is no lot's price.
    """
    parties = parties_by_id(release)
    named = Identifiers("bid")
    with_awards = dict(responses_of_awards(release))
    found: dict[str, tuple[Bid, ...]] = {}
    for detail in (release / "bids/details").objects():
        if not _is_assessed(detail / "status"):
            continue
        identifier = named.unique(detail)
        its_lots = _lots_of(detail, lots, by_id)
        tenderers = list((detail / "tenderers").objects())
        who, where = bidder(tenderers, parties), contact(tenderers, parties)
        price = _price(detail / "value", len(its_lots))
        answered = responses(detail)
        known = {response.requirement for response in answered}
        answered += tuple(each for each in with_awards.pop(identifier, ()) if each.requirement not in known)
        found[identifier] = tuple(
            Bid(
                id=identifier if len(its_lots) == 1 else named.free(f"{identifier}/{lot}"[:LONGEST]),
                lot=lot,
                bidder=who,
                contact=where,
                facts=price,
                responses=answered,
            )
            for lot in its_lots
        )
    for identifier in with_awards:
        told = f"an award has answers of the bid '{shown(identifier)}', which is not among the bids"
        (release / "awards").remark(told)
    return found


def _is_assessed(status: Node) -> bool:
    code = (status.text() or "").strip()
    if code in OTHER_BIDS:
        status.remark(f"this bid is {code}; it was left out")
        return False
    if code and code not in ASSESSED_BIDS:
        status.remark(f"'{shown(code)}' is no status of a bid that is known here")
    return True


def _lots_of(detail: Node, lots: Sequence[Lot], by_id: Mapping[str, str]) -> list[str]:
    related = list((detail / "relatedLots").entries())
    related += [detail / "relatedLot"] if detail.value.get("relatedLot") is not None else []
    if lots[0].implied or (not related and len(lots) == 1):
        return [lots[0].id]
    if not related:
        detail.remark("this bid does not say which lot it is for; it was left out", fix="Give its 'relatedLots'.")
    found: dict[str, None] = {}
    for each in related:
        published = each.identifier() or ""
        if published in by_id:
            found[by_id[published]] = None
        else:
            each.remark(f"there is no lot '{shown(published)}'")
    return list(found)


def _price(value: Node, lots: int) -> dict[str, Answer]:
    price = net(value)
    if price and lots > 1:
        value.remark("this amount is for several lots together, so the price for each is not known")
        return {}
    return {"bid.price": Answer(value=price.value, place=price.at.place)} if price else {}
