"""`less_than`: below, the amount itself left out."""

from sv_rules.model.extending import Operator
from sv_rules.operators._types import AMOUNTS, Amount


def less_than(actual: Amount, value: Amount) -> bool:
    """The fact is below this amount.

        tender.value: {less_than: GBP 214904}

    Exactly this amount does not pass; where it should, use `at_most`. Amounts are compared exactly, without rounding,
    in one unit and currency.
    """
    return actual < value


OPERATOR = Operator(
    less_than,
    takes=AMOUNTS,
    holds="{fact} is less than {value}",
    fails="{fact} is {actual}, which is not less than {value}",
    denies="{fact} is at least {value}",
    compares="<",
)
