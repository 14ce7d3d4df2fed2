"""The bytes of a workbook to its sheets: what cells show, and remarks on what a reader of the sheet does not see."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from sv_rules.errors import Problem
from sv_rules.model.place import Place
from sv_rules.model.procurement import Remark
from sv_rules.model.raw_document import RawDocument
from sv_rules_sheets.archive import Archive, Attributes
from sv_rules_sheets.grid import Book, CellValue, Sheet, cell_name, column_number
from sv_rules_sheets.number_formats import BUILT_IN, PLAIN, kind_of, number_of, value_of

MOST_CELLS = 2_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_WORKBOOK = "xl/workbook.xml"


class _Listed(NamedTuple):
    name: str
    part: str
    hidden: bool


def read_book(document: RawDocument) -> Book:
    """Give every sheet of cells, in the order of the workbook.

    Raises:
        DocumentError: the file is no workbook, is damaged, or is larger than the bounds here and in `archive`.
    """
    archive = Archive(document)
    listed, since_1904 = _listed(archive)
    reading = _Reading(document.name, archive, _shared(archive), _kinds(archive), since_1904)
    return Book(document.name, [reading.sheet(one) for one in listed], list(_remarks(document.name, archive.names)))


def sheet_names(document: RawDocument) -> Sequence[str]:
    """Give the names of the sheets.

    Raises:
        DocumentError: the file is no workbook.
    """
    return [one.name for one in _listed(Archive(document))[0]]


def _listed(archive: Archive) -> tuple[list[_Listed], bool]:
    if _WORKBOOK not in archive.names:
        raise archive.broken("the file is not an Excel workbook: it has no list of sheets")
    parts: dict[str, str] = {}
    listed: list[_Listed] = []
    settings: Attributes = {}

    def relation(tag: str, given: Attributes) -> None:
        if tag == "Relationship" and given.get("Type", "").endswith("/worksheet"):
            parts[given.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", given.get("Target", ""))).lstrip("/")

    def entry(tag: str, given: Attributes) -> None:
        if tag == "workbookPr":
            settings.update(given)
        if tag == "sheet" and (part := parts.get(given.get("id", ""))) in archive.names:
            listed.append(_Listed(given.get("name", ""), part or "", given.get("state", "visible") != "visible"))

    if "xl/_rels/workbook.xml.rels" in archive.names:
        archive.walk("xl/_rels/workbook.xml.rels", relation, _nothing)
    archive.walk(_WORKBOOK, entry, _nothing)
    return listed, settings.get("date1904") in {"1", "true"}


def _shared(archive: Archive) -> list[str]:
    """Give the texts that cells share, by number."""
    texts: list[str] = []
    runs: list[str] = []
    spoken: list[str] = []  # how a text is said, above it in some scripts: no part of it

    def start(tag: str, _: Attributes) -> None:
        if tag == "si":
            runs.clear()
        elif tag == "rPh":
            spoken.append(tag)

    def end(tag: str, text: str) -> None:
        if tag == "t" and not spoken:
            runs.append(text)
        elif tag == "rPh":
            spoken.pop()
        elif tag == "si":
            texts.append("".join(runs))

    if "xl/sharedStrings.xml" in archive.names:
        archive.walk("xl/sharedStrings.xml", start, end)
    return texts


def _kinds(archive: Archive) -> list[str]:
    """Give what the number format of each cell style shows, by the style's number."""
    codes: dict[str, str] = {}
    kinds: list[str] = []
    inside: list[str] = []

    def start(tag: str, given: Attributes) -> None:
        if tag == "numFmt":
            codes[given.get("numFmtId", "")] = kind_of(given.get("formatCode", "")[:400])
        elif tag == "xf" and inside[-1] == "cellXfs":
            number = given.get("numFmtId", "0")
            kinds.append(codes.get(number, BUILT_IN.get(int(number), PLAIN) if number.isdecimal() else PLAIN))
        inside.append(tag)

    def end(_tag: str, _text: str) -> None:
        inside.pop()

    if "xl/styles.xml" in archive.names:
        archive.walk("xl/styles.xml", start, end)
    return kinds


def _nothing(_tag: str, _text: str) -> None:
    return None


def _remarks(document: str, names: frozenset[str]) -> Iterator[Remark]:
    place = Place(document=document)
    if any(name.endswith("vbaProject.bin") for name in names):
        yield Remark(what="the workbook has macros; they were neither run nor read", place=place)
    if any(name.startswith("xl/externalLinks/") for name in names):
        what = "the workbook refers to other files; they were not opened, and the values stored in it were read"
        yield Remark(what=what, place=place)


