"""The sheets of a workbook and of a CSV file: what they become, and what is said when they are laid out wrongly."""

from decimal import Decimal

import pytest

from sv_rules.errors import DocumentError
from sv_rules.model.raw_document import RawDocument
from sv_rules_sheets import comma_separated, workbook
from tests.formats.sheets_made import HEADS, ID, by_hand, by_openpyxl, text_row

CSV = f"""\
procurement,{ID}
Short name,Bidder,Price,Marks,Why,Mine
bid,bidder,bid.price (GBP),mark: quality,reason: quality,note: mine
what to write:,,an amount,digits only,,
one,"Fictional Kitchen, One",6100000,4,"All ""there""; good",x
two,Fictional Kitchen Two,EUR 5,,,
"""


def csv(text, encoding="utf-8"):
    return comma_separated.load(RawDocument("bids.csv", text.encode(encoding)))


def problems(load):
    with pytest.raises(DocumentError) as caught:
        load()
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_is_the_sheet_of_bids(delimiter):
    text = CSV.replace(",", delimiter).replace(f"Kitchen{delimiter} One", "Kitchen, One")
    assert comma_separated.sniff(RawDocument("bids.csv", text.encode())) == 70
    (read,), remarks = csv(text)
    assert remarks == ()
    assert (read.id, [bid.id for bid in read.bids], read.lots[0].implied) == (ID, ["one", "two"], True)
    first, second = read.bids
    assert first.bidder.name == "Fictional Kitchen, One"
    assert first.facts["bid.price"].value == "GBP 6100000"
    assert str(first.facts["bid.price"].place) == "bids.csv, cell C5"
    assert [(mark.criterion, mark.mark, mark.reason) for mark in first.marks] == [
        ("quality", Decimal(4), 'All "there"; good')
    ]
    assert (second.facts["bid.price"].value, second.marks) == ("EUR 5", ())
    assert (read.sources[0].format, len(read.sources[0].sha256)) == ("csv", 64)


def test_a_csv_file_of_windows_is_read_with_a_remark():
    (read,), remarks = csv(CSV.replace("Kitchen Two", "Café"), "cp1252")
    assert read.bids[1].bidder.name == "Fictional Café"
    assert [remark.what for remark in remarks] == [
        "the file is not saved as UTF-8; it was read as Windows-1252, and some letters may be wrong"
    ]


def test_a_byte_order_mark_is_no_part_of_it():
    (read,), _ = csv(CSV, "utf-8-sig")
    assert read.id == ID


def test_utf_16_is_refused_with_a_way_out():
    (told,) = problems(lambda: csv(CSV, "utf-16"))
    assert told.startswith("bids.csv: the file is saved as UTF-16")


def test_a_quote_that_does_not_end_is_told():
    (told,) = problems(lambda: csv(CSV + 'three,"open'))
    assert told.startswith("bids.csv:7: the quotes in this row cannot be read")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [["bid", "bid.price (GBP)"], ["one", 5]],
            ["bids.xlsx: this does not say which procurement it is about"],
            id="no procurement",
        ),
        pytest.param(
            [["procurement", ID], ["Bid", "Price"]],
            ["bids.xlsx, sheet Bids: no row of this sheet names its columns: none has a cell that says just 'bid'"],
            id="no names",
        ),
        pytest.param(
            [["procurement", ID], ["bid", "biddr", "bdi.price", "Price"], ["one", "x", 1, 1]],
            [
                "bids.xlsx, sheet Bids, cell B2: there is no column called 'biddr'\n    Did you mean 'bidder'?",
                "bids.xlsx, sheet Bids, cell C2: there is no column called 'bdi.price'\n    Did you mean 'bid.price'?",
                "bids.xlsx, sheet Bids, cell D2: there is no column called 'Price'",
            ],
            id="names that nobody knows",
        ),
        pytest.param(
            [["procurement", ID], ["bid", "bid.price (pounds)", "lot", "lot"], ["one", 1]],
            [
                "bids.xlsx, sheet Bids, cell B2: '(pounds)' after the name says nothing known",
                "bids.xlsx, sheet Bids, cell D2: there are two columns called 'lot'\n    Keep one of them; the other",
            ],
            id="brackets and a name twice",
        ),
        pytest.param(
            [["procurement", ID], ["bid", "bidder", None], ["one", "x", "stray"], [None, "y"], ["one", "z"]],
            [
                "bids.xlsx, sheet Bids, cell C3: this column has no name",
                "bids.xlsx, sheet Bids, cell A4: this row does not say which bid it is",
                "bids.xlsx, sheet Bids, cell A5: the bid 'one' is there twice",
            ],
            id="a stray value, a row without a bid, a bid twice",
        ),
        pytest.param(
            [["procurement", ID], ["bid", "mark: q", "reason: q", "fictional"], ["a", "four", "x"],
             ["b", None, "y", "maybe"]],
            [
                "bids.xlsx, sheet Bids, cell A4: 'maybe' does not say whether the bid is fictional",
                "bids.xlsx, sheet Bids, cell B3: 'four' is not a mark",
                "bids.xlsx, sheet Bids, cell C4: there is a reason and no mark for 'q'",
            ],
            id="marks",
        ),
        pytest.param(
            [["procurement", ID], ["bid", "fictional"], ["a", 7]],
            ["bids.xlsx, sheet Bids, cell A3: '7' does not say whether the bid is fictional"],
            id="a number that says neither yes nor no",
        ),
    ],
)  # fmt: skip
def test_a_sheet_laid_out_wrongly_is_told_cell_by_cell(rows, expected):
    told = problems(lambda: workbook.load(by_openpyxl({"Bids": rows})))
    assert len(told) == len(expected)
    for one in expected:
        assert any(message.startswith(one) for message in told), (one, told)


