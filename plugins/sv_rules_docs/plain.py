"""The document format `plain`: text without marks, its paragraphs told by empty lines and its headings by numbers."""

import re
from collections.abc import Iterator, Sequence

from sv_rules.model.extending import DocumentFormat
from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.raw_document import RawDocument
from sv_rules_docs.building import build
from sv_rules_docs.limits import LARGEST_TEXT, check_size
from sv_rules_docs.lines import joined, words_of
from sv_rules_docs.numbering import could_be_heading, has_label, heading_level, headings_among, without_bullet
from sv_rules_docs.outline import Outline

_BREAK = re.compile(r"\n[ \t\u00a0]*(?:\n|\f)|\f")
_UNDERLINE = re.compile(r"\s*(=|-|~)\1{2,}\s*$")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_DATA = re.compile(r"\s*[\[{<]|(?:\s*#.*\n)*\s*[\w.-]+:(?:\s|$)")
_SHOUTED_WORDS = 10


def sniff(document: RawDocument) -> int:
    """Say how surely a document is text to be read by people: by its name, unless it looks like data or a program's."""
    text = document.text_or_empty
    name = document.name.lower()
    if not text.strip() or _NO_TEXT.search(text) or _DATA.match(text):
        return 0
    if name.endswith((".txt", ".text")):
        return 40
    # No suffix at all: something that was pasted. Four words in a line are prose rather than a table or a program.
    return 10 if "." not in name and len(text.split()) >= 4 * len(text.splitlines()) else 0


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the text as one procurement.

    Raises:
        DocumentError: it is not UTF-8, or too long.
    """
    check_size(document.data, document.name, LARGEST_TEXT)
    text = document.text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = list(_blocks(text))
    words = words_of(text.split("\n"))
    numbered = headings_among([_numbered(lines) for lines in blocks])
    levels = [number or _set_apart(lines) for lines, number in zip(blocks, numbered, strict=True)]
    outline = Outline(document.name)
    for lines, level in zip(blocks, levels, strict=True):
        if level:
            outline.heading(lines[0], level)
        else:
            _paragraphs(lines, words, outline)
    return build(document, FORMAT.name, outline)


def _blocks(text: str) -> Iterator[list[str]]:
    """Give the lines between empty lines; a heading that text follows at once stands by itself."""
    for block in _BREAK.split(text):
        lines = [line for line in block.split("\n") if line.strip()]
        while lines and (size := _heading_lines(lines)):
            yield lines[:size]
            lines = lines[size:]
        if lines:
            yield lines


def _heading_lines(lines: Sequence[str]) -> int:
    if len(lines) > 1 and _UNDERLINE.match(lines[1]) and could_be_heading(lines[0].strip()):
        return 2
    level = heading_level(lines[0].strip())
    if len(lines) == 1 or not level:
        return 0
    if heading_level(lines[1].strip()) > level:  # a section and its first part
        return 1
    # Several numbered lines without a space between are a list.
    numbered = [line for line in lines if heading_level(line.strip()) or has_label(line)]
    return 1 if len(numbered) == 1 and lines[1].strip()[0].isupper() else 0


def _numbered(lines: Sequence[str]) -> int:
    return heading_level(" ".join(lines[0].split())) if len(lines) == 1 else 0


def _set_apart(lines: Sequence[str]) -> int:
    """Give the level of a heading that is underlined or in capitals; 0 for neither."""
    if len(lines) == 2 and (underline := _UNDERLINE.match(lines[1])) and could_be_heading(lines[0].strip()):
        return 1 if underline[1] == "=" else 2
    return 1 if len(lines) == 1 and _shouted(" ".join(lines[0].split())) else 0


def _shouted(line: str) -> bool:
    # An acronym alone is no heading; nor is a line that begins as an item does.
    words = line.split()
    long_enough = any(sum(letter.isalpha() for letter in word) > 4 for word in words)
    marked = without_bullet(line) is not None or has_label(line)
    return line.isupper() and long_enough and len(words) <= _SHOUTED_WORDS and could_be_heading(line) and not marked


def _paragraphs(lines: Sequence[str], words: frozenset[str], outline: Outline) -> None:
    kept: list[str] = []
    item = False
    for line in lines:
        if _UNDERLINE.match(line):  # a rule across the page
            continue
        bare = without_bullet(line)
        if bare is not None or has_label(line) or heading_level(line.strip()):
            outline.text(joined(kept, words), item=item)
            kept, item = [], bare is not None or has_label(line)
        kept.append(line if bare is None else bare)
    outline.text(joined(kept, words), item=item)


FORMAT = DocumentFormat(name="plain", title="plain text", sniff=sniff, load=load, suffix=".txt")
