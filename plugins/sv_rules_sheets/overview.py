"""The sheet `Procurement`: one row for each fact of the procurement and of its lots."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from sv_rules.errors import listed
from sv_rules.model.outcome import Kind, Stage, kind_of_fact
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer
from sv_rules_sheets.drafts import Draft, Drafts
from sv_rules_sheets.forms import read_value, shown
from sv_rules_sheets.grid import CellValue, Sheet
from sv_rules_sheets.headings import columns_of, entries_under, heading_in, is_fact_name, names_row
from sv_rules_sheets.notes import Notes

SHEET, KEY, VALUE, LOT = "Procurement", "fact", "value", "lot: "
LOT_TITLE = "lot title"
ABOUT: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "procurement id": ("The procurement's identifier: the ocid where there is one", 300),
        "title": ("Title", 600),
        "stage": ("Stage: design or specification", 20),
        "buyer": ("Buyer", 300),
        "buyer id": ("Buyer's identifier", 200),
    }
)
"""The rows that are no facts: what each says, and its greatest length."""
EXPLAINING = ("title", "question", "what to write")


def read_overview(sheet: Sheet, drafts: Drafts, notes: Notes) -> None:
    """Add what the sheet says of the procurement, and its lots, to the drafts."""
    row = names_row(sheet, KEY)
    if row is None:
        fix = f"Above the facts there is one row with the names of the columns: {KEY}, question, {VALUE}."
        notes.problem(f"no row of this sheet has a cell that says just '{KEY}'", sheet.place(), fix)
        return
    columns = columns_of(sheet, row, (KEY, *EXPLAINING, VALUE), notes, prefixes=(LOT,), facts=False)
    key = columns.number(KEY)
    targets: dict[int, Draft] = {}
    for column, heading in columns.headings.items():
        if heading.name.startswith(LOT):
            identifier = notes.short(heading.name.removeprefix(LOT), 120, sheet.place(row, column))
            targets[column] = drafts.add(Draft(Kind.LOT, identifier, sheet.place(row, column)))
    whole = columns.number(VALUE)
    for number, cells in entries_under(sheet, columns, notes):
        named = heading_in(cells.get(key or 0, ""))
        for column in sorted({*targets, *([whole] if whole else [])} & cells.keys()):
            given = _Given(named.name, named.form, cells[column], sheet.place(number, column), targets.get(column))
            _take(given, drafts, notes)


class _Given(NamedTuple):
    """What one cell gives: for the row's name, in the column of a lot or, with None, of the whole."""

    name: str
    form: str
    value: CellValue
    place: Place
    lot: Draft | None


def _take(given: _Given, drafts: Drafts, notes: Notes) -> None:
    name, form, value, place, lot = given
    if name in ABOUT and lot is None:
        drafts.procurement.texts[name] = notes.short(shown(value), ABOUT[name][1], place)
        if name == "stage" and value not in {Stage.DESIGN, Stage.SPECIFICATION}:
            notes.problem(f"'{shown(value):.40}' is no stage", place, "Write design or specification.")
        return
    if name == LOT_TITLE and lot is not None:
        lot.texts[LOT_TITLE] = notes.short(shown(value), 600, place)
        return
    if not is_fact_name(name):
        what = f"this row is called '{name:.60}', which is neither a fact nor something known here"
        known = listed((*ABOUT, LOT_TITLE))
        notes.problem(what, place, f"Write a fact's full name, such as tender.value. The others are {known}.")
        return
    owner = lot if lot is not None else _owner(name, drafts)
    if owner is None:
        fix = f"Write it in the column of its lot, '{LOT}…'."
        notes.problem(f"'{name}' is about one lot, and there are several", place, fix)
        return
    if lot is not None and kind_of_fact(name) is Kind.PROCUREMENT:
        fix = f"Write it in the column '{VALUE}'."
        notes.problem(f"'{name}' is about the procurement, not about one lot", place, fix)
        return
    if name in owner.facts:
        notes.problem(f"'{name}' is there twice", place, f"The other one is at {owner.facts[name].place.cell}.")
    owner.facts[name] = Answer(value=read_value(value, form), place=place)


def _owner(name: str, drafts: Drafts) -> Draft | None:
    """Give whom a value in the column `value` is about: the procurement, or the only lot, implied if need be."""
    if kind_of_fact(name) is not Kind.LOT:
        return drafts.procurement
    if not drafts.of(Kind.LOT):
        drafts.add(Draft(Kind.LOT, "", drafts.procurement.place))
    return drafts.find(Kind.LOT, "")
