"""XML to a small tree, within limits. No document type, so no entity of the document's own, inside or outside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from sv_rules_docs.limits import DEEPEST_XML, MOST_ELEMENTS, refusal

# Both the ISO form ("strict") and the one that Word writes.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
_REPAIR = "Open it in Word, save it again, and give the new file."


@dataclass(slots=True)
class Node:
    """An element: `w:p`, or its bare name where it is of no vocabulary that we read."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    text: str = ""

    def child(self, *path: str) -> "Node | None":
        """Give the first descendant along a path of tags."""
        node: Node | None = self
        for tag in path:
            node = next((one for one in node.children if one.tag == tag), None) if node else None
        return node

    def value(self, *path: str) -> str | None:
        """Give `w:val` of the descendant along a path; None where that is not there."""
        node = self.child(*path)
        return None if node is None else node.attributes.get("w:val", "")

    def walk(self) -> "Iterator[Node]":
        """Give every element in it, itself first, in the document's order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def xml_tree(data: bytes, document: str, part: str) -> Node:
    """Give the outermost element.

    Args:
        data: the XML.
        document: the document's name, for places.
        part: which part of the document this is, in words.

    Raises:
        DocumentError: it is not well formed, has a document type, or goes over a limit.
    """
    builder = _Builder(document, part)
    # Names come as "namespace name"; expat reads no external entity unless it is told how.
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(data, True)
    # expat: not well formed. LookupError, ValueError: an encoding that is not there, or is none of text.
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise refusal(f"{part} is damaged: {error}", document, _REPAIR) from error
    return builder.root.children[0]


class _Builder:
    def __init__(self, document: str, part: str) -> None:
        self.root = Node("")
        self._open = [self.root]
        self._document = document
        self._part = part
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) > DEEPEST_XML:
            raise refusal(f"{self._part} is nested more than {DEEPEST_XML} levels deep", self._document, _REPAIR)
        if self._count > MOST_ELEMENTS:
            raise refusal(f"{self._part} has more than {MOST_ELEMENTS:,} elements", self._document, "Split it.")
        node = Node(_short(name), {_short(key): value for key, value in attributes.items()})
        self._open[-1].children.append(node)
        self._open.append(node)

    def end(self, _: str) -> None:
        self._open.pop()

    def text(self, text: str) -> None:
        self._open[-1].text += text

    def doctype(self, *_: object) -> None:
        what = f"{self._part} has a document type (<!DOCTYPE …>), which no Word document has"
        raise refusal(what, self._document, _REPAIR)


def _short(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return _PREFIXES.get(space, "") + local
