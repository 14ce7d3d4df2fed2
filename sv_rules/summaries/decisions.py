"""Which bid wins, why another one does not, and what a loser is told of the winner."""

import re
from collections.abc import Iterator
from fractions import Fraction

from sv_rules.engine.rounding import rounded
from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.model.award_result import Combination
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
from sv_rules.summaries.criteria import assessed_criteria
from sv_rules.summaries.known import Known

_MAY_WIN = frozenset({"ranked", "scored"})


def the_winner(evaluation: Evaluation, result: LotResult, awarded_to: str) -> Assessment | None:
    """Give the bid that the contract goes to; None while that is open.

    It is the one named; or the one that the best combination under limits on lots gives the lot to; or the one that
    alone ranks first.

    Raises:
        DocumentError: if the bid named cannot win this lot.
    """
    able = {one.bid: one for one in result.assessments if one.status in _MAY_WIN}
    if awarded_to and awarded_to not in able:
        fix = f"{did_you_mean(awarded_to, able)} The bids that can win it are {listed(able)}.".strip()
        raise DocumentError(Problem(f"lot '{result.lot}' cannot be awarded to '{awarded_to}'", fix=fix))
    if awarded_to:
        return able[awarded_to]
    if evaluation.combination is not None:
        won = (one.bid for one in evaluation.combination.lots if one.lot == result.lot)
        return able.get(next(won, None) or "")
    first = [one for one in able.values() if one.rank == 1]
    return first[0] if len(first) == 1 else None


def decided(assessment: Assessment, winner: Assessment | None) -> Decision:
    """Say what became of a bid."""
    if assessment.status == "gated":
        return Decision.DISQUALIFIED
    if winner is None or assessment.status not in _MAY_WIN | {"unplaced"}:
        return Decision.OPEN
    return Decision.SUCCESSFUL if assessment.bid == winner.bid else Decision.UNSUCCESSFUL


def reasons(
    evaluation: Evaluation, result: LotResult, assessment: Assessment, decision: Decision, *, tell_of_winner: bool
) -> Iterator[str]:
    """Say why the bid was, or was not, successful; nothing about another bid unless the supplier is told of it."""
    match decision:
        case Decision.DISQUALIFIED:
            yield "The contract is not awarded to this tender because it does not meet what every tender had to meet."
            if not assessment.scores:
                yield "It was therefore not scored against the award criteria."
            return
        case Decision.SUCCESSFUL:
            yield "The contract is awarded to this tender."
        case Decision.UNSUCCESSFUL:
            yield "The contract is awarded to another tender."
        case _:  # open
            yield "It has not been decided yet which tender the contract is awarded to."
    yield re.sub(r"^Ranks ", "This tender ranks ", assessment.why.removesuffix(assessment.tie_break).strip())
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


def why_outranked(combination: Combination) -> str:
    """Say why a lot goes to a bid that does not rank first, under declared limits on lots."""
    most = combination.most_per_bidder
    return (
        f"One supplier may be awarded at most {most} lot{'' if most == 1 else 's'}. Under that limit, the best "
        "combination of lots and tenders gives this lot to another tender."
    )


def disqualifications(evaluation: Evaluation, assessment: Assessment) -> tuple[Disqualification, ...]:
    """Give what disqualified a bid: the checks that its assessment names as not met, and thresholds not reached."""
    if assessment.status != "gated":
        return ()
    checks = (
        Disqualification(requirement=one.check, title=one.title, sentence=one.sentence, source=one.source)
        for one in evaluation.findings
        if one.subject.kind is Kind.BID
        and one.subject.id == assessment.bid
        and one.outcome is Outcome.NOT_MET
        and re.search(rf"(?<![\w./-]){re.escape(one.check)}(?![\w/-])", assessment.why)
    )
    thresholds = (
        Disqualification(requirement=one.criterion, title=one.title, sentence=one.threshold)
        for one in assessment.scores
        if one.reached is False
    )
    return (*checks, *thresholds)


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


def cautions(summary: AssessmentSummary) -> Iterator[str]:
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


def _relative(criteria: tuple[CriterionAssessed, ...]) -> Iterator[str]:
    for one in criteria:
        if one.relative:
            yield one.title
        yield from _relative(one.parts)
