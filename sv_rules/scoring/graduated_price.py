"""The Scottish graduated pricing mechanism, as far as its text has been found."""

from collections.abc import Mapping
from fractions import Fraction

from sv_rules.model.amount import Money
from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.fact import FactType
from sv_rules.scoring.options import Options, incomparable, money_shown, number_shown, said, size

INFLECTION = Fraction(1025, 1000)
"""The point of inflection, in medians."""

EACH_PERCENT = Fraction(1, 10)
"""Points of 100 taken for each per cent above the lowest price, up to the point of inflection."""


class GraduatedPrice(Options):
    """There are no options."""


def graduated_price(values: Mapping[str, Money], options: GraduatedPrice) -> dict[str, Score]:  # noqa: ARG001  every method is called alike
    """Give the lowest price all the points, and take little for what is above it up to the median price and 2.5%.

    share = (100 − 0.1 × per cent above the lowest price) ÷ 100, for prices up to and including the point of inflection,
    which is the median price × 1.025. Beyond that point the mechanism takes more, but at a rate that no source we have
    states: such a price has no score here, and the buyer must score the criterion by the full text of the note. So has
    one so far above the lowest that 0.1 for each per cent would come to more than 100.

    Lowest and median are over the admitted bids whose price is known; the mechanism leaves out disqualified and
    rejected abnormally low tenders, which the award model's gates do. Of an even number of prices the median is the
    mean of the middle two, and parts of a per cent count in proportion: both are ours, the source is silent. Prices are
    above zero and in one currency; one that is not leaves every bid without a score. A bid that comes or goes can
    change the order of the others.

    Source: Construction Policy Note CPN 3/2024, Scottish Government, 3 July 2024, steps 1 to 3 as told in Levelling the
    playing field?, Scottish Legal News, 2024. Its step 4, the deduction above the point of inflection, was not found.
    """
    if why := incomparable(values, "The distance from the lowest price"):
        return dict.fromkeys(values, Score(None, why))
    ascending = sorted(values.values(), key=lambda price: price.amount)
    return {bid: _score(price, ascending) for bid, price in values.items()}


def _score(price: Money, ascending: list[Money]) -> Score:
    lowest, inflection = ascending[0], _median(ascending) * INFLECTION
    if size(price) > inflection:
        point = money_shown(inflection, price.currency)
        return Score(
            None,
            f"{said(price)} is above the point of inflection, {point}. How much a price loses there is not in any "
            "source that this method rests on, so it is left to the buyer, by the full text of CPN 3/2024.",
        )
    above = (size(price) - size(lowest)) / size(lowest) * 100
    lost = EACH_PERCENT * above
    if lost > 100:
        return Score(
            None,
            f"{said(price)} is {number_shown(above)}% above the lowest price, {said(lowest)}: 0.1 for each per cent "
            "comes to more than 100 points, and no source says what is left then.",
        )
    share = (100 - lost) / 100

    def shown() -> str:
        point = money_shown(inflection, price.currency)
        return (
            f"{said(price)} is {number_shown(above)}% above {said(lowest)} and not above the point of inflection, "
            f"{point}: 100 − 0.1 × {number_shown(above)} = {number_shown(100 - lost)} of 100"
        )

    return Score(share, shown)


def _median(ascending: list[Money]) -> Fraction:
    upper = len(ascending) // 2
    lower = (len(ascending) - 1) // 2
    return (size(ascending[lower]) + size(ascending[upper])) / 2


METHOD = ScoringMethod(graduated_price, GraduatedPrice, Reads.FACT, takes=(FactType.MONEY,), relative=True)
