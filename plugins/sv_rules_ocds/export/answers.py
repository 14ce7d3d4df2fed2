"""What bids answer: `bids.details[].requirementResponses[]`, from a bid's answers and from what else is known of it.

A fact that no answer tells yet answers the requirement that asks for it; one that nobody asks for is put to a criterion
of further facts, so that an answer always has its question.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sv_rules.model.evidence import Evidence
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.procurement import Answer, Bid, Procurement
from sv_rules.model.questionnaire import Requirement, Response
from sv_rules.model.rulepack import Rulepack
from sv_rules_ocds.codes import ANSWER_TYPES
from sv_rules_ocds.export.account import Account
from sv_rules_ocds.export.asking import ELSEWHERE, FURTHER, asked_facts, criterion, requirement, requirement_id
from sv_rules_ocds.export.exact_json import stated
from sv_rules_ocds.export.questions import period_of
from sv_rules_ocds.export.values import MONEY_UNIT, NotHeldError, answer, as_fact, canonical, form_of, guessed

_UNITS_OF_MONEY = frozenset({MONEY_UNIT, "GBP", "£", "EUR", "€", "USD", "$"})
_PER_CENT = frozenset({"%", "percent", "per cent"})


def subject_of(bid: Bid) -> str:
    """Give what a bid is called in the account."""
    return f"bid '{bid.id}'"


@dataclass
class Answers:
    """Writes the answers of bids; `further` are the criteria that they need besides those that are asked.

    `written` gathers which facts of each bid were written as answers, by bid and fact.
    """

    procurement: Procurement
    rulepack: Rulepack | None
    currency: str
    account: Account
    written: dict[str, dict[str, dict[str, Any]]]
    _further: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look up once what is asked and what is declared."""
        self._asked = dict(asked_facts(self.rulepack)) if self.rulepack else {}
        self._declared: dict[str, Fact] = dict(self.rulepack.facts) if self.rulepack else {}
        self._declared |= {name: each.fact for name, each in self._asked.items()}
        self._questions = list(self._asked_in_document())
        self._by_id = {one.id: one for one in self._questions}
        self._guessed = self._kinds_guessed()

    def of(self, bid: Bid, documents: "Documents") -> list[dict[str, Any]]:
        """Give the responses of one bid; `documents` gathers what supports them."""
        found = [self._given(response, number, bid, documents) for number, response in enumerate(bid.responses, 1)]
        told = self._told_already(bid)
        kept: dict[str, dict[str, Any]] = {}
        for name, known in bid.facts.items():
            if name in ELSEWHERE or known.value is None:
                continue
            if name in told:
                if canonical(known.value) != told[name]:
                    self.account.lose(subject_of(bid), name, "its answer to the question says otherwise")
                continue
            response = self._response(name, known, bid, documents)
            if response:
                kept[name] = response
        self.written[bid.id] = kept
        return found + list(kept.values())

    @property
    def further(self) -> list[dict[str, Any]]:
        """The criterion of further facts; none when there are none."""
        if not self._further:
            return []
        title = "Further facts about bids"
        return [
            criterion(FURTHER, title, "What is known of bids and asked nowhere else.", list(self._further.values()))
        ]

    def _asked_in_document(self) -> Iterator[Requirement]:
        for one in self.procurement.questions:
            if one.answered_by == "bidder":
                yield from (each for group in one.groups for each in group.requirements if each.active)

    def _told_already(self, bid: Bid) -> Mapping[str, Any]:
        told: dict[str, Any] = {}
        for response in bid.responses:
            asked = self._by_id.get(response.requirement, Requirement(id=response.requirement))
            name = asked.fact or response.requirement.partition("/")[2]
            values = [as_fact(each, asked.unit, self.currency) for each in response.values or (response.value,)]
            told[name] = canonical(values[0] if response.values is None else values)
        return told

    def _response(self, name: str, known: Answer, bid: Bid, documents: "Documents") -> dict[str, Any] | None:
        fact = self._declared.get(name) or self._guessed.get(name)
        if fact is None:
            self.account.lose(subject_of(bid), name, "an answer in OCDS is text, a number, or true or false")
            return None
        try:
            value = answer(known.value, fact, self.currency)
        except NotHeldError as reason:
            self.account.lose(subject_of(bid), name, str(reason))
            return None
        if "values" in value and len(distinct := _distinct(value["values"])) < len(value["values"]):
            value = {"values": distinct}
            self.account.lose(subject_of(bid), name, "an answer in OCDS names a value once")
        asked = self._requirement(name, fact, bid)
        return {
            "id": f"{bid.id}/{asked}",
            **value,
            "requirement": {"id": asked},
            **_evidences(known.evidence, documents),
        }

    def _requirement(self, name: str, fact: Fact, bid: Bid) -> str:
        """Give the requirement that a fact answers: one of the document, of the rulepack, or a further one."""
        for one in self.procurement.questions:
            # Of several groups one is chosen by answering it, which a fact is no ground for.
            if one.answered_by != "bidder" or len(one.groups) != 1 or (one.lots and bid.lot not in one.lots):
                continue
            for each in one.groups[0].requirements:
                ours = each.fact or each.id.partition("/")[2]
                if ours == name and each.active and self._fits(each, fact):
                    return each.id
        if self.rulepack and name in self._asked:
            identifier = requirement_id(self.rulepack, self._asked[name])
            if identifier not in self._by_id:
                return identifier
        identifier = f"{FURTHER}/{name}"
        form = form_of(fact, self.currency)
        assert form is not None  # noqa: S101  answer() has refused records
        self._further.setdefault(identifier, requirement(identifier, fact, form))
        return identifier

    def _fits(self, asked: Requirement, fact: Fact) -> bool:
        form = form_of(fact, self.currency)
        kinds = {"", ANSWER_TYPES[form.data_type]} if form else set()
        unit_of_money = asked.unit in _UNITS_OF_MONEY | {self.currency}
        money, per_cent = fact.type is FactType.MONEY, fact.type is FactType.PERCENTAGE
        return asked.type in kinds and unit_of_money == money and (asked.unit.lower() in _PER_CENT) == per_cent

    def _given(self, one: Response, number: int, bid: Bid, documents: "Documents") -> dict[str, Any]:
        return stated(
            id=one.id or f"{bid.id}/answer-{number}",
            value=one.value,
            values=None,
            period=period_of(one.period_from, one.period_to),
        ) | {
            **({"values": list(one.values)} if one.values is not None else {}),
            "requirement": {"id": one.requirement},
            **_evidences(one.evidence, documents),
        }

    def _kinds_guessed(self) -> Mapping[str, Fact]:
        """Give a fact for every name that no rulepack declares: what all bids say of it goes by the first of them."""
        found: dict[str, Fact] = {}
        for bid in self.procurement.bids:
            for name, known in bid.facts.items():
                fact = None if name in self._declared or name in ELSEWHERE else guessed(name, known.value)
                if fact and found.setdefault(name, fact).type is FactType.INTEGER and fact.type is FactType.NUMBER:
                    found[name] = fact
        return found


class Documents:
    """Gathers the documents of one bid that its answers refer to: `bids.details[].documents[]`."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def refer(self, title: str) -> dict[str, str]:
        """Give a reference to a document by its title."""
        return {"id": self._ids.setdefault(title, str(len(self._ids) + 1)), "title": title}

    @property
    def all(self) -> list[dict[str, str]]:
        """The documents, in the order in which they were mentioned."""
        return [{"id": identifier, "title": title} for title, identifier in self._ids.items()]


def _distinct(values: Sequence[Any]) -> list[Any]:
    return [value for number, value in enumerate(values) if value not in values[:number]]


def _evidences(evidence: Sequence[Evidence], documents: Documents) -> dict[str, Any]:
    found = [
        stated(id=str(number), title=each.at, description=each.quote, relatedDocument=documents.refer(each.document))
        for number, each in enumerate(evidence, 1)
    ]
    return stated(evidences=found)
