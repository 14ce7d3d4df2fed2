"""Totals to ranks: ties are broken as declared, and what is still equal shares a rank."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal, TypeAlias

from sv_rules.engine.rounding import rounded
from sv_rules.errors import listed
from sv_rules.model.amount import spoken_date
from sv_rules.model.award import Draw, Rounding

MOST_NAMED = 12
"""Bids that one sentence names; with more, it gives their number."""


@dataclass(frozen=True, slots=True)
class TieBreak:
    """A criterion that decides between equal totals: more points come first."""

    title: str
    points: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a bid stands. `tie_break` says how an equal total was settled; empty where none was equal."""

    bid: str
    rank: int
    joint: bool
    tie_break: str


_Key: TypeAlias = tuple[Fraction, ...]


def rank(
    totals: Mapping[str, Fraction],
    ties: Sequence[TieBreak],
    rounding: Rounding,
    ties_on: Literal["exact", "rounded"],
    *,
    draw: Draw | None = None,
    by: str = "total",
    lower_wins: bool = False,
) -> tuple[Standing, ...]:
    """Rank bids by total, the highest first, in order of rank and then of bid.

    A joint rank is followed by a gap: first, first, third.

    Args:
        totals: exact, by bid.
        ties: compared in order, always exact, where totals are equal.
        rounding: how totals are shown, and compared where `ties_on` is "rounded".
        ties_on: which totals count as equal.
        draw: settles what the tie-breaks leave equal, where it names all of those bids.
        by: what the totals are called in sentences: `total`, or `index` under a decision rule.
        lower_wins: the lowest comes first instead.
    """
    sign = 1 if lower_wins else -1
    # Signed, so that one ascending sort puts the best first and ids in order.
    keys: dict[str, _Key] = {
        bid: (sign * comparable(total, rounding, ties_on), *(-tie.points[bid] for tie in ties))
        for bid, total in totals.items()
    }
    ordered = sorted(keys, key=lambda bid: (keys[bid], bid))
    standings: list[Standing] = []
    for _, equal_totals in groupby(ordered, key=lambda bid: keys[bid][0]):
        group = list(equal_totals)
        words = _Words(group, f"{by} of {rounded(totals[group[0]], rounding)}", ties, rounding, draw)
        start = 0
        for _, equal in groupby(group, key=lambda bid: keys[bid]):
            same = list(equal)
            place = len(standings) + 1
            if len(same) > 1 and draw is not None and set(same) <= set(draw.order):
                same.sort(key=draw.order.index)
                standings += [
                    Standing(bid, place + after, joint=False, tie_break=words.drawn(bid, same))
                    for after, bid in enumerate(same)
                ]
            else:
                joint = len(same) > 1
                standings += [Standing(bid, place, joint, words.settled(bid, same, start)) for bid in same]
            start += len(same)
    return tuple(standings)


def comparable(total: Fraction, rounding: Rounding, ties_on: Literal["exact", "rounded"]) -> Fraction:
    """Give a total as it is compared with others."""
    return total if ties_on == "exact" else Fraction(rounded(total, rounding))


@dataclass(frozen=True, slots=True)
class _Words:
    """Says how bids with one total, in the order of their ranks, were told apart."""

    group: Sequence[str]
    total: str
    ties: Sequence[TieBreak]
    rounding: Rounding
    draw: Draw | None

    def settled(self, bid: str, same: Sequence[str], start: int) -> str:
        """Say it of one bid; `same` share its rank, and the first of them stands at `start` of the group."""
        if len(self.group) == 1:
            return ""
        if len(same) > 1:
            undrawn = "" if self.draw is None else f"; the recorded draw does not name {self._undrawn(same)}"
            return f"{self._equal(bid, same)}{undrawn}, so the rank is shared."
        other = self.group[start - 1] if start else self.group[1]
        tie = next(tie for tie in self.ties if tie.points[bid] != tie.points[other])
        mine, theirs = rounded(tie.points[bid], self.rounding), rounded(tie.points[other], self.rounding)
        verb = "ahead" if tie.points[bid] > tie.points[other] else "behind"
        return (
            f"Its {self.total} equals that of {called(other)}; "
            f"{tie.title} puts it {verb}: {mine} points against {theirs}."
        )

    def drawn(self, bid: str, same: Sequence[str]) -> str:
        """Say it of one bid of those that a draw told apart, in its order."""
        assert self.draw is not None  # noqa: S101  it was
        place = same.index(bid) + 1
        when = f"{self.draw.drawn_by} on {spoken_date(self.draw.drawn_on)}"
        return f"{self._equal(bid, same)}. Lots drawn by {when} put it in place {place} of these {len(same)}."

    def _equal(self, bid: str, same: Sequence[str]) -> str:
        tried = f"{listed(tie.title for tie in self.ties)} also equal" if self.ties else "no tie-break is declared"
        return f"Its {self.total} equals that of {_others(bid, same)}; {tried}"

    def _undrawn(self, same: Sequence[str]) -> str:
        order = self.draw.order if self.draw else ()
        return listed(called(bid) for bid in same if bid not in order)


def _others(bid: str, same: Sequence[str]) -> str:
    if len(same) > MOST_NAMED:
        return f"{len(same) - 1} other bids"
    return listed(_names(bid, same))


def _names(bid: str, same: Sequence[str]) -> Iterator[str]:
    return (called(other) for other in same if other != bid)


def called(bid: str) -> str:
    """Name a bid in a sentence: `Bid A`, or its id where that says already that it is a bid."""
    return bid if bid.casefold().startswith("bid") else f"Bid {bid}"
