"""Workbooks that are damaged, lie, or mean harm; and what in honest ones a reader does not see."""

import contextlib
import random
import tracemalloc
import zipfile
from decimal import Decimal
from io import BytesIO

import pytest

from sv_rules.errors import DocumentError
from sv_rules.model.raw_document import RawDocument
from sv_rules_sheets import workbook, workbook_reading
from sv_rules_sheets.archive import MOST_PARTS
from tests.formats.sheets_made import HEADS, by_hand, text_row, zipped


def loaded(document):
    (read,), remarks = workbook.load(document)
    return read, [str(remark.place) + ": " + remark.what for remark in remarks]


def problem(document):
    with pytest.raises(DocumentError) as caught:
        workbook.load(document)
    (found,) = caught.value.problems
    return f"{found.place}: {found.what}"


def priced(cell, **more):
    return by_hand(f'{HEADS}<row r="3"><c r="A3" t="str"><v>one</v></c>{cell}</row>', **more)


def price(document):
    return loaded(document)[0].bids[0].facts["bid.price"].value


STYLES = (
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="[$EUR] #,##0"/></numFmts><cellStyleXfs><xf numFmtId="9"/>'
    '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs>'
)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="B3"><v>0.1</v></c>', "GBP 0.1"),
        ('<c r="B3" s="1"><v>5</v></c>', "EUR 5"),
        ('<c r="B3" s="2"><v>0.1</v></c>', "10%"),
        ('<c r="B3" s="3"><v>46073</v></c>', "2026-02-20"),
        ('<c r="B3" s="99"><v>5</v></c>', "GBP 5"),
        ('<c r="B3" t="d"><v>2026-02-20T00:00:00</v></c>', "2026-02-20"),
        ('<c r="B3" t="inlineStr"><is><r><t>GBP </t></r><r><t>7</t></r><rPh><t>x</t></rPh></is></c>', "GBP 7"),
        ('<c r="B3" t="inlineStr"><is><t>a_x0041_b</t></is></c>', "aAb"),
        ("<c><v>5</v></c>", "GBP 5"),  # without its name a cell stands right of the last one
    ],
)
def test_cells_of_every_kind(cell, expected):
    assert price(priced(cell, styles=STYLES)) == expected


def test_shared_texts_without_how_they_are_said():
    shared = "<sst><si><t>x</t></si><si><r><t>GBP </t></r><r><t>8</t></r><rPh><t>eight</t></rPh></si></sst>"
    assert price(priced('<c r="B3" t="s"><v>1</v></c>', extra={"xl/sharedStrings.xml": shared})) == "GBP 8"
    read, _ = loaded(priced('<c r="B3" t="s"><v>2</v></c>', extra={"xl/sharedStrings.xml": shared}))
    assert read.bids[0].facts == {}


def test_days_since_1904():
    document = priced('<c r="B3" s="3"><v>44611</v></c>', styles=STYLES, workbook='<workbookPr date1904="1"/>')
    assert price(document) == "2026-02-20"


def test_of_a_formula_the_stored_result_is_read_with_a_remark():
    read, remarks = loaded(priced('<c r="B3"><f>2+3</f><v>5</v></c>'))
    assert read.bids[0].facts["bid.price"].value == "GBP 5"
    assert remarks == ["bids.xlsx, sheet Bids, cell B3: the cell is a formula; its stored result was read"]


def test_a_formula_without_a_result_names_its_cell():
    told = problem(priced('<c r="B3"><f>2+3</f></c>'))
    assert told == "bids.xlsx, sheet Bids, cell B3: the cell holds a formula whose result is not stored in the file"


def test_what_the_reader_of_a_sheet_does_not_see_is_told():
    rows = HEADS + '<row r="3" hidden="1"><c r="A3" t="str"><v>one</v></c><c r="B3" t="e"><v>#N/A</v></c></row>'
    body = f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B5:C6"/></mergeCells>'
    document = by_hand(
        "",
        workbook='<x xmlns="y"/>',
        extra={
            "xl/worksheets/sheet1.xml": f'<worksheet><cols><col min="3" max="3" hidden="1"/></cols>{body}</worksheet>',
            "xl/vbaProject.bin": b"macro",
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        },
    )
    read, remarks = loaded(document)
    assert read.bids[0].facts["bid.price"].value == "#N/A"
    merged = "the cell is merged; of merged cells only the first one has a value, and 1 more in this sheet"
    assert remarks == [
        "bids.xlsx: the workbook has macros; they were neither run nor read",
        "bids.xlsx: the workbook refers to other files; they were not opened, and the values stored in it were read",
        "bids.xlsx, sheet Bids, cell B3: the cell is a calculation that failed; the cell was read as the text it shows",
        f"bids.xlsx, sheet Bids, cell A1:A2: {merged}",
        "bids.xlsx, sheet Bids: some rows of the sheet are hidden; they were read like the others",
        "bids.xlsx, sheet Bids: some columns of the sheet are hidden; they were read like the others",
    ]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, "<!DOCTYPE worksheet>"])
