"""What admitted bids earn on each criterion: each leaf's method over all of them, then the sums up the weight tree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.errors import PluginError, Problem, listed
from sv_rules.model.amount import spoken_number
from sv_rules.model.extending import Score
from sv_rules.model.fact import spoken
from sv_rules.model.procurement import Bid, Mark
from sv_rules.scoring.options import number_shown


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one bid. `points` None: it cannot be told, and `working` says why."""

    points: Fraction | None
    raw: str
    working: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """All that one bid earned: a line for each criterion, in the plan's order; `total` if every line has points."""

    lines: Mapping[str, Line]
    total: Fraction | None

    def known(self, criterion: str) -> Fraction:
        """Give the points of a criterion of a card that has a total."""
        points = self.lines[criterion].points
        assert points is not None, criterion  # noqa: S101  it has a total
        return points


def score_bids(plan: AwardPlan, admitted: Iterable[tuple[Bid, Mapping[str, Any]]]) -> dict[str, Card]:
    """Give each admitted bid's card.

    Args:
        plan: the checked award model.
        admitted: bids with their typed values by fact name, in the order in which methods are to see them.

    Raises:
        PluginError: if a scoring method breaks its promise.
    """
    bids = list(admitted)
    leaves = {leaf.id: _score_leaf(leaf, bids) for leaf in plan.leaves}
    return {bid.id: _card(plan, {name: lines[bid.id] for name, lines in leaves.items()}) for bid, _ in bids}


def _score_leaf(leaf: Node, bids: list[tuple[Bid, Mapping[str, Any]]]) -> dict[str, Line]:
    lines: dict[str, Line] = {}
    values: dict[str, Any] = {}
    for bid, known in bids:
        value = known.get(leaf.fact.name) if leaf.fact else agreed_mark(leaf, bid)
        if value is None:
            lines[bid.id] = Line(None, "not known", _missing(leaf, bid))
        else:
            values[bid.id] = value
    for identifier, score in _scores(leaf, values).items():
        lines[identifier] = _line(leaf, values[identifier], score)
    return lines


def agreed_mark(leaf: Node, bid: Bid) -> Mark | None:
    """Give the panel's mark for a criterion; the marks of single evaluators are never put in its place."""
    return next((mark for mark in bid.marks if mark.criterion == leaf.id and not mark.evaluator), None)


def _missing(leaf: Node, bid: Bid) -> str:
    if leaf.fact:
        return f"The {leaf.fact.title} of this bid is not known."
    count = sum(mark.criterion == leaf.id for mark in bid.marks)
    if not count:
        return "No agreed mark has been given."
    many = "one evaluator" if count == 1 else f"{count} evaluators"
    return f"There are marks by {many} but no agreed mark; individual marks are never averaged."


def _scores(leaf: Node, values: dict[str, Any]) -> Mapping[str, Score]:
    method = leaf.method
    assert method is not None  # noqa: S101  a leaf has one
    scores = method.function(MappingProxyType(values), leaf.options)
    where = f"criterion {leaf.id}"
    if scores.keys() != values.keys():
        raise PluginError(
            Problem(
                f"the scoring method '{method.name}' did not score exactly the bids it was given",
                where=where,
                fix="It gives a Score for each bid, and None as the share of one that cannot be scored.",
            )
        )
    for bid, score in scores.items():
        share = score.share
        if share is not None and not (isinstance(share, Fraction) and 0 <= share <= 1):
            raise PluginError(
                Problem(
                    f"the scoring method '{method.name}' gave bid '{bid}' the share {share!s:.40}",
                    where=where,
                    fix="A share is a Fraction from 0 to 1, or None with the reason in working.",
                )
            )
    return scores


def _line(leaf: Node, value: Any, score: Score) -> Line:
    raw = score.raw or (spoken(value, leaf.fact) if leaf.fact else "")
    reason = value.reason if isinstance(value, Mark) else ""
    if score.share is None:
        return Line(None, raw, score.working, reason)
    points = score.share * leaf.points
    most = f"{spoken_number(leaf.points)} point{'' if leaf.points == 1 else 's'}"
    return Line(points, raw, f"{score.working}; of {most} that is {number_shown(points)}", reason)


def _card(plan: AwardPlan, leaves: Mapping[str, Line]) -> Card:
    lines: dict[str, Line] = {}
    # From the leaves up: a node stands after the one above it.
    for node in reversed(tuple(plan.nodes.values())):
        children = [plan.nodes[child] for child in node.children]
        lines[node.id] = _summed(children, lines) if children else leaves[node.id]
    tops = [lines[node.id].points for node in plan.nodes.values() if not node.parent]
    known = [points for points in tops if points is not None]
    total = sum(known, Fraction(0)) if len(known) == len(tops) else None
    return Card({name: lines[name] for name in plan.nodes}, total)


def _summed(parts: list[Node], lines: Mapping[str, Line]) -> Line:
    known: list[Fraction] = []
    missing: list[str] = []
    for part in parts:
        points = lines[part.id].points
        if points is None:
            missing.append(part.title)
        else:
            known.append(points)
    if missing:
        return Line(None, "", f"It cannot be added up while {listed(missing)} cannot be told.")
    total = sum(known, Fraction(0))
    if len(known) == 1:
        return Line(total, "", f"the points of its only sub-criterion: {number_shown(total)}")
    return Line(total, "", f"{' + '.join(map(number_shown, known))} = {number_shown(total)}")
