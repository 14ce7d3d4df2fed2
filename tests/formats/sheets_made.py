"""Workbooks for tests: written by openpyxl, another reader and writer than ours, or as bare XML."""

import zipfile
from io import BytesIO

import pytest

from sv_rules.model.raw_document import RawDocument

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

ID = "ocds-213czf-haringey-catering-example"


def by_openpyxl(sheets, name="bids.xlsx"):
    """Give a workbook from rows of plain values by sheet; an entry may be `(value, number format)`."""
    openpyxl = pytest.importorskip("openpyxl", reason="workbooks for these tests are written by openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for column, entry in enumerate(row, 1):
                value, code = entry if isinstance(entry, tuple) else (entry, "General")
                cell = sheet.cell(number, column, value)
                cell.number_format = code
    return saved(book, name)


def saved(book, name="bids.xlsx"):
    data = BytesIO()
    book.save(data)
    return RawDocument(name, data.getvalue())


def by_hand(rows, *, styles="", extra=None, sheet="Bids", head="", workbook=""):
    """Give a workbook whose only sheet has these rows, as XML."""
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{workbook}<sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        **({"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'} if styles else {}),
        **(extra or {}),
    }
    return zipped(parts)


def zipped(parts):
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return RawDocument("bids.xlsx", data.getvalue())


def text_row(number, *texts):
    cells = "".join(
        f'<c r="{chr(64 + column)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in enumerate(texts, 1)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


HEADS = text_row(1, "procurement", ID) + text_row(2, "bid", "bid.price (GBP)")
"""Rows 1 and 2: which procurement, and two columns."""
