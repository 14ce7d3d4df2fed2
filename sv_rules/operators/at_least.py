"""`at_least`: this much or more."""

from sv_rules.model.extending import Operator
from sv_rules.operators._types import AMOUNTS, Amount


def at_least(actual: Amount, value: Amount) -> bool:
    """The fact is this amount or more.

        tender.value: {at_least: GBP 100000}

    Exactly GBP 100000 passes. Amounts are compared exactly, without rounding, in one unit and currency.
    """
    return actual >= value


OPERATOR = Operator(
    at_least,
    takes=AMOUNTS,
    holds="{fact} is at least {value}",
    fails="{fact} is {actual}, which is less than {value}",
    denies="{fact} is less than {value}",
    compares=">=",
)
