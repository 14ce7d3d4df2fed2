"""Award criteria that prose gives, as the facts of the lot they are for."""

from collections.abc import Iterator, Sequence
from typing import Any

from sv_rules.model.amount import plain
from sv_rules.model.procurement import Answer, Lot, Procurement, Remark
from sv_rules.prose.lots import LotNames
from sv_rules.prose.passages import only_lot
from sv_rules.prose.running_weights import running_weights
from sv_rules.prose.tables import CriteriaTable, criteria_tables
from sv_rules.prose.weights import in_words, kind_of

CRITERIA = "lot.criteria"


def with_criteria(procurement: Procurement) -> tuple[Procurement, list[Remark]]:
    """Give the procurement with the award criteria that tables, lists and sentences of its prose say, and remarks.

    A lot whose criteria are known keeps them. Where two places differ, neither is used.
    """
    remarks: list[Remark] = []
    by_lot: dict[str, list[CriteriaTable]] = {}
    names = LotNames(procurement)
    for table in _tables(procurement, remarks):
        lot = only_lot(procurement) or names.of_headings(table.headings)
        if lot is not None:
            by_lot.setdefault(lot.id, []).append(table)
    lots = tuple(_with(lot, by_lot.get(lot.id, ()), remarks) for lot in procurement.lots)
    return (procurement.model_copy(update={"lots": lots}) if lots != procurement.lots else procurement), remarks


def _tables(procurement: Procurement, remarks: list[Remark]) -> Iterator[CriteriaTable]:
    for document in procurement.prose:
        for one in criteria_tables(document):
            if isinstance(one, Remark):
                remarks.append(one)
            else:
                yield one
        yield from running_weights(document)


def _with(lot: Lot, tables: Sequence[CriteriaTable], remarks: list[Remark]) -> Lot:
    known = lot.facts.get(CRITERIA)
    if not tables or (known is not None and known.value is not None):
        return lot
    first, *others = _finest(tables)
    remarks += [
        Remark(
            what=(
                f"the prose gives the award criteria twice and not alike, so they are not known:"
                f" {in_words(first.criteria)} ({first.criteria[0].place}); {in_words(other.criteria)}"
                f" ({other.criteria[0].place})"
            ),
            place=other.criteria[0].place,
            fix=f"Give them once, or give the fact {CRITERIA} itself.",
        )
        for other in others
    ]
    if others:
        return lot
    answer = Answer(value=[_record(one) for one in first.criteria], place=first.criteria[0].place)
    return lot.model_copy(update={"facts": {**lot.facts, CRITERIA: answer}})


def _finest(tables: Sequence[CriteriaTable]) -> list[CriteriaTable]:
    """Leave out tables that say the same as another, or the same less finely: quality 60% for its parts."""
    kept: list[CriteriaTable] = []
    for table in sorted(tables, key=lambda one: -len(one.criteria)):
        if not any(_sums(table) <= _sums(other) for other in kept):
            kept.append(table)
    return [table for table in tables if table in kept]


def _sums(table: CriteriaTable) -> set[tuple[str, Any]]:
    found = {(_folded(one.name), one.weight) for one in table.criteria}
    above: dict[str, Any] = {}
    for one in table.criteria:
        if one.within:
            above[_folded(one.within)] = above.get(_folded(one.within), 0) + one.weight
    return found | set(above.items())


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _record(one: Any) -> dict[str, Any]:
    record = {"name": one.name, "weight": f"{plain(one.weight)}%"}
    kind = kind_of(f"{one.name} {one.within}")
    if kind is not None:
        record["kind"] = kind
    description = f"Part of {one.within}. {one.description}".strip() if one.within else one.description
    if description:
        record["description"] = description
    return record
