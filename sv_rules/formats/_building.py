"""Our own document, known to be right, to a Procurement."""

from collections.abc import Mapping, Sequence
from typing import Any

from sv_rules.model.place import Place, pointer
from sv_rules.model.procurement import (
    Answer,
    AwardCriterion,
    AwardModel,
    Bid,
    Body,
    Contract,
    Evidence,
    Lot,
    Mark,
    Organisation,
    Procurement,
    Rounding,
    Source,
)
from sv_rules.reading.written import Path, Written

WHOLE = "whole"
"""Id of the lot that is implied where a document names none."""


def build(written: Written, source: Source) -> Procurement:
    """Give the procurement of a document without problems; a stage it does not say stays unset, for joining."""
    part = _Part(written, ())
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
        sources=(source,),
    )


class _Part:
    """A block of the document and where it stands."""

    def __init__(self, written: Written, path: Path) -> None:
        data = written.data
        for step in path:
            data = data[step]
        self.data: Mapping[str, Any] = data
        self._written = written
        self._path = path

    def parts(self, key: str) -> Sequence["_Part"]:
        return [self.part(key, index) for index in range(len(self.data.get(key) or ()))]

    def part(self, *steps: str | int) -> "_Part":
        return _Part(self._written, (*self._path, *steps))

    def given(self, *keys: str) -> dict[str, Any]:
        return {key: self.data[key] for key in keys if self.data.get(key) is not None}

    def place(self, *steps: str) -> Place:
        path = (*self._path, *steps)
        return self._written.place(path).model_copy(update={"pointer": pointer(*path)})

    def facts(self) -> dict[str, Answer]:
        evidence = self.data.get("evidence") or {}
        return {
            name: Answer(
                value=value,
                place=self.place("facts", name),
                evidence=tuple(Evidence(**each) for each in evidence.get(name) or ()),
            )
            for name, value in (self.data.get("facts") or {}).items()
            if value is not None
        }


def _organisation(part: _Part, key: str) -> Organisation:
    return Organisation(**(part.data.get(key) or {}))


def _lot(part: _Part) -> Lot:
    award = _award(part.part("award")) if part.data.get("award") else None
    return Lot(**part.given("id", "title"), facts=part.facts(), award=award)


def _award(part: _Part) -> AwardModel:
    return AwardModel(
        **part.given("gates", "ties", "ties_on"),
        rounding=Rounding(**(part.data.get("rounding") or {})),
        criteria=tuple(_criterion(each) for each in part.parts("criteria")),
        place=part.place(),
    )


def _criterion(part: _Part) -> AwardCriterion:
    return AwardCriterion(
        **part.given("id", "title", "weight", "published_as", "measure", "fact", "scoring"),
        criteria=tuple(_criterion(each) for each in part.parts("criteria")),
        place=part.place(),
    )


def _bid(part: _Part, only_lot: str) -> Bid:
    return Bid(
        **part.given("id", "fictional"),
        lot=part.data.get("lot") or only_lot,
        bidder=_organisation(part, "bidder"),
        facts=part.facts(),
        marks=tuple(
            Mark(**each.given("criterion", "mark", "reason", "evaluator"), place=each.place())
            for each in part.parts("marks")
        ),
    )
