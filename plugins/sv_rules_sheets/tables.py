"""The sheets with one row for each bid, contract or organisation."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from sv_rules.model.outcome import Kind
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Mark
from sv_rules_sheets.drafts import Draft, Drafts
from sv_rules_sheets.forms import NUMBER, read_value, shown
from sv_rules_sheets.grid import CellValue, Sheet
from sv_rules_sheets.headings import Columns, columns_of, entries_under, names_row
from sv_rules_sheets.notes import Notes

MARK, REASON = "mark: ", "reason: "


class Table(NamedTuple):
    """A sheet: its name, the kind of its rows, the column that names them, its other columns and their lengths."""

    sheet: str
    kind: Kind
    key: str
    texts: Mapping[str, int]
    titles: Mapping[str, str]


TABLES = (
    Table(
        "Bids",
        Kind.BID,
        "bid",
        {"bidder": 300, "bidder id": 200, "lot": 120, "address": 600, "email": 320, "fictional": 5},
        {
            "bid": "Short name of the bid",
            "bidder": "Bidder",
            "bidder id": "Bidder's identifier",
            "lot": "Lot",
            "address": "Postal address",
            "email": "Email",
            "fictional": "Made up, for an example?",
        },
    ),
    Table(
        "Contracts",
        Kind.CONTRACT,
        "contract",
        {"lot": 120, "bid": 120},
        {"contract": "Short name of the contract", "lot": "Lot", "bid": "The bid it came from"},
    ),
    Table(
        "Organisations",
        Kind.ORGANISATION,
        "organisation",
        {"name": 300},
        {"organisation": "Short name of the organisation", "name": "Name"},
    ),
)


def read_table(sheet: Sheet, table: Table, drafts: Drafts, notes: Notes) -> None:
    """Add the subjects of a sheet to the drafts."""
    row = names_row(sheet, table.key)
    if row is None:
        what = f"no row of this sheet names its columns: none has a cell that says just '{table.key}'"
        fix = f"Above the entries there is one row with the names of the columns: {table.key}, then the others."
        notes.problem(what, sheet.place(), fix)
        return
    is_bids = table.kind is Kind.BID
    prefixes = (MARK, REASON) if is_bids else ()
    columns = columns_of(sheet, row, (table.key, *table.texts), notes, prefixes=prefixes)
    key = columns.number(table.key)
    for number, cells in entries_under(sheet, columns, notes):
        if key is None or key not in cells:
            fix = f"Write a short name in the column '{table.key}', or empty the row."
            notes.problem(f"this row does not say which {table.key} it is", sheet.place(number, key or 1), fix)
            continue
        identifier = notes.short(shown(cells[key]), 120, sheet.place(number, key))
        draft = Draft(table.kind, identifier, sheet.place(number, key))
        first = drafts.add(draft)
        if first is not draft:
            fix = f"Keep one of the two rows; the other one is at {first.place.cell}."
            notes.problem(f"the {table.key} '{identifier}' is there twice", draft.place, fix)
        _Row(sheet, number, columns, cells).fill(draft, table, notes)


class _Row(NamedTuple):
    """A row of a table."""

    sheet: Sheet
    number: int
    columns: Columns
    cells: Mapping[int, CellValue]

    def fill(self, draft: Draft, table: Table, notes: Notes) -> None:
        for column, heading in self.columns.headings.items():
            if column not in self.cells or heading.name == table.key:
                continue
            place, value = self.sheet.place(self.number, column), self.cells[column]
            if heading.name in table.texts:
                draft.texts[heading.name] = notes.short(shown(value), table.texts[heading.name], place)
            elif heading.name.startswith(MARK):
                criterion = heading.name.removeprefix(MARK)
                reason = shown(self._under(f"{REASON}{criterion}") or "")
                mark = read_mark(value, MarkTexts(criterion, reason), place, notes)
                draft.marks.extend([mark] if mark else [])
            elif heading.name.startswith(REASON):
                criterion = heading.name.removeprefix(REASON)
                if self._under(f"{MARK}{criterion}") is None:
                    what = f"there is a reason and no mark for '{criterion}'"
                    notes.problem(what, place, f"Write the mark in the column '{MARK}{criterion}'.", f"bid {draft.id}")
            else:
                draft.facts[heading.name] = Answer(value=read_value(value, heading.form), place=place)

    def _under(self, name: str) -> CellValue | None:
        return self.cells.get(self.columns.number(name) or 0)


class MarkTexts(NamedTuple):
    """What stands beside a mark."""

    criterion: str
    reason: str = ""
    internal: str = ""
    evaluator: str = ""


def read_mark(value: CellValue, texts: MarkTexts, place: Place, notes: Notes) -> Mark | None:
    """Give the mark that a cell holds, or note that it holds none."""
    number = read_value(value, NUMBER)
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        notes.problem(f"'{shown(value):.40}' is not a mark", place, "Write digits only, for example 4 or 2.5.")
        return None
    return Mark(
        criterion=texts.criterion,
        mark=Decimal(number),
        reason=notes.short(texts.reason, 4000, place),
        internal=notes.short(texts.internal, 4000, place),
        evaluator=notes.short(texts.evaluator, 120, place),
        place=place,
    )
