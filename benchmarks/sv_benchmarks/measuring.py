"""Medians of interleaved runs: first everybody once, then everybody again, so that a slow minute hits all alike."""

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any


@dataclass(frozen=True)
class Contender:
    """Something to time: `run` does the first so many pieces of the same work; there are `most` of them.

    `worth`: how much of what others call a piece is in one of its own, such as 100 bids in a document.
    """

    name: str
    run: Callable[[int], object]
    most: int
    worth: int = 1


@dataclass(frozen=True)
class Timing:
    """Seconds for one piece of work, in each round, and how many pieces a round had."""

    name: str
    pieces: int
    rounds: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """The median over the rounds."""
        return median(self.rounds)

    @property
    def spread(self) -> float:
        """How far the middle half of the rounds lies apart, as a part of the median."""
        ordered = sorted(self.rounds)
        quarter = len(ordered) // 4
        return (ordered[-1 - quarter] - ordered[quarter]) / self.seconds

    def as_json(self) -> dict[str, Any]:
        """Give what `results.json` holds of it."""
        return {
            "pieces": self.pieces,
            "seconds": self.seconds,
            "spread": round(self.spread, 3),
            "rounds": list(self.rounds),
        }


def interleaved(contenders: Sequence[Contender], *, rounds: int, budget: float) -> Mapping[str, Timing]:
    """Time every contender once a round, so many rounds.

    Args:
        contenders: what to time; every one begins its rounds in another place, so that none is always first.
        rounds: at least seven, for a median that one disturbance does not move.
        budget: seconds that one run should take; each contender gets as many pieces as fit.
    """
    pieces = {one.name: _pieces(one, budget) for one in contenders}
    taken: dict[str, list[float]] = {one.name: [] for one in contenders}
    # What the contenders keep for ever is not to be walked by the garbage collector in each other's time.
    gc.collect()
    gc.freeze()
    for number in range(rounds):
        first = number % len(contenders)
        for one in (*contenders[first:], *contenders[:first]):
            gc.collect()
            taken[one.name].append(_timed(one, pieces[one.name]) / pieces[one.name] / one.worth)
    gc.unfreeze()
    return {one.name: Timing(one.name, pieces[one.name] * one.worth, tuple(taken[one.name])) for one in contenders}


def _pieces(contender: Contender, budget: float) -> int:
    """Double the work until it takes a tenth of the budget; the first runs also warm up."""
    count = 1
    while (taken := _timed(contender, count)) < budget / 10 and count < contender.most:
        count = min(2 * count, contender.most)
    return max(1, min(contender.most, int(count * budget / taken)))


def _timed(contender: Contender, count: int) -> float:
    began = perf_counter()
    contender.run(count)
    return perf_counter() - began
