"""Terms -> one search that finds all of them in one walk over a text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import NamedTuple

from sv_rules.prose.forms import base, capital_forms, forms
from sv_rules.prose.tokens import HYPHEN, HYPHENS, NUMBER, SIGN, WORD, Text, Token, pieces, tokenised
from sv_rules.prose.word_lists import word_set


class Found(NamedTuple):
    """A term found: whose it is, its first token and the one after its last."""

    key: int
    start: int
    end: int


_Part = tuple[bool, frozenset[str]]
"""A word of a term: whether its capitals count, and its forms."""

GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")
"""Stands for a few words that are not said: `pay … living wage`."""
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
MOST_GAPS = 2
_LONGEST_GAP = 8
_A_GAP: _Part = (False, frozenset())
_NEVER_IN_A_GAP = word_set(
    "no not never without nor neither unless if may might could would should can encouraged encourage ideally possible "
    "possibly preferably optionally who which that but"
)
"""What a term must not pass over: a sentence with it says something else."""
_LESS = word_set("less fewer lower below")


@dataclass(slots=True, eq=False)
class _Node:
    """A place in the tree of terms: by which words it goes on, and whose terms end here."""

    small: dict[str, list["_Node"]] = field(default_factory=dict)
    capital: dict[str, list["_Node"]] = field(default_factory=dict)
    keys: list[int] = field(default_factory=list)
    gap: "_Node | None" = None
    parts: dict[_Part, "_Node"] = field(default_factory=dict)

    def after(self, part: _Part) -> "_Node":
        """Give the place that a part of a term leads to."""
        if part is _A_GAP:
            self.gap = self.gap or _Node()
            return self.gap
        if part not in self.parts:
            self.parts[part] = _Node()
            capital, words = part
            for word in words:
                (self.capital if capital else self.small).setdefault(word, []).append(self.parts[part])
        return self.parts[part]


class Finder:
    """All terms of many keys as one tree, so that a text is walked once however many there are."""

    def __init__(self, terms: Mapping[int, Iterable[str]], *, exact: bool = False) -> None:
        """Take the terms of each key.

        Each word of a term is found in its English forms too, and a hyphen, a space or nothing between two parts is
        the same where one of them is written with a hyphen. Capitals count in words of capitals only. `…` between
        words passes over up to eight others, none of which ends a clause, denies or hopes.

        Args:
            terms: by key.
            exact: words as they are written, capitals never counting.
        """
        self._root = _Node()
        self._words: set[str] = set()
        for key, several in terms.items():
            for term in several:
                for parts in _parts(term, exact=exact):
                    self._add(key, parts)

        words = [*self._root.small, *(word.casefold() for word in self._root.capital)]
        self._firsts = frozenset(words)
        # What a hyphen may have cut off the first word of a term: `apprentice-ship`.
        self._beginnings = frozenset() if exact else _beginnings(words)
        self._inside = frozenset() if exact else _beginnings(self._words)

    def may_find(self, small: str) -> bool:
        """Say whether a text may have a term: it has a word that begins one. Takes the text in small letters."""
        several = pieces(small)
        words = set(several)
        if not self._firsts.isdisjoint(words):
            return True
        if "'" in small and not self._firsts.isdisjoint(
            each for word in words if "'" in word for each in _folded(word)
        ):
            return True
        if words.isdisjoint(HYPHENS) or words.isdisjoint(self._beginnings):
            return False
        return any(
            word in self._beginnings and sign in HYPHENS and self._goes_on(word + after)
            for word, sign, after in zip(several, several[1:], several[2:], strict=False)
        )

    def _goes_on(self, joined: str) -> bool:
        """Say whether parts that a hyphen joins are a first word or its beginning."""
        return joined in self._firsts or joined in self._beginnings

    def find(self, text: Text) -> Iterator[Found]:
        """Give every term in a text, by where it begins."""
        small, capital, tokens = self._root.small, self._root.capital, text.tokens
        last = len(tokens) - 1
        beginnings = self._beginnings
        for start, (word, at, _, kind) in enumerate(tokens):
            # Nearly every word begins no term; those that may are looked at closely.
            if (
                word in small
                or "'" in word
                or (capital and kind == WORD and text.text[at].isupper())
                or (
                    word in beginnings
                    and start + 1 < last
                    and tokens[start + 1].kind == HYPHEN
                    and self._goes_on(word + tokens[start + 2].word)
                )
            ):
                yield from self._from(text, start)

    def _from(self, text: Text, start: int) -> Iterator[Found]:
        # Several ways only where a hyphenated word may also be one word; each is as long as a term at most.
        ways = [(self._root, start)]
        told: set[tuple[int, int]] = set()
        while ways:
            node, index = ways.pop()
            for key in node.keys:
                if (key, index) not in told:
                    told.add((key, index))
                    yield Found(key, start, index)
            if node.gap is not None:
                ways += [(node.gap, at) for at in _over_a_gap(text, index)]
            if not node.small and not node.capital:
                continue
            at = _next(text, index, first=node is self._root)
            if at is None:
                continue
            beginnings = self._beginnings if node is self._root else self._inside
            for words, raw, end in _readings(text, at, beginnings):
                for word in words:
                    ways += [(following, end) for following in node.small.get(word, ())]
                if raw in node.capital:
                    ways += [(following, end) for following in node.capital[raw]]

    def _add(self, key: int, parts: Iterable[_Part]) -> None:
        node = self._root
        for part in parts:
            node = node.after(part)
            self._words |= part[1]
        if node is not self._root and key not in node.keys:
            node.keys.append(key)


def has_words(term: str) -> bool:
    """Say whether a term has a letter or a digit."""
    return _LETTER_OR_DIGIT.search(term) is not None


def same_term(term: str) -> tuple[str, ...]:
    """Give what two terms share where the one is the other, or its plural, written in another way."""
    text = tokenised(term)
    return tuple(
        raw if len(raw := text.raw(index)) > 1 and raw.isupper() else base(token.word)
        for index, token in enumerate(text.tokens)
        if token.kind != HYPHEN
    )


def gaps(term: str) -> int:
    """Count the gaps of a term; -1 where one stands at its beginning or end, or two stand together."""
    several = GAP.split(term)
    return len(several) - 1 if len(several) == 1 or all(map(has_words, several)) else -1


def _parts(term: str, *, exact: bool = False) -> Iterator[list[_Part]]:
    """Give a term's parts, each whether its capitals count and its forms; a hyphenated one also as one word."""
    if exact:
        yield from _parts_between(term, exact=True)
        return
    for ways in product(*(list(_parts_between(each)) for each in GAP.split(term))):
        parts = list(ways[0])
        for following in ways[1:]:
            parts += [_A_GAP, *following]
        yield parts


