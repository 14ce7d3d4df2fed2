"""The sheets of lists: entries that do not fit into cells, evidence, and the words of choices."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sv_rules.model.fact import Fact
from sv_rules.model.outcome import Kind, kind_of_fact
from sv_rules.model.procurement import Answer
from sv_rules_sheets.explaining import hint
from sv_rules_sheets.filling_known import LAST_ROW, Known, answer_of, heading, is_whole, row_of
from sv_rules_sheets.forms import NO_ENTRIES, TEXT
from sv_rules_sheets.grid import column_name
from sv_rules_sheets.headings import WHAT_TO_WRITE
from sv_rules_sheets.lists import BELONGS_TO, ENTRY, EVIDENCE, EVIDENCE_COLUMNS, MARKS, RECORDS_OF
from sv_rules_sheets.overview import SHEET
from sv_rules_sheets.sheet_made import MadeCell, MadeSheet
from sv_rules_sheets.tables import TABLES
from sv_rules_sheets.writing_values import form_of


def entries(known: Known) -> Iterator[MadeSheet]:
    """Give a sheet for each list that does not fit into cells."""
    taken = {SHEET.casefold(), MARKS.casefold(), EVIDENCE.casefold(), "about", "choices"}
    taken |= {table.sheet.casefold() for table in TABLES}
    for name in dict.fromkeys((*(fact.name for fact in known.wanted), *known.values)):
        kind = kind_of_fact(name)
        if kind is None or not known.is_listed(name):
            continue
        if kind not in {Kind.PROCUREMENT, Kind.LOT} and not known.has(kind):
            continue
        short = base = name.partition(".")[2][:28]
        while short.casefold() in taken:
            short = f"{base} {len(taken)}"[:31]
        taken.add(short.casefold())
        yield _entries_of(known, name, short, kind)


def evidence(known: Known) -> MadeSheet:
    """Give the sheet of evidence."""
    sheet = MadeSheet(EVIDENCE, [row_of(EVIDENCE_COLUMNS, "name")], (20, 38, 50, 30, 60), (1, 0), 2)
    sheet.forms = [TEXT] * len(EVIDENCE_COLUMNS)
    for kind in Kind:
        for subject in known.subjects(kind):
            for name, answer in subject.facts.items():
                for one in answer.evidence if answer.value is not None else ():
                    sheet.rows.append(row_of((_owner(kind, subject), name, one.document, one.at, one.quote), TEXT))
    return sheet


def choices(known: Known) -> MadeSheet:
    """Give the words of every choice, for the lists that drop down."""
    if not known.choices:
        return MadeSheet("Choices")
    most = max(map(len, known.choices.values()))
    rows: list[list[MadeCell | None]] = [row_of(tuple(known.choices), "name")]
    rows += [
        [MadeCell(words[row], style="hint") if row < len(words) else None for words in known.choices.values()]
        for row in range(most)
    ]
    return MadeSheet("Choices", rows, [30] * len(known.choices), (1, 0))


def _owner(kind: Kind, subject: Any) -> str:
    return "procurement" if kind is Kind.PROCUREMENT else "" if is_whole(subject) else str(subject.id)


def _entries_of(known: Known, name: str, short: str, kind: Kind) -> MadeSheet:
    fact = known.facts.get(name)
    given = [entry for value in known.values.get(name, ()) if isinstance(value, list | tuple) for entry in value]
    records = bool(fact.fields) if fact else any(isinstance(entry, dict) for entry in given)
    fields = _fields(fact, given) if records else [(ENTRY, fact.items if fact else None)]
    values = {
        key: [entry.get(key) if records and isinstance(entry, dict) else entry for entry in given] for key, _ in fields
    }
    forms = {
        key: form_of(field, [one for one in values[key] if one is not None], known.currency(values[key]))
        for key, field in fields
    }
    title = fact.question or fact.title if fact else ""
    sheet = MadeSheet(short, [row_of((RECORDS_OF, name, title), "title")])
    sheet.rows.append(row_of((BELONGS_TO, *(heading(key, forms[key]) for key, _ in fields)), "name"))
    sheet.rows.append(row_of((f"{WHAT_TO_WRITE}:", *(hint(field, forms[key]) for key, field in fields)), "hint"))
    sheet.frozen, sheet.entries, sheet.widths = (3, 1), 4, [26] * (len(fields) + 1)
    sheet.forms = [TEXT, *forms.values()]
    for number, (key, field) in enumerate(fields, 2):
        letters = column_name(number)
        sheet.asked += known.ask(f"{name}.{key}", forms[key], f"{letters}4:{letters}{LAST_ROW}", field)
    for subject in known.subjects(kind):
        value = answer_of(subject, name)
        if value is None:
            continue
        of = _owner(kind, subject)
        if not isinstance(value.value, list | tuple):
            known.lose(f"'{name}' of {kind} {subject.id}, which is no list", value.place)
            continue
        for entry in value.value or [None]:
            cells = [MadeCell(of, style=TEXT)] if of else [None]
            sheet.rows.append([*cells, *_cells(known, entry, forms, value, name=name, records=records)])
    return sheet


def _fields(fact: Fact | None, given: Sequence[Any]) -> list[tuple[str, Fact | None]]:
    """Give the fields of records: those that are declared, then those that are only there."""
    keys = dict.fromkeys(key for entry in given if isinstance(entry, dict) for key in entry)
    declared = {field.name: field for field in fact.fields} if fact else {}
    return [(key, declared.get(key)) for key in dict.fromkeys((*declared, *keys))]


def _cells(
    known: Known, entry: Any, forms: Mapping[str, str], answer: Answer, *, name: str, records: bool
) -> Iterator[MadeCell | None]:
    if entry is None:
        yield MadeCell(NO_ENTRIES, style=TEXT)
        return
    for key, form in forms.items():
        part = entry.get(key) if records and isinstance(entry, dict) else entry
        yield None if part is None else known.cell(part, form, f"{key} of an entry of '{name}'", answer.place)
