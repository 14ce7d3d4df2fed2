"""The award goes to the lowest price after each point of quality has been taken off at a stated worth."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Self

from pydantic import model_validator

from sv_rules.deciding.options import each_alone
from sv_rules.model.amount import Money
from sv_rules.model.extending import DecisionRule, Index
from sv_rules.scoring.options import Misplaced, MoneyAmount, Options, money_shown, number_shown, said, size, unlike


class MonetisedQuality(Options):
    """`point_worth`: what the buyer would pay for one more quality point."""

    point_worth: MoneyAmount

    @model_validator(mode="after")
    def _above_zero(self) -> Self:
        if self.point_worth.amount <= 0:
            raise Misplaced(
                (("point_worth",), f"'point_worth' must be above zero; here it is {said(self.point_worth)}")
            )
        return self


def monetised_quality(
    qualities: Mapping[str, Fraction], prices: Mapping[str, Money], options: MonetisedQuality
) -> dict[str, Index]:
    """Give each bid its price less what its quality is worth to the buyer; the lowest sum wins.

    index = price − quality × point_worth; it may be below zero, which only means that the quality is worth more than
    the price. A bid whose price is not above zero, or not in the currency of `point_worth`, has no index. No bid's
    index depends on another's.

    Source: monetising the non-cost score, strategy notes of the open R package tessa, 2019; the same sum is the award
    on value in Formula list, Negometrix (now Mercell) help centre.
    """
    return each_alone(qualities, prices, lambda quality, price: _index(quality, price, options))


def _index(quality: Fraction, price: Money, options: MonetisedQuality) -> Index:
    if message := unlike(price, options.point_worth):
        return Index(None, message)
    value = size(price) - quality * size(options.point_worth)

    def shown() -> str:
        worth = said(options.point_worth)
        return f"{said(price)} − {number_shown(quality)} × {worth} = {money_shown(value, price.currency)}"

    return Index(value, shown)


def _describes(options: MonetisedQuality) -> str:
    return f"The price less {said(options.point_worth)} for each quality point; the lowest wins."


def _cautions(options: MonetisedQuality) -> tuple[str, ...]:
    forty = money_shown(40 * size(options.point_worth), options.point_worth.currency)
    caution = (
        f"Publish that a quality point is worth {said(options.point_worth)}. With it a bid of 100 points may cost "
        f"{forty} more than one of 60 and still come level with it; one source suggests that this should be no more "
        "than 20% to 50% of the price of the acceptable bid."
    )
    return (caution,)


RULE = DecisionRule(monetised_quality, MonetisedQuality, lower_wins=True, describes=_describes, cautions=_cautions)
