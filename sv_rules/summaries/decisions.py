"""Which bid wins, why another one does not, and what a loser is told of the winner."""

import re
from collections.abc import Iterator
from fractions import Fraction

from sv_rules.engine.rounding import rounded
from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.model.evaluation import Assessment, Evaluation, LotResult
from sv_rules.model.outcome import Kind, Outcome
from sv_rules.model.summary import (
    AssessmentSummary,
    CriterionAssessed,
    Decision,
    Disqualification,
    WinnerTold,
    WinningScore,
    WinningTender,
)
from sv_rules.summaries.criteria import Known, assessed_criteria


def the_winner(result: LotResult, awarded_to: str) -> Assessment | None:
    """Give the bid that the contract goes to: the one named, or the one that alone ranks first; None while it is open.

    Raises:
        DocumentError: if the bid named has no rank in this lot.
    """
    if awarded_to:
        ranked = {one.bid: one for one in result.assessments if one.rank is not None}
        if awarded_to not in ranked:
            fix = f"{did_you_mean(awarded_to, ranked)} The bids with a rank are {listed(ranked)}.".strip()
            raise DocumentError(Problem(f"the contract cannot go to '{awarded_to}', which has no rank", fix=fix))
        return ranked[awarded_to]
    first = [one for one in result.assessments if one.rank == 1]
    return first[0] if len(first) == 1 else None


def decided(assessment: Assessment, winner: Assessment | None) -> Decision:
    """Say what became of a bid."""
    if assessment.status == "gated":
        return Decision.DISQUALIFIED
    if winner is None or assessment.rank is None:
        return Decision.OPEN
    return Decision.SUCCESSFUL if assessment.bid == winner.bid else Decision.UNSUCCESSFUL


def reasons(
    evaluation: Evaluation, result: LotResult, assessment: Assessment, decision: Decision, *, tell_of_winner: bool
) -> Iterator[str]:
    """Say why the bid was, or was not, successful; nothing about another bid unless the supplier is told of it."""
    match decision:
        case Decision.DISQUALIFIED:
            yield "The contract is not awarded to this tender because it does not meet what every tender had to meet."
            yield "It was therefore not scored against the award criteria."
            return
        case Decision.SUCCESSFUL:
            yield "The contract is awarded to this tender."
        case Decision.UNSUCCESSFUL:
            yield "The contract is awarded to another tender."
        case Decision.OPEN:
            yield "It has not been decided yet which tender the contract is awarded to."
    yield assessment.why.removesuffix(assessment.tie_break).strip()
    if assessment.tie_break:
        yield (
            assessment.tie_break
            if tell_of_winner
            else "Its total equals that of another tender; the rule for ties that was set beforehand was used."
        )
    if decision is Decision.UNSUCCESSFUL and (lost := listed(_lost(evaluation, result, assessment), most=30)):
        yield f"The points that it did not earn: {lost}."


def _lost(evaluation: Evaluation, result: LotResult, assessment: Assessment) -> Iterator[str]:
    leaves = {one.id for one in evaluation.criteria if one.lot == result.lot and one.method}
    for score in assessment.scores:
        if score.criterion in leaves and score.exact is not None:
            lost = Fraction(score.maximum) - Fraction(score.exact)
            if lost > 0:
                yield f"{rounded(lost, result.rounding)} of {score.maximum} on {score.title}"


def disqualifications(evaluation: Evaluation, assessment: Assessment) -> tuple[Disqualification, ...]:
    """Give the requirements that kept a bid out: its findings that the assessment names as gates not met."""
    if assessment.status != "gated":
        return ()
    return tuple(
        Disqualification(check=one.check, title=one.title, sentence=one.sentence, source=one.source)
        for one in evaluation.findings
        if one.subject.kind is Kind.BID
        and one.subject.id == assessment.bid
        and one.outcome is Outcome.NOT_MET
        and re.search(rf"(?<![\w./-]){re.escape(one.check)}(?![\w/-])", assessment.why)
    )


def winning_tender(evaluation: Evaluation, winner: Assessment, known: Known) -> WinningTender:
    """Give what another supplier is told of the winning tender: its supplier, scores and explanations."""
    return WinningTender(
        supplier=winner.bidder.name or winner.bid,
        total=winner.total,
        scores=tuple(_winning("", assessed_criteria(evaluation, winner, known))),
    )


def _winning(parent: str, criteria: tuple[CriterionAssessed, ...]) -> Iterator[WinningScore]:
    for one in criteria:
        yield WinningScore(
            id=one.id,
            title=one.title,
            parent=parent,
            score=one.score,
            maximum=one.maximum,
            explanation=one.explanation,
        )
        yield from _winning(one.id, one.parts)


def cautions(
    summary: AssessmentSummary, assessment: Assessment, winner: Assessment | None, *, further: str
) -> Iterator[str]:
    """Say what the buyer should think of before sending a summary. None of it is for the supplier's eyes."""
    if summary.decision is Decision.DISQUALIFIED:
        yield (
            "Section 50(5) of the Procurement Act 2023 does not count a tender that was disregarded as assessed: take "
            "advice on whether this one gets a summary or a letter."
        )
    if summary.decision is Decision.UNSUCCESSFUL and (relative := listed(_relative(summary.criteria))):
        yield (
            f"The working under {relative} can show what another supplier offered. Take out what is commercially "
            "sensitive (section 94 of the Procurement Act 2023)."
        )
    if summary.winner_told is WinnerTold.INCLUDED:
        yield (
            "It gives the winning tender's explanations word for word. Take out what is commercially sensitive "
            "(section 94 of the Procurement Act 2023)."
        )
    overtaken = winner is not None and assessment.rank is not None and (winner.rank or 0) > assessment.rank
    if overtaken and not further:
        yield (
            f"This tender ranks above the one that the contract is awarded to, '{winner.bid if winner else ''}', and "
            "nothing says why."
        )


def _relative(criteria: tuple[CriterionAssessed, ...]) -> Iterator[str]:
    for one in criteria:
        if one.relative:
            yield one.title
        yield from _relative(one.parts)
