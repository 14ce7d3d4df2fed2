"""The award goes to the best quality relative to the best, for its price relative to the lowest."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from sv_rules.deciding.options import Above, Weights, together
from sv_rules.model.amount import Money, spoken_number
from sv_rules.model.extending import DecisionRule, Index
from sv_rules.scoring.options import number_shown, said, size


class UtilityIndex(Weights):
    """The two weights; `maximum`: the quality points that count as 100%."""

    maximum: Above = Decimal(100)


def utility_index(
    qualities: Mapping[str, Fraction], prices: Mapping[str, Money], options: UtilityIndex
) -> dict[str, Index]:
    """Give each bid its utility against the best quality and the lowest price; the highest index wins.

    index = (1 − (best quality − quality) ÷ maximum × N) ÷ price × lowest price, with N = quality weight ÷ price weight:
    from 0 to 1, and 1 for a bid that is both best and cheapest. Best and lowest are over the bids whose quality and
    price are known. Where a bid is so far behind in quality that the bracket falls below zero it counts as zero, since
    a higher price would otherwise improve it. The lowest price changes no order; the best quality does, so a bid that
    comes or goes can change the order of the others. Prices are above zero and in one currency; one that is not, or a
    quality above the maximum, leaves every bid without an index.

    Source: Utility index, Negometrix (now Mercell) help centre. The stop at zero is ours.
    """
    above = sorted(bid for bid, quality in qualities.items() if quality > Fraction(options.maximum))
    if above:
        shown, maximum = number_shown(qualities[above[0]]), spoken_number(options.maximum)
        why = f"The quality of {above[0]} is {shown} points, more than the maximum of {maximum}."
        return dict.fromkeys(prices, Index(None, why))
    best = max(qualities.values(), default=Fraction(0))
    lowest = min(prices.values(), key=lambda price: price.amount, default=None)

    def index(quality: Fraction, price: Money) -> Index:
        assert lowest is not None  # noqa: S101  this bid has a price
        bracket = 1 - (best - quality) / Fraction(options.maximum) * options.ratio
        value = max(bracket, Fraction(0)) / size(price) * size(lowest)

        def shown() -> str:
            words = (
                f"(1 − ({number_shown(best)} − {number_shown(quality)}) ÷ {spoken_number(options.maximum)} × "
                f"{number_shown(options.ratio)})"
            )
            if bracket < 0:
                return f"{words} is below zero, which counts as 0"
            return f"{words} ÷ {said(price)} × {said(lowest)} = {number_shown(value)}"

        return Index(value, shown)

    return together(qualities, prices, index)


def _describes(options: UtilityIndex) -> str:
    return (
        f"Quality as a part of {spoken_number(options.maximum)} points, taken relative to the best and weighed "
        f"{number_shown(options.ratio)} to 1 against price ({options.said}), divided by the price relative to the "
        "lowest; the highest wins."
    )


RULE = DecisionRule(utility_index, UtilityIndex, lower_wins=False, relative=True, describes=_describes)
