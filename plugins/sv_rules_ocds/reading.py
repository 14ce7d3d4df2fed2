"""The document format `ocds`: text to procurements and remarks."""

import re
from collections.abc import Iterator, Sequence

from sv_rules.model.extending import DocumentFormat
from sv_rules.model.procurement import Procurement, Remark, Source
from sv_rules.model.raw_document import RawDocument
from sv_rules_ocds.dates import tags
from sv_rules_ocds.decoding import decoded
from sv_rules_ocds.export import dump
from sv_rules_ocds.merging import merged
from sv_rules_ocds.node import Node, Notes
from sv_rules_ocds.profiles import Profile, profile
from sv_rules_ocds.release import procurement
from sv_rules_ocds.shapes import extensions, releases


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give a procurement for every process, and a remark for whatever was not used; each also has its own remarks.

    Total: any JSON gives an answer. Several releases of one process are merged where its publisher's later releases
    hold only what changed; otherwise each gives a procurement of the same id.

    Raises:
        DocumentError: the text is not JSON at all.
    """
    notes = Notes(document.name)
    source = Source(name=document.name, sha256=document.sha256, format="ocds")
    found: list[Procurement] = []
    for release, form in _processes(document, notes):
        before = len(notes.remarks)
        read = procurement(release, source, form)
        found.append(read.model_copy(update={"remarks": tuple(dict.fromkeys(notes.remarks[before:]))}))
    return found, tuple(dict.fromkeys(notes.remarks))


def profiles(document: RawDocument) -> Iterator[tuple[Node, Profile]]:
    """Give every release of a document as it was published, with its profile."""
    notes = Notes(document.name)
    for root in decoded(document.text, notes):
        declared = extensions(root)
        for release in releases(root):
            yield release, profile(release, declared)


def _processes(document: RawDocument, notes: Notes) -> Iterator[tuple[Node, Profile]]:
    by_process: dict[str, list[tuple[Node, Profile]]] = {}
    for root in decoded(document.text, notes):
        declared = extensions(root)
        for release in releases(root):
            ocid = release.value.get("ocid")
            alone = "" if isinstance(ocid, str) and ocid.strip() else f" {len(by_process)}"
            by_process.setdefault(alone or ocid.strip(), []).append((release, profile(release, declared)))
    for several in by_process.values():
        yield from _as_one(several)


def _as_one(several: Sequence[tuple[Node, Profile]]) -> Sequence[tuple[Node, Profile]]:
    if len(several) == 1:
        return several
    first, form = several[0]
    said = f"this document holds {len(several)} releases of '{first.value['ocid'].strip()}'"
    deltas = form.deltas and not any("compiled" in tags(release) for release, _ in several)
    whole = merged([release for release, _ in several]) if deltas else None
    if whole is not None:
        first.remark(f"{said}; they were merged in the order of their dates, and what a later one says goes before")
        return [(whole, form)]
    undated = deltas and "Give every release its 'date', or a record with a 'compiledRelease', to have them as one."
    first.remark(
        f"{said}; each was read on its own",
        fix=undated or "Give a record with a 'compiledRelease' to have them as one.",
    )
    return several


def sniff(document: RawDocument) -> int:
    """Say how surely a document is OCDS, by the keys it uses."""
    text = document.text_or_empty
    if not text.lstrip(" \t\r\n").startswith(("{", "[")):
        return 0
    keys = {key for key in ("ocid", "releases", "records", "tag", "tender") if re.search(rf'"{key}"\s*:', text)}
    if "ocid" in keys:
        return 95 if keys & {"releases", "records", "tag"} else 75
    return 40 if keys & {"releases", "records"} else 15 if {"tag", "tender"} <= keys else 0


FORMAT = DocumentFormat(
    name="ocds",
    title="Open Contracting Data Standard 1.1: notices, awards and contracts",
    sniff=sniff,
    load=load,
    dump=dump,
    suffix=".json",
)
