"""Bids to assessments: gates, then each criterion's method, then weights, totals, ties and ranks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal, TypeAlias

from sv_rules.engine.award_plan import AwardPlan, PublishedWeight, Terms, validate_award
from sv_rules.engine.award_words import OPEN, sentence_on, warnings_on
from sv_rules.engine.bid_scoring import Card, score_bids
from sv_rules.engine.ranking import Standing, TieBreak, rank
from sv_rules.engine.rounding import rounded
from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.model.amount import plain
from sv_rules.model.evaluation import Assessment, CriterionScore, CriterionUsed, LotResult
from sv_rules.model.outcome import Outcome
from sv_rules.model.procurement import Bid, Lot

__all__ = ["BidSeen", "GateSeen", "PublishedWeight", "Terms", "award", "validate_award"]


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


def award(lot: Lot, bids: Iterable[BidSeen], terms: Terms) -> tuple[tuple[CriterionUsed, ...], LotResult]:
    """Assess the bids for one lot: what each earned on each criterion, the totals, the ranks, and why.

    A bid that fails a gate is not scored and takes no part in what others earn. Bids are taken in the order of their
    ids, so the order in which they are given changes nothing. Points are out of 100 for the whole bid.

    Raises:
        DocumentError: with every problem of the award model; or, where there is none, of the bids and their marks.
        PluginError: if a scoring method breaks its promise.
    """
    plan = validate_award(lot, terms)
    seen = sorted(bids, key=lambda one: one.bid.id)
    if problems := [*_bid_problems(plan, seen), *_mark_problems(plan, seen)]:
        raise DocumentError(problems)
    kept_out = {one.bid.id: outcome for one in seen if (outcome := _at_gates(plan, one))}
    admitted = [one for one in seen if one.bid.id not in kept_out]
    cards = score_bids(plan, ((one.bid, one.values) for one in admitted))
    totals = {bid: card.total for bid, card in cards.items() if card.total is not None}
    ties = [
        TieBreak(plan.nodes[name].title, {bid: cards[bid].known(name) for bid in totals}) for name in plan.model.ties
    ]
    standings = rank(totals, ties, plan.model.rounding, plan.model.ties_on)
    by_id = {one.bid.id: one.bid for one in seen}
    assessments = (
        *(_ranked(plan, by_id[one.bid], cards[one.bid], one, len(standings)) for one in standings),
        *(
            _unranked(plan, one.bid, kept_out.get(one.bid.id), cards.get(one.bid.id))
            for one in seen
            if one.bid.id not in totals
        ),
    )
    result = LotResult(
        lot=lot.id,
        title=lot.title,
        provisional=any(one.status in OPEN for one in assessments),
        sentence=sentence_on(plan, assessments, totals),
        warnings=tuple(warnings_on(plan, [one.bid for one in admitted], cards, [one.bid for one in standings])),
        rounding=plan.model.rounding,
        assessments=assessments,
    )
    return tuple(node.used(lot.id) for node in plan.nodes.values()), result


def _bid_problems(plan: AwardPlan, seen: list[BidSeen]) -> Iterator[Problem]:
    for first, second in pairwise(seen):
        if first.bid.id == second.bid.id:
            what = f"two bids for lot {plan.lot.id} have the id '{first.bid.id}'"
            yield Problem(what, fix="Give each bid an id of its own.")
    for one in seen:
        if one.bid.lot != plan.lot.id:
            yield Problem(f"bid '{one.bid.id}' is for lot '{one.bid.lot}', not for lot '{plan.lot.id}'")


def _mark_problems(plan: AwardPlan, seen: list[BidSeen]) -> Iterator[Problem]:
    marked = [node.id for node in plan.nodes.values() if node.reads_marks]
    marks_are_for = f"Marks are given for {listed(marked)}." if marked else "No criterion of this lot takes marks."
    for one in seen:
        given: set[tuple[str, str]] = set()
        for mark in one.bid.marks:
            where = f"bid {one.bid.id}, under marks"
            node = plan.nodes.get(mark.criterion)
            if node is None:
                fix = f"{did_you_mean(mark.criterion, marked)} {marks_are_for}".strip()
                yield Problem(f"there is no criterion called '{mark.criterion}'", mark.place, where, fix)
            elif node.children:
                fix = f"Mark its sub-criteria: {listed(node.children)}."
                yield Problem(f"'{node.id}' has sub-criteria, so it takes no mark", mark.place, where, fix)
            elif node.fact:
                what = f"'{node.id}' is scored from the {node.fact.title}, so it takes no mark"
                yield Problem(what, mark.place, where, marks_are_for)
            elif (mark.criterion, mark.evaluator) in given:
                what = f"there are two {'' if mark.evaluator else 'agreed '}marks for '{node.id}'"
                by = f" by {mark.evaluator}" if mark.evaluator else ""
                fix = "Keep one of them. A mark without an evaluator is the panel's agreed mark."
                yield Problem(f"{what}{by}", mark.place, where, fix)
            given.add((mark.criterion, mark.evaluator))


_KeptOut: TypeAlias = tuple[Literal["gated", "undecided"], str]


def _at_gates(plan: AwardPlan, one: BidSeen) -> _KeptOut | None:
    """Status and why of a bid that is not admitted, else None. A gate that does not apply keeps nobody out."""
    seen = {gate: one.gates.get(gate, _NOT_LOOKED_AT) for gate in plan.gates}
    if failed := [gate for gate in seen if seen[gate].outcome is Outcome.NOT_MET]:
        return "gated", f"Not scored. {' '.join(f'Gate {gate} is not met: {seen[gate].sentence}' for gate in failed)}"
    if unclear := [gate for gate in seen if seen[gate].outcome is Outcome.CANNOT_TELL]:
        told = " ".join(f"Gate {gate} cannot be told: {seen[gate].sentence}" for gate in unclear)
        return "undecided", f"Not scored yet. {told}"
    return None


_NOT_LOOKED_AT = GateSeen(Outcome.CANNOT_TELL, "This check was not looked at for this bid.")


def _ranked(plan: AwardPlan, bid: Bid, card: Card, standing: Standing, ranked: int) -> Assessment:
    assert card.total is not None  # noqa: S101  ranked
    total = rounded(card.total, plan.model.rounding)
    place = f"{'joint ' if standing.joint else ''}{_ordinal(standing.rank)} of {ranked}"
    return Assessment(
        lot=plan.lot.id,
        bid=bid.id,
        bidder=bid.bidder,
        fictional=bid.fictional,
        status="ranked",
        why=f"Ranks {place} with {total} of 100 points. {standing.tie_break}".strip(),
        scores=_scores(plan, card),
        total=total,
        total_exact=plain(card.total),
        rank=standing.rank,
        joint=standing.joint,
        tie_break=standing.tie_break,
    )


def _unranked(plan: AwardPlan, bid: Bid, kept_out: _KeptOut | None, card: Card | None) -> Assessment:
    missing = [leaf for leaf in plan.leaves if card and card.lines[leaf.id].points is None]
    told = " ".join(f"{leaf.title}: {card.lines[leaf.id].working}" for leaf in missing if card)
    status, why = kept_out or ("incomplete", f"No rank yet. {told}")
    return Assessment(
        lot=plan.lot.id,
        bid=bid.id,
        bidder=bid.bidder,
        fictional=bid.fictional,
        status=status,
        why=why,
        scores=_scores(plan, card) if card else (),
    )


def _scores(plan: AwardPlan, card: Card) -> tuple[CriterionScore, ...]:
    return tuple(
        CriterionScore(
            criterion=name,
            title=plan.nodes[name].title,
            raw=line.raw,
            maximum=plain(plan.nodes[name].points),
            points=None if line.points is None else rounded(line.points, plan.model.rounding),
            exact=None if line.points is None else plain(line.points),
            working=line.working,
            reason=line.reason,
        )
        for name, line in card.lines.items()
    )


def _ordinal(number: int) -> str:
    if number == 1:
        return "first"
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
