"""The award goes to the most quality for each unit of money, with quality raised to a power that weighs it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from sv_rules.deciding.options import Above, Quality, Weights, each_alone
from sv_rules.model.amount import Money, plain, spoken_number
from sv_rules.model.extending import DecisionRule, Index
from sv_rules.model.irrational import DIGITS, power
from sv_rules.scoring.options import number_shown, said, size

HEAVY = 70
"""Per cent of weight above which the source advises against the rule."""


class WeightedValueForMoneyIndex(Weights):
    """The two weights; `per`: a factor that makes the number readable; `minimum`: quality that a bid must have."""

    per: Above = Decimal(1000)
    minimum: Quality = Decimal(0)


def weighted_value_for_money_index(
    qualities: Mapping[str, Fraction], prices: Mapping[str, Money], options: WeightedValueForMoneyIndex
) -> dict[str, Index]:
    """Give each bid its quality, raised to quality weight ÷ price weight, for each unit of money; the highest wins.

    index = quality ^ (quality weight ÷ price weight) ÷ price × per. With a whole exponent it is exact; otherwise the
    power is irrational and is rounded half even to 40 significant digits from 80 worked out with decimal arithmetic,
    the same on every machine, and the rest is exact. `per` changes no order. A bid with less quality than `minimum`, or
    a price that is not above zero, has no index; prices are in one currency. No bid's index depends on another's.

    Source: weighted value for money index, strategy notes of the open R package tessa, 2019. The minimum is ours.
    """

    def index(quality: Fraction, price: Money) -> Index:
        if quality < Fraction(options.minimum):
            least = spoken_number(options.minimum)
            return Index(None, f"A quality of {number_shown(quality)} points is less than the minimum of {least}.")
        value = power(quality, options.ratio) / size(price) * Fraction(options.per)

        def shown() -> str:
            exponent, per = number_shown(options.ratio), spoken_number(options.per)
            return f"{number_shown(quality)} ^ {exponent} ÷ {said(price)} × {per} = {number_shown(value)}"

        return Index(value, shown)

    return each_alone(qualities, prices, index)


def _describes(options: WeightedValueForMoneyIndex) -> str:
    least = f" A bid needs at least {spoken_number(options.minimum)} quality points." if options.minimum else ""
    rounding = "" if options.ratio.denominator == 1 else f", rounded to {DIGITS} significant digits,"
    return (
        f"Quality points raised to the power {plain(options.ratio)}{rounding} for each {spoken_number(options.per)} of "
        f"the price ({options.said}); the highest wins.{least}"
    )


def _cautions(options: WeightedValueForMoneyIndex) -> tuple[str, ...]:
    found = [
        "A change of a few per cent in the weights changes the result a great deal; try them on made-up bids first."
    ]
    for name, weight in (("quality", options.quality_weight.number), ("price", options.price_weight.number)):
        if weight > HEAVY:
            most = "best" if name == "quality" else "cheapest"
            found.append(
                f"A weight of {spoken_number(weight)}% for {name} is more than {HEAVY}%: almost always the {most} bid "
                "wins, whatever else it offers."
            )
    if not options.minimum:
        found.append("No minimum of quality is set, so a poor bid can win by being very cheap.")
    return tuple(found)


RULE = DecisionRule(
    weighted_value_for_money_index,
    WeightedValueForMoneyIndex,
    lower_wins=False,
    describes=_describes,
    cautions=_cautions,
)
