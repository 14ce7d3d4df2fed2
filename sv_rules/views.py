"""What each role may see of an evaluation: a smaller evaluation, made from the whole one and nothing else.

The host decides who has which role; it then passes on only what `view` gives.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from sv_rules.model.evaluation import Assessment, ConclusionDrawn, CriterionScore, Evaluation, LotResult
from sv_rules.model.finding import ComparisonMade, Finding
from sv_rules.model.outcome import Kind

HIDDEN = "Prices, totals and ranks are not shown to those who mark the quality."
OWN_ONLY = "Only the bid's own assessment is shown."


class Role(StrEnum):
    """Who looks: the whole panel, those who mark the quality before prices are opened, or one bidder."""

    PANEL = "panel"
    QUALITY_EVALUATOR = "quality-evaluator"
    BIDDER = "bidder"


def view(evaluation: Evaluation, role: Role | str, *, bid: str = "") -> Evaluation:
    """Give what a role may see.

    A panel sees everything. A quality evaluator sees no price, no score of one and nothing that could give one away:
    totals, ranks, indices, the order of bids, low prices, robustness, sentences and findings about prices. A bidder
    sees what is about the procurement, its lot and its own bid, without internal comments, other bids or evaluators.

    Args:
        evaluation: the whole one.
        role: `panel`, `quality-evaluator` or `bidder`.
        bid: the bidder's own bid; needed for a bidder, and for nobody else.

    Raises:
        ValueError: if there is no such role, or a bidder's bid is not in the evaluation.
    """
    match Role(role):
        case Role.PANEL:
            return evaluation
        case Role.QUALITY_EVALUATOR:
            return _without_prices(evaluation)
        case Role.BIDDER:
            if not any(one.bid == bid for lot in evaluation.lots for one in lot.assessments):
                raise ValueError(f"no bid '{bid}' was assessed in this evaluation")
            return _for_bidder(evaluation, bid)


def _without_prices(evaluation: Evaluation) -> Evaluation:
    prices = {lot.lot: _prices(evaluation, lot.lot) for lot in evaluation.lots}
    facts = _price_facts(evaluation)
    return evaluation.model_copy(
        update={
            "findings": tuple(one for one in evaluation.findings if not _about(one, facts)),
            "conclusions": tuple(one for one in evaluation.conclusions if not _drawn_from(one, facts)),
            "lots": tuple(_lot_without_prices(lot, prices[lot.lot]) for lot in evaluation.lots),
            "combination": None,
            "remarks": tuple(one for one in evaluation.remarks if not any(fact in one.what for fact in facts)),
        }
    )


def _prices(evaluation: Evaluation, lot: str) -> frozenset[str]:
    """Criteria whose points say something of a price: those that score one, and whatever adds such points up."""
    criteria = {one.id: one for one in evaluation.criteria if one.lot == lot}
    found = {one.id for one in criteria.values() if one.price}
    for name in list(found):
        while name := criteria[name].parent:
            found.add(name)
    return frozenset(found)


def _price_facts(evaluation: Evaluation) -> frozenset[str]:
    scored = {one.fact for one in evaluation.criteria if one.price and one.fact}
    return frozenset(scored | {lot.decision.price for lot in evaluation.lots if lot.decision})


def _lot_without_prices(lot: LotResult, prices: Collection[str]) -> LotResult:
    return lot.model_copy(
        update={
            "sentence": HIDDEN,
            "warnings": (),
            "provisional": True,
            "robustness": None,
            "not_tested": HIDDEN,
            "draw": None,
            # By id: the order of ranks would say who leads.
            "assessments": tuple(
                _assessment_without_prices(one, prices) for one in sorted(lot.assessments, key=lambda one: one.bid)
            ),
        }
    )


def _assessment_without_prices(one: Assessment, prices: Collection[str]) -> Assessment:
    kept_out = one.status in {"gated", "undecided"}
    return one.model_copy(
        update={
            **_NO_RANK,
            "status": one.status if kept_out else "scored",
            "why": f"Not ranked: a gate or a threshold keeps it out. {HIDDEN}" if kept_out else HIDDEN,
            "scores": tuple(_hidden(score) if score.criterion in prices else score for score in one.scores),
        }
    )


_NO_RANK: Mapping[str, Any] = {
    "total": None,
    "total_exact": None,
    "index": None,
    "index_exact": None,
    "index_working": "",
    "abnormally_low": None,
    "rank": None,
    "joint": False,
    "tie_break": "",
}


def _hidden(score: CriterionScore) -> CriterionScore:
    return score.model_copy(
        update={"raw": "not shown", "points": None, "exact": None, "share": None, "working": HIDDEN, "threshold": ""}
        | {"reached": None}
    )


def _for_bidder(evaluation: Evaluation, bid: str) -> Evaluation:
    own = next(lot for lot in evaluation.lots if any(one.bid == bid for one in lot.assessments))
    subjects = {(Kind.PROCUREMENT, evaluation.id), (Kind.LOT, own.lot), (Kind.BID, bid)}
    return evaluation.model_copy(
        update={
            "findings": tuple(one for one in evaluation.findings if _of(one, subjects)),
            "conclusions": tuple(one for one in evaluation.conclusions if _of(one, subjects)),
            "compliance": tuple(one for one in evaluation.compliance if _of(one, subjects)),
            "criteria": tuple(one for one in evaluation.criteria if one.lot == own.lot),
            "lots": (_own_lot(own, bid),),
            "combination": None,
            "remarks": (),
        }
    )


def _of(one: Any, subjects: Collection[tuple[Kind, str]]) -> bool:
    return (one.subject.kind, one.subject.id) in subjects


def _own_lot(lot: LotResult, bid: str) -> LotResult:
    assessment = next(one for one in lot.assessments if one.bid == bid)
    return lot.model_copy(
        update={
            "sentence": OWN_ONLY,
            "warnings": (),
            "robustness": None,
            "not_tested": OWN_ONLY,
            "draw": None,
            "marking": None,
            "assessments": (_own_assessment(assessment),),
        }
    )


def _own_assessment(one: Assessment) -> Assessment:
    # How a tie was broken names other bids and what they earned.
    settled = (
        "Its total equals that of another bid; the published tie-break settled the order." if one.tie_break else ""
    )
    why = one.why.removesuffix(one.tie_break).strip()
    return one.model_copy(
        update={
            "why": f"{why} {settled}".strip(),
            "tie_break": settled,
            "marks": tuple(
                kept.model_copy(
                    update={
                        "individual": tuple(mark.model_copy(update={"internal": ""}) for mark in kept.individual),
                        "agreed": kept.agreed.model_copy(update={"internal": ""}) if kept.agreed else None,
                    }
                )
                for kept in one.marks
            ),
        }
    )


def _about(finding: Finding, facts: Collection[str]) -> bool:
    asked = {question.fact for ask in finding.asks for question in ask.questions}
    changed = {change.fact for change in finding.changes}
    compared = (*finding.comparisons, *finding.applies_because)
    return bool((asked | changed) & set(facts)) or any(_compares(one, facts) for one in compared)


def _drawn_from(conclusion: ConclusionDrawn, facts: Collection[str]) -> bool:
    return any(_compares(one, facts) for one in conclusion.because)


def _compares(made: ComparisonMade, facts: Collection[str]) -> bool:
    return made.fact in facts or any(_compares(one, facts) for one in made.because)
