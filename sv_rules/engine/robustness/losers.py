"""Whether a bid that does not win can decide who does: each is withdrawn, given a copy and worsened."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

from sv_rules.engine.robustness.contest import Contest
from sv_rules.engine.robustness.replaying import Replay, Replays
from sv_rules.engine.robustness.steps import worse_by
from sv_rules.model.robustness import LosersTried, Reversal

_Worse: TypeAlias = Mapping[str, Callable[[Any], Any]]
"""By leaf, what makes a value there a little worse."""

_Change: TypeAlias = Literal["withdrawn", "copied", "worsened"]


def try_losers(replays: Replays) -> LosersTried:
    """Change ranked bids that are not first, one at a time, and list the changes that put another bid first."""
    contest = replays.contest
    if not contest.relative:
        return LosersTried(possible=False, tried=0, reversals=())
    tried = 0
    reversals = []
    worse = {name: worse_by(leaf, contest.values[name]) for name, leaf in contest.leaves.items()}
    for bid in contest.changeable_losers:
        for change, replay in _changed(replays, bid, worse):
            tried += 1
            if replay.first != contest.outcome.first:
                reversals.append(Reversal(change=change, bid=bid, first=replay.first))
    return LosersTried(possible=True, tried=tried, reversals=tuple(reversals))


def _changed(replays: Replays, bid: str, worse: _Worse) -> Iterator[tuple[_Change, Replay]]:
    yield "withdrawn", replays.without(bid)
    yield "copied", replays.with_copy(bid, f"{bid} (copy)")
    yield "worsened", replays.changed(bid, dict(_worsened(replays.contest, bid, worse)))


def _worsened(contest: Contest, bid: str, worse: _Worse) -> Iterator[tuple[str, Any]]:
    for name, worsen in worse.items():
        # A ranked bid has a value everywhere.
        lower = worsen(contest.values[name][bid])
        if lower is not None:
            yield name, lower
