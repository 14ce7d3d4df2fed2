"""Which quantity of a sentence belongs to a term: `two apprentices within 26 weeks` asks for two, not for 26."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sv_rules.model.fact import Fact, FactType
from sv_rules.prose.clauses import Clauses
from sv_rules.prose.forms import FUNCTION_WORDS, forms
from sv_rules.prose.quantities import Bound, Duration, Quantity
from sv_rules.prose.sentences import Sentence
from sv_rules.prose.word_lists import word_set

FARTHEST = 15
"""Words between a term and a quantity that may still belong to it."""

_ENDS_A_NAME = word_set(
    ", . ; : ( ) and or for in at on by with from to per each every a an the is are will must shall should may can "
    "that which who within over during across as under before after throughout towards against"
)
_NAME = 5
"""Words after a number that may still say what is counted: `two new level 3 apprentices`."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """The value of a fact that a sentence gives, typed; None where it cannot be told which of several."""

    value: Any
    bound: Bound = ""
    is_range: bool = False


def belonging(
    sentence: Sentence,
    found: Sequence[Quantity],
    start: int,
    end: int,
    fact: Fact,
    *,
    clauses: Clauses,
    only: bool = False,
) -> Belonging | None:
    """Give the quantity that belongs to the words from `start` up to `end`, for a fact.

    None where the clause has none of the fact's type; one without a value where two are as near, and with `only`
    wherever there are two.
    """
    first, last = clauses.around(start, end)
    candidates = [
        (distance, typed, one)
        for one in found
        if first <= one.start
        and one.end <= last
        and not _is_of_now(sentence, one)
        and not _is_of_a_lot(sentence, one, end)
        for typed in _typed(one, fact, sentence, start, end)
        if (distance := _distance(sentence, one, start, end)) is not None and distance <= FARTHEST
    ]
    if not candidates:
        return None
    if _is_a_rate(sentence, found, end) and fact.type in {FactType.INTEGER, FactType.NUMBER}:
        return Belonging(None)
    if only and len({typed for _, typed, _ in candidates}) > 1:
        return Belonging(None)
    nearest = min(distance for distance, _, _ in candidates)
    near = [(typed, one) for distance, typed, one in candidates if distance == nearest]
    if len({(typed, one.bound) for typed, one in near}) > 1:
        return Belonging(None)
    typed, one = near[0]
    if fact.type is FactType.MONEY and _is_for_a_part(sentence, one.end):
        return Belonging(None)
    return Belonging(typed, one.bound, one.is_range)


def _typed(one: Quantity, fact: Fact, sentence: Sentence, start: int, end: int) -> Iterator[Any]:
    """Give the quantity as a value of the fact, where it may be one."""
    if fact.type is FactType.DURATION and isinstance(one.value, Duration):
        count = one.value.in_unit(fact.unit)
        if count is not None:
            yield count
    elif fact.type in {FactType.INTEGER, FactType.NUMBER}:
        yield from _counted(one, fact, sentence, start, end)
    elif one.type is fact.type:
        yield one.value


def _counted(one: Quantity, fact: Fact, sentence: Sentence, start: int, end: int) -> Iterator[int | Decimal]:
    if isinstance(one.value, Duration):
        # "ten weeks of training" counts weeks where the fact does.
        if one.value.unit in _unit_words(fact):
            yield one.value.count
        return
    if one.type is not FactType.NUMBER or (fact.type is FactType.INTEGER and one.value != int(one.value)):
        return
    if _counts(one, fact, sentence, start, end):
        yield int(one.value) if fact.type is FactType.INTEGER else one.value


def _counts(one: Quantity, fact: Fact, sentence: Sentence, start: int, end: int) -> bool:
    """Say whether a bare number counts what the term names."""
    name = list(_name_after(sentence, one.end))
    if one.end <= start < one.end + len(name) + 1 and start - one.end <= len(name):
        return True
    units = _unit_words(fact)
    if any(word in units for word in name):
        return True
    if one.start >= end:
        # "apprentices: 2", "the number of apprentices is 2": nothing else is counted after it.
        return not name
    return False


def _name_after(sentence: Sentence, index: int) -> Iterator[str]:
    for word in sentence.words[index : index + _NAME]:
        if word in _ENDS_A_NAME:
            return
        if word not in {"of", "-"}:
            yield word


def _unit_words(fact: Fact) -> frozenset[str]:
    first = next((word for word in fact.unit.lower().split() if word not in FUNCTION_WORDS), "")
    return forms(first) | {first} if first else frozenset()


def _distance(sentence: Sentence, one: Quantity, start: int, end: int) -> int | None:
    if one.end > start and one.start < end:
        return None
    between = sentence.words[one.end : start] if one.end <= start else sentence.words[end : one.start]
    return sum(
        3 if word in {",", "and", "or"} else 0 if word in {"(", ")", ":", '"', "“", "”"} else 1 for word in between
    )


_NOW = word_set("present current existing previous former old last")


def _is_of_now(sentence: Sentence, one: Quantity) -> bool:
    """Tell `from the present twelve to seven`: twelve is how many there are, not how many there will be."""
    return (
        one.type is FactType.NUMBER
        and sentence.words[one.start - 1 : one.start] != []
        and (sentence.words[one.start - 1] in _NOW)
    )


def _is_of_a_lot(sentence: Sentence, one: Quantity, end: int) -> bool:
    """Tell the amounts of a list of lots under one heading, none of which is that of the whole."""
    return one.type is FactType.MONEY and end <= one.start and "lot" in sentence.words[end : one.start]


_PARTS = word_set("year annum month week day hour quarter lot visit person place unit home household meal site session")
_EACH_TIME = frozenset({"annually", "yearly", "monthly", "weekly", "pa"})
_FOR_ONE = ("a", "an", "per", "each", "every", "one")
_AFTERWARDS = 4
"""Words after an amount, such as `(excluding VAT)`, that may stand before what it is for."""


def _is_for_a_part(sentence: Sentence, end: int) -> bool:
    """Tell `£90,000 (excluding VAT) a year` and `£2m for each lot`, which are not what the whole is worth."""
    words = [word for word in sentence.words[end : end + _AFTERWARDS + 4] if word not in {"(", ")", ","}]
    if not _EACH_TIME.isdisjoint(words):
        return True
    return any(one in _FOR_ONE and other in _PARTS for one, other in pairwise(words))


def _is_a_rate(sentence: Sentence, found: Sequence[Quantity], end: int) -> bool:
    """Tell `one apprentice for every £1m`, which is no number of apprentices."""
    after = sentence.words[end : end + 3]
    money = [one.start for one in found if one.type is FactType.MONEY and end <= one.start <= end + 4]
    return bool(money) and any(word in {"per", "every", "each"} for word in after)
