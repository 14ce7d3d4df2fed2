"""Values to JSON bytes, the same for the same values: numbers digit for digit, keys in the order they were put in."""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any


def json_bytes(value: Mapping[str, Any]) -> bytes:
    """Write a JSON object with an indent of two and a newline at the end. Half a surrogate pair becomes `?`."""
    return ("".join(_parts(value, "\n")) + "\n").encode(errors="replace")


def stated(**fields: Any) -> dict[str, Any]:
    """Give the fields that say something: OCDS has no use for null, empty texts, lists and objects."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [], {})}


def _parts(value: Any, line: str) -> Iterator[str]:
    match value:
        case Mapping():
            entries = ((f"{json.dumps(name, ensure_ascii=False)}: ", each) for name, each in value.items())
            yield from _nested("{}", list(entries), line)
        case list() | tuple():
            yield from _nested("[]", [("", each) for each in value], line)
        case Decimal():
            yield f"{value:f}"
        case _:
            # Text, int, true and false; a float has no business here, and Decimal comes before.
            yield json.dumps(value, ensure_ascii=False)


def _nested(brackets: str, entries: Sequence[tuple[str, Any]], line: str) -> Iterator[str]:
    if not entries:
        yield brackets
        return
    inside = f"{line}  "
    for number, (name, value) in enumerate(entries):
        yield f"{',' if number else brackets[0]}{inside}{name}"
        yield from _parts(value, inside)
    yield f"{line}{brackets[1]}"
