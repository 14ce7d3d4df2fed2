"""The document format `markdown`: CommonMark with tables."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sv_rules.model.extending import DocumentFormat
from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.raw_document import RawDocument
from sv_rules_docs.building import build
from sv_rules_docs.hypertext import read_hypertext, remarks_on
from sv_rules_docs.libraries import library
from sv_rules_docs.limits import (
    LARGEST_MARKDOWN,
    LONGEST_MARKED_UP,
    MOST_BRACKETS,
    MOST_MARKDOWN_COLUMNS,
    MOST_MARKDOWN_LINES,
    check_size,
    refusal,
)
from sv_rules_docs.outline import Cell, Outline

_NAMES = (".md", ".markdown", ".mdown")
_SIGNS = tuple(
    re.compile(sign, re.MULTILINE)
    for sign in (
        r"^#{1,6} \S",
        r"^\|.*\|[ \t]*\n\|[-:| ]+\|[ \t]*$",
        r"\*\*\w[^*\n]*\*\*",
        r"\]\([^)\s]{1,500}\)",
        r"^[-*] \S",
    )
)
_FRONT = re.compile(r"---[ \t]*\n(?:[\w-]+:.*\n|[ \t]+.*\n|-.*\n|#.*\n)*---[ \t]*(?:\n|$)")
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)


def sniff(document: RawDocument) -> int:
    """Say how surely a document is Markdown: by its name, or by two of its marks."""
    text = document.text_or_empty
    if document.name.lower().endswith(_NAMES):
        return 50 if text.strip() else 0
    if text.lstrip().startswith(("{", "[", "<")) or "." in document.name.removesuffix(".txt"):
        return 0
    return 45 if sum(bool(sign.search(text)) for sign in _SIGNS) >= 2 else 0


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the text as one procurement. HTML inside is read as HTML; settings before the text are left out.

    Raises:
        DocumentError: it is not UTF-8, too long, or the library is not installed.
    """
    check_size(document.data, document.name, LARGEST_MARKDOWN)
    text = document.text.replace("\r\n", "\n").replace("\r", "\n")
    _check(text, document.name)
    parser = library("markdown_it", "Markdown", document.name).MarkdownIt("commonmark", {"maxNesting": 100})
    # Blocks first; each one's inside only where its length is bearable, as its cost can grow with the square.
    parser.enable("table").core.ruler.disable("inline")
    inside = library("markdown_it", "Markdown", document.name).MarkdownIt("commonmark", {"maxNesting": 100})
    outline = Outline(document.name)
    reading = _Reading(outline, inside.parseInline)
    reading.read(parser.parse(_FRONT.sub("", text, count=1) if text.startswith("---") else text))
    return build(document, FORMAT.name, outline, remarks_on(reading.left_out, document.name))


def _check(text: str, document: str) -> None:
    lines = text.split("\n")
    if len(lines) > MOST_MARKDOWN_LINES:
        raise refusal(f"the document has more than {MOST_MARKDOWN_LINES:,} lines", document, "Split it.")
    if any(line.count("|") > MOST_MARKDOWN_COLUMNS for line in lines):
        what = f"a table has more than {MOST_MARKDOWN_COLUMNS:,} columns"
        raise refusal(what, document, "Take it out, or give it as a document of its own.")


class _Reading:
    def __init__(self, outline: Outline, inline: Callable[[str], list[Any]]) -> None:
        self.left_out: set[str] = set()
        self._outline = outline
        self._inline = inline
        self._level = 0
        self._items = 0
        self._table = self._row = self._column = 0
        self._header = False

    def read(self, tokens: Sequence[Any]) -> None:
        for token in tokens:
            match token.type:
                case "heading_open":
                    self._level = int(token.tag[1:])
                case "heading_close":
                    self._level = 0
                case "list_item_open":
                    self._items += 1
                case "list_item_close":
                    self._items -= 1
                case "table_open":
                    self._table, self._row = self._outline.next_table(), 0
                case "table_close":
                    self._table = 0
                case "thead_open" | "thead_close":
                    self._header = token.type == "thead_open"
                case "tr_open":
                    self._row, self._column = self._row + 1, 0
                case "th_open" | "td_open":
                    self._column += 1
                case "inline":
                    self._add(self._text(token.content))
                case "fence" | "code_block":
                    self._add(token.content)
                case "html_block":
                    self.left_out |= read_hypertext(token.content, self._outline)

    def _add(self, text: str) -> None:
        if self._table:
            self._outline.cell(text, Cell(self._table, self._row, self._column, self._header))
        elif self._level:
            self._outline.heading(text, self._level)
        else:
            self._outline.text(text, item=self._items > 0)

    def _text(self, content: str) -> str:
        if len(content) > LONGEST_MARKED_UP or content.count("[") > MOST_BRACKETS:
            return content
        return "".join(part for token in self._inline(content) for part in _words(token.children or ()))


def _words(tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type == "html_inline":
            yield " " if _LINE_BREAK.match(token.content) else ""
        else:
            yield token.content


FORMAT = DocumentFormat(name="markdown", title="Markdown text", sniff=sniff, load=load, suffix=".md")
