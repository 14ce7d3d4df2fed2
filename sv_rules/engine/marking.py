"""How evaluators marked: who differs from the others, how severe each is, and what to moderate first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sv_rules.engine.award_terms import AwardPlan, Node
from sv_rules.engine.moderating import individual_marks, mean, median
from sv_rules.engine.ranking import called
from sv_rules.errors import listed
from sv_rules.model.amount import plain, spoken_number
from sv_rules.model.award_result import EvaluatorSeen, Marking, ModerateFirst, Outlier
from sv_rules.model.procurement import Bid, Mark
from sv_rules.scoring.options import number_shown

FEWEST = 3
"""Marks from which on one of them can be far from the others; of two, neither is the odd one."""


def marking_of(plan: AwardPlan, bids: Sequence[Bid]) -> Marking | None:
    """Give what can be said of the marks of all bids, gated ones included; None where no single evaluator gave any.

    A mark is an outlier where it lies more than the declared number of scale steps from the median of at least three.
    Severity is the mean distance of an evaluator's marks from the mean of all marks for the same bid and criterion.
    One step is from a mark of the scale to the next, whatever their numbers; without a scale it is one.
    """
    questions = [
        _Question(leaf, bid.id, tuple(marks))
        for leaf in plan.leaves
        if leaf.reads_marks
        for bid in bids
        if (marks := individual_marks(leaf, bid))
    ]
    if not questions and not plan.model.evaluators:
        return None
    return Marking(
        policy=plan.model.moderation.policy,
        outlier_steps=plain(plan.model.moderation.outlier_steps),
        evaluators=tuple(_evaluators(plan, questions)),
        outliers=tuple(one for question in questions for one in _outliers(plan, question)),
        moderate_first=tuple(_moderate_first(plan, questions)),
    )


def conflict_warnings(plan: AwardPlan, bids: Sequence[Bid]) -> Iterator[str]:
    """Warn of evaluators who have not stated whether they have a conflict of interest."""
    stated = {one.id: one.conflict for one in plan.model.evaluators}
    marked = {mark.evaluator for bid in bids for mark in bid.marks if mark.evaluator}
    open_ = sorted(name for name in stated.keys() | marked if stated.get(name, "not_stated") == "not_stated")
    if open_:
        yield (
            f"{listed(open_)} {'has' if len(open_) == 1 else 'have'} not stated whether there is a conflict of "
            "interest. Record it under evaluators before the award is decided."
        )


@dataclass(frozen=True, slots=True)
class _Question:
    """One criterion of one bid, with the marks that single evaluators gave."""

    leaf: Node
    bid: str
    marks: tuple[Mark, ...]

    @property
    def numbers(self) -> list[Fraction]:
        return [Fraction(mark.mark) for mark in self.marks]

    def steps(self, number: Fraction) -> Fraction:
        """Where a mark lies on the scale, counted in steps from its lowest."""
        scale = getattr(self.leaf.options, "scale", None)
        if scale is None:
            return number
        marks = sorted(Fraction(point.mark) for point in scale)
        above = next((index for index, mark in enumerate(marks) if mark >= number), len(marks) - 1)
        if above == 0 or marks[above] == number:
            return Fraction(above) + number - marks[above]
        return above - 1 + (number - marks[above - 1]) / (marks[above] - marks[above - 1])


def _evaluators(plan: AwardPlan, questions: Sequence[_Question]) -> Iterator[EvaluatorSeen]:
    stated = {one.id: one for one in plan.model.evaluators}
    marked = {mark.evaluator for question in questions for mark in question.marks}
    for name in sorted(stated.keys() | marked):
        one = stated.get(name)
        distances = [
            question.steps(Fraction(mark.mark)) - mean([question.steps(number) for number in question.numbers])
            for question in questions
            for mark in question.marks
            if mark.evaluator == name and len(question.marks) > 1
        ]
        yield EvaluatorSeen(
            id=name,
            conflict=one.conflict if one else "not_stated",
            note=one.note if one else "",
            marks_given=sum(mark.evaluator == name for question in questions for mark in question.marks),
            severity=plain(mean(distances)) if distances else None,
        )


def _outliers(plan: AwardPlan, question: _Question) -> Iterator[Outlier]:
    if len(question.marks) < FEWEST:
        return
    middle = median(question.numbers)
    for mark in question.marks:
        steps = abs(question.steps(Fraction(mark.mark)) - question.steps(middle))
        if steps > Fraction(plan.model.moderation.outlier_steps):
            yield Outlier(
                evaluator=mark.evaluator,
                bid=question.bid,
                criterion=question.leaf.id,
                mark=plain(mark.mark),
                median=plain(middle),
                steps=plain(steps),
                sentence=(
                    f"{mark.evaluator} gave {called(question.bid)} {spoken_number(mark.mark)} on "
                    f"{question.leaf.title}, {_steps(steps)} from the median of {spoken_number(middle)}."
                ),
            )


def _steps(steps: Fraction) -> str:
    return f"{number_shown(steps)} step{'' if steps == 1 else 's'} of the scale"


def _moderate_first(plan: AwardPlan, questions: Sequence[_Question]) -> Iterator[ModerateFirst]:
    """Each criterion on which evaluators differ, at the bid for which they differ most."""
    found = []
    for leaf in plan.leaves:
        differing = [one for one in questions if one.leaf is leaf and max(one.numbers) > min(one.numbers)]
        if not differing:
            continue
        widest = max(differing, key=lambda one: (_at_stake(one) or 0, max(one.numbers) - min(one.numbers)))
        found.append((_at_stake(widest), max(widest.numbers) - min(widest.numbers), widest))
    for at_stake, spread, widest in sorted(found, key=lambda one: (one[0] or 0, one[1]), reverse=True):
        worth = "" if at_stake is None else f", {number_shown(at_stake)} of 100 points"
        own = "" if plan.sums_up else " on this criterion"
        yield ModerateFirst(
            criterion=widest.leaf.id,
            bid=widest.bid,
            spread=plain(spread),
            at_stake=None if at_stake is None else plain(at_stake),
            sentence=(
                f"{widest.leaf.title}: the marks for {called(widest.bid)} lie up to {spoken_number(spread)} apart"
                f"{worth}{own if worth else ''}."
            ),
        )


def _at_stake(question: _Question) -> Fraction | None:
    """Points between the highest and the lowest mark; None where a mark has no points of its own."""
    method = question.leaf.method
    if method is None or method.relative:
        return None
    ends = {str(number): number for number in (max(question.numbers), min(question.numbers))}
    marks = {key: Mark(criterion=question.leaf.id, mark=number, worked_out=True) for key, number in ends.items()}
    shares = [score.share for score in method.function(marks, question.leaf.options).values()]
    known = [share for share in shares if share is not None]
    return (max(known) - min(known)) * question.leaf.points if len(known) == len(shares) else None
