"""Stretches of text on a line of a page: what may be a cell of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sv_rules_docs.pdf_pages import Piece

_SAME_LINE = 20  # tenths of a point
_SAME_EDGE = 30


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces drawn one after the other without a gap between; `first` and `last` are their numbers on the page."""

    text: str
    first: int
    last: int
    x: int
    y: int
    size: int
    bold: bool

    @property
    def end(self) -> int:
        """Where it ends, about: letters are half as wide as high."""
        return self.x + len(self.text) * self.size // 2


def lines_of(pieces: Sequence[Piece]) -> list[list[Stretch]]:
    """Give the lines of a page from the top, the stretches of each from the left."""
    lines: list[list[Stretch]] = []
    for stretch in sorted(_stretches(pieces), key=lambda one: (-one.y, one.x, one.first)):
        if not lines or lines[-1][0].y - stretch.y > _SAME_LINE:
            lines.append([])
        lines[-1].append(stretch)
    return [sorted(line, key=lambda one: one.x) for line in lines]


def column_of(stretch: Stretch, edges: Sequence[int]) -> int | None:
    """Give the column, counted from 0, at whose left edge a stretch begins."""
    return next((number for number, edge in enumerate(edges) if abs(stretch.x - edge) <= _SAME_EDGE), None)


def is_bold(line: Sequence[Stretch]) -> bool:
    """Say whether all of a line is in bold letters."""
    return all(one.bold for one in line)


def _stretches(pieces: Sequence[Piece]) -> Iterator[Stretch]:
    current: Stretch | None = None
    ended = False
    for number, piece in enumerate(pieces):
        text = piece.text.strip()
        if not text:
            ended |= "\n" in piece.text
            continue
        # A line feed in between: to whoever drew it, another line or another cell.
        goes_on = not ended and current is not None and _follows(piece, current)
        ended = piece.text.endswith("\n")
        if current and goes_on:
            current = Stretch(
                *(f"{current.text} {text}", current.first, number, current.x, current.y, current.size),
                bold=current.bold and piece.bold,
            )
        else:
            if current:
                yield current
            current = Stretch(text, number, number, piece.x, piece.y, piece.size, piece.bold)
    if current:
        yield current


def _follows(piece: Piece, before: Stretch) -> bool:
    same_line = abs(before.y - piece.y) <= _SAME_LINE
    return same_line and before.x <= piece.x <= before.end + piece.size * 6 // 10
