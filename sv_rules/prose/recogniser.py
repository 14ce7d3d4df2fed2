"""Clues compiled: one search for all their terms, made once per rulepack."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from sv_rules.model.fact import Fact
from sv_rules.model.rulepack import Clue
from sv_rules.prose.terms import Finder
from sv_rules.prose.tokens import Text, folded

_TERMS, _UNLESS, _UNDER, _ROLES = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A term of a clue in a text, from its first token up to `end`; `beside` finds what its `beside:` asks for."""

    clue: Clue
    start: int
    end: int
    beside: Finder | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found in a text: mentions that count, and the clues whose `under:` it speaks of, with where."""

    mentions: tuple[Mention, ...]
    under: tuple[tuple[str, int], ...]


class Recogniser:
    """Clues to look for. Immutable; shared between threads."""

    def __init__(self, clues: Iterable[Clue]) -> None:
        """Compile clues; their order does not matter."""
        self.clues = tuple(sorted(clues, key=lambda clue: clue.id))
        self.facts = {clue.fact.name: clue.fact for clue in self.clues}
        self.wanted = frozenset(self.facts)

    @cached_property
    def _finder(self) -> Finder:
        # Made when the first text is read: most procurements have none, and thousands of terms take a while.
        numbers = count()
        return Finder({next(numbers): terms for clue in self.clues for terms in (clue.terms, clue.unless, clue.under)})

    @cached_property
    def _beside(self) -> Mapping[str, Finder]:
        return {clue.id: Finder({0: clue.beside}) for clue in self.clues if clue.beside}

    def may_find(self, clean: str) -> bool:
        """Say whether a text may have anything that is looked for, at a fraction of what looking costs."""
        return self._finder.may_find(folded(clean))

    def search(self, text: Text) -> Searched:
        """Find the mentions of every clue, those inside an `unless:` left out, in reading order."""
        terms: list[Mention] = []
        shut_out: dict[int, list[tuple[int, int]]] = {}
        under: list[tuple[str, int]] = []
        for key, start, end in self._finder.find(text):
            number, role = divmod(key, _ROLES)
            if role == _TERMS:
                clue = self.clues[number]
                terms.append(Mention(clue, start, end, self._beside.get(clue.id)))
            elif role == _UNLESS:
                shut_out.setdefault(number, []).append((start, end))
            else:
                under.append((self.clues[number].id, start))
        if not terms:
            return Searched((), tuple(under))
        inside = {self.clues[number].id: spans for number, spans in shut_out.items()}
        return Searched(tuple(_counting(terms, inside)), tuple(under))

    def fact(self, name: str) -> Fact:
        """Give a fact that clues are about."""
        return self.facts[name]


def compile_clues(clues: Iterable[Clue]) -> Recogniser:
    """Compile the clues of a rulepack."""
    return Recogniser(clues)


def _counting(mentions: list[Mention], inside: dict[str, list[tuple[int, int]]]) -> Iterator[Mention]:
    """Give the longest mention of each clue at each place, without those inside its `unless:`.

    One that passes over words, `pay … living wage`, is inside where its last words are: `the national living wage`.
    """
    covered = {clue: _Covered(spans) for clue, spans in inside.items()}
    open_at: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end, one.clue.id)):
        clue = mention.clue.id
        last = open_at.get(clue)
        if last is not None and mention.start < last.end:
            continue
        if clue in covered and covered[clue].has(mention.start, mention.end):
            continue
        open_at[clue] = mention
        yield mention


class _Covered:
    """Which stretches of a text lie inside spans, or end inside one that begins after them."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._from_start: dict[int, int] = {}
        self._over: dict[int, int] = {}
        for start, end in spans:
            for index in range(start, end):
                # How far the spans over a token reach on, and how far back the shortest of them does.
                self._from_start[index] = max(self._from_start.get(index, 0), end)
                self._over[index] = max(self._over.get(index, 0), start)

    def has(self, start: int, end: int) -> bool:
        """Say whether the tokens from `start` up to `end` are inside, whole or at their end."""
        if self._from_start.get(start, 0) >= end:
            return True
        return start < self._over.get(end - 1, 0)
