"""An evaluation -> the assessment summary of one bid."""

from collections.abc import Sequence

from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.model.evaluation import Assessment, Evaluation, LotResult
from sv_rules.model.procurement import Bid, Contact, Procurement
from sv_rules.model.rulepack import Rulepack
from sv_rules.model.summary import AssessmentSummary, Decision, Supplier, WinnerTold
from sv_rules.summaries.criteria import assessed_criteria
from sv_rules.summaries.decisions import (
    cautions,
    decided,
    disqualifications,
    reasons,
    the_winner,
    why_outranked,
    winning_tender,
)
from sv_rules.summaries.known import Known


def assessment_summary(
    evaluation: Evaluation,
    lot: str,
    bid: str,
    *,
    procurement: Procurement | None = None,
    rulepack: Rulepack | None = None,
    awarded_to: str = "",
    winner_told: WinnerTold = WinnerTold.LEFT_OUT,
    full_criteria_at: str = "",
    further: str = "",
) -> AssessmentSummary:
    """Give the assessment summary of a bid that was assessed.

    A bid kept out by a gate has one too, without scores. Whether it must be sent is for the buyer: section 50(5) of the
    Procurement Act 2023 counts no tender that was disregarded, and regulation 31(3) names one that was disqualified.

    Whether the winner's scores go to the others was an open point of our sources. Section 50(4)(b) asks for information
    about the assessment of the winning tender as well, but what of it is commercially sensitive (section 94) only the
    buyer can tell. So they are left out unless the host asks for them, and completeness reminds of them.

    Args:
        evaluation: the result; nothing is computed anew.
        lot: id of the lot.
        bid: id of the bid.
        procurement: what was evaluated. It alone knows addresses, the marks' scales and where values were read; without
            it these are missing.
        rulepack: the packs it was evaluated with; needed where a scale or the title of a fact is the pack's.
        awarded_to: id of the winning bid; left out, the one that the evaluation gives the lot to.
        winner_told: whether an unsuccessful supplier finds the winning tender's scores and explanations here, has them
            from elsewhere, or neither.
        full_criteria_at: where suppliers can read the award criteria and the methodology in full.
        further: any further explanation of why the contract is not awarded to this bid.

    Raises:
        DocumentError: if there is no such lot or bid, or the bid has not been assessed yet.
    """
    result = _lot(evaluation, lot)
    assessment = _assessment(result, bid)
    if not _assessed(assessment):
        raise DocumentError(
            Problem(
                f"bid '{bid}' has not been assessed yet, so there is nothing to summarise",
                where=f"lot {lot}",
                fix=assessment.why,
            )
        )
    winner = the_winner(evaluation, result, awarded_to)
    decision = decided(assessment, winner)
    known = Known(procurement, rulepack, lot)
    told = winner_told if decision in {Decision.UNSUCCESSFUL, Decision.DISQUALIFIED} else WinnerTold.LEFT_OUT
    limits = evaluation.combination
    outranks = winner is not None and _above(assessment, winner)
    include = told is WinnerTold.INCLUDED and winner is not None
    made = AssessmentSummary(
        procurement=evaluation.id,
        title=evaluation.title,
        buyer=evaluation.buyer,
        lot=lot,
        lot_title=result.title,
        bid=bid,
        supplier=_supplier(assessment, known.bid(bid)),
        fictional=assessment.fictional,
        decision=decision,
        why=tuple(reasons(evaluation, result, assessment, decision, tell_of_winner=include)),
        further=further or (why_outranked(limits) if limits and outranks and not awarded_to else ""),
        disqualified_by=disqualifications(evaluation, assessment),
        criteria=assessed_criteria(evaluation, assessment, known),
        full_criteria_at=full_criteria_at,
        decided_by=result.decision.how if result.decision else "",
        total=assessment.total,
        has_totals=result.importance == "percentages",
        total_exact=assessment.total_exact,
        index=assessment.index,
        index_working=assessment.index_working,
        rank=assessment.rank,
        joint=assessment.joint,
        outranks_winner=outranks,
        ranked=sum(one.rank is not None for one in result.assessments),
        provisional=result.provisional,
        rounding=result.rounding,
        winner_told=told,
        winner=winning_tender(evaluation, winner, known) if include and winner else None,
        as_of=evaluation.run.as_of,
        evaluation=evaluation.digest,
    )
    return made.model_copy(update={"before_sending": tuple(cautions(made))})


def assessed_bids(evaluation: Evaluation, lot: str) -> Sequence[str]:
    """Give the ids of the bids that have been assessed, so that each can have a summary, in the order of the ranking.

    Raises:
        DocumentError: if there is no such lot.
    """
    return tuple(one.bid for one in _lot(evaluation, lot).assessments if _assessed(one))


def _assessed(assessment: Assessment) -> bool:
    # A gate that cannot be told comes before the assessment; a threshold that cannot be told is a part of it.
    return assessment.status != "undecided" or bool(assessment.scores)


def _lot(evaluation: Evaluation, lot: str) -> LotResult:
    found = next((one for one in evaluation.lots if one.lot == lot), None)
    if found is None:
        known = [one.lot for one in evaluation.lots]
        fix = f"{did_you_mean(lot, known)} The lots are {listed(known)}.".strip() if known else "No lot was assessed."
        raise DocumentError(Problem(f"no lot '{lot}' was assessed", fix=fix))
    return found


def _assessment(result: LotResult, bid: str) -> Assessment:
    found = next((one for one in result.assessments if one.bid == bid), None)
    if found is None:
        known = [one.bid for one in result.assessments]
        fix = f"{did_you_mean(bid, known)} The bids are {listed(known)}.".strip() if known else "It has no bids."
        raise DocumentError(Problem(f"there is no bid '{bid}' for lot '{result.lot}'", fix=fix))
    return found


def _above(assessment: Assessment, winner: Assessment) -> bool:
    return assessment.rank is not None and winner.rank is not None and assessment.rank < winner.rank


def _supplier(assessment: Assessment, bid: Bid | None) -> Supplier:
    contact = bid.contact if bid else Contact()
    bidder = assessment.bidder
    return Supplier(name=bidder.name, address=contact.address, email=contact.email, identifier=bidder.id)
