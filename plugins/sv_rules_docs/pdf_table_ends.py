"""Where one table ends and the next begins, when both stand in the same columns.

What tells: a new header row, other columns, a line of text or a gap between. A table that is cut by mistake loses the
header of its lower part, so a row that holds a number never begins a table.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sv_rules_docs.pdf_stretches import Stretch, column_of, is_bold

_NUMBER = re.compile(r"[£€$]?\s*\d[\d,.]*\s*%?")
_ABOUT = 10  # tenths of a point: distances nearer to each other than this are the same

Lines = Sequence[Sequence[Stretch]]


def split(lines: Lines, edges: Sequence[int]) -> Iterator[Lines]:
    """Give the lines of each table. A line of text between two of them is left out."""
    usual = _row_distance(lines)
    start = 0
    for number in range(1, len(lines)):
        if _begins(lines, start, number, usual) or _captions(lines, number, usual, edges):
            yield _without_captions(lines[start:number])
            start = number
        elif _fewer_columns(lines, number, usual, edges):
            yield _without_captions(lines[start:number])
            yield lines[number:]
            return
    yield _without_captions(lines[start:]) if start else lines


def _row_distance(lines: Lines) -> int:
    """Give the distance between rows: the largest that is there twice; without one, the largest."""
    gaps = [above[0].y - below[0].y for above, below in pairwise(lines)]
    counts = Counter(gap // _ABOUT for gap in gaps)
    twice = [gap for gap in gaps if counts[gap // _ABOUT] > 1]
    return max(twice or gaps, default=0)


def _begins(lines: Lines, start: int, number: int, usual: int) -> bool:
    line, gap = lines[number], lines[number - 1][0].y - lines[number][0].y
    if not _names_columns(line) or number + 1 == len(lines):
        return False
    header = is_bold(lines[start]) and is_bold(line) and not is_bold(lines[number - 1])
    if header and len(line) >= len(lines[start]) and gap * 10 >= usual * 9:
        return not all(is_bold(below) for below in lines[number + 1 :])
    return gap * 10 > usual * 14


def _captions(lines: Lines, number: int, usual: int, edges: Sequence[int]) -> bool:
    """Say whether a line is text between two tables: alone, set apart, and what names columns is below it."""
    line, gap = lines[number], lines[number - 1][0].y - lines[number][0].y
    if gap * 10 <= usual * 12 or len(line) > 1 or column_of(line[0], edges) != 0:
        return False
    below = next((each for each in lines[number + 1 :] if len(each) > 1), None)
    return below is not None and _names_columns(below)


def _fewer_columns(lines: Lines, number: int, usual: int, edges: Sequence[int]) -> bool:
    """Say whether all that follows leaves out a column that every line before it fills."""
    gap = lines[number - 1][0].y - lines[number][0].y
    if len(lines) - number < 2 or gap * 10 <= usual * 12 or not _names_columns(lines[number]):
        return False
    after = {column_of(one, edges) for line in lines[number:] for one in line}
    return all(not after.issuperset(column_of(one, edges) for one in line) for line in lines[:number])


def _names_columns(line: Sequence[Stretch]) -> bool:
    return len(line) > 1 and not any(_NUMBER.fullmatch(one.text) for one in line)


def _without_captions(lines: Lines) -> Lines:
    first = next((number for number, line in enumerate(lines) if len(line) > 1), len(lines))
    return lines[first:]
