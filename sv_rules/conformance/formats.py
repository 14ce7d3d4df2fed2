"""What a document format promises: to recognise without raising, and to refuse in words what it cannot read."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sv_rules.conformance.promise import Promise, first, named, outcome
from sv_rules.conformance.writing import writing_promises
from sv_rules.errors import DocumentError
from sv_rules.hosting.registry import Registry
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.raw_document import RawDocument

ODD_DOCUMENTS = tuple(
    RawDocument("odd.txt", data)
    for data in (
        b"",
        b" \n\t",
        b"\xef\xbb\xbf",
        b"\x00",
        b"\xed\xa0\x80",
        b"{}",
        b"[]",
        b"null",
        b"0",
        b'"text"',
        b"{",
        b'{"a": 1, "a": 2}',
        b'{"a": 1e999999999, "b": NaN, "c": -Infinity}',
        b"[" + b"9" * 5000 + b"]",
        b"[" * 5000,
        b"{}\n{}\n",
        b'{"ocid": null, "releases": [null, 1, {"tender": []}]}',
        b"form: procurement/1\n",
        b"form: procurement/999\nid: [a]\n",
        b"a: &a [*a]\n",
        b"- - - -\n",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"<?xml version='1.0'?><a>&b;</a>",
        b"a,b\n1,2\n",
        b"\xc3\x9cn\xc3\xafc\xc3\xb6d\xc3\xa9 \xf0\x9f\x98\x80 \xe2\x80\xaetxet",
        b"\xff\xfe\x00",
        b"PK\x03\x04" + b"\x00" * 60 + b"[Content_Types].xml",
        b"%PDF-1.7\n1 0 obj\n<< /Length 9999999999 >>\nstream\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    )
)
"""Bytes that are not documents, or hardly."""


def format_promises(form: DocumentFormat, _: Registry) -> Iterator[Promise]:
    """Try a document format on odd bytes and, where it can be written, on what it writes itself."""
    offer = f"document format {form.name}"
    yield named(offer, form.name)
    yield Promise(offer, "says in a few words what it is", "" if form.title.strip() else "it has no title")
    yield Promise(offer, "recognises without raising, from 0 to 100, twice the same", first(_sniffed(form)))
    yield Promise(offer, "reads any bytes, or refuses it with a DocumentError", first(_loaded(form)))
    if form.dump is not None:
        yield from writing_promises(offer, form, form.dump)


def _sniffed(form: DocumentFormat) -> Iterator[str]:
    for document in ODD_DOCUMENTS:
        confidence, raised = outcome(partial(_twice, form.sniff, document))
        if raised or confidence is None:
            yield f"sniff of {_shown(document)} {raised}"
        elif not all(isinstance(one, int) and 0 <= one <= 100 for one in confidence):
            yield f"sniff of {_shown(document)} gave {confidence[0]!r}, not a whole number from 0 to 100"
        elif confidence[0] != confidence[1]:
            yield f"sniff of {_shown(document)} gave {confidence[0]} and then {confidence[1]}"


def _loaded(form: DocumentFormat) -> Iterator[str]:
    for document in ODD_DOCUMENTS:
        both = [outcome(partial(form.load, document), (DocumentError,)) for _ in range(2)]
        for read, raised in both:
            if raised:
                yield f"load of {_shown(document)} {raised}"
            elif read is not None and not _of_the_form(read):
                yield f"load of {_shown(document)} did not give procurements and remarks"
        if both[0] != both[1]:
            yield f"load of {_shown(document)} gave another answer the second time"


def _twice(sniff: Callable[[RawDocument], int], document: RawDocument) -> tuple[int, int]:
    return sniff(document), sniff(document)


def _of_the_form(read: Any) -> bool:
    match read:
        case (procurements, remarks):
            return all(isinstance(one, Procurement) for one in procurements) and all(
                isinstance(one, Remark) for one in remarks
            )
        case _:
            return False


def _shown(document: RawDocument) -> str:
    text = document.data.decode(errors="backslashreplace")
    return repr(text) if len(text) <= 40 else f"{text[:40]!r}…"