def test_a_document_type_is_refused(head):
    told = problem(by_hand(HEADS + text_row(3, "one", "&a;"), head=head))
    assert told == "bids.xlsx: the part xl/worksheets/sheet1.xml of the workbook declares a document type"


def test_a_document_type_in_another_encoding_is_refused_too():
    part = f'<?xml version="1.0" encoding="UTF-16"?>{BOMB}<worksheet/>'.encode("utf-16")
    told = problem(by_hand("", extra={"xl/worksheets/sheet1.xml": part}))
    assert told.endswith("declares a document type")


def test_a_zip_bomb_is_not_unpacked():
    huge = b"<worksheet>" + b" " * (201 * 1024 * 1024)
    told = problem(by_hand("", extra={"xl/worksheets/sheet1.xml": huge}))
    assert told == "bids.xlsx: the workbook is larger than 200 MB when it is unpacked"


def test_a_part_that_lies_about_its_size_is_not_unpacked_either():
    huge = b"<worksheet>" + b" " * (150 * 1024 * 1024)
    data = by_hand("", extra={"xl/worksheets/sheet1.xml": huge}).data
    lying = data.replace(len(huge).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != data
    tracemalloc.start()
    told = problem(RawDocument("bids.xlsx", lying))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert told == "bids.xlsx: the part xl/worksheets/sheet1.xml of the workbook is damaged"
    assert most < 10 * 1024 * 1024


def test_many_parts_are_not_looked_at():
    document = zipped({f"x{number}": b"" for number in range(MOST_PARTS + 1)})
    assert problem(document) == "bids.xlsx: the workbook has more than 5,000 parts inside"


def test_a_sheet_of_too_many_cells_is_not_read_on(monkeypatch):
    monkeypatch.setattr(workbook_reading, "MOST_CELLS", 5)
    told = problem(by_hand(HEADS + text_row(3, "one", "5") + text_row(4, "two", "6")))
    assert told == "bids.xlsx: the workbook has more than 5 cells with something in them"


def test_a_sheet_that_lies_about_its_size_costs_what_is_in_it():
    last = '<row r="1048576"><c r="A1048576" t="str"><v>last</v></c><c r="XFD1048576"/></row>'
    read, _ = loaded(by_hand(f'<dimension ref="A1:XFD1048576"/>{HEADS}{last}'))
    assert [bid.id for bid in read.bids] == ["last"]
    read, _ = loaded(by_hand(HEADS + '<row r="9999999"><c r="ZZZ9999999"><v>1</v></c></row>'))
    assert read.bids == ()


def test_deep_nesting_is_refused():
    told = problem(by_hand("<a>" * 100 + "</a>" * 100))
    assert told == "bids.xlsx: the part xl/worksheets/sheet1.xml of the workbook is nested too deeply"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"\xd0\xcf\x11\xe0 old",
            "bids.xlsx: the workbook has a password, or is in the format of Excel before 2007 (.xls)",
        ),
        (b"PK\x03\x04 not", "bids.xlsx: the file is not a workbook, or is damaged"),
        (b"", "bids.xlsx: the file is not a workbook, or is damaged"),
        (zipped({"x": "y"}).data, "bids.xlsx: the file is not an Excel workbook: it has no list of sheets"),
        (by_hand("<row>").data, "bids.xlsx: the part xl/worksheets/sheet1.xml of the workbook is not well-formed XML"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_says_so(data, told):
    assert problem(RawDocument("bids.xlsx", data)) == told


def test_another_packing_is_refused():
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    told = problem(RawDocument("bids.xlsx", data.getvalue()))
    assert told == "bids.xlsx: the workbook is packed in a way that Excel does not use"


def test_damage_anywhere_is_a_problem_or_no_harm():
    sound = priced('<c r="B3"><v>5</v></c>', styles=STYLES).data
    seeded = random.Random(7)
    for _ in range(400):
        data = bytearray(sound)
        for _ in range(seeded.choice([1, 3, 30])):
            data[seeded.randrange(len(data))] = seeded.randrange(256)
        document = RawDocument("bids.xlsx", bytes(data[: seeded.choice([len(data), seeded.randrange(len(data))])]))
        assert workbook.sniff(document) in {0, 10, 90}
        with contextlib.suppress(DocumentError):
            workbook.load(document)


def test_marks_are_exact():
    rows = text_row(1, "procurement", "x") + text_row(2, "bid", "mark: q")
    read, _ = loaded(by_hand(rows + '<row r="3"><c r="A3" t="str"><v>b</v></c><c r="B3"><v>0.1</v></c></row>'))
    assert read.bids[0].marks[0].mark == Decimal("0.1")
