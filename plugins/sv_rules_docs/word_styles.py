"""What the styles of a Word document mean for its reading."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sv_rules_docs.xml_tree import Node

_HEADING = re.compile(r"heading ([1-9])$")
_OFF = ("0", "false", "off", "none")
_BODY = 9  # the outline level of what is no heading


@dataclass(frozen=True, slots=True)
class Style:
    """`heading`: its level, 0 for none. `contents`: an entry of a table of contents."""

    heading: int = 0
    listed: bool = False
    hidden: bool = False
    bold: bool = False
    contents: bool = False


PLAIN = Style()


def switch(node: Node | None, inherited: bool) -> bool:
    """Give whether a property such as `w:b` is on."""
    return inherited if node is None else node.attributes.get("w:val", "1").lower() not in _OFF


def outline_level(properties: Node | None, inherited: int) -> int:
    """Give the heading level that paragraph properties say; `inherited` where they say none."""
    written = properties.value("w:outlineLvl") if properties else None
    if written is None or not (written.isascii() and written.isdigit()) or int(written[:3]) > _BODY:
        return inherited
    return 0 if int(written) == _BODY else int(written) + 1


def listed(properties: Node | None, inherited: bool) -> bool:
    """Give whether paragraph properties put it into a list; list 0 takes it out of its style's."""
    number = properties.value("w:numPr", "w:numId") if properties else None
    return inherited if number is None else number != "0"


def styles(root: Node | None) -> Mapping[str, Style]:
    """Give the styles by id, each with what it has from those it builds on."""
    written = {
        node.attributes.get("w:styleId", ""): node for node in (root.children if root else ()) if node.tag == "w:style"
    }
    made: dict[str, Style] = {}
    for start in written:
        chain: list[str] = []
        name: str | None = start
        while name and name in written and name not in made and name not in chain:
            chain.append(name)
            name = written[name].value("w:basedOn")
        for each in reversed(chain):
            made[each] = _style(written[each], made.get(written[each].value("w:basedOn") or "", PLAIN))
    return made


def _style(node: Node, base: Style) -> Style:
    name = (node.value("w:name") or "").lower()
    paragraph, run = node.child("w:pPr"), node.child("w:rPr")
    named = _HEADING.match(name)
    own = int(named[1]) if named else 1 if name == "title" else base.heading
    return Style(
        heading=outline_level(paragraph, own),
        listed=listed(paragraph, base.listed or name.startswith(("list bullet", "list number"))),
        hidden=switch(run.child("w:vanish") if run else None, base.hidden),
        bold=switch(run.child("w:b") if run else None, base.bold),
        contents=base.contents or name.startswith("toc ") or name == "table of figures",
    )
