"""A value of a published document together with where it stands, so that nothing read from it loses its place.

Publishers' data is dirty. Every way of looking at a node therefore gives a value or None, never an exception; what is
there but cannot be used becomes a remark at its JSON Pointer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sv_rules.model.amount import plain, read_decimal
from sv_rules.model.place import Place, pointer
from sv_rules.model.procurement import Remark
from sv_rules_ocds.tracing import Path, Trace

LONGEST_SHOWN = 60
"""Characters of a published text shown in a remark; the pointer leads to the rest."""

# MongoDB's way of writing numbers in JSON, which some publishers leave in: {"$numberLong": "8900000"}.
_MONGO_NUMBERS = ("$numberLong", "$numberInt", "$numberDouble", "$numberDecimal")


@dataclass(frozen=True, slots=True)
class Notes:
    """The remarks gathered while one document is read; `line` is the line of a JSON Lines document.

    `trace`, for a release that was merged from several, says where each part of it was published.
    """

    document: str
    line: int | None = None
    remarks: list[Remark] = field(default_factory=list)
    trace: Trace | None = None

    def at_line(self, line: int) -> "Notes":
        """Give notes that go to the same place, about another line."""
        return Notes(self.document, line, self.remarks)

    def located(self, path: Path) -> tuple[int | None, Path]:
        """Give the line and the path at which something was published."""
        return self.trace.located(path) if self.trace else (self.line, path)


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value and the way to it from the top. A value that is absent and a null are the same: not stated.

    With `versioned`, lists of dated values (OCDS versioned releases) stand for the value that is dated last.
    """

    value: Any
    path: Path
    notes: Notes
    versioned: bool = False

    @property
    def pointer(self) -> str:
        """The path in the published document as a JSON Pointer."""
        return pointer(*self.notes.located(self.path)[1])

    @property
    def place(self) -> Place:
        """Where the value stands."""
        line, path = self.notes.located(self.path)
        return Place(document=self.notes.document, line=line, pointer=pointer(*path))

    def __truediv__(self, path: str) -> "Node":
        """Go down: `release / "tender/value"`. What is not there gives a node that states nothing."""
        node = self
        for key in path.split("/"):
            node = node._child(key)
        return node

    def remark(self, what: str, fix: str = "") -> None:
        """Note something about this value instead of guessing."""
        self.notes.remarks.append(Remark(what=what, place=self.place, fix=fix))

    def entries(self) -> Iterator["Node"]:
        """Give the entries of a list; anything else but nothing is remarked on."""
        if isinstance(self.value, list):
            for index, entry in enumerate(self.value):
                yield self._at(entry, index)
        elif self.value is not None:
            self.unexpected("a list")

    def objects(self) -> Iterator["Node"]:
        """Give the entries of a list that are objects; others are remarked on."""
        for entry in self.entries():
            if isinstance(entry.value, dict):
                yield entry
            elif entry.value is not None:
                entry.unexpected("an object")

    def text(self) -> str | None:
        """Give a text that says something."""
        if isinstance(self.value, str):
            return self._sound(self.value) if self.value.strip() else None
        if self.value is not None:
            self.unexpected("text")
        return None

    def identifier(self, most: int = 300) -> str | None:
        """Give an id: a text, or a whole number where a publisher wrote one; cut at `most` characters."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return plain(self.value) if abs(self.value) < 10**most else None
        text = (self.text() or "").strip()
        if len(text) > most:
            self.remark(f"this id is longer than {most} characters; the rest of it was left out")
        return text[:most] or None

    def yes_no(self) -> bool | None:
        """Give true or false, also where they are written as text."""
        if isinstance(self.value, bool):
            return self.value
        if isinstance(self.value, str) and self.value.strip().lower() in {"true", "false"}:
            return self.value.strip().lower() == "true"
        if self.value is not None:
            self.unexpected("true or false")
        return None

    def number(self) -> Decimal | None:
        """Give an exact number, also where it is written as text or in MongoDB's form.

        At most 18 digits before the point and 12 after it, which keeps what is written exact and printable.
        """
        value = self.value
        if isinstance(value, dict) and len(value) == 1:
            value = next((value[key] for key in _MONGO_NUMBERS if key in value), value)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            self.unexpected("a number")
            return None
        written = value.strip() if isinstance(value, str) else _written(value)
        read = read_decimal(written)
        if read is None:
            self.remark(f"'{shown(str(value))}' is not a number that can be used here")
        return read

    def plain(self) -> str | int | Decimal | bool | None:
        """Give a text, an exact number, or true or false: what an answer to a question may be."""
        if isinstance(self.value, bool):
            return self.value
        if isinstance(self.value, str):
            return self.text()
        if isinstance(self.value, int | Decimal):
            return self.number()
        if self.value is not None:
            self.unexpected("text, a number, or true or false")
        return None

    def _child(self, key: str) -> "Node":
        if isinstance(self.value, dict):
            return self._at(self.value.get(key), key)
        if self.value is not None:
            self.unexpected("an object")
        return self._at(None, key)

    def _at(self, value: Any, key: str | int) -> "Node":
        node = Node(value, (*self.path, key), self.notes, self.versioned)
        # In a versioned release it is fields that have versions, not the entries of a list.
        return _latest(node) if self.versioned and isinstance(key, str) else node

    def unexpected(self, wanted: str) -> None:
        """Remark that the value is of another kind than the one that belongs here."""
        self.remark(f"this should be {wanted}, but is {_kind(self.value)}; it was not used")

    def _sound(self, text: str) -> str:
        # Half of a surrogate pair is no character; nothing downstream could write it out again.
        sound = text.encode("utf-8", "replace").decode("utf-8")
        if sound != text:
            self.remark("this text holds broken characters, shown as '?'")
        return sound


def shown(text: str) -> str:
    """Give a text as remarks quote it: on one line, cut when long."""
    line = " ".join(text[: LONGEST_SHOWN * 4].encode("utf-8", "replace").decode("utf-8").split())
    return line if len(line) <= LONGEST_SHOWN else line[:LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"


def _written(number: int | Decimal) -> str:
    """Write a number without an exponent; an empty text when that would be endless."""
    if isinstance(number, int):
        return plain(number) if abs(number) < 10**18 else ""
    # A number such as 1E+900000000 is eleven characters in the document and a gigabyte written out.
    return plain(number) if number.is_finite() and abs(number.adjusted()) < 40 else ""


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"the text '{shown(value)}'"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return "a number"


def _latest(node: Node) -> Node:
    """Follow a list of dated values to the last of them; any other value stands for itself.

    OCDS 1.1, versioned release schema: each entry has `releaseID`, `releaseDate`, `releaseTag` and `value`.
    """
    versions = node.value
    if not isinstance(versions, list) or not versions:
        return node
    if not all(isinstance(each, dict) and "value" in each and "releaseDate" in each for each in versions):
        return node
    last = max(range(len(versions)), key=lambda index: (str(versions[index]["releaseDate"]), index))
    return Node(versions[last]["value"], (*node.path, last, "value"), node.notes, versioned=True)
