"""Reads procurement notices published in the Open Contracting Data Standard (OCDS) 1.1."""

from collections.abc import Iterable

from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.model.extending import DocumentFormat
from sv_rules_ocds.reading import FORMAT

__all__ = ["FORMAT", "sv_rules_document_formats"]


@hookimpl
def sv_rules_document_formats() -> Iterable[DocumentFormat]:
    """Offer the format `ocds`."""
    return [FORMAT]
