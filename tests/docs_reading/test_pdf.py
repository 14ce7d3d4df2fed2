"""PDF: pages written by fpdf2, and what is read of them, by hand."""

import io
import logging
import zlib
from collections.abc import Iterable
from contextlib import suppress

import pypdf
import pytest
from docs_reading.making import FORMS, Pdf, load, paragraphs, told
from PIL import Image

from sv_rules.errors import DocumentError
from sv_rules.model.raw_document import RawDocument
from sv_rules_docs.limits import MOST_PDF_WORK
from sv_rules_docs.pdf_pages import _drawing

LONG = "The provider will employ two apprentices from the borough in every year of the contract. "


def specification(*, packed: bool = True) -> bytes:
    pdf = Pdf(head="Home care 2026", foot="Page {page} of 3")
    pdf.set_compression(packed)
    pdf.add_page()
    pdf.heading("Home care specification", 20)
    pdf.heading("1. Social value")
    pdf.text_block(LONG * 3)
    pdf.text_block("- work experience\n- two school visits")
    pdf.text_block("1.1 Jobs")
    pdf.text_block("Text under a heading that only its number tells.")
    pdf.add_page()
    pdf.heading("Weights", 13)
    pdf.grid([["Criterion", "Weight"], ["Social value, and its\nreporting", "20%"], ["Price", "80%"]])
    pdf.text_block("After the table.")
    pdf.add_page()
    pdf.text_block("Third page.")
    return pdf.bytes()


def test_a_specification() -> None:
    found = paragraphs("pdf", specification())
    assert told(found) == [
        "h1 Home care specification",
        "h1 1. Social value",
        f"text {(LONG * 3).strip()}",
        "item work experience",
        "item two school visits",
        "h2 1.1 Jobs",
        "text Text under a heading that only its number tells.",
        "h3 Weights",
        "th 1:1:1 Criterion",
        "th 1:1:2 Weight",
        "cell 1:2:1 Social value, and its reporting",
        "cell 1:2:2 20%",
        "cell 1:3:1 Price",
        "cell 1:3:2 80%",
        "text After the table.",
        "text Third page.",
    ]
    assert [one.page for one in found] == [1] * 7 + [2] * 8 + [3]


def test_columns_of_text_are_no_table() -> None:
    pdf = Pdf()
    pdf.add_page()
    for x in (10, 110):
        for line in range(6):
            pdf.text(x, 30 + 6 * line, f"line {line} of column {x}")
    assert {str(one.kind) for one in paragraphs("pdf", pdf.bytes())} == {"text"}


def test_a_list_with_labels_set_apart_is_no_table() -> None:
    pdf = Pdf()
    pdf.add_page()
    for line, label in enumerate(["(a)", "(b)", "(c)"]):
        pdf.text(10, 30 + 6 * line, label)
        pdf.text(25, 30 + 6 * line, "an apprenticeship")
    assert told(paragraphs("pdf", pdf.bytes())) == [f"item ({label}) an apprenticeship" for label in "abc"]


def test_a_paragraph_goes_on_overleaf_with_a_broken_word() -> None:
    pdf = Pdf()
    pdf.add_page()
    pdf.text_block("The provider will employ two resi-")
    pdf.add_page()
    pdf.text_block("dents of the borough.")
    found = paragraphs("pdf", pdf.bytes())
    assert [(one.text, one.page) for one in found] == [("The provider will employ two residents of the borough.", 1)]


def test_what_only_looks_like_a_running_head_stays() -> None:
    pdf = Pdf()
    for number in (1, 5, 9):  # not the number of the page, nor the same distance from it
        pdf.add_page()
        pdf.text_block(f"Lot {number}")
        pdf.text_block(f"The text of lot {number} goes here.")
    assert [one.text for one in paragraphs("pdf", pdf.bytes())][::2] == ["Lot 1", "Lot 5", "Lot 9"]


def with_pictures(pages: Iterable[str]) -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(picture, "PNG")
    pdf = Pdf()
    for page in pages:
        pdf.add_page()
        if page == "picture":
            pdf.image(picture, 0, 0, 100)
        elif page:
            pdf.text_block(page)
    return pdf.bytes()


@pytest.mark.parametrize(
    ("pages", "remarks"),
    [
        pytest.param(["text", "picture"], ["page 2 is a picture; no text can be read from it"], id="one"),
        pytest.param(
            ["text", "picture", "picture", "text", "picture", ""],
            ["pages 2 to 3 and 5 are pictures; no text can be read from them"],
            id="several, and an empty one",
        ),
        pytest.param(["picture"], ["page 1 is a picture; no text can be read from it"], id="nothing else"),
    ],
)
def test_scanned_pages_are_reported(pages: list[str], remarks: list[str]) -> None:
    procurement, noticed = load("pdf", with_pictures(pages))
    assert [one.what for one in noticed] == remarks
    assert ("specification.text" in procurement.facts) is ("text" in pages)
    assert "Give the document it was made from" in noticed[0].fix


