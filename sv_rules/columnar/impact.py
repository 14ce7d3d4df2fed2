"""What a change of rules would change: outcomes before and after, counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sv_rules.columnar.settling import Codes
from sv_rules.engine.compiling import OUTCOMES
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Shift:
    """So many rows whose outcome under a check was one and is another. None: the check was, or is, not there."""

    check: str
    before: Outcome | None
    after: Outcome | None
    rows: int


def impact(before: Mapping[str, Codes], after: Mapping[str, Codes]) -> Sequence[Shift]:
    """Count the rows for each check and each pair of outcomes that occurs, those that stay the same among them.

    Args:
        before: from `outcomes`.
        after: likewise, over the same rows: with another version of the rulepack, other parameters or another date.

    Raises:
        DocumentError: if they are not over equally many rows.
    """
    if len({len(codes) for codes in (*before.values(), *after.values())}) > 1:
        fix = "Settle the same columns before and after."
        raise DocumentError(Problem("outcomes before and after are over different numbers of rows", fix=fix))
    return [shift for check in dict.fromkeys((*before, *after)) for shift in _shifts(check, before, after)]


_NOT_THERE = len(OUTCOMES)


def _shifts(check: str, before: Mapping[str, Codes], after: Mapping[str, Codes]) -> Sequence[Shift]:
    rows = len(before[check] if check in before else after[check])
    old, new = (each.get(check, np.full(rows, _NOT_THERE, np.int8)) for each in (before, after))
    ways = (*OUTCOMES, None)
    counts = np.bincount(old * np.int64(len(ways)) + new, minlength=len(ways) ** 2)
    return [
        Shift(check, ways[number // len(ways)], ways[number % len(ways)], int(count))
        for number, count in enumerate(counts)
        if count
    ]
