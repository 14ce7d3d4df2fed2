"""Bids to assessments: gates, each criterion's method and its threshold, then weights, totals, ties and ranks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sv_rules.engine.award_assessments import assessments_of
from sv_rules.engine.award_plan import AwardPlan, PublishedWeight, Terms, validate_award
from sv_rules.engine.award_words import OPEN, sentence_on, warnings_on
from sv_rules.engine.award_worked import KeptOut, Worked
from sv_rules.engine.bid_scoring import Card, score_bids
from sv_rules.engine.counting import counted
from sv_rules.engine.marking import marking_of
from sv_rules.engine.placing import place, used
from sv_rules.engine.robustness import put_to_test
from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.model.amount import plain
from sv_rules.model.award_result import DrawUsed
from sv_rules.model.evaluation import CriterionUsed, LotResult
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
    worked = _worked_out(plan, seen)
    assessments = assessments_of(worked)
    model = plan.model
    tested = put_to_test(plan, _past_gates(worked), terms.methods)
    result = LotResult(
        lot=lot.id,
        title=lot.title,
        provisional=any(one.status in OPEN for one in assessments),
        sentence=sentence_on(plan, assessments, worked.placed.numbers),
        warnings=tuple(warnings_on(worked)),
        rounding=model.rounding,
        importance=model.importance,
        ties=model.ties,
        ties_on=model.ties_on,
        near_tie=None if model.near_tie is None else plain(model.near_tie),
        draw=DrawUsed(**model.draw.model_dump()) if model.draw else None,
        decision=used(plan.decision),
        marking=marking_of(plan, [bid for bid, _ in worked.bids]),
        robustness=tested.robustness,
        not_tested=tested.why_not,
        assessments=assessments,
    )
    return Awarded(
        plan=plan,
        admitted=tuple((bid, worked.values[bid.id].values) for bid, _ in worked.bids if bid.id in worked.values),
        cards=worked.cards,
        criteria=tuple(node.used(lot.id) for node in plan.nodes.values()),
        result=result,
    )


def _worked_out(plan: AwardPlan, seen: Sequence[BidSeen]) -> Worked:
    kept_out = {one.bid.id: outcome for one in seen if (outcome := _at_gates(plan, one))}
    cards = score_bids(plan, ((one.bid, one.values) for one in seen if one.bid.id not in kept_out))
    kept_out |= {bid: outcome for bid, card in cards.items() if (outcome := _at_thresholds(card))}
    values = {one.bid.id: counted(plan, one.values) for one in seen if one.bid.id not in kept_out}
    return Worked(
        plan=plan,
        bids=tuple((one.bid, one.values) for one in seen),
        kept_out=kept_out,
        cards=cards,
        values=values,
        placed=place(plan, {bid: cards[bid] for bid in values}, values),
    )


def _past_gates(worked: Worked) -> Iterator[tuple[Bid, Mapping[str, Any]]]:
    """Give the bids that no gate keeps out, also those that a threshold does, with their values as they count."""
    for bid, known in worked.bids:
        if bid.id in worked.cards:
            count = worked.values.get(bid.id) or counted(worked.plan, known)
            yield bid, count.values


def _bid_problems(plan: AwardPlan, seen: Sequence[BidSeen]) -> Iterator[Problem]:
    for first, second in pairwise(seen):
        if first.bid.id == second.bid.id:
            what = f"two bids for lot {plan.lot.id} have the id '{first.bid.id}'"
            yield Problem(what, fix="Give each bid an id of its own.")
    for one in seen:
        if one.bid.lot != plan.lot.id:
            yield Problem(f"bid '{one.bid.id}' is for lot '{one.bid.lot}', not for lot '{plan.lot.id}'")


def _draw_problems(plan: AwardPlan, seen: Sequence[BidSeen]) -> Iterator[Problem]:
    known = [one.bid.id for one in seen]
    for bid in plan.model.draw.order if plan.model.draw else ():
        if bid not in known:
            there = f"Its bids are {listed(known)}." if known else "It has no bids."
            fix = did_you_mean(bid, known) or f"{there} A draw is for one lot: state it in an award of the lot's own."
            place = plan.model.places.get("draw", plan.model.place)
            yield Problem(f"there is no bid '{bid}' for lot {plan.lot.id}", place, "award, under draw", fix)


def _mark_problems(plan: AwardPlan, seen: Sequence[BidSeen]) -> Iterator[Problem]:
    marked = [node.id for node in plan.nodes.values() if node.reads_marks]
    marks_are_for = f"Marks are given for {listed(marked)}." if marked else "No criterion of this lot takes marks."
    stated = [one.id for one in plan.model.evaluators]
    for one in seen:
        given: set[tuple[str, str]] = set()
        for mark in one.bid.marks:
            where = f"bid {one.bid.id}, under marks"
            node = plan.nodes.get(mark.criterion)
            if stated and mark.evaluator and mark.evaluator not in stated:
                fix = did_you_mean(mark.evaluator, stated) or f"They are {listed(stated)}; add whoever is missing."
                what = f"'{mark.evaluator}' is not among the evaluators of the award"
                yield Problem(what, mark.place, where, fix)
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


def _at_gates(plan: AwardPlan, one: BidSeen) -> KeptOut | None:
    """Status and why of a bid that is not admitted, else None. A gate that does not apply keeps nobody out."""
    seen = {gate: one.gates.get(gate, _NOT_LOOKED_AT) for gate in plan.gates}
    if failed := [gate for gate in seen if seen[gate].outcome is Outcome.NOT_MET]:
        return "gated", f"Not scored. {' '.join(f'Gate {gate} is not met: {seen[gate].sentence}' for gate in failed)}"
    if unclear := [gate for gate in seen if seen[gate].outcome is Outcome.CANNOT_TELL]:
        told = " ".join(f"Gate {gate} cannot be told: {seen[gate].sentence}" for gate in unclear)
        return "undecided", f"Not scored yet. {told}"
    return None


_NOT_LOOKED_AT = GateSeen(Outcome.CANNOT_TELL, "This check was not looked at for this bid.")


def _at_thresholds(card: Card) -> KeptOut | None:
    if card.judged.failed:
        return "gated", f"Not ranked: it has less than a threshold asks. {' '.join(card.judged.failed)}"
    if card.judged.unclear:
        return "undecided", f"Not ranked yet: a threshold cannot be told. {' '.join(card.judged.unclear)}"
    return None
