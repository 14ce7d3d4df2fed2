"""One ranking put to every test."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.engine.ranking import comparable
from sv_rules.engine.robustness import weight_space
from sv_rules.engine.robustness.contest import Contest, contest_of
from sv_rules.engine.robustness.counterfactuals import fewest_marks, smallest_cut
from sv_rules.engine.robustness.formulas import other_formulas
from sv_rules.engine.robustness.losers import try_losers
from sv_rules.engine.robustness.marks import Moved, every_mark_moved, flips_among
from sv_rules.engine.robustness.steps import is_price
from sv_rules.engine.robustness.weights import room_of, smallest_change, stretches_of, swings_of, top_shares
from sv_rules.engine.robustness.words import needed, sentences_on
from sv_rules.engine.rounding import rounded
from sv_rules.model.amount import plain
from sv_rules.model.extending import ScoringMethod
from sv_rules.model.procurement import Bid
from sv_rules.model.robustness import Counterfactual, Margin, Robustness

NOTHING_TO_TEST = "With fewer than two ranked bids there is no ranking to test."


def robustness_of(
    plan: AwardPlan, admitted: Iterable[tuple[Bid, Mapping[str, Any]]], methods: Mapping[str, ScoringMethod]
) -> Robustness | None:
    """Test a ranking; None where fewer than two bids are ranked.

    Args:
        plan: the award model.
        admitted: the bids that were scored, with their typed values by fact name, in the order of their ids.
        methods: the host's scoring methods by name, among them the other price formulas.
    """
    contest = contest_of(plan, admitted)
    if len(contest.outcome.totals) < 2:
        return None
    first = contest.outcome.first
    prices = {name: leaf for name, leaf in contest.leaves.items() if is_price(leaf, contest.values[name])}
    shares = top_shares(contest)
    rooms = [room_of(swing, first) for swing in swings_of(contest, shares)]
    stretches = stretches_of(rooms[0].swing) if len(rooms) == 2 else ()
    ranked = tuple(contest.outcome.totals)
    space = weight_space.of_stretches(stretches, ranked) if stretches else weight_space.of_samples(shares, ranked)
    moved = list(every_mark_moved(contest))
    margin = _margin(contest, moved)
    weights = tuple(room.interval for room in rooms)
    change = smallest_change(rooms)
    losers = try_losers(contest)
    marks = flips_among(contest, moved)
    formulas = tuple(other_formulas(contest, prices, methods))
    return Robustness(
        first=first,
        sentences=sentences_on(first, margin, change, losers, marks, formulas),
        margin=margin,
        weights=weights,
        smallest_weight_change=change,
        two_criteria=tuple(stretch.shown for stretch in stretches),
        weight_space=space if rooms else None,
        losers=losers,
        marks=marks,
        other_formulas=formulas,
        counterfactuals=tuple(_counterfactual(contest, bid, prices) for bid in contest.losers),
        untested=tuple(_untested(rooms, prices, moved)),
    )


def _margin(contest: Contest, moved: Sequence[Moved]) -> Margin:
    model = contest.plan.model
    totals = {
        bid: comparable(total, model.rounding, model.ties_on) for bid, total in contest.outcome.totals.items()
    }
    first = contest.outcome.first
    behind = max((totals[bid] for bid in contest.losers), default=None)
    gap = Fraction(0) if len(first) > 1 or behind is None else totals[first[0]] - behind
    worth = max((one.worth for one in moved), default=None)
    return Margin(
        points=rounded(gap, model.rounding),
        exact=plain(gap),
        next=tuple(bid for bid in contest.losers if totals[bid] == behind),
        one_mark=None if worth is None else rounded(worth, model.rounding),
        near_tie=gap == 0 or (worth is not None and gap <= worth),
    )


def _counterfactual(contest: Contest, bid: str, prices: Mapping[str, Node]) -> Counterfactual:
    cut = smallest_cut(contest, bid, prices)
    marks = tuple(sorted(fewest_marks(contest, bid), key=lambda one: one.steps))
    return Counterfactual(bid=bid, price=cut, marks=marks, sentence=needed(bid, cut, marks, prices=bool(prices)))


def _untested(rooms: Sequence[object], prices: Mapping[str, Node], moved: Sequence[Moved]) -> Iterator[str]:
    if not rooms:
        yield "There is only one criterion with a weight, so no weight can move."
    if not prices:
        yield "No criterion scores a price, so no other price formula and no lower price was tried."
    if not moved:
        yield "No criterion is scored from marks, so no mark was moved."
