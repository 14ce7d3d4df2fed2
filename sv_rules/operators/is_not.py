"""`is_not`: any other value."""

from sv_rules.model.extending import Operator
from sv_rules.model.fact import FactType, Value
from sv_rules.operators._types import SINGLE


def is_not(actual: Value, value: Value) -> bool:
    """The fact is known and is anything but this value.

        tender.procedure: {is_not: direct award}

    It compares as `is` does. A fact that is not known is not "another value": the answer is then "cannot tell".
    """
    return actual != value


OPERATOR = Operator(
    is_not,
    takes=(FactType.YES_NO, *SINGLE),
    holds="{fact}: other than {value}",
    fails="{fact}: {actual}, rather than something else",
    denies="{fact}: {value}",
    compares="!=",
)
