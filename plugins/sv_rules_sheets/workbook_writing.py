"""Sheets to the bytes of a workbook: the same sheets, the same bytes.

Nothing in the file depends on the day, the machine or a library's version: every part has the same date, and parts are
stored without compression, since compressors of different versions pack differently.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

from sv_rules_sheets.forms import CHOICE, DATE, DURATIONS, LIST, NUMBER, PERCENT, TEXT, YES_NO, is_currency
from sv_rules_sheets.grid import cell_name
from sv_rules_sheets.sheet_made import Asked, MadeCell, MadeSheet

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip archive can hold."""
MOST = 999_999_999_999_999
FORMULA_SIGNS = ("=", "+", "-", "@", "'", "\t", "\r")
"""A text that begins so is marked as text, so that it does not become a formula when somebody edits the cell."""

_NOT_XML = re.compile("_x[0-9A-Fa-f]{4}_|[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FONTS = {"title": 1, "name": 2, "hint": 3}
_PROTECTED = (
    '<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" insertRows="0" deleteColumns="0" '
    'deleteRows="0" sort="0" autoFilter="0"/>'
)


def write_book(sheets: Sequence[MadeSheet]) -> bytes:
    """Give the workbook. Its first sheet is the one that is shown when it is opened."""
    styles = _Styles()
    parts = {f"xl/worksheets/sheet{number}.xml": _sheet(sheet, styles) for number, sheet in enumerate(sheets, 1)}
    whole = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": styles.part(),
        **parts,
    }
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for name, text in whole.items():
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.create_system = 0  # else the archive says which machine wrote it
            archive.writestr(info, (_HEAD + text).encode())
    return data.getvalue()


