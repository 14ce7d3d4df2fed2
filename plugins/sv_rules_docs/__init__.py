"""Reads documents of prose: Word, PDF, Markdown, HTML and plain text, paragraph by paragraph."""

from collections.abc import Iterable

from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.model.extending import DocumentFormat
from sv_rules_docs import hypertext, markdown, pdf, plain, word

__all__ = ["FORMATS", "sv_rules_document_formats"]

FORMATS = (hypertext.FORMAT, markdown.FORMAT, pdf.FORMAT, plain.FORMAT, word.FORMAT)


@hookimpl
def sv_rules_document_formats() -> Iterable[DocumentFormat]:
    """Offer `html`, `markdown`, `pdf`, `plain` and `word`."""
    return FORMATS
