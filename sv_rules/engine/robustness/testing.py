"""One ranking put to every test."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.engine.robustness.contest import Contest, compared, contest_of
from sv_rules.engine.robustness.counterfactuals import fewest_marks, price_facts, smallest_cut
from sv_rules.engine.robustness.formulas import other_formulas
from sv_rules.engine.robustness.losers import try_losers
from sv_rules.engine.robustness.marks import Moved, every_mark_moved, flips_among
from sv_rules.engine.robustness.replaying import Replays
from sv_rules.engine.robustness.steps import is_price
from sv_rules.engine.robustness.weight_space import of_samples, of_stretches
from sv_rules.engine.robustness.weights import (
    Room,
    Stretch,
    room_of,
    smallest_change,
    stretches_of,
    swings_of,
    top_shares,
)
from sv_rules.engine.robustness.words import needed, sentences_on
from sv_rules.engine.rounding import rounded
from sv_rules.model.amount import plain
from sv_rules.model.extending import ScoringMethod
from sv_rules.model.fact import Fact
from sv_rules.model.procurement import Bid
from sv_rules.model.robustness import Counterfactual, Margin, Robustness, WeightSpace


class Tested(NamedTuple):
    """How sure a ranking is; None where there is no ranking to test, and `why_not` says why in a sentence."""

    robustness: Robustness | None
    why_not: str = ""


def put_to_test(
    plan: AwardPlan, bids: Iterable[tuple[Bid, Mapping[str, Any]]], methods: Mapping[str, ScoringMethod]
) -> Tested:
    """Test a ranking by every change that could have put another bid first.

    Args:
        plan: the award model.
        bids: those that passed the gates, with their values as they count, by fact name, in the order of their ids.
        methods: the host's scoring methods by name, among them the other price formulas.
    """
    if not plan.sums_up:
        return Tested(None, f"The importance of criteria is {_STATED[plan.model.importance]}, so bids are not ranked.")
    contest = contest_of(plan, bids)
    ranked = len(contest.ranked)
    if ranked < 2:
        why = f"{'Only one bid has' if ranked else 'No bid has'} a rank, so there is no ranking to test."
        return Tested(None, why)
    return Tested(_robustness(contest, methods))


_STATED = {"ranks": "ranked", "described": "described in words"}


def _robustness(contest: Contest, methods: Mapping[str, ScoringMethod]) -> Robustness:
    prices = {name: leaf for name, leaf in contest.leaves.items() if is_price(leaf, contest.values[name])}
    facts = price_facts(contest, prices.values())
    shares = top_shares(contest)
    rooms = [room_of(swing, contest.outcome.first) for swing in swings_of(contest, shares)]
    stretches = stretches_of(rooms[0].swing) if len(rooms) == 2 else ()
    replays = Replays(contest)
    moved = list(every_mark_moved(replays))
    margin = _margin(contest, moved)
    change = smallest_change(rooms)
    losers = try_losers(replays)
    marks = flips_among(contest, moved)
    formulas = tuple(other_formulas(contest, prices, methods))
    return Robustness(
        first=contest.outcome.first,
        sentences=sentences_on(
            contest.outcome.first,
            margin=margin,
            change=change,
            weights=bool(rooms),
            losers=losers,
            marks=marks,
            formulas=formulas,
        ),
        margin=margin,
        weights=tuple(room.interval for room in rooms),
        smallest_weight_change=change,
        two_criteria=tuple(stretch.shown for stretch in stretches),
        weight_space=_space(contest, shares, stretches) if rooms else None,
        losers=losers,
        marks=marks,
        other_formulas=formulas,
        counterfactuals=tuple(_counterfactual(replays, bid, facts) for bid in contest.changeable_losers),
        untested=tuple(_untested(contest, rooms, prices, moved)),
    )


def _space(contest: Contest, shares: Mapping[str, Mapping[str, Fraction]], stretches: Sequence[Stretch]) -> WeightSpace:
    return of_stretches(stretches, contest.ranked) if stretches else of_samples(shares, contest.ranked)


def _margin(contest: Contest, moved: Sequence[Moved]) -> Margin:
    model, first = contest.plan.model, contest.outcome.first
    numbers = compared(contest.plan, contest.outcome.numbers)
    behind = max((numbers[bid] for bid in contest.losers), default=None)
    gap = Fraction(0) if len(first) > 1 or behind is None else numbers[first[0]] - behind
    worth = max((one.worth for one in moved if one.worth is not None), default=None)
    near = worth if model.near_tie is None else Fraction(model.near_tie)
    return Margin(
        of="total" if contest.plan.decision is None else "index",
        by=rounded(gap, model.rounding),
        exact=plain(gap),
        next=tuple(bid for bid in contest.losers if numbers[bid] == behind),
        one_mark=None if worth is None else rounded(worth, model.rounding),
        near_tie=gap == 0 or (near is not None and gap <= near),
        near_from="one mark" if model.near_tie is None else "award model",
    )


def _counterfactual(replays: Replays, bid: str, prices: Mapping[str, Fact]) -> Counterfactual:
    cut = smallest_cut(replays, bid, prices)
    marks = tuple(sorted(fewest_marks(replays, bid), key=lambda one: one.steps))
    return Counterfactual(bid=bid, price=cut, marks=marks, sentence=needed(bid, cut, marks, prices=bool(prices)))


def _untested(
    contest: Contest, rooms: Sequence[Room], prices: Mapping[str, Node], moved: Sequence[Moved]
) -> Iterator[str]:
    decision = contest.plan.decision
    if decision is not None:
        yield (
            f"The award is decided by {decision.rule.name} and not by a weighted sum, so no weight was moved and no "
            "other price formula was tried."
        )
    elif not rooms:
        yield "There is only one criterion with a weight, so no weight can move."
    if decision is None and not prices:
        yield "No criterion scores a price, so no other price formula and no lower price was tried."
    changed, bids = len(contest.changeable), len(contest.bids)
    if changed < bids:
        yield f"Of {bids} bids only the {changed} that rank highest were changed one at a time."
    if not moved:
        yield "No mark was given that counts by itself, so no mark was moved."
