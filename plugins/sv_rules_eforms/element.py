"""An XML element as it was parsed: plain data with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

NAMESPACES: Mapping[str, str] = {
    "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2": "cac",
    "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2": "cbc",
    "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2": "ext",
    "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1": "efac",
    "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1": "efbc",
    "http://data.europa.eu/p27/eforms-ubl-extensions/1": "efext",
}
"""The prefixes that names have here, whatever prefixes a document gives its namespaces."""


def named(namespace: str, local: str) -> str:
    """Give the name with our prefix, `cbc:Name`; of a namespace that is not known, the namespace in braces."""
    prefix = NAMESPACES.get(namespace)
    return f"{prefix}:{local}" if prefix else f"{{{namespace}}}{local}"


_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"


@dataclass(slots=True)
class Element:
    """One element; its name is what `named` gives. `line` and `column` count from 1."""

    name: str
    namespace: str
    local: str
    attributes: Mapping[str, str]
    line: int
    column: int
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    @property
    def is_ubl_document(self) -> bool:
        """Whether it is the root of the UBL document of its own name."""
        return self.namespace == f"{_UBL}{self.local}-2"

    def walk(self) -> Iterator["Element"]:
        """Give it and everything in it, in the order of the document."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))
