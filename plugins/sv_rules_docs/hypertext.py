"""The document format `html`: a page as its reader sees it.

lxml parses it: in C and in linear time, to a bounded depth, forgiving as browsers are; scripts, links and pictures are
never followed.
"""

import codecs
import re
from collections.abc import Iterable, Sequence
from typing import Any

from sv_rules.errors import DocumentError
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.raw_document import RawDocument
from sv_rules_docs.building import build
from sv_rules_docs.libraries import library
from sv_rules_docs.limits import LARGEST_TEXT, MOST_SPAN, check_size
from sv_rules_docs.outline import Cell, Outline

_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_BLOCK = re.compile(r"<(?:p|div|h[1-6]|ul|ol|table|body|section|article)\b[^>]{0,500}>", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]{1,40})", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

_NOT_READ = frozenset(
    ("script", "style", "head", "template", "noscript", "nav", "svg", "iframe", "object", "embed", "select", "textarea")
)
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "ins"),
        *("kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt"),
        *("u", "var", "wbr", "img", "picture", "source"),
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def sniff(document: RawDocument) -> int:
    """Say how surely a document is HTML: by how it begins, else by its name and its marks."""
    head = document.data[:8192].decode("latin-1").removeprefix("ï»¿").replace("\0", "").removeprefix("ÿþ")
    if _BEGINS.match(head):
        return 90
    named = document.name.lower().endswith((".html", ".htm", ".xhtml"))
    if _BLOCK.match(head.lstrip()):
        return 70 if named else 40
    return 30 if named and _BLOCK.search(head) else 0


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the page as one procurement.

    Raises:
        DocumentError: it is too long, or the library is not installed.
    """
    check_size(document.data, document.name, LARGEST_TEXT)
    outline = Outline(document.name)
    left_out = read_hypertext(_decoded(document), outline)
    return build(document, FORMAT.name, outline, remarks_on(left_out, document.name))


def read_hypertext(text: str, outline: Outline) -> set[str]:
    """Add the paragraphs of HTML, whole or a part; give what was left out: `hidden`, `deleted`."""
    etree = library("lxml.etree", "HTML", outline.document)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        # Behind the mark, libxml2 takes even an empty text, or one that begins with a NUL, for a page.
        root = etree.fromstring(f"<html>{text.replace(chr(0), ' ')}".encode(errors="replace"), parser)
    except etree.LxmlError:
        return set()  # nothing in it but marks: libxml2 then has no page to give
    reading = _Reading(outline)
    if root is not None:
        reading.read(etree.iterwalk(root, events=("start", "end")))
    return reading.left_out


def remarks_on(left_out: Iterable[str], document: str) -> tuple[Remark, ...]:
    """Say what of a page was not read."""
    words = {
        "hidden": ("text that the page hides was not read", "Show it, if it belongs to the document."),
        "deleted": ("text marked as deleted was not read", "Take it out of the document."),
    }
    return tuple(
        Remark(what=words[one][0], fix=words[one][1], place=Place(document=document)) for one in sorted(left_out)
    )


def _decoded(document: RawDocument) -> str:
    if document.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return document.data.decode("utf-16", errors="replace")
    try:
        return document.text
    except DocumentError:
        named = _CHARSET.search(document.data[:4096])
        # What browsers take a page for that does not say, or says nonsense.
        return document.data.decode(_known_text_encoding(named[1].decode() if named else ""), errors="replace")


def _known_text_encoding(name: str) -> str:
    single_byte = ("iso8859-", "cp125", "koi8-", "mac-")
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return "cp1252"
    return found if found.startswith(single_byte) and found != "iso8859-1" else "cp1252"


class _Table:
    """Where the reading stands in a table; `down` holds, by column, how many more rows a cell above covers."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = self.column = 0
        self.header = False
        self.down: dict[int, int] = {}
        self.cell: Cell | None = None
        self._fresh: dict[int, int] = {}

    def next_row(self, element: Any) -> None:
        self.down = {column: rows - 1 for column, rows in self.down.items() if rows > 1} if self.row else {}
        self.row, self.column = self.row + 1, 0
        cells = [child.tag for child in element if child.tag in {"td", "th"}]
        above = element.getparent()
        in_head = above is not None and above.tag == "thead"
        self.header = in_head or (bool(cells) and set(cells) == {"th"})
        self._fresh = {}

    def next_cell(self, element: Any) -> None:
        if not self.row:  # a cell outside any row
            self.row = 1
        self.column += 1
        while self.column in self.down:
            self.column += 1
        wide, high = _span(element, "colspan"), _span(element, "rowspan")
        self.cell = Cell(self.number, self.row, self.column, self.header)
        if high > 1:
            self._fresh.update(dict.fromkeys(range(self.column, self.column + wide), high))
        self.column += wide - 1

    def end_row(self) -> None:
        # What begins in this row counts from the next one on; next_row takes one off.
        self.down.update(self._fresh)
        self.cell = None


def _span(element: Any, name: str) -> int:
    written = element.get(name) or "1"
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 1
    return min(max(number, 1), MOST_SPAN)


class _Reading:
    def __init__(self, outline: Outline) -> None:
        self.left_out: set[str] = set()
        self._outline = outline
        self._text: list[str] = []
        self._skipping = 0
        self._levels: list[int] = []
        self._items = 0
        self._tables: list[_Table] = []

    def read(self, events: Iterable[tuple[str, Any]]) -> None:
        for event, element in events:
            if event == "start":
                self._start(element)
            else:
                self._end(element)
        self._flush()

    def _start(self, element: Any) -> None:
        tag = element.tag
        if self._skipping or self._left_out(element):
            self._skipping += 1
            return
        if tag == "br":
            self._text.append(" ")
        elif tag not in _INLINE:
            self._flush()
            self._open(tag, element)
        self._text.append(element.text or "")

    def _left_out(self, element: Any) -> bool:
        tag = element.tag
        if tag == "del":
            self._noted("deleted", element)
            return True
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            self._noted("hidden", element)
            return True
        return tag in _NOT_READ

    def _noted(self, what: str, element: Any) -> None:
        if any(text.strip() for text in element.itertext()):
            self.left_out.add(what)

    def _open(self, tag: str, element: Any) -> None:
        if tag in _HEADINGS:
            self._levels.append(_HEADINGS[tag])
        elif tag == "li":
            self._items += 1
        elif tag == "table":
            self._tables.append(_Table(self._outline.next_table()))
        elif self._tables and tag == "tr":
            self._tables[-1].next_row(element)
        elif self._tables and tag in {"td", "th"}:
            self._tables[-1].next_cell(element)

    def _end(self, element: Any) -> None:
        tag = element.tag
        if self._skipping:
            self._skipping -= 1
        elif tag != "br" and tag not in _INLINE:
            self._flush()
            self._close(tag)
        if not self._skipping:
            self._text.append(element.tail or "")

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._levels.pop()
        elif tag == "li":
            self._items -= 1
        elif tag == "table":
            self._tables.pop()
        elif self._tables and tag == "tr":
            self._tables[-1].end_row()
        elif self._tables and tag in {"td", "th"}:
            self._tables[-1].cell = None

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if not text.strip():
            return
        if self._tables and self._tables[-1].cell:
            self._outline.cell(text, self._tables[-1].cell)
        elif self._levels:
            self._outline.heading(text, self._levels[-1])
        else:
            self._outline.text(text, item=self._items > 0)


FORMAT = DocumentFormat(name="html", title="web page, HTML", sniff=sniff, load=load, suffix=".html")
