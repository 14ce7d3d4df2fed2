"""Documents -> Procurement: which format each is in, and several joined into one."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from sv_rules.errors import DocumentError, Problem, did_you_mean, listed
from sv_rules.formats.joining import join
from sv_rules.hosting.registry import Registry
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement, Remark, Source
from sv_rules.reading.decoding import decode

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a document that are read at all."""


def read_documents(paths: Sequence[Path], registry: Registry, *, document_format: str = "") -> Procurement:
    """Read documents about one procurement and join them.

    Raises:
        DocumentError: if one cannot be read or holds several procurements, or they contradict each other.
    """
    parts = []
    noticed: list[Remark] = []
    for path in paths:
        found, remarks = read_text(*text_of(path), registry, document_format=document_format)
        noticed += remarks
        if len(found) != 1:
            raise DocumentError(
                Problem(
                    f"the document holds {len(found)} procurements, where one is expected",
                    Place(document=path.name),
                    fix=f"They are {listed(one.id for one in found)}. Give a document about one of them."
                    if found
                    else "Give a document with a procurement in it.",
                )
            )
        of_the_document = tuple(remark for remark in remarks if remark not in found[0].remarks)
        parts.append(found[0].model_copy(update={"remarks": (*found[0].remarks, *of_the_document)}))
    joined = join(parts)
    return joined.model_copy(update={"remarks": tuple(dict.fromkeys((*joined.remarks, *noticed)))})


def text_of(path: Path) -> tuple[str, str]:
    """Give a file's text and what to call it.

    Raises:
        DocumentError: if it is not there, too large, or not text.
    """
    place = Place(document=path.name)
    if not path.is_file():
        raise DocumentError(Problem("there is no such document", place, fix="Check the name."))
    if path.stat().st_size > LARGEST_FILE:
        most = LARGEST_FILE // 1024 // 1024
        raise DocumentError(Problem(f"the document is larger than {most} MB", place, fix="Split it."))
    text, problem = decode(path.read_bytes(), path.name)
    if text is None:
        raise DocumentError(problem or Problem("the document is not text", place))
    return text, path.name


def read_text(
    text: str, name: str, registry: Registry, *, document_format: str = ""
) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Read one document's text: the procurements in it, and what its reader noticed.

    Args:
        text: the whole document.
        name: what to call it in places.
        registry: gives the formats.
        document_format: its format; empty to recognise it.

    Raises:
        DocumentError: if no format recognises it, or it cannot be read in its format.
    """
    form = registry.document_formats.get(document_format) if document_format else _recognised(text, name, registry)
    if form is None:
        known = registry.document_formats
        what = f"there is no document format called '{document_format}'"
        raise DocumentError(
            Problem(what, fix=f"{did_you_mean(document_format, known)} The formats are {listed(known)}.".strip())
        )
    source = Source(name=name, sha256=sha256(text.encode()).hexdigest(), format=form.name)
    found, remarks = form.load(text, name)
    return [one if one.sources else one.model_copy(update={"sources": (source,)}) for one in found], remarks


def _recognised(text: str, name: str, registry: Registry) -> DocumentFormat:
    forms = registry.document_formats.values()
    # By confidence, then by name: the same choice whatever order the plugins came in.
    confidence, form = max(((one.sniff(text, name), one) for one in forms), key=lambda pair: (pair[0], pair[1].name))
    if confidence > 0:
        return form
    titles = listed(f"{one.name} ({one.title})" for one in forms)
    raise DocumentError(
        Problem(
            "this document is in no form that can be read",
            Place(document=name),
            fix=f"The forms are {titles}. Our own begins with form: procurement/1.",
        )
    )
