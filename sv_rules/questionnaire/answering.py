"""The facts that a bid's answers give."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sv_rules.model.amount import plain
from sv_rules.model.outcome import Kind, kind_of_fact
from sv_rules.model.procurement import Answer, Bid, Facts, Procurement, Remark
from sv_rules.model.questionnaire import AskedCriterion, Requirement, Response
from sv_rules.questionnaire.asking import Questionnaire, place_of
from sv_rules.questionnaire.checking import check
from sv_rules.questionnaire.typing_answers import WrongTypeError, shown, typed

_FACT = r"[a-z][a-z0-9_-]*(?:\.[a-z0-9][a-z0-9_-]*)+"
_FACT_NAME = re.compile(_FACT)
_OURS = re.compile(rf"[a-z0-9][a-z0-9_-]*@[0-9]+(?:\.[0-9]+){{0,3}}/({_FACT})")
_CURRENCIES = {"£": "GBP", "GBP": "GBP", "€": "EUR", "EUR": "EUR", "$": "USD", "USD": "USD"}
_PERCENT = frozenset({"%", "percent", "per cent"})


def answered(procurement: Procurement) -> Procurement:
    """Give the procurement with the facts that the bids' answers give, and a remark for what is wrong with answers.

    What a bid says already goes before. Doing it twice adds nothing the second time.
    """
    if not any(bid.responses for bid in procurement.bids):
        return procurement  # bids may come in a document that holds no answers; then nothing was left out
    remarks: list[Remark] = []
    bids = []
    currency = _currency(procurement.facts)
    for bid in procurement.bids:
        if bid.responses:
            remarks += check(procurement.questions, bid.responses, bid.lot, bid=bid.id)
            found = answers(procurement.questions, bid.responses, lot=bid.lot, currency=currency)
            remarks += _otherwise(bid, found)
            new = {name: answer for name, answer in found.items() if name not in bid.facts}
            bids.append(bid.model_copy(update={"facts": {**bid.facts, **new}}) if new else bid)
        else:
            remarks += _nothing(bid, procurement)
            bids.append(bid)
    every = tuple(dict.fromkeys((*procurement.remarks, *remarks)))
    return procurement.model_copy(update={"bids": tuple(bids), "remarks": every})


def answers(
    questions: Sequence[AskedCriterion], responses: Sequence[Response], *, lot: str = "", currency: str = ""
) -> Mapping[str, Answer]:
    """Give the facts of a bid that its answers tell, by their full names.

    A fact comes from a requirement that names it, or whose id is `PACK@VERSION/FACT`. Nothing comes from an answer
    of the wrong type, from two answers that differ, or from a criterion of which several groups are answered, since
    they are alternatives. Where no questions are known at all, an id of that form is enough.

    Args:
        questions: what is asked.
        responses: what the bid answers.
        lot: the lot that the bid is for; empty: any.
        currency: what sums of money are in where the requirement's unit is only `money`; empty: they stay numbers.
    """
    found: dict[str, Answer] = {}
    differing: set[str] = set()
    for requirement, response in _usable(questions, responses, lot):
        fact = fact_of(requirement)
        value = _value(requirement, response, currency) if fact else None
        if value is None:
            continue
        answer = Answer(value=value, place=place_of(response, requirement), evidence=response.evidence)
        if found.setdefault(fact, answer).value != value:
            differing.add(fact)
    return {fact: answer for fact, answer in found.items() if fact not in differing}


def fact_of(requirement: Requirement) -> str:
    """Give the fact of a bid that a requirement asks for; empty when it is none of ours."""
    name = requirement.fact
    if not name:
        ours = _OURS.fullmatch(requirement.id)
        name = ours[1] if ours else ""
    is_a_bids = _FACT_NAME.fullmatch(name) is not None and kind_of_fact(name) is Kind.BID
    return name if is_a_bids else ""


def _usable(
    questions: Sequence[AskedCriterion], responses: Sequence[Response], lot: str
) -> Iterator[tuple[Requirement, Response]]:
    asked = Questionnaire(questions, lot)
    in_groups = asked.by_criterion(responses)
    for response in responses:
        known = asked.by_id.get(response.requirement)
        if known and len(in_groups[known.criterion]) == 1:
            yield known.requirement, response
        elif not questions:
            yield Requirement(id=response.requirement), response


def _value(requirement: Requirement, response: Response, currency: str) -> Any:
    try:
        values = typed(response, requirement)
    except WrongTypeError:
        return None
    if response.values is not None and requirement.most_values != 1 and response.value is None:
        return [_with_unit(value, requirement.unit, currency) for value in dict.fromkeys(values)]
    return _with_unit(values[0], requirement.unit, currency) if len(set(values)) == 1 else None


def _with_unit(value: Any, unit: str, currency: str) -> Any:
    """Write a number as facts of its type are written: money with its currency, a percentage with its sign."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    money = _CURRENCIES.get(unit) or (currency if unit in {"money", currency} else "")
    if money:
        return f"{money} {plain(value)}"
    return f"{plain(value)}%" if unit.lower() in _PERCENT else value


def _currency(facts: Facts) -> str:
    for name in ("tender.value", "tender.value_gross"):
        value = facts[name].value if name in facts else None
        if isinstance(value, str) and re.fullmatch(r"[A-Z]{3} [0-9.]+", value):
            return value[:3]
    return ""


def _nothing(bid: Bid, procurement: Procurement) -> Iterator[Remark]:
    asked = Questionnaire(procurement.questions, bid.lot).criteria
    if asked:
        what = f"bid '{bid.id}' answers none of the questions, and other bids do"
        yield Remark(what=what, place=place_of(*asked), fix="Answer one group of each criterion in full.")


def _otherwise(bid: Bid, found: Mapping[str, Answer]) -> Iterator[Remark]:
    for name, answer in found.items():
        if name in bid.facts and not _same(bid.facts[name].value, answer.value):
            yield Remark(
                what=f"bid '{bid.id}' answers {shown(answer.value)} here, and gives {name} as "
                f"{shown(bid.facts[name].value)} elsewhere; that one was used",
                place=answer.place,
                fix="Say the same in both places.",
            )


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return list(one) == list(other)
    return bool(one == other)
