"""From a rulepack to a workbook, filled in, and back: the same evaluation as from documents of ours."""

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest

import sv_rules_ocds
import sv_rules_sheets
from sv_rules import Host
from sv_rules.errors import DocumentError
from sv_rules.loading.load import load_rulepack
from sv_rules.model.condition import facts_of
from sv_rules.model.raw_document import RawDocument
from sv_rules_sheets import comma_separated, workbook
from tests.formats.sheets_made import ID, saved

openpyxl = pytest.importorskip("openpyxl", reason="workbooks for these tests are filled in by openpyxl")

EXAMPLE = Path(__file__).parents[2] / "examples" / "haringey-catering"
PLACES = {"place", "places", "sources", "documents", "inputs", "where"}


@pytest.fixture(scope="module")
def host():
    return Host(plugins=(sv_rules_ocds, sv_rules_sheets), discover=False)


@pytest.fixture(scope="module")
def documents(host):
    return host.read(EXAMPLE / "notice.json", EXAMPLE / "bids.yaml")


@pytest.fixture(scope="module", params=["haringey", "salford"])
def rulepack(request, host):
    return load_rulepack((request.param,), host.registry)


def told(evaluation):
    """What an evaluation says, but for where its values stood."""
    return _without_places(evaluation.model_dump(mode="json"))


def _without_places(data):
    if isinstance(data, dict):
        return {name: _without_places(value) for name, value in data.items() if name not in PLACES}
    return [_without_places(value) for value in data] if isinstance(data, list | tuple) else data


def opened(data):
    return openpyxl.load_workbook(BytesIO(data))


def test_a_template_filled_in_is_evaluated_like_the_documents(host, documents, rulepack):
    """The template of a pack, filled in as an officer would, beside the notice; the award model from the example."""
    book = opened(workbook.dump(None, rulepack).data)
    _fill_procurement(book["Procurement"], documents, host)
    _fill_bids(book["Bids"], documents)
    for bid in documents.bids:
        for mark in bid.marks:
            book["Marks"].append([bid.id, mark.criterion, mark.evaluator, int(mark.mark), mark.reason, mark.internal])
    for measure in documents.facts["design.process_measures"].value:
        book["process_measures"].append([None, *("yes" if part is True else "no" if part is False else part
                                                 for part in measure.values())])  # fmt: skip
    for name, answer in documents.facts.items():
        for one in answer.evidence:
            book["Evidence"].append([None, name, one.document, one.at, one.quote])
    for bid in documents.bids:
        for name, answer in bid.facts.items():
            for one in answer.evidence:
                book["Evidence"].append([bid.id, name, one.document, one.at, one.quote])
    award = RawDocument.of_text("award.yaml", _award())
    notice = RawDocument("notice.json", (EXAMPLE / "notice.json").read_bytes())
    read = host.read(notice, saved(book), award)
    pack = host.rulepack(*rulepack.asked_for)
    assert told(pack.evaluate(read)) == told(pack.evaluate(documents))


def _fill_procurement(sheet, documents, host):
    notice = host.read(EXAMPLE / "notice.json")
    rows = {str(row[0].value).partition(" (")[0]: row[0].row for row in sheet.iter_rows(min_row=2)}
    column = [cell.value for cell in sheet[1]].index("value") + 1
    known = {"procurement id": ID, "stage": "specification"}
    for facts, before in ((documents.facts, notice.facts), (documents.lots[0].facts, notice.lots[0].facts)):
        known |= {name: answer.value for name, answer in facts.items() if name not in before}
    for name, value in known.items():
        if name == "design.process_measures":
            continue
        if name not in rows:
            rows[name] = sheet.max_row + 1
            sheet.cell(rows[name], 1, name)
        written = "; ".join(value) or "(none)" if isinstance(value, list) else value
        sheet.cell(rows[name], 1).value = (
            f"{name} (list)" if isinstance(value, list) else sheet.cell(rows[name], 1).value
        )
        sheet.cell(rows[name], column, "yes" if value is True else "no" if value is False else written)


