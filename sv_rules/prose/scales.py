"""Tables of marks and what earns them: remarks where marks repeat, turn back or leave one out."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from sv_rules.errors import listed
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.prose import Paragraph, Prose
from sv_rules.prose.passages import tables
from sv_rules.prose.table_headers import marks_column, words_of
from sv_rules.prose.weights import WHOLE


def remarks_on_scales(procurement: Procurement) -> Iterator[Remark]:
    """Give what is odd about the scoring scales in the prose of a procurement."""
    for document in procurement.prose:
        for cells in tables(document):
            yield from _of_table(document, cells)


def _of_table(document: Prose, cells: Mapping[tuple[int, int], Paragraph]) -> Iterator[Remark]:
    header = min((row for row, _ in cells), default=0)
    words = {column: words_of(cell.text) for (row, column), cell in sorted(cells.items()) if row == header}
    column = marks_column(words)
    if column is None:
        return
    marks = [
        (int(cell.text.strip()), cell)
        for (row, at), cell in sorted(cells.items())
        if at == column and row != header and cell.text.strip().isdecimal() and len(cell.text.strip()) < 4
    ]
    if len(marks) < 3 or sum(mark for mark, _ in marks) == WHOLE:
        return  # what makes 100 are the marks of criteria
    place = document.place_of(marks[0][1])
    values = [mark for mark, _ in marks]
    repeated = sorted({mark for mark in values if values.count(mark) > 1})
    steps = [after - before for before, after in pairwise(values)]
    if repeated:
        yield _remark(f"the scoring scale has the mark {listed(map(str, repeated))} more than once", place)
    elif not (all(step > 0 for step in steps) or all(step < 0 for step in steps)):
        yield _remark(f"the marks of the scoring scale are out of order: {listed(map(str, values))}", place)
    elif len({abs(step) for step in steps}) > 1:
        low, high, step = min(values), max(values), min(abs(step) for step in steps)
        missing = [str(mark) for mark in range(low, high, step) if mark not in values]
        yield _remark(
            f"the scoring scale leaves out {listed(missing)}: its marks are {listed(map(str, values))}", place
        )


def _remark(what: str, place: Place) -> Remark:
    return Remark(what=what, place=place, fix="Describe each mark once, in order, with none left out.")
