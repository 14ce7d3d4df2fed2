"""Rows of flat columns -> documents of ours: a column with a fact's full name is that fact."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from sv_rules.errors import DocumentError, Problem, listed
from sv_rules.model.outcome import Kind, kind_of_fact
from sv_rules.model.place import Place

DOCUMENT = "document"
"""The column that holds documents, unless another is named."""

_OF_A_PROCUREMENT = ("id", "title")
_OF_A_BID = ("id", "lot", "bidder")
_ONLY_LOT = "1"
_WITHIN = {Kind.LOT: "lots", Kind.BID: "bids", Kind.CONTRACT: "contracts", Kind.ORGANISATION: "organisations"}


class Columns:
    """What the columns of a table mean.

    A row is a document, in the column of documents, or a procurement with one lot and at most one bid, contract and
    organisation, all known by the row's `id`; or, where rows are bids, a bid.
    """

    def __init__(self, schema: pa.Schema, name: str, *, column: str = "", bids: bool = False) -> None:
        """Take the columns' names and types.

        Raises:
            DocumentError: a column is not there, is nothing we know, or holds binary floats.
        """
        self._bids = bids
        self._column = column or (DOCUMENT if DOCUMENT in schema.names else "")
        problems = _wrong_document(schema, self._column) if self._column else _wrong_facts(schema, bids=bids)
        if problems:
            raise DocumentError([Problem(what, Place(document=name), fix=fix) for what, fix in problems])

    def document(self, row: Mapping[str, Any], called: str, number: int) -> tuple[bytes, Problem | None]:
        """Give the bytes of the document that a row is, or what is wrong with the row."""
        if not self._column:
            return _written(self._bid(row, number) if self._bids else _procurement(row, number)).encode(), None
        found = row[self._column]
        if found is None:
            fix = "Put a document there, or leave the row out."
            return b"", Problem(f"the column '{self._column}' is empty", Place(document=called), fix=fix)
        return found.encode() if isinstance(found, str) else found, None

    def _bid(self, row: Mapping[str, Any], number: int) -> dict[str, Any]:
        bid: dict[str, Any] = {"id": _text(row.get("id")) or f"row-{number}"}
        if row.get("lot") is not None:
            bid["lot"] = _text(row["lot"])
        if row.get("bidder") is not None:
            bid["bidder"] = {"name": _text(row["bidder"])}
        return {**bid, "facts": _facts(row, Kind.BID)}


def _procurement(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    identifier = _text(row.get("id")) or f"row-{number}"
    document: dict[str, Any] = {"form": "procurement/1", "id": identifier}
    if row.get("title") is not None:
        document["title"] = _text(row["title"])
    document["facts"] = _facts(row, Kind.PROCUREMENT)
    for kind, section in _WITHIN.items():
        facts = _facts(row, kind)
        if facts:
            document[section] = [{"id": _ONLY_LOT if kind is Kind.LOT else identifier, "facts": facts}]
    return document


def _facts(row: Mapping[str, Any], kind: Kind) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None and kind_of_fact(name) is kind}


def _wrong_document(schema: pa.Schema, column: str) -> Sequence[tuple[str, str]]:
    if column not in schema.names:
        return [(f"there is no column '{column}'", f"The columns are {listed(schema.names)}.")]
    form = schema.field(column).type
    if not any(test(form) for test in _TEXT):
        return [(f"the column '{column}' holds {form}, not documents", "It must hold text or bytes.")]
    return []


_TEXT = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)


def _wrong_facts(schema: pa.Schema, *, bids: bool) -> Sequence[tuple[str, str]]:
    known = _OF_A_BID if bids else _OF_A_PROCUREMENT
    problems = []
    for field in schema:
        kind = kind_of_fact(field.name)
        if field.name not in known and (kind is None or (bids and kind is not Kind.BID)):
            what = "a fact of a bid" if bids else "a fact"
            fix = f"Give it the full name of {what}, such as bid.price, or leave it out; {listed(known)} may stand too."
            problems.append((f"the column '{field.name}' is not {what}", fix))
        elif _has_float(field.type):
            fix = "Write it as decimal or as text: a binary float is not the number that was written."
            problems.append((f"the column '{field.name}' holds binary floats", fix))
    if not problems and all(kind_of_fact(name) is None for name in schema.names):
        fix = "Name the column that holds documents with --column, or columns by the full names of facts."
        problems.append(("no column is a fact, and none holds documents", fix))
    return problems


def _has_float(form: pa.DataType) -> bool:
    if pa.types.is_floating(form):
        return True
    return any(_has_float(form.field(index).type) for index in range(form.num_fields))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _written(value: Any) -> str:
    """Write JSON with exact numbers, which the module `json` cannot."""
    match value:
        case bool() | int() | str() | None:
            return json.dumps(value, ensure_ascii=False)
        case Decimal():
            return format(value, "f")
        case datetime():
            # Midnight is how tables write a day without a time; another time is left for the fact to refuse.
            return json.dumps(value.isoformat() if any(value.timetuple()[3:6]) else value.date().isoformat())
        case date():
            return json.dumps(value.isoformat())
        case dict():
            inner = ((key, each) for key, each in value.items() if each is not None)
            return "{" + ",".join(f"{json.dumps(key)}:{_written(each)}" for key, each in inner) + "}"
        case list():
            return "[" + ",".join(map(_written, value)) + "]"
        case _:
            return json.dumps(str(value), ensure_ascii=False)
