"""Points that fall with each per cent above the lowest price."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Self

from pydantic import model_validator

from sv_rules.model.amount import Money
from sv_rules.model.extending import Reads, Score, ScoringMethod, Yardstick
from sv_rules.model.fact import FactType
from sv_rules.scoring.options import (
    Misplaced,
    Options,
    Percent,
    incomparable,
    lowest_of,
    number_shown,
    quotient,
    said,
)


class LinearFromLowest(Options):
    """`floor`: the part of the points below which no price falls, normally 0%."""

    floor: Percent

    @model_validator(mode="after")
    def _a_part(self) -> Self:
        if not 0 <= self.floor.number < 100:
            raise Misplaced((("floor",), f"'floor' must be at least 0% and below 100%; here it is {said(self.floor)}"))
        return self


def linear_from_lowest(values: Mapping[str, Money], options: LinearFromLowest) -> dict[str, Score]:
    """Give the lowest price all the points, and take 1% of them for each per cent that a price is above it.

    share = 1 − (price − lowest) ÷ lowest, and never less than `floor`: with a floor of 0% twice the lowest price earns
    nothing, and so does all beyond. The lowest is over the admitted bids whose price is known; a lone bid earns
    everything. Prices are above zero and in one currency; one that is not leaves every bid without a score until the
    buyer has settled what it earns. A bid that comes or goes can change the order of the others.

    Source: Supplier's bid comparison formula, materialsmanagement.info. That it stops at a floor is recalled from
    practice, so it has to be stated here.
    """
    lowest = lowest_of(values)
    if lowest is None:
        return dict.fromkeys(values, Score(None, incomparable(values, "The distance from the lowest price")))
    return {bid: _score(price, lowest, options) for bid, price in values.items()}


def _score(price: Money, lowest: Money, options: LinearFromLowest) -> Score:
    share = _unbounded(price, lowest)
    if share < _floor(options):
        return Score(
            _floor(options),
            lambda: f"{said(price)} is so far above {said(lowest)} that it earns the floor of {said(options.floor)}",
        )
    return Score(share, lambda: f"1 − ({said(price)} − {said(lowest)}) ÷ {said(lowest)} = {number_shown(share)}")


def _share(price: Money, lowest: Money, options: LinearFromLowest) -> Fraction:
    return max(_unbounded(price, lowest), _floor(options))


def _unbounded(price: Money, lowest: Money) -> Fraction:
    return 2 - quotient(price, lowest)


def _floor(options: LinearFromLowest) -> Fraction:
    return Fraction(options.floor.number) / 100


def _describes(options: LinearFromLowest) -> str:
    return (
        "The lowest price earns everything; each per cent that a price is above it takes 1% of the points, down to "
        f"{said(options.floor)} of them."
    )


METHOD = ScoringMethod(
    linear_from_lowest,
    LinearFromLowest,
    Reads.FACT,
    takes=(FactType.MONEY,),
    relative=True,
    describes=_describes,
    yardstick=Yardstick(lambda prices, _: lowest_of(prices), _share),
)