class _Styles:
    """Cell styles as they are asked for: a font, a number format, locked or not, marked as text or not."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, bool], int] = {("", False): 0}
        self._formats: dict[str, int] = {}

    def number(self, style: str, *, quoted: bool = False) -> int:
        return self._numbers.setdefault((style, quoted), len(self._numbers))

    def part(self) -> str:
        cells = "".join(self._cell(style, quoted=quoted) for style, quoted in self._numbers)
        formats = "".join(
            f'<numFmt numFmtId="{number}" formatCode="{_attribute(code)}"/>' for code, number in self._formats.items()
        )
        fonts = "".join(f"<font>{look}<sz val={chr(34)}11{chr(34)}/>{more}</font>" for look, more in _FONT_LOOKS)
        return (
            f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(self._formats)}">{formats}</numFmts>'
            f'<fonts count="{len(_FONT_LOOKS)}">{fonts}</fonts>'
            '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
            '</fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7EEF5"/></patternFill></fill></fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self._numbers)}">{cells}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ).replace('<numFmts count="0"></numFmts>', "")

    def _cell(self, style: str, *, quoted: bool) -> str:
        font = _FONTS.get(style, 0)
        fill = 2 if font else 0
        locked = "" if font or not style else '<protection locked="0"/>'
        return (
            f'<xf numFmtId="{self._format(style)}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" '
            f'applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1" applyProtection="1"'
            f"{' quotePrefix=' + chr(34) + '1' + chr(34) if quoted else ''}>"
            f'<alignment vertical="top" wrapText="1"/>{locked}</xf>'
        )

    def _format(self, style: str) -> int:
        if style in {TEXT, CHOICE, LIST}:
            return 49  # text, in every version of Excel
        code = {PERCENT: "0.00%", DATE: r"yyyy\-mm\-dd"}.get(
            style, f"[${style}] #,##0.00" if is_currency(style) else ""
        )
        return self._formats.setdefault(code, 164 + len(self._formats)) if code else 0


_FONT_LOOKS = (
    ("", '<name val="Calibri"/><family val="2"/>'),
    ("<b/>", '<name val="Calibri"/><family val="2"/>'),
    ("<b/>", '<color rgb="FF44546A"/><name val="Calibri"/><family val="2"/>'),
    ("<i/>", '<color rgb="FF595959"/><name val="Calibri"/><family val="2"/>'),
)


def _sheet(sheet: MadeSheet, styles: _Styles) -> str:
    rows = []
    for number, row in enumerate(sheet.rows, 1):
        cells = "".join(_cell(cell_name(number, column), cell, styles) for column, cell in enumerate(row, 1) if cell)
        rows.append(f'<row r="{number}">{cells}</row>')
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{_pane(*sheet.frozen)}</sheetView>'
        f'</sheetViews><sheetFormatPr defaultRowHeight="15"/>{_columns(sheet, styles)}'
        f"<sheetData>{''.join(rows)}</sheetData>{_PROTECTED if sheet.entries else ''}{_asked(sheet.asked)}</worksheet>"
    )


def _pane(rows: int, columns: int) -> str:
    if not rows and not columns:
        return ""
    split = "".join(f' {name}="{count}"' for name, count in (("xSplit", columns), ("ySplit", rows)) if count)
    active = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
    return f'<pane{split} topLeftCell="{cell_name(rows + 1, columns + 1)}" activePane="{active}" state="frozen"/>'


def _columns(sheet: MadeSheet, styles: _Styles) -> str:
    columns = []
    for number, width in enumerate(sheet.widths, 1):
        form = sheet.forms[number - 1] if number <= len(sheet.forms) else None
        style = "" if form is None else f' style="{styles.number(form or NUMBER)}"'
        columns.append(f'<col min="{number}" max="{number}" width="{width}"{style} customWidth="1"/>')
    return f"<cols>{''.join(columns)}</cols>" if columns else ""


def _cell(name: str, cell: MadeCell, styles: _Styles) -> str:
    if cell.number is not None:
        number = f"{cell.number:f}" if isinstance(cell.number, Decimal) else str(cell.number)
        return f'<c r="{name}" s="{styles.number(cell.style or NUMBER)}"><v>{number}</v></c>'
    style = styles.number(cell.style or NUMBER, quoted=cell.text.startswith(FORMULA_SIGNS))
    if not cell.text:
        return f'<c r="{name}" s="{style}"/>'
    text = escape(_NOT_XML.sub(lambda found: _escaped(found[0]), cell.text))
    return f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _escaped(found: str) -> str:
    """Write what XML cannot hold as Excel does: U+0001 as `_x0001_`, and a text that looks like that so as well."""
    return f"_x005F{found}" if len(found) > 1 else f"_x{ord(found):04X}_"


def _asked(asked: Iterable[Asked]) -> str:
    made = [_validation(one) for one in asked]
    return f'<dataValidations count="{len(made)}">{"".join(made)}</dataValidations>' if made else ""


def _validation(one: Asked) -> str:
    least = 0 if one.least_zero else -MOST
    kind, formulas = "", [str(least), str(MOST)]
    if one.choices or one.form == YES_NO:
        kind, formulas = "list", [one.choices or '"yes,no"']
    elif one.form in {"whole", *DURATIONS}:
        kind = "whole"
    elif one.form in {NUMBER, PERCENT} or is_currency(one.form):
        kind = "decimal"
    elif one.form == DATE:
        kind, formulas = "date", ["1", "2958465"]
    attributes = f' type="{kind}"' if kind else ""
    if kind and not one.strict:
        attributes += ' errorStyle="warning"'
    attributes += ' allowBlank="1" showInputMessage="1" showErrorMessage="1"'
    attributes += f' promptTitle="{_attribute(one.title)}" prompt="{_attribute(one.message)}" sqref="{one.cells}"'
    inside = "".join(
        f"<formula{number}>{escape(formula)}</formula{number}>" for number, formula in enumerate(formulas, 1) if kind
    )
    return f"<dataValidation{attributes}>{inside}</dataValidation>"


def _workbook(sheets: Sequence[MadeSheet]) -> str:
    listed = "".join(
        f'<sheet name="{_attribute(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_CONTENT}.worksheet+xml"/>'
        for number in range(1, count + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_CONTENT}.styles+xml"/></Types>'
    )


def _attribute(text: str) -> str:
    clean = _NOT_XML.sub(lambda found: _escaped(found[0]), text)
    return escape(clean, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
