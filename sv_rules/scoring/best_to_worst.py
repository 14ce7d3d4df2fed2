"""Points on a straight line from the worst bid to the best."""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

from sv_rules.model.extending import Reads, Score, ScoringMethod, Yardstick
from sv_rules.model.fact import FactType
from sv_rules.scoring.options import (
    Better,
    Options,
    along,
    along_shown,
    bare,
    incomparable,
    looked_at,
    noun_for,
    said,
    size,
)


class BestToWorst(Options):
    """`better`: whether the lowest amount or the highest is the best."""

    better: Better


def best_to_worst(values: Mapping[str, Any], options: BestToWorst) -> dict[str, Score]:
    """Give the best bid all the points, the worst none, and the others their place on the line between.

    share = (worst − value) ÷ (worst − best) for prices, (value − worst) ÷ (best − worst) where higher is better, over
    the admitted bids whose value is known. Where all are equal, and for a lone bid, the formula has no meaning: each
    earns everything. Prices are above zero and other amounts not below it, in one currency; one that is not leaves
    every bid without a score until the buyer has settled it. Two close bids can stand at 0 and 1, and a bid that comes
    or goes can change the order of the others more than under any other method here.

    Source: best-to-worst scoring is recalled from practice; no publication is claimed. Full marks where all are equal
    is our own definition.
    """
    ends = _ends(values, options)
    if ends is None:
        noun = noun_for(values, options.better)
        why = incomparable(values, "The way from the worst to the best", noun=noun)
        return {bid: Score(None, why, looked_at(value)) for bid, value in values.items()}
    return {
        bid: Score(_share(value, ends), partial(_shown, value, ends), looked_at(value)) for bid, value in values.items()
    }


class _Ends(NamedTuple):
    worst: Any
    best: Any


def _ends(values: Mapping[str, Any], options: BestToWorst) -> _Ends | None:
    if not values or incomparable(values, "", noun=noun_for(values, options.better)):
        return None
    ascending = sorted((bare(value) for value in values.values()), key=size)
    if options.better == "lower":
        ascending.reverse()
    return _Ends(ascending[0], ascending[-1])


def _share(value: Any, ends: _Ends) -> Fraction:
    return Fraction(1) if size(ends.worst) == size(ends.best) else along(bare(value), *ends)


def _shown(value: Any, ends: _Ends) -> str:
    if size(ends.worst) == size(ends.best):
        return f"{said(ends.best)} is both the best and the worst, which earns everything"
    return along_shown(bare(value), *ends)


def _describes(options: BestToWorst) -> str:
    best, worst = ("lowest", "highest") if options.better == "lower" else ("highest", "lowest")
    return (
        f"The {best} amount among the bids earns everything and the {worst} nothing; the others earn their part on a "
        "straight line between. Where all are equal, each earns everything."
    )


METHOD = ScoringMethod(
    best_to_worst,
    BestToWorst,
    Reads.EITHER,
    takes=(FactType.INTEGER, FactType.NUMBER, FactType.MONEY, FactType.PERCENTAGE),
    relative=True,
    yardstick=Yardstick(_ends, lambda value, ends, _: _share(value, ends)),
    describes=_describes,
)
