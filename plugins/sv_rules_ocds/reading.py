"""The document format `ocds`: text to procurements and remarks."""

import re
from collections import Counter
from collections.abc import Sequence

from sv_rules.model.extending import DocumentFormat
from sv_rules.model.procurement import Procurement, Remark, Source
from sv_rules.model.raw_document import RawDocument
from sv_rules_ocds.decoding import decoded
from sv_rules_ocds.node import Node, Notes
from sv_rules_ocds.release import procurement
from sv_rules_ocds.shapes import releases


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give a procurement for every release, and a remark for whatever was not used; each also has its own remarks.

    Total: any JSON gives an answer. Releases are not merged, as that needs the publisher's patched schema: several
    releases of one process give several procurements of the same id.

    Raises:
        DocumentError: the text is not JSON at all.
    """
    notes = Notes(document.name)
    source = Source(name=document.name, sha256=document.sha256, format="ocds")
    found: list[Procurement] = []
    first: dict[str, Node] = {}
    for root in decoded(document.text, notes):
        for release in releases(root):
            before = len(notes.remarks)
            read = procurement(release, source)
            found.append(read.model_copy(update={"remarks": tuple(dict.fromkeys(notes.remarks[before:]))}))
            first.setdefault(found[-1].id, release)
    for identifier, count in Counter(each.id for each in found).items():
        if count > 1:
            first[identifier].remark(
                f"this document holds {count} releases of '{identifier}'; each was read on its own",
                fix="Give a record with a 'compiledRelease' to have them as one.",
            )
    return found, tuple(dict.fromkeys(notes.remarks))


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
    name="ocds", title="Open Contracting Data Standard 1.1: notices, awards and contracts", sniff=sniff, load=load
)
