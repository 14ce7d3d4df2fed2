"""A procurement to sheets without a rulepack: what comes back, and what is told to be lost."""

from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.errors import DocumentError
from sv_rules.formats.procurement import load as load_own
from sv_rules.model.procurement import Mark
from sv_rules.model.raw_document import RawDocument
from sv_rules_sheets import comma_separated, workbook
from sv_rules_sheets.comma_separated import MOST_CELLS
from tests.formats.sheets_made import HEADS, by_hand, text_row

DOCUMENT = """\
form: procurement/1
id: ns-42
title: Home care
stage: design
buyer: {id: GB-PPON-1, name: Northshire}
facts:
  tender.value: GBP 250000.50
  tender.priorities: [early-help, jobs]
  tender.none: []
  tender.awkward: ["a; b", c]
  tender.share: 7.5%
  tender.count: 4
  tender.day: 2026-01-31
  tender.framework: false
  tender.steps: [{name: a, of: [x, y], known: true}, {name: b}]
  tender.bands: []
lots:
  - {id: north, title: North, facts: {lot.value: EUR 5, lot.parts: [{name: p}]}}
  - {id: south}
bids:
  - id: b1
    lot: north
    bidder: {id: X-1, name: Care Ltd, address: "1 Road, Town", email: a@example.org}
    fictional: true
    facts: {bid.price: GBP 200000.50, bid.hours: 2.5, bid.offers: [{what: a, worth: GBP 7}]}
    evidence: {bid.price: [{document: offer.pdf, at: page 1, quote: our price}]}
    marks: [{criterion: jobs, mark: 3.5, reason: Two.}, {criterion: menus, mark: 4}]
  - {id: b2, lot: south, marks: [{criterion: jobs, mark: 1}]}
contracts:
  - {id: c1, lot: north, bid: b1, facts: {contract.delivered.apprenticeships: 2}}
organisations:
  - {id: o1, name: Northshire, facts: {organisation.has_policy: true}}
"""


def own(text=DOCUMENT):
    (procurement,), _ = load_own(RawDocument.of_text("own.yaml", text))
    return procurement


def through(procurement, form=workbook):
    dumped = form.dump(procurement, None)
    (read,), remarks = form.load(RawDocument("x", dumped.data))
    assert remarks == ()
    return read, [loss.what for loss in dumped.losses]


def said(data):
    if isinstance(data, dict):
        return {name: said(value) for name, value in data.items() if name not in {"place", "places", "sources"}}
    return [said(value) for value in data] if isinstance(data, list | tuple) else data


def test_without_a_rulepack_everything_comes_back_too():
    procurement = own()
    read, losses = through(procurement)
    assert losses == []
    assert said(read.model_dump()) == said(procurement.model_dump())
    assert workbook.dump(read, None) == workbook.dump(procurement, None)


def test_a_lot_that_nobody_named_stays_so():
    procurement = own("form: procurement/1\nid: x\nbids: [{id: b, facts: {bid.price: GBP 5}}]\n")
    whole = procurement.lots[0].model_copy(update={"facts": own().lots[0].facts})
    read, losses = through(procurement.model_copy(update={"lots": (whole,)}))
    assert losses == []
    assert (read.lots[0].implied, read.lots[0].facts["lot.value"].value) == (True, "EUR 5")
    assert read.lots[0].facts["lot.parts"].value == [{"name": "p"}]
    assert "stage" not in read.model_fields_set


def changed(**facts):
    """The document with other values for facts of its first bid."""
    procurement = own()
    bid = procurement.bids[0]
    place = bid.facts["bid.price"].place
    answers = {name.replace("_", ".", 1): bid.facts["bid.price"].model_copy(update={"value": value, "place": place})
               for name, value in facts.items()}  # fmt: skip
    return procurement.model_copy(update={"bids": (bid.model_copy(update={"facts": answers}), procurement.bids[1])})


def a_list_and_a_text():
    records, text = changed(bid_list=[{"a": 1}]), changed(bid_list="x")
    return records.model_copy(update={"bids": (records.bids[0], text.bids[0].model_copy(update={"id": "b2"}))})


