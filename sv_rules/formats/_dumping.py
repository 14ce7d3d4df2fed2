"""A procurement, or what a rulepack asks, to our own document."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from sv_rules.formats._building import WHOLE
from sv_rules.formats._dumping_award import award_data, plain_data, table_data
from sv_rules.formats._dumping_yaml import Unanswered, comment_of, yaml_of
from sv_rules.formats._misfits import WORDS_QUOTED
from sv_rules.formats._reading import LIMITS
from sv_rules.model.extending import Dumped
from sv_rules.model.outcome import Kind
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Bid, Body, Contract, Lot, Mark, Procurement, Remark
from sv_rules.model.rulepack import Rulepack
from sv_rules.model.wanted import wanted

TO_FILL_IN = "to-be-filled-in"
"""The id of a procurement, lot or bid that a rulepack alone knows nothing of."""
_LEFT_OUT = {
    "questions": "the questions that bidders are asked",
    "prose": "the documents of prose, paragraph by paragraph",
}


def dump(procurement: Procurement | None, rulepack: Rulepack | None) -> Dumped:
    """Write a document in YAML, with every fact of the rulepack that is not known under its question, to fill in.

    `load` reads the same procurement from it, but for places, sources and what the losses name.
    """
    dumping = _Dumping(procurement, rulepack)
    data = dumping.whole(procurement) if procurement else dumping.questionnaire()
    head = "".join(f"{comment_of(line)}\n" for line in _head(rulepack))
    return Dumped((head + yaml_of(data)).encode(), dumping.losses)


def _head(rulepack: Rulepack | None) -> Iterable[str]:
    if rulepack is not None:
        for pack in rulepack.asked_for:
            layer = rulepack.layer(pack)
            yield f"Facts of the rulepack {layer.id} {layer.version}: {layer.title}."
        yield "To answer a question, write the value in place of null below it. What stays null is not known."


class _Dumping:
    def __init__(self, procurement: Procurement | None, rulepack: Rulepack | None) -> None:
        self.losses: list[Remark] = []
        self._place = Place(document=procurement.id if procurement else "")
        self._wanted = wanted(rulepack) if rulepack else ()
        lots = procurement.lots if procurement else ()
        self._only = lots[0].id if len(lots) == 1 else ""

    def questionnaire(self) -> dict[str, Any]:
        """Give a document that knows nothing but what is asked."""
        data: dict[str, Any] = {"form": "procurement/1", "id": TO_FILL_IN, **self._facts(Kind.PROCUREMENT, {})}
        data["lots"] = [{"id": WHOLE, **self._facts(Kind.LOT, {})}]
        for section, kind in (("bids", Kind.BID), ("contracts", Kind.CONTRACT), ("organisations", Kind.ORGANISATION)):
            if any(fact.kind is kind for fact in self._wanted):
                data[section] = [{"id": TO_FILL_IN, **self._facts(kind, {})}]
        return data

    def whole(self, one: Procurement) -> dict[str, Any]:
        for name, words in _LEFT_OUT.items():
            if getattr(one, name):
                self._lose(words)
        if any(bid.responses for bid in one.bids):
            self._lose("the answers to the questions that bidders are asked")
        data: dict[str, Any] = {"form": "procurement/1", "id": one.id}
        data |= self._texts({"title": (one.title, 600)}, "the procurement")
        if "stage" in one.model_fields_set:
            data["stage"] = str(one.stage)
        buyer = self._texts({"id": (one.buyer.id, 200), "name": (one.buyer.name, 300)}, "the buyer")
        data |= {"buyer": buyer} if buyer else {}
        data |= self._facts(Kind.PROCUREMENT, one.facts)
        lots = [self._lot(lot) for lot in one.lots if not lot.implied or lot.facts or lot.award or lot.id != WHOLE]
        sections: dict[str, Any] = {
            "lots": lots,
            "bids": [self._bid(bid) for bid in one.bids],
            "contracts": [self._contract(contract) for contract in one.contracts],
            "organisations": [self._body(body) for body in one.organisations],
            "award_common": award_data(one.award_common) if one.award_common else None,
            "lot_limits": plain_data(one.lot_limits) if one.lot_limits else None,
            "proxies": [table_data(table) for table in one.proxies],
        }
        return data | {name: section for name, section in sections.items() if section}

    def _lot(self, lot: Lot) -> dict[str, Any]:
        if lot.implied:
            self._lose(f"that the only lot has no name: it is called '{lot.id}'")
        data = {"id": lot.id, **self._texts({"title": (lot.title, 600)}, f"lot {lot.id}")}
        data |= self._facts(Kind.LOT, lot.facts)
        return data | ({"award": award_data(lot.award)} if lot.award else {})

    def _bid(self, bid: Bid) -> dict[str, Any]:
        who, where = bid.bidder, bid.contact
        texts = {
            "id": (who.id, 200),
            "name": (who.name, 300),
            "address": (where.address, 600),
            "email": (where.email, 320),
        }
        bidder = self._texts(texts, f"the bidder of {bid.id}")
        data: dict[str, Any] = {"id": bid.id, **self._lot_of(bid.lot)}
        data |= {"bidder": bidder} if bidder else {}
        data |= {"fictional": True} if bid.fictional else {}
        data |= self._facts(Kind.BID, bid.facts)
        marks = [self._mark(mark) for mark in bid.marks if self._is_given(mark, bid)]
        return data | ({"marks": marks} if marks else {})

    def _mark(self, mark: Mark) -> dict[str, Any]:
        return {"criterion": mark.criterion, "mark": mark.mark} | self._texts(
            {"evaluator": (mark.evaluator, 120), "reason": (mark.reason, 4000), "internal": (mark.internal, 4000)},
            f"the mark for {mark.criterion}",
        )

    def _is_given(self, mark: Mark, bid: Bid) -> bool:
        """Say whether somebody gave a mark; one that was worked out is worked out again from those given."""
        if mark.worked_out or isinstance(mark.mark, Fraction):
            self._lose(f"the mark that was worked out for {mark.criterion}, of bid {bid.id}")
            return False
        return True

    def _contract(self, contract: Contract) -> dict[str, Any]:
        data = {"id": contract.id, **self._lot_of(contract.lot)}
        data |= {"bid": contract.bid} if contract.bid else {}
        return data | self._facts(Kind.CONTRACT, contract.facts)

    def _body(self, body: Body) -> dict[str, Any]:
        name = self._texts({"name": (body.name, 300)}, f"organisation {body.id}")
        return {"id": body.id, **name, **self._facts(Kind.ORGANISATION, body.facts)}

    def _lot_of(self, lot: str) -> dict[str, str]:
        return {} if lot in {self._only, WHOLE} else {"lot": lot}

    def _facts(self, kind: Kind, facts: Mapping[str, Answer]) -> dict[str, Any]:
        """Give the facts of a subject and their evidence; what the rulepack asks besides is null."""
        known = {
            name: answer for name, answer in facts.items() if answer.value is not None and self._fits(name, answer)
        }
        values: dict[str, Any] = {name: answer.value for name, answer in known.items()}
        for fact in self._wanted:
            if fact.kind is kind and fact.name not in values:
                asked = fact.question or fact.title
                values[fact.name] = Unanswered(f"{asked} ({fact.described})")
        evidence = {
            name: [self._evidence(name, one.document, one.at, one.quote) for one in answer.evidence]
            for name, answer in known.items()
            if answer.evidence
        }
        data: dict[str, Any] = {"facts": values} if values else {}
        return data | ({"evidence": evidence} if evidence else {})

    def _fits(self, name: str, answer: Answer) -> bool:
        longest = max((len(text) for text in _texts_in(answer.value)), default=0)
        if longest > LIMITS.text:
            self._lose(f"'{name}', a text of more than {LIMITS.text:,} characters", answer.place)
        return longest <= LIMITS.text

    def _evidence(self, name: str, document: str, at: str, quote: str) -> dict[str, str]:
        words = quote.split()
        if len(words) > WORDS_QUOTED:
            self._lose(f"the words after the first {WORDS_QUOTED} of a quote for '{name}'")
            quote = " ".join(words[:WORDS_QUOTED])
        return {key: text for key, text in (("document", document), ("at", at), ("quote", quote)) if text}

    def _texts(self, texts: Mapping[str, tuple[str, int]], what: str) -> dict[str, str]:
        for name, (text, most) in texts.items():
            if len(text) > most:
                self._lose(f"the {name} of {what} after its first {most} characters")
        return {name: text[:most] for name, (text, most) in texts.items() if text}

    def _lose(self, what: str, place: Place | None = None) -> None:
        self.losses.append(Remark(what=f"not kept: {what}", place=place or self._place))


def _texts_in(value: Any) -> Iterable[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for part in (*value.keys(), *value.values()):
                yield from _texts_in(part)
        case list() | tuple():
            for part in value:
                yield from _texts_in(part)
