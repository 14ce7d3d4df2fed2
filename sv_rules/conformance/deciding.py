"""What a decision rule promises: an index or a reason why not, and an order that is what it says it is."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import combinations, permutations
from types import MappingProxyType
from typing import Any, TypeAlias

from pydantic import BaseModel

from sv_rules.conformance.making_up import made_up
from sv_rules.conformance.promise import Promise, described, first, named, outcome
from sv_rules.hosting.registry import Registry
from sv_rules.model.amount import Money
from sv_rules.model.extending import DecisionRule, Index
from sv_rules.scoring.options import check_options

_Bids: TypeAlias = Mapping[str, tuple[Fraction, Money]]


def _bids(*bids: tuple[str, str], currency: str = "GBP") -> dict[str, tuple[Fraction, Money]]:
    return {
        f"bid-{number}": (Fraction(quality), Money(Decimal(price), currency))
        for number, (quality, price) in enumerate(bids, 1)
    }


BIDS: Mapping[str, _Bids] = MappingProxyType(
    {
        "seven bids": _bids(
            ("0", "0.01"),
            ("100/3", "80"),
            ("49.5", "99.99"),
            ("75", "100"),
            ("75", "120"),
            ("100", "1000000"),
            ("80", "90"),
        ),
        "equal bids": _bids(("60", "100"), ("60", "100")),
        "one bid": _bids(("60", "100")),
        "prices of zero and less": _bids(("60", "0"), ("70", "-5"), ("80", "100")),
        "two currencies": _bids(("60", "100")) | {"bid-2": (Fraction(70), Money(Decimal(100), "EUR"))},
        "no bids": {},
    }
)
"""Bids by quality and price, in words for messages. No quality is above 100."""


def rule_promises(rule: DecisionRule, _: Registry) -> Iterator[Promise]:
    """Try a decision rule with made-up bids, and with options made up from their schema."""
    offer = f"decision rule {rule.name}"
    yield named(offer, rule.name)
    yield described(offer, rule.summary)
    schema, raised = outcome(rule.options.model_json_schema)
    closed = raised or (
        "" if schema and schema.get("additionalProperties") is False else "unknown options pass in silence"
    )
    yield Promise(offer, "has options with a schema that refuses unknown ones", closed)
    options = _options(rule, schema or {})
    if options is None:
        note = "not tried: no options could be made up from the schema; examples in it help"
        yield Promise(offer, "gives every bid an index or a reason", note=note)
        return
    yield Promise(offer, "tells bidders and whoever chooses it what it does, in sentences", first(_told(rule, options)))
    promise = "gives every bid an index or a reason whatever their order, with its working, and raises nothing"
    yield Promise(offer, promise, first(_indices(rule, options)))
    yield Promise(offer, "puts no bid behind one that costs more and is worse", first(_dominance(rule, options)))
    if not rule.relative:
        promise = "orders two bids alike whatever the others are, as it is not said to be relative"
        yield Promise(offer, promise, first(_dependence(rule, options)))


def _options(rule: DecisionRule, schema: Mapping[str, Any]) -> BaseModel | None:
    found, raised = outcome(partial(check_options, rule, made_up(schema)))
    return None if raised or found is None else found[0]


def _told(rule: DecisionRule, options: BaseModel) -> Iterator[str]:
    for name, tell in (("describes", rule.describes), ("cautions", rule.cautions)):
        if tell is None:
            continue
        said, raised = outcome(partial(tell, options))
        if raised or said is None:
            yield f"{name} {raised or 'gave nothing'}"
        else:
            sentences = [said] if name == "describes" else list(said)
            yield from (f"{name}: {repr(one)[:60]} is no sentence" for one in sentences if not str(one).endswith("."))


def _indices(rule: DecisionRule, options: BaseModel) -> Iterator[str]:
    for name, bids in BIDS.items():
        found, raised = _decide(rule, bids, options)
        if raised or found is None:
            yield f"with {name} it {raised}"
        elif set(found) != set(bids):
            yield f"with {name} it does not give an index for exactly the bids it is given"
        else:
            yield from (f"with {name}, {bid}: {wrong}" for bid, index in found.items() if (wrong := _wrong(index)))
            if _decide(rule, dict(reversed(list(bids.items()))), options) != (found, ""):
                yield f"with {name} the order of the bids changes the indices, or asking again does"


def _wrong(index: Index) -> str:
    if not isinstance(index, Index):
        return f"{type(index).__name__} is not an Index"
    if not index.working:
        return "there is no working"
    if index.value is None:
        return "" if index.working.endswith(".") else "why it has no place is no sentence"
    if not isinstance(index.value, Fraction):
        return f"the index {repr(index.value)[:60]} is not a Fraction"
    return "the working ends with a full stop, but stands inside a sentence" if index.working.endswith(".") else ""


def _dominance(rule: DecisionRule, options: BaseModel) -> Iterator[str]:
    for name, bids in BIDS.items():
        merits = _merits(rule, bids, options)
        for better, worse in permutations(merits, 2):
            no_worse = bids[better][0] >= bids[worse][0] and bids[better][1].amount <= bids[worse][1].amount
            if no_worse and merits[better] < merits[worse]:
                yield f"with {name} it puts {better} behind {worse}"


def _dependence(rule: DecisionRule, options: BaseModel) -> Iterator[str]:
    for name, bids in BIDS.items():
        whole = _merits(rule, bids, options)
        for gone in bids:
            rest = _merits(rule, {bid: both for bid, both in bids.items() if bid != gone}, options)
            for one, other in combinations([bid for bid in rest if bid in whole], 2):
                if (whole[one] > whole[other], whole[one] < whole[other]) != (
                    rest[one] > rest[other],
                    rest[one] < rest[other],
                ):
                    yield f"with {name} the order of {one} and {other} changes when {gone} goes"


def _merits(rule: DecisionRule, bids: _Bids, options: BaseModel) -> Mapping[str, Fraction]:
    """Give the index of every bid that has one, turned so that more is better; nothing where the rule fails."""
    found, _ = _decide(rule, bids, options)
    sign = -1 if rule.lower_wins else 1
    return {
        bid: sign * index.value
        for bid, index in (found or {}).items()
        if bid in bids and not _wrong(index) and index.value is not None
    }


def _decide(rule: DecisionRule, bids: _Bids, options: BaseModel) -> tuple[Mapping[str, Index] | None, str]:
    qualities = {bid: quality for bid, (quality, _) in bids.items()}
    prices = {bid: price for bid, (_, price) in bids.items()}
    return outcome(lambda: dict(rule.function(qualities, prices, options)))
