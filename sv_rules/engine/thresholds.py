"""Whether a bid has the least that the award model asks on its criteria, before it is compared with any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sv_rules.engine.award_terms import AwardPlan, Node
from sv_rules.scoring.options import number_shown


@dataclass(frozen=True, slots=True)
class Reached:
    """One threshold: `met` None where it cannot be told yet; `sentence` says it with both numbers."""

    met: bool | None
    disqualifies: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What a bid's thresholds came to, by criterion."""

    reached: Mapping[str, Reached]

    @property
    def failed(self) -> tuple[str, ...]:
        """Sentences of the thresholds that end its assessment."""
        return tuple(one.sentence for one in self.reached.values() if one.disqualifies and one.met is False)

    @property
    def unclear(self) -> tuple[str, ...]:
        """Sentences of those that would end it and cannot be told yet."""
        return tuple(one.sentence for one in self.reached.values() if one.disqualifies and one.met is None)

    @property
    def short(self) -> tuple[str, ...]:
        """Sentences of those that are missed with no more than a warning."""
        return tuple(one.sentence for one in self.reached.values() if not one.disqualifies and one.met is False)

    @property
    def keeps_out(self) -> bool:
        """Whether the bid takes no part in what others earn."""
        return bool(self.failed or self.unclear)


def judge_thresholds(plan: AwardPlan, points: Mapping[str, Fraction | None]) -> Judged:
    """Judge every threshold of the plan for one bid.

    Args:
        plan: the checked award model; no threshold stands on a relative criterion.
        points: of the criteria that depend on no other bid; None where they cannot be told.
    """
    return Judged(
        {node.id: _reached(node, _points(plan, node, points)) for node in plan.nodes.values() if node.least is not None}
    )


def _points(plan: AwardPlan, node: Node, points: Mapping[str, Fraction | None]) -> Fraction | None:
    if not node.children:
        return points[node.id]
    total = Fraction(0)
    for child in node.children:
        part = _points(plan, plan.nodes[child], points)
        if part is None:
            return None
        total += part
    return total


def _reached(node: Node, points: Fraction | None) -> Reached:
    least = node.least
    assert least is not None  # noqa: S101  asked only of criteria with a threshold
    needed = least.share * node.points
    asked = f"{node.title} needs at least {least.said}, {number_shown(needed)} of {number_shown(node.points)} points"
    if points is None:
        return Reached(None, least.disqualifies, f"{asked}; what it has cannot be told yet.")
    met = points >= needed
    return Reached(met, least.disqualifies, f"{asked}; it has {number_shown(points)}.")
