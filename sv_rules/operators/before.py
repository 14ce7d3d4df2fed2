"""`before`: an earlier day."""

from datetime import date

from sv_rules.model.extending import Operator
from sv_rules.model.fact import FactType


def before(actual: date, value: date) -> bool:
    """The date is earlier than this one.

        tender.start: {before: 2026-04-01}

    The day itself does not pass; where it should, use `within: {to: …}`.
    """
    return actual < value


OPERATOR = Operator(
    before,
    takes=(FactType.DATE,),
    holds="{fact} is before {value}",
    fails="{fact} is {actual}, which is not before {value}",
    denies="{fact} is on or after {value}",
    compares="<",
)
