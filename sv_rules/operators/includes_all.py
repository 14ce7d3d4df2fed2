"""`includes_all`: every one of these entries."""

from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType, Value


def includes_all(actual: tuple[Value, ...], value: tuple[Value, ...]) -> bool:
    """The list has every one of these entries; it may have others too.

        specification.priorities: {includes_all: [early-help, jobs]}

    Entries are compared as `is` compares, so texts exactly; their order and repeats do not count.
    """
    return frozenset(actual).issuperset(value)


OPERATOR = Operator(
    includes_all,
    takes=(FactType.LIST,),
    value=Takes.ENTRIES,
    holds="{fact} includes all of {value}",
    fails="{fact}: {actual}, without all of {value}",
    denies="{fact} does not include all of {value}",
)
