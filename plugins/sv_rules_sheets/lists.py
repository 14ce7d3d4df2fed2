"""The sheets with several rows for one subject: marks of evaluators, entries of a list, evidence."""

from dataclasses import dataclass, field
from typing import Any

from sv_rules.errors import listed
from sv_rules.model.outcome import Kind, kind_of_fact
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Evidence
from sv_rules_sheets.drafts import Draft, Drafts
from sv_rules_sheets.forms import NO_ENTRIES, read_value, shown
from sv_rules_sheets.grid import Sheet, cell_name
from sv_rules_sheets.headings import NOTE, columns_of, entries_under, heading_in, is_fact_name, names_row
from sv_rules_sheets.notes import Notes
from sv_rules_sheets.tables import MarkTexts, read_mark

MARKS, EVIDENCE = "Marks", "Evidence"
MARK_COLUMNS = ("bid", "criterion", "evaluator", "mark", "reason", "internal")
EVIDENCE_COLUMNS = ("of", "fact", "document", "at", "quote")
RECORDS_OF, BELONGS_TO, ENTRY = "entries of", "belongs to", "the entry"
"""A sheet whose first cell says `entries of`, with a fact's name beside it, holds one entry of a list in each row.

Below, `belongs to` names the bid or other subject. The fields of records are columns; a plain list has `the entry`.
These two are no names that a field could have.
"""


def read_marks(sheet: Sheet, drafts: Drafts, notes: Notes) -> None:
    """Add the marks of the sheet `Marks` to the bids."""
    row = names_row(sheet, "criterion")
    if row is None:
        fix = f"Above the marks there is one row with the names of the columns: {listed(MARK_COLUMNS)}."
        notes.problem("no row of this sheet has a cell that says just 'criterion'", sheet.place(), fix)
        return
    columns = columns_of(sheet, row, MARK_COLUMNS, notes, facts=False)
    names = {heading.name: column for column, heading in columns.headings.items()}
    for number, cells in entries_under(sheet, columns, notes):
        said = {name: cells[column] for name, column in names.items() if column in cells}
        missing = [name for name in ("bid", "criterion", "mark") if name not in said]
        if missing:
            notes.problem(f"this row does not say its {listed(missing)}", sheet.place(number, 1), "Fill it in.")
            continue
        bid = drafts.find(Kind.BID, shown(said["bid"]))
        if bid is None:
            what = f"there is no bid '{shown(said['bid']):.60}'"
            notes.problem(what, sheet.place(number, names["bid"]), "Write it as in the sheet 'Bids'.")
            continue
        texts = MarkTexts(
            shown(said["criterion"]),
            reason=shown(said.get("reason", "")),
            internal=shown(said.get("internal", "")),
            evaluator=shown(said.get("evaluator", "")),
        )
        mark = read_mark(said["mark"], texts, sheet.place(number, names["mark"]), notes)
        if mark is not None:
            bid.marks.append(mark)


def fact_of_entries(sheet: Sheet) -> str | None:
    """Give the fact whose entries a sheet holds; None for a sheet of another kind."""
    first = sheet.rows.get(1, {})
    return shown(first.get(2, "")) if first.get(1) == RECORDS_OF else None


def read_entries(sheet: Sheet, fact: str, drafts: Drafts, notes: Notes) -> None:
    """Add the list that a sheet holds to each subject it names."""
    kind = kind_of_fact(fact)
    row = names_row(sheet, BELONGS_TO)
    if not is_fact_name(fact) or kind is None or row is None:
        fix = f"The first row says '{RECORDS_OF}' and a fact's full name; a later one begins with '{BELONGS_TO}'."
        notes.problem("this sheet does not say which fact it holds, or which columns", sheet.place(1, 2), fix)
        return
    # The fields of a record are known to rulepacks alone; a wrong one is told when a rulepack types the list.
    fields = [
        name
        for value in sheet.rows[row].values()
        if (name := heading_in(value).name) and not name.startswith(f"{NOTE}:")
    ]
    columns = columns_of(sheet, row, fields, notes, facts=False)
    of = columns.number(BELONGS_TO)
    lists: dict[str, _Entries] = {}
    for number, cells in entries_under(sheet, columns, notes):
        said = shown(cells.get(of or 0, ""))
        said = "" if said == str(Kind.PROCUREMENT) else said
        owner = drafts.find(kind, said)
        if owner is None:
            what = f"there is no {kind} '{said:.60}'" if said else f"this row does not say which {kind} it is about"
            notes.problem(what, sheet.place(number, of or 1), f"Write it as in the sheet of the {kind}s.")
            continue
        values = {
            heading.name: read_value(cells[column], heading.form)
            for column, heading in columns.headings.items()
            if column in cells and column != of
        }
        found = lists.setdefault(said, _Entries(owner, number))
        found.last = number
        if list(values.values()) != [NO_ENTRIES]:
            found.entries.append(values.get(ENTRY) if ENTRY in fields else values)
    for found in lists.values():
        cells_told = f"{cell_name(found.first, 1)}:{cell_name(found.last, max(columns.headings, default=1))}"
        place = sheet.place().model_copy(update={"cell": cells_told})
        before = found.owner.facts.get(fact)
        if before is not None:
            notes.problem(f"'{fact}' is there twice", place, f"The other one is at {before.place}. Keep one of them.")
        found.owner.facts[fact] = Answer(value=found.entries, place=place)


@dataclass
class _Entries:
    owner: Draft
    first: int
    last: int = 0
    entries: list[Any] = field(default_factory=list)


def read_evidence(sheet: Sheet, drafts: Drafts, notes: Notes) -> None:
    """Add the evidence of the sheet `Evidence` to the facts it supports."""
    row = names_row(sheet, "document")
    if row is None:
        fix = f"Above the evidence there is one row with the names of the columns: {listed(EVIDENCE_COLUMNS)}."
        notes.problem("no row of this sheet has a cell that says just 'document'", sheet.place(), fix)
        return
    columns = columns_of(sheet, row, EVIDENCE_COLUMNS, notes, facts=False)
    names = {heading.name: column for column, heading in columns.headings.items()}
    for number, cells in entries_under(sheet, columns, notes):
        said = {name: shown(cells.get(column, "")) for name, column in names.items()}
        _support(sheet.place(number, names.get("fact", 1)), said, drafts, notes)


def _support(place: Place, said: dict[str, str], drafts: Drafts, notes: Notes) -> None:
    name = said.get("fact", "")
    kind = kind_of_fact(name)
    of = said.get("of", "")
    owner = drafts.find(kind, "" if of == str(Kind.PROCUREMENT) else of) if kind else None
    answer = owner.facts.get(name) if owner else None
    if owner is None or answer is None:
        what = f"there is evidence for '{name:.60}'" + (f" of '{of:.60}'" if of else "") + ", but no value"
        notes.problem(what, place, "Give the value, and write the names as they are written there.")
        return
    if not said.get("document"):
        notes.problem("this row does not say which document", place, "Fill it in.")
        return
    evidence = Evidence(
        document=notes.short(said["document"], 300, place),
        at=notes.short(said.get("at", ""), 300, place),
        quote=notes.short(said.get("quote", ""), 200, place),
    )
    owner.facts[name] = answer.model_copy(update={"evidence": (*answer.evidence, evidence)})
