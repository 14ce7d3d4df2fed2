"""`one_of`: a value out of a list."""

from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import Value
from sv_rules.operators._types import SINGLE


def one_of(actual: Value, value: tuple[Value, ...]) -> bool:
    """The fact is one of these values.

        tender.category: {one_of: [services, works]}

    Each value is compared as `is` compares: amounts by amount, texts exactly. For a fact that is itself a list, use
    `includes_any`.
    """
    return actual in value


OPERATOR = Operator(
    one_of,
    takes=SINGLE,
    value=Takes.LIST,
    holds="{fact} is one of {value}",
    fails="{fact} is {actual}, which is not one of {value}",
    denies="{fact} is none of {value}",
    compares="in",
)
