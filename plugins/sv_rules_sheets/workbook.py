"""The document format `xlsx`: a workbook with a procurement's facts, bids, marks and evidence."""

from collections.abc import Sequence

from sv_rules.errors import DocumentError
from sv_rules.model.extending import DocumentFormat, Dumped
from sv_rules.model.procurement import Procurement, Remark, Source
from sv_rules.model.raw_document import RawDocument
from sv_rules.model.rulepack import Rulepack
from sv_rules_sheets.building import build
from sv_rules_sheets.filling import whole_book
from sv_rules_sheets.lists import MARKS
from sv_rules_sheets.overview import SHEET
from sv_rules_sheets.tables import TABLES
from sv_rules_sheets.workbook_reading import read_book, sheet_names
from sv_rules_sheets.workbook_writing import write_book


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the one procurement that a workbook tells of.

    Macros are not run and references to other files not followed. Of a formula the stored result is read. Values of
    facts are given as they are written; a rulepack then types them and names the cells that do not fit.

    Raises:
        DocumentError: it is no workbook, or its sheets are not laid out as they should be; with every problem and cell.
    """
    source = Source(name=document.name, sha256=document.sha256, format=FORMAT.name)
    procurement, remarks = build(read_book(document), source)
    return (procurement,), remarks


def sniff(document: RawDocument) -> int:
    """Say how surely a file is one of our workbooks, by the names of its sheets."""
    if not document.data.startswith(b"PK") or b"xl/workbook.xml" not in document.data:
        return 0
    try:
        names = {name.casefold() for name in sheet_names(document)}
    except DocumentError:
        return 10
    ours = {name.casefold() for name in (SHEET, MARKS, *(table.sheet for table in TABLES))}
    return 90 if names & ours else 10


def dump(procurement: Procurement | None, rulepack: Rulepack | None) -> Dumped:
    """Write a workbook to fill in, with a column or row for each fact of the rulepack; or a procurement's, filled."""
    sheets, losses = whole_book(procurement, rulepack)
    return Dumped(write_book(sheets), losses)


FORMAT = DocumentFormat(
    name="xlsx",
    title="Excel workbook of a procurement and its bids",
    sniff=sniff,
    load=load,
    dump=dump,
    suffix=".xlsx",
)
