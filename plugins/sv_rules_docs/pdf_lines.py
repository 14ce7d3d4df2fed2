"""Lines and tables of pages, without what repeats from page to page: running heads and feet, page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from sv_rules_docs.pdf_pages import Page, Piece
from sv_rules_docs.pdf_tables import PageTable, tables
from sv_rules_docs.wording import one_line


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. Positions and size in tenths of a point; `bold`: all of it."""

    text: str
    y: int
    size: int
    bold: bool


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page's lines and tables in the order in which they are drawn."""

    page: Page
    items: tuple[Line | PageTable, ...]


_EDGE = 3  # lines at the top and at the bottom of a page that may repeat
_NUMBER = re.compile(r"\d+")
_MOST_NUMBERS = 3
_LONGEST_HEAD = 150
_PAGE_NUMBER = re.compile(r"page\s+\d+(?:\s*(?:of|/)\s*\d+)?", re.IGNORECASE)


def read_pages(pages: Sequence[Page]) -> list[PageRead]:
    """Give every page's lines and tables."""
    read = [PageRead(page, tuple(_items(page.pieces))) for page in pages]
    counts = Counter(key for one in read for line in _edges(one) for key in set(_keys(line, one.page.number)))
    least = max(3, (len(read) + 1) // 2)
    repeated = {key for key, count in counts.items() if count >= least}
    return [_without(one, repeated) for one in read]


def _without(read: PageRead, repeated: set[str]) -> PageRead:
    gone = {
        id(line)
        for line in _edges(read)
        if _PAGE_NUMBER.fullmatch(line.text) or not repeated.isdisjoint(_keys(line, read.page.number))
    }
    return PageRead(read.page, tuple(item for item in read.items if id(item) not in gone))


def _edges(read: PageRead) -> list[Line]:
    """Give the lines highest and lowest on the page, wherever in the file they are drawn."""
    lines = sorted((item for item in read.items if isinstance(item, Line)), key=lambda line: -line.y)
    return lines if len(lines) <= 2 * _EDGE else [*lines[:_EDGE], *lines[-_EDGE:]]


def _keys(line: Line, page: int) -> Iterator[str]:
    """Give what a line is called when it is compared with other pages' lines.

    Each number in it counts as itself and as what it is more than the page's number: `Page 3 of 9` on page 3 and
    `Page 4 of 9` on page 4 have a name in common; `Section 1` and `Section 2` on pages 1 and 5 have none.
    """
    if len(line.text) > _LONGEST_HEAD:
        return
    numbers = [one for one in _NUMBER.findall(line.text) if len(one) <= 9]
    if len(numbers) > _MOST_NUMBERS or len(_NUMBER.findall(line.text)) > len(numbers):
        yield line.text
        return
    pattern = _NUMBER.sub("\0", line.text)
    for choice in product((False, True), repeat=len(numbers)):
        parts = iter(f"[{int(one) - page:+d}]" if moves else one for one, moves in zip(numbers, choice, strict=True))
        yield re.sub("\0", lambda _, parts=parts: next(parts), pattern)  # type: ignore[misc]


def _items(pieces: Sequence[Piece]) -> Iterator[Line | PageTable]:
    found = tables(pieces)
    table_of = {number: table for table in found for number in table.pieces}
    shown: set[int] = set()
    waiting: list[Piece] = []
    for number, piece in enumerate(pieces):
        table = table_of.get(number)
        if table is None:
            *ended, rest = piece.text.split("\n")
            for text in ended:
                yield from _line([*waiting, _with(piece, text)])
                waiting = []
            waiting.append(_with(piece, rest))
        elif id(table) not in shown:
            shown.add(id(table))
            yield from _line(waiting)
            waiting = []
            yield table
    yield from _line(waiting)


def _with(piece: Piece, text: str) -> Piece:
    return Piece(text, piece.x, piece.y, piece.size, piece.bold)


def _line(pieces: Sequence[Piece]) -> Iterator[Line]:
    # A hyphen that may only stand at a line's end is kept for joining lines; one_line would drop it.
    whole = "".join(piece.text for piece in pieces).rstrip()
    text = one_line(whole) + ("\u00ad" if whole.endswith("\u00ad") else "")
    shown = [piece for piece in pieces if piece.text.strip()]
    if text and shown:
        longest = max(shown, key=lambda piece: len(piece.text))
        yield Line(text, shown[0].y, longest.size, all(piece.bold for piece in shown))
