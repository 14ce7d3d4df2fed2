"""A draft as a PDF."""

from collections.abc import Iterable
from html import escape
from io import BytesIO

from drafts.description import Block, Heading, Items, Table, Text
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as Ruled


def pdf(blocks: Iterable[Block]) -> bytes:
    """Give a PDF as an office program prints it: headings by size, ruled tables, a page number at the foot."""
    styles = getSampleStyleSheet()
    body = styles["BodyText"]
    flow: list[Flowable] = []
    for block in blocks:
        match block:
            case Heading():
                flow.append(Paragraph(escape(block.text), styles[f"Heading{block.level}"]))
            case Text():
                flow.append(Paragraph(escape(block.text), body))
            case Items():
                flow.append(ListFlowable([Paragraph(escape(text), body) for text in block.texts], bulletType="bullet"))
            case Table():
                rows = [[Paragraph(escape(text), body) for text in row] for row in block.rows]
                flow.append(Ruled(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)], repeatRows=1))
                flow.append(Spacer(1, 12))

    def number_page(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.drawCentredString(A4[0] / 2, 30, f"Page {document.page}")

    written = BytesIO()
    document = SimpleDocTemplate(written, pagesize=A4, invariant=1)
    document.build(flow, onFirstPage=number_page, onLaterPages=number_page)
    return written.getvalue()
