"""Where one table ends and the next begins, when both stand in the same columns.

What tells: a new header row, other columns, a line of text or a gap between. A table that is cut by mistake loses the
header of its lower part, so a row that holds a number never begins a table.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sv_rules_docs.pdf_stretches import Stretch, column_of, is_bold

_NUMBER = re.compile(r"[£€$]?\s*\d[\d,.]*\s*%?")
_ABOUT = 10  # tenths of a point: distances nearer to each other than this are the same
_RARE = 3  # less than one in so many

Lines = Sequence[Sequence[Stretch]]


def split(lines: Lines, edges: Sequence[int]) -> Iterator[Lines]:
    """Give the lines of each table. Lines of text between two of them are left out."""
    usual = _row_distance(lines, len(edges))
    start = 0
    for number in range(1, len(lines)):
        if _begins(lines, start, number, usual) or _captions(lines, start, number, usual, edges):
            yield _without_captions(lines[start:number])
            start = number
        elif _fewer_columns(lines, number, usual, edges):
            yield _without_captions(lines[start:number])
            yield lines[number:]
            return
    yield _without_captions(lines[start:]) if start else lines


def _row_distance(lines: Lines, columns: int) -> int:
    """Give the distance between rows: the largest that is not rare. Before a line with every cell a row begins."""
    gaps = [_gap(lines, number) for number in range(1, len(lines)) if len(lines[number]) == columns]
    counts = Counter(gap // _ABOUT for gap in gaps)
    frequent = [gap for gap in gaps if counts[gap // _ABOUT] >= max(2, len(gaps) // _RARE)]
    return max(frequent or gaps, default=0)


def _begins(lines: Lines, start: int, number: int, usual: int) -> bool:
    if not _names_columns(lines[number]) or number + 1 == len(lines):
        return False
    gap = _gap(lines, number)
    return gap * 10 > usual * 14 or (gap * 10 >= usual * 9 and _is_new_header(lines, start, number))


def _is_new_header(lines: Lines, start: int, number: int) -> bool:
    bold = is_bold(lines[start]) and is_bold(lines[number]) and not is_bold(lines[number - 1])
    wide = len(lines[number]) >= len(lines[start])
    return bold and wide and not all(is_bold(below) for below in lines[number + 1 :])


def _captions(lines: Lines, start: int, number: int, usual: int, edges: Sequence[int]) -> bool:
    """Say whether text between two tables begins: alone in its line, and what names columns stands apart below it."""
    line = lines[number]
    if len(line) > 1 or len(lines[number - 1]) == 1 or column_of(line[0], edges) != 0:
        return False
    below = next((each for each in range(number + 1, len(lines)) if len(lines[each]) > 1), None)
    if below is None or not _names_columns(lines[below]):
        return False
    widest = max(_gap(lines, number), _gap(lines, below))
    return widest * 10 > usual * 12 or _is_new_header(lines, start, below)


def _gap(lines: Lines, number: int) -> int:
    return lines[number - 1][0].y - lines[number][0].y


def _fewer_columns(lines: Lines, number: int, usual: int, edges: Sequence[int]) -> bool:
    """Say whether all that follows leaves out a column that every line before it fills."""
    if len(lines) - number < 2 or _gap(lines, number) * 10 <= usual * 12 or not _names_columns(lines[number]):
        return False
    after = {column_of(one, edges) for line in lines[number:] for one in line}
    return all(not after.issuperset(column_of(one, edges) for one in line) for line in lines[:number])


def _names_columns(line: Sequence[Stretch]) -> bool:
    return len(line) > 1 and not any(_NUMBER.fullmatch(one.text) for one in line)


def _without_captions(lines: Lines) -> Lines:
    first = next((number for number, line in enumerate(lines) if len(line) > 1), len(lines))
    return lines[first:]
