"""The sheets of a document to its procurement."""

from collections.abc import Sequence
from typing import Any

from sv_rules.errors import DocumentError, listed
from sv_rules.model.outcome import Kind, Stage
from sv_rules.model.place import Place
from sv_rules.model.procurement import Bid, Body, Contact, Contract, Lot, Organisation, Procurement, Remark, Source
from sv_rules_sheets.drafts import Draft, Drafts
from sv_rules_sheets.forms import YES_NO, read_value, shown
from sv_rules_sheets.grid import Book, Sheet
from sv_rules_sheets.headings import FIRST_ROWS
from sv_rules_sheets.lists import EVIDENCE, MARKS, fact_of_entries, read_entries, read_evidence, read_marks
from sv_rules_sheets.notes import Notes
from sv_rules_sheets.overview import LOT_TITLE, SHEET, read_overview
from sv_rules_sheets.tables import TABLES, read_table

WHOLE = "whole"
"""Id of the lot that is implied where a document names none, as in the other formats."""
PROCUREMENT = "procurement"
"""In the rows above the bids, a cell that says this has the procurement's id beside it."""
FOR_READERS = ("about", "choices")
"""Sheets that a template has and nobody fills in."""


def build(book: Book, source: Source) -> tuple[Procurement, Sequence[Remark]]:
    """Give the procurement that sheets tell of, and what was noticed.

    Raises:
        DocumentError: names of columns, ids and the like are wrong; with every such problem. Values of facts are given
            as they are written.
    """
    notes = Notes(remarks=list(book.remarks))
    drafts = Drafts(Draft(Kind.PROCUREMENT, "", Place(document=book.document)))
    by_name = {sheet.name.casefold(): sheet for sheet in book.sheets}
    if len(by_name) == 1 and not _known(book.sheets[0]):
        by_name = {TABLES[0].sheet.casefold(): book.sheets[0]}
    used: list[Sheet] = []

    def taken(name: str) -> list[Sheet]:
        found = by_name.pop(name.casefold(), None)
        used.extend([found] if found else [])
        return [found] if found else []

    for sheet in taken(SHEET):
        read_overview(sheet, drafts, notes)
    for table in TABLES:
        for sheet in taken(table.sheet):
            _identifier(sheet, drafts, notes)
            read_table(sheet, table, drafts, notes)
    for sheet in taken(MARKS):
        read_marks(sheet, drafts, notes)
    evidence = taken(EVIDENCE)
    for name, sheet in list(by_name.items()):
        fact = fact_of_entries(sheet)
        if fact is not None:
            taken(name)
            read_entries(sheet, fact, drafts, notes)
    for sheet in evidence:
        read_evidence(sheet, drafts, notes)
    for name, sheet in by_name.items():
        if name not in FOR_READERS and sheet.rows:
            notes.remarks.append(
                Remark(what=f"the sheet '{sheet.name}' was not read", place=sheet.place(), fix=_SHEETS)
            )
    for sheet in used:
        notes.problems += sheet.problems
        notes.remarks += sheet.remarks
    _whether_named(drafts, notes, read=bool(used))
    bids = [_bid(draft, drafts, notes) for draft in drafts.of(Kind.BID)]
    if notes.problems:
        raise DocumentError(notes.problems)
    return _procurement(drafts, bids, source), tuple(dict.fromkeys(notes.remarks))


_SHEETS = f"The sheets that are read are {listed((SHEET, *(table.sheet for table in TABLES), MARKS, EVIDENCE))}."


def _known(sheet: Sheet) -> bool:
    names = {SHEET, MARKS, EVIDENCE, *(table.sheet for table in TABLES)}
    return sheet.name.casefold() in {name.casefold() for name in names}


def _identifier(sheet: Sheet, drafts: Drafts, notes: Notes) -> None:
    """Take the procurement's id where it stands above a table."""
    for row in sorted(sheet.rows)[:FIRST_ROWS]:
        cells = sheet.rows[row]
        first = min(cells)
        if cells[first] == PROCUREMENT and first + 1 in cells:
            identifier = notes.short(shown(cells[first + 1]), 300, sheet.place(row, first + 1))
            drafts.procurement.texts.setdefault("procurement id", identifier)
            return


def _whether_named(drafts: Drafts, notes: Notes, *, read: bool) -> None:
    if not read:
        notes.problem("no sheet of this workbook is one that is read", drafts.procurement.place, _SHEETS)
    elif "procurement id" not in drafts.procurement.texts:
        fix = (
            f"Write it in the sheet '{SHEET}', in the row 'procurement id'; or above the bids, in a row of its own: a "
            f"cell that says '{PROCUREMENT}' and the id beside it. It must be the id in the other documents, such as "
            "the ocid of the notice."
        )
        notes.problem("this does not say which procurement it is about", drafts.procurement.place, fix)


def _bid(draft: Draft, drafts: Drafts, notes: Notes) -> Bid:
    texts = draft.texts
    fictional = read_value(texts.get("fictional", "no"), YES_NO)
    if not isinstance(fictional, bool):
        what = f"'{fictional!s:.40}' does not say whether the bid is fictional"
        notes.problem(what, draft.place, "Write yes or no, or leave it empty.")
        fictional = False
    return Bid(
        id=draft.id,
        lot=texts.get("lot") or _only_lot(drafts),
        bidder=Organisation(id=texts.get("bidder id", ""), name=texts.get("bidder", "")),
        contact=Contact(address=texts.get("address", ""), email=texts.get("email", "")),
        facts=draft.facts,
        marks=tuple(draft.marks),
        fictional=fictional,
    )


def _only_lot(drafts: Drafts) -> str:
    lots = drafts.of(Kind.LOT)
    return lots[0].id or WHOLE if len(lots) == 1 else WHOLE


def _procurement(drafts: Drafts, bids: Sequence[Bid], source: Source) -> Procurement:
    texts = drafts.procurement.texts
    # A stage that the sheet does not say stays unset, for joining.
    said: dict[str, Any] = {"stage": Stage(texts["stage"])} if "stage" in texts else {}
    lots = [
        Lot(id=lot.id or WHOLE, title=lot.texts.get(LOT_TITLE, ""), facts=lot.facts, implied=not lot.id)
        for lot in drafts.of(Kind.LOT)
    ]
    return Procurement(
        id=texts["procurement id"],
        title=texts.get("title", ""),
        **said,
        buyer=Organisation(id=texts.get("buyer id", ""), name=texts.get("buyer", "")),
        facts=drafts.procurement.facts,
        lots=tuple(lots) or (Lot(id=WHOLE, implied=True),),
        bids=tuple(bids),
        contracts=tuple(
            Contract(
                id=draft.id,
                lot=draft.texts.get("lot") or _only_lot(drafts),
                bid=draft.texts.get("bid", ""),
                facts=draft.facts,
            )
            for draft in drafts.of(Kind.CONTRACT)
        ),
        organisations=tuple(
            Body(id=draft.id, name=draft.texts.get("name", ""), facts=draft.facts)
            for draft in drafts.of(Kind.ORGANISATION)
        ),
        sources=(source,),
    )
