"""`between`: from a low end to a high one, both counted in."""

from sv_rules.model.extending import Operator, Takes
from sv_rules.operators._types import AMOUNTS, Amount


def between(actual: Amount, value: tuple[Amount, Amount]) -> bool:
    """The fact lies between these two amounts, or is one of them.

        tender.social_value_weight: {between: [10%, 20%]}

    Both ends pass: here exactly 10% and exactly 20% do. The lower amount is written first: nothing lies between
    20% and 10%. For dates, use `within`.
    """
    low, high = value
    return low <= actual <= high


OPERATOR = Operator(
    between,
    takes=AMOUNTS,
    value=Takes.PAIR,
    holds="{fact} is between {value}",
    fails="{fact} is {actual}, which is not between {value}",
    denies="{fact} is not between {value}",
)
