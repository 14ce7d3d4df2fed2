"""Points by how far a price lies below or above the mean price."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from sv_rules.model.amount import Money
from sv_rules.model.extending import Reads, Score, ScoringMethod
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
    mean = sum((size(price) for price in values.values()), Fraction(0)) / max(len(values), 1)
    return {bid: _score(price, mean, options) for bid, price in values.items()}


def _score(price: Money, mean: Fraction, options: DeviationFromMean) -> Score:
    above = (size(price) - mean) / mean * 100
    if options.deviation == "whole_percent":
        above = _whole(above)
    where = _where(price, mean, above) + (
        ", to a whole per cent" if options.deviation == "whole_percent" and size(price) != mean else ""
    )
    points = AT_MEAN - above
    sign, distance = ("−" if above > 0 else "+"), number_shown(abs(above))
    if 0 <= points <= 100:
        sum_shown = f"{AT_MEAN} {sign} {distance} = {number_shown(points)}" if above else f"{AT_MEAN}"
        return Score(points / 100, f"{where}; {sum_shown} of 100")
    beyond = "more than 100" if points > 100 else "less than 0"
    if options.outside == "not_scored":
        return Score(None, f"{where}; {AT_MEAN} {sign} {distance} is {beyond}, which is not scored.")
    kept = 100 if points > 100 else 0
    return Score(Fraction(kept, 100), f"{where}; {AT_MEAN} {sign} {distance} is {beyond} and counts as {kept} of 100")


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
    deviation_from_mean, DeviationFromMean, Reads.FACT, takes=(FactType.MONEY,), relative=True, describes=_describes
)
