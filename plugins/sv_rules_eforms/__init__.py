"""Reads eForms: the notices of the EU's Tenders Electronic Daily, UBL 2.3 documents with eForms extensions."""

from collections.abc import Iterable

from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.model.extending import DocumentFormat
from sv_rules_eforms.reading import FORMAT

__all__ = ["FORMAT", "sv_rules_document_formats"]


@hookimpl
def sv_rules_document_formats() -> Iterable[DocumentFormat]:
    """Offer the format `eforms`."""
    return [FORMAT]
