"""Evaluators' marks to the one that counts: agreed by the panel, or the exact mean or median. Originals are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from sv_rules.engine.award_terms import Node
from sv_rules.errors import listed
from sv_rules.model.amount import plain, spoken_number
from sv_rules.model.award_result import MarkKept, MarksKept
from sv_rules.model.procurement import Bid, Mark


@dataclass(frozen=True, slots=True)
class Moderated:
    """The mark that counts; None where none does yet, and `why` says so in a sentence. `change`: what was changed."""

    mark: Mark | None
    counted_as: Literal["agreed", "mean", "median", "none"]
    why: str = ""
    change: str = ""


def moderated(leaf: Node, bid: Bid) -> Moderated:
    """Give the mark of a bid that counts on a criterion, by the policy that the award model declares.

    The panel's agreed mark counts under every policy. Where it differs from what it replaces (evaluators' marks that
    are not all the same as it; under mean and median, the number worked out from them) it counts only with a reason.
    Without one, `consensus` has none that counts, while `mean` and `median` are worked out exactly and may lie between
    the marks of the scale; of an even number of marks the median is half way between the two in the middle.
    """
    agreed, individual = _marks(leaf, bid)
    policy = leaf.moderation.policy
    if agreed is None:
        if policy == "consensus" or not individual:
            return Moderated(None, "none", why=_none_agreed(individual, policy))
        if misfit := _off_the_scale(leaf, individual):
            return Moderated(None, "none", why=misfit)
        return _worked_out(policy, individual)
    replaced = _replaced(leaf, agreed, individual)
    if not replaced:
        return Moderated(agreed, "agreed")
    change = f"The agreed mark is {spoken_number(agreed.mark)}, where {replaced}."
    if not agreed.reason.strip():
        why = (
            f"The agreed mark {spoken_number(agreed.mark)} replaces what evaluators gave ({replaced}) without a reason."
        )
        return Moderated(None, "none", f"{why} Add the reason, and it counts.", change)
    return Moderated(agreed, "agreed", change=change)


def agreed_mark(leaf: Node, bid: Bid) -> Mark | None:
    """Give the mark that counts for a bid on a criterion, None where none does."""
    return moderated(leaf, bid).mark


def kept(leaf: Node, bid: Bid) -> MarksKept | None:
    """Give every mark of a bid on a criterion as it was given, and the one that counts; None where there is none."""
    agreed, individual = _marks(leaf, bid)
    if agreed is None and not individual:
        return None
    outcome = moderated(leaf, bid)
    numbers = [Fraction(mark.mark) for mark in individual]
    return MarksKept(
        criterion=leaf.id,
        individual=tuple(_kept(mark) for mark in individual),
        agreed=_kept(agreed) if agreed else None,
        counted=plain(outcome.mark.mark) if outcome.mark else None,
        counted_as=outcome.counted_as,
        mean=plain(mean(numbers)) if numbers else None,
        median=plain(median(numbers)) if numbers else None,
        spread=plain(max(numbers) - min(numbers)) if numbers else None,
        change=outcome.change,
    )


def individual_marks(leaf: Node, bid: Bid) -> list[Mark]:
    """Give the marks of the single evaluators, in the order of their names."""
    return _marks(leaf, bid)[1]


def mean(numbers: Sequence[Fraction]) -> Fraction:
    """Give the exact mean of at least one number."""
    return sum(numbers, Fraction(0)) / len(numbers)


def median(numbers: Sequence[Fraction]) -> Fraction:
    """Give the exact median of at least one number."""
    ordered = sorted(numbers)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _marks(leaf: Node, bid: Bid) -> tuple[Mark | None, list[Mark]]:
    marks = [mark for mark in bid.marks if mark.criterion == leaf.id]
    individual = sorted((mark for mark in marks if mark.evaluator), key=lambda mark: mark.evaluator)
    return next((mark for mark in marks if not mark.evaluator), None), individual


def _kept(mark: Mark) -> MarkKept:
    return MarkKept(evaluator=mark.evaluator, mark=plain(mark.mark), reason=mark.reason, internal=mark.internal)


def _none_agreed(individual: Sequence[Mark], policy: str) -> str:
    if not individual:
        return "No agreed mark has been given." if policy == "consensus" else "No mark has been given."
    many = "one evaluator" if len(individual) == 1 else f"{len(individual)} evaluators"
    return f"There are marks by {many} but no agreed mark; individual marks are never averaged."


def _replaced(leaf: Node, agreed: Mark, individual: Sequence[Mark]) -> str:
    """What an agreed mark is put in the place of, in words; empty where it changes nothing."""
    if all(mark.mark == agreed.mark for mark in individual):
        return ""
    if leaf.moderation.policy == "consensus":
        return listed(f"{mark.evaluator} gave {spoken_number(mark.mark)}" for mark in individual)
    worked_out = _worked_out(leaf.moderation.policy, individual).mark
    assert worked_out is not None  # noqa: S101  there are marks to work it out from
    if worked_out.mark == agreed.mark:
        return ""
    return f"the {leaf.moderation.policy} of the evaluators' marks is {spoken_number(worked_out.mark)}"


def _off_the_scale(leaf: Node, individual: Sequence[Mark]) -> str:
    """Why no mean or median can be worked out, in a sentence: a mark in it could not have been given."""
    if leaf.method is None or leaf.relative:
        return ""
    for mark in individual:
        score = leaf.method.function({mark.evaluator: mark}, leaf.options)[mark.evaluator]
        if score.share is None:
            return f"The mark by {mark.evaluator} cannot count: {score.working}"
    return ""


def _worked_out(policy: Literal["consensus", "mean", "median"], individual: Sequence[Mark]) -> Moderated:
    numbers = [Fraction(mark.mark) for mark in individual]
    counted_as: Literal["mean", "median"] = "median" if policy == "median" else "mean"
    reasons = [f"{mark.evaluator}: {mark.reason}" for mark in individual if mark.reason.strip()]
    mark = Mark(
        criterion=individual[0].criterion,
        mark=median(numbers) if counted_as == "median" else mean(numbers),
        reason=" ".join(reasons),
        worked_out=True,
    )
    given = listed(f"{spoken_number(one.mark)} by {one.evaluator}" for one in individual)
    return Moderated(mark, counted_as, change=f"The {counted_as} of {given} is {spoken_number(mark.mark)}.")
