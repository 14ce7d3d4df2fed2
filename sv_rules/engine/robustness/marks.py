"""Whether one mark more or less, by one evaluator on one question, would have put another bid first."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sv_rules.engine.award_plan import Node
from sv_rules.engine.moderating import agreed_mark
from sv_rules.engine.robustness.contest import Contest
from sv_rules.engine.robustness.replaying import Replay, Replays
from sv_rules.engine.robustness.steps import beside, marks_of, with_mark
from sv_rules.model.amount import plain
from sv_rules.model.procurement import Bid, Mark
from sv_rules.model.robustness import MarkFlip, MarksTried


@dataclass(frozen=True, slots=True)
class Moved:
    """A mark moved by one step, and what comes of it.

    `worth` is what the bid gains or loses of what bids are ordered by; None where it comes in, or drops out.
    """

    bid: str
    leaf: Node
    given: Mark
    instead: Mark
    worth: Fraction | None
    replay: Replay


def every_mark_moved(replays: Replays) -> Iterator[Moved]:
    """Move each mark one step down and one step up, also of bids that a threshold keeps out.

    A mark that changes nothing in what is scored, such as an evaluator's beside an agreed one, is passed over.
    """
    contest = replays.contest
    changeable = contest.changeable
    for name, leaf in contest.leaves.items():
        if not leaf.reads_marks:
            continue
        values = contest.values[name]
        marks = marks_of(leaf, (one.mark for one in values.values()))
        for bid in changeable:
            scored = values.get(bid)
            if scored is None:
                continue
            for given in contest.bids[bid].marks:
                if given.criterion != name:
                    continue
                for mark in beside(given.mark, marks):
                    instead = with_mark(given, mark)
                    counts = _counting(leaf, contest.bids[bid], given, instead)
                    if counts is not None and counts.mark != scored.mark:
                        replay = replays.changed(bid, {name: counts})
                        yield Moved(bid, leaf, given, instead, _worth(contest, replay, bid), replay)


def _worth(contest: Contest, replay: Replay, bid: str) -> Fraction | None:
    before, after = contest.outcome.numbers.get(bid), replay.number
    return None if before is None or after is None else abs(after - before)


def _counting(leaf: Node, bid: Bid, given: Mark, instead: Mark) -> Mark | None:
    """Give the mark that is scored when one of a bid's marks is another."""
    if not given.evaluator:
        return instead
    marks = tuple(instead if mark is given else mark for mark in bid.marks)
    return agreed_mark(leaf, bid.model_copy(update={"marks": marks}))


def flips_among(contest: Contest, moved: list[Moved]) -> MarksTried:
    """Give those that put another bid first."""
    flips = [
        MarkFlip(
            bid=one.bid,
            criterion=one.leaf.id,
            title=one.leaf.title,
            evaluator=one.given.evaluator,
            mark=plain(one.given.mark),
            instead=plain(one.instead.mark),
            first=one.replay.first,
        )
        for one in moved
        if one.replay.first != contest.outcome.first
    ]
    return MarksTried(tried=len(moved), flips=tuple(flips))
