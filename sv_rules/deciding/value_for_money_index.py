"""The award goes to the most quality for each unit of money."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from sv_rules.deciding.options import Above, Quality, each_alone
from sv_rules.model.amount import Money, spoken_number
from sv_rules.model.extending import DecisionRule, Index
from sv_rules.scoring.options import Options, number_shown, said, size


class ValueForMoneyIndex(Options):
    """`per`: the sum of money that points are given for. `minimum`: the quality points that a bid must have."""

    per: Above = Decimal(1000)
    minimum: Quality = Decimal(0)


def value_for_money_index(
    qualities: Mapping[str, Fraction], prices: Mapping[str, Money], options: ValueForMoneyIndex
) -> dict[str, Index]:
    """Give each bid its quality points for each unit of money; the highest index wins.

    index = quality ÷ price × per. `per` only makes the number readable and changes no order. A bid with less quality
    than `minimum`, or a price that is not above zero, has no index; prices are in one currency. No bid's index depends
    on another's. The order is that of price per quality point turned round.

    Source: value for money index, strategy notes of the open R package tessa, 2019, and Formula list, Negometrix (now
    Mercell) help centre, where `per` is its constant. The minimum is ours.
    """

    def index(quality: Fraction, price: Money) -> Index:
        if quality < Fraction(options.minimum):
            least = spoken_number(options.minimum)
            return Index(None, f"A quality of {number_shown(quality)} points is less than the minimum of {least}.")
        value = quality / size(price) * Fraction(options.per)
        return Index(
            value, lambda: f"{number_shown(quality)} ÷ {said(price)} × {_per(options)} = {number_shown(value)}"
        )

    return each_alone(qualities, prices, index)


def _per(options: ValueForMoneyIndex) -> str:
    return spoken_number(options.per)


def _describes(options: ValueForMoneyIndex) -> str:
    least = f" A bid needs at least {spoken_number(options.minimum)} quality points." if options.minimum else ""
    return f"Quality points for each {_per(options)} of the price; the highest wins.{least}"


def _cautions(options: ValueForMoneyIndex) -> tuple[str, ...]:
    needless = (
        "Quality that is not needed still counts in full, so a dearer bid can win with more than was asked for. A "
        "published budget or highest price limits that."
    )
    if options.minimum:
        return (needless,)
    return (needless, "No minimum of quality is set, so a poor bid can win by being very cheap.")


RULE = DecisionRule(
    value_for_money_index, ValueForMoneyIndex, lower_wins=False, describes=_describes, cautions=_cautions
)