def _over_a_gap(text: Text, index: int) -> Iterator[int]:
    """Give where a term may go on after a gap at `index`, at once or after a few words."""
    for at in range(index, min(index + _LONGEST_GAP, len(text.tokens) - 1) + 1):
        yield at
        token = text.tokens[at]
        if token.kind == HYPHEN and text.tight(at) and at + 1 < len(text.tokens) and text.tight(at + 1):
            continue
        compares = token.word in {"no", "not"} and at + 1 < len(text.tokens) and text.tokens[at + 1].word in _LESS
        if token.kind not in {WORD, NUMBER} or (token.word in _NEVER_IN_A_GAP and not compares):
            return


def _parts_between(term: str, *, exact: bool = False) -> Iterator[list[_Part]]:
    text = tokenised(term)
    tokens = [index for index, token in enumerate(text.tokens) if token.kind != HYPHEN]
    parts = [_part(text.tokens[index], text.raw(index), exact=exact) for index in tokens]
    yield parts
    if exact or len(tokens) == len(text.tokens):
        return
    joined: list[_Part] = []
    spelt = ""
    for index, after in pairwise([*tokens, -1]):
        spelt += text.tokens[index].word
        if after == index + 2:
            continue
        joined.append((False, forms(spelt)))
        spelt = ""
    yield joined


def _part(token: Token, raw: str, *, exact: bool) -> _Part:
    if token.kind in {NUMBER, SIGN}:
        return False, frozenset({token.word})
    if exact:
        return False, frozenset({token.word.replace("'", "")})
    if len(raw) > 1 and raw.isupper():
        return True, capital_forms(raw)
    return False, forms(token.word) | {token.word.replace("'", "")}


def _next(text: Text, index: int, *, first: bool) -> int | None:
    """Give the token a term goes on with: hyphens that touch words are passed over, other gaps are none."""
    if first:
        return index
    if index < len(text.tokens) and text.tokens[index].kind == HYPHEN:
        if not text.tight(index) or index + 1 >= len(text.tokens):
            return None
        if not text.tight(index + 1) and "\n" not in text.gap(index + 1):
            return None
        index += 1
    return index if index < len(text.tokens) and text.tokens[index].kind != HYPHEN else None


def _readings(text: Text, index: int, beginnings: frozenset[str]) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Give the words that a token may be, as written, and where they end: alone and with what a hyphen joins to it.

    Args:
        text: the text.
        index: of the token.
        beginnings: of words that hyphens may have cut.
    """
    token = text.tokens[index]
    raw = text.raw(index)
    if token.kind != WORD:
        yield (token.word,), "", index + 1
        return
    yield _folded(token.word), raw.removesuffix("'s").removesuffix("’s"), index + 1
    spelt = token.word
    for _ in range(_MOST_JOINED):
        if spelt not in beginnings:
            return
        after = _next(text, index + 1, first=False)
        if after != index + 2 or text.tokens[after].kind != WORD:
            return
        spelt += text.tokens[after].word
        yield _folded(spelt), "", after + 1
        index = after


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:size] for word in words for size in range(1, len(word)))


_MOST_JOINED = 3
"""Hyphens that may have cut one word into parts."""


def _folded(word: str) -> tuple[str, ...]:
    if "'" not in word:
        return (word,)
    return (word.replace("'", ""), word.removesuffix("'s").replace("'", ""))
