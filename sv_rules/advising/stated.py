"""The award criteria that the documents state, with their weights, and which of them are about social value."""

from typing import Any

from sv_rules.model.advice import CriterionStated
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.procurement import Answer, Procurement

CRITERIA = "lot.criteria"


def criteria_stated(procurement: Procurement, evaluation: Evaluation) -> tuple[CriterionStated, ...]:
    """Give the criteria of every lot, in the order of the documents."""
    social = {(clue.subject.id, clue.value) for clue in evaluation.clues if clue.fact == CRITERIA and not clue.denied}
    return tuple(
        CriterionStated(
            lot=lot.id,
            name=_text(record.get("name")),
            weight=_text(record.get("weight")),
            social_value=(lot.id, record.get("name")) in social,
            place=answer.place,
        )
        for lot in procurement.lots
        for answer in [lot.facts.get(CRITERIA)]
        if answer is not None
        for record in _records(answer)
    )


def _records(answer: Answer) -> list[dict[str, Any]]:
    if not isinstance(answer.value, list | tuple):
        return []
    return [one for one in answer.value if isinstance(one, dict)]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
