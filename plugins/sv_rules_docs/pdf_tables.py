"""Tables of a page, told from where pieces of text stand.

A PDF has no tables, only text at positions. What is taken for one: rows drawn one after the other, each with its cells
at the same left edges. Columns of running text are drawn column by column, and lists have labels: both stay text.
Whatever is not sure stays text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sv_rules_docs.numbering import has_label, without_bullet
from sv_rules_docs.pdf_pages import Piece
from sv_rules_docs.pdf_stretches import Stretch, column_of, is_bold, lines_of
from sv_rules_docs.pdf_table_ends import split

_HIGHEST_ROW = 800  # tenths of a point
_MOST_COLUMNS = 12
_MOST_PIECES = 5_000
_MOST_TRIES = 2


@dataclass(frozen=True, slots=True)
class PageTable:
    """Rows of cells; `pieces` are the numbers on the page of the pieces in it."""

    rows: tuple[tuple[str, ...], ...]
    header: bool
    pieces: frozenset[int]


def tables(pieces: Sequence[Piece]) -> list[PageTable]:
    """Give the tables of a page."""
    if len(pieces) > _MOST_PIECES:
        return []  # a plan or a diagram
    lines = lines_of(pieces)
    found: list[PageTable] = []
    at = tried = tried_to = 0
    while at < len(lines):
        group = _group(lines, at)
        made = list(_tables(group))
        found += made
        tried = 0 if made or at >= tried_to else tried + 1
        tried_to = max(tried_to, at + len(group))
        # Where no table begins one may on the next line, but a page of lines that are none must not cost the square.
        at = tried_to if made or tried == _MOST_TRIES else at + 1
    return found


def _group(lines: Sequence[list[Stretch]], at: int) -> list[list[Stretch]]:
    """Give the lines from one on that stand in its columns."""
    group = [lines[at]]
    edges = [one.x for one in lines[at]]
    if not 2 <= len(edges) <= _MOST_COLUMNS:
        return group
    for line in lines[at + 1 :]:
        if group[-1][0].y - line[0].y > _HIGHEST_ROW or not _stands_in(line, edges):
            break
        group.append(line)
    # What stands in the first column only is more likely the text below the table.
    while len(group[-1]) == 1 and column_of(group[-1][0], edges) == 0:
        group.pop()
    return group


def _stands_in(line: Sequence[Stretch], edges: Sequence[int]) -> bool:
    columns = [column_of(one, edges) for one in line]
    if None in columns or len(set(columns)) < len(columns):
        return False
    return all(
        column is not None and (column + 1 == len(edges) or one.end <= edges[column + 1] + one.size)
        for one, column in zip(line, columns, strict=True)
    )


def _tables(group: Sequence[Sequence[Stretch]]) -> Iterator[PageTable]:
    """Give the tables that lines in the same columns make: one, or several that stand below each other."""
    if len(group) < 2:
        return
    for lines in split(group, [one.x for one in group[0]]):
        table = _table(lines)
        if table:
            yield table


def _table(lines: Sequence[Sequence[Stretch]]) -> PageTable | None:
    edges = [one.x for one in lines[0]] if lines else []
    rows = _rows(lines, len(edges))
    if len(rows) < 2 or not _drawn_row_by_row(rows):
        return None
    cells = [[_cell(row, column, edges) for column in range(len(edges))] for row in rows]
    listed = len(edges) == 2 and all(has_label(f"{row[0]} x") for row in cells)
    if listed or without_bullet(cells[0][0]) == "":
        return None
    numbers = (number for row in rows for one in row for number in range(one.first, one.last + 1))
    header = is_bold(rows[0]) and not all(is_bold(row) for row in rows[1:])
    return PageTable(tuple(map(tuple, cells)), header, frozenset(numbers))


def _rows(group: Sequence[Sequence[Stretch]], columns: int) -> list[list[Stretch]]:
    """Put lines together to rows; none where it cannot be told which lines are one row."""
    gaps = [above[0].y - below[0].y for above, below in pairwise(group)]
    if not gaps:
        return []
    close = min(gaps) * 5 // 4
    if all(len(line) == columns for line in group):
        # Lines as close as those of a paragraph, and others far apart: cells of several lines.
        wrapped = min(gaps) * 10 <= group[0][0].size * 13 and max(gaps) * 10 > min(gaps) * 16
        if not wrapped:
            return [list(line) for line in group]
    elif max(gaps) <= close:
        return []
    rows = [list(group[0])]
    for line, gap in zip(group[1:], gaps, strict=True):
        if gap > close:
            rows.append([])
        rows[-1] += line
    return rows


def _cell(row: Sequence[Stretch], column: int, edges: Sequence[int]) -> str:
    return " ".join(one.text for one in row if column_of(one, edges) == column)


def _drawn_row_by_row(rows: Sequence[Sequence[Stretch]]) -> bool:
    return all(max(one.last for one in above) < min(one.first for one in below) for above, below in pairwise(rows))
