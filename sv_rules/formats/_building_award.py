"""The award parts of our own document, known to be right: criteria, ties, moderation, limits on lots."""

from typing import Any

from sv_rules.formats._part import Part
from sv_rules.model.award import (
    AbnormallyLow,
    AwardCriterion,
    AwardModel,
    Commitments,
    Draw,
    EvaluatorStated,
    LotLimits,
    Moderation,
    OfferBounds,
    Rounding,
    Threshold,
)
from sv_rules.model.procurement import Mark


def award_in(part: Part, key: str) -> AwardModel | None:
    """Give the award model under a name of a block, if one is there."""
    return _award(part.part(key)) if part.data.get(key) else None


def limits_in(part: Part) -> LotLimits | None:
    """Give the limits on lots of a document, if it has any."""
    if not part.data.get("lot_limits"):
        return None
    limits = part.part("lot_limits")
    return LotLimits(**limits.given("most_per_bidder", "preferences"), place=limits.place())


def mark(part: Part) -> Mark:
    """Give an evaluator's or the panel's mark."""
    return Mark(**part.given("criterion", "mark", "reason", "internal", "evaluator"), place=part.place())


def _award(part: Part) -> AwardModel:
    given = part.data
    return AwardModel(
        **part.given("importance", "weights", "gates", "decided_by", "ties", "ties_on", "near_tie"),
        rounding=Rounding(**(given.get("rounding") or {})),
        draw=Draw(**given["draw"]) if given.get("draw") else None,
        moderation=Moderation(**(given.get("moderation") or {})),
        evaluators=tuple(EvaluatorStated(**each) for each in given.get("evaluators") or ()),
        offers={measure: _bounds(bounds or {}) for measure, bounds in (given.get("offers") or {}).items()},
        abnormally_low=AbnormallyLow(**given["abnormally_low"]) if given.get("abnormally_low") is not None else None,
        criteria=tuple(_criterion(each) for each in part.parts("criteria")),
        place=part.place(),
        places={key: part.place(key) for key in given},
    )


def _criterion(part: Part) -> AwardCriterion:
    commitments, threshold = part.data.get("commitments"), part.data.get("threshold")
    return AwardCriterion(
        **part.given("id", "title", "weight", "rank", "importance", "published_as", "measure", "fact", "scoring"),
        commitments=Commitments(**commitments) if commitments else None,
        threshold=Threshold(**{**threshold, "at_least": str(threshold["at_least"])}) if threshold else None,
        criteria=tuple(_criterion(each) for each in part.parts("criteria")),
        place=part.place(),
    )


def _bounds(bounds: dict[str, Any]) -> OfferBounds:
    plausible = bounds.get("plausible") or {}
    return OfferBounds(cap=bounds.get("cap"), plausible_from=plausible.get("from"), plausible_to=plausible.get("to"))
