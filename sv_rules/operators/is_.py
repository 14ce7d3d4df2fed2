"""`is`: the same value."""

from sv_rules.model.extending import Operator
from sv_rules.model.fact import FactType, Value
from sv_rules.operators._types import SINGLE


def is_(actual: Value, value: Value) -> bool:
    """The fact is exactly this value.

        bid.pays_living_wage: {is: true}

    Numbers and money are compared by amount: 10 and 10.00 are the same. Texts are compared exactly, so capitals,
    spaces and punctuation count; `mentions_any` looks for words, and `matches` for a form.
    """
    return actual == value


OPERATOR = Operator(
    is_,
    takes=(FactType.YES_NO, *SINGLE),
    # A colon, because a yes/no fact may be titled "Pays the Living Wage", after which "is yes" is no English.
    holds="{fact}: {value}",
    fails="{fact}: {actual}, rather than {value}",
    denies="{fact}: other than {value}",
    compares="==",
)
