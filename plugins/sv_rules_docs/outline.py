"""Paragraphs as a reader finds them, each put under the headings it stands under."""

from dataclasses import dataclass

from sv_rules.model.prose import ParagraphKind, ProsePart
from sv_rules_docs.limits import LONGEST_PROSE, MOST_PARAGRAPHS, refusal
from sv_rules_docs.wording import one_line


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a table. All count from 1; `header`: its row is a header row."""

    table: int
    row: int
    column: int
    header: bool = False


class Outline:
    """Collects paragraphs in reading order.

    Empty ones are left out. A cell of several paragraphs gives several parts of one place in the table.
    """

    def __init__(self, document: str) -> None:
        """Start one for a document of this name."""
        self.document = document
        self.parts: list[ProsePart] = []
        self._above: list[tuple[int, str]] = []
        self._tables = 0
        self._length = 0

    def next_table(self) -> int:
        """Give the number of a table that begins here."""
        self._tables += 1
        return self._tables

    def heading(self, text: str, level: int, page: int | None = None) -> None:
        """Add a heading; those of the same level and below end here."""
        line = one_line(text)
        if not line:
            return
        self._above = [(depth, title) for depth, title in self._above if depth < level]
        self._add(ProsePart(text=line, kind=ParagraphKind.HEADING, headings=self._headings(), level=level, page=page))
        self._above.append((level, line))

    def text(self, text: str, page: int | None = None, *, item: bool = False) -> None:
        """Add running text, or an item of a list."""
        kind = ParagraphKind.ITEM if item else ParagraphKind.TEXT
        self._add(ProsePart(text=one_line(text), kind=kind, headings=self._headings(), page=page))

    def cell(self, text: str, at: Cell, page: int | None = None) -> None:
        """Add a paragraph of a table's cell."""
        self._add(
            ProsePart(
                text=one_line(text),
                kind=ParagraphKind.CELL,
                headings=self._headings(),
                page=page,
                table=at.table,
                row=at.row,
                column=at.column,
                header=at.header,
            )
        )

    def _headings(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._above)

    def _add(self, part: ProsePart) -> None:
        if not part.text:
            return
        self._length += len(part.text)
        if len(self.parts) == MOST_PARAGRAPHS:
            raise refusal(f"the document has more than {MOST_PARAGRAPHS:,} paragraphs", self.document, "Split it.")
        if self._length > LONGEST_PROSE:
            raise refusal(f"the document has more than {LONGEST_PROSE:,} characters", self.document, "Split it.")
        self.parts.append(part)
