r"""How a pattern is written: the safe part of regular expressions, read into a tree.

An author is refused, in words, what would make matching slow (references, looking around) or what is not needed when
the whole text must match (lazy and possessive repeats). Where Python's `re` has a forgiving reading that nobody means
(a bare `{`, `[]a]`, `[a-c-e]`), the author is asked to write the backslash. `.` is any character, line breaks too;
`\d`, `\w` and `\s` are ASCII. For everything accepted the meaning is that of `re` with `ASCII` and `DOTALL`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

LONGEST = 200
"""Characters in a pattern."""

DEEPEST = 20
"""Groups within groups."""

Ranges: TypeAlias = tuple[tuple[int, int], ...]
"""A set of characters: code points from first to last, in order, apart from each other."""


@dataclass(frozen=True, slots=True)
class One:
    """One character of a set."""

    admits: Ranges


@dataclass(frozen=True, slots=True)
class Row:
    """One part after the other; none at all is the empty text."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of several parts."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A part `least` to `most` times; `most` None: without end."""

    part: "Node"
    least: int
    most: int | None


Node: TypeAlias = One | Row | Either | Repeated


def read_tree(text: str) -> Node:
    """Read a pattern; ValueError with an author's words for what is not allowed."""
    if not text:
        raise ValueError("the pattern is empty. Write what the text should look like, or ^$ for an empty text.")
    if len(text) > LONGEST:
        raise ValueError(f"the pattern has {len(text)} characters. At most {LONGEST} are allowed.")
    return _Reader(text).whole()


_ALLOWED = (
    r"A pattern may use plain characters, . and \d \w \s \D \W \S, a sign after a backslash such as \., classes such "
    r"as [a-z] and [^0-9], groups (…), choices a|b, and the repeats * + ? {2} {2,} {2,4}."
)
_LAST = 0x10FFFF
_BRACES = re.compile(r"\{([0-9]+)(?:(,)([0-9]*))?\}")
_SIGNS = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_GROUPS = {
    "=": "looks ahead with (?=",
    "!": "looks ahead with (?!",
    "<=": "looks behind with (?<=",
    "<!": "looks behind with (?<!",
    "P=": "refers back to a group with (?P=",
    "P<": "names a group with (?P<",
    "<": "names a group with (?<",
    "#": "has a comment, (?#",
    ">": "has an atomic group, (?>",
    "(": "has a condition, (?(",
}
_ESCAPES = {
    "b": r"has \b, the edge of a word (mentions_any looks for whole words)",
    "B": r"has \B, the inside of a word",
    "A": r"has \A, the start of the text (the whole text has to match in any case)",
    "Z": r"has \Z, the end of the text (the whole text has to match in any case)",
    "z": r"has \z, the end of the text (the whole text has to match in any case)",
    "n": r"has \n, a line break (\s is a space, tab or line break)",
    "r": r"has \r, a line break (\s is a space, tab or line break)",
    "t": r"has \t, a tab (\s is a space, tab or line break)",
    "p": r"has \p, a Unicode property",
    "P": r"has \P, a Unicode property",
}


