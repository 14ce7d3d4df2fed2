"""What money buys under an award model: two bids that are alike but for price and points."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.engine.robustness.steps import is_price, marks_of
from sv_rules.model.amount import Money, finite, plain, spoken_money
from sv_rules.model.stress import MarkWorth, PointWorth

PENCE = 100
MOST = 10
"""A bid that could ask for more than so many times the price is not asked how much more."""

USUAL_QUALITY = Fraction(60)


def point_worth(plan: AwardPlan, price: Money) -> PointWorth | None:
    """Say how much more a bid may ask for a quality point more; None where no price is scored.

    The rival asks for the stated price. All is worked out with the model's own methods on exact numbers.
    """
    behind = _behind(plan, price)
    if behind is None:
        return None
    money = _worth(behind, Fraction(1), price)
    at = spoken_money(price)
    if money is None:
        sentence = f"Against a rival at {at}, no price up to {MOST} times as high costs a quality point, or it cannot be told."
    else:
        sentence = f"Against a rival at {at}, one quality point more is worth {spoken_money(money)}."
    return PointWorth(
        price=str(price),
        money=None if money is None else str(money),
        sentence=sentence,
        marks=tuple(_mark_worths(plan, price, behind)),
    )
