"""Bids for one procurement, many at a time: what is true of the procurement is settled once for all of them.

A check on a bid looks at that bid and at what stands above it, never at other bids; so the findings on a bid are the
same in whatever company it is evaluated. Scores are another matter: they compare bids, so no award is worked out here.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from sv_rules.batch.items import Item
from sv_rules.batch.job import Detail, Job
from sv_rules.batch.results import Result, failed, made
from sv_rules.documents import read_document
from sv_rules.errors import DocumentError, EngineError, Problem, SvRulesError
from sv_rules.formats.joining import join
from sv_rules.host import Host, ReadyRulepack
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.outcome import Kind
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Bid, Procurement
from sv_rules.model.raw_document import RawDocument
from sv_rules.reading.exact_json import read_json

_OPENING = b'{"form":"procurement/1","id":%b,"bids":['
_CLOSING = b"]}"
_ADDED = "/bids/0"


@dataclass(frozen=True)
class _Read:
    item: Item
    digest: str
    bid: Bid


class Bids:
    """The procurement that the bids are for, and the rulepack."""

    def __init__(self, host: Host, ready: ReadyRulepack, job: Job) -> None:
        """Read the procurement; its own bids, contracts and award models are left out.

        Raises:
            DocumentError: it cannot be read, or is not one procurement.
        """
        self._registry = host.registry
        self._ready = ready
        self._detail = job.detail
        tender = _tender(host, job)
        self._opening = _OPENING % json.dumps(tender.id, ensure_ascii=False).encode()
        self._tender = tender.model_copy(
            update={
                "bids": (),
                "contracts": (),
                "award_common": None,
                "lot_limits": None,
                "lots": tuple(lot.model_copy(update={"award": None}) for lot in tender.lots),
            }
        )
        self._lots = {lot.id for lot in tender.lots}
        self._stand_ins = tuple(_stand_in(lot.id) for lot in tender.lots)

    def results(self, items: Sequence[Item]) -> Iterator[Result]:
        """Give a result for every bid, in order."""
        done: dict[int, Result] = {}
        read: list[_Read] = []
        for item in items:
            digest = sha256(item.data).hexdigest()
            try:
                if item.problem is not None:
                    raise DocumentError(item.problem)  # noqa: TRY301  told like any other
                read.append(_Read(item, digest, self._bid(item)))
            except DocumentError as error:
                done[item.number] = failed(item, 1, digest, error)
        for group in _groups(read):
            done.update(self._group(group))
        yield from (done[item.number] for item in items)

    def _bid(self, item: Item) -> Bid:
        document = RawDocument(item.name, b"".join((self._opening, item.data.strip(), _CLOSING)))
        try:
            [part], _ = read_document(document, self._registry, document_format="procurement")
        except DocumentError as error:
            raise DocumentError(_slips(item) or [_of_the_bid(problem) for problem in error.problems]) from None
        if len(part.bids) != 1:
            raise DocumentError(_slips(item))
        bid = part.bids[0]
        lot = bid.lot
        if lot not in self._lots:
            # It names none, which is right where there is only one; or one that there is not, which joining tells.
            unnamed = part.lots[0].implied and lot == part.lots[0].id and len(self._lots) == 1
            lot = self._stand_ins[0].lot if unnamed else join([self._tender, part]).bids[0].lot
        facts = {name: _in_the_bid(answer) for name, answer in bid.facts.items()}
        return bid.model_copy(update={"facts": facts, "lot": lot})

    def _group(self, group: Sequence[_Read]) -> Mapping[int, Result]:
        """Evaluate bids together; those that stand in the way of the others are then evaluated alone."""
        try:
            evaluation = self._evaluated(group)
        except (DocumentError, EngineError) as error:
            if len(group) == 1:
                return {group[0].item.number: _failed(group[0], error)}
            named = {problem.place.document for problem in error.problems if problem.place}
            alone = [one for one in group if one.item.name in named] or group
            rest = [one for one in group if one not in alone]
            found = {} if not rest else dict(self._group(rest))
            for one in alone:
                found.update(self._group([one]))
            return found
        return self._apart(evaluation, group)

    def _evaluated(self, group: Sequence[_Read]) -> Evaluation:
        return self._ready.evaluate(
            self._tender.model_copy(update={"bids": (*self._stand_ins, *(one.bid for one in group))})
        )

    def _apart(self, evaluation: Evaluation, group: Sequence[_Read]) -> Mapping[int, Result]:
        parts: Mapping[str, Mapping[str, list[Any]]] = {
            name: _by_bid(getattr(evaluation, name)) for name in ("findings", "compliance", "conclusions")
        }
        remarks: dict[str, list[Any]] = {}
        for remark in evaluation.remarks:
            remarks.setdefault(remark.place.document, []).append(remark)
        found = {}
        for one in group:
            mine = {name: by_bid.get(one.bid.id, []) for name, by_bid in parts.items()}
            whole = _whole({**mine, "remarks": remarks.get(one.item.name, [])}) if self._detail is Detail.FULL else b""
            head = {"part": 1, "sha256": one.digest, "id": one.bid.id, "title": one.bid.bidder.name}
            digest = sha256(whole).hexdigest() if whole else ""
            found[one.item.number] = made(
                one.item,
                head,
                findings=mine["findings"],
                compliance=mine["compliance"],
                detail=self._detail,
                whole=whole,
                digest=digest,
            )
        return found


def _stand_in(lot: str) -> Bid:
    """Give a bid that says nothing, to go before the others of its lot.

    A remark about all bids of a lot stands at the first of them; so it never stands at one that happens to be the first
    of a group. No document can have an id as long as this one's.
    """
    nothing = Answer(value=None, place=Place(document=""))
    return Bid(id="-", lot=lot, facts={"bid.nothing": nothing}).model_copy(update={"id": f"{lot:-<121}"})


def _tender(host: Host, job: Job) -> Procurement:
    parts: list[Procurement] = []
    for document in job.bids_for:
        found, _ = read_document(document, host.registry, document_format=job.read_as)
        if len(found) != 1:
            what = f"the document holds {len(found)} procurements; the bids are for one"
            raise DocumentError(Problem(what, Place(document=document.name), fix="Give a document about that one."))
        parts += found
    return join(parts)


def _groups(read: Sequence[_Read]) -> Iterator[Sequence[_Read]]:
    """Split where an id, or the name of an item, comes again: within an evaluation a bid is known by its id."""
    group: list[_Read] = []
    known: set[str] = set()
    names: set[str] = set()
    for one in read:
        if one.bid.id in known or one.item.name in names:
            yield group
            group, known, names = [], set(), set()
        group.append(one)
        known.add(one.bid.id)
        names.add(one.item.name)
    if group:
        yield group


def _failed(one: _Read, error: SvRulesError) -> Result:
    return failed(one.item, 1, one.digest, error, one.bid.id)


def _by_bid(parts: Sequence[Any]) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for part in parts:
        if part.subject.kind is Kind.BID:
            found.setdefault(part.subject.id, []).append(part)
    return found


def _slips(item: Item) -> Sequence[Problem]:
    """Give what is wrong with the writing of a line by itself: the brackets put around it are none of its author's."""
    document = RawDocument(item.name, item.data)
    return read_json(document.text, item.name).problems


def _of_the_bid(problem: Problem) -> Problem:
    return replace(problem, place=_in_the_line(problem.place)) if problem.place else problem


def _in_the_bid(answer: Answer) -> Answer:
    return answer.model_copy(update={"place": _in_the_line(answer.place)})


def _in_the_line(place: Place) -> Place:
    if place.pointer is None or not place.pointer.startswith(_ADDED):
        return place
    return Place(document=place.document, pointer=place.pointer.removeprefix(_ADDED))


def _whole(parts: Mapping[str, Sequence[Any]]) -> bytes:
    shown = {name: [one.model_dump(mode="json") for one in several] for name, several in parts.items()}
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
