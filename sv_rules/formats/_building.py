"""Our own document, known to be right, to a Procurement."""

from sv_rules.formats._building_award import award_in, limits_in, mark
from sv_rules.formats._building_proxies import table
from sv_rules.formats._part import Part
from sv_rules.model.procurement import Bid, Body, Contact, Contract, Lot, Organisation, Procurement, Source
from sv_rules.reading.written import Written

WHOLE = "whole"
"""Id of the lot that is implied where a document names none."""


def build(written: Written, source: Source) -> Procurement:
    """Give the procurement of a document without problems; a stage it does not say stays unset, for joining."""
    part = Part(written, ())
    lots = tuple(_lot(lot) for lot in part.parts("lots"))
    only = lots[0].id if len(lots) == 1 else WHOLE
    return Procurement(
        **part.given("id", "title", "stage"),
        buyer=_organisation(part, "buyer"),
        facts=part.facts(),
        lots=lots or (Lot(id=WHOLE, implied=True),),
        bids=tuple(_bid(bid, only) for bid in part.parts("bids")),
        contracts=tuple(
            Contract(**each.given("id", "bid"), lot=each.data.get("lot") or only, facts=each.facts())
            for each in part.parts("contracts")
        ),
        organisations=tuple(
            Body(**each.given("id", "name"), facts=each.facts()) for each in part.parts("organisations")
        ),
        award_common=award_in(part, "award_common"),
        lot_limits=limits_in(part),
        proxies=tuple(table(each) for each in part.parts("proxies")),
        sources=(source,),
    )


def _organisation(part: Part, key: str) -> Organisation:
    return Organisation(**(part.data.get(key) or {}))


def _lot(part: Part) -> Lot:
    return Lot(**part.given("id", "title"), facts=part.facts(), award=award_in(part, "award"))


def _bid(part: Part, only_lot: str) -> Bid:
    bidder = part.part("bidder") if part.data.get("bidder") else None
    return Bid(
        **part.given("id", "fictional"),
        lot=part.data.get("lot") or only_lot,
        bidder=Organisation(**bidder.given("id", "name")) if bidder else Organisation(),
        contact=Contact(**bidder.given("address", "email")) if bidder else Contact(),
        facts=part.facts(),
        marks=tuple(mark(each) for each in part.parts("marks")),
    )
