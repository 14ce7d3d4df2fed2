"""The document format `csv`: the sheet of bids alone, in a text file."""

import csv
from collections.abc import Sequence
from io import StringIO

from sv_rules.errors import DocumentError, Problem
from sv_rules.model.extending import DocumentFormat, Dumped
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement, Remark, Source
from sv_rules.model.raw_document import RawDocument, decode
from sv_rules.model.rulepack import Rulepack
from sv_rules_sheets.building import build
from sv_rules_sheets.filling import bids_alone
from sv_rules_sheets.grid import Book, CellValue, Sheet
from sv_rules_sheets.workbook_reading import MOST_CELLS

DELIMITERS = ",;\t"
LONGEST_CELL = 131_072
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be reckoned with by a spreadsheet program; written, it gets an apostrophe before it."""


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the one procurement whose bids a file lists.

    The separator (comma, semicolon or tab) is the one that stands between the names of the columns. A file that is not
    UTF-8 is read as Windows-1252, which is what Excel calls CSV, with a remark.

    Raises:
        DocumentError: it is no such list; with every problem and its cell.
    """
    text, remarks = _text(document)
    sheet = Sheet(document.name, "", _rows(document.name, text))
    source = Source(name=document.name, sha256=document.sha256, format=FORMAT.name)
    procurement, noticed = build(Book(document.name, [sheet], remarks), source)
    return (procurement,), noticed


def sniff(document: RawDocument) -> int:
    """Say how surely a file is a list of bids: by a row with a cell that says `bid` among its first ones."""
    head = document.data[:20_000].decode("latin-1")
    if "\0" in head:
        return 0
    lines = head.removeprefix("\xef\xbb\xbf").splitlines()[:20]
    cells = [[cell.strip(' "') for cell in line.split(_delimiter(line))] for line in lines]
    return 70 if any(len(row) > 1 and "bid" in row for row in cells) else 0


def dump(procurement: Procurement | None, rulepack: Rulepack | None) -> Dumped:
    """Write the bids of a procurement, or the columns to fill in for those of a rulepack."""
    sheet, losses = bids_alone(procurement, rulepack)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["procurement", procurement.id if procurement else ""])
    for row in sheet.rows:
        writer.writerow(
            [_guarded(cell.text) if cell and cell.number is None else cell.text if cell else "" for cell in row]
        )
    # Excel takes a file for UTF-8 only with a byte order mark.
    return Dumped(text.getvalue().encode("utf-8-sig"), losses)


def _text(document: RawDocument) -> tuple[str, list[Remark]]:
    text, problem = decode(document.data, document.name)
    if text is not None:
        return text, []
    if document.data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in document.data[:4096]:
        raise DocumentError(problem or "the document is not text")
    what = "the file is not saved as UTF-8; it was read as Windows-1252, and some letters may be wrong"
    fix = "Save it as “CSV UTF-8”."
    return document.data.decode("cp1252", errors="replace"), [
        Remark(what=what, place=Place(document=document.name), fix=fix)
    ]


def _rows(name: str, text: str) -> dict[int, dict[int, CellValue]]:
    names = next((line for line in text.splitlines()[:20] if "bid" in _plain_cells(line)), text.partition("\n")[0])
    rows: dict[int, dict[int, CellValue]] = {}
    count = 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(names), strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            row: dict[int, CellValue] = {
                column: _unguarded(cell.strip()) for column, cell in enumerate(cells, 1) if cell.strip()
            }
            count += len(row)
            if count > MOST_CELLS:
                raise DocumentError(
                    Problem(f"the file has more than {MOST_CELLS:,} cells", Place(document=name), fix="Split it.")
                )
            if row:
                rows[number] = row
    except csv.Error as error:
        what = f"the quotes in this row cannot be read, or a cell is longer than {LONGEST_CELL:,} characters"
        place = Place(document=name, line=reader.line_num)
        raise DocumentError(Problem(what, place, fix='Within quotes, a quote is written twice: "".')) from error
    return rows


def _plain_cells(line: str) -> list[str]:
    return [cell.strip(' "') for cell in line.split(_delimiter(line))]


def _delimiter(line: str) -> str:
    return max(DELIMITERS, key=line.count)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith((*_FORMULA, "'")) else text


FORMAT = DocumentFormat(
    name="csv", title="bids in a CSV file, one row each", sniff=sniff, load=load, dump=dump, suffix=".csv"
)
