"""Tables that follow each other on a page of a PDF, drawn by two libraries; what is read of them, by hand."""

import io
from collections.abc import Sequence
from itertools import groupby

import pytest
from docs_reading.making import Pdf, paragraphs, told
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

Rows = Sequence[Sequence[str]]
WEIGHTS = [["Criterion", "Weight"], ["Quality", "40%"], ["Social value", "20%"], ["Price", "40%"]]
SCALE = [["Score", "Meaning"], ["0", "No answer"], ["3", "Good"], ["5", "Very good"]]
WORDS = [["Term", "Meaning"], ["The Council", "Whoever buys"], ["The provider", "Whoever delivers"]]
THREE = [["Criterion", "Weight", "Threshold"], ["Quality", "60%", "30"], ["Price", "40%", "0"]]


def by_reportlab(*blocks: Rows | str | int, widths: Sequence[int] = (200, 200), bold: bool = False) -> bytes:
    """Rows, a paragraph, or a gap in points."""
    styles = getSampleStyleSheet()
    flow: list[Flowable] = []
    for block in blocks:
        match block:
            case str():
                flow.append(Paragraph(block, styles["BodyText"]))
            case int():
                flow.append(Spacer(1, block))
            case rows:
                style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
                style += [("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")] if bold else []
                flow.append(Table([list(row) for row in rows], widths[: len(rows[0])], style=style))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(flow)
    return out.getvalue()


def by_fpdf(*blocks: Rows | str) -> bytes:
    pdf = Pdf()
    pdf.add_page()
    for block in blocks:
        if isinstance(block, str):
            pdf.text_block(block)
        else:
            with pdf.table() as table:
                for row in block:
                    table.row(row)
    return pdf.bytes()


def tables(data: bytes) -> list[list[list[str]]]:
    """Rows of each table; text between them as a table of one cell."""
    found = []
    for _, cells in groupby(paragraphs("pdf", data), lambda one: one.table or f"text {one.number}"):
        found.append([[one.text for one in row] for _, row in groupby(cells, lambda one: one.row)])
    return found


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(by_reportlab(WEIGHTS, 12, SCALE), [WEIGHTS, SCALE], id="a gap"),
        pytest.param(by_reportlab(WEIGHTS, SCALE, bold=True), [WEIGHTS, SCALE], id="a bold header row, no gap"),
        pytest.param(by_reportlab(WORDS, 12, WEIGHTS, 12, SCALE), [WORDS, WEIGHTS, SCALE], id="three of them"),
        pytest.param(
            by_reportlab(WEIGHTS, "Tenders are scored so.", SCALE),
            [WEIGHTS, [["Tenders are scored so."]], SCALE],
            id="text",
        ),
        pytest.param(
            by_reportlab(THREE, 12, SCALE, widths=(150, 150, 100)), [THREE, SCALE], id="fewer columns at the same edges"
        ),
        pytest.param(by_reportlab(WEIGHTS, 12, THREE, widths=(150, 150, 100)), [WEIGHTS, THREE], id="more columns"),
        pytest.param(by_fpdf(WEIGHTS, SCALE), [WEIGHTS, SCALE], id="fpdf2: bold header rows, no gap"),
        pytest.param(by_fpdf(WEIGHTS, "Marks", SCALE), [WEIGHTS, [["Marks"]], SCALE], id="fpdf2: a short caption"),
    ],
)
def test_tables_that_follow_each_other(data: bytes, expected: list[Rows]) -> None:
    assert tables(data) == expected


TOTALLED = [*WEIGHTS, ["Total", "100%"]]
SECTIONS = [["Criterion", "Weight"], ["Quality", "60%"], ["Method", "40%"], ["Staff", "20%"], ["Price", "40%"]]
WRAPPED = [["Criterion", "What is asked"], ["Jobs", "Two apprentices\nin every year"], ["Price", "The total"]]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(by_reportlab(TOTALLED, bold=True), TOTALLED, id="a row of the total"),
        pytest.param(by_reportlab(SECTIONS), SECTIONS, id="no bold row"),
        pytest.param(by_reportlab(WEIGHTS, 12, [["Total", "100%"]]), TOTALLED, id="a total set apart"),
        pytest.param(
            by_fpdf(WRAPPED),
            [[cell.replace("\n", " ") for cell in row] for row in WRAPPED],
            id="cells of several lines",
        ),
    ],
)
def test_one_table_stays_one(data: bytes, expected: Rows) -> None:
    assert tables(data) == [expected]


def test_the_header_of_each_table_is_known() -> None:
    found = told(paragraphs("pdf", by_fpdf(WEIGHTS, SCALE)))
    assert [one for one in found if one.startswith("th")] == [
        "th 1:1:1 Criterion",
        "th 1:1:2 Weight",
        "th 2:1:1 Score",
        "th 2:1:2 Meaning",
    ]


def test_a_list_whose_bullets_stand_apart_is_no_table() -> None:
    pdf = Pdf()
    pdf.add_page()
    for row, (bullet, text) in enumerate([("-", "one job"), ("", "for a resident"), ("-", "two visits")]):
        pdf.text(10, 30 + 5 * row, bullet)
        pdf.text(30, 30 + 5 * row, text)
    assert {str(one.kind) for one in paragraphs("pdf", pdf.bytes())} == {"item"}
