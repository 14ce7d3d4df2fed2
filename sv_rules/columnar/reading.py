"""Procurements, lists, arrays and Arrow batches -> columns. Every value is typed, as in a document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from sv_rules.columnar.columns import Categories, Column, Columns, Numbers, Whole, coded, column_of
from sv_rules.engine.compiling import Program
from sv_rules.engine.observing import observe
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Kind
from sv_rules.model.procurement import Procurement
from sv_rules.model.typed import NotOfTypeError, typed
from sv_rules.prose.recognising import recognise

Given: TypeAlias = Column | npt.NDArray[Any] | Sequence[Any]
"""A column that is one; an array, masked where nothing is known; values as a document has them, None likewise."""


def columns_of(program: Program, procurements: Iterable[Procurement], kind: Kind = Kind.BID) -> Columns:
    """Give a row for every subject of a kind, procurement by procurement, with the facts of those above it.

    Raises:
        DocumentError: if values are not of their facts' types.
    """
    facts = program.plans[kind].facts
    rows: list[tuple[Any, ...]] = []
    for procurement in procurements:
        read = recognise(program.recogniser, procurement).procurement
        # Values do not depend on the date.
        subjects = observe(program, read, date.min).subjects.items()
        rows += [seen.values for (found, _), seen in subjects if found is kind]
    by_fact = {fact.name: column_of(fact, (row[number] for row in rows)) for number, fact in enumerate(facts)}
    return Columns(len(rows), by_fact)


def columns_from(program: Program, given: Mapping[str, Given]) -> Columns:
    """Give columns from columns, by the full names of facts.

    Arrays may hold booleans, whole numbers and days (`datetime64[D]`). What is not an array holds values as a document
    has them: "GBP 250000", "10%", true, a date, 4, `Decimal("2.5")`.

    Raises:
        DocumentError: if values are not of their facts' types, or columns differ in length.
    """
    return _columns(program, {name: (len(one), one) for name, one in given.items()}, _column)


def from_arrow(program: Program, batch: Any) -> Columns:
    """Give columns from an Arrow record batch or table, by the full names of facts.

    Raises:
        DocumentError: if values are not of their facts' types; binary floats are of none.
    """
    given = dict(zip(batch.schema.names, batch.columns, strict=True))
    return _columns(program, {name: (len(one), one) for name, one in given.items()}, _from_arrow)


def _columns(program: Program, given: Mapping[str, tuple[int, Any]], column: Any) -> Columns:
    facts = program.rulepack.facts
    lengths = {length for length, _ in given.values()}
    if len(lengths) > 1:
        what = f"the columns have different lengths: {', '.join(map(str, sorted(lengths)))}"
        raise DocumentError(Problem(what, fix="Give every column an entry for every row, None where it is not known."))
    problems: list[Problem] = []
    by_fact: dict[str, Column] = {}
    for name, (_, one) in given.items():
        if name in facts:
            try:
                by_fact[name] = column(facts[name], one)
            except DocumentError as error:
                problems += error.problems
    if problems:
        raise DocumentError(problems)
    return Columns(lengths.pop() if lengths else 0, by_fact, tuple(name for name in given if name not in facts))


def _column(fact: Fact, given: Given) -> Column:
    if isinstance(given, Numbers | Categories):
        return given
    if isinstance(given, np.ndarray) and given.dtype.kind not in "OUS":
        return _from_array(fact, given)
    values = given.tolist() if isinstance(given, np.ndarray) else given
    codes, different = _different(values)
    return _typed(fact, codes, different)


_KINDS = {FactType.YES_NO: "b", FactType.INTEGER: "iu", FactType.NUMBER: "iu", FactType.DATE: "M"}
_DAY_ZERO = date(1970, 1, 1).toordinal()


def _from_array(fact: Fact, array: npt.NDArray[Any]) -> Column:
    known = np.logical_not(np.ma.getmaskarray(array))
    values = np.ma.getdata(array)
    form = values.dtype
    if form.kind not in _KINDS.get(fact.type, "") or (form.kind == "M" and form != np.dtype("datetime64[D]")):
        floats = form.kind == "f"
        what = "binary floats" if floats else f"{form}, and the fact is {fact.described}"
        fix = "Give a list of the values as a document has them"
        fix += ": a binary float is not the number that was written." if floats else "."
        raise DocumentError(Problem(f"the column '{fact.name}' holds {what}", fix=fix))
    if form.kind == "M":
        known &= ~np.isnat(values)
        values = values.astype(np.int64) + _DAY_ZERO
        if np.any(known & ((values < date.min.toordinal()) | (values > date.max.toordinal()))):
            raise DocumentError(Problem(f"the column '{fact.name}' holds days before the year 1 or after 9999"))
    return Numbers(fact, np.where(known, values, values.dtype.type(0)), known)


def _from_arrow(fact: Fact, array: Any) -> Column:
    # Lists and records cannot be told apart by Arrow; all else is typed once for each different value.
    if array.type.num_fields:
        return _column(fact, array.to_pylist())
    if hasattr(array, "combine_chunks"):
        array = array.combine_chunks()
    dictionary = array.dictionary_encode()
    codes = dictionary.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return _typed(fact, codes, dictionary.dictionary.to_pylist())


def _different(values: Sequence[Any]) -> tuple[Whole, list[Any]]:
    """Give a code for each value, -1 for None, and the values that differ; those of unlike types do."""
    found: dict[Any, int] = {}
    different: list[Any] = []
    codes = np.full(len(values), -1, np.int64)
    for row, value in enumerate(values):
        if value is not None:
            # Lists and records have no hash, so each counts as another one.
            key = (value.__class__, value) if isinstance(value, _HASHED) else (row,)
            codes[row] = found.setdefault(key, len(found))
            if len(found) > len(different):
                different.append(value)
    return codes, different


_HASHED = (bool, int, Decimal, str, date)


def _typed(fact: Fact, codes: Whole, different: Sequence[Any]) -> Column:
    values = []
    for number, value in enumerate(different):
        try:
            values.append(_exact(value, fact))
        except NotOfTypeError as error:
            row = int(np.flatnonzero(codes == number)[0]) + 1
            where = f"row {row} of the column '{fact.name}'"
            raise DocumentError(Problem(f"{fact.name}: {error}", where=where, fix=error.fix)) from None
    if fact.type is FactType.LIST:
        column = column_of(fact, values)
        assert isinstance(column, Categories)  # noqa: S101  lists do not become numbers
        known = np.append(column.codes, -1)
        return Categories(fact, known[codes], column.values)
    return coded(fact, codes, values)


def _exact(value: Any, fact: Fact) -> Any:
    if any(isinstance(part, float) for part in _parts(value)):
        fix = "Write it as decimal or as text: a binary float is not the number that was written."
        raise NotOfTypeError("it is a binary float", fix)
    return typed(value, fact)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _parts(part)
    else:
        yield value
