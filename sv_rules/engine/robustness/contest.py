"""A ranking that can be played again with something changed: only what the change touches is scored again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.engine.bid_scoring import agreed_mark
from sv_rules.engine.ranking import comparable
from sv_rules.model.procurement import Bid

Values: TypeAlias = Mapping[str, Any]
"""What is scored on one criterion, by bid: typed values or marks; only what is known."""

Shares: TypeAlias = Mapping[str, Fraction]
"""What each bid earns on one criterion, from 0 to 1; only what can be told."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who ranks first, in the order of ids, and the totals that led to it."""

    first: tuple[str, ...]
    totals: Mapping[str, Fraction]

    def lead_of(self, bid: str) -> Fraction | None:
        """Give how far a bid is ahead of the best other one, below zero when it is behind; None without either."""
        others = [total for other, total in self.totals.items() if other != bid]
        return self.totals[bid] - max(others) if others and bid in self.totals else None


@dataclass(frozen=True, slots=True)
class Contest:
    """The bids admitted to a lot, with what each leaf looks at and what each bid earns there."""

    plan: AwardPlan
    bids: Mapping[str, Bid]
    leaves: Mapping[str, Node]
    values: Mapping[str, Values]
    shares: Mapping[str, Shares]
    outcome: Outcome

    @property
    def losers(self) -> tuple[str, ...]:
        """The bids that are ranked and not first."""
        return tuple(bid for bid in self.outcome.totals if bid not in self.outcome.first)

    def replayed(self, changes: Mapping[str, Values]) -> Outcome:
        """Give the outcome when these leaves look at these values instead. A bid that is in none of them stays."""
        after = {leaf: self._rescored(self.leaves[leaf], values) for leaf, values in changes.items()}
        shares = {**self.shares, **after}
        if any(after[leaf].keys() != self.shares[leaf].keys() for leaf in after):
            totals = _totals(self.leaves.values(), shares)
        else:
            totals = dict(self.outcome.totals)
            for leaf, earned in after.items():
                self._move(totals, leaf, earned)
        return Outcome(_first(self.plan, totals, shares), totals)

    def without(self, bid: str) -> Outcome:
        """Give the outcome when a bid had never come in."""
        shares: dict[str, Shares] = {}
        for name, leaf in self.leaves.items():
            earned = self.shares[name]
            if leaf.relative:
                known = {one: value for one, value in self.values[name].items() if one != bid}
                shares[name] = _shares_of(leaf, known)
            else:
                shares[name] = {one: share for one, share in earned.items() if one != bid}
        return self._outcome(shares)

    def with_copy(self, bid: str, copy: str) -> Outcome:
        """Give the outcome when another bid, called `copy`, had offered the same and earned the same marks."""
        shares: dict[str, Shares] = {}
        for name, leaf in self.leaves.items():
            earned = self.shares[name]
            if leaf.relative:
                known = self.values[name]
                shares[name] = _shares_of(leaf, {**known, copy: known[bid]})
            else:
                shares[name] = {**earned, copy: earned[bid]}
        return self._outcome(shares)

    def scored_by(self, leaves: Mapping[str, Node]) -> Outcome:
        """Give the outcome when these leaves are scored by another method."""
        rescored = {name: _shares_of(leaf, self.values[name]) for name, leaf in leaves.items()}
        return self._outcome({**self.shares, **rescored})

    def _outcome(self, shares: Mapping[str, Shares]) -> Outcome:
        totals = _totals(self.leaves.values(), shares)
        return Outcome(_first(self.plan, totals, shares), totals)

    def _rescored(self, leaf: Node, values: Values) -> Shares:
        if leaf.relative:
            return _shares_of(leaf, values)
        # What one bid earns does not depend on the others, so only what differs is scored.
        known, before = self.values[leaf.id], self.shares[leaf.id]
        new = {bid: value for bid, value in values.items() if value is not known.get(bid)}
        same = {bid: share for bid, share in before.items() if bid not in new}
        return {**same, **_shares_of(leaf, new)}

    def _move(self, totals: dict[str, Fraction], leaf: str, after: Shares) -> None:
        before, points = self.shares[leaf], self.leaves[leaf].points
        for bid in totals:
            if after[bid] is not before[bid]:
                totals[bid] += points * (after[bid] - before[bid])


def contest_of(plan: AwardPlan, admitted: Iterable[tuple[Bid, Mapping[str, Any]]]) -> Contest:
    """Score the admitted bids, with their typed values by fact name, without words."""
    bids = list(admitted)
    leaves = {leaf.id: leaf for leaf in plan.leaves}
    values: dict[str, Values] = {
        name: {bid.id: value for bid, known in bids if (value := _looked_at(leaf, bid, known)) is not None}
        for name, leaf in leaves.items()
    }
    shares = {name: _shares_of(leaf, values[name]) for name, leaf in leaves.items()}
    totals = _totals(leaves.values(), shares)
    outcome = Outcome(_first(plan, totals, shares), totals)
    return Contest(plan, {bid.id: bid for bid, _ in bids}, leaves, values, shares, outcome)


def _looked_at(leaf: Node, bid: Bid, known: Mapping[str, Any]) -> Any:
    return known.get(leaf.fact.name) if leaf.fact else agreed_mark(leaf, bid)


def _shares_of(leaf: Node, values: Values) -> Shares:
    assert leaf.method is not None  # noqa: S101  a leaf has one
    scores = leaf.method.function(values, leaf.options)
    return {bid: score.share for bid, score in scores.items() if score.share is not None}


def _totals(leaves: Iterable[Node], shares: Mapping[str, Shares]) -> dict[str, Fraction]:
    parts = [(leaf.points, shares[leaf.id]) for leaf in leaves]
    scored = [bid for bid in parts[0][1] if all(bid in earned for _, earned in parts)]
    return {bid: sum((points * earned[bid] for points, earned in parts), Fraction(0)) for bid in scored}


def _first(plan: AwardPlan, totals: Mapping[str, Fraction], shares: Mapping[str, Shares]) -> tuple[str, ...]:
    """Give the bids that `ranking.rank` would put first."""
    model = plan.model
    compared = {bid: comparable(total, model.rounding, model.ties_on) for bid, total in totals.items()}
    first = _highest(compared, compared)
    for name in model.ties:
        if len(first) < 2:
            break
        first = _highest({bid: points_on(plan, name, bid, shares) for bid in first}, first)
    return tuple(sorted(first))


def _highest(numbers: Mapping[str, Fraction], among: Collection[str]) -> Collection[str]:
    best = max(numbers.values(), default=None)
    return [bid for bid in among if numbers[bid] == best]


def points_on(plan: AwardPlan, criterion: str, bid: str, shares: Mapping[str, Shares]) -> Fraction:
    """Give what a bid earns on a criterion, its sub-criteria included."""
    node = plan.nodes[criterion]
    if not node.children:
        return node.points * shares[criterion][bid]
    return sum((points_on(plan, child, bid, shares) for child in node.children), Fraction(0))
