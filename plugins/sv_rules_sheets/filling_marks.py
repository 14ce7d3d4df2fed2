"""Marks of bids: the panel's agreed ones in columns beside the facts, all others in a sheet of their own."""

from collections.abc import Iterator
from fractions import Fraction

from sv_rules.model.procurement import Bid, Mark, Procurement
from sv_rules_sheets.filling_known import Known, row_of
from sv_rules_sheets.forms import NUMBER, TEXT
from sv_rules_sheets.lists import MARK_COLUMNS, MARKS
from sv_rules_sheets.marked import marked_criteria
from sv_rules_sheets.sheet_made import MadeCell, MadeSheet
from sv_rules_sheets.writing_values import made_cell


def criteria(procurement: Procurement | None) -> list[str]:
    """Give the criteria that evaluators mark, and any others that have marks."""
    if procurement is None:
        return []
    given = [mark.criterion for bid in procurement.bids for mark in bid.marks]
    return list(dict.fromkeys((*marked_criteria(procurement), *given)))


def fit_in_columns(known: Known) -> bool:
    """Say whether the marks can stand in columns: the panel's alone, one a criterion, in the order of criteria.

    Beside a sheet of bids that is alone there is no other place: what does not fit is lost.
    """
    order = {criterion: number for number, criterion in enumerate(criteria(known.procurement))}
    fits = True
    for bid in known.procurement.bids if known.procurement else ():
        numbers = [order[mark.criterion] for mark in bid.marks]
        plain = all(_is_agreed(mark) and not mark.internal for mark in bid.marks)
        fits = fits and plain and numbers == sorted(set(numbers))
        if known.alone and not plain:
            known.lose(f"the marks of single evaluators and comments for the panel, of bid {bid.id}", None)
    return fits or known.alone


def mark_cells(bid: Bid, criterion: str) -> Iterator[MadeCell | None]:
    """Give the two cells of a bid's agreed mark on a criterion: the mark, and why."""
    mark = next((one for one in bid.marks if one.criterion == criterion and _is_agreed(one)), None)
    yield made_cell(mark.mark, NUMBER)[0] if mark else None
    yield MadeCell(mark.reason, style=TEXT) if mark and mark.reason else None


def marks(known: Known, *, in_columns: bool) -> MadeSheet:
    """Give the sheet of marks, to fill in where they stand in columns."""
    sheet = MadeSheet(MARKS, [row_of(MARK_COLUMNS, "name")], (20, 24, 20, 10, 70, 50), (1, 0), 2)
    sheet.forms = [TEXT, TEXT, TEXT, NUMBER, TEXT, TEXT]
    for bid in known.procurement.bids if known.procurement and not in_columns else ():
        for mark in bid.marks:
            if isinstance(mark.mark, Fraction) or mark.worked_out:
                known.lose(f"a mark of bid {bid.id} that was worked out, for {mark.criterion}", mark.place)
                continue
            texts = (bid.id, mark.criterion, mark.evaluator, "", mark.reason, mark.internal)
            cells: list[MadeCell | None] = [MadeCell(text, style=TEXT) for text in texts]
            cells[3] = made_cell(mark.mark, NUMBER)[0]
            sheet.rows.append(cells)
    return sheet


def _is_agreed(mark: Mark) -> bool:
    return not (mark.evaluator or mark.worked_out or isinstance(mark.mark, Fraction))
