"""What was worked out of each bid, as its assessment: where it stands, why, and every number with its working."""

from collections.abc import Mapping

from sv_rules.engine.award_worked import Worked
from sv_rules.engine.bid_scoring import Card
from sv_rules.engine.low_prices import low_prices
from sv_rules.engine.moderating import kept
from sv_rules.engine.ranking import Standing
from sv_rules.engine.rounding import rounded
from sv_rules.model.amount import plain
from sv_rules.model.award_result import LowPrice, MarksKept
from sv_rules.model.evaluation import Assessment, CriterionScore
from sv_rules.model.procurement import Bid


def assessments_of(worked: Worked) -> tuple[Assessment, ...]:
    """Give an assessment for every bid: the ranked ones in their order, then the others in the order of their ids."""
    low = low_prices(worked.plan.low_price, worked.prices) if worked.plan.low_price else {}
    by_id = {bid.id: bid for bid, _ in worked.bids}
    return (
        *(_ranked(worked, by_id[one.bid], one, low) for one in worked.placed.standings),
        *(_unranked(worked, bid, low) for bid in by_id.values() if bid.id not in worked.placed.numbers),
    )


def _ranked(worked: Worked, bid: Bid, standing: Standing, low: Mapping[str, LowPrice]) -> Assessment:
    plan, card = worked.plan, worked.cards[bid.id]
    assert card.total is not None  # noqa: S101  ranked
    total = rounded(card.total, plan.model.rounding)
    place = f"{'joint ' if standing.joint else ''}{_ordinal(standing.rank)} of {len(worked.placed.standings)}"
    index = worked.placed.indices.get(bid.id)
    shown = (
        f"{total} of 100 points"
        if index is None
        else f"an index of {rounded(worked.placed.numbers[bid.id], plan.model.rounding)}"
    )
    return _assessment(worked, bid, low).model_copy(
        update={
            "status": "ranked",
            "why": f"Ranks {place} with {shown}. {standing.tie_break}".strip(),
            "rank": standing.rank,
            "joint": standing.joint,
            "tie_break": standing.tie_break,
        }
    )


def _unranked(worked: Worked, bid: Bid, low: Mapping[str, LowPrice]) -> Assessment:
    status, why = _status(worked, bid.id)
    return _assessment(worked, bid, low).model_copy(update={"status": status, "why": why})


def _status(worked: Worked, bid: str) -> tuple[str, str]:
    plan, card = worked.plan, worked.cards.get(bid)
    if bid in worked.kept_out or card is None:
        return worked.kept_out[bid]
    missing = [leaf for leaf in plan.leaves if card.lines[leaf.id].points is None]
    if missing:
        told = " ".join(f"{leaf.title}: {card.lines[leaf.id].working}" for leaf in missing)
        return "incomplete", f"No rank yet. {told}"
    if bid in worked.placed.open:
        return "incomplete", f"No rank yet. {worked.placed.open[bid]}"
    if bid in worked.placed.indices:
        return "unplaced", f"Not ranked. {worked.placed.indices[bid].working}"
    return (
        "scored",
        "Every criterion is scored. Importance is not stated in percentages, so there is no total and no rank.",
    )


def _assessment(worked: Worked, bid: Bid, low: Mapping[str, LowPrice]) -> Assessment:
    plan, card = worked.plan, worked.cards.get(bid.id)
    total = card.total if card else None
    index = worked.placed.indices.get(bid.id)
    value = index.value if index else None
    return Assessment(
        lot=plan.lot.id,
        bid=bid.id,
        bidder=bid.bidder,
        fictional=bid.fictional,
        status="scored",
        why="",
        scores=tuple(_scores(worked, card)) if card else (),
        marks=tuple(_marks(worked, bid)),
        total=None if total is None else rounded(total, plan.model.rounding),
        total_exact=None if total is None else plain(total),
        index=None if value is None else rounded(value, plan.model.rounding),
        index_exact=None if value is None else plain(value),
        index_working=index.working if index else "",
        abnormally_low=low.get(bid.id),
    )


def _marks(worked: Worked, bid: Bid) -> list[MarksKept]:
    found = (kept(leaf, bid) for leaf in worked.plan.leaves if leaf.reads_marks)
    return [one for one in found if one is not None]


def _scores(worked: Worked, card: Card) -> list[CriterionScore]:
    scores = []
    for name, line in card.lines.items():
        node, reached = worked.plan.nodes[name], card.judged.reached.get(name)
        scores.append(
            CriterionScore(
                criterion=name,
                title=node.title,
                raw=line.raw,
                maximum=plain(node.points),
                points=None if line.points is None else rounded(line.points, worked.plan.model.rounding),
                exact=None if line.points is None else plain(line.points),
                share=None if line.share is None else plain(line.share),
                working=line.working,
                reason=line.reason,
                reached=reached.met if reached else None,
                threshold=reached.sentence if reached else "",
            )
        )
    return scores


def _ordinal(number: int) -> str:
    if number == 1:
        return "first"
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
