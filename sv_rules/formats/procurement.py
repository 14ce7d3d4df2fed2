"""Our own document in YAML or JSON: `form: procurement/1`, a procurement or a part of one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sv_rules.errors import DocumentError
from sv_rules.formats._building import build
from sv_rules.formats._dumping import dump
from sv_rules.formats._misfits import misfits
from sv_rules.formats._reading import read
from sv_rules.formats._sound import without_sound_parts
from sv_rules.model.document import ProcurementText
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.procurement import Procurement, Remark, Source
from sv_rules.model.raw_document import RawDocument
from sv_rules.reading.shaping import Shape


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the one procurement of a document.

    A bid or contract that names no lot is for the only one. A document without lots has one, implied; when it is a
    part of several documents, joining decides what that lot is.

    Raises:
        DocumentError: something in it is wrong; with every problem and its place.
    """
    written = read(document.text, document.name)
    problems = list(written.problems)
    if written.data is not None:
        problems += _shape().problems(replace(written, data=without_sound_parts(written.data)))
        problems += misfits(written)
    if problems:
        raise DocumentError(problems)
    return (build(written, Source(name=document.name, sha256=document.sha256, format=FORMAT.name)),), ()


def sniff(document: RawDocument) -> int:
    """Say how surely a document is one of our documents: by its `form`, else by the names it uses."""
    text = document.text_or_empty
    if _FORM.search(text):
        return 100
    return 20 if len(set(_OURS.findall(text))) > 1 else 0


_FORM = re.compile(r"""(?:^|[{,])\s*["']?form["']?\s*:\s*["']?procurement/""", re.MULTILINE)
_OURS = re.compile(r"""^["']?(facts|lots|bids|contracts|organisations)["']?\s*:""", re.MULTILINE)


@cache
def _shape() -> Shape:
    return Shape(ProcurementText.model_json_schema(), "the document")


FORMAT = DocumentFormat(
    name="procurement",
    title="sv-rules procurement document, YAML or JSON",
    sniff=sniff,
    load=load,
    dump=dump,
    suffix=".yaml",
)
