"""A draft as a Word document."""

from collections.abc import Iterable
from io import BytesIO

from docx import Document
from drafts.description import Block, Heading, Items, Table, Text


def word(blocks: Iterable[Block]) -> bytes:
    """Give a Word document with real headings, lists and tables."""
    document = Document()
    for block in blocks:
        match block:
            case Heading():
                document.add_heading(block.text, block.level)
            case Text():
                document.add_paragraph(block.text)
            case Items():
                for text in block.texts:
                    document.add_paragraph(text, style="List Bullet")
            case Table():
                table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
                for row in block.rows:
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = text
                document.add_paragraph()
    written = BytesIO()
    document.save(written)
    return written.getvalue()
