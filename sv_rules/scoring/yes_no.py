"""All or nothing, by the answer to one question."""

from collections.abc import Mapping
from fractions import Fraction

from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.fact import FactType
from sv_rules.scoring.options import Options


class YesNo(Options):
    """There are no options."""


def yes_no(values: Mapping[str, bool], options: YesNo) -> dict[str, Score]:  # noqa: ARG001  every method is called alike
    """Give a bid that answers yes all the points, and one that answers no none.

    share = 1 for yes, 0 for no. A bid that must answer yes is not scored but gated: use a check for that.

    Source: our own definition; no published formula is claimed.
    """
    return {
        bid: Score(Fraction(yes), "yes earns everything" if yes else "no earns nothing") for bid, yes in values.items()
    }


METHOD = ScoringMethod(yes_no, YesNo, Reads.FACT, takes=(FactType.YES_NO,))