FULL = {
    "About": [["anything", "at all"]],
    "Procurement": [
        ["fact", "question", "value", "lot: north", "lot: south"],
        ["procurement id", None, ID],
        ["title", None, "Fictional catering"],
        ["stage", None, "design"],
        ["buyer", None, "Fictional council"],
        ["buyer id", None, "EXAMPLE-9"],
        ["lot title", None, None, "North", "South"],
        ["tender.value (GBP)", "How much?", 250000],
        ["tender.framework (yes/no)", None, "no"],
        ["lot.value (GBP)", None, None, 100000, ("150000", "@")],
    ],
    "Bids": [
        ["bid", "bidder", "bidder id", "lot", "address", "email", "fictional", "bid.share"],
        ["one", "Fictional One", 77, "north", "1 Example Road", "one@example.org", "yes", (0.1, "0%")],
        ["two", None, None, "south"],
    ],
    "Contracts": [["contract", "lot", "bid", "contract.start"], ["c1", "north", "one", ("2026-02-20", "@")]],
    "Organisations": [["organisation", "name", "organisation.has_policy"], ["o1", "Fictional council", True]],
    "Marks": [
        ["bid", "criterion", "evaluator", "mark", "reason", "internal"],
        ["one", "quality", "evaluator-a", 3, "In part.", "Discuss."],
        ["one", "quality", None, 3.5, "Agreed.", None],
    ],
    "Steps": [
        ["entries of", "design.process_measures"],
        ["belongs to", "measure", "note", "recorded (yes/no)", "note: mine"],
        ["procurement", "a small lot", "x", "yes", "y"],
        [None, "a criterion", None, "no"],
    ],
    "Offers": [
        ["entries of", "bid.offers.list"],
        ["belongs to", "the entry"],
        ["one", "a; b"],
        ["one", 4],
        ["two", "(none)"],
    ],
    "Evidence": [
        ["of", "fact", "document", "at", "quote"],
        [None, "tender.value", "itt.pdf", "page 3", "estimated"],
        ["north", "lot.value", "itt.pdf", None, None],
    ],
    "Scratch": [["mine", 1]],
}


def test_every_sheet_is_read():
    document = by_openpyxl(FULL)
    assert workbook.sniff(document) == 90
    (read,), remarks = workbook.load(document)
    assert [remark.what for remark in remarks] == ["the sheet 'Scratch' was not read"]
    assert (read.id, read.title, read.stage) == (ID, "Fictional catering", "design")
    assert (read.buyer.name, read.buyer.id) == ("Fictional council", "EXAMPLE-9")
    assert {name: answer.value for name, answer in read.facts.items()} == {
        "tender.value": "GBP 250000",
        "tender.framework": False,
        "design.process_measures": [
            {"measure": "a small lot", "note": "x", "recorded": True},
            {"measure": "a criterion", "recorded": False},
        ],
    }
    assert [(lot.id, lot.title, lot.facts["lot.value"].value) for lot in read.lots] == [
        ("north", "North", "GBP 100000"),
        ("south", "South", "GBP 150000"),
    ]
    one, two = read.bids
    assert (one.lot, one.bidder.id, one.contact.email, one.fictional) == ("north", "77", "one@example.org", True)
    assert one.facts["bid.share"].value == "10%"
    assert (one.facts["bid.offers.list"].value, two.facts["bid.offers.list"].value) == (["a; b", 4], [])
    assert str(one.facts["bid.offers.list"].place) == "bids.xlsx, sheet Offers, cell A3:B4"
    assert [(mark.evaluator, mark.mark, mark.internal) for mark in one.marks] == [
        ("evaluator-a", Decimal(3), "Discuss."),
        ("", Decimal("3.5"), ""),
    ]
    assert str(one.marks[1].place) == "bids.xlsx, sheet Marks, cell D3"
    assert (read.contracts[0].bid, read.contracts[0].facts["contract.start"].value) == ("one", "2026-02-20")
    assert read.organisations[0].facts["organisation.has_policy"].value is True
    assert read.facts["tender.value"].evidence[0].at == "page 3"
    assert read.lots[0].facts["lot.value"].evidence[0].document == "itt.pdf"


