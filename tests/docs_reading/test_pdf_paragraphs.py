"""Where paragraphs of a PDF end, in layouts that differ in the distance of lines and paragraphs."""

import io
from collections.abc import Callable, Sequence
from random import Random

import pytest
from docs_reading.making import Pdf, paragraphs
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

ONE_LINE = [
    "The Council buys the clubs under a services contract.",
    "Each club keeps to the timetable of the school holidays and tells parents of changes.",
    "Food shall be bought from local suppliers wherever this is possible.",
    "Please tell us what else you could offer.",
    "There will be four key performance indicators in the contract for the clubs.",
]
WORDS = (
    *("apprentices", "residents", "borough", "contract", "report", "quarter", "training", "and"),
    *("of", "with", "each", "in", "for", "the", "new", "local"),
)


def _sentence(random: Random, words: int) -> str:
    return f"The {' '.join(random.choice(WORDS) for _ in range(words))} council."


def _mixed(count: int) -> list[str]:
    """Paragraphs of one to six lines, of one sentence each, so that only a paragraph's end ends a sentence."""
    random = Random(count)
    return [_sentence(random, random.choice((4, 9, 30, 60, 80))) for _ in range(count)]


def by_reportlab(texts: Sequence[str], leading: int, space: int, align: int = 0, indent: int = 0) -> bytes:
    style = ParagraphStyle("body", fontSize=10, leading=leading, spaceAfter=space, alignment=align)
    style.firstLineIndent = indent
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build([Paragraph(text, style) for text in texts])
    return out.getvalue()


def by_fpdf(texts: Sequence[str], height: float, space: float) -> bytes:
    pdf = Pdf()
    pdf.add_page()
    for text in texts:
        pdf.multi_cell(0, height, text, align="J", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(space)
    return pdf.bytes()


LAYOUTS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "close lines, space after": lambda texts: by_reportlab(texts, 12, 6),
    "close lines, much space": lambda texts: by_reportlab(texts, 12, 14),
    "a line and a half, little space": lambda texts: by_reportlab(texts, 18, 6),
    "justified": lambda texts: by_reportlab(texts, 14, 8, align=4),
    "first line indented": lambda texts: by_reportlab(texts, 13, 6, indent=20),
    "fpdf2": lambda texts: by_fpdf(texts, 5, 3),
    "fpdf2, wide lines": lambda texts: by_fpdf(texts, 8, 4),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", [12, 60])
def test_paragraphs_of_one_line_and_of_several(layout: str, count: int) -> None:
    texts = _mixed(count)
    assert [one.text for one in paragraphs("pdf", LAYOUTS[layout](texts))] == texts


@pytest.mark.parametrize("layout", ["close lines, space after", "fpdf2"])
def test_paragraphs_of_one_line_only(layout: str) -> None:
    assert [one.text for one in paragraphs("pdf", LAYOUTS[layout](ONE_LINE))] == ONE_LINE


def test_a_sentence_goes_on_overleaf_with_a_capital() -> None:
    pdf = Pdf()
    for text in (
        "The provider shall report to the social value team of the borough on the first",
        "Monday of the month.",
    ):
        pdf.add_page()
        pdf.text_block(text)
    (only,) = paragraphs("pdf", pdf.bytes())
    assert only.text.endswith("on the first Monday of the month.")


def test_a_heading_at_a_foot_does_not_go_on_overleaf() -> None:
    pdf = Pdf()
    for text in ("Social value", "Monday is the day of the report."):
        pdf.add_page()
        pdf.text_block(text)
    assert [one.text for one in paragraphs("pdf", pdf.bytes())] == ["Social value", "Monday is the day of the report."]
