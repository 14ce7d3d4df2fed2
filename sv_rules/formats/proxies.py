"""A table of proxy values in a document of its own: `form: proxies/1`, to go with any procurement's documents."""

import re
from collections.abc import Sequence
from functools import cache

from sv_rules.errors import DocumentError
from sv_rules.formats._building import WHOLE
from sv_rules.formats._building_proxies import table, table_misfits
from sv_rules.formats._part import Part
from sv_rules.formats._reading import read
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.procurement import Lot, Procurement, Remark, Source
from sv_rules.model.proxies_document import ProxiesText
from sv_rules.model.raw_document import RawDocument
from sv_rules.reading.shaping import Shape


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the table as a procurement that says nothing but its values and goes with any other when joined.

    Raises:
        DocumentError: something in it is wrong, or its licence does not allow its values in a tool; every problem.
    """
    written = read(document.text, document.name)
    problems = list(written.problems)
    if written.data is not None:
        problems += _shape().problems(written)
        if isinstance(written.data, dict):
            problems += table_misfits(written, (), written.data)
    if problems:
        raise DocumentError(problems)
    found = table(Part(written, ()))
    source = Source(name=document.name, sha256=document.sha256, format=FORMAT.name)
    whole = Lot(id=WHOLE, implied=True)
    return (Procurement(id=found.id, lots=(whole,), proxies=(found,), anyones=True, sources=(source,)),), ()


def sniff(document: RawDocument) -> int:
    """Say how surely a document is a table of proxy values: by its `form`."""
    return 100 if _FORM.search(document.text_or_empty) else 0


_FORM = re.compile(r"""(?:^|[{,])\s*["']?form["']?\s*:\s*["']?proxies/""", re.MULTILINE)


@cache
def _shape() -> Shape:
    return Shape(ProxiesText.model_json_schema(), "the table")


FORMAT = DocumentFormat(name="proxies", title="table of proxy values, YAML or JSON", sniff=sniff, load=load)
