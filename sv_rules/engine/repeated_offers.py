"""The same commitment offered in several lots: is it one promise, counted more than once?"""

from collections.abc import Iterable, Mapping
from typing import Any

from sv_rules.engine.lot_limits import bidder_of
from sv_rules.errors import listed
from sv_rules.model.amount import Money
from sv_rules.model.fact import Fact, FactType, spoken
from sv_rules.model.procurement import Bid
from sv_rules.model.rulepack import Measure
from sv_rules.model.typed import typed

COUNTABLE = frozenset({FactType.INTEGER, FactType.NUMBER, FactType.MONEY})
"""Types of offers that are used up: four apprentices cannot start in two lots, while a policy holds in both."""


def repeated_offers(
    measures: Iterable[Measure], bids: Iterable[Bid], facts: Mapping[str, Fact]
) -> Mapping[str, tuple[str, ...]]:
    """Give, by lot, a warning for each measure on which a bidder of that lot offers the same in another lot as well.

    Args:
        measures: of the rulepack.
        bids: of all lots; their values have been found to be of their facts' types.
        facts: those that are declared, by name.
    """
    found: dict[str, list[str]] = {}
    by_measure = [measure for measure in measures if measure.fact.type in COUNTABLE and measure.fact.name in facts]
    given = sorted(bids, key=lambda bid: bid.id)
    for measure in by_measure:
        lots: dict[tuple[str, Any], list[str]] = {}
        for bid in given:
            answer = bid.facts.get(measure.fact.name)
            value = None if answer is None or answer.value is None else typed(answer.value, measure.fact)
            if value is not None and not _nothing(value):
                lots.setdefault((bidder_of(bid.bidder, bid.id), value), []).append(bid.lot)
        for (bidder, value), where in lots.items():
            several = sorted(set(where))
            for lot in several if len(several) > 1 else ():
                found.setdefault(lot, []).append(
                    f"{bidder} offers {spoken(value, measure.fact)} on {measure.title} in lots {listed(several)} "
                    "alike. Ask whether that is one promise or several; one promise counts once."
                )
    return {lot: tuple(sentences) for lot, sentences in found.items()}


def _nothing(value: Any) -> bool:
    return not (value.amount if isinstance(value, Money) else value)
