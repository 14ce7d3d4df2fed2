"""One release to one procurement: its facts, its lots, what is asked, the bids and the contracts."""

from collections.abc import Mapping
from typing import Literal

from sv_rules.model.outcome import Stage
from sv_rules.model.procurement import Answer, Lot, Procurement, Source
from sv_rules_ocds.award_criteria import lot_criteria, remark_on_groups
from sv_rules_ocds.bids import bids
from sv_rules_ocds.contracts import Known, contracts
from sv_rules_ocds.dates import tags
from sv_rules_ocds.facts import LOT_FACTS, RELEASE_FACTS, facts
from sv_rules_ocds.identifiers import Identifiers
from sv_rules_ocds.node import Node
from sv_rules_ocds.organisations import buyer
from sv_rules_ocds.profiles import Profile
from sv_rules_ocds.questions import questions

_PLANNING = frozenset({"planning", "planningUpdate"})


def procurement(release: Node, source: Source, form: Profile) -> Procurement:
    """Give what a release states. An award without anything about the tender still gives a procurement."""
    lots, by_id = _lots(release, form)
    found = bids(release, lots, by_id)
    return Procurement(
        id=_identifier(release),
        title=(release / "tender/title").text() or "",
        stage=_stage(release),
        buyer=buyer(release),
        facts=facts(release, RELEASE_FACTS),
        lots=lots,
        bids=tuple(bid for several in found.values() for bid in several),
        contracts=contracts(release, Known(lots, by_id, found), form),
        questions=questions(release / "tender", by_id),
        sources=(source,),
    )


def _identifier(release: Node) -> str:
    ocid = (release / "ocid").identifier()
    if ocid:
        return ocid
    fallback = (release / "id").identifier() or _where(release)
    release.remark(f"this release has no ocid; it is called '{fallback}' here", fix="Give its 'ocid'.")
    return fallback


def _where(release: Node) -> str:
    line = f"line {release.notes.line}" if release.notes.line else ""
    return f"release at {release.pointer or line or 'the top'}"


def _stage(release: Node) -> Literal[Stage.DESIGN, Stage.SPECIFICATION]:
    found = tags(release)
    return Stage.DESIGN if found and found <= _PLANNING else Stage.SPECIFICATION


def _lots(release: Node, form: Profile) -> tuple[tuple[Lot, ...], Mapping[str, str]]:
    """Give the lots, and the id each has here by the id it was published with."""
    named = Identifiers("lot")
    by_id: dict[str, str] = {}
    lots = []
    currency = (release / "tender/value/currency").text()
    common = lot_criteria(release / "tender", form)
    remark_on_groups(release / "tender", form)
    for node in (release / "tender/lots").objects():
        identifier = named.unique(node)
        published = (node / "id").identifier()
        if published:
            by_id.setdefault(published, identifier)
        _remark_on_currency(node / "value/currency", currency)
        known = _with_criteria(facts(node, LOT_FACTS), lot_criteria(node, form) or common)
        lots.append(Lot(id=identifier, title=(node / "title").text() or "", facts=known))
    if not lots:
        return (Lot(id="whole", implied=True, facts=_with_criteria({}, common)),), {}
    return tuple(lots), by_id


def _with_criteria(known: dict[str, Answer], found: Answer | None) -> dict[str, Answer]:
    return {**known, "lot.criteria": found} if found else known


def _remark_on_currency(lot: Node, tender: str | None) -> None:
    found = lot.text()
    if found and tender and found != tender:
        lot.remark(f"this lot's value is in {found[:3]}, the tender's in {tender[:3]}; the two cannot be compared")
