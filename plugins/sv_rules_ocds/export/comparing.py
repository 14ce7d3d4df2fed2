"""What of a procurement comes back when the export is read again; what does not is lost, and is named."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sv_rules.model.procurement import Bid, Contract, Facts, Lot, Procurement, Source
from sv_rules.model.questionnaire import AskedCriterion, Response
from sv_rules_ocds.codes import LIGHT_TOUCH
from sv_rules_ocds.decoding import decoded
from sv_rules_ocds.export import answers, contracts, questions
from sv_rules_ocds.export.account import NO_FIELD, Account
from sv_rules_ocds.export.asking import ELSEWHERE
from sv_rules_ocds.export.tender import PROCUREMENT, subject_of
from sv_rules_ocds.export.values import canonical
from sv_rules_ocds.node import Notes
from sv_rules_ocds.profiles import profile
from sv_rules_ocds.release import procurement
from sv_rules_ocds.shapes import extensions, releases

SCORES = "Scores never go into OCDS"
_NO_AWARD_MODELS = f"OCDS has no award models. {SCORES}"
_OTHERWISE = "OCDS holds it otherwise, so that it is read as something else"
_NOT_THERE = "it is not there when this is read again"


class Written(NamedTuple):
    """What was written, and which facts of each bid were written as answers, by bid and fact."""

    data: bytes
    answers: Mapping[str, Mapping[str, Mapping[str, Any]]]


def compare(one: Procurement, written: Written, account: Account) -> None:
    """Count what is lost, and note what is read besides."""
    found = _read(written.data)
    _whole(one, found, account)
    lots = {lot.id: lot for lot in found.lots}
    for lot in one.lots:
        _lot(lot, lots.get(lot.id), account)
    bids = {bid.id: bid for bid in found.bids}
    for bid in one.bids:
        _bid(bid, bids.get(bid.id), written.answers.get(bid.id, {}), account)
    by_id = {contract.id: contract for contract in found.contracts}
    for contract in one.contracts:
        _contract(contract, by_id.get(contract.id), account)
    asked = {question.id: question for question in found.questions}
    for question in one.questions:
        _question(question, asked.get(question.id), account)


def _read(data: bytes) -> Procurement:
    (root,) = decoded(data.decode(), Notes(""))
    (release,) = releases(root)
    source = Source(name="", sha256="", format="ocds")
    return procurement(release, source, profile(release, extensions(root)))


def _whole(one: Procurement, found: Procurement, account: Account) -> None:
    told = _values(one.facts)
    plain = {
        "id": one.id,
        "title": one.title or told.get("tender.title", ""),
        "stage": one.stage,
        "buyer.id": one.buyer.id,
        "buyer": one.buyer.name or told.get("buyer.name", ""),
    }
    again = {"id": found.id, "title": found.title, "stage": found.stage}
    _same(PROCUREMENT, plain, again | {"buyer.id": found.buyer.id, "buyer": found.buyer.name}, account)
    regimes = told.get("tender.special_regimes")
    said_twice = {"tender.title": one.title, "buyer.name": one.buyer.name} | (
        {"tender.light_touch": LIGHT_TOUCH in regimes} if isinstance(regimes, list | tuple) and regimes else {}
    )
    _facts(PROCUREMENT, one.facts, found.facts, account, said_twice)
    never: Mapping[str, tuple[Any, str]] = {
        "how bids are assessed in every lot": (one.award_common, _NO_AWARD_MODELS),
        "how many lots one bidder may win": (one.lot_limits, NO_FIELD),
        "tables of proxy values": (one.proxies, f"OCDS has no field for them. {SCORES}"),
        "documents of prose": (one.prose, "OCDS refers to documents and does not hold them"),
        "organisations looked at for themselves": (one.organisations, "a release is about one contracting process"),
        "that it goes with any procurement": (one.anyones, "a release is about one contracting process"),
    }
    for name, (value, reason) in never.items():
        if value:
            account.lose(PROCUREMENT, name, reason)


def _lot(lot: Lot, found: Lot | None, account: Account) -> None:
    subject = subject_of(lot)
    if found is None:
        account.lose(subject, "the lot", _NOT_THERE)
        return
    told = _values(lot.facts)
    _same(subject, {"title": lot.title or told.get("lot.title", "")}, {"title": found.title}, account)
    if lot.implied and not found.implied:
        account.lose(subject, "that it is the whole", "what is known of it makes it a lot of its own")
    if lot.award:
        account.lose(subject, "how its bids are assessed", _NO_AWARD_MODELS)
    _facts(subject, lot.facts, found.facts, account, {"lot.title": lot.title})


def _bid(bid: Bid, found: Bid | None, written: Mapping[str, Mapping[str, Any]], account: Account) -> None:
    subject = answers.subject_of(bid)
    if bid.marks:
        account.lose(subject, "its marks", SCORES)
    if bid.fictional:
        account.lose(subject, "that it is made up")
    if found is None:
        account.lose(subject, "the bid", _NOT_THERE)
        return
    _same(subject, _of_bidder(bid), _of_bidder(found), account)
    again = {response.requirement: response for response in found.responses}
    for response in bid.responses:
        if not _same_response(response, again.get(response.requirement)):
            account.lose(subject, f"the answer to {response.requirement}", _OTHERWISE)
    elsewhere, read_elsewhere = (
        {name: each.facts[name] for name in ELSEWHERE & set(each.facts)} for each in (bid, found)
    )
    _facts(subject, elsewhere, read_elsewhere, account)
    for name, answered in written.items():
        read = again.get(answered["requirement"]["id"])
        value = None if read is None else read.value if read.values is None else read.values
        if canonical(value) != canonical(answered.get("value", answered.get("values"))):
            account.lose(subject, name, _OTHERWISE)
        elif read and read.evidence != bid.facts[name].evidence:
            account.lose(subject, f"the evidence for {name}", _OTHERWISE)


def _of_bidder(bid: Bid) -> dict[str, Any]:
    return {
        "lot": bid.lot,
        "bidder.id": bid.bidder.id,
        "bidder": bid.bidder.name,
        "address": bid.contact.address,
        "email": bid.contact.email,
    }


def _contract(contract: Contract, found: Contract | None, account: Account) -> None:
    subject = contracts.subject_of(contract)
    if found is None:
        account.lose(subject, "the contract", _NOT_THERE)
        return
    _same(subject, {"lot": contract.lot, "bid": contract.bid}, {"lot": found.lot, "bid": found.bid}, account)
    _facts(subject, contract.facts, found.facts, account)


def _question(one: AskedCriterion, found: AskedCriterion | None, account: Account) -> None:
    if found is None:
        account.lose(questions.subject(one), "the criterion", _NOT_THERE)
    else:
        before, after = (_without_places(each.model_dump()) for each in (one, found))
        for name, value in before.items():
            if canonical(value) != canonical(after[name]):
                account.lose(questions.subject(one), f"its {name}", _OTHERWISE)


def _same_response(one: Response, found: Response | None) -> bool:
    if found is None:
        return False
    before, after = (_without_places(each.model_dump(exclude={"id"} if not one.id else None)) for each in (one, found))
    return bool(canonical(before) == canonical(after))


def _same(subject: str, before: Mapping[str, Any], after: Mapping[str, Any], account: Account) -> None:
    for name, value in before.items():
        if value != after[name]:
            account.lose(subject, name, _OTHERWISE)


def _facts(
    subject: str, before: Facts, after: Facts, account: Account, said_twice: Mapping[str, Any] | None = None
) -> None:
    """Compare facts. `said_twice`: facts that say what another part says, which OCDS holds once; they come back."""
    told, again = _values(before), _values(after)
    for name, value in told.items():
        if name not in again:
            account.lose(subject, name)
        elif canonical(value) != canonical(again[name]):
            account.lose(subject, name, _OTHERWISE)
        if before[name].evidence:
            account.lose(subject, f"the evidence for {name}")
    besides = {name: value for name, value in (said_twice or {}).items() if value != ""}
    for name in again:
        if name not in told and (name not in besides or canonical(besides[name]) != canonical(again[name])):
            account.note(f"read besides, of {subject}: {name}; OCDS has one field for it and for something else")


def _values(facts: Facts) -> dict[str, Any]:
    return {name: answer.value for name, answer in facts.items() if answer.value is not None}


def _without_places(value: Any) -> Any:
    match value:
        case Mapping():
            return {name: _without_places(each) for name, each in value.items() if name != "place"}
        case Sequence() if not isinstance(value, str):
            return [_without_places(each) for each in value]
        case _:
            return value
