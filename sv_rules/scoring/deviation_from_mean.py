"""Points by how far a price lies below or above the mean price."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from sv_rules.model.amount import Money
from sv_rules.model.extending import Reads, Score, ScoringMethod, Yardstick
from sv_rules.model.fact import FactType
from sv_rules.scoring.options import Options, Outside, incomparable, money_shown, number_shown, said, size

AT_MEAN = 50


class DeviationFromMean(Options):
    """`deviation`: whether part per cents count. `outside`: what becomes of more than 100 points or less than none."""

    deviation: Literal["exact", "whole_percent"]
    outside: Outside


def deviation_from_mean(values: Mapping[str, Money], options: DeviationFromMean) -> dict[str, Score]:
    """Give the mean price half the points, and one hundredth more or less for each per cent below or above it.

    share = (50 − d) ÷ 100 with d = (price − mean) ÷ mean × 100, over the admitted bids whose price is known. With
    `deviation: whole_percent` d is rounded to a whole number first, a half away from zero, so that prices above and
    below are treated alike. A price below half the mean or above one and a half times it is beyond the scale: capped at
    everything or nothing, or not scored, as `outside` says. A lone bid is its own mean and earns half, as all do where
    all are equal. Prices are above zero and in one currency; one that is not leaves every bid without a score until the
    buyer has settled what it earns. A bid that comes or goes can change how far the others are apart.

    Source: Price evaluation & mean calculation, procurementtemplates.co.uk. Cap and rounding are recalled from
    practice, so they have to be stated here.
    """
    if why := incomparable(values, "The distance from the mean price"):
        return dict.fromkeys(values, Score(None, why))
    mean = _mean(values)
    return {bid: _score(price, mean, options) for bid, price in values.items()}


def _mean(values: Mapping[str, Money]) -> Fraction:
    return sum((size(price) for price in values.values()), Fraction(0)) / max(len(values), 1)


def _score(price: Money, mean: Fraction, options: DeviationFromMean) -> Score:
    above = _above(price, mean, options)
    whole = options.deviation == "whole_percent" and size(price) != mean

    def moved() -> str:
        where = _where(price, mean, above) + (", to a whole per cent" if whole else "")
        return f"{where}; {AT_MEAN}" + (f" {'−' if above > 0 else '+'} {number_shown(abs(above))}" if above else "")

    points = AT_MEAN - above
    share = _share(price, mean, options)
    if 0 <= points <= 100:
        return Score(share, lambda: f"{moved()}{f' = {number_shown(points)}' if above else ''} of 100")
    beyond, kept = ("more than 100", 100) if points > 100 else ("less than 0", 0)
    if share is None:
        return Score(None, lambda: f"{moved()} is {beyond}, which is not scored.")
    return Score(share, lambda: f"{moved()} is {beyond} and counts as {kept} of 100")


def _share(price: Money, mean: Fraction, options: DeviationFromMean) -> Fraction | None:
    points = AT_MEAN - _above(price, mean, options)
    if options.outside == "not_scored" and not 0 <= points <= 100:
        return None
    return min(max(points, Fraction(0)), Fraction(100)) / 100


def _above(price: Money, mean: Fraction, options: DeviationFromMean) -> Fraction:
    above = (size(price) - mean) / mean * 100
    return _whole(above) if options.deviation == "whole_percent" else above


def _yardstick(prices: Mapping[str, Money], _: DeviationFromMean) -> Fraction | None:
    return None if not prices or incomparable(prices, "") else _mean(prices)


def _where(price: Money, mean: Fraction, above: Fraction) -> str:
    shown = money_shown(mean, price.currency)
    if size(price) == mean:
        return f"{said(price)} is the mean price"
    side = "above" if size(price) > mean else "below"
    return f"{said(price)} is {number_shown(abs(above))}% {side} the mean of {shown}"


def _whole(number: Fraction) -> Fraction:
    size_of = (2 * abs(number.numerator) + number.denominator) // (2 * number.denominator)
    return Fraction(size_of if number > 0 else -size_of)


def _describes(options: DeviationFromMean) -> str:
    part = "part per cents count" if options.deviation == "exact" else "rounded to a whole per cent, halves up"
    beyond = "counts as 100 or 0" if options.outside == "capped" else "is not scored"
    return (
        f"The mean price earns {AT_MEAN} of 100; each per cent below it adds one and each above it takes one ({part}). "
        f"What comes to more than 100 or less than 0 {beyond}."
    )


METHOD = ScoringMethod(
    deviation_from_mean,
    DeviationFromMean,
    Reads.FACT,
    takes=(FactType.MONEY,),
    relative=True,
    describes=_describes,
    yardstick=Yardstick(_yardstick, _share),
)
