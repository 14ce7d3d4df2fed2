"""`at_most`: this much or less."""

from sv_rules.model.extending import Operator
from sv_rules.operators._types import AMOUNTS, Amount


def at_most(actual: Amount, value: Amount) -> bool:
    """The fact is this amount or less.

        tender.payment_days: {at_most: 30 days}

    Exactly 30 days passes. Amounts are compared exactly, without rounding, in one unit and currency.
    """
    return actual <= value


OPERATOR = Operator(
    at_most,
    takes=AMOUNTS,
    holds="{fact} is at most {value}",
    fails="{fact} is {actual}, which is more than {value}",
    denies="{fact} is more than {value}",
    compares="<=",
)