def _fill_bids(sheet, documents):
    columns = {str(cell.value).partition(" (")[0]: cell.column for cell in sheet[2]}
    columns["fictional"] = sheet.max_column + 1
    sheet.cell(2, columns["fictional"], "fictional")
    for row, bid in enumerate(documents.bids, 4):
        texts = {
            "bid": bid.id,
            "bidder": bid.bidder.name,
            "bidder id": bid.bidder.id,
            "lot": bid.lot,
            "fictional": "yes",
        }
        for name, text in texts.items():
            sheet.cell(row, columns[name], text)
        sheet.cell(row, columns["bid.price"], int(bid.facts["bid.price"].value.removeprefix("GBP ")))
        wage = bid.facts.get("bid.pays_london_living_wage")
        if wage:
            sheet.cell(row, columns["bid.pays_london_living_wage"], "yes" if wage.value else "no")


def _award():
    """The part of the example that says how bids are assessed."""
    text = (EXAMPLE / "bids.yaml").read_text(encoding="utf-8")
    lots = text[text.index("lots:") : text.index("bids:")]
    kept = [line for line in lots.splitlines() if not line.startswith("      lot.") and "    facts:" not in line]
    return f"form: procurement/1\nid: {ID}\n" + "\n".join(kept)


def test_what_is_written_is_read_back(host, documents, rulepack):
    dumped = workbook.dump(documents, rulepack)
    assert [loss.what for loss in dumped.losses] == [
        "not written, since this format cannot hold it: how bids are assessed"
    ]
    (read,), remarks = workbook.load(RawDocument("all.xlsx", dumped.data))
    assert remarks == ()
    assert _values(read) == _values(documents)
    pack = host.rulepack(*rulepack.asked_for)
    without = documents.model_copy(
        update={"lots": tuple(lot.model_copy(update={"award": None}) for lot in documents.lots)}
    )
    assert told(pack.check(read)) == told(pack.check(without))


def _values(procurement):
    data = procurement.model_dump(exclude={"sources", "remarks"})
    for lot in data["lots"]:
        lot["award"] = None
    return _without_places(data)


def test_the_bids_go_through_csv(documents, rulepack):
    dumped = comma_separated.dump(documents, rulepack)
    (read,), remarks = comma_separated.load(RawDocument("bids.csv", dumped.data))
    assert remarks == ()
    assert [(bid.id, bid.lot, bid.bidder, bid.fictional) for bid in read.bids] == [
        (bid.id, bid.lot, bid.bidder, bid.fictional) for bid in documents.bids
    ]
    assert [{name: one.value for name, one in bid.facts.items()} for bid in read.bids] == [
        {name: one.value for name, one in bid.facts.items()} for bid in documents.bids
    ]
    # The panel's marks alone: two of kitchen-one are of single evaluators.
    assert [len(bid.marks) for bid in read.bids] == [3, 3, 3]
    lost = [loss.what for loss in dumped.losses]
    assert "not kept: the marks of single evaluators and comments for the panel, of bid kitchen-one" in lost
    assert "not written, since this format cannot hold it: the facts of the procurement" in lost


def test_the_same_pack_gives_the_same_bytes(rulepack):
    first = workbook.dump(None, rulepack)
    assert first == workbook.dump(None, rulepack)
    assert comma_separated.dump(None, rulepack) == comma_separated.dump(None, rulepack)
    assert first.losses == []


def test_a_template_is_laid_out_for_an_officer(rulepack):
    book = opened(workbook.dump(None, rulepack).data)
    assert book.sheetnames[0] == "Procurement"
    assert book.sheetnames[-1] == "About"
    bids = book["Bids"]
    assert (bids.freeze_panes, bids.protection.sheet) == ("B4", True)
    assert [bids.cell(row, 1).protection.locked for row in (1, 2, 3)] == [True, True, True]
    assert bids.column_dimensions["A"].protection.locked is False
    names = [cell.value for cell in bids[2]]
    assert names[:4] == ["bid", "bidder", "bidder id", "lot"]
    facts = [name.partition(" (")[0] for name in names[4:]]
    assert sorted(facts) == sorted(
        name for name, fact in rulepack.facts.items() if fact.kind == "bid" and not fact.fields
    )
    asked = {str(one.sqref): one for one in bids.data_validations.dataValidation}
    letters = bids.cell(2, names.index("bid.pays_london_living_wage (yes/no)") + 1).column_letter
    wage = asked[f"{letters}4:{letters}1048576"]
    assert (wage.type, wage.formula1, wage.errorStyle) == ("list", '"yes,no"', None)
    assert len(wage.prompt) <= 255
    assert "London Living Wage" in wage.prompt
    price = asked[f"{(p := bids.cell(2, names.index('bid.price (GBP)') + 1).column_letter)}4:{p}1048576"]
    assert (price.type, price.errorStyle) == ("decimal", "warning")