class _Reader:
    """A place in a pattern, moving to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def whole(self) -> Node:
        self._take("^")
        tree = self._either(depth=0)
        if self._at < len(self._text):
            raise self._refused("closes a group that was never opened (write \\) for the sign itself)", self._at)
        return tree

    def _either(self, depth: int) -> Node:
        parts = [self._row(depth)]
        while self._take("|"):
            parts.append(self._row(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _row(self, depth: int) -> Node:
        parts: list[Node] = []
        while self._peek() not in {"", "|", ")"}:
            if self._peek() == "$" and self._at == len(self._text) - 1:
                self._at += 1
                break
            parts.append(self._repeat(self._atom(depth)))
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def _atom(self, depth: int) -> Node:
        start = self._at
        char = self._next()
        match char:
            case "(":
                return self._group(depth, start)
            case "[":
                return One(self._class(start))
            case ".":
                return One(((0, _LAST),))
            case "\\":
                return One(self._escape(start))
            case "^" | "$":
                where = "start" if char == "^" else "end"
                raise self._refused(
                    f"has {char} elsewhere than at its {where} (write \\{char} for the sign itself)", start
                )
            case "*" | "+" | "?":
                raise self._refused(
                    f"has a repeat, {char}, with nothing before it (write \\{char} for the sign itself)", start
                )
            case "{" | "}" | "]":
                raise self._refused(f"has a {char} by itself (write \\{char} for the sign itself)", start)
            case _:
                return One(_single(char))

    def _repeat(self, part: Node) -> Node:
        start = self._at
        bounds = self._bounds()
        if bounds is None:
            return part
        match self._peek():
            case "?":
                raise self._refused("has a lazy repeat (leave out the ?, as the whole text has to match)", start)
            case "+":
                raise self._refused("has a possessive repeat (leave out the second +)", start)
            case "*" | "{":
                raise self._refused("repeats a repeat (put the inner one in a group)", start)
        return Repeated(part, *bounds)

    def _bounds(self) -> tuple[int, int | None] | None:
        sign = self._peek()
        if sign in _SIGNS:
            self._at += 1
            return _SIGNS[sign]
        if sign != "{":
            return None
        found = _BRACES.match(self._text, self._at)
        if found is None:
            raise self._refused(
                "has a { that is no repeat such as {2}, {2,} or {2,4} (write \\{ for the sign itself)", self._at
            )
        least = int(found[1])
        most = int(found[3]) if found[3] else None if found[2] else least
        if most is not None and most < least:
            raise self._refused(f"has {found[0]}, whose first number is the larger", self._at)
        self._at = found.end()
        return least, most

    def _group(self, depth: int, start: int) -> Node:
        if depth == DEEPEST:
            raise self._refused(f"has more than {DEEPEST} groups within each other", start)
        if self._take("?") and not self._take(":"):
            for opening in sorted(_GROUPS, key=len, reverse=True):
                if self._text.startswith(opening, self._at):
                    raise self._refused(_GROUPS[opening], start)
            raise self._refused("sets a flag or an unknown kind of group with (?", start)
        tree = self._either(depth + 1)
        if not self._take(")"):
            raise self._refused("opens a group that is never closed (write \\( for the sign itself)", start)
        return tree

    def _escape(self, start: int) -> Ranges:
        char = self._next()
        if char in _SHORTHANDS:
            return _SHORTHANDS[char]
        if char in _ESCAPES:
            raise self._refused(_ESCAPES[char], start)
        if char == "":
            raise self._refused("ends in a lone backslash (write \\\\ for the sign itself)", start)
        if char.isdecimal():
            raise self._refused(f"refers back to a group with \\{char}", start)
        if char.isalnum():
            raise self._refused(f"has \\{char}, which has no meaning here", start)
        return _single(char)

    def _class(self, start: int) -> Ranges:
        negated = self._take("^")
        ranges: list[tuple[int, int]] = []
        while not self._take("]"):
            at = self._at
            char = self._next()
            if char == "-" and ranges and self._peek() != "]":
                raise self._refused("has a - in a class that is neither first nor last nor in a range (write \\-)", at)
            admits = self._member(char, at, start)
            # A - after which the class ends is the sign itself; so is one at the start, which opens no range.
            if char != "-" and self._peek() == "-" and self._text[self._at + 1 : self._at + 2] != "]":
                self._at += 1
                admits = self._range(admits, self._member(self._next(), at, start), at)
            ranges += admits
        if not ranges:
            raise self._refused("has a class with nothing in it (write \\] for the sign itself)", start)
        return _complement(_merged(ranges)) if negated else _merged(ranges)

    def _member(self, char: str, at: int, start: int) -> Ranges:
        match char:
            case "":
                raise self._refused("opens a class that is never closed (write \\[ for the sign itself)", start)
            case "[":
                raise self._refused("has a [ within a class (write \\[ for the sign itself)", at)
            case "\\":
                return self._escape(at)
            case _:
                return _single(char)

    def _range(self, low: Ranges, high: Ranges, at: int) -> Ranges:
        first, last = low[0][0], high[0][0]
        if low != ((first, first),) or high != ((last, last),):
            raise self._refused("has a range in a class that does not go from one character to another (write \\-)", at)
        if first > last:
            raise self._refused(f"has the range {chr(first)}-{chr(last)}, which runs backwards", at)
        return ((first, last),)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _next(self) -> str:
        char = self._peek()
        self._at += len(char)
        return char

    def _take(self, char: str) -> bool:
        if self._peek() != char:
            return False
        self._at += 1
        return True

    def _refused(self, what: str, at: int) -> ValueError:
        return ValueError(f"the pattern {what} at character {at + 1}. {_ALLOWED}")


def _single(char: str) -> Ranges:
    return ((ord(char), ord(char)),)


def _merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def _complement(ranges: Ranges) -> Ranges:
    starts = [0, *(last + 1 for _, last in ranges)]
    ends = [*(first - 1 for first, _ in ranges), _LAST]
    return tuple((start, end) for start, end in zip(starts, ends, strict=True) if start <= end)


_DIGIT: Ranges = ((ord("0"), ord("9")),)
_WORD = _merged([*_DIGIT, (ord("A"), ord("Z")), (ord("a"), ord("z")), (ord("_"), ord("_"))])
_SPACE: Ranges = ((ord("\t"), ord("\r")), (ord(" "), ord(" ")))
_SHORTHANDS = {
    "d": _DIGIT,
    "w": _WORD,
    "s": _SPACE,
    "D": _complement(_DIGIT),
    "W": _complement(_WORD),
    "S": _complement(_SPACE),
}
