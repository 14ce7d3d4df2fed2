"""Bids to assessments: gates, each criterion's method and its threshold, then weights, totals, ties and ranks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from sv_rules.engine.award_plan import AwardPlan, PublishedWeight, Terms, validate_award
from sv_rules.engine.award_words import OPEN, sentence_on, warnings_on
from sv_rules.engine.bid_scoring import Card, score_bids
from sv_rules.engine.counting import Counted, counted
from sv_rules.engine.low_prices import low_prices
from sv_rules.engine.marking import marking_of
from sv_rules.engine.moderating import kept
from sv_rules.engine.placing import Placed, place, used
from sv_rules.engine.ranking import Standing
from sv_rules.engine.rounding import rounded
from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.model.amount import Money, plain
from sv_rules.model.award_result import DrawUsed, LowPrice, MarksKept
from sv_rules.model.evaluation import Assessment, CriterionScore, CriterionUsed, LotResult
from sv_rules.model.outcome import Outcome
from sv_rules.model.procurement import Bid, Lot

__all__ = ["Awarded", "BidSeen", "GateSeen", "PublishedWeight", "Terms", "award", "award_in_full", "validate_award"]


@dataclass(frozen=True, slots=True)
class GateSeen:
    """What a gate's check came to for one bid, and the sentence of its finding."""

    outcome: Outcome
    sentence: str


@dataclass(frozen=True, slots=True)
class BidSeen:
    """A bid as the award looks at it.

    `values` holds typed values by fact name; one that is absent or None is not known. `gates` is keyed by the full id
    of the check; a gate that is absent was not looked at, which is not a pass.
    """

    bid: Bid
    values: Mapping[str, Any] = field(default_factory=dict)
    gates: Mapping[str, GateSeen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Awarded:
    """An award with what it was worked out from, for whoever wants to try it with something changed.

    `admitted` are the bids that no gate and no threshold keeps out, with their values as they count (capped, and
    commitments valued), in the order of their ids: `score_bids(plan, admitted)` gives their cards again.
    """

    plan: AwardPlan
    admitted: tuple[tuple[Bid, Mapping[str, Any]], ...]
    cards: Mapping[str, Card]
    criteria: tuple[CriterionUsed, ...]
    result: LotResult


def award(lot: Lot, bids: Iterable[BidSeen], terms: Terms) -> tuple[tuple[CriterionUsed, ...], LotResult]:
    """Assess the bids for one lot: what each earned on each criterion, the totals, the ranks, and why.

    A bid that fails a gate or a threshold that disqualifies takes no part in what others earn. Bids are taken in the
    order of their ids, so the order in which they are given changes nothing. Points are out of 100 for the whole bid.

    Raises:
        DocumentError: with every problem of the award model; or, where there is none, of the bids and their marks.
        PluginError: if a scoring method or decision rule breaks its promise.
    """
    awarded = award_in_full(lot, bids, terms)
    return awarded.criteria, awarded.result


def award_in_full(lot: Lot, bids: Iterable[BidSeen], terms: Terms) -> Awarded:
    """Do what `award` does, and give the plan and the cards as well."""
    plan = validate_award(lot, terms)
    seen = sorted(bids, key=lambda one: one.bid.id)
    if problems := [*_bid_problems(plan, seen), *_mark_problems(plan, seen), *_draw_problems(plan, seen)]:
        raise DocumentError(problems)
    kept_out = {one.bid.id: outcome for one in seen if (outcome := _at_gates(plan, one))}
    admitted = [one for one in seen if one.bid.id not in kept_out]
    cards = score_bids(plan, ((one.bid, one.values) for one in admitted))
    kept_out |= {bid: outcome for bid, card in cards.items() if (outcome := _at_thresholds(card))}
    values = {one.bid.id: counted(plan, one.values) for one in admitted if one.bid.id not in kept_out}
    placed = place(plan, {bid: cards[bid] for bid in values}, values)
    lot_of = _Lot(plan, cards, placed, kept_out, _low(plan, values))
    by_id = {one.bid.id: one.bid for one in seen}
    assessments = (
        *(lot_of.ranked(by_id[one.bid], one) for one in placed.standings),
        *(lot_of.unranked(one.bid) for one in seen if one.bid.id not in placed.numbers),
    )
    result = LotResult(
        lot=lot.id,
        title=lot.title,
        provisional=any(one.status in OPEN for one in assessments),
        sentence=sentence_on(plan, assessments, placed.numbers),
        warnings=tuple(
            warnings_on(
                plan, [(one.bid, one.values) for one in seen], {bid: cards[bid] for bid in values}, cards, placed, values
            )
        ),
        rounding=plan.model.rounding,
        importance=plan.model.importance,
        ties=plan.model.ties,
        ties_on=plan.model.ties_on,
        near_tie=None if plan.model.near_tie is None else plain(plan.model.near_tie),
        draw=DrawUsed(**plan.model.draw.model_dump()) if plan.model.draw else None,
        decision=used(plan.decision),
        marking=marking_of(plan, [one.bid for one in seen]),
        assessments=assessments,
    )
    return Awarded(
        plan=plan,
        admitted=tuple((by_id[bid], one.values) for bid, one in values.items()),
        cards=cards,
        criteria=tuple(node.used(lot.id) for node in plan.nodes.values()),
        result=result,
    )


def _low(plan: AwardPlan, values: Mapping[str, Counted]) -> Mapping[str, LowPrice]:
    return low_prices(plan.low_price, prices_in(plan, values)) if plan.low_price else {}


def prices_in(plan: AwardPlan, values: Mapping[str, Counted]) -> dict[str, Money]:
    """Give the known prices that are looked at as low or not."""
    if plan.low_price is None:
        return {}
    found = {bid: one.values.get(plan.low_price.price.name) for bid, one in values.items()}
    return {bid: price for bid, price in found.items() if price is not None}
