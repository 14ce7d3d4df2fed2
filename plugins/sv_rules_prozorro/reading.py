"""The document format `prozorro`: a tender, a bid by itself, or a list of criteria."""

import re
from collections.abc import Mapping, Sequence

from sv_rules.model.amount import read_date
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.procurement import Answer, Lot, Organisation, Procurement, Remark, Source
from sv_rules.model.raw_document import RawDocument
from sv_rules_prozorro.bids import bids, organisation
from sv_rules_prozorro.criteria import criteria, features
from sv_rules_prozorro.money import estimate
from sv_rules_prozorro.node import Node, decoded

_WHOLE = Lot(id="whole", implied=True)
_TEXTS = {"tender.title": "title", "tender.description": "description"}
# mainProcurementCategory and procurementMethod: the words are those of our facts.
_CODES = {
    "tender.category": ("mainProcurementCategory", frozenset({"goods", "services", "works"})),
    "tender.procedure": ("procurementMethod", frozenset({"open", "selective", "limited"})),
}


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the one procurement of a document, and a remark for whatever was not used.

    Total: any JSON gives an answer; what is neither a tender, a bid nor criteria gives no procurement and a remark.

    Raises:
        DocumentError: the text is not JSON at all.
    """
    root = decoded(document)
    source = Source(name=document.name, sha256=document.sha256, format=FORMAT.name)
    data = root / "data" if isinstance(root.value, dict) and "data" in root.value else root
    read = _read(data, source)
    remarks = tuple(dict.fromkeys(root.remarks))
    return ([read.model_copy(update={"remarks": remarks})] if read else []), remarks


def _read(data: Node, source: Source) -> Procurement | None:
    if isinstance(data.value, list):
        asked = criteria(data.objects(), {})
        return Procurement(id=_named(source), lots=(_WHOLE,), questions=asked, sources=(source,)) if asked else None
    if not isinstance(data.value, dict) or not data.value:
        data.remark("there is no tender, bid or list of criteria here", fix="Give what Prozorro's API gives.")
        return None
    is_bid = not {"criteria", "items", "bids", "tenderID"} & set(data.value) or "lotValues" in data.value
    if is_bid and "requirementGroups" in data.value:
        asked = criteria([data], {})
        return Procurement(id=_named(source), lots=(_WHOLE,), questions=asked, sources=(source,))
    return _bid_alone(data, source) if is_bid else _tender(data, source)


def _tender(data: Node, source: Source) -> Procurement:
    facts = dict(_facts(data))
    buyer = organisation(data / "procuringEntity") if data.value.get("procuringEntity") else Organisation()
    if buyer.name:
        facts["buyer.name"] = Answer(value=buyer.name, place=(data / "procuringEntity").place)
    lots = tuple(_lots(data / "lots")) or (_WHOLE,)
    of_items = {(item / "id").name(): (item / "relatedLot").name() for item in (data / "items").objects()}
    return Procurement(
        id=(data / "tenderID").name(300) or (data / "id").name(300) or _named(source),
        title=(data / "title").text() or (data / "title_en").text(),
        buyer=buyer,
        facts=facts,
        lots=lots,
        bids=bids((data / "bids").objects(), lots),
        questions=(*criteria((data / "criteria").objects(), of_items), *features(data / "features", of_items)),
        sources=(source,),
    )


def _facts(data: Node) -> Mapping[str, Answer]:
    found = {}
    for fact, key in _TEXTS.items():
        if text := (data / key).text():
            found[fact] = Answer(value=text, place=(data / key).place)
    for fact, (key, known) in _CODES.items():
        code = (data / key).text()
        if code in known:
            found[fact] = Answer(value=code, place=(data / key).place)
        elif code:
            (data / key).remark("this is no code that is known here")
    published = data / "noticePublicationDate"
    if read_date(published.text()[:10]):
        found["tender.notice_date"] = Answer(value=published.text()[:10], place=published.place)
    return {**found, **estimate(data / "value", "tender")}


def _lots(listed: Node) -> Sequence[Lot]:
    lots: dict[str, Lot] = {}
    for number, node in enumerate(listed.objects(), start=1):
        facts = {
            f"lot.{key}": Answer(value=text, place=(node / key).place)
            for key in ("title", "description")
            if (text := (node / key).text())
        }
        name = (node / "id").name() or f"lot {number}"
        if name in lots:
            node.remark("another lot has this id; this one was left out")
            continue
        lots[name] = Lot(id=name, title=(node / "title").text(), facts={**facts, **estimate(node / "value", "lot")})
    return tuple(lots.values())


def _bid_alone(data: Node, source: Source) -> Procurement:
    """Give a procurement around a bid that was read by itself; its lots are those it has prices for."""
    data.remark(
        "this is a bid by itself, which does not say what tender it is for",
        fix="Read the tender, which holds its bids once they are opened.",
    )
    named = dict.fromkeys((each / "relatedLot").name() for each in (data / "lotValues").objects())
    lots = tuple(Lot(id=name) for name in named if name) or (_WHOLE,)
    found = bids([data], lots)
    return Procurement(id=(data / "id").name(300) or _named(source), lots=lots, bids=found, sources=(source,))


def _named(source: Source) -> str:
    return source.name[:300] or "prozorro"


def sniff(document: RawDocument) -> int:
    """Say how surely a document is Prozorro's, by the keys it uses; whatever has an ocid is OCDS."""
    text = document.text_or_empty
    if not text.lstrip(" \t\r\n").startswith(("{", "[")):
        return 0
    keys = set(_KEYS.findall(text))
    if "ocid" in keys or not keys & _OURS:
        return 0
    return 90 if keys & _CONTENT else 80 if {"tenderID", "procurementMethodType"} <= keys else 30


_OURS = frozenset(
    {"tenderID", "procurementMethodType", "lotValues", "featureOf", "legislation", "subcontractingDetails"}
)
_CONTENT = frozenset({"requirementGroups", "requirementResponses", "features"})
_KEYS = re.compile(rf'"(ocid|{"|".join(sorted(_OURS | _CONTENT))})"\s*:')

FORMAT = DocumentFormat(
    name="prozorro", title="Prozorro: tenders, bids and criteria as its API gives them", sniff=sniff, load=load
)
