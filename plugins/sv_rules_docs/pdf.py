"""The document format `pdf`: the text of each page, put together to paragraphs again."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sv_rules.model.extending import DocumentFormat
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.raw_document import RawDocument
from sv_rules_docs.building import build
from sv_rules_docs.limits import check_size, refusal
from sv_rules_docs.outline import Outline
from sv_rules_docs.pdf_lines import Line, PageRead, read_pages
from sv_rules_docs.pdf_pages import pages
from sv_rules_docs.pdf_paragraphs import add_paragraphs

_MARK = b"%PDF-"
_MARK_WITHIN = 1024
_GARBLED_SHARE = 5  # one letter in so many


def sniff(document: RawDocument) -> int:
    """Say how surely a document is a PDF, by the mark at its beginning."""
    return 95 if _MARK in document.data[:_MARK_WITHIN] else 0


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the document as one procurement. Pages that have no text, or none that can be read, are remarks.

    Raises:
        DocumentError: it is no PDF, damaged as a whole, protected with a password or too large.
    """
    check_size(document.data, document.name)
    if not sniff(document):
        raise refusal("this is no PDF: it does not begin as one", document.name, "Give a PDF, or name its format.")
    read = read_pages(pages(document))
    outline = Outline(document.name)
    add_paragraphs(read, outline)
    return build(document, FORMAT.name, outline, _remarks(read, document.name))


def _remarks(read: Sequence[PageRead], document: str) -> list[Remark]:
    original = "Give the document it was made from."
    kinds = (
        (
            [one.page.number for one in read if not one.items and one.page.pictured and not one.page.broken],
            ("is a picture; no text can be read from it", "are pictures; no text can be read from them"),
            "Give the document it was made from, or have its text recognised (OCR).",
        ),
        (
            [one.page.number for one in read if one.page.broken],
            ("is damaged; its text was not read", "are damaged; their text was not read"),
            original,
        ),
        (
            [one.page.number for one in read if _garbled(one)],
            ("does not say which letters it shows", "do not say which letters they show"),
            original,
        ),
    )
    return [
        Remark(
            what=f"{_ranges(numbers)} {words[len(numbers) > 1]}",
            fix=fix,
            place=Place(document=document, page=numbers[0]),
        )
        for numbers, words, fix in kinds
        if numbers
    ]


def _garbled(read: PageRead) -> bool:
    text = "".join(item.text for item in read.items if isinstance(item, Line))
    odd = Counter(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in text)
    return odd[True] * _GARBLED_SHARE > len(text)


def _ranges(numbers: Sequence[int]) -> str:
    """Write page numbers in words: `page 2`, `pages 3 to 9`, `pages 1, 3 to 5 and 8`."""
    starts = [numbers[0], *(after for before, after in pairwise(numbers) if after != before + 1)]
    ends = [*(before for before, after in pairwise(numbers) if after != before + 1), numbers[-1]]
    parts = [str(first) if first == last else f"{first} to {last}" for first, last in zip(starts, ends, strict=True)]
    words = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"{'pages' if len(numbers) > 1 else 'page'} {words}"


FORMAT = DocumentFormat(name="pdf", title="PDF", sniff=sniff, load=load, suffix=".pdf")
