"""Word: what is written, by python-docx or as XML by hand, and what is read of it."""

import io
from typing import Any

import docx
import pytest
from docs_reading.making import FORMS, W, load, para, paragraphs, run, told, unzipped, word, word_xml, zipped
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn

from sv_rules.errors import DocumentError
from sv_rules.model.raw_document import RawDocument


def test_headings_lists_and_text() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Home care", 0)  # the style Title
        document.add_heading("Social value", 1)
        document.add_heading("Jobs", 2)
        document.add_paragraph("")
        paragraph = document.add_paragraph("The provider\u00a0will")
        paragraph.add_run("\temploy ").bold = True
        paragraph.add_run("two").add_break(WD_BREAK.PAGE)
        paragraph.add_run("“apprentices”.")
        document.add_paragraph("first", style="List Bullet")
        document.add_paragraph("second", style="List Number")
        document.sections[0].header.paragraphs[0].text = "Not read"

    found = paragraphs("word", word(fill))
    assert told(found) == [
        "h1 Home care",
        "h1 Social value",
        "h2 Jobs",
        "text The provider will employ two “apprentices”.",
        "item first",
        "item second",
    ]
    assert found[3].headings == ("Social value", "Jobs")
    assert {one.page for one in found} == {None}


def test_tables_nested_and_with_merged_cells() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(3, 3)
        for number, text in enumerate(["Criterion", "Weight", "Note"]):
            table.cell(0, number).paragraphs[0].add_run(text).bold = True
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Quality"
        table.cell(1, 1).merge(table.cell(1, 2)).text = "20%"
        table.cell(2, 1).text = "first"
        table.cell(2, 1).add_paragraph("second")
        table.cell(2, 2).add_table(1, 1).cell(0, 0).text = "inner"
        document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("a box").bold = True

    assert told(paragraphs("word", word(fill))) == [
        "th 1:1:1 Criterion",
        "th 1:1:2 Weight",
        "th 1:1:3 Note",
        "cell 1:2:1 Quality",
        "cell 1:2:2 20%",
        "cell 1:3:2 first",
        "cell 1:3:2 second",
        "cell 2:1:1 inner",
        "cell 3:1:1 a box",
    ]


def test_rows_that_are_marked_as_header_rows() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(2, 1)
        table.cell(0, 0).text, table.cell(1, 0).text = "Criterion", "Price"
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(properties.makeelement(qn("w:tblHeader"), {}))

    assert told(paragraphs("word", word(fill))) == ["th 1:1:1 Criterion", "cell 1:2:1 Price"]


def _field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inside = f"<w:r><w:instrText>{code}</w:instrText><w:t>{code}</w:t></w:r>"
    return mark.format("begin") + inside + mark.format("separate") + run(result) + mark.format("end")


def _control(inside: str) -> str:
    return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


_BOX = f"<w:txbxContent>{para('in a box')}</w:txbxContent>"
_BOTH = f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{_BOX}</w:drawing></mc:Choice>'
_BOTH += f"<mc:Fallback><w:pict>{_BOX}</w:pict></mc:Fallback></mc:AlternateContent>"