class _Reading:
    def __init__(
        self, document: str, archive: Archive, shared: Sequence[str], kinds: Sequence[str], since_1904: bool
    ) -> None:
        self._document = document
        self._archive = archive
        self._shared = shared
        self._kinds = kinds
        self._since_1904 = since_1904
        self._cells = 0

    def sheet(self, listed: _Listed) -> Sheet:
        rows = _Rows(self, listed.name)
        self._archive.walk(listed.part, rows.start, rows.end)
        place = Place(document=self._document, sheet=listed.name)
        remarks = list(rows.remarks(place))
        if listed.hidden:
            remarks.append(Remark(what="the sheet is hidden; it was read", place=place))
        return Sheet(self._document, listed.name, rows.rows, rows.problems, remarks)

    def value(self, kind: str, style: str, text: str) -> CellValue | None:
        """Give what a cell says from its type, its style and its text in the file; None when that is nothing."""
        if kind == "s":
            number = int(text) if text.isdecimal() and len(text) < 10 else -1
            return _text(self._shared[number]) if 0 <= number < len(self._shared) else None
        if kind == "b":
            return text.strip() == "1"
        if kind in {"n", ""}:
            found: int | Decimal | None = number_of(text.strip())
            if found is not None:
                shows = self._kinds[int(style)] if style.isdecimal() and int(style) < len(self._kinds) else PLAIN
                return value_of(found, shows, since_1904=self._since_1904)
        if kind == "d":
            text = text.removesuffix("T00:00:00")
        return _text(text)

    def count(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise self._archive.broken(f"the workbook has more than {MOST_CELLS:,} cells with something in them")

    def place(self, sheet: str, row: int, column: int) -> Place:
        return Place(document=self._document, sheet=sheet, cell=cell_name(row, column))


def _text(text: str) -> str | None:
    """Give a text without blanks around it; what XML cannot hold stands in it as `_x0001_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).strip() or None


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Rows:
    """Fills the rows of one sheet while its part is walked."""

    def __init__(self, reading: _Reading, sheet: str) -> None:
        self.rows: dict[int, dict[int, CellValue]] = {}
        self.problems: list[Problem] = []
        self._reading = reading
        self._sheet = sheet
        self._row = self._column = 0
        self._given: Attributes = {}
        self._text: str | None = None
        self._runs: list[str] = []
        self._spoken = 0
        self._formula = False
        self._formulas: list[str] = []
        self._errors: list[str] = []
        self._hidden: dict[str, int] = {"row": 0, "col": 0}
        self._merged: list[str] = []

    def start(self, tag: str, given: Attributes) -> None:
        if tag == "row":
            number = given.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
            self._column = 0
            self._hidden["row"] += given.get("hidden") in {"1", "true"}
        elif tag == "c":
            self._given, self._text, self._runs, self._formula = given, None, [], False
            found = _CELL.fullmatch(given.get("r", ""))
            self._column = column_number(found[1]) if found else self._column + 1
            self._row = int(found[2]) if found else self._row
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._spoken += 1
        elif tag == "col":
            self._hidden["col"] += given.get("hidden") in {"1", "true"}
        elif tag == "mergeCell":
            self._merged.append(given.get("ref", "")[:20])

    def end(self, tag: str, text: str) -> None:
        if tag == "v":
            self._text = text
        elif tag == "t" and not self._spoken:
            self._runs.append(text)
        elif tag == "rPh":
            self._spoken -= 1
        elif tag == "c":
            self._cell()

    def _cell(self) -> None:
        if not (0 < self._row <= LAST_ROW and 0 < self._column <= LAST_COLUMN):
            return
        kind = self._given.get("t", "")
        text = "".join(self._runs) if kind == "inlineStr" else self._text
        name = cell_name(self._row, self._column)
        if self._formula:
            if text is None:
                what = "the cell holds a formula whose result is not stored in the file"
                fix = "Open the workbook in your spreadsheet program and save it, or write the value in the cell."
                place = self._reading.place(self._sheet, self._row, self._column)
                self.problems.append(Problem(what, place, fix=fix))
                return
            self._formulas.append(name)
        value = self._reading.value(kind, self._given.get("s", "0"), text or "")
        if value is None:
            return
        if kind == "e":
            self._errors.append(name)
        self._reading.count()
        self.rows.setdefault(self._row, {})[self._column] = value

    def remarks(self, place: Place) -> Iterator[Remark]:
        told: Mapping[str, Sequence[str]] = {
            "a formula; its stored result was read": self._formulas,
            "a calculation that failed; the cell was read as the text it shows": self._errors,
            "merged; of merged cells only the first one has a value": self._merged,
        }
        for what, cells in told.items():
            if cells:
                more = f", and {len(cells) - 1} more in this sheet" if len(cells) > 1 else ""
                where = place.model_copy(update={"cell": cells[0]})
                yield Remark(what=f"the cell is {what}{more}", place=where)
        for word, tag in (("rows", "row"), ("columns", "col")):
            if self._hidden[tag]:
                yield Remark(what=f"some {word} of the sheet are hidden; they were read like the others", place=place)
