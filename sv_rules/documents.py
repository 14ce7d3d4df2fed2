"""Documents -> Procurement: which format each is in, and several joined into one."""

from collections.abc import Sequence
from pathlib import Path

from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.formats.joining import join
from sv_rules.hosting.registry import Registry
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement, Remark, Source
from sv_rules.model.raw_document import RawDocument, decode
from sv_rules.questionnaire import answered

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a document that are read at all."""


def read_documents(documents: Sequence[RawDocument], registry: Registry, *, document_format: str = "") -> Procurement:
    """Read documents about one procurement and join them.

    Raises:
        DocumentError: if one cannot be read or holds several procurements, or they contradict each other.
    """
    parts = []
    noticed: list[Remark] = []
    for document in documents:
        found, remarks = read_document(document, registry, document_format=document_format)
        noticed += remarks
        if len(found) != 1:
            raise DocumentError(
                Problem(
                    f"the document holds {len(found)} procurements, where one is expected",
                    Place(document=document.name),
                    fix=f"They are {listed(one.id for one in found)}. Give a document about one of them."
                    if found
                    else "Give a document with a procurement in it.",
                )
            )
        of_the_document = tuple(remark for remark in remarks if remark not in found[0].remarks)
        parts.append(found[0].model_copy(update={"remarks": (*found[0].remarks, *of_the_document)}))
    joined = joined_parts(parts)
    return joined.model_copy(update={"remarks": tuple(dict.fromkeys((*joined.remarks, *noticed)))})


def joined_parts(parts: Sequence[Procurement]) -> Procurement:
    """Join what documents about one procurement say. Questions may stand in one of them, and answers in another.

    Raises:
        DocumentError: they contradict each other.
    """
    return answered(join(parts))


def raw_document(path: Path) -> RawDocument:
    """Give a file's bytes and what to call it.

    Raises:
        DocumentError: if it is not there or too large.
    """
    place = Place(document=path.name)
    if not path.is_file():
        raise DocumentError(Problem("there is no such document", place, fix="Check the name."))
    if path.stat().st_size > LARGEST_FILE:
        most = LARGEST_FILE // 1024 // 1024
        raise DocumentError(Problem(f"the document is larger than {most} MB", place, fix="Split it."))
    return RawDocument(path.name, path.read_bytes())


def read_document(
    document: RawDocument, registry: Registry, *, document_format: str = ""
) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Read one document: the procurements in it, and what its reader noticed.

    Args:
        document: its bytes, and what to call it in places.
        registry: gives the formats.
        document_format: its format; empty to recognise it.

    Raises:
        DocumentError: if no format recognises it, or it cannot be read in its format.
    """
    form = registry.document_formats.get(document_format) if document_format else _recognised(document, registry)
    if form is None:
        known = registry.document_formats
        what = f"there is no document format called '{document_format}'"
        raise DocumentError(
            Problem(what, fix=f"{did_you_mean(document_format, known)} The formats are {listed(known)}.".strip())
        )
    source = Source(name=document.name, sha256=document.sha256, format=form.name)
    found, remarks = form.load(document)
    found = [answered(one) for one in found]
    return [one if one.sources else one.model_copy(update={"sources": (source,)}) for one in found], remarks


def _recognised(document: RawDocument, registry: Registry) -> DocumentFormat:
    forms = registry.document_formats.values()
    # By confidence, then by name: the same choice whatever order the plugins came in.
    confidence, form = max(((one.sniff(document), one) for one in forms), key=lambda pair: (pair[0], pair[1].name))
    if confidence > 0:
        return form
    _, not_text = decode(document.data, document.name)
    if not_text is not None and _looks_like_text(document.data):
        raise DocumentError(not_text)
    titles = listed(f"{one.name} ({one.title})" for one in forms)
    raise DocumentError(
        Problem(
            "this document is in no form that can be read",
            Place(document=document.name),
            fix=f"The forms are {titles}. Our own begins with form: procurement/1.",
        )
    )


def _looks_like_text(data: bytes) -> bool:
    """Say whether bytes that are not UTF-8 are text in another encoding: hardly a control character, or a mark."""
    head = data[:4096]
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or not any(byte < 9 or 13 < byte < 32 for byte in head)
