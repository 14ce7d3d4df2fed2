"""The sheet about the procurement and its lots: a row for each fact, a column for each lot."""

from collections.abc import Mapping, Sequence

from sv_rules.model.outcome import Kind, kind_of_fact
from sv_rules.model.procurement import Lot, Procurement
from sv_rules_sheets.explaining import hint
from sv_rules_sheets.filling_known import Known, heading, is_whole, row_of
from sv_rules_sheets.forms import TEXT
from sv_rules_sheets.grid import column_name
from sv_rules_sheets.overview import ABOUT, EXPLAINING, KEY, LOT, LOT_TITLE, SHEET, VALUE
from sv_rules_sheets.sheet_made import MadeCell, MadeSheet


def overview(known: Known) -> MadeSheet:
    """Give the sheet."""
    lots = [lot for lot in known.subjects(Kind.LOT) if not is_whole(lot)]
    names = (KEY, *EXPLAINING, VALUE, *(f"{LOT}{lot.id}" for lot in lots))
    sheet = MadeSheet(SHEET, [row_of(names, "name")], (38, 34, 60, 44, 30, *[30] * len(lots)), (1, 1), 2)
    for name, text in _about(known).items():
        cells = [text if name != LOT_TITLE else "", *(lot.title if name == LOT_TITLE else "" for lot in lots)]
        told = ABOUT[name][0] if name in ABOUT else "The title of each lot"
        entries = [MadeCell(cell, style=TEXT) for cell in cells]
        sheet.rows.append([MadeCell(name, style="name"), None, MadeCell(told, style="hint"), None, *entries])
    only = next((lot for lot in known.subjects(Kind.LOT) if is_whole(lot)), None)
    for name in [*known.names(Kind.PROCUREMENT), *known.names(Kind.LOT)]:
        if known.is_listed(name):
            continue
        of_lots = kind_of_fact(name) is Kind.LOT
        first = only if of_lots else known.procurement
        _add_row(known, sheet, name, [first, *(lots if of_lots else [None] * len(lots))])
    return sheet


def _about(known: Known) -> Mapping[str, str]:
    one = known.procurement
    stage = str(one.stage) if one and "stage" in one.model_fields_set else ""
    said = (one.id, one.title, stage, one.buyer.name, one.buyer.id) if one else ("",) * len(ABOUT)
    rows = dict(zip(ABOUT, said, strict=True))
    return rows | {LOT_TITLE: ""} if any(not is_whole(lot) for lot in known.subjects(Kind.LOT)) else rows


def _add_row(known: Known, sheet: MadeSheet, name: str, holders: Sequence[Procurement | Lot | None]) -> None:
    fact, form = known.facts.get(name), known.form(name)
    told = [MadeCell(heading(name, form), style="name")]
    told += [
        MadeCell(fact.title if fact else "", style="hint"),
        MadeCell(fact.question if fact else "", style="hint"),
    ]
    told += [MadeCell(hint(fact, form), style="hint")]
    entries = [known.entry(holder, name, form) for holder in holders]
    sheet.rows.append([*told, *entries])
    row = len(sheet.rows)
    cells = f"{column_name(5)}{row}:{column_name(4 + len(holders))}{row}"
    sheet.asked += known.ask(name, form, cells)