INSIDE = [
    pytest.param(para("a ", "<w:hyperlink>" + run("link") + "</w:hyperlink>", " b"), ["text a link b"], id="link"),
    pytest.param(para("p. ", _field("PAGE", "3"), "."), ["text p. 3."], id="field"),
    pytest.param(
        para("x", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + para("y"),
        ["text x", "text y"],
        id="field without end",
    ),
    pytest.param(para('<w:fldSimple w:instr="DATE">' + run("May") + "</w:fldSimple>"), ["text May"], id="short field"),
    pytest.param(
        para(
            "a",
            "<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r>",
        ),
        ["text a b c-de"],
        id="tab, break, hyphens",
    ),
    pytest.param(
        _control(para(_control(run("filled in")))),
        ["text filled in"],
        id="content controls",
    ),
    pytest.param(
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{para('Jobs 3')}</w:sdtContent></w:sdt>" + para("text"),
        ["text text"],
        id="table of contents",
    ),
    pytest.param(
        para("before", f"<w:r>{_BOTH}</w:r>", " after"), ["text before after", "text in a box"], id="text box"
    ),
    pytest.param(para("heading", properties='<w:outlineLvl w:val="2"/>'), ["h3 heading"], id="outline level"),
    pytest.param(
        para("no", properties='<w:pStyle w:val="Heading1"/><w:outlineLvl w:val="9"/>'),
        ["text no"],
        id="outline level of text",
    ),
    pytest.param(para("a", properties='<w:numPr><w:numId w:val="7"/></w:numPr>'), ["item a"], id="list"),
    pytest.param(
        para("a", properties='<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        ["text a"],
        id="out of a list",
    ),
    pytest.param(para(run("off", '<w:vanish w:val="0"/>')), ["text off"], id="hidden switched off"),
    pytest.param(
        para(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+1</m:t></m:r></m:oMath>'
        ),
        ["text x+1"],
        id="formula",
    ),
]
EVERYTHING = "".join(str(one.values[0]) for one in INSIDE)


@pytest.mark.parametrize(("body", "read"), INSIDE)
def test_what_stands_in_paragraphs(body: str, read: list[str]) -> None:
    procurement, remarks = load("word", word_xml(body))
    assert (told(procurement.prose[0].paragraphs), remarks) == (read, ())


_INS, _DEL = '<w:ins w:id="1" w:author="a">{}</w:ins>', '<w:del w:id="2" w:author="a">{}</w:del>'


@pytest.mark.parametrize(
    ("body", "read"),
    [
        pytest.param(
            para("a ", _INS.format(run("in ")), _DEL.format("<w:r><w:delText>out</w:delText></w:r>"), "b"),
            ["text a in b"],
            id="words",
        ),
        pytest.param(
            para("one ", properties="<w:rPr><w:del/></w:rPr>") + para("two"), ["text one two"], id="end of a paragraph"
        ),
        pytest.param(para("last", properties="<w:rPr><w:del/></w:rPr>"), ["text last"], id="end of the last paragraph"),
        pytest.param('<w:moveFrom w:id="3">' + para("x") + "</w:moveFrom>" + para("y"), ["text y"], id="moved away"),
        pytest.param(
            f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{para('x')}</w:tc></w:tr><w:tr><w:tc>{para('y')}</w:tc></w:tr></w:tbl>",
            ["cell 1:1:1 y"],
            id="row",
        ),
    ],
)
def test_tracked_changes(body: str, read: list[str]) -> None:
    procurement, remarks = load("word", word_xml(body))
    assert told(procurement.prose[0].paragraphs) == read
    assert [one.what for one in remarks] == [
        "the draft has tracked changes: text put in was read, text taken out was not"
    ]


@pytest.mark.parametrize(
    ("body", "remark"),
    [
        (para("a", '<w:r><w:commentReference w:id="1"/></w:r>'), "1 comment was not read"),
        (
            para("a", '<w:r><w:commentReference w:id="1"/><w:commentReference w:id="2"/></w:r>'),
            "2 comments were not read",
        ),
        (para("a", run("secret", "<w:vanish/>")), "hidden text was not read"),
        (
            para("a", '<w:r><w:object><o:OLEObject xmlns:o="urn:o"/></w:object></w:r>'),
            "1 embedded object was not opened",
        ),
        (para("a") + "<w:altChunk/>", "1 embedded object was not opened"),
    ],
)
def test_remarks(body: str, remark: str) -> None:
    procurement, remarks = load("word", word_xml(body))
    assert (told(procurement.prose[0].paragraphs), [one.what for one in remarks]) == (["text a"], [remark])


def test_notes_follow_their_paragraph_once() -> None:
    ref = '<w:r><w:{0}Reference w:id="2"/></w:r>'
    note = f'<w:{{0}}s xmlns:w="{W}"><w:{{0}} w:id="0" w:type="separator">{para("no")}</w:{{0}}>'
    note += f'<w:{{0}} w:id="2">{para(ref, "a {0}")}</w:{{0}}></w:{{0}}s>'
    body = para("one", ref.format("footnote"), ref.format("endnote")) + para("two", ref.format("footnote"))
    data = word_xml(body, footnotes=note.format("footnote"), endnotes=note.format("endnote"))
    assert told(paragraphs("word", data)) == ["text one", "text a footnote", "text a endnote", "text two"]


def test_the_strict_form_of_the_standard_is_read() -> None:
    members = unzipped(word_xml(para("strict")))
    old, new = W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    strict = {name: data.replace(old, new) for name, data in members.items()}
    assert told(paragraphs("word", zipped(strict))) == ["text strict"]


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)


@pytest.mark.parametrize(
    ("data", "what", "recognised"),
    [
        pytest.param(_OLE + "WordDocument".encode("utf-16-le"), "of the old form", True, id="doc"),
        pytest.param(_OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password", True, id="password"),
        pytest.param(b"{\\rtf1 text}", "Rich Text", True, id="rtf"),
        pytest.param(
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}, 0), "OpenDocument", True, id="odt"
        ),
        pytest.param(b"text", "cannot be unpacked", False, id="no zip"),
        pytest.param(zipped({"xl/workbook.xml": b"<x/>"}), "holds no text", False, id="a workbook"),
        pytest.param(word_xml(para("x"))[:-40], "cannot be unpacked", True, id="cut off"),
        pytest.param(zipped({"word/document.xml": b"<w:x"}), "'word/document.xml' is damaged", True, id="no XML"),
        pytest.param(
            zipped({"word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}),
            "document type",
            True,
            id="doctype",
        ),
        pytest.param(zipped({"word/document.xml": b"<a>" * 300}), "nested more than 200", True, id="deep"),
        pytest.param(zipped({"word/document.xml": b" " * 3_000_000}), "300 times smaller", True, id="bomb"),
        pytest.param(
            zipped({"word/document.xml": b"<a/>", **{f"x{n}": b"" for n in range(5000)}}),
            "more than 5,000",
            True,
            id="parts",
        ),
    ],
)
def test_what_is_refused(data: bytes, what: str, recognised: bool) -> None:
    raw = RawDocument("a.bin", data)
    assert (FORMS["word"].sniff(raw) > 0) is recognised
    with pytest.raises(DocumentError, match=what) as caught:
        FORMS["word"].load(raw)
    problem = caught.value.problems[0]
    assert str(problem.place) == "a.bin"
    assert problem.fix.endswith(".")


def test_links_lead_nowhere() -> None:
    members = unzipped(word_xml(para("x")))
    outside = b'Type="a/styles" Target="file:///etc/passwd" TargetMode="External"/>'
    relations = (
        b'<Relationships><Relationship Id="1" %s<Relationship Id="2" Type="a/footnotes" Target="../../../etc/passwd"/>'
    )
    members["word/_rels/document.xml.rels"] = relations % outside + b"</Relationships>"
    assert told(paragraphs("word", zipped(members))) == ["text x"]


def test_the_same_for_a_copy_that_was_saved_again() -> None:
    first = word(lambda document: document.add_paragraph("text"))
    out = io.BytesIO()
    docx.Document(io.BytesIO(first)).save(out)
    assert paragraphs("word", first) == paragraphs("word", out.getvalue())
