"""Points in proportion to the lowest price offered."""

from collections.abc import Mapping

from sv_rules.model.amount import Money
from sv_rules.model.extending import Reads, Score, ScoringMethod, Yardstick
from sv_rules.model.fact import FactType
from sv_rules.scoring.options import Options, divided, incomparable, lowest_of, quotient, said


class LowestPrice(Options):
    """There are no options."""


def lowest_price(values: Mapping[str, Money], options: LowestPrice) -> dict[str, Score]:  # noqa: ARG001  every method is called alike
    """Give the lowest price all the points, and every other one in inverse proportion to it.

    share = lowest ÷ price, over the admitted bids whose price is known. Prices are above zero and in one currency.
    One that is not leaves the lowest price without a meaning: then no bid is scored, rather than some of them against
    a different lowest one, until the buyer has said what such a price earns or has set the bid aside. A lone bid earns
    everything, whatever its price. A bid that comes or goes can change the order of the others.

    Source: How to score Digital Outcomes and Specialists suppliers, Crown Commercial Service, GOV.UK; Evaluating price
    in tenders, Shakespeare Martineau, 2024. On zero prices: Procurement pitfalls 1: pricing formulae, Bevan Brittan,
    2019.
    """
    lowest = lowest_of(values)
    if lowest is None:
        return dict.fromkeys(values, Score(None, incomparable(values, "Lowest price divided by price")))
    return {bid: _score(price, lowest) for bid, price in values.items()}


def _score(price: Money, lowest: Money) -> Score:
    share = quotient(lowest, price)
    return Score(share, lambda: divided(said(lowest), said(price), share))


METHOD = ScoringMethod(
    lowest_price,
    LowestPrice,
    Reads.FACT,
    takes=(FactType.MONEY,),
    relative=True,
    yardstick=Yardstick(lambda prices, _: lowest_of(prices), lambda price, lowest, _: quotient(lowest, price)),
)
