"""Lines of text to the paragraph they were broken from."""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENS = ("-", "\u2010", "\u00ad")
_FIRST = re.compile(r"[^\W\d_]+")


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """Give the words of a document, compounds among them, in small letters; those broken at a line's end are not."""
    found: set[str] = set()
    for line in lines:
        written = line.rstrip()
        whole = written[: len(written) - 1 - len(_broken(written))] if _broken(written) else written
        found.update(word.lower() for word in _WORD.findall(whole))
    return frozenset(found)


def joined(lines: Sequence[str], words: frozenset[str]) -> str:
    """Join lines with spaces, and a word broken at a line's end with itself.

    Whether its hyphen is its own (`long-term`) is told by the document's other words; where they do not tell, two
    parts that are both words of the document are a compound, anything else is one broken word.
    """
    text: list[str] = []
    for line in (one.strip() for one in lines):
        before = text[-1] if text else ""
        broken, follows = _broken(before), _FIRST.match(line)
        if not (broken and follows and follows[0][0].islower()):
            text += [" ", line] if text else [line]
            continue
        if before.endswith("\u00ad") or not _keeps_hyphen(broken.lower(), follows[0].lower(), words):
            text[-1] = before[:-1]
        text.append(line)
    return "".join(text)


def _broken(line: str) -> str:
    """Give the word before a hyphen at a line's end; empty where there is none. No pattern: those take the square."""
    if not line.endswith(_HYPHENS):
        return ""
    start = len(line) - 1
    while start and line[start - 1].isalpha():
        start -= 1
    return line[start:-1]


def _keeps_hyphen(first: str, second: str, words: frozenset[str]) -> bool:
    if first + second in words:
        return False
    return f"{first}-{second}" in words or (first in words and second in words)
