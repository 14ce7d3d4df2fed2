"""Matching a whole text against a pattern in time proportional to its length, whatever the pattern and the text.

The pattern becomes an automaton with one state for each character it has once counted repeats are written out
(Glushkov's construction: no empty steps). All states it can be in are followed at once, as the bits of a whole number,
so each character of a text is looked at once and there is no going back: no pattern is catastrophic.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sv_rules.operators._pattern_syntax import Either, Node, One, Ranges, Row, read_tree

MOST_STATES = 2_000
"""States of the automaton, which bounds the work for one character of a text."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern made ready. Immutable, so threads may share it.

    State 0 is the start; each other state is a character of the pattern that has just been seen. Sets of states are
    whole numbers with a bit for each.
    """

    written: str
    chained: int
    """States that may be followed by the next one in order: most are, and a shift moves them all."""
    branching: int
    """States that may be followed by others too."""
    jumps: tuple[int, ...]
    """By state, those others."""
    ends: int
    """States in which the whole pattern has been seen."""
    kinds: tuple[tuple[Ranges, int], ...]
    """Sets of characters, and the states that each leads to."""

    def matches(self, text: str) -> bool:
        """Say whether the pattern fits the text from its first to its last character."""
        states = 1
        for states in self.walk(text):  # noqa: B007  the last one is what counts
            pass
        return bool(states & self.ends)

    def walk(self, text: str) -> Iterator[int]:
        """Give the set of states after each character, as far as there is any."""
        states = 1
        admitted: dict[str, int] = {}
        for char in text:
            if char not in admitted:
                admitted[char] = self._admitted(ord(char))
            reached = (states & self.chained) << 1
            for state in _bits(states & self.branching):
                reached |= self.jumps[state]
            states = reached & admitted[char]
            yield states
            if not states:
                return

    def _admitted(self, code: int) -> int:
        states = 0
        for ranges, leads_to in self.kinds:
            if any(first <= code <= last for first, last in ranges):
                states |= leads_to
        return states


def read_pattern(written: str) -> Pattern:
    """Make a pattern ready; ValueError with an author's words if it cannot be used."""
    tree = read_tree(written)
    if _size(tree) > MOST_STATES:
        raise ValueError(
            f"the pattern has more than {MOST_STATES:,} characters once its counted repeats are written out. "
            "Use smaller counts, or * or + in their place."
        )
    builder = _Builder()
    whole = builder.build(tree)
    follows = [whole.first, *builder.follows[1:]]
    steps = [follow & (2 << state) for state, follow in enumerate(follows)]
    jumps = tuple(follow ^ step for follow, step in zip(follows, steps, strict=True))
    return Pattern(
        written=written,
        chained=_set(bool(step) for step in steps),
        branching=_set(bool(jump) for jump in jumps),
        jumps=jumps,
        ends=whole.last | whole.empty,
        kinds=tuple(builder.kinds.items()),
    )


class _Part(NamedTuple):
    """Of a part of the pattern: the states it may begin and end in, and whether it may be the empty text."""

    first: int
    last: int
    empty: bool


_NOTHING = _Part(0, 0, empty=True)


class _Builder:
    def __init__(self) -> None:
        self.follows = [0]
        self.kinds: dict[Ranges, int] = {}

    def build(self, node: Node) -> _Part:
        match node:
            case One(admits):
                state = 1 << len(self.follows)
                self.follows.append(0)
                self.kinds[admits] = self.kinds.get(admits, 0) | state
                return _Part(state, state, empty=False)
            case Row(parts):
                return self._in_a_row([self.build(part) for part in parts])
            case Either(parts):
                built = [self.build(part) for part in parts]
                return _Part(
                    _union(part.first for part in built),
                    _union(part.last for part in built),
                    any(part.empty for part in built),
                )
            case _:
                times = (node.part, node.least)
                return self._endless(*times) if node.most is None else self._counted(*times, node.most)

    def _endless(self, part: Node, least: int) -> _Part:
        copies = [self.build(part) for _ in range(max(least, 1))]
        self._follow(copies[-1].last, copies[-1].first)
        whole = self._in_a_row(copies)
        return whole._replace(empty=whole.empty or least == 0)

    def _counted(self, part: Node, least: int, most: int) -> _Part:
        # a{1,3} is a(a(a)?)?: nested from the right, each copy is followed by one other and not by all.
        whole = _NOTHING
        for index, copy in reversed([(index, self.build(part)) for index in range(most)]):
            whole = self._then(copy, whole)
            whole = whole._replace(empty=whole.empty or index >= least)
        return whole

    def _in_a_row(self, parts: list[_Part]) -> _Part:
        whole = _NOTHING
        for part in reversed(parts):
            whole = self._then(part, whole)
        return whole

    def _then(self, left: _Part, right: _Part) -> _Part:
        self._follow(left.last, right.first)
        return _Part(
            left.first | (right.first if left.empty else 0),
            right.last | (left.last if right.empty else 0),
            left.empty and right.empty,
        )

    def _follow(self, lasts: int, firsts: int) -> None:
        for state in _bits(lasts):
            self.follows[state] |= firsts


def _size(node: Node) -> int:
    """Count the parts that building would make. The empty text counts as one: repeating it costs time too."""
    match node:
        case One():
            return 1
        case Row(parts) | Either(parts):
            return max(1, sum(map(_size, parts)))
        case _:
            copies = max(node.least, 1) if node.most is None else node.most
            return max(1, _size(node.part) * copies)


def _bits(states: int) -> Iterator[int]:
    while states:
        lowest = states & -states
        yield lowest.bit_length() - 1
        states ^= lowest


def _set(members: Iterator[bool]) -> int:
    return _union(1 << state for state, member in enumerate(members) if member)


def _union(sets: Iterator[int]) -> int:
    whole = 0
    for each in sets:
        whole |= each
    return whole