def _protected(*passwords: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(with_pictures(["text"])))
    writer.encrypt(*passwords, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_to_open_is_refused_one_to_print_is_not() -> None:
    with pytest.raises(DocumentError, match="protected with a password"):
        load("pdf", _protected("fictional"))
    assert told(paragraphs("pdf", _protected("", "fictional"))) == ["text text"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(b"text", "this is no PDF", id="text"),
        pytest.param(b"%PDF-1.7\n", "damaged", id="begins only"),
        pytest.param(b"%PDF-1.7\n" + b"\xff" * 5000, "damaged", id="noise"),
    ],
)
def test_what_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(DocumentError, match=what):
        load("pdf", data, "a.pdf")


def objects(*parts: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    data = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(parts, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(parts) + 1
    start = len(data)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        *(size, table, size),
        start,
    )


def stream(data: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<</Length %d /Filter /FlateDecode %s>>stream\n%s\nendstream" % (len(packed), extra, packed)


def many_pages(count: int, drawn: bytes, resources: bytes = b"<<>>") -> list[bytes]:
    kids = b" ".join(b"%d 0 R" % number for number in range(4, count + 4))
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R /Resources %s>>" % resources
    tree = b"<</Type /Pages /Count %d /Kids [%s]>>" % (count, kids)
    return [b"<</Type /Catalog /Pages 2 0 R>>", tree, drawn, *([page] * count)]


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        pytest.param(many_pages(2001, stream(b"")), "more than 2,000 pages", id="pages"),
        pytest.param(many_pages(100, stream(b"0 0 m\n" * 60_000)), "used too often", id="one drawing on many pages"),
        pytest.param(
            [b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Count 1 /Kids [2 0 R]>>"],
            "damaged|intricate",
            id="a tree in a circle",
        ),
    ],
)
def test_hostile_files_end(parts: list[bytes], what: str) -> None:
    with pytest.raises(DocumentError, match=what):
        load("pdf", objects(*parts))


def test_a_drawing_used_on_every_page_costs_each_time() -> None:
    drawing = stream(b"0 0 m\n" * 60_000, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    pages = many_pages(40, stream(b"/F Do " * 4), b"<</XObject <</F 44 0 R>>>>")
    with pytest.raises(DocumentError, match="used too often"):
        load("pdf", objects(*pages, drawing))


@pytest.mark.slow
@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(b"(a)Tj " * 9000, id="letters"),
        pytest.param(b"0 -9 Td(abc)Tj " * 3600, id="lines"),
        pytest.param(b"q Q " * 13_000, id="no text"),
        pytest.param(
            b"".join(b"1 0 0 1 %d %d Tm(a)Tj " % (x, 9000 - 9 * y) for x in (9, 300) for y in range(1000)),
            id="what is nearly a table",
        ),
    ],
)
def test_text_that_fills_the_whole_budget(drawn: bytes) -> None:
    font = b"<</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>"
    page = b"BT /F 9 Tf %s ET" % drawn
    most = MOST_PDF_WORK // _drawing(page)
    assert load("pdf", objects(*many_pages(most - 3, stream(page), font)))[1] == ()
    with pytest.raises(DocumentError, match="used too often"):
        load("pdf", objects(*many_pages(most + 1, stream(page), font)))


@pytest.mark.slow
@pytest.mark.parametrize("count", [60, 300])
def test_an_ordinary_document_of_many_pages_is_read_in_full(count: int) -> None:
    words = [f"{LONG.split()[number * number % 13]} {number}" for number in range(260 * count)]
    pdf = Pdf(head="Home care 2026", foot="Page {page}")
    for page in range(count):
        pdf.add_page()
        for block in range(4):
            start = 260 * page + 65 * block
            pdf.text_block(" ".join(words[start : start + 65]))
    found = paragraphs("pdf", pdf.bytes())
    assert found[-1].page == count
    assert " ".join(one.text for one in found) == " ".join(words)


def test_a_stream_that_unpacks_to_too_much_is_a_broken_page() -> None:
    _, remarks = load("pdf", objects(*many_pages(1, stream(b" " * 20_000_000))))
    assert [one.what for one in remarks] == ["page 1 is damaged; its text was not read"]


def test_letters_that_the_file_does_not_name_are_reported() -> None:
    page = b"<</Font <</F <</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H>>>>>>"
    _, remarks = load("pdf", objects(*many_pages(1, stream(b"BT /F 9 Tf <E000E001E002> Tj ET"), page)))
    assert [one.what for one in remarks] == ["page 1 does not say which letters it shows"]


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    broken = specification().replace(b"%PDF-", b"junk\n%PDF-")
    with caplog.at_level(logging.DEBUG):
        with suppress(DocumentError):
            load("pdf", broken)
        assert caplog.records == []
        with suppress(pypdf.errors.PyPdfError):  # somebody else's reading still logs
            pypdf.PdfReader(io.BytesIO(broken[:-6]), strict=False)
        assert caplog.records != []
    assert capfd.readouterr() == ("", "")


def test_recognised_by_its_mark() -> None:
    sniff = FORMS["pdf"].sniff
    assert sniff(RawDocument("a.txt", b"junk\n%PDF-1.4\n")) == 95
    assert sniff(RawDocument("a.pdf", b"text")) == 0
