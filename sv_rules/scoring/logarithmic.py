"""Points that fall with the logarithm of how many times the lowest price a price is."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field, model_validator

from sv_rules.model.amount import Money, spoken_number
from sv_rules.model.extending import Reads, Score, ScoringMethod, Yardstick
from sv_rules.model.fact import FactType
from sv_rules.model.irrational import logarithm
from sv_rules.scoring.options import (
    Misplaced,
    Number,
    Options,
    Outside,
    incomparable,
    lowest_of,
    number_shown,
    quotient,
    said,
)


class Logarithmic(Options):
    """`nothing_at`: how many times the lowest price earns nothing. `outside`: what becomes of a price beyond it."""

    nothing_at: Annotated[Number, Field(examples=[2])]
    outside: Outside

    @model_validator(mode="after")
    def _above_one(self) -> Self:
        if self.nothing_at <= 1:
            shown = spoken_number(self.nothing_at)
            what = f"'nothing_at' must be more than 1 times the lowest price; here it is {shown}"
            raise Misplaced((("nothing_at",), what))
        return self


def logarithmic(values: Mapping[str, Money], options: Logarithmic) -> dict[str, Score]:
    """Give the lowest price all the points, and equal steps down for equal ratios of price.

    share = 1 − log(price ÷ lowest) ÷ log A, where A is `nothing_at`: A times the lowest price earns nothing. The
    formula would go below zero beyond it: such a price earns nothing with `outside: capped` and is not scored with
    `not_scored`. Practice takes 1.5, 2 or 3 for A. Up to A, what two bids are apart does not depend on the lowest
    price; once a bid is capped it does, so a bid that comes or goes can still change the order of the others.

    The quotient of logarithms is irrational. It is rounded half even to 40 significant digits from 80 worked out with
    decimal arithmetic, and the share is exactly 1 less that rounded number, the same on every machine; at the lowest
    price and at A times it, it is exactly 1 and 0. The lowest is over the admitted bids whose price is known; a lone
    bid earns everything. Prices are above zero and in one currency; one that is not leaves every bid without a score
    until the buyer has settled what it earns.

    Source: The log formula, Negometrix (now Mercell) help centre. The cap is ours: the source lets the score go below
    zero.
    """
    lowest = lowest_of(values)
    if lowest is None:
        why = incomparable(values, "The logarithm of price divided by lowest price")
        return dict.fromkeys(values, Score(None, why))
    return {bid: _score(price, lowest, options) for bid, price in values.items()}


def _score(price: Money, lowest: Money, options: Logarithmic) -> Score:
    share = _share(price, lowest, options)

    def shown() -> str:
        times = spoken_number(options.nothing_at)
        if quotient(price, lowest) <= Fraction(options.nothing_at):
            assert share is not None  # noqa: S101  within the range of the formula
            return f"1 − log({said(price)} ÷ {said(lowest)}) ÷ log {times} = {number_shown(share)}"
        what = f"{said(price)} is more than {times} times the lowest price, {said(lowest)}"
        return f"{what}, which is not scored." if share is None else f"{what}, which earns nothing"

    return Score(share, shown)


def _share(price: Money, lowest: Money, options: Logarithmic) -> Fraction | None:
    ratio, base = quotient(price, lowest), Fraction(options.nothing_at)
    if ratio > base:
        return None if options.outside == "not_scored" else Fraction(0)
    return 1 - logarithm(ratio, base)


def _describes(options: Logarithmic) -> str:
    beyond = "earns nothing either" if options.outside == "capped" else "is not scored"
    return (
        "The lowest price earns everything, and equal ratios of price cost equal parts of the points: "
        f"{spoken_number(options.nothing_at)} times the lowest price earns nothing. What is dearer {beyond}."
    )


METHOD = ScoringMethod(
    logarithmic,
    Logarithmic,
    Reads.FACT,
    takes=(FactType.MONEY,),
    relative=True,
    describes=_describes,
    yardstick=Yardstick(lambda prices, _: lowest_of(prices), _share),
)
