"""A sheet with a row for each bid, contract or organisation, and a column for each fact."""

from collections.abc import Sequence
from typing import Any

from sv_rules.model.procurement import Bid
from sv_rules_sheets.explaining import hint
from sv_rules_sheets.filling_known import LAST_ROW, WHOLE, Known, heading, row_of
from sv_rules_sheets.filling_marks import mark_cells
from sv_rules_sheets.forms import NUMBER, TEXT, YES_NO
from sv_rules_sheets.grid import column_name
from sv_rules_sheets.headings import WHAT_TO_WRITE
from sv_rules_sheets.sheet_made import MadeCell, MadeSheet
from sv_rules_sheets.tables import MARK, REASON, Table


def table_sheet(known: Known, table: Table, criteria: Sequence[str]) -> MadeSheet:
    """Give the sheet; `criteria` are those whose marks have columns in it."""
    subjects = known.subjects(table.kind)
    texts = [name for name in table.texts if _has_text(known, subjects, name)]
    facts = [name for name in known.names(table.kind) if known.alone or not known.is_listed(name)]
    forms = {name: known.form(name) for name in facts}
    names = [table.key, *texts, *(heading(name, forms[name]) for name in facts)]
    names += [f"{word}{criterion}" for criterion in criteria for word in (MARK, REASON)]
    titles = [table.titles[name] for name in (table.key, *texts)]
    titles += [fact.title if (fact := known.facts.get(name)) else name for name in facts]
    titles += [f"{word} for {criterion}" for criterion in criteria for word in ("Mark", "Reason of the mark")]
    hints = [
        f"{WHAT_TO_WRITE}:",
        *([""] * len(texts)),
        *(hint(known.facts.get(name), forms[name]) for name in facts),
    ]
    hints += [words for _ in criteria for words in ("digits only", "why, by reference to the bid")]
    sheet = MadeSheet(table.sheet, [row_of(titles, "title"), row_of(names, "name"), row_of(hints, "hint")])
    sheet.frozen, sheet.entries, sheet.widths = (3, 1), 4, [26] * len(names)
    sheet.forms = [TEXT, *(YES_NO if name == "fictional" else TEXT for name in texts), *forms.values()]
    sheet.forms = [*sheet.forms, *(form for _ in criteria for form in (NUMBER, TEXT))]
    for subject in subjects:
        sheet.rows.append(
            [
                MadeCell(subject.id, style=TEXT),
                *(MadeCell(_text(subject, name), style=TEXT) for name in texts),
                *(known.entry(subject, name, forms[name]) for name in facts),
                *(cell for criterion in criteria for cell in mark_cells(subject, criterion)),
            ]
        )
    for number, name in enumerate(facts, 2 + len(texts)):
        letters = column_name(number)
        sheet.asked += known.ask(name, forms[name], f"{letters}{sheet.entries}:{letters}{LAST_ROW}")
    return sheet


def _has_text(known: Known, subjects: Sequence[Any], name: str) -> bool:
    if any(_text(subject, name) for subject in subjects):
        return True
    return name in {"bidder", "bidder id", "name"} or (name in {"lot", "bid"} and known.procurement is None)


def _text(subject: Any, name: str) -> str:
    """Give what a column that is no fact says of a subject."""
    match subject, name:
        case Bid(), "bidder":
            return subject.bidder.name
        case Bid(), "bidder id":
            return subject.bidder.id
        case Bid(), "fictional":
            return "yes" if subject.fictional else ""
        case Bid(), "address" | "email":
            return str(getattr(subject.contact, name))
        case _, "lot":
            return "" if subject.lot == WHOLE else str(subject.lot)
        case _:
            return str(getattr(subject, name))
