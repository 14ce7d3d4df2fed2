"""The award goes to the lowest price among the bids that pass on quality."""

from collections.abc import Mapping
from fractions import Fraction

from sv_rules.deciding.options import Quality, each_alone
from sv_rules.model.amount import Money, spoken_number
from sv_rules.model.extending import DecisionRule, Index
from sv_rules.scoring.options import Options, number_shown, said, size


class LowestPriceTechnicallyCompliant(Options):
    """`pass_mark`: the quality points that a bid must have."""

    pass_mark: Quality


def lowest_price_technically_compliant(
    qualities: Mapping[str, Fraction], prices: Mapping[str, Money], options: LowestPriceTechnicallyCompliant
) -> dict[str, Index]:
    """Give each bid that passes on quality its price; the lowest wins.

    index = price. Quality is pass or fail and nothing else: more than the pass mark earns nothing. A bid below it, or
    whose price is not above zero, has no index; prices are in one currency. No bid's index depends on another's.

    Source: lowest priced tender, strategy notes of the open R package tessa, 2019.
    """
    return each_alone(qualities, prices, lambda quality, price: _index(quality, price, options))


def _index(quality: Fraction, price: Money, options: LowestPriceTechnicallyCompliant) -> Index:
    reached = quality >= Fraction(options.pass_mark)

    def shown() -> str:
        points, least = number_shown(quality), spoken_number(options.pass_mark)
        if reached:
            return f"{points} points reach the pass mark of {least}, so the price counts: {said(price)}"
        return f"A quality of {points} points is less than the pass mark of {least}."

    return Index(size(price) if reached else None, shown)


def _describes(options: LowestPriceTechnicallyCompliant) -> str:
    return f"The lowest price among the bids with at least {spoken_number(options.pass_mark)} quality points wins."


def _cautions(options: LowestPriceTechnicallyCompliant) -> tuple[str, ...]:  # noqa: ARG001  every rule is asked alike
    caution = (
        "Social value counts as pass or fail only, like all quality: offering more of it cannot win. An award by price "
        "alone is not allowed in Scotland."
    )
    return (caution,)


RULE = DecisionRule(
    lowest_price_technically_compliant,
    LowestPriceTechnicallyCompliant,
    lower_wins=True,
    describes=_describes,
    cautions=_cautions,
)
