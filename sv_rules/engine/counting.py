"""What counts of what a bid offers: capped where the award model says so, and valued where a criterion asks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sv_rules.engine.award_rules import size_of
from sv_rules.engine.award_terms import AwardPlan
from sv_rules.engine.commitments import value_of
from sv_rules.engine.ranking import called
from sv_rules.model.amount import Money
from sv_rules.model.fact import spoken
from sv_rules.model.procurement import Bid


class Note(NamedTuple):
    """What a reader has to know of a value that is not what was offered: what is looked at, and how it came about."""

    raw: str
    working: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A bid's values as they are scored, by fact name.

    Args:
        values: as offered, but for caps; with the value of commitments under the fact that stands for it.
        notes: by fact name, for values that are not what was offered.
        open: by fact name, why a value cannot be told, in a sentence.
    """

    values: Mapping[str, Any]
    notes: Mapping[str, Note]
    open: Mapping[str, str]


def counted(plan: AwardPlan, known: Mapping[str, Any]) -> Counted:
    """Give what counts of a bid's typed values. Values that count already stay what they are."""
    values, notes, untold = dict(known), dict[str, Note](), dict[str, str]()
    for name, bounds in plan.bounds.items():
        offered = values.get(name)
        if offered is not None and bounds.cap is not None and _above(offered, bounds.cap):
            values[name] = bounds.cap
            fact = bounds.measure.fact
            raw = f"{spoken(bounds.cap, fact)} ({spoken(offered, fact)} offered)"
            notes[name] = Note(raw, f"{spoken(offered, fact)} offered, capped at {spoken(bounds.cap, fact)}")
    for leaf in plan.leaves:
        if leaf.valuing is None or leaf.fact is None:
            continue
        valued = value_of(leaf.valuing, values)
        values[leaf.fact.name] = valued.counted
        notes[leaf.fact.name] = Note(valued.raw, "; ".join([*_capped(leaf.valuing.proxies, notes), valued.working]))
        if valued.counted is None:
            untold[leaf.fact.name] = valued.working
    return Counted(values, notes, untold)


def implausible(plan: AwardPlan, bid: Bid, known: Mapping[str, Any]) -> Iterator[str]:
    """Warn of offers outside what the award model holds to be believable; they count as they are, up to a cap."""
    for name, bounds in plan.bounds.items():
        offered = known.get(name)
        if offered is None:
            continue
        fact, title = bounds.measure.fact, bounds.measure.title
        if bounds.low is not None and _above(bounds.low, offered):
            side = f"less than is plausible here (at least {spoken(bounds.low, fact)})"
        elif bounds.high is not None and _above(offered, bounds.high):
            side = f"more than is plausible here (at most {spoken(bounds.high, fact)})"
        else:
            continue
        yield (
            f"{called(bid.id)} offers {spoken(offered, fact)} on {title}, {side}. Ask how it will be delivered before "
            "relying on it."
        )


def _capped(proxies: Any, notes: Mapping[str, Note]) -> Iterator[str]:
    for measure, _ in proxies:
        if measure.fact.name in notes:
            yield f"{measure.title}: {notes[measure.fact.name].working}"


def _above(one: Any, other: Any) -> bool:
    if isinstance(one, Money) and isinstance(other, Money) and one.currency != other.currency:
        return False
    return bool(size_of(one) > size_of(other))
