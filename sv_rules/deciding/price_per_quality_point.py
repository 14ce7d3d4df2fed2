"""The award goes to the lowest price for each point of quality."""

from collections.abc import Mapping
from fractions import Fraction

from sv_rules.deciding.options import Above, each_alone
from sv_rules.model.amount import Money, spoken_number
from sv_rules.model.extending import DecisionRule, Index
from sv_rules.scoring.options import Options, money_shown, number_shown, said, size


class PricePerQualityPoint(Options):
    """`minimum`: the quality points that a bid must have to be in the order at all, above zero."""

    minimum: Above


def price_per_quality_point(
    qualities: Mapping[str, Fraction], prices: Mapping[str, Money], options: PricePerQualityPoint
) -> dict[str, Index]:
    """Give each bid what a point of its quality costs; the lowest price for a point wins.

    index = price ÷ quality. Without a minimum a very cheap bid of little quality wins, and one without any would divide
    by zero; so a minimum has to be stated, and a bid below it has no index. Nor has one whose price is not above zero.
    Prices are in one currency. No bid's index depends on another's.

    Social value: the central government model asks for at least 10% of the total score. There is no total score here,
    so PPN 002 asks for at least 10% of the quality score instead: the social value criteria need 10% of the weights.

    Source: Bid Evaluation Guidance Note, Cabinet Office, May 2021, section 7.3, for the name; the formula is recalled
    from practice. On social value: PPN 002, Cabinet Office, February 2025.
    """
    return each_alone(qualities, prices, lambda quality, price: _index(quality, price, options))


def _index(quality: Fraction, price: Money, options: PricePerQualityPoint) -> Index:
    if quality < Fraction(options.minimum):
        least = spoken_number(options.minimum)
        return Index(None, f"A quality of {number_shown(quality)} points is less than the minimum of {least}.")
    value = size(price) / quality
    each = "for each quality point"
    return Index(
        value, lambda: f"{said(price)} ÷ {number_shown(quality)} = {money_shown(value, price.currency)} {each}"
    )


def _describes(options: PricePerQualityPoint) -> str:
    return (
        f"The price divided by the quality points; the lowest wins. A bid needs at least "
        f"{spoken_number(options.minimum)} quality points."
    )


def _cautions(options: PricePerQualityPoint) -> tuple[str, ...]:  # noqa: ARG001  every rule is asked alike
    caution = (
        "There is no total score under price per quality point. Where the central government social value model "
        "applies, PPN 002 then asks for at least 10% of the quality score: give the social value criteria at least 10% "
        "of the weights."
    )
    return (caution,)


RULE = DecisionRule(
    price_per_quality_point, PricePerQualityPoint, lower_wins=True, describes=_describes, cautions=_cautions
)
