"""Lines of pages to paragraphs: which line goes on with the last one, and which are headings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sv_rules_docs.lines import joined, words_of
from sv_rules_docs.numbering import (
    could_be_heading,
    ends_a_sentence,
    has_label,
    heading_level,
    headings_among,
    without_bullet,
)
from sv_rules_docs.outline import Cell, Outline
from sv_rules_docs.pdf_lines import Line, PageRead
from sv_rules_docs.pdf_tables import PageTable


@dataclass(slots=True)
class _Paragraph:
    page: int
    lines: list[Line] = field(default_factory=list)

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Typical:
    """What most of a document looks like: the size of its letters, the distance and the length of its lines."""

    size: int
    leading: int
    length: int


def add_paragraphs(pages: Sequence[PageRead], outline: Outline) -> None:
    """Add the paragraphs and tables of pages to an outline."""
    typical = _typical(pages)
    words = words_of(line.text for one in pages for line in one.items if isinstance(line, Line))
    blocks = list(_blocks(pages, typical))
    levels = _levels(blocks, typical, words)
    for block, level in zip(blocks, levels, strict=True):
        match block:
            case (page, PageTable() as table):
                _add_table(table, page, outline)
            case _Paragraph():
                _add(block, level, words, outline)


def _add(paragraph: _Paragraph, level: int, words: frozenset[str], outline: Outline) -> None:
    text = joined([line.text for line in paragraph.lines], words)
    bare = without_bullet(text)
    if level:
        outline.heading(text, level, paragraph.page)
    else:
        outline.text(text if bare is None else bare, paragraph.page, item=bare is not None or has_label(text))


def _add_table(table: PageTable, page: int, outline: Outline) -> None:
    number = outline.next_table()
    for row, cells in enumerate(table.rows, 1):
        for column, text in enumerate(cells, 1):
            outline.cell(text, Cell(number, row, column, table.header and row == 1), page)


def _typical(pages: Sequence[PageRead]) -> _Typical:
    lines = [item for one in pages for item in one.items if isinstance(item, Line)]
    sizes: Counter[int] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = max(sizes, key=lambda each: (sizes[each], each), default=0)
    lengths = sorted(len(line.text) for line in lines)
    return _Typical(size, _leading(pages, size), lengths[len(lengths) * 4 // 5] if lengths else 0)


def _leading(pages: Sequence[PageRead], size: int) -> int:
    # Only where a sentence goes on is the distance surely that inside a paragraph: where most paragraphs are one line
    # long, the distance between paragraphs is the commonest.
    gaps = Counter(
        above.y - below.y
        for one in pages
        for above, below in pairwise(one.items)
        if isinstance(above, Line) and isinstance(below, Line) and above.size == below.size == size
        if 0 < above.y - below.y <= 3 * size and below.text[0].islower() and not ends_a_sentence(above.text)
    )
    common = max(gaps.values(), default=0)
    return min((gap for gap, count in gaps.items() if 3 * count >= common), default=size * 6 // 5)


def _blocks(pages: Sequence[PageRead], typical: _Typical) -> Iterator[_Paragraph | tuple[int, PageTable]]:
    current: _Paragraph | None = None
    for one in pages:
        for item in one.items:
            if current is not None and not (
                isinstance(item, Line) and _goes_on(current, item, one.page.number, typical)
            ):
                yield current
                current = None
            if isinstance(item, PageTable):
                yield one.page.number, item
            elif current is None:
                current = _Paragraph(one.page.number, [item])
            else:
                current.lines.append(item)
    if current is not None:
        yield current


def _goes_on(paragraph: _Paragraph, line: Line, page: int, typical: _Typical) -> bool:
    last = paragraph.lines[-1]
    if without_bullet(last.text) == "" and len(paragraph.lines) == 1:
        return True  # a bullet that was drawn by itself
    if without_bullet(line.text) is not None or has_label(line.text) or heading_level(line.text):
        return False
    if abs(last.size - line.size) * 10 > max(last.size, line.size):
        return False
    if paragraph.bold != line.bold and (line.bold or could_be_heading(last.text)):
        return False
    if page != paragraph.page and len(paragraph.lines) == 1 and could_be_heading(last.text):
        return False
    gap = last.y - line.y
    begins = not line.text[0].islower()
    if gap <= 0 or page != paragraph.page:  # the next column or page
        full = len(last.text) * 10 >= typical.length * 8 and not could_be_heading(last.text)
        return not ends_a_sentence(last.text) and (full or not begins)
    leading = max(typical.leading, last.size)
    if gap * 10 > leading * 14:
        return False
    if begins and ends_a_sentence(last.text) and (gap * 10 > leading * 12 or _had_room(last, line, typical)):
        return False
    if len(last.text) * 10 >= typical.length * 6:
        return True
    # A short line: the paragraph ends there, or it is a line of its own.
    apart = gap * 10 > line.size * 16 and begins
    return not (apart or ends_a_sentence(last.text) or heading_level(last.text))


def _had_room(last: Line, line: Line, typical: _Typical) -> bool:
    """Say whether the next word would have fitted on the last line: it was ended on purpose."""
    word = line.text.partition(" ")[0]
    return (len(last.text) + 1 + len(word)) * 10 < typical.length * 8


def _levels(
    blocks: Sequence[_Paragraph | tuple[int, PageTable]], typical: _Typical, words: frozenset[str]
) -> list[int]:
    """Give each block's level as a heading, 0 for none: by its number, or by letters that stand out."""
    texts = [joined([line.text for line in one.lines], words) if isinstance(one, _Paragraph) else "" for one in blocks]
    stands_out = [
        isinstance(one, _Paragraph) and _stands_out(one, typical) and could_be_heading(text)
        for one, text in zip(blocks, texts, strict=True)
    ]
    numbers = [heading_level(text) for text in texts]
    plain = headings_among(numbers)
    looks = sorted(
        {_look(one) for one, out in zip(blocks, stands_out, strict=True) if out and isinstance(one, _Paragraph)},
        reverse=True,
    )
    levels = []
    for one, out, number, alone in zip(blocks, stands_out, numbers, plain, strict=True):
        if out and isinstance(one, _Paragraph):
            # What stands out needs no text below it to be a heading; without a number its look gives the level.
            levels.append(number or looks.index(_look(one)) + 1)
        else:
            levels.append(alone)
    return levels


def _look(paragraph: _Paragraph) -> tuple[int, bool]:
    return paragraph.first.size, paragraph.bold


def _stands_out(paragraph: _Paragraph, typical: _Typical) -> bool:
    size = paragraph.first.size
    item = without_bullet(paragraph.first.text) is not None
    return not item and (size * 100 > typical.size * 112 or (paragraph.bold and size >= typical.size))
