"""Totals to ranks: ties are broken as declared, and what is still equal shares a rank."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal, TypeAlias

from sv_rules.engine.rounding import rounded
from sv_rules.errors import listed
from sv_rules.model.procurement import Rounding

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
    totals: Mapping[str, Fraction], ties: Sequence[TieBreak], rounding: Rounding, ties_on: Literal["exact", "rounded"]
) -> tuple[Standing, ...]:
    """Rank bids by total, the highest first, in order of rank and then of bid.

    A joint rank is followed by a gap: first, first, third.

    Args:
        totals: exact, by bid.
        ties: compared in order, always exact, where totals are equal.
        rounding: how totals are shown, and compared where `ties_on` is "rounded".
        ties_on: which totals count as equal.
    """
    # Negated, so that one ascending sort puts high points first and ids in order.
    keys: dict[str, _Key] = {
        bid: (-comparable(total, rounding, ties_on), *(-tie.points[bid] for tie in ties))
        for bid, total in totals.items()
    }
    ordered = sorted(keys, key=lambda bid: (keys[bid], bid))
    standings: list[Standing] = []
    for _, equal_totals in groupby(ordered, key=lambda bid: keys[bid][0]):
        group = list(equal_totals)
        words = _Words(group, rounded(totals[group[0]], rounding), ties, rounding)
        start = 0
        for _, equal in groupby(group, key=lambda bid: keys[bid]):
            same = list(equal)
            place = len(standings) + 1
            standings += [Standing(bid, place, len(same) > 1, words.settled(bid, same, start)) for bid in same]
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

    def settled(self, bid: str, same: Sequence[str], start: int) -> str:
        """Say it of one bid; `same` share its rank, and the first of them stands at `start` of the group."""
        if len(self.group) == 1:
            return ""
        if len(same) > 1:
            tried = f"{listed(tie.title for tie in self.ties)} also equal" if self.ties else "no tie-break is declared"
            return f"Its total of {self.total} equals that of {_others(bid, same)}; {tried}, so the rank is shared."
        other = self.group[start - 1] if start else self.group[1]
        tie = next(tie for tie in self.ties if tie.points[bid] != tie.points[other])
        mine, theirs = rounded(tie.points[bid], self.rounding), rounded(tie.points[other], self.rounding)
        verb = "ahead" if tie.points[bid] > tie.points[other] else "behind"
        return (
            f"Its total of {self.total} equals that of {called(other)}; "
            f"{tie.title} puts it {verb}: {mine} points against {theirs}."
        )


def _others(bid: str, same: Sequence[str]) -> str:
    if len(same) > MOST_NAMED:
        return f"{len(same) - 1} other bids"
    return listed(_names(bid, same))


def _names(bid: str, same: Sequence[str]) -> Iterator[str]:
    return (called(other) for other in same if other != bid)


def called(bid: str) -> str:
    """Name a bid in a sentence: `Bid A`, or its id where that says already that it is a bid."""
    return bid if bid.casefold().startswith("bid") else f"Bid {bid}"
