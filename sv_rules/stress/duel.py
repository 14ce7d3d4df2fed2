"""What money buys under an award model: two bids that are alike but for price and points."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.engine.robustness.steps import is_price, marks_of
from sv_rules.model.amount import Money, spoken_money
from sv_rules.model.stress import MarkWorth, PointWorth
from sv_rules.scoring.options import number_shown

PENCE = 100
MOST = 10
"""A bid that could ask for more than so many times the price is not asked how much more."""

USUAL_QUALITY = Fraction(60)


Level: TypeAlias = Callable[[Fraction, int], bool]
"""Whether a bid with so many more points, and so many more pence to pay, is still not behind its rival."""


def point_worth(plan: AwardPlan, price: Money) -> PointWorth | None:
    """Say how much more a bid may ask for a quality point more; None where no price is scored.

    The rival asks for the stated price. All is worked out with the model's own methods on exact numbers.
    """
    level = _level(plan, price)
    if level is None:
        return None
    money = _worth(level, Fraction(1), price)
    at = spoken_money(price)
    if money is None:
        sentence = f"Against a rival at {at}, even {MOST} times the price does not cost one quality point."
    else:
        sentence = f"Against a rival at {at}, one quality point more is worth {spoken_money(money)}."
    return PointWorth(
        price=str(price),
        money=None if money is None else str(money),
        sentence=sentence,
        marks=tuple(_marks(plan, level, price)),
    )


def _level(plan: AwardPlan, price: Money) -> Level | None:
    decision = plan.decision
    if decision is not None:

        def decided(gain: Fraction, extra: int) -> bool:
            indices = decision.rule.function(
                {"rival": USUAL_QUALITY, "bid": USUAL_QUALITY + gain},
                {"rival": price, "bid": _dearer(price, extra)},
                decision.options,
            )
            rival, bid = indices["rival"].value, indices["bid"].value
            if rival is None or bid is None:
                return False
            return bid <= rival if decision.rule.lower_wins else bid >= rival

        return decided
    leaves = [leaf for leaf in plan.leaves if is_price(leaf, {"rival": price})]
    if not leaves:
        return None

    def summed(gain: Fraction, extra: int) -> bool:
        lost = Fraction(0)
        for leaf in leaves:
            rival, bid = _shares(leaf, price, _dearer(price, extra))
            if rival is None or bid is None:
                return False
            lost += leaf.points * (rival - bid)
        return lost <= gain

    return summed


def _shares(leaf: Node, *prices: Money) -> list[Fraction | None]:
    assert leaf.method is not None  # noqa: S101  a leaf has one
    names = [str(place) for place in range(len(prices))]
    scores = leaf.method.function(dict(zip(names, prices, strict=True)), leaf.options)
    return [scores[name].share for name in names]


def _dearer(price: Money, pence: int) -> Money:
    return Money(price.amount + Decimal(pence) / PENCE, price.currency)


def _worth(level: Level, gain: Fraction, price: Money) -> Money | None:
    """Give the highest sum, to the penny, that may be asked for more; None when it is beyond `MOST` times the price."""
    low, high = 0, int(price.amount * PENCE) * MOST
    if level(gain, high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if level(gain, middle) else (low, middle)
    return Money(Decimal(low) / PENCE, price.currency)


def _marks(plan: AwardPlan, level: Level, price: Money) -> Iterator[MarkWorth]:
    for leaf in plan.leaves:
        steps = len(marks_of(leaf, ())) - 1 if leaf.fact is None else 0
        if steps > 0 and not leaf.relative:
            points = leaf.points / steps
            money = _worth(level, points, price)
            yield MarkWorth(
                criterion=leaf.id,
                title=leaf.title,
                points=number_shown(points),
                money=None if money is None else str(money),
            )
