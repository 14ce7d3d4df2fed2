"""A ranking played again with one bid changed: only what the change touches is scored, and only who is first is told.

Most changes leave what the other bids earn as it is, and where one does not (a new lowest price moves them all), their
totals are compared as whole numbers over denominators of their own: putting ratios into lowest terms would take longer
than everything else. `Contest.replayed` gives the same in the plain way.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

from sv_rules.engine.award_plan import Node
from sv_rules.engine.robustness.contest import (
    Contest,
    Shares,
    compared,
    first_of,
    leaves_under,
    measure_of,
    shares_of,
    summed,
)

_Own: TypeAlias = Mapping[str, Fraction | None]
"""What the changed bid earns on each leaf; None where that cannot be told."""


class Replay(NamedTuple):
    """What comes of one changed bid.

    Args:
        first: who ranks first, in the order of ids.
        number: what the changed bid is ordered by, the highest first; None where it has no rank.
        lead: how far it is ahead of the best other bid, below zero when it is behind; None without either.
        same_ranked: the same bids have a rank as before.
    """

    first: tuple[str, ...]
    number: Fraction | None
    lead: Fraction | None
    same_ranked: bool


class _Rest(NamedTuple):
    """What a bid has without the leaves that moved: `top` of `bottom` points. `ranked`: it had a rank before."""

    bid: str
    top: int
    bottom: int
    ranked: bool


class _Others(NamedTuple):
    """The best of the other bids, those that count as equal to them included; and whether the same ones are ranked."""

    numbers: Mapping[str, Fraction]
    same_ranked: bool


class Replays:
    """Plays a contest again, as often as asked; what changes have in common is worked out once."""

    def __init__(self, contest: Contest) -> None:
        """Look at every leaf once."""
        self.contest = contest
        relative = {name: leaf for name, leaf in contest.leaves.items() if leaf.relative}
        self._fields = {
            name: {bid: value for bid, value in contest.values[name].items() if bid not in contest.out}
            for name in relative
        }
        self._measures = {name: measure_of(leaf, self._fields[name]) for name, leaf in relative.items()}
        self._floors = [
            (node.least.share * node.points, leaves_under(contest.plan, node))
            for node in contest.plan.nodes.values()
            if node.least is not None and node.least.disqualifies
        ]
        numbers = contest.outcome.numbers
        self._numbers = compared(contest.plan, numbers)
        descending = sorted(numbers, key=lambda bid: numbers[bid], reverse=True)
        self._levels = [list(bids) for _, bids in groupby(descending, key=self._numbers.__getitem__)]
        self._rests: dict[tuple[str, ...], list[_Rest]] = {}

    def without(self, bid: str) -> Replay:
        """Play it as if a bid had never come in."""
        return self.changed(bid, dict.fromkeys(self.contest.values))

    def with_copy(self, bid: str, copy: str) -> Replay:
        """Play it as if another bid, called `copy`, had offered the same and earned the same marks."""
        return self.changed(copy, {name: values.get(bid) for name, values in self.contest.values.items()})

    def changed(self, bid: str, values: Mapping[str, Any]) -> Replay:
        """Play it with other values of one bid on these leaves, None for none; on the other leaves it keeps its own."""
        if self.contest.plan.decision is not None:
            return self._decided(bid, values)
        own: dict[str, Fraction | None] = {
            name: self._alone(leaf, bid, values)
            for name, leaf in self.contest.leaves.items()
            if name not in self._fields
        }
        out = self._kept_out(own)
        moved: dict[str, Shares] = {}
        for name in self._fields:
            own[name], others = self._compared(name, bid, None if out else self._value(name, bid, values))
            if others is not None:
                moved[name] = others
        number = None if out else self._total(own)
        others_best = self._moved_others(bid, moved) if moved else self._still_others(bid)
        return self._replay(bid, own, number, others_best, moved)

    def _value(self, name: str, bid: str, values: Mapping[str, Any]) -> Any:
        return values[name] if name in values else self.contest.values[name].get(bid)

    def _alone(self, leaf: Node, bid: str, values: Mapping[str, Any]) -> Fraction | None:
        value, known = self._value(leaf.id, bid, values), self.contest.values[leaf.id]
        if value is None:
            return None
        if value is known.get(bid):
            return self.contest.shares[leaf.id].get(bid)
        return shares_of(leaf, {bid: value}).get(bid)

    def _kept_out(self, own: _Own) -> bool:
        for needed, leaves in self._floors:
            known = [(leaf.points, share) for leaf in leaves if (share := own[leaf.id]) is not None]
            if len(known) < len(leaves) or sum((points * share for points, share in known), Fraction(0)) < needed:
                return True
        return False

    def _compared(self, name: str, bid: str, value: Any) -> tuple[Fraction | None, Shares | None]:
        """What the bid earns with this value on a relative leaf, and what all do where that is no longer the same."""
        leaf, field = self.contest.leaves[name], self._fields[name]
        if value is field.get(bid):
            return self.contest.shares[name].get(bid), None
        changed = {one: theirs for one, theirs in field.items() if one != bid}
        if value is not None:
            changed[bid] = value
        measure = measure_of(leaf, changed)
        yardstick = leaf.method.yardstick if leaf.method else None
        if yardstick is None or measure is None or measure != self._measures[name]:
            shares = shares_of(leaf, changed, measure)
            return shares.get(bid), shares
        return None if value is None else yardstick.share(value, measure, leaf.options), None

    def _total(self, own: _Own) -> Fraction | None:
        top, bottom = 0, 1
        for name, leaf in self.contest.leaves.items():
            share = own[name]
            if share is None:
                return None
            top, bottom = summed(((leaf.points, share),), top, bottom)
        return Fraction(top, bottom)

    def _still_others(self, bid: str) -> _Others:
        numbers = self.contest.outcome.numbers
        for level in self._levels:
            others = {other: numbers[other] for other in level if other != bid}
            if others:
                return _Others(others, same_ranked=True)
        return _Others({}, same_ranked=True)

    def _moved_others(self, bid: str, moved: Mapping[str, Shares]) -> _Others:
        leaves = [(self.contest.leaves[name].points, shares) for name, shares in moved.items()]
        found: list[tuple[str, int, int]] = []
        best, below = -1, 1
        same_ranked = True
        for rest in self._without(tuple(moved)):
            if rest.bid == bid:
                continue
            top, bottom = rest.top, rest.bottom
            for points, shares in leaves:
                share = shares.get(rest.bid)
                if share is None:
                    same_ranked &= not rest.ranked
                    break
                top, bottom = summed(((points, share),), top, bottom)
            else:
                same_ranked &= rest.ranked
                found.append((rest.bid, top, bottom))
                if top * below > best * bottom:
                    best, below = top, bottom
        return _Others(self._equal_to(best, below, found), same_ranked)

    def _equal_to(self, best: int, below: int, found: Iterable[tuple[str, int, int]]) -> dict[str, Fraction]:
        model = self.contest.plan.model
        if model.ties_on == "exact":
            return {bid: Fraction(top, bottom) for bid, top, bottom in found if top * below == best * bottom}
        # Two numbers that are rounded to one lie no further apart than what it is rounded to.
        near = Fraction(best, below) - Fraction(1, 10**model.rounding.places)
        lowest, under = near.as_integer_ratio()
        numbers = {bid: Fraction(top, bottom) for bid, top, bottom in found if top * under >= lowest * bottom}
        shown = compared(self.contest.plan, numbers)
        highest = max(shown.values(), default=None)
        return {bid: number for bid, number in numbers.items() if shown[bid] == highest}

    def _without(self, moved: tuple[str, ...]) -> list[_Rest]:
        if moved not in self._rests:
            self._rests[moved] = list(self._rest_of(moved))
        return self._rests[moved]

    def _rest_of(self, moved: tuple[str, ...]) -> Iterator[_Rest]:
        contest = self.contest
        others = [(leaf.points, contest.shares[name]) for name, leaf in contest.leaves.items() if name not in moved]
        for bid in contest.bids:
            if bid in contest.out:
                continue
            top, bottom = 0, 1
            for points, shares in others:
                if bid not in shares:
                    break
                top, bottom = summed(((points, shares[bid]),), top, bottom)
            else:
                total = Fraction(top, bottom)
                yield _Rest(bid, total.numerator, total.denominator, bid in contest.outcome.numbers)

    def _replay(
        self, bid: str, own: _Own, number: Fraction | None, others: _Others, moved: Mapping[str, Shares]
    ) -> Replay:
        contest = self.contest

        def share_of(name: str, one: str) -> Fraction | None:
            return own[name] if one == bid else moved.get(name, contest.shares[name]).get(one)

        numbers = dict(others.numbers) if number is None else {**others.numbers, bid: number}
        leaves = contest.leaves if contest.plan.model.ties and len(numbers) > 1 else ()
        shares = {
            name: {one: share for one in numbers if (share := share_of(name, one)) is not None} for name in leaves
        }
        lead = None if number is None or not others.numbers else number - max(others.numbers.values())
        same_ranked = others.same_ranked and (number is not None) == (bid in contest.outcome.numbers)
        return Replay(first_of(contest.plan, numbers, shares), number, lead, same_ranked)

    def _decided(self, bid: str, values: Mapping[str, Any]) -> Replay:
        changes: dict[str, dict[str, Any]] = {}
        for name, value in values.items():
            changes[name] = {one: theirs for one, theirs in self.contest.values[name].items() if one != bid}
            if value is not None:
                changes[name][bid] = value
        outcome = self.contest.replayed(changes)
        same_ranked = outcome.numbers.keys() == self.contest.outcome.numbers.keys()
        return Replay(outcome.first, outcome.numbers.get(bid), outcome.lead_of(bid), same_ranked)