def test_facts_of_a_must_come_first(host):
    names = [
        cell.value for cell in opened(workbook.dump(None, load_rulepack(("salford",), host.registry)).data)["Bids"][2]
    ]
    places = {name.partition(" (")[0]: number for number, name in enumerate(names)}
    pack = load_rulepack(("salford",), host.registry)

    def read_by(level):
        return {
            fact.name
            for check in pack.checks.values()
            if check.level == level and check.waived is None
            for condition in (*check.expects.values(), *([check.applies] if check.applies else []))
            for fact in facts_of(condition)
            if fact.name in places
        }

    must, rest = read_by("must"), read_by("should") | read_by("may")
    assert max((places[name] for name in must), default=0) < min(places[name] for name in rest - must)


def test_a_choice_has_its_words_to_choose_from(host):
    book = opened(workbook.dump(None, load_rulepack(("salford",), host.registry)).data)
    bids = book["Bids"]
    column = next(cell for cell in bids[2] if str(cell.value).startswith("bid.salford_living_wage")).column_letter
    (asked,) = [one for one in bids.data_validations.dataValidation if str(one.sqref).startswith(f"{column}4:")]
    sheet, _, cells = asked.formula1.partition("!")
    words = [row[0].value for row in book[sheet][cells.replace("$", "")]]
    assert words == list(load_rulepack(("salford",), host.registry).facts["bid.salford_living_wage"].choices)


WRONG = {
    "bid.price": "6,100,000",
    "bid.pays_london_living_wage": "perhaps",
    "bid.set_aside_for_low_price": "n/a",
    "bid.low_price_explanation_invited": "later",
    "bid.commitments_specific": "some",
}


def _ten_wrong_cells():
    names = ["bid", *(f"{name} ({'GBP' if name == 'bid.price' else 'yes/no'})" for name in WRONG)]
    return [["procurement", ID], names, ["one", *WRONG.values()], ["two", *WRONG.values()]]


def test_ten_wrong_cells_are_ten_messages_in_a_workbook(host):
    book = openpyxl.Workbook()
    book.active.title = "Bids"
    for row in _ten_wrong_cells():
        book.active.append(row)
    _assert_ten(host, saved(book), "bids.xlsx, sheet Bids, cell ")


def test_ten_wrong_cells_are_ten_messages_in_a_csv_file(host):
    text = StringIO()
    csv.writer(text).writerows(_ten_wrong_cells())
    _assert_ten(host, RawDocument.of_text("bids.csv", text.getvalue()), "bids.csv, cell ")


def _assert_ten(host, document, begins):
    with pytest.raises(DocumentError) as caught:
        host.rulepack("haringey", as_of="2026-02-20").evaluate(host.read(document))
    told = [str(problem) for problem in caught.value.problems]
    cells = [f"{column}{row}" for row in (3, 4) for column in "BCDEF"]
    assert [message.partition(": ")[0] for message in told] == [begins + cell for cell in cells]
    assert told[0].endswith("Write the currency and the amount: GBP 250000, without commas.")
    assert "bid.pays_london_living_wage: 'perhaps' is not true or false" in told[1]


NASTY = ["=1+1", "+44 20", "-x", "@sum", "'quoted", "a\x01b", "_x0041_", "<&>\"'", "line\nbreak", "tab\tin"]


@pytest.mark.parametrize("text", NASTY)
def test_texts_stay_texts(text, documents):
    bid = documents.bids[0].model_copy(update={"bidder": documents.bids[0].bidder.model_copy(update={"name": text})})
    one = documents.model_copy(update={"bids": (bid,)})
    data = workbook.dump(one, None).data
    (read,), remarks = workbook.load(RawDocument("x.xlsx", data))
    assert (read.bids[0].bidder.name, remarks) == (text, ())
    if text.isprintable():
        cell = opened(data)["Bids"]["B4"]
        assert cell.data_type != "f"
        assert cell.quotePrefix is text.startswith(("=", "+", "-", "@", "'"))
    data = comma_separated.dump(one, None).data
    (read,), _ = comma_separated.load(RawDocument("x.csv", data))
    assert read.bids[0].bidder.name == text
    cells = [cell for row in csv.reader(StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
