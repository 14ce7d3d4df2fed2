"""Reads tenders, bids and criteria of Prozorro, Ukraine's procurement system, in the JSON of its public API."""

from collections.abc import Iterable

from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.model.extending import DocumentFormat
from sv_rules_prozorro.reading import FORMAT

__all__ = ["FORMAT", "sv_rules_document_formats"]


@hookimpl
def sv_rules_document_formats() -> Iterable[DocumentFormat]:
    """Offer the format `prozorro`."""
    return [FORMAT]
