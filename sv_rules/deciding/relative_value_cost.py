"""The award goes to the lowest cost after quality has been allowed for by an index of scores."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from sv_rules.deciding.options import Above, together
from sv_rules.model.amount import Money, spoken_number
from sv_rules.model.extending import DecisionRule, Index
from sv_rules.scoring.options import Options, money_shown, number_shown, said, size


class RelativeValueCost(Options):
    """`maximum`: the most quality points that a bid can have."""

    maximum: Above = Decimal(100)


def relative_value_cost(
    qualities: Mapping[str, Fraction], prices: Mapping[str, Money], options: RelativeValueCost
) -> dict[str, Index]:
    """Give each bid its price divided by a score index; the lowest relative value cost wins.

    index = price ÷ score index, with score index = (quality + maximum) ÷ (lowest quality + maximum). The lowest quality
    is over the bids whose quality and price are known. It changes every index alike and so no order: although the
    numbers depend on the other bids, who is ahead of whom does not. Prices are above zero and in one currency; one that
    is not leaves every bid without an index, as does a quality above the maximum. A bid of full quality may cost at
    most twice as much as one of none: quality counts for less here than under price per quality point.

    Source: Methods of evaluating price in tenders, part 4, Local Government Procurement (New South Wales).
    """
    above = sorted(bid for bid, quality in qualities.items() if quality > Fraction(options.maximum))
    if above:
        shown, most = number_shown(qualities[above[0]]), spoken_number(options.maximum)
        why = f"The quality of {above[0]} is {shown} points, more than the maximum of {most}."
        return dict.fromkeys(prices, Index(None, why))
    maximum = Fraction(options.maximum)
    least = min(qualities.values(), default=Fraction(0))

    def index(quality: Fraction, price: Money) -> Index:
        score_index = (quality + maximum) / (least + maximum)
        value = size(price) / score_index

        def shown() -> str:
            most = spoken_number(options.maximum)
            divisor = f"({number_shown(quality)} + {most}) ÷ ({number_shown(least)} + {most})"
            return f"{said(price)} ÷ ({divisor}) = {money_shown(value, price.currency)}"

        return Index(value, shown)

    return together(qualities, prices, index)


def _describes(options: RelativeValueCost) -> str:
    most = spoken_number(options.maximum)
    return (
        f"The price divided by a score index, which is the quality points plus {most} over the lowest quality points "
        f"plus {most}; the lowest wins."
    )


RULE = DecisionRule(relative_value_cost, RelativeValueCost, lower_wins=True, describes=_describes)
