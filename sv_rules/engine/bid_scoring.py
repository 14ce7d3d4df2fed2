"""What admitted bids earn on each criterion: each leaf's method over all of them, then the sums up the award tree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.engine.counting import Counted, counted
from sv_rules.engine.moderating import agreed_mark, moderated
from sv_rules.engine.thresholds import Judged, judge_thresholds
from sv_rules.errors import PluginError, Problem, listed
from sv_rules.model.amount import spoken_number
from sv_rules.model.extending import Score
from sv_rules.model.fact import spoken
from sv_rules.model.procurement import Bid, Mark
from sv_rules.scoring.options import number_shown

__all__ = ["Card", "Line", "agreed_mark", "score_bids"]


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one bid. `points` None: it cannot be told, and `working` says why.

    `share` is the part of the maximum that a leaf earned.
    """

    points: Fraction | None
    raw: str
    working: str
    reason: str = ""
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """All that one bid earned: a line for each criterion, in the plan's order; `total` if every line has points.

    Where importance gives no sums there is no total and no line for a criterion with sub-criteria. `judged` is what its
    thresholds came to; a bid that they keep out has no points on relative criteria.
    """

    lines: Mapping[str, Line]
    total: Fraction | None
    judged: Judged

    def known(self, criterion: str) -> Fraction:
        """Give the points of a criterion of a card that has a total."""
        points = self.lines[criterion].points
        assert points is not None, criterion  # noqa: S101  it has a total
        return points


def score_bids(plan: AwardPlan, admitted: Iterable[tuple[Bid, Mapping[str, Any]]]) -> dict[str, Card]:
    """Give each admitted bid's card.

    First what depends on no other bid, then the thresholds, then relative methods over the bids that are still in.

    Args:
        plan: the checked award model.
        admitted: bids with their typed values by fact name, in the order in which methods are to see them.

    Raises:
        PluginError: if a scoring method breaks its promise.
    """
    bids = [(bid, counted(plan, values)) for bid, values in admitted]
    leaves = {leaf.id: _score_leaf(leaf, bids) for leaf in plan.leaves if not leaf.relative}
    judged = {
        bid.id: judge_thresholds(plan, {name: lines[bid.id].points for name, lines in leaves.items()})
        for bid, _ in bids
    }
    compared = [(bid, values) for bid, values in bids if not judged[bid.id].keeps_out]
    for leaf in plan.leaves:
        if leaf.relative:
            lines = _score_leaf(leaf, compared)
            leaves[leaf.id] = {bid.id: lines.get(bid.id, _NOT_COMPARED) for bid, _ in bids}
    return {bid.id: _card(plan, {name: leaves[name][bid.id] for name in leaves}, judged[bid.id]) for bid, _ in bids}


_NOT_COMPARED = Line(None, "not scored", "It is not compared with other bids, because of a threshold.")


def _score_leaf(leaf: Node, bids: list[tuple[Bid, Counted]]) -> dict[str, Line]:
    lines: dict[str, Line] = {}
    values: dict[str, Any] = {}
    worked: dict[str, tuple[str, str]] = {}
    for bid, known in bids:
        if leaf.fact is None:
            mark = moderated(leaf, bid)
            value, why = mark.mark, mark.why
            worked[bid.id] = ("", mark.change if value is not None and mark.counted_as != "agreed" else "")
        else:
            value = known.values.get(leaf.fact.name)
            noted = known.notes.get(leaf.fact.name)
            worked[bid.id] = (noted.raw, noted.working) if noted else ("", "")
            why = known.open.get(leaf.fact.name) or f"The {leaf.fact.title} of this bid is not known."
        if value is None:
            lines[bid.id] = Line(None, "not known", why)
        else:
            values[bid.id] = value
    for identifier, score in _scores(leaf, values).items():
        lines[identifier] = _line(leaf, values[identifier], score, worked[identifier])
    return lines


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


def _line(leaf: Node, value: Any, score: Score, worked: tuple[str, str]) -> Line:
    raw = worked[0] or score.raw or (spoken(value, leaf.fact) if leaf.fact else "")
    reason = value.reason if isinstance(value, Mark) else ""
    if score.share is None:
        return Line(None, raw, score.working, reason)
    points = score.share * leaf.points
    most = f"{spoken_number(leaf.points)} point{'' if leaf.points == 1 else 's'}"
    whole = f"of {most}" if leaf.weight is not None else "of 100 for this criterion"
    first = f"{worked[1].removesuffix('.')}; " if worked[1] else ""
    working = f"{first}{score.working}; {whole} that is {number_shown(points)}"
    return Line(points, raw, working, reason, score.share)


def _card(plan: AwardPlan, leaves: Mapping[str, Line], judged: Judged) -> Card:
    if not plan.sums_up:
        return Card({name: leaves[name] for name in plan.nodes if name in leaves}, None, judged)
    lines: dict[str, Line] = {}
    # From the leaves up: a node stands after the one above it.
    for node in reversed(tuple(plan.nodes.values())):
        children = [plan.nodes[child] for child in node.children]
        lines[node.id] = _summed(children, lines) if children else leaves[node.id]
    tops = [lines[node.id].points for node in plan.nodes.values() if not node.parent]
    known = [points for points in tops if points is not None]
    total = sum(known, Fraction(0)) if len(known) == len(tops) and not judged.keeps_out else None
    return Card({name: lines[name] for name in plan.nodes}, total, judged)


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
