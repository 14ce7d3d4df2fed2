"""Prices that may be abnormally low: pointed out with what the law asks first, never rejected."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from sv_rules.engine.award_terms import LowPriceRule
from sv_rules.engine.ranking import called
from sv_rules.model.amount import Money, plain, spoken_money, spoken_number
from sv_rules.model.award_result import LowPrice
from sv_rules.scoring.options import money_shown, number_shown

FEWEST = 3
"""Prices that a mean needs to say anything of one of them."""

PROCEDURE = (
    "The bid stays in: ask the bidder to show that it can perform the contract for this price, and look at the answer. "
    "Only after that may a tender be disregarded for it (Procurement Act 2023, section 19)."
)


def low_prices(rule: LowPriceRule, prices: Mapping[str, Money]) -> dict[str, LowPrice]:
    """Give the bids whose price is more than the declared part below the mean, or below the buyer's figure.

    The mean is that of all the prices given, the low one among them, exact. A price on the boundary is not low. Where
    both comparisons apply, the one that a price is further below is told.

    Args:
        rule: what counts as low.
        prices: of the admitted bids whose price is known.
    """
    found: dict[str, LowPrice] = {}
    usual = _mean(rule, prices)
    for bid, price in prices.items():
        told = []
        if usual is not None and rule.below_mean_by is not None:
            told.append(_compared(bid, price, usual, rule.below_mean_by, f"the mean of {len(prices)} bids,"))
        cost = rule.should_cost
        if cost is not None and cost.currency == price.currency:
            figure, below = Fraction(cost.amount), rule.below_should_cost_by
            told.append(_compared(bid, price, figure, below, "what the buyer worked out it should cost,"))
        low = [one for one in told if one is not None]
        if low:
            found[bid] = max(low, key=lambda one: Fraction(one.below_by))
    return found


def cautions(rule: LowPriceRule, prices: Mapping[str, Money]) -> Iterator[str]:
    """Say why prices could not be compared, where they could not."""
    currencies = {price.currency for price in prices.values()}
    if rule.below_mean_by is not None and len(currencies) > 1:
        yield "Low prices are not looked for: the prices are in several currencies, so they have no mean."
    elif rule.below_mean_by is not None and len(prices) < FEWEST:
        many = "one price is" if len(prices) == 1 else f"{len(prices)} prices are"
        yield f"Low prices are not compared with the mean: {many} too few, {FEWEST} are needed."
    cost = rule.should_cost
    if cost is not None and currencies - {cost.currency}:
        yield f"Prices not in {cost.currency} are not compared with the buyer's figure of {spoken_money(cost)}."


def _mean(rule: LowPriceRule, prices: Mapping[str, Money]) -> Fraction | None:
    if rule.below_mean_by is None or len(prices) < FEWEST or len({price.currency for price in prices.values()}) > 1:
        return None
    return sum((Fraction(price.amount) for price in prices.values()), Fraction(0)) / len(prices)


def _compared(bid: str, price: Money, usual: Fraction, below: Decimal, what: str) -> LowPrice | None:
    if usual <= 0 or Fraction(price.amount) >= usual * (1 - Fraction(below) / 100):
        return None
    by = 100 * (usual - Fraction(price.amount)) / usual
    return LowPrice(
        price=str(price),
        compared_with=f"{price.currency} {plain(usual)}",
        below_by=plain(by),
        sentence=(
            f"{called(bid)} asks for {spoken_money(price)}, {number_shown(by)}% below {what} "
            f"{money_shown(usual, price.currency)}; more than {spoken_number(below)}% is looked at as possibly "
            f"abnormally low. {PROCEDURE}"
        ),
    )
