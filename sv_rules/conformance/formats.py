"""What a document format promises: to recognise without raising, and to refuse in words what it cannot read."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sv_rules.conformance.promise import Promise, first, named, outcome
from sv_rules.errors import DocumentError
from sv_rules.hosting.registry import Registry
from sv_rules.model.extending import DocumentFormat
from sv_rules.model.procurement import Procurement, Remark

ODD_TEXTS = (
    "",
    " \n\t",
    "\ufeff",
    "\x00",
    "\ud800",
    "{}",
    "[]",
    "null",
    "0",
    '"text"',
    "{",
    '{"a": 1, "a": 2}',
    '{"a": 1e999999999, "b": NaN, "c": -Infinity}',
    f"[{'9' * 5000}]",
    "[" * 5000,
    "{}\n{}\n",
    '{"ocid": null, "releases": [null, 1, {"tender": []}]}',
    "form: procurement/1\n",
    "form: procurement/999\nid: [a]\n",
    "a: &a [*a]\n",
    "- - - -\n",
    "%PDF-1.7\n",
    "PK\x03\x04",
    "<?xml version='1.0'?><a>&b;</a>",
    "a,b\n1,2\n",
    "Ünïcödé \U0001f600 \u202etxet",
)
"""Texts that are not documents, or hardly."""


def format_promises(form: DocumentFormat, _: Registry) -> Iterator[Promise]:
    """Try a document format on odd texts."""
    offer = f"document format {form.name}"
    yield named(offer, form.name)
    yield Promise(offer, "says in a few words what it is", "" if form.title.strip() else "it has no title")
    yield Promise(offer, "recognises without raising, from 0 to 100, twice the same", first(_sniffed(form)))
    yield Promise(offer, "reads any text, or refuses it with a DocumentError", first(_loaded(form)))


def _sniffed(form: DocumentFormat) -> Iterator[str]:
    for text in ODD_TEXTS:
        confidence, raised = outcome(partial(_twice, form.sniff, text))
        if raised or confidence is None:
            yield f"sniff of {_shown(text)} {raised}"
        elif not all(isinstance(one, int) and 0 <= one <= 100 for one in confidence):
            yield f"sniff of {_shown(text)} gave {confidence[0]!r}, not a whole number from 0 to 100"
        elif confidence[0] != confidence[1]:
            yield f"sniff of {_shown(text)} gave {confidence[0]} and then {confidence[1]}"


def _loaded(form: DocumentFormat) -> Iterator[str]:
    for text in ODD_TEXTS:
        both = [outcome(partial(form.load, text, "odd.txt"), (DocumentError,)) for _ in range(2)]
        for read, raised in both:
            if raised:
                yield f"load of {_shown(text)} {raised}"
            elif read is not None and not _of_the_form(read):
                yield f"load of {_shown(text)} did not give procurements and remarks"
        if both[0] != both[1]:
            yield f"load of {_shown(text)} gave another answer the second time"


def _twice(sniff: Callable[[str, str], int], text: str) -> tuple[int, int]:
    return sniff(text, "odd.txt"), sniff(text, "odd.txt")


def _of_the_form(read: Any) -> bool:
    match read:
        case (procurements, remarks):
            return all(isinstance(one, Procurement) for one in procurements) and all(
                isinstance(one, Remark) for one in remarks
            )
        case _:
            return False


def _shown(text: str) -> str:
    return repr(text) if len(text) <= 40 else f"{text[:40]!r}…"
