"""An example of a plugin: hooks that return what it offers, and nothing that acts."""

from collections.abc import Iterable

from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.model.extending import Operator, ScoringMethod, Vocabulary

from sv_rules_example.in_postcode_area import OPERATOR
from sv_rules_example.in_steps import METHOD

FACTS = Vocabulary(
    "example",
    {
        "bid.base_postcode": {
            "type": "text",
            "title": "postcode of the base that serves the contract",
            "question": "From which postcode will you serve the contract?",
        },
        "bid.local_apprentices": {
            "type": "integer",
            "unit": "people",
            "title": "apprentices from the area",
            "question": "How many apprentices from the area will you take on?",
        },
    },
)


@hookimpl
def sv_rules_operators() -> Iterable[Operator]:
    """Offer `in_postcode_area`."""
    return [OPERATOR]


@hookimpl
def sv_rules_scoring_methods() -> Iterable[ScoringMethod]:
    """Offer `in_steps`."""
    return [METHOD]


@hookimpl
def sv_rules_facts() -> Iterable[Vocabulary]:
    """Offer facts that every rulepack may name."""
    return [FACTS]
