"""The sections of the prose that was searched."""

from sv_rules.model.procurement import Procurement

MOST = 12
"""Sections that are named."""


def searched_sections(procurement: Procurement) -> tuple[str, ...]:
    """Give the outermost headings of all documents, each once; a document without headings by its name."""
    found: dict[str, None] = {}
    for document in procurement.prose:
        sections = dict.fromkeys(
            paragraph.headings[0] if paragraph.headings else paragraph.text
            for paragraph in document.paragraphs
            if paragraph.headings or paragraph.level == 1
        )
        found |= sections or {document.document: None}
    names = [" ".join(name.split()) for name in found]
    return tuple(names) if len(names) <= MOST else (*names[:MOST], f"and {len(names) - MOST} more")
