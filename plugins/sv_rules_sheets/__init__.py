"""Reads and writes sheets: workbooks of Excel (`xlsx`) and lists of bids as `csv`.

Only the standard library is used, for reading and for writing: a cell's number is read digit by digit as it stands in
the file, and the same content is the same bytes, whichever versions of other libraries are installed.
"""

from collections.abc import Iterable

from sv_rules.hosting.hookspecs import hookimpl
from sv_rules.model.extending import DocumentFormat
from sv_rules_sheets import comma_separated, workbook

__all__ = ["sv_rules_document_formats"]


@hookimpl
def sv_rules_document_formats() -> Iterable[DocumentFormat]:
    """Offer the formats `csv` and `xlsx`."""
    return [comma_separated.FORMAT, workbook.FORMAT]
