"""`includes_any`: one or more of these entries."""

from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType, Value


def includes_any(actual: tuple[Value, ...], value: tuple[Value, ...]) -> bool:
    """The list has at least one of these entries.

        specification.priorities: {includes_any: [early-help, jobs]}

    Entries are compared as `is` compares, so texts exactly. An empty list is known to include none of them.
    """
    return not frozenset(value).isdisjoint(actual)


OPERATOR = Operator(
    includes_any,
    takes=(FactType.LIST,),
    value=Takes.ENTRIES,
    holds="{fact} includes at least one of {value}",
    fails="{fact}: {actual}, with none of {value}",
    denies="{fact} includes none of {value}",
)
