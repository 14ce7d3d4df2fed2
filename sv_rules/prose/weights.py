"""Names with their weights: whether they make a whole, and which are parts of which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sv_rules.model.amount import plain
from sv_rules.model.place import Place
from sv_rules.prose.tokens import WORD, tokenised
from sv_rules.prose.word_lists import word_set

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion with its weight in percent and where it says so; `within`: the name of the one it is a part of."""

    name: str
    weight: Decimal
    place: Place
    description: str = ""
    within: str = ""


_PRICE = frozenset({"price", "prices", "pricing"})
_COST = frozenset({"cost", "costs", "costing"})
_EITHER = word_set("commercial commercials financial finance economic money")
_QUALITY = word_set("quality technical social")


def kind_of(name: str) -> str | None:
    """Give the kind of a criterion of this name; None where the name leaves it open."""
    words = _words(name)
    if words & _PRICE:
        return "price"
    if words & _COST:
        return "cost"
    return None if words & _EITHER and not words & _QUALITY else "quality"


def names_a_part(name: str) -> bool:
    """Say whether a name is one that nearly every award has: price, cost, quality and their like."""
    return bool(_words(name) & (_PRICE | _COST | _EITHER | _QUALITY))


def names_price_and_quality(names: Iterable[str]) -> bool:
    """Say whether one of these is a price and another is quality or social value, as in no table but an award's."""
    words = [_words(name) for name in names]
    return any(each & _PRICE for each in words) and any(each & _QUALITY and not each & _PRICE for each in words)


def leaves(weighed: Sequence[Weighed]) -> tuple[Weighed, ...] | None:
    """Give the criteria that make 100 together, those with parts replaced by them; None where they do not.

    A weight followed by two or more that make the same sum is the whole of them.
    """
    if total(weighed) == WHOLE:
        return tuple(weighed)
    found: list[Weighed] = []
    index = 0
    while index < len(weighed):
        parts = _parts(weighed, index)
        above = weighed[index].name
        if parts:
            found += [
                Weighed(one.name, one.weight, one.place, one.description, above) for one in weighed[index + 1 : parts]
            ]
            index = parts
        else:
            found.append(weighed[index])
            index += 1
    return tuple(found) if total(found) == WHOLE else None


def may_have_parts(weighed: Sequence[Weighed]) -> bool:
    """Say whether weights that make more than 100 look like wholes among their parts, so that none can be trusted."""
    if total(weighed) <= WHOLE:
        return False
    return any(_parts(weighed, index) or _run_of_whole(weighed, index) for index in range(len(weighed)))


def _run_of_whole(weighed: Sequence[Weighed], index: int) -> bool:
    """Say whether the weights after one begin with several that make 100 by themselves: shares within it."""
    added = Decimal(0)
    for at, one in enumerate(weighed[index + 1 :]):
        added += one.weight
        if added >= WHOLE:
            return added == WHOLE and at > 0
    return False


def total(weighed: Iterable[Weighed]) -> Decimal:
    """Give what weights add up to."""
    return sum((one.weight for one in weighed), Decimal(0))


def in_words(weighed: Sequence[Weighed]) -> str:
    """Say criteria with their weights in one line."""
    told = [f"{one.name[:60]} {plain(one.weight)}%" for one in weighed]
    return ", ".join(told) if len(told) <= 6 else f"{', '.join(told[:6])} and {len(told) - 6} more"


def _parts(weighed: Sequence[Weighed], index: int) -> int:
    added = Decimal(0)
    for at in range(index + 1, len(weighed)):
        added += weighed[at].weight
        if added == weighed[index].weight and at > index + 1:
            return at + 1
        if added > weighed[index].weight:
            return 0
    return 0


def _words(name: str) -> set[str]:
    return {token.word for token in tokenised(name).tokens if token.kind == WORD}
