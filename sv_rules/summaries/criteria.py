"""The criteria of a summary: how each was to be scored, what the bid earned, and what in the tender that rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeGuard

from sv_rules.model.award_result import MarksKept
from sv_rules.model.evaluation import Assessment, CriterionScore, CriterionUsed, Evaluation
from sv_rules.model.procurement import Bid
from sv_rules.model.summary import Basis, CriterionAssessed, Offered, ScaleMark
from sv_rules.summaries.known import Known

UNKNOWN_VALUE = "not known"
"""What an evaluation says was looked at where nothing was there to look at."""


def assessed_criteria(evaluation: Evaluation, assessment: Assessment, known: Known) -> tuple[CriterionAssessed, ...]:
    """Give the criteria of the bid's lot as a tree, in the order of the award model."""
    used = [one for one in evaluation.criteria if one.lot == assessment.lot]
    return _Tree(used, {one.criterion: one for one in assessment.scores}, assessment, known).below("")


@dataclass(frozen=True, slots=True)
class _Tree:
    used: Sequence[CriterionUsed]
    scores: Mapping[str, CriterionScore]
    assessment: Assessment
    known: Known

    def below(self, parent: str) -> tuple[CriterionAssessed, ...]:
        return tuple(self._criterion(one, self.below(one.id)) for one in self.used if one.parent == parent)

    def _criterion(self, used: CriterionUsed, parts: tuple[CriterionAssessed, ...]) -> CriterionAssessed:
        score = self.scores.get(used.id)
        basis = self._basis(used, score, has_parts=bool(parts))
        written = self.known.criterion(used.id)
        marks = next((one for one in self.assessment.marks if one.criterion == used.id), None)
        scale = self.known.scale(written) if written and basis is Basis.MARK else ()
        offered = self._offered(used, score) if basis is Basis.COMPUTED else ()
        return CriterionAssessed(
            id=used.id,
            title=used.title,
            importance=used.importance or used.weight,
            weight_of_total=used.weight_of_total,
            method=used.method,
            how=used.how,
            relative=used.relative,
            scale=scale,
            maximum=score.maximum if score else used.weight_of_total.removesuffix("%") or "100",
            basis=basis,
            score=score.points if score else None,
            exact=score.exact if score else None,
            given=score.raw if score else "",
            working=_working(score, marks),
            explanation=_explanation(basis, score, marks, offered),
            unexplained=_unexplained(marks),
            offered=tuple(offered),
            threshold=(score.threshold if score else "") or used.threshold,
            next_mark=self._next_mark(used.id, marks, scale),
            parts=parts,
        )

    def _basis(self, used: CriterionUsed, score: CriterionScore | None, *, has_parts: bool) -> Basis:
        if has_parts or not used.method:
            return Basis.SUM
        written = self.known.criterion(used.id)
        kept = any(one.criterion == used.id for one in self.assessment.marks)
        if written is not None and not (written.fact or written.measure or written.commitments):
            kept = True
        marked = used.method == "rating" or (score is not None and score.raw.startswith("mark "))
        return Basis.MARK if kept or marked else Basis.COMPUTED

    def _offered(self, used: CriterionUsed, score: CriterionScore | None) -> Sequence[Offered]:
        if score is None or score.raw == UNKNOWN_VALUE:
            return ()
        written = self.known.criterion(used.id)
        offered = self.known.offered(written, self._bid) if written else ()
        if len(offered) == 1 and score.raw:
            # The evaluation's own words for the value; the document adds where it stands.
            return (offered[0].model_copy(update={"value": score.raw}),)
        return offered or ((Offered(what=used.title, value=score.raw),) if score.raw else ())

    def _next_mark(self, criterion: str, marks: MarksKept | None, scale: tuple[ScaleMark, ...]) -> ScaleMark | None:
        mark = Fraction(marks.counted) if marks and marks.counted is not None else self._agreed(criterion)
        if mark is None:
            return None
        return next((one for one in scale if Fraction(one.mark.replace(",", "")) > mark), None)

    def _agreed(self, criterion: str) -> Fraction | None:
        marks = self._bid.marks if self._bid else ()
        given = (one.mark for one in marks if one.criterion == criterion and not one.evaluator)
        return next((Fraction(mark) for mark in given if not isinstance(mark, Decimal) or mark.is_finite()), None)

    @property
    def _bid(self) -> Bid | None:
        return self.known.bid(self.assessment.bid)


def _explanation(
    basis: Basis, score: CriterionScore | None, marks: MarksKept | None, offered: Sequence[Offered]
) -> str:
    if score is None:
        return ""
    if basis is Basis.MARK:
        # The reasons of all whose marks count together, and of nobody by name.
        return " ".join(one.reason for one in marks.individual if one.reason) if _together(marks) else score.reason
    working = score.working.removesuffix(".")
    if basis is Basis.SUM:
        return f"The sum of its sub-criteria: {working}." if score.points is not None else f"{working}."
    said = "; ".join(f"{one.what}: {one.value}" for one in offered)
    return f"The tender offers {said}. That earns {working}." if said and score.points is not None else f"{working}."


def _working(score: CriterionScore | None, marks: MarksKept | None) -> str:
    if score is None:
        return ""
    if not _together(marks):
        return score.working
    # Who gave which mark is for the panel.
    said = f"The {marks.counted_as} of the evaluators' marks is {marks.counted}"
    return score.working.replace(marks.change.removesuffix("."), said, 1)


def _unexplained(marks: MarksKept | None) -> int:
    return sum(not one.reason.strip() for one in marks.individual) if _together(marks) else 0


def _together(marks: MarksKept | None) -> TypeGuard[MarksKept]:
    return marks is not None and marks.counted_as in {"mean", "median"}
