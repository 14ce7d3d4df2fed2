"""What an operator promises: words that can be said, and one yes or no for every value of the types it takes."""

import operator as python
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import product
from string import Formatter
from types import MappingProxyType
from typing import Any

from sv_rules.conformance.promise import Promise, described, first, named, outcome
from sv_rules.conformance.samples import VALUES, right_hand_sides
from sv_rules.hosting.registry import Registry
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType

_KEYWORDS = ("all", "any", "not", "conclusion", "some", "every", "none", "count", "of", "where", "parameter", "fact")
_COMPARES: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        ">=": python.ge,
        ">": python.gt,
        "<=": python.le,
        "<": python.lt,
        "==": python.eq,
        "!=": python.ne,
        "in": lambda actual, values: actual in values,
        "not in": lambda actual, values: actual not in values,
        "is not None": lambda actual, wanted: (actual is not None) is wanted,
    }
)
_MUST_TAKE: Mapping[str, tuple[Takes, str]] = MappingProxyType(
    {
        "in": (Takes.LIST, "a list of values of the fact's type"),
        "not in": (Takes.LIST, "a list of values of the fact's type"),
        "is not None": (Takes.NOTHING, "true or false"),
    }
)
"""Comparison -> what its right-hand side is, and that in words; every other has one value of the fact's type."""


def operator_promises(operator: Operator, _: Registry) -> Iterator[Promise]:
    """Try an operator."""
    offer = f"operator {operator.name}"
    yield named(offer, operator.name, _KEYWORDS)
    yield described(offer, operator.summary)
    yield Promise(offer, "says with which types it can be used", "" if operator.takes else "it takes no type of fact")
    yield Promise(offer, "has words with known placeholders only", first(_wording(operator)))
    yield Promise(offer, "gives the same yes or no twice for every value, and raises nothing", first(_calls(operator)))
    if operator.compares:
        yield Promise(offer, f"does the same as {operator.compares}", first(_comparisons(operator)))


def _wording(operator: Operator) -> Iterator[str]:
    for name in ("holds", "fails", "denies"):
        words = getattr(operator, name)
        parsed, raised = outcome(partial(_placeholders, words))
        if raised:
            yield f"{name}: {raised}"
        fields = parsed or []
        strange = [field for field, spec in fields if field not in {"fact", "actual", "value"} or spec]
        if strange:
            yield f"{name}: '{strange[0]}' is not one of fact, actual and value"
        if "fact" not in [field for field, _ in fields]:
            yield f"{name}: it does not say {{fact}}, so nobody knows what it is about"
        if name != "fails" and "actual" in [field for field, _ in fields]:
            yield f"{name}: it says {{actual}} before anything is known"
        if words.endswith("."):
            yield f"{name}: it ends with a full stop, but stands inside a sentence"
    if operator.holds == operator.denies:
        yield "denies: it says the same as holds"


def _placeholders(words: str) -> list[tuple[str, str | None]]:
    return [(field, spec) for _, field, spec, _ in Formatter().parse(words) if field is not None]


def _calls(operator: Operator) -> Iterator[str]:
    for kind in operator.takes:
        for written in right_hand_sides(operator.value, kind):
            value = written
            if operator.prepare is not None:
                value, raised = outcome(partial(operator.prepare, written), (ValueError,))
                if raised:
                    yield f"prepare of {_shown(written)} {raised}"
                if value is None:
                    continue
            for actual in (*VALUES[kind], *([None] if operator.judges_absence else [])):
                yield from _call(operator, actual, value, kind)


def _call(operator: Operator, actual: Any, value: Any, kind: FactType) -> Iterator[str]:
    both = [outcome(partial(operator.function, actual, value)) for _ in range(2)]
    answers = [answer for answer, _ in both]
    tried = f"with the {kind} {_shown(actual)} and {_shown(value)} it"
    if raised := both[0][1] or both[1][1]:
        yield f"{tried} {raised}"
    elif not all(isinstance(answer, bool) for answer in answers):
        yield f"{tried} gave {_shown(answers[0])}, not True or False"
    elif answers[0] is not answers[1]:
        yield f"{tried} gave {answers[0]} and then {answers[1]}"


def _comparisons(operator: Operator) -> Iterator[str]:
    compare = _COMPARES.get(operator.compares)
    takes, words = _MUST_TAKE.get(operator.compares, (Takes.SAME, "one value of the fact's type"))
    if compare is None:
        yield f"'{operator.compares}' is none of {', '.join(_COMPARES)}"
    elif operator.value is not takes:
        yield f"only an operator that takes {words} can be {operator.compares}"
    elif operator.judges_absence is not (takes is Takes.NOTHING):
        yield "an operator that judges absence can be 'is not None' and nothing else, and only such a one can be it"
    else:
        absent = [None] if operator.judges_absence else []
        for kind in operator.takes:
            for actual, value in product((*VALUES[kind], *absent), right_hand_sides(takes, kind)):
                answer, raised = outcome(partial(operator.function, actual, value))
                if not raised and answer is not compare(actual, value):
                    yield f"with {_shown(actual)} and {_shown(value)} it gives {answer}"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