@pytest.mark.parametrize(
    ("procurement", "lost"),
    [
        pytest.param(changed(bid_text="x" * 32_768), "what 'bid.text' of b1 says after its first 32,767", id="long"),
        pytest.param(changed(bid_text=" x "), "exactly how 'bid.text' of b1 is written", id="blanks around it"),
        pytest.param(
            a_list_and_a_text(),
            "'bid.list' of bid b2, which is no list",
            id="no list among lists",
        ),
    ],
)  # fmt: skip
def test_what_a_cell_cannot_hold_is_told(procurement, lost):
    losses = [loss.what for loss in workbook.dump(procurement, None).losses]
    assert [loss for loss in losses if loss.startswith(f"not kept: {lost}")], losses


def test_money_as_other_systems_hold_it_is_the_same_amount():
    read, _ = through(changed(bid_price={"amount": Decimal(7), "currency": "EUR"}))
    assert read.bids[0].facts["bid.price"].value == "EUR 7"


def test_marks_in_another_order_or_twice_go_to_their_own_sheet():
    procurement = own()
    first = procurement.bids[0]
    marks = (*reversed(first.marks), Mark(criterion="jobs", mark=Decimal(2), evaluator="e1", internal="Hm."))
    read, losses = through(procurement.model_copy(update={"bids": (first.model_copy(update={"marks": marks}),)}))
    assert losses == []
    assert said([mark.model_dump() for mark in read.bids[0].marks]) == said([mark.model_dump() for mark in marks])


def test_a_mark_that_was_worked_out_is_told():
    procurement = own()
    worked_out = Mark(criterion="jobs", mark=Fraction(10, 3), worked_out=True)
    bid = procurement.bids[1].model_copy(update={"marks": (worked_out,)})
    read, losses = through(procurement.model_copy(update={"bids": (bid,)}))
    assert read.bids[0].marks == ()
    assert losses == ["not kept: a mark of bid b2 that was worked out, for jobs"]


def test_a_csv_file_says_what_it_leaves_out():
    read, losses = through(own(), comma_separated)
    assert [bid.id for bid in read.bids] == ["b1", "b2"]
    assert losses == [
        "not kept: 'bid.offers' of b1, a list that does not fit into a cell",
        *(
            f"not written, since this format cannot hold it: {what}"
            for what in (
                "the facts of the procurement",
                "its title",
                "the contracts",
                "the organisations",
                "the facts of the lots",
            )
        ),
    ]


def test_a_csv_file_of_too_many_cells_is_not_read_on(monkeypatch):
    assert MOST_CELLS == 2_000_000
    monkeypatch.setattr(comma_separated, "MOST_CELLS", 3)
    with pytest.raises(DocumentError, match="the file has more than 3 cells"):
        comma_separated.load(RawDocument("x.csv", b"procurement,x\nbid,note\na,b\n"))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (text_row(1, "entries of", "bid.x") + text_row(2, "a", "b"), "this sheet does not say which fact it holds"),
        (
            text_row(1, "entries of", "price") + text_row(2, "belongs to", "b"),
            "this sheet does not say which fact it holds",
        ),
        (
            text_row(1, "entries of", "bid.x") + text_row(2, "belongs to", "b") + text_row(3, "", "v"),
            "this row does not say which bid it is about",
        ),
    ],
)
def test_a_sheet_of_entries_that_is_not_laid_out_so_is_told(rows, told):
    sheets = '<sheet name="Steps" id="rId1"/><sheet name="Bids" id="rId2"/>'
    relation = '<Relationship Id="rId{0}" Type="x/worksheet" Target="worksheets/sheet{0}.xml"/>'
    extra = {
        "xl/worksheets/sheet2.xml": f"<worksheet><sheetData>{HEADS}</sheetData></worksheet>",
        "xl/workbook.xml": f"<workbook><sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<r>{relation.format(1)}{relation.format(2)}</r>",
    }
    document = by_hand(rows, extra=extra)
    with pytest.raises(DocumentError, match=told):
        workbook.load(document)
