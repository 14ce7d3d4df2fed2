"""A long text in pieces, so that what one text costs grows with its length alone, however it is written."""

from collections.abc import Iterator

LONGEST = 8_000
"""Characters of a piece."""

_MARKS = ("\n\n", ". ", ".\n", "\n", " ")
"""Where a text may be cut, the best first."""


def blocks(text: str) -> Iterator[str]:
    """Give a text in pieces, cut between paragraphs, sentences or words where it has any; a short one as it is."""
    start = 0
    while len(text) - start > LONGEST:
        end = _cut(text, start, start + LONGEST)
        yield text[start:end]
        start = end
    yield text[start:] if start else text


def _cut(text: str, start: int, end: int) -> int:
    for mark in _MARKS:
        at = text.rfind(mark, start + LONGEST // 2, end)
        if at >= 0:
            return at + len(mark)
    return end
