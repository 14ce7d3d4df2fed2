"""The row of a sheet that names its columns, and what each column holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sv_rules.errors import did_you_mean, listed
from sv_rules.model.outcome import KIND_OF_PREFIX, kind_of_fact
from sv_rules_sheets.forms import DURATIONS, FORMS, is_form, shown
from sv_rules_sheets.grid import CellValue, Sheet
from sv_rules_sheets.notes import Notes

NOTE = "note"
"""A column of this name, or `note: …`, is the officer's own; it is never read."""
WHAT_TO_WRITE = "what to write"
"""A row whose first named cell begins so explains the columns and is no entry."""
FIRST_ROWS = 20
"""The names stand in one of these rows; above them there may be titles."""

_HEADING = re.compile(r"(.*?)\s*(?:\(([^()]*)\))?")
_FACT = re.compile(r"[a-z]+(?:\.[a-z0-9_-]+)+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's name and what stands in brackets after it."""

    name: str
    form: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by number, and the row in which they are named."""

    row: int
    headings: Mapping[int, Heading]

    def number(self, name: str) -> int | None:
        """Give the number of the column with a name."""
        return next((column for column, heading in self.headings.items() if heading.name == name), None)


def heading_in(value: CellValue) -> Heading:
    """Give the name and the form that a cell states: `bid.price (GBP)`."""
    found = _HEADING.fullmatch(" ".join(shown(value).split()))
    return Heading(found[1], (found[2] or "").strip()) if found else Heading("", "")


def is_note(name: str) -> bool:
    """Say whether a column is the officer's own."""
    return name == NOTE or name.startswith(f"{NOTE}:")


def is_fact_name(name: str) -> bool:
    """Say whether a name is written as facts are, and begins with a word for what it is about."""
    return len(name) <= 120 and bool(_FACT.fullmatch(name)) and kind_of_fact(name) is not None


def names_row(sheet: Sheet, key: str) -> int | None:
    """Give the first row with a cell that says just `key`; None if none of the first rows has one."""
    return next((row for row in sorted(sheet.rows)[:FIRST_ROWS] if key in sheet.rows[row].values()), None)


def columns_of(
    sheet: Sheet, row: int, known: Sequence[str], notes: Notes, *, prefixes: Sequence[str] = (), facts: bool = True
) -> Columns:
    """Give what the columns named in a row hold; what is no name of a column is a problem, with a suggestion.

    Args:
        sheet: the sheet.
        row: the row of names.
        known: the names a column may have.
        notes: takes the problems.
        prefixes: how other names may begin: `mark: `.
        facts: whether columns may be facts.
    """
    headings: dict[int, Heading] = {}
    first: dict[str, int] = {}
    for column, value in sorted(sheet.rows[row].items()):
        heading, place = heading_in(value), sheet.place(row, column)
        name = heading.name
        if name not in known and is_note(name):
            continue
        if not (name in known or name.startswith(tuple(prefixes)) or (facts and is_fact_name(name))):
            notes.problem(f"there is no column called '{name:.60}'", place, _suggestion(name, known, facts=facts))
        elif name in first:
            fix = f"Keep one of them; the other one is {sheet.place(row, first[name]).cell}."
            notes.problem(f"there are two columns called '{name}'", place, fix)
        elif not is_form(heading.form):
            fix = did_you_mean(heading.form, FORMS) or _FORMS_FIX
            notes.problem(f"'({heading.form:.40})' after the name says nothing known", place, fix)
        else:
            first[name] = column
            headings[column] = heading
    return Columns(row, headings)


def entries_under(sheet: Sheet, columns: Columns, notes: Notes) -> Iterator[tuple[int, Mapping[int, CellValue]]]:
    """Give the rows below the names, each with its number; a value under a column without a name is a problem."""
    named = sheet.rows[columns.row]
    told: set[int] = set()
    for row in sorted(sheet.rows):
        if row <= columns.row:
            continue
        cells = sheet.rows[row]
        first = cells[min(cells)]
        if isinstance(first, str) and first.startswith(WHAT_TO_WRITE):
            continue
        for column in sorted(cells.keys() - named.keys() - told):
            told.add(column)
            fix = f"Write its name in row {columns.row}, or '{NOTE}' if it is only for yourself."
            notes.problem("this column has no name", sheet.place(row, column), fix)
        yield row, cells


def _suggestion(name: str, known: Sequence[str], *, facts: bool) -> str:
    candidates = list(known)
    rest = name.partition(".")[2]
    if facts and rest:
        candidates += [f"{prefix}.{rest}" for prefix in KIND_OF_PREFIX]
    near = did_you_mean(name, candidates)
    names = f"The columns here are {listed(known)}"
    names += ", and facts by their full names, such as bid.price." if facts else "."
    own = f"A column for yourself is called '{NOTE}'."
    return " ".join(part for part in (near, names, own) if part)


_FORMS_FIX = (
    "In brackets stands how cells are written: yes/no, text, choice, list, number, date, %, a currency such as GBP, "
    f"or {listed(DURATIONS, 'or')}. They may be left out."
)
