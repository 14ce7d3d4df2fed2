"""The only file that imports pypdf: pages to pieces of text, each with where and how it stands.

pypdf bounds what one stream, array or page tree may cost, by settings that hold for one reading only (a context
variable). It does not bound the same large drawing used on thousands of pages, so `_Work` counts that. No clock is
asked, and nothing is left to threads.
"""

import logging
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from struct import error as StructError  # noqa: N812  the library's name for a class
from typing import Any

from sv_rules.model.raw_document import RawDocument
from sv_rules_docs.libraries import library
from sv_rules_docs.limits import (
    LARGEST_PDF_STREAM,
    MOST_PAGES,
    MOST_PDF_DRAWINGS,
    MOST_PDF_ENTRIES,
    MOST_PDF_TOKENS,
    MOST_PDF_WORK,
    refusal,
)

_REPAIR = "Open it in a PDF reader, print it to a new PDF, and give that; or give the document it was made from."
_DEEPEST_DRAWING = 5
_COST_OF_A_FONT = 500
_COST_OF_A_LETTER = 4
_COST_OF_A_TEXT = 16
_TEXT_OPERATORS = (b"Tj", b"TJ", b"'", b'"')
_RANGES = re.compile(rb"beginbfrange((?:(?!endbfrange).)*)", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,8})>\s*[<\[]")
_LARGEST_POSITION = 10**7


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text drawn in one go. Positions and sizes are in tenths of a point; `y` grows upwards.

    A line ends where `text` has a line feed.
    """

    text: str
    x: int
    y: int
    size: int
    bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """`pictured`: it shows a picture. `broken`: its text cannot be read."""

    number: int
    pieces: tuple[Piece, ...] = ()
    pictured: bool = False
    broken: bool = False


def pages(document: RawDocument) -> list[Page]:
    """Give the pages of a PDF.

    Raises:
        DocumentError: it is no PDF, damaged as a whole, protected with a password or too large.
    """
    pypdf = library("pypdf", "PDF", document.name)
    broken = _broken(pypdf)
    with _quiet(), _bounded():
        try:
            reader = pypdf.PdfReader(BytesIO(document.data), strict=False)
            protected = reader.is_encrypted and not reader.decrypt("")
            found = [] if protected else list(_page_list(reader, document.name))
        except pypdf.errors.DependencyError as error:
            raise refusal("the document is protected", document.name, _UNPROTECT) from error
        except pypdf.errors.LimitReachedError as error:
            raise refusal("the document is too large or too intricate to be read", document.name, _REPAIR) from error
        except broken as error:
            raise refusal("the file is damaged: it cannot be read as PDF", document.name, _REPAIR) from error
        if protected:
            raise refusal("the document is protected with a password", document.name, _UNPROTECT)
        work = _Work(document.name)
        # All of them first: what is too much is refused before anything is gone through.
        readable = [_spend(page, work, broken) for page in found]
        return [
            _page(page, number, work, broken) if reads else Page(number, broken=True)
            for number, (page, reads) in enumerate(zip(found, readable, strict=True), 1)
        ]


_UNPROTECT = "Save it without a password, or give the document it was made from."


def _broken(pypdf: Any) -> tuple[type[Exception], ...]:
    # pypdf on damaged files: its own errors; as its manual says, also whatever Python raises when an object is not of
    # the kind, or a number not in the range, that the format asks for; and those of the modules that unpack.
    return (
        *(pypdf.errors.PyPdfError, pypdf.errors.DependencyError, pypdf.errors.DeprecationError),
        *(zlib.error, StructError, EOFError, OSError),
        *(ValueError, TypeError, AttributeError, LookupError, ArithmeticError, AssertionError, RuntimeError),
    )


def _page_list(reader: Any, document: str) -> Iterator[Any]:
    if len(reader.pages) > MOST_PAGES:
        raise refusal(f"the document has more than {MOST_PAGES:,} pages", document, "Split it.")
    for number in range(len(reader.pages)):
        yield reader.pages[number]


def _page(page: Any, number: int, work: "_Work", broken: tuple[type[Exception], ...]) -> Page:
    pieces: list[Piece] = []
    pictured = False

    def visit(text: Any, frame: Any, matrix: Any, font: Any, size: Any) -> None:
        if text:
            pieces.append(_piece(text, frame, matrix, font, size))

    def before(operator: Any, operands: Any, *_: Any) -> None:
        nonlocal pictured
        pictured |= operator in {b"INLINE IMAGE", b"BI"}
        if operator == b"Do" and operands:
            work.spend(costs.get(str(operands[0]), 0))

    try:
        costs, pictured = _drawings(page.get("/Resources"), 0)
        page.extract_text(visitor_text=visit, visitor_operand_before=before)
    except broken:
        work.check()
        return Page(number, broken=True)
    work.check()
    return Page(number, tuple(pieces), pictured)


def _spend(page: Any, work: "_Work", broken: tuple[type[Exception], ...]) -> bool:
    """Spend what a page's own text costs, and say whether it can be unpacked."""
    try:
        drawn = page.get_contents()
        cost = _drawing(drawn.get_data()) if drawn is not None else 0
        cost += _fonts(page.get("/Resources"))
    except broken:
        return False
    work.spend(cost)
    return True


def _drawings(resources: Any, depth: int) -> tuple[Mapping[str, int], bool]:
    """Give the bytes that each use of a drawing costs, by its name, and whether there is a picture."""
    costs: dict[str, int] = {}
    pictured = False
    written = resources.get_object() if resources is not None else {}
    drawings = written.get("/XObject")
    for name, reference in (drawings.get_object() if drawings is not None else {}).items():
        drawing = reference.get_object()
        if drawing.get("/Subtype") == "/Image":
            pictured = True
        elif depth < _DEEPEST_DRAWING:
            inside, pictures = _drawings(drawing.get("/Resources"), depth + 1)
            pictured |= pictures
            # Names are told apart by what they stand in; the dearest of one name is what it costs.
            for each, cost in {
                **inside,
                str(name): _drawing(drawing.get_data()) + _fonts(drawing.get("/Resources")),
            }.items():
                costs[each] = max(cost, costs.get(each, 0))
    return costs, pictured


def _drawing(data: bytes) -> int:
    """Give what it costs to go through a drawing: its bytes, and more for every operator that shows text."""
    return len(data) + _COST_OF_A_TEXT * sum(map(data.count, _TEXT_OPERATORS))


def _fonts(resources: Any) -> int:
    fonts = resources.get_object().get("/Font") if resources is not None else None
    cost = 0
    table: Any
    for reference in (fonts.get_object() if fonts is not None else {}).values():
        cost += _COST_OF_A_FONT
        font = reference.get_object()
        table = font.get("/ToUnicode") if hasattr(font, "get") else None
        table = table.get_object() if table is not None else None
        cost += _letters(table.get_data()) if hasattr(table, "get_data") else 0
    return cost


def _letters(table: bytes) -> int:
    """Give the bytes of a table of letters with its ranges written out: a short line may stand for 65,536 of them."""
    ranges = (found for block in _RANGES.findall(table) for found in _RANGE.findall(block))
    return len(table) + sum(_COST_OF_A_LETTER * max(0, int(last, 16) - int(first, 16)) for first, last in ranges)


def _piece(text: Any, frame: Any, matrix: Any, font: Any, size: Any) -> Piece:
    name = str(font.get("/BaseFont", "")) if hasattr(font, "get") else ""
    x = matrix[4] * frame[0] + matrix[5] * frame[2] + frame[4]
    y = matrix[4] * frame[1] + matrix[5] * frame[3] + frame[5]
    # The height of the letters, turned or not: the longest side of what the matrices make of an upright.
    up = (matrix[2] * frame[0] + matrix[3] * frame[2], matrix[2] * frame[1] + matrix[3] * frame[3])
    height = max(abs(up[0]), abs(up[1])) * abs(size)
    bold = any(word in name.lower() for word in ("bold", "black", "heavy", "semibold"))
    return Piece(str(text), _tenths(x), _tenths(y), _tenths(height), bold)


def _tenths(points: float) -> int:
    return int(max(-_LARGEST_POSITION, min(_LARGEST_POSITION, round(points * 10)))) if isfinite(points) else 0


class _Work:
    def __init__(self, document: str) -> None:
        self._document = document
        self._left = MOST_PDF_WORK

    def spend(self, cost: int) -> None:
        self._left -= cost
        self.check()

    def check(self) -> None:
        """Raise even where pypdf swallowed it the first time: it goes on after any error in a drawing."""
        if self._left < 0:
            what = "the drawings and fonts of the document are too large or used too often to be read"
            raise refusal(what, self._document, f"Split it. Otherwise: {_REPAIR}")


@contextmanager
def _bounded() -> Iterator[None]:
    from pypdf import apply_configuration  # noqa: PLC0415  an extra: imported where a PDF needs it

    with apply_configuration(
        maximum_declared_stream_length=LARGEST_PDF_STREAM,
        array_based_stream_maximum_output_length=LARGEST_PDF_STREAM,
        lzw_maximum_output_length=LARGEST_PDF_STREAM,
        run_length_maximum_output_length=LARGEST_PDF_STREAM,
        zlib_maximum_output_length=LARGEST_PDF_STREAM,
        zlib_maximum_recovery_input_length=LARGEST_PDF_STREAM // 16,
        stream_decoding_work_maximum_length=4 * LARGEST_PDF_STREAM,
        stream_parsing_work_maximum_count=MOST_PDF_TOKENS,
        array_maximum_element_count=MOST_PDF_ENTRIES,
        dictionary_maximum_element_count=MOST_PDF_ENTRIES,
        page_tree_maximum_entries=2 * MOST_PAGES,
        page_tree_maximum_page_entries=100 * MOST_PAGES,
        xform_maximum_invocations_per_extraction=MOST_PDF_DRAWINGS,
        jbig2dec_binary=None,
    ):
        yield


_READING: ContextVar[bool] = ContextVar("sv_rules_docs_reading", default=False)


def _not_ours(_: logging.LogRecord) -> bool:
    return not _READING.get()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's warnings about this reading out of every log: they quote documents. Other uses of it still log."""
    # A filter works on its own logger only, not on those below it; pypdf names one after each of its modules.
    for name in [name for name in tuple(sys.modules) if name.partition(".")[0] == "pypdf"]:
        logging.getLogger(name).addFilter(_not_ours)
    token = _READING.set(True)
    try:
        yield
    finally:
        _READING.reset(token)
