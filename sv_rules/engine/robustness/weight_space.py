"""The part of all possible weights under which each bid would rank first."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from operator import mul

from sv_rules.engine.robustness.weights import Stretch
from sv_rules.model.amount import plain
from sv_rules.model.robustness import SpaceWon, WeightSpace

SAMPLES, FEWEST = 1000, 100
"""Sets of weights that are drawn, at most and at least."""

MOST_PARTS = 250_000
"""Points that are added up, over all samples: with very many bids or criteria fewer samples are drawn."""

SEED = 1
DIGITS = 30
"""Decimal digits of the shares that samples are weighed with."""

WHOLE = 2**24
"""What the weights of a sample add up to."""

SLOT = 16
"""Bytes that hold any total: no share is more than 10**DIGITS, and the weights of a sample make WHOLE."""


def of_stretches(stretches: Sequence[Stretch], bids: Sequence[str]) -> WeightSpace:
    """Give it for two criteria: the length of the stretches in which a bid ranks first. Exact."""
    won = {
        bid: sum(
            ((one.highest - one.lowest) / len(one.first) for one in stretches if bid in one.first),
            Fraction(0),
        )
        for bid in bids
    }
    return WeightSpace(exact=True, samples=0, seed=None, won=_shown(won))


def of_samples(shares: Mapping[str, Mapping[str, Fraction]], bids: Sequence[str]) -> WeightSpace:
    """Give it for any number of criteria, from weights drawn at random, all divisions being equally likely.

    Args:
        shares: what each bid earns on each criterion, from 0 to 1.
        bids: the ranked bids.
    """
    samples = max(FEWEST, min(SAMPLES, MOST_PARTS // (len(bids) * len(shares))))
    columns = _whole_numbers(shares, bids)
    if samples == SAMPLES:
        # A bid that is nowhere above another one cannot be ahead of it under any weights.
        columns = {bid: column for bid, column in columns.items() if not _beaten(column, columns.values())}
    names = tuple(columns)
    alone = [0] * len(names)
    level: Counter[tuple[str, ...]] = Counter()
    for totals in zip(*(_totals(column, samples) for column in columns.values()), strict=True):
        best = max(totals)
        if totals.count(best) == 1:
            alone[totals.index(best)] += 1
        else:
            level[tuple(name for name, total in zip(names, totals, strict=True) if total == best)] += 1
    won = dict.fromkeys(bids, Fraction(0))
    for first, count in (*zip(((name,) for name in names), alone, strict=True), *level.items()):
        for bid in first:
            won[bid] += Fraction(100 * count, samples * len(first))
    return WeightSpace(exact=False, samples=samples, seed=SEED, won=_shown(won))


def _whole_numbers(shares: Mapping[str, Mapping[str, Fraction]], bids: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Write shares as whole numbers of so many digits, which are added up much faster than ratios."""
    scale = 10**DIGITS
    return {bid: tuple(int(earned[bid] * scale) for earned in shares.values()) for bid in bids}


def _beaten(column: tuple[int, ...], others: Iterable[tuple[int, ...]]) -> bool:
    return any(
        other != column and all(theirs >= mine for mine, theirs in zip(column, other, strict=True)) for other in others
    )


def _totals(column: tuple[int, ...], samples: int) -> Iterator[bytes]:
    """Give a bid's total under each sample, as bytes that compare as the numbers do."""
    weights = _weights(len(column), samples)
    packed = sum(map(mul, weights, column)).to_bytes(SLOT * samples, "big")
    return (packed[start : start + SLOT] for start in range(0, len(packed), SLOT))


@lru_cache(maxsize=16)
def _weights(criteria: int, count: int) -> tuple[int, ...]:
    """Draw sets of weights: the distances between random cuts of a line are any division with equal likelihood.

    For each criterion, its weights under all the samples stand in one long number, a slot for each. So one
    multiplication does them all.
    """
    drawn = random.Random(SEED)  # noqa: S311  a sample that everybody can draw again, not a secret
    columns = [bytearray() for _ in range(criteria)]
    for _ in range(count):
        cuts = sorted(drawn.getrandbits(24) for _ in range(criteria - 1))
        for column, upper, lower in zip(columns, [*cuts, WHOLE], [0, *cuts], strict=True):
            column.extend((upper - lower).to_bytes(SLOT, "big"))
    return tuple(int.from_bytes(column, "big") for column in columns)


def _shown(won: Mapping[str, Fraction]) -> tuple[SpaceWon, ...]:
    return tuple(SpaceWon(bid=bid, share=f"{plain(_to_places(part))}%") for bid, part in won.items())


def _to_places(percentage: Fraction) -> Fraction:
    return Fraction(round(percentage * 100), 100)
