"""Tables of criteria and their weights in a document of prose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sv_rules.errors import listed
from sv_rules.model.amount import plain
from sv_rules.model.procurement import Remark
from sv_rules.model.prose import Paragraph, Prose
from sv_rules.prose.passages import tables
from sv_rules.prose.table_headers import Cells, CriteriaColumns, criteria_columns, words_of
from sv_rules.prose.weights import WHOLE, Weighed, leaves, may_have_parts, names_a_part, names_price_and_quality, total
from sv_rules.prose.word_lists import word_set

_TOTAL = frozenset({"total", "totals", "sum"})
_AWARD = word_set("award awarding evaluation evaluated criteria criterion scoring weighting weightings")
_PERCENTAGE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?) ?(?:%|per ?cent)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CriteriaTable:
    """The criteria that a table gives, with the headings it stands under."""

    criteria: tuple[Weighed, ...]
    headings: tuple[str, ...]


def criteria_tables(document: Prose) -> Iterator[CriteriaTable | Remark]:
    """Give the tables that say what is a criterion and what its weight is; for one that does not add up, a remark."""
    for cells in tables(document):
        columns = criteria_columns(cells)
        if columns is not None:
            yield from _criteria(document, cells, columns)


def _criteria(document: Prose, cells: Cells, columns: CriteriaColumns) -> Iterator[CriteriaTable | Remark]:
    weighed: list[Weighed] = []
    said: tuple[Decimal, Paragraph] | None = None
    in_percent = not columns.points
    for row in sorted({row for row, _ in cells if row != columns.header}):
        name, weight = cells.get((row, columns.name)), cells.get((row, columns.weight))
        value = _weight(weight.text) if weight is not None else None
        if weight is None or value is None:
            if columns.guessed and weight is not None and weight.text.strip():
                return
            continue
        if name is None or not name.text.strip() or words_of(name.text) & _TOTAL:
            # Only a row that says so is a total; a nameless weight is a part of the row above.
            if name is not None and words_of(name.text) & _TOTAL:
                said = (value, weight)
            continue
        signed = not weight.text.strip()[-1:].isdigit()
        if columns.guessed and not signed and not columns.strong:
            return
        in_percent = in_percent and (signed or columns.percent_header)
        described = cells.get((row, columns.description)) if columns.description is not None else None
        text = " ".join(described.text.split()) if described is not None else ""
        weighed.append(Weighed(" ".join(name.text.split()), value, document.place_of(weight), text))
    weighed = _without_total(weighed)
    first = next(iter(cells.values()))
    if len(weighed) < 2:
        return
    found = leaves(weighed)
    sure = columns.sure or (columns.guessed and names_price_and_quality(one.name for one in weighed))
    if columns.guessed and not (sure if found is None else _is_about_award(weighed, columns, first)):
        return
    if found is None or (columns.points and total(weighed) != WHOLE):
        if sure and not columns.points:
            yield _no_whole(weighed)
            if in_percent and not may_have_parts(weighed):
                yield CriteriaTable(tuple(weighed), first.headings)
        return
    if said is not None and said[0] != WHOLE:
        yield Remark(
            what=f"the table says that its total is {plain(said[0])}, and the weights above it make 100",
            place=document.place_of(said[1]),
            fix="Correct the total.",
        )
    if columns.inner is not None:
        yield Remark(
            what="the table has a second column of weights, for parts of each criterion; it was left out",
            place=document.place_of(first),
            fix="Give the parts as criteria of their own if checks should look at them.",
        )
    yield CriteriaTable(found, first.headings)


def _without_total(weighed: list[Weighed]) -> list[Weighed]:
    """Leave out a last row that says what those above make together, whatever it is called."""
    if len(weighed) < 3 or total(weighed) == WHOLE:
        return weighed
    *above, last = weighed
    sums_up = last.weight == total(above) or (last.weight == WHOLE and leaves(above) is not None)
    return above if sums_up else weighed


def _is_about_award(weighed: Sequence[Weighed], columns: CriteriaColumns, first: Paragraph) -> bool:
    """Say whether percentages under a header that names no criteria are shares of the marks all the same."""
    of_award = any(words_of(heading) & _AWARD for heading in first.headings)
    if of_award or names_price_and_quality(one.name for one in weighed):
        return True
    return columns.strong and any(names_a_part(one.name) for one in weighed)


def _no_whole(weighed: Sequence[Weighed]) -> Remark:
    places = listed((str(one.place) for one in weighed), most=6)
    return Remark(
        what=f"the weights of the criteria in this table make {plain(total(weighed))}%, not 100% ({places})",
        place=weighed[0].place,
        fix="Correct the weights, or put each criterion's parts below it with weights that make its own.",
    )


def _weight(text: str) -> Decimal | None:
    found = _PERCENTAGE.fullmatch(text.strip()[:20])
    return Decimal(found[1]) if found and Decimal(found[1]) <= WHOLE * 3 else None
