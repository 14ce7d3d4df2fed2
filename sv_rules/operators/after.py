"""`after`: a later day."""

from datetime import date

from sv_rules.model.extending import Operator
from sv_rules.model.fact import FactType


def after(actual: date, value: date) -> bool:
    """The date is later than this one.

        contract.ends: {after: 2026-03-31}

    The day itself does not pass; where it should, use `within: {from: …}`.
    """
    return actual > value


OPERATOR = Operator(
    after,
    takes=(FactType.DATE,),
    holds="{fact} is after {value}",
    fails="{fact} is {actual}, which is not after {value}",
    denies="{fact} is on or before {value}",
    compares=">",
)
