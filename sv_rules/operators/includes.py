"""`includes`: one entry of a list."""

from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType, Value


def includes(actual: tuple[Value, ...], value: Value) -> bool:
    """The list has this entry.

        specification.priorities: {includes: early-help}

    Entries are compared as `is` compares, so texts exactly. An empty list is known to include nothing; a list that is
    not known gives "cannot tell".
    """
    return value in actual


OPERATOR = Operator(
    includes,
    takes=(FactType.LIST,),
    value=Takes.ENTRY,
    holds="{fact} includes {value}",
    fails="{fact}: {actual}, without {value}",
    denies="{fact} does not include {value}",
)
