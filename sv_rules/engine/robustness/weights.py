"""How far each weight can move before another bid ranks first, by algebra on exact ratios.

With the weight w of one criterion, and the others in their proportions, a total is a straight line in w. So the bid
that ranks first keeps its place between the two nearest points where another line crosses its own.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from sv_rules.engine.award_plan import Node
from sv_rules.engine.robustness.contest import Contest, points_on
from sv_rules.model.amount import plain
from sv_rules.model.robustness import Bound, WeightChange, WeightInterval, WeightStretch

PLACES = 2
"""Decimal places of a percentage that is shown; the exact one stands beside it."""


class Stretch(NamedTuple):
    """The weights of one criterion, from and to, at which these bids rank first."""

    lowest: Fraction
    highest: Fraction
    first: tuple[str, ...]

    @property
    def shown(self) -> WeightStretch:
        """It as a report shows it."""
        return WeightStretch(lowest=f"{plain(self.lowest)}%", highest=f"{plain(self.highest)}%", first=self.first)


class Line(NamedTuple):
    """A total as one weight moves from 0 to 100: `at_none` at 0 and `slope` for each percentage point."""

    at_none: Fraction
    slope: Fraction

    def at(self, weight: Fraction) -> Fraction:
        """Give the total at a weight."""
        return self.at_none + self.slope * weight


@dataclass(frozen=True, slots=True)
class Swing:
    """What happens to the totals while the weight of one criterion moves."""

    node: Node
    lines: Mapping[str, Line]

    def first_beyond(self, weight: Fraction, *, up: bool) -> tuple[str, ...]:
        """Give who ranks first just above a weight, or just below it; what stays equal is joint."""
        sign = 1 if up else -1
        totals = {bid: line.at(weight) for bid, line in self.lines.items()}
        highest = max(totals.values())
        steepest = {bid: sign * self.lines[bid].slope for bid, total in totals.items() if total == highest}
        best = max(steepest.values())
        return tuple(sorted(bid for bid, slope in steepest.items() if slope == best))


def top_shares(contest: Contest) -> dict[str, dict[str, Fraction]]:
    """Give what each ranked bid earns on each criterion of the top level that has a weight, from 0 to 1."""
    tops = [node for node in contest.plan.nodes.values() if not node.parent and node.points]
    return {
        node.id: {
            bid: points_on(contest.plan, node.id, bid, contest.shares) / node.points for bid in contest.outcome.totals
        }
        for node in tops
    }


def swings_of(contest: Contest, shares: Mapping[str, Mapping[str, Fraction]]) -> tuple[Swing, ...]:
    """Give a swing for each criterion of the top level; none where there is only one, or a rule decides the award."""
    if len(shares) < 2 or contest.plan.decision is not None:
        return ()
    swings = []
    for name, earned in shares.items():
        node = contest.plan.nodes[name]
        lines = {}
        for bid, total in contest.outcome.totals.items():
            # What the others come to with all the weight theirs.
            rest = (total - node.points * earned[bid]) * 100 / (100 - node.points)
            lines[bid] = Line(rest, earned[bid] - rest / 100)
        swings.append(Swing(node, lines))
    return tuple(swings)


class Room(NamedTuple):
    """The weights at which other totals become equal to those in front; None where none does down to 0 or up to 100."""

    swing: Swing
    lowest: Fraction | None
    highest: Fraction | None

    @property
    def interval(self) -> WeightInterval:
        """It as a report shows it."""
        node = self.swing.node
        return WeightInterval(
            criterion=node.id,
            title=node.title,
            weight=_shown(node.points),
            lowest=self._bound(self.lowest, up=False),
            highest=self._bound(self.highest, up=True),
        )

    def _bound(self, weight: Fraction | None, *, up: bool) -> Bound | None:
        if weight is None:
            return None
        return Bound(weight=_shown(weight), exact=f"{plain(weight)}%", first=self.swing.first_beyond(weight, up=up))


def room_of(swing: Swing, first: tuple[str, ...]) -> Room:
    """Give the weights between which every bid of `first` stays first on exact totals."""
    weight = swing.node.points
    lowest, highest = Fraction(0), Fraction(100)
    for winner in first:
        mine = swing.lines[winner]
        total = mine.at(weight)
        for other in swing.lines.values():
            slope = mine.slope - other.slope
            if not slope:
                continue
            # Behind on exact totals, it is first by a declared rounding only, and has no room at all.
            crossing = weight - max(total - other.at(weight), Fraction(0)) / slope
            if slope > 0:
                lowest = max(lowest, crossing)
            else:
                highest = min(highest, crossing)
    return Room(swing, lowest if lowest > 0 else None, highest if highest < 100 else None)


def smallest_change(rooms: Sequence[Room]) -> WeightChange | None:
    """Give the smallest move of one weight that puts another bid first; None where none does."""
    found = [
        (abs(bound - room.swing.node.points), number, bound)
        for number, room in enumerate(rooms)
        for bound in (room.lowest, room.highest)
        if bound is not None
    ]
    if not found:
        return None
    by, number, bound = min(found)
    swing = rooms[number].swing
    return WeightChange(
        criterion=swing.node.id,
        title=swing.node.title,
        weight=_shown(swing.node.points),
        to=_shown(bound),
        by=_shown(by, up=True).removesuffix("%"),
        first=swing.first_beyond(bound, up=bound == rooms[number].highest),
    )


def stretches_of(swing: Swing) -> tuple[Stretch, ...]:
    """Give which bids rank first where, for one weight from 0% to 100%: all there is, in a model with two criteria."""
    stretches: list[Stretch] = []
    start = Fraction(0)
    while start < 100:
        first = swing.first_beyond(start, up=True)
        line = swing.lines[first[0]]
        # Nobody is ahead just above `start`, so the next to be is where a steeper line crosses.
        crossings = (
            (line.at_none - other.at_none) / (other.slope - line.slope)
            for other in swing.lines.values()
            if other.slope > line.slope
        )
        end = min((crossing for crossing in crossings if crossing < 100), default=Fraction(100))
        stretches.append(Stretch(start, end, first))
        start = end
    return tuple(stretches)


def _shown(percentage: Fraction, *, up: bool = False) -> str:
    """Show a percentage with at most two places, to the nearest; `up` rounds what is cut off upwards."""
    scaled = percentage * 10**PLACES
    whole = math.ceil(scaled) if up else math.floor(scaled + Fraction(1, 2))
    return f"{plain(Fraction(whole, 10**PLACES))}%"