@pytest.mark.parametrize(
    ("sheet", "row", "expected"),
    [
        ("Procurement", ["lot.value (GBP)", None, 5], "cell C11: 'lot.value' is about one lot, and there are several"),
        ("Procurement", ["tender.late", None, None, 5], "cell D11: 'tender.late' is about the procurement, not about"),
        ("Procurement", ["tendr", None, 5], "cell C11: this row is called 'tendr', which is neither a fact nor"),
        ("Procurement", ["tender.value", None, 5], "cell C11: 'tender.value' is there twice"),
        ("Procurement", ["stage", None, "late"], "cell C11: 'late' is no stage"),
        ("Procurement", ["title", None, "x" * 601], "cell C11: this is longer than 600 characters"),
        ("Marks", ["three", "quality", None, 3], "cell A4: there is no bid 'three'"),
        ("Marks", ["one", None, None, 3], "cell A4: this row does not say its criterion"),
        ("Marks", ["one", "quality", None, "good"], "cell D4: 'good' is not a mark"),
        ("Offers", ["three", "x"], "cell A6: there is no bid 'three'"),
        ("Evidence", [None, "tender.vale", "x"], "cell B4: there is evidence for 'tender.vale', but no value"),
        ("Evidence", [None, "tender.value", None, "page 4"], "cell B4: this row does not say which document"),
        ("Contracts", [None, "north"], "cell A3: this row does not say which contract it is"),
    ],
)
def test_what_is_wrong_in_other_sheets_is_told(sheet, row, expected):
    (told,) = problems(lambda: workbook.load(by_openpyxl(FULL | {sheet: [*FULL[sheet], row]})))
    assert told.startswith(f"bids.xlsx, sheet {sheet}, {expected}")


def test_a_list_given_twice_is_told():
    again = {"Again": [["entries of", "bid.offers.list"], ["belongs to", "the entry"], ["two", "x"]]}
    (told,) = problems(lambda: workbook.load(by_openpyxl(FULL | again)))
    assert told.startswith("bids.xlsx, sheet Again, cell A3:B3: 'bid.offers.list' is there twice")


@pytest.mark.parametrize("sheet", ["Procurement", "Marks", "Evidence"])
def test_a_sheet_without_names_is_told(sheet):
    told = problems(lambda: workbook.load(by_openpyxl(FULL | {sheet: [["nothing", "known"]]})))
    begins = f"bids.xlsx, sheet {sheet}: no row of this sheet has a cell that says just"
    assert [message for message in told if message.startswith(begins)]


def test_a_workbook_of_something_else_says_what_is_read():
    document = by_openpyxl({"One": [["x"]], "Two": [["y"]]})
    assert workbook.sniff(document) == 10
    (told,) = problems(lambda: workbook.load(document))
    assert told.startswith("bids.xlsx: no sheet of this workbook is one that is read\n    The sheets that are read are")


def test_the_only_sheet_is_the_bids_whatever_its_name():
    rows = HEADS + text_row(3, "one", "5")
    (read,), _ = workbook.load(by_hand(rows, sheet="Sheet1"))
    assert str(read.bids[0].facts["bid.price"].place) == "bids.xlsx, sheet Sheet1, cell B3"


@pytest.mark.parametrize("data", [b"", b"PK", b"bid", b"\0bid,x", b"form: procurement/1\n", b"{}"])
def test_other_files_are_not_taken_for_sheets(data):
    document = RawDocument("x", data)
    assert (comma_separated.sniff(document), workbook.sniff(document)) == (0, 0)
