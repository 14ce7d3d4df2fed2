"""`more_than`: above, the amount itself left out."""

from sv_rules.model.extending import Operator
from sv_rules.operators._types import AMOUNTS, Amount


def more_than(actual: Amount, value: Amount) -> bool:
    """The fact is above this amount.

        bid.local_jobs: {more_than: 0}

    Exactly this amount does not pass; where it should, use `at_least`. Amounts are compared exactly, without
    rounding, in one unit and currency.
    """
    return actual > value


OPERATOR = Operator(
    more_than,
    takes=AMOUNTS,
    holds="{fact} is more than {value}",
    fails="{fact} is {actual}, which is not more than {value}",
    denies="{fact} is at most {value}",
    compares=">",
)
