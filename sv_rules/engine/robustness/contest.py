"""A ranking that can be played again with something changed, by what each leaf looks at."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.engine.moderating import agreed_mark
from sv_rules.engine.ranking import comparable
from sv_rules.model.procurement import Bid

Values: TypeAlias = Mapping[str, Any]
"""What is scored on one criterion, by bid: typed values or marks; only what is known."""

Shares: TypeAlias = Mapping[str, Fraction]
"""What each bid earns on one criterion, from 0 to 1; only what can be told."""

MOST_CHANGED, LEAST_CHANGED = 20, 3
"""Bids that are changed one at a time, at most and at least."""

MOST_SCORED = 2_000
"""Bids to be scored again, over all changes of one kind."""

DECIDING_PRICE = ""
"""Stands among the leaves for the price that a decision rule looks at."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who ranks first, in the order of ids, and what led to it.

    `totals` are in points. `numbers` are what bids are ordered by, the highest first: the totals, or the index of a
    decision rule, its sign turned where the lowest wins.
    """

    first: tuple[str, ...]
    totals: Mapping[str, Fraction]
    numbers: Mapping[str, Fraction]

    def lead_of(self, bid: str) -> Fraction | None:
        """Give how far a bid is ahead of the best other one, below zero when it is behind; None without either."""
        others = [number for other, number in self.numbers.items() if other != bid]
        return self.numbers[bid] - max(others) if others and bid in self.numbers else None


@dataclass(frozen=True, slots=True)
class Contest:
    """The bids that passed the gates of a lot, with what each leaf looks at and what each bid earns there.

    `out` are those that a threshold keeps out: they have no part in what the others earn.
    """

    plan: AwardPlan
    bids: Mapping[str, Bid]
    leaves: Mapping[str, Node]
    values: Mapping[str, Values]
    shares: Mapping[str, Shares]
    out: frozenset[str]
    outcome: Outcome

    @property
    def ranked(self) -> tuple[str, ...]:
        """The bids with a rank, in the order of their ids."""
        return tuple(self.outcome.numbers)

    @property
    def losers(self) -> tuple[str, ...]:
        """The bids that are ranked and not first."""
        return tuple(bid for bid in self.outcome.numbers if bid not in self.outcome.first)

    @property
    def changeable_losers(self) -> tuple[str, ...]:
        """Those of them that are changed."""
        changeable = set(self.changeable)
        return tuple(bid for bid in self.losers if bid in changeable)

    @property
    def changeable(self) -> tuple[str, ...]:
        """The bids that are changed one at a time: all of them in any usual field, else those that rank highest.

        What a change costs grows with the number of bids, so the number of changes falls with it.
        """
        number = min(MOST_CHANGED, max(LEAST_CHANGED, MOST_SCORED // max(len(self.bids), 1)))
        numbers = self.outcome.numbers
        by_rank = sorted(self.bids, key=lambda bid: (bid not in numbers, -numbers.get(bid, Fraction(0)), bid))
        return tuple(sorted(by_rank[:number]))

    @property
    def relative(self) -> bool:
        """Whether what a bid earns, or the order of two bids, can depend on a third one."""
        decision = self.plan.decision
        return any(leaf.relative for leaf in self.leaves.values()) or (decision is not None and decision.rule.relative)

    def replayed(self, changes: Mapping[str, Values]) -> Outcome:
        """Give the outcome when these leaves look at these values instead."""
        shares = dict(self.shares)
        for name in changes.keys() & self.leaves.keys():
            if not self.leaves[name].relative:
                shares[name] = self._alone(self.leaves[name], changes[name])
        values = {**self.values, **changes}
        out = _kept_out(self.plan, shares, values)
        for name, leaf in self.leaves.items():
            if leaf.relative and (name in changes or out != self.out):
                shares[name] = _compared(leaf, values[name], out)
        return _decided(self.plan, self._totals(shares, out), shares, values[DECIDING_PRICE])

    def scored_by(self, leaves: Mapping[str, Node]) -> Outcome:
        """Give the outcome when these leaves, which score prices, are scored by another method."""
        rescored = {name: _compared(leaf, self.values[name], self.out) for name, leaf in leaves.items()}
        shares = {**self.shares, **rescored}
        totals = _totals(self.leaves.values(), shares, self.out, self.bids)
        return _decided(self.plan, totals, shares, self.values[DECIDING_PRICE])

    def _alone(self, leaf: Node, values: Values) -> Shares:
        """Score what differs: what a bid earns here does not depend on the others."""
        known, before = self.values[leaf.id], self.shares[leaf.id]
        new = {bid: value for bid, value in values.items() if value is not known.get(bid)}
        same = {bid: share for bid, share in before.items() if bid in values and bid not in new}
        return {**same, **shares_of(leaf, new)} if new else same

    def _totals(self, shares: Mapping[str, Shares], out: frozenset[str]) -> Mapping[str, Fraction]:
        touched = [name for name in self.leaves if shares[name] is not self.shares[name]]
        if not touched:
            return self.outcome.totals
        moves = [(self.shares[name], shares[name], self.leaves[name].points) for name in touched]
        totals: dict[str, Fraction] = {}
        for bid in shares[touched[0]]:
            total = self.outcome.totals.get(bid)
            if bid in out:
                continue
            if total is None:
                totals |= _totals(self.leaves.values(), shares, out, (bid,))
            elif all(bid in after for _, after, _ in moves):
                for before, after, points in moves:
                    if after[bid] is not before[bid]:
                        total += points * (after[bid] - before[bid])
                totals[bid] = total
        return totals


def contest_of(plan: AwardPlan, bids: Iterable[tuple[Bid, Mapping[str, Any]]]) -> Contest:
    """Score bids without words.

    Args:
        plan: the checked award model; its points add up.
        bids: those that passed the gates, with their values as they count, by fact name.
    """
    seen = list(bids)
    values = {
        leaf.id: {bid.id: value for bid, known in seen if (value := _looked_at(leaf, bid, known)) is not None}
        for leaf in plan.leaves
    }
    price = plan.decision.price.name if plan.decision else None
    values[DECIDING_PRICE] = {bid.id: known[price] for bid, known in seen if price and known.get(price) is not None}
    return contest_on(plan, {bid.id: bid for bid, _ in seen}, values)


def contest_on(plan: AwardPlan, bids: Mapping[str, Bid], values: Mapping[str, Values]) -> Contest:
    """Score what is looked at on each leaf, the deciding price among them."""
    leaves = {leaf.id: leaf for leaf in plan.leaves}
    shares = {name: shares_of(leaf, values[name]) for name, leaf in leaves.items() if not leaf.relative}
    out = _kept_out(plan, shares, values)
    shares |= {name: _compared(leaf, values[name], out) for name, leaf in leaves.items() if leaf.relative}
    known = sorted({bid for earned in shares.values() for bid in earned})
    outcome = _decided(plan, _totals(leaves.values(), shares, out, known), shares, values[DECIDING_PRICE])
    return Contest(plan, bids, leaves, values, shares, out, outcome)


def points_on(plan: AwardPlan, criterion: str, bid: str, shares: Mapping[str, Shares]) -> Fraction:
    """Give what a bid earns on a criterion, its sub-criteria included."""
    node = plan.nodes[criterion]
    if not node.children:
        return node.points * shares[criterion][bid]
    return sum((points_on(plan, child, bid, shares) for child in node.children), Fraction(0))


def _looked_at(leaf: Node, bid: Bid, known: Mapping[str, Any]) -> Any:
    return known.get(leaf.fact.name) if leaf.fact else agreed_mark(leaf, bid)


def shares_of(leaf: Node, values: Values, measure: Any = None) -> Shares:
    """Give what each bid earns on a leaf, by these values of a whole field; `measure` if it is known already."""
    method, options = leaf.method, leaf.options
    assert method is not None  # noqa: S101  a leaf has one
    if method.yardstick is None:
        scores = method.function(values, options)
        return {bid: score.share for bid, score in scores.items() if score.share is not None}
    measure = measure_of(leaf, values) if measure is None else measure
    if measure is None:
        return {}
    share_of = method.yardstick.share
    return {bid: share for bid, value in values.items() if (share := share_of(value, measure, options)) is not None}


def measure_of(leaf: Node, values: Values) -> Any:
    """Give what a relative leaf compares with; None where it does not say, or nobody can be scored."""
    yardstick = leaf.method.yardstick if leaf.method else None
    return yardstick.of(values, leaf.options) if yardstick else None


def _compared(leaf: Node, values: Values, out: frozenset[str]) -> Shares:
    return shares_of(leaf, {bid: value for bid, value in values.items() if bid not in out} if out else values)


def _kept_out(plan: AwardPlan, shares: Mapping[str, Shares], values: Mapping[str, Values]) -> frozenset[str]:
    """Give the bids below a threshold that disqualifies, and those of which it cannot be told."""
    found: set[str] = set()
    for node in plan.nodes.values():
        if node.least is None or not node.least.disqualifies:
            continue
        needed = node.least.share * node.points
        below = leaves_under(plan, node)
        for bid in {bid for known in values.values() for bid in known}:
            told = all(bid in shares[leaf.id] for leaf in below)
            if not told or points_on(plan, node.id, bid, shares) < needed:
                found.add(bid)
    return frozenset(found)


def leaves_under(plan: AwardPlan, node: Node) -> list[Node]:
    """Give the leaves of a criterion; itself where it is one."""
    if not node.children:
        return [node]
    return [leaf for child in node.children for leaf in leaves_under(plan, plan.nodes[child])]


def _totals(
    leaves: Iterable[Node], shares: Mapping[str, Shares], out: Collection[str], bids: Iterable[str]
) -> dict[str, Fraction]:
    parts = [(leaf.points, shares[leaf.id]) for leaf in leaves]
    return {
        bid: Fraction(*summed((points, earned[bid]) for points, earned in parts))
        for bid in bids
        if bid not in out and all(bid in earned for _, earned in parts)
    }


def summed(parts: Iterable[tuple[Fraction, Fraction]], top: int = 0, bottom: int = 1) -> tuple[int, int]:
    """Add parts of points to a ratio of whole numbers, which is put into lowest terms no sooner than it has to be."""
    for points, share in parts:
        under = points.denominator * share.denominator
        top, bottom = top * under + points.numerator * share.numerator * bottom, bottom * under
    return top, bottom


def _decided(plan: AwardPlan, totals: Mapping[str, Fraction], shares: Mapping[str, Shares], prices: Values) -> Outcome:
    numbers = totals
    if plan.decision is not None:
        rule = plan.decision.rule
        priced = {bid: total for bid, total in totals.items() if bid in prices}
        indices = rule.function(priced, {bid: prices[bid] for bid in priced}, plan.decision.options)
        sign = -1 if rule.lower_wins else 1
        numbers = {bid: sign * index.value for bid, index in indices.items() if index.value is not None}
    return Outcome(first_of(plan, numbers, shares), totals, numbers)


def first_of(plan: AwardPlan, numbers: Mapping[str, Fraction], shares: Mapping[str, Shares]) -> tuple[str, ...]:
    """Give the bids that `ranking.rank` would put first; `shares` are looked at to break ties."""
    model = plan.model
    first = _highest(compared(plan, numbers), numbers)
    for name in model.ties:
        if len(first) < 2:
            break
        first = _highest({bid: points_on(plan, name, bid, shares) for bid in first}, first)
    if len(first) > 1 and model.draw is not None and set(first) <= set(model.draw.order):
        first = [min(first, key=model.draw.order.index)]
    return tuple(sorted(first))


def compared(plan: AwardPlan, numbers: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Give numbers as they are compared: rounded where the award model says so."""
    model = plan.model
    if model.ties_on == "exact":
        return dict(numbers)
    # Rounding is declared for the index itself, so its sign is turned back first.
    sign = -1 if plan.decision is not None and plan.decision.rule.lower_wins else 1
    return {bid: sign * comparable(sign * number, model.rounding, model.ties_on) for bid, number in numbers.items()}


def _highest(numbers: Mapping[str, Fraction], among: Collection[str]) -> Collection[str]:
    best = max(numbers.values(), default=None)
    return [bid for bid in among if numbers[bid] == best]
