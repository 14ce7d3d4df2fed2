"""Everything worked out about the bids for one lot, from which assessments and words are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sv_rules.engine.award_terms import AwardPlan
from sv_rules.engine.bid_scoring import Card
from sv_rules.engine.counting import Counted
from sv_rules.engine.placing import Placed
from sv_rules.model.amount import Money
from sv_rules.model.procurement import Bid

KeptOut: TypeAlias = tuple[Literal["gated", "undecided"], str]
"""Status of a bid that takes no part in the ranking, and why in sentences."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A lot worked out.

    `bids` are all of them with their typed values, in the order of their ids. `cards` are of those past the gates, and
    `values` of those past the thresholds too, as they count.
    """

    plan: AwardPlan
    bids: tuple[tuple[Bid, Mapping[str, Any]], ...]
    kept_out: Mapping[str, KeptOut]
    cards: Mapping[str, Card]
    values: Mapping[str, Counted]
    placed: Placed

    @property
    def prices(self) -> dict[str, Money]:
        """The known prices that are looked at as abnormally low or not; none where the award model does not ask."""
        rule = self.plan.low_price
        found = {bid: one.values.get(rule.price.name) for bid, one in self.values.items()} if rule else {}
        return {bid: price for bid, price in found.items() if price is not None}
