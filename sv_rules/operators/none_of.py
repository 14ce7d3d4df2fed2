"""`none_of`: a value outside a list."""

from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import Value
from sv_rules.operators._types import SINGLE


def none_of(actual: Value, value: tuple[Value, ...]) -> bool:
    """The fact is known and is none of these values.

        tender.procedure: {none_of: [direct award, below threshold]}

    The opposite of `one_of`; each value is compared as `is` compares.
    """
    return actual not in value


OPERATOR = Operator(
    none_of,
    takes=SINGLE,
    value=Takes.LIST,
    holds="{fact} is none of {value}",
    fails="{fact} is {actual}, which is one of {value}",
    denies="{fact} is one of {value}",
    compares="not in",
)
