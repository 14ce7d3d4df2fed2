"""The texts of a procurement that are searched, each with its place and what its surroundings say of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Lot, Procurement
from sv_rules.model.prose import Paragraph, ParagraphKind, Prose
from sv_rules.prose.blocks import blocks
from sv_rules.prose.table_headers import split_at_headers

WHOLE_TEXT = "specification.text"
_DESCRIPTIONS = ("tender.description",)
_LABEL_AND_VALUE = 2
"""Cells of a first row that may be no header: a table of labels and values often has none."""
_OF_A_LOT = ("lot.description",)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of the row of a table that a cell in `column` stands in, and the header texts by column."""

    column: int
    cells: Sequence[Paragraph]
    headers: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text to search. `lot`: the one it is about, empty where it is about the whole procurement."""

    text: str
    place: Place
    headings: tuple[str, ...] = ()
    kind: ParagraphKind = ParagraphKind.TEXT
    lot: str = ""
    row: Row | None = None

    @property
    def section(self) -> str:
        """The headings it stands under, in one line."""
        return " › ".join(self.headings)


def passages(procurement: Procurement) -> Iterator[Passage]:
    """Give every text that is searched, in reading order: documents of prose first, then texts that are facts."""
    for document in procurement.prose:
        yield from _of_document(document)
    whole = procurement.facts.get(WHOLE_TEXT)
    if whole is not None and whole.place.document not in {document.document for document in procurement.prose}:
        yield from _of_fact(whole)
    for name in _DESCRIPTIONS:
        yield from _of_fact(procurement.facts.get(name))
    for lot in procurement.lots:
        for name in _OF_A_LOT:
            yield from _of_fact(lot.facts.get(name), lot.id)


def tables(document: Prose) -> Iterator[Mapping[tuple[int, int], Paragraph]]:
    """Give the tables of a document: cells by row and column.

    Where a row in the middle of one has the words of a header, another begins: readers of PDF join tables that follow
    each other.
    """
    for number, cells in groupby(document.paragraphs, key=lambda one: one.table):
        if number is not None:
            # Paragraphs of one cell that was split read as one.
            yield from split_at_headers({(one.row or 0, one.column or 0): one for one in cells})


def only_lot(procurement: Procurement) -> Lot | None:
    """Give the lot that anything said of the procurement is said of: the only one there is."""
    return procurement.lots[0] if len(procurement.lots) == 1 else None


def _of_document(document: Prose) -> Iterator[Passage]:
    headers: Mapping[int, str] = {}
    table: int | None = None
    for (number, row), group in groupby(document.paragraphs, key=lambda one: (one.table, one.row)):
        if row is None:
            for paragraph in group:
                yield from _of_paragraph(document, paragraph)
            continue
        cells = list(group)
        is_first = number != table
        if is_first:
            table, headers = number, {cell.column or 0: cell.text for cell in cells}
        for cell in cells:
            is_header = cell.header or (is_first and len(cells) != _LABEL_AND_VALUE)
            yield from _of_paragraph(document, cell, None if is_header else Row(cell.column or 0, cells, headers))


def _of_paragraph(document: Prose, paragraph: Paragraph, row: Row | None = None) -> Iterator[Passage]:
    # A text that is long enough to be cut is so several passages, each with the same place.
    for text in blocks(paragraph.text):
        yield Passage(text, document.place_of(paragraph), paragraph.headings, paragraph.kind, row=row)


def _of_fact(answer: Answer | None, lot: str = "") -> Iterator[Passage]:
    if answer is None or not isinstance(answer.value, str):
        return
    for part in answer.value.replace("\r\n", "\n").split("\n\n"):
        if part.strip():
            for text in blocks(part):
                yield Passage(text, answer.place, lot=lot)
