"""What a scoring method promises: a share from 0 to 1 or a reason why not, in any order of the bids."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

from pydantic import BaseModel

from sv_rules.conformance.making_up import made_up
from sv_rules.conformance.promise import Promise, described, first, named, outcome
from sv_rules.conformance.samples import PAID, PAYMENTS, VALUES, fact
from sv_rules.hosting.registry import Registry
from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.procurement import Mark
from sv_rules.scoring.options import check_options


class _Sample(NamedTuple):
    """Something a method may be given; without a fact these are marks."""

    said: str
    fact: Fact | None
    values: Sequence[Any]


def method_promises(method: ScoringMethod, _: Registry) -> Iterator[Promise]:
    """Try a scoring method with made-up bids, and with options made up from their schema."""
    offer = f"scoring method {method.name}"
    yield named(offer, method.name)
    yield described(offer, method.summary)
    right = bool(method.takes) == (method.reads is not Reads.MARKS)
    wrong = "" if right else "one that reads a fact takes types of fact, and one that reads marks takes none"
    yield Promise(offer, "says what it scores", wrong)
    schema, raised = outcome(method.options.model_json_schema)
    closed = raised or (
        "" if schema and schema.get("additionalProperties") is False else "unknown options pass in silence"
    )
    yield Promise(offer, "has options with a schema that refuses unknown ones", closed)
    tried = [
        (sample, options)
        for sample in _samples(method)
        if (options := _options(method, sample.fact, schema or {})) is not None
    ]
    note = "" if tried else "not tried: no options could be made up from the schema"
    promise = "scores every bid alike whatever their order, from 0 to 1, with its working, and raises nothing"
    yield Promise(offer, promise, first(_scored(method, tried)), note)


def _samples(method: ScoringMethod) -> Iterator[_Sample]:
    for kind in method.takes:
        yield _Sample(kind, fact(kind), VALUES[kind])
    if FactType.LIST in method.takes:
        yield _Sample("a list of records", PAYMENTS, PAID)
    if method.reads is not Reads.FACT:
        marks = [Mark(criterion="quality", mark=Decimal(mark), reason="made up") for mark in (-1, 0, 1, 2, 3, 100)]
        yield _Sample("marks", None, marks)


def _scored(method: ScoringMethod, tried: list[tuple[_Sample, BaseModel]]) -> Iterator[str]:
    for sample, options in tried:
        values = {f"bid-{number}": value for number, value in enumerate(sample.values, 1)}
        scores, raised = outcome(partial(method.function, values, options))
        if raised or scores is None:
            yield f"with {sample.said} it {raised or 'gave nothing'}"
        else:
            yield from _wrong(values, scores)
            again = method.function(dict(reversed(values.items())), options)
            if dict(again) != dict(scores):
                yield f"with {sample.said} the order of the bids changes the scores, or asking again does"
            yield from _dependence(method, values, scores, options)
            yield from _measured(method, values, scores, options)


def _measured(
    method: ScoringMethod, values: Mapping[str, Any], scores: Mapping[str, Score], options: BaseModel
) -> Iterator[str]:
    """Hold a yardstick against the method's function: each bid's share must be the same by both."""
    yardstick = method.yardstick
    if yardstick is None:
        return
    measure, raised = outcome(partial(yardstick.of, values, options))
    if raised:
        yield f"its yardstick {raised}"
        return
    for bid, value in values.items():
        share, raised = (None, "") if measure is None else outcome(partial(yardstick.share, value, measure, options))
        if raised or share != scores[bid].share:
            yield f"by its yardstick {bid} {raised or f'earns {share}'}, and by its function {scores[bid].share}"


def _dependence(
    method: ScoringMethod, values: Mapping[str, Any], scores: Mapping[str, Score], options: BaseModel
) -> Iterator[str]:
    none, raised = outcome(partial(method.function, {}, options))
    if raised or none:
        yield f"without bids it {raised or 'gave scores'}"
    for bid, value in values.items() if not method.relative else ():
        alone, raised = outcome(partial(method.function, {bid: value}, options))
        if raised or dict(alone or {}) != {bid: scores[bid]}:
            yield f"{bid} scores otherwise without the other bids, and the method is not said to be relative"


def _wrong(values: Mapping[str, Any], scores: Mapping[str, Score]) -> Iterator[str]:
    if set(scores) != set(values):
        yield "it does not score exactly the bids it is given"
    for bid, score in scores.items():
        if not isinstance(score, Score):
            yield f"{bid}: {type(score).__name__} is not a Score"
        elif not score.working:
            yield f"{bid}: there is no working"
        elif score.share is not None and not (isinstance(score.share, Fraction) and 0 <= score.share <= 1):
            yield f"{bid}: the share {score.share!r} is not a Fraction from 0 to 1"
        elif score.share is not None and score.working.endswith("."):
            yield f"{bid}: the working ends with a full stop, but stands inside a sentence"
        elif score.share is None and not score.working.endswith("."):
            yield f"{bid}: why it cannot be scored is no sentence"


def _options(method: ScoringMethod, scored: Fact | None, schema: Mapping[str, Any]) -> BaseModel | None:
    """Make up options that the method accepts for a fact, amounts written as it is; None if none fit."""
    kind = scored.type if scored else FactType.NUMBER
    form = {FactType.MONEY: "GBP {}", FactType.PERCENTAGE: "{}%"}.get(kind, "")
    found, raised = outcome(partial(check_options, method, made_up(schema, form), scored))
    return None if raised or found is None else found[0]
