"""Whether a bid that does not win can decide who does: each is withdrawn, given a copy and worsened."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

from sv_rules.engine.robustness.contest import Contest, Outcome
from sv_rules.engine.robustness.steps import worsened
from sv_rules.model.robustness import LosersTried, Reversal

_Change: TypeAlias = Literal["withdrawn", "copied", "worsened"]


def try_losers(contest: Contest) -> LosersTried:
    """Change ranked bids that are not first, one at a time, and list the changes that put another bid first."""
    if not contest.relative:
        return LosersTried(possible=False, tried=0, reversals=())
    tried = 0
    reversals = []
    for bid in contest.changeable_losers:
        for change, outcome in _changed(contest, bid):
            tried += 1
            if outcome.first != contest.outcome.first:
                reversals.append(Reversal(change=change, bid=bid, first=outcome.first))
    return LosersTried(possible=True, tried=tried, reversals=tuple(reversals))


def _changed(contest: Contest, bid: str) -> Iterator[tuple[_Change, Outcome]]:
    yield "withdrawn", contest.without(bid)
    yield "copied", contest.with_copy(bid, f"{bid} (copy)")
    yield "worsened", contest.replayed(_worsened(contest, bid))


def _worsened(contest: Contest, bid: str) -> dict[str, Mapping[str, Any]]:
    worse: dict[str, Mapping[str, Any]] = {}
    for name, leaf in contest.leaves.items():
        values = contest.values[name]
        # A ranked bid has a value everywhere.
        lower = worsened(leaf, values[bid], values)
        if lower is not None:
            worse[name] = {**values, bid: lower}
    return worse
