"""Documents named on the command line -> procurements: joined into one, or many to look at one by one."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sv_rules.documents import joined_parts, raw_document, read_document
from sv_rules.errors import DocumentError, Problem
from sv_rules.hosting.registry import Registry
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.raw_document import RawDocument

STANDARD_INPUT = "-"


class Read(NamedTuple):
    """The procurements; what was noticed about a document that holds many, which belongs to none of them."""

    procurements: Sequence[Procurement]
    remarks: Sequence[Remark]
    many: bool


def read(documents: Sequence[str], registry: Registry, document_format: str = "") -> Read:
    """Read the documents and join them when each holds one procurement.

    Raises:
        DocumentError: if one cannot be read or holds no procurement, if they contradict each other, or if one with
            many procurements stands beside one with a single procurement: nobody could say what belongs to what.
    """
    if documents.count(STANDARD_INPUT) > 1:
        raise DocumentError("standard input, -, can be read only once")
    found: dict[str, Sequence[Procurement]] = {}
    noticed: list[Remark] = []
    for document in documents:
        found[document], remarks = read_document(_raw(document), registry, document_format=document_format)
        noticed += remarks
    empty = [name for name, procurements in found.items() if not procurements]
    if empty:
        fix = "The document was read, but nothing in it is a procurement."
        raise DocumentError([Problem("the document holds no procurement", _place(name), fix=fix) for name in empty])
    many = [name for name, procurements in found.items() if len(procurements) > 1]
    if many and len(many) < len(found):
        raise DocumentError(
            [
                Problem(
                    f"the document holds {len(found[name])} procurements, and another one a single procurement",
                    _place(name),
                    fix="Documents are joined when each holds one procurement. Evaluate this one by itself.",
                )
                for name in many
            ]
        )
    if many:
        return Read([one for procurements in found.values() for one in procurements], tuple(noticed), many=True)
    joined = joined_parts([procurements[0] for procurements in found.values()])
    remarks = tuple(dict.fromkeys((*joined.remarks, *noticed)))
    return Read([joined.model_copy(update={"remarks": remarks})], (), many=False)


def _raw(document: str) -> RawDocument:
    if document != STANDARD_INPUT:
        return raw_document(Path(document))
    return RawDocument("standard input", sys.stdin.buffer.read())


def _place(document: str) -> Place:
    return Place(document="standard input" if document == STANDARD_INPUT else Path(document).name)
