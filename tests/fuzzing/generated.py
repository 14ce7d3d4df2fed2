"""Documents to damage, made here: one or two of each form that is not JSON."""

from collections.abc import Mapping

from docs_reading import test_pdf, test_text_formats, test_word
from docs_reading.making import para, run, word_xml


def generated() -> Mapping[str, bytes]:
    """Give documents by name: text, pages, Word and PDF, with tables, notes, changes, pictures."""
    changes = para("a ", "<w:ins>" + run("in") + "</w:ins>", "<w:del><w:r><w:delText>out</w:delText></w:r></w:del>")
    table = f"<w:tbl><w:tr><w:tc>{para('Criterion')}</w:tc><w:tc>{para('Weight')}</w:tc></w:tr></w:tbl>"
    return {
        "spec.txt": test_text_formats.PLAIN.encode(),
        "spec.md": test_text_formats.MARKDOWN.encode(),
        "spec.html": test_text_formats.HTML.encode(),
        "spec.docx": word_xml(changes + table + test_word.EVERYTHING),
        "spec.pdf": test_pdf.specification(),
        "unpacked.pdf": test_pdf.specification(packed=False),
        "scan.pdf": test_pdf.with_pictures(["text", "picture"]),
        "hostile.pdf": test_pdf.objects(*test_pdf.many_pages(3, test_pdf.stream(b"BT /F 9 Tf (text) Tj ET"))),
    }
