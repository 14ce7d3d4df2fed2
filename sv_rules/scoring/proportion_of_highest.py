"""Points in proportion to the highest offer or mark."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sv_rules.model.extending import Reads, Score, ScoringMethod, Yardstick
from sv_rules.model.fact import FactType
from sv_rules.scoring.options import Options, bare, divided, incomparable, looked_at, noun_for, quotient, said, size


class ProportionOfHighest(Options):
    """There are no options."""


def proportion_of_highest(values: Mapping[str, Any], options: ProportionOfHighest) -> dict[str, Score]:  # noqa: ARG001  every method is called alike
    """Give the highest offer all the points, and every other one in proportion to it.

    share = value ÷ highest, over the admitted bids whose value is known: quantitative social value, or evaluators'
    marks where the best quality is to earn everything. A lone bid earns everything. Where no bid offers anything the
    highest is zero and none earns anything. One below zero, or amounts in two currencies, leave every bid without a
    score until the buyer has settled it. A bid that comes or goes can change the order of the others, and the weaker
    the field, the more the best of it earns.

    Source: public notes on the maths of the Social Value Act, an open GitHub repository, 2026 (£90,000 and £40,000 of
    10 points earn 10 and 4.4). On normalised quality: no publication is claimed.
    """
    if why := incomparable(values, "The part of the highest", noun=_noun(values)):
        return {bid: Score(None, why, looked_at(value)) for bid, value in values.items()}
    highest = _highest(values)
    return {bid: _score(value, highest) for bid, value in values.items()}


def _highest(values: Mapping[str, Any]) -> Any:
    return max((bare(value) for value in values.values()), key=size, default=None)


def _noun(values: Mapping[str, Any]) -> str:
    return noun_for(values, "higher")


def _score(value: Any, highest: Any) -> Score:
    share = _share(value, highest)
    if size(highest) == 0:
        return Score(share, "no bid has more than zero, so none earns anything", looked_at(value))
    return Score(share, lambda: divided(said(bare(value)), said(highest), share), looked_at(value))


def _share(value: Any, highest: Any) -> Fraction:
    return quotient(bare(value), highest) if size(highest) else Fraction(0)


def _yardstick(values: Mapping[str, Any], _: ProportionOfHighest) -> Any:
    return None if incomparable(values, "", noun=_noun(values)) else _highest(values)


METHOD = ScoringMethod(
    proportion_of_highest,
    ProportionOfHighest,
    Reads.EITHER,
    takes=(FactType.INTEGER, FactType.NUMBER, FactType.MONEY, FactType.PERCENTAGE),
    relative=True,
    yardstick=Yardstick(_yardstick, lambda value, highest, _: _share(value, highest)),
)
