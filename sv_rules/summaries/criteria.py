"""The criteria of a summary: how each was to be scored, what the bid earned, and what in the tender that rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sv_rules.engine.assessing import scale_put_in
from sv_rules.model.amount import spoken_number
from sv_rules.model.evaluation import Assessment, CriterionScore, CriterionUsed, Evaluation
from sv_rules.model.procurement import AwardCriterion, Bid, Procurement
from sv_rules.model.rulepack import Measure, Rulepack
from sv_rules.model.summary import Basis, CriterionAssessed, Offered, ScaleMark

UNKNOWN_VALUE = "not known"
"""What an evaluation says was looked at where nothing was there to look at."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the evaluation: the documents and the packs, where the host has given them."""

    procurement: Procurement | None
    rulepack: Rulepack | None
    lot: str

    def bid(self, identifier: str) -> Bid | None:
        """Give the bid as its document has it."""
        bids = self.procurement.bids if self.procurement else ()
        return next((one for one in bids if one.id == identifier), None)

    def criterion(self, identifier: str) -> AwardCriterion | None:
        """Give the criterion as the award model has it."""
        lots = self.procurement.lots if self.procurement else ()
        found = (one for lot in lots if lot.id == self.lot and lot.award for one in _each(lot.award.criteria))
        return next((one for one in found if one.id == identifier), None)

    def measure(self, name: str) -> Measure | None:
        """Give the measure that an award model names, with or without its pack."""
        measures = self.rulepack.measures if self.rulepack else {}
        found = [one for full, one in measures.items() if name in (full, full.partition("/")[2])]
        return found[0] if len(found) == 1 else None

    def scale(self, identifier: str) -> tuple[ScaleMark, ...]:
        """Give the marks that could be given on a criterion, lowest first; empty where they are not known."""
        criterion = self.criterion(identifier)
        if criterion is None:
            return ()
        measure = self.measure(criterion.measure) if criterion.measure else None
        scoring = criterion.scoring or (measure.scoring if measure else {})
        filled = scale_put_in(scoring, self.rulepack.scales if self.rulepack else {})
        marks: Any = filled.get("scale", ())
        return () if isinstance(marks, str) else tuple(map(_mark, sorted(marks, key=lambda one: Decimal(one["mark"]))))

    def fact_of(self, identifier: str) -> str:
        """Give the name of the fact that a criterion scores; empty where it scores marks, or it is not known."""
        criterion = self.criterion(identifier)
        if criterion is None or not criterion.measure:
            return criterion.fact if criterion else ""
        measure = self.measure(criterion.measure)
        return measure.fact.name if measure else f"bid.offers.{criterion.measure.rpartition('/')[2]}"


def _each(criteria: tuple[AwardCriterion, ...]) -> Iterator[AwardCriterion]:
    for one in criteria:
        yield one
        yield from _each(one.criteria)


def _mark(point: Mapping[str, Any]) -> ScaleMark:
    return ScaleMark(mark=spoken_number(Decimal(point["mark"])), label=point["label"], means=point["means"])


def assessed_criteria(evaluation: Evaluation, assessment: Assessment, known: Known) -> tuple[CriterionAssessed, ...]:
    """Give the criteria of the bid's lot as a tree, in the order of the award model."""
    used = [one for one in evaluation.criteria if one.lot == assessment.lot]
    scores = {one.criterion: one for one in assessment.scores}
    return _below("", used, scores, known, known.bid(assessment.bid))


def _below(
    parent: str, used: list[CriterionUsed], scores: Mapping[str, CriterionScore], known: Known, bid: Bid | None
) -> tuple[CriterionAssessed, ...]:
    return tuple(
        _criterion(one, scores.get(one.id), known, bid, _below(one.id, used, scores, known, bid))
        for one in used
        if one.parent == parent
    )


def _criterion(
    used: CriterionUsed,
    score: CriterionScore | None,
    known: Known,
    bid: Bid | None,
    parts: tuple[CriterionAssessed, ...],
) -> CriterionAssessed:
    basis = _basis(used, score, known, has_parts=bool(parts))
    scale = known.scale(used.id) if basis is Basis.MARK else ()
    offered = _offered(used, score, known, bid) if basis is Basis.COMPUTED else ()
    return CriterionAssessed(
        id=used.id,
        title=used.title,
        weight=used.weight,
        weight_of_total=used.weight_of_total,
        how=used.how,
        relative=used.relative,
        scale=scale,
        maximum=score.maximum if score else used.weight_of_total.removesuffix("%"),
        basis=basis,
        score=score.points if score else None,
        exact=score.exact if score else None,
        given=score.raw if score else "",
        working=score.working if score else "",
        explanation=_explanation(basis, score, offered),
        offered=offered,
        next_mark=_next_mark(used.id, scale, bid),
        parts=parts,
    )


def _basis(used: CriterionUsed, score: CriterionScore | None, known: Known, *, has_parts: bool) -> Basis:
    if has_parts or not used.method:
        return Basis.SUM
    if known.criterion(used.id) is not None:
        return Basis.COMPUTED if known.fact_of(used.id) and used.method != "rating" else Basis.MARK
    marked = used.method == "rating" or (score is not None and (bool(score.reason) or score.raw.startswith("mark ")))
    return Basis.MARK if marked else Basis.COMPUTED


def _offered(
    used: CriterionUsed, score: CriterionScore | None, known: Known, bid: Bid | None
) -> tuple[Offered, ...]:
    if score is None or score.raw in ("", UNKNOWN_VALUE):
        return ()
    name = known.fact_of(used.id)
    answer = bid.facts.get(name) if bid else None
    fact = known.rulepack.facts.get(name) if known.rulepack else None
    return (
        Offered(
            what=fact.title if fact else used.title,
            value=score.raw,
            place=answer.place if answer else None,
            evidence=answer.evidence if answer else (),
        ),
    )


def _explanation(basis: Basis, score: CriterionScore | None, offered: tuple[Offered, ...]) -> str:
    if score is None:
        return ""
    if basis is Basis.MARK:
        return score.reason
    working = score.working.removesuffix(".")
    if basis is Basis.SUM:
        return f"The sum of its sub-criteria: {working}."
    said = "; ".join(f"{one.what}: {one.value}" for one in offered)
    return f"The tender offers {said}. That earns {working}." if said and score.points is not None else f"{working}."


def _next_mark(criterion: str, scale: tuple[ScaleMark, ...], bid: Bid | None) -> ScaleMark | None:
    agreed = (one.mark for one in (bid.marks if bid else ()) if one.criterion == criterion and not one.evaluator)
    mark = next(agreed, None)
    if mark is None:
        return None
    return next((one for one in scale if Decimal(one.mark.replace(",", "")) > mark), None)
