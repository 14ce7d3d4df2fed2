"""An element of a notice together with the remarks on it, so that nothing read from it loses its place.

Publishers' data is dirty. Every way of looking at a node gives a value or None, never an exception; what is there but
cannot be used becomes a remark at its line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from sv_rules.model.amount import read_decimal
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Remark
from sv_rules_eforms.element import Element

LONGEST_SHOWN = 60
"""Characters of a published text shown in a remark; the line leads to the rest."""

EXTENSION = "ext:UBLExtensions/ext:UBLExtension/ext:ExtensionContent/efext:EformsExtension"
"""Where eForms keeps what UBL has no element for, within the element that it belongs to."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The remarks gathered while one notice is read, and the language it is read in: `ENG`, empty when not stated."""

    document: str
    language: str = ""
    remarks: list[Remark] = field(default_factory=list)


class Found(NamedTuple):
    """What a reader of one fact gives: the value as our documents write it, and where it stands."""

    value: Any
    at: "Node"

    @property
    def answer(self) -> Answer:
        """The value as a fact's answer."""
        return Answer(value=self.value, place=self.at.place)


@dataclass(frozen=True, slots=True)
class Node:
    """An element, or with `there` false the nearest one above something that is absent and so states nothing."""

    element: Element
    notes: Notes
    there: bool = True

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(document=self.notes.document, line=self.element.line, column=self.element.column)

    def __truediv__(self, path: str) -> "Node":
        """Go down to the first element there: `lot / "cac:ProcurementProject/cbc:Name"`; see `all`."""
        return next(iter(self.all(path)), Node(self.element, self.notes, there=False))

    def all(self, path: str) -> Sequence["Node"]:
        """Give every element at a path; `cbc:ID[Lot]` takes only those whose list or scheme is called so."""
        found = [self] if self.there else []
        for step in path.split("/"):
            name, _, named = step.partition("[")
            found = [
                Node(child, self.notes)
                for node in found
                for child in node.element.children
                if child.name == name and (not named or named.rstrip("]") in _lists(child))
            ]
        return found

    def within(self, name: str) -> Iterator["Node"]:
        """Give every element of that name in this one, at any depth."""
        if self.there:
            yield from (Node(each, self.notes) for each in self.element.walk() if each.name == name)

    def remark(self, what: str, fix: str = "") -> None:
        """Note something about this element instead of guessing."""
        self.notes.remarks.append(Remark(what=what, place=self.place, fix=fix))

    def text(self) -> str | None:
        """Give a text that says something."""
        return (self.element.text or None) if self.there else None

    def attribute(self, name: str) -> str:
        """Give an attribute's text, empty when it is absent."""
        return self.element.attributes.get(name, "").strip() if self.there else ""

    def number(self) -> Decimal | None:
        """Give an exact number: at most 18 digits before the point and 12 after it, no exponent."""
        written = self.text()
        if written is None:
            return None
        # XML Schema's decimals may have zeros in front and a bare point at an end.
        plain = re.fullmatch(r"(?:\+|(-))?0*(?=[0-9])([0-9]+)(?:\.([0-9]*))?", written)
        read = read_decimal(f"{plain[1] or ''}{plain[2]}{'.' + plain[3] if plain[3] else ''}") if plain else None
        if read is None:
            self.remark(f"'{shown(written)}' is not a number that can be used here")
        return read

    def yes_no(self) -> bool | None:
        """Give true or false."""
        written = self.text()
        if written is not None and written not in _INDICATORS:
            self.remark(f"'{shown(written)}' is neither true nor false")
        return _INDICATORS.get(written or "")

    def words(self, path: str) -> Found | None:
        """Give the text at a path in the notice's language; where it is in others only, the first, with a remark."""
        texts = [node for node in self.all(path) if node.text()]
        language = self.notes.language
        in_language = [node for node in texts if node.attribute("languageID").upper() in {language, ""}]
        if texts and not in_language and language:
            given = texts[0].attribute("languageID")
            texts[0].remark(
                f"this text is not given in the notice's language, {shown(language)}; it is in {shown(given)}"
            )
        chosen = next(iter(in_language or texts), None)
        return None if chosen is None else Found(chosen.element.text, chosen)


_INDICATORS = {"true": True, "1": True, "false": False, "0": False}


def shown(text: str) -> str:
    """Give a text as remarks quote it: on one line, cut when long."""
    line = " ".join(text[: LONGEST_SHOWN * 4].split())
    return line if len(line) <= LONGEST_SHOWN else line[:LONGEST_SHOWN].rsplit(" ", 1)[0] + " …"


def _lists(element: Element) -> set[str]:
    return {element.attributes.get("listName", ""), element.attributes.get("schemeName", "")}
