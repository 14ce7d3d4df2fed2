"""A value of a document with the way to it. What is not as expected gives nothing and a remark, never an exception."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from sv_rules.errors import DocumentError, Problem
from sv_rules.model.amount import plain, read_decimal
from sv_rules.model.place import Place, pointer
from sv_rules.model.procurement import Remark
from sv_rules.model.raw_document import RawDocument

_LONGEST_INT = 1000
"""Digits; Python refuses to read much longer runs of them as an int."""

_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value; null and absent are the same. All nodes of a document share its remarks."""

    value: Any
    path: tuple[str | int, ...]
    document: str
    remarks: list[Remark] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return Place(document=self.document, pointer=pointer(*self.path))

    def remark(self, what: str, fix: str = "") -> None:
        """Note something about the value."""
        self.remarks.append(Remark(what=what, place=self.place, fix=fix))

    def __truediv__(self, path: str) -> "Node":
        """Go down: `tender / "value/amount"`."""
        node = self
        for key in path.split("/"):
            if node.value is not None and not isinstance(node.value, dict):
                node.unexpected("an object")
            node = node._under(node.value.get(key) if isinstance(node.value, dict) else None, key)
        return node

    def entries(self) -> Iterator["Node"]:
        """Give the entries of a list."""
        if isinstance(self.value, list):
            for index, entry in enumerate(self.value):
                yield self._under(entry, index)
        elif self.value is not None:
            self.unexpected("a list")

    def objects(self) -> Iterator["Node"]:
        """Give the entries of a list that are objects."""
        for entry in self.entries():
            if isinstance(entry.value, dict):
                yield entry
            elif entry.value is not None:
                entry.unexpected("an object")

    def text(self) -> str:
        """Give a text, empty where there is none."""
        if isinstance(self.value, str):
            # Half of a surrogate pair is no character; nothing downstream could write it out again.
            return self.value.encode("utf-8", "replace").decode("utf-8").strip()
        if self.value is not None:
            self.unexpected("text")
        return ""

    def name(self, most: int = 120) -> str:
        """Give an id, also one written as a whole number; cut at `most` characters."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return plain(self.value)[:most] if abs(self.value) < 10**most else ""
        return self.text()[:most]

    def number(self) -> Decimal | None:
        """Give an exact number of at most 18 digits before the point and 12 after it."""
        value = self.value
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            self.unexpected("a number")
            return None
        read = read_decimal(value.strip() if isinstance(value, str) else _written(value))
        if read is None:
            self.remark("this is not a number that can be used here")
        return read

    def plain(self) -> str | Decimal | bool | None:
        """Give a text, a number, or true or false."""
        if isinstance(self.value, bool):
            return self.value
        if isinstance(self.value, str):
            return self.text()
        if isinstance(self.value, int | Decimal):
            return self.number()
        if self.value is not None:
            self.unexpected("text, a number, or true or false")
        return None

    def unexpected(self, wanted: str) -> None:
        """Remark that a value is of another kind."""
        kinds = {bool: "true or false", str: "text", list: "a list", dict: "an object"}
        self.remark(f"this should be {wanted}, but is {kinds.get(type(self.value), 'a number')}; it was not used")

    def _under(self, value: Any, key: str | int) -> "Node":
        return Node(value, (*self.path, key), self.document, self.remarks)


def decoded(document: RawDocument) -> Node:
    """Give the JSON value of a document, its numbers exact.

    Raises:
        DocumentError: it is not JSON, or nested too deeply.
    """
    try:
        value = json.loads(document.text, parse_float=_exact, parse_int=_whole, parse_constant=Decimal)
    except json.JSONDecodeError as error:
        place = Place(document=document.name, line=error.lineno, column=error.colno)
        fix = "Prozorro's API gives a tender, a bid or criteria as JSON."
        raise DocumentError(Problem(f"this is not JSON: {error.msg.lower()}", place, fix=fix)) from None
    except RecursionError:
        what = "this JSON is nested too deeply to be read"
        raise DocumentError(Problem(what, Place(document=document.name))) from None
    return Node(value, (), document.name)


def shown(text: str) -> str:
    """Give a text as remarks quote it."""
    line = " ".join(text[: _LONGEST_SHOWN * 4].split())
    return line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"


def _whole(text: str) -> int | Decimal:
    return int(text) if len(text) <= _LONGEST_INT else Decimal(text)


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent of nineteen digits or more
        return Decimal("NaN")


def _written(number: int | Decimal) -> str:
    if isinstance(number, int):
        return plain(number) if abs(number) < 10**18 else ""
    # 1E+900000000 is eleven characters in the document and a gigabyte written out.
    return plain(number) if number.is_finite() and abs(number.adjusted()) < 40 else ""
