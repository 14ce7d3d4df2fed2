"""`given`: whether a fact is known at all."""

from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType, Value


def given(actual: Value | None, value: bool) -> bool:
    """The fact is known, whatever its value; or, with `false`, it is not known.

        bid.carbon_plan: {given: true}

    The only operator that judges missing information: every other gives "cannot tell" for it. `no`, 0, an empty text
    and an empty list are all known. `given: false` is for asking the document to be completed, never for counting
    silence against a bidder.
    """
    return (actual is not None) is value


OPERATOR = Operator(
    given,
    takes=tuple(FactType),
    value=Takes.NOTHING,
    holds="{fact} is known: {value}",
    # Says both failures: "not known" where it should be, and the value where there should be none.
    fails="{fact}: {actual}",
    denies="{fact} is known: other than {value}",
    judges_absence=True,
    compares="is not None",
)
