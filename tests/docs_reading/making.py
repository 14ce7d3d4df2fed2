"""Documents for the tests, and what was read of them in a form that is easy to compare. All content is fictional."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import docx
from fpdf import FPDF

from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.prose import Paragraph
from sv_rules.model.raw_document import RawDocument
from sv_rules_docs import FORMATS

FORMS = {form.name: form for form in FORMATS}
_NEEDED = ("_rels/.rels", "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def load(form: str, data: bytes | str, name: str = "spec") -> tuple[Procurement, Sequence[Remark]]:
    raw = RawDocument.of_text(name, data) if isinstance(data, str) else RawDocument(name, data)
    (procurement,), remarks = FORMS[form].load(raw)
    return procurement, remarks


def paragraphs(form: str, data: bytes | str, name: str = "spec") -> tuple[Paragraph, ...]:
    return load(form, data, name)[0].prose[0].paragraphs


def told(found: Sequence[Paragraph]) -> list[str]:
    """`h2 Jobs`, `text …`, `item …`, `cell 1:2:3 …` (table, row, column; `th` in a header row)."""
    return [f"{_kind(one)} {one.text}" for one in found]


def _kind(one: Paragraph) -> str:
    if one.table:
        return f"{'th' if one.header else 'cell'} {one.table}:{one.row}:{one.column}"
    return f"h{one.level}" if one.level else str(one.kind)


def word(fill: Callable[[Any], None]) -> bytes:
    """A Word document made by python-docx."""
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_xml(body: str, **parts: str) -> bytes:
    """A Word document with this XML as its body; `footnotes` and others as parts of their own."""

    changed = {}
    for name, data in _bare().items():
        made, text = data, data.decode(errors="replace")
        if name == "word/document.xml":
            text = re.sub(r"<w:p>.*BODY.*?</w:p>", lambda _: body, text, flags=re.DOTALL)
            extra = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            text = text.replace("<w:document ", f"<w:document {extra if 'xmlns:mc=' not in text else ''}", 1)
            made = text.encode()
        elif name == "word/_rels/document.xml.rels":
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            more = "".join(
                f'<Relationship Id="x{part}" Type="{kind}/{part}" Target="{part}.xml"/>' for part in sorted(parts)
            )
            made = text.replace("</Relationships>", f"{more}</Relationships>").encode()
        changed[name] = made
    changed |= {f"word/{name}.xml": text.encode() for name, text in parts.items()}
    # Without the pictures and properties of python-docx's template, which no reader opens.
    return zipped({name: made for name, made in changed.items() if name in _NEEDED or name[5:-4] in parts})


@cache
def _bare() -> Mapping[str, bytes]:
    return unzipped(word(lambda document: document.add_paragraph("BODY")))


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*inside: str, properties: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>{''.join(one if one.startswith('<') else run(one) for one in inside)}</w:p>"
    )


class Pdf(FPDF):
    """A PDF of pages of text; `head` and `foot` on every page, `{page}` its number."""

    def __init__(self, head: str = "", foot: str = "") -> None:
        super().__init__()
        self._head, self._foot = head, foot
        self.set_font("helvetica", size=11)

    def header(self) -> None:
        self._edge(self._head, 10)

    def footer(self) -> None:
        self._edge(self._foot, -15)

    def _edge(self, text: str, at: int) -> None:
        if text:
            self.set_y(at)
            self.set_font("helvetica", size=9)
            self.cell(0, 5, text.replace("{page}", str(self.page_no())), new_x="LMARGIN", new_y="NEXT")
            self.ln(5)
            self.set_font("helvetica", size=11)

    def heading(self, text: str, size: int = 16) -> None:
        self.set_font("helvetica", "B", size)
        self.multi_cell(0, 8, text, new_x="LMARGIN", new_y="NEXT")
        self.ln(2)
        self.set_font("helvetica", size=11)

    def text_block(self, text: str) -> None:
        self.multi_cell(0, 5, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(4)

    def grid(self, rows: Sequence[Sequence[str]]) -> None:
        with self.table() as table:
            for cells in rows:
                row = table.row()
                for text in cells:
                    row.cell(text)
        self.ln(4)

    def bytes(self) -> bytes:
        return bytes(self.output())
