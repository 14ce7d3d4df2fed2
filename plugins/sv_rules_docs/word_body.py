"""The text of a Word document: its paragraphs and tables, one after the other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from sv_rules_docs.limits import MOST_SPAN
from sv_rules_docs.outline import Cell, Outline
from sv_rules_docs.word_styles import PLAIN, Style, listed, outline_level, switch
from sv_rules_docs.xml_tree import Node

_AROUND = frozenset(
    ("w:ins", "w:moveTo", "w:sdtContent", "w:customXml", "w:smartTag", "w:hyperlink", "w:fldSimple", "w:dir", "w:bdo")
)
_GONE = frozenset(("w:del", "w:moveFrom"))
_CHANGED = frozenset(("w:ins", "w:del", "w:moveFrom", "w:moveTo"))
_SPACES = frozenset(("w:tab", "w:br", "w:cr", "w:ptab"))
_DRAWN = frozenset(("w:drawing", "w:pict", "w:object"))


class Unread(Enum):
    """What of a document is not read, or was changed while it was read; its words and what to do about it."""

    CHANGES = (
        "the draft has tracked changes: text put in was read, text taken out was not",
        "Accept or reject the changes, if this is to be the final text.",
    )
    COMMENTS = ("{one} not read", "Put into the text what belongs there.")
    HIDDEN = ("hidden text was not read", "Show it (Font, Hidden), if it belongs to the document.")
    EMBEDDED = ("{one} not opened", "Give each as a document of its own, if it belongs to the specification.")

    def words(self, count: int) -> str:
        """Say it of so many."""
        noun = "comment" if self is Unread.COMMENTS else "embedded object"
        return self.value[0].replace("{one}", f"1 {noun} was" if count == 1 else f"{count} {noun}s were")

    @property
    def fix(self) -> str:
        """What to do about it."""
        return self.value[1]


@dataclass(slots=True)
class _Inside:
    """What stands in a paragraph: its words, and what hangs on it."""

    words: list[str] = field(default_factory=list)
    hangs: list[Node] = field(default_factory=list)


class Body:
    """Reads blocks into an outline. `notes`: foot- and endnotes by `f` or `e` and their id."""

    def __init__(self, outline: Outline, styles: Mapping[str, Style], notes: Mapping[str, Node]) -> None:
        """Take the document's styles and notes."""
        self.unread: Counter[Unread] = Counter()
        self._outline = outline
        self._styles = styles
        self._notes = dict(notes)
        # A field is `{ code | result }`; only results are text. True: in its result.
        self._fields: list[bool] = []

    def read(self, container: Node, cell: Cell | None = None) -> None:
        """Add what stands in a container: the body, a cell, a text box or a note."""
        before = ""
        paragraph = None
        for node in self._blocks(container):
            if node.tag == "w:tbl":
                self._table(node)
            elif node.tag == "w:altChunk":
                self.unread[Unread.EMBEDDED] += 1
            else:
                before, paragraph = self._paragraph(node, cell, before), node
        if before and paragraph is not None:
            self._add(before, paragraph, cell)

    def _blocks(self, container: Node) -> Iterator[Node]:
        for node in container.children:
            if node.tag in _CHANGED:
                self.unread[Unread.CHANGES] += 1
            if node.tag in {"w:p", "w:tbl", "w:altChunk"}:
                yield node
            elif node.tag in _AROUND:
                yield from self._blocks(node)
            elif node.tag == "w:sdt":
                yield from self._blocks(node) if not _is_contents(node) else ()
            elif node.tag == "mc:AlternateContent":
                yield from self._blocks(_chosen(node))

    def _paragraph(self, node: Node, cell: Cell | None, before: str) -> str:
        """Add a paragraph; give its text instead where its end was deleted, so that the next one goes on with it."""
        inside = _Inside()
        self._inline(node.children, inside, self._style(node))
        # Codes end where they began but in damaged documents; there the rest is better shown than lost.
        self._fields = [True for _ in self._fields]
        text = before + "".join(inside.words)
        marks = node.child("w:pPr", "w:rPr")
        ends = {one.tag for one in marks.children} & _CHANGED if marks else set()
        self.unread[Unread.CHANGES] += bool(ends)
        if ends & _GONE:
            return text
        self._add(text, node, cell)
        for hanging in inside.hangs:
            self.read(hanging, cell)
        return ""

    def _add(self, text: str, node: Node, cell: Cell | None) -> None:
        style, properties = self._style(node), node.child("w:pPr")
        level = outline_level(properties, style.heading)
        if cell:
            self._outline.cell(text, cell)
        elif style.contents:
            return
        elif level:
            self._outline.heading(text, level)
        else:
            self._outline.text(text, item=listed(properties, style.listed))

    def _style(self, paragraph: Node) -> Style:
        return self._styles.get(paragraph.value("w:pPr", "w:pStyle") or "Normal", PLAIN)

    def _inline(self, nodes: Sequence[Node], inside: _Inside, style: Style) -> None:
        for node in nodes:
            self.unread[Unread.CHANGES] += node.tag in _CHANGED
            if node.tag == "w:r":
                self._run(node, inside, style)
            elif node.tag in _AROUND or node.tag == "w:sdt":
                self._inline(node.children, inside, style)
            elif node.tag == "mc:AlternateContent":
                self._inline(_chosen(node).children, inside, style)
            elif node.tag in {"m:oMath", "m:oMathPara"}:
                inside.words += [one.text for one in node.walk() if one.tag == "m:t"]

    def _run(self, run: Node, inside: _Inside, style: Style) -> None:
        own = self._styles.get(run.value("w:rPr", "w:rStyle") or "", PLAIN)
        hidden = switch(run.child("w:rPr", "w:vanish"), own.hidden or style.hidden)
        for node in run.children:
            if node.tag == "w:fldChar":
                self._field(node.attributes.get("w:fldCharType", ""))
            elif node.tag == "w:commentReference":
                self.unread[Unread.COMMENTS] += 1
            elif hidden:
                self.unread[Unread.HIDDEN] += node.tag == "w:t" and bool(node.text.strip())
            elif all(self._fields):
                self._content(node, inside, style)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _content(self, node: Node, inside: _Inside, style: Style) -> None:
        if node.tag == "w:t":
            inside.words.append(node.text)
        elif node.tag in _SPACES:
            inside.words.append(" ")
        elif node.tag == "w:noBreakHyphen":
            inside.words.append("-")
        elif node.tag in {"w:footnoteReference", "w:endnoteReference"}:
            # Taken out, so that a note is read once and one that refers to itself comes to an end.
            note = self._notes.pop(node.tag[2] + node.attributes.get("w:id", ""), None)
            inside.hangs += [note] if note else []
        elif node.tag == "w:ruby":
            base = node.child("w:rubyBase")
            self._inline(base.children if base else (), inside, style)
        elif node.tag == "mc:AlternateContent":
            for one in _chosen(node).children:
                self._content(one, inside, style)
        elif node.tag in _DRAWN:
            inside.hangs += _text_boxes(node)
            self.unread[Unread.EMBEDDED] += any(one.tag == "OLEObject" for one in node.walk())

    def _table(self, table: Node) -> None:
        number = self._outline.next_table()
        rows = [row for row in self._parts(table, "w:tr") if not self._taken_out(row)]
        named = any(row.child("w:trPr", "w:tblHeader") is not None for row in rows)
        for count, row in enumerate(rows, 1):
            if named:
                header = switch(row.child("w:trPr", "w:tblHeader"), inherited=False)
            else:
                header = count == 1 and len(rows) > 1 and self._all_bold(row)
            column = 1 + _number(row.value("w:trPr", "w:gridBefore"), 0)
            for cell in self._parts(row, "w:tc"):
                # A cell that goes on from the row above has no text of its own: Word keeps it with the first.
                if cell.value("w:tcPr", "w:vMerge") not in {"", "continue"}:
                    self.read(cell, Cell(number, count, column, header))
                column += _number(cell.value("w:tcPr", "w:gridSpan"), 1)

    def _parts(self, node: Node, tag: str) -> Iterator[Node]:
        for child in node.children:
            if child.tag == tag:
                yield child
            elif child.tag in _AROUND or child.tag == "w:sdt":
                yield from self._parts(child, tag)

    def _taken_out(self, row: Node) -> bool:
        properties = row.child("w:trPr")
        changes = {one.tag for one in properties.children} & _CHANGED if properties else set()
        self.unread[Unread.CHANGES] += bool(changes)
        return bool(changes & _GONE)

    def _all_bold(self, row: Node) -> bool:
        runs = [
            switch(run.child("w:rPr", "w:b"), self._style(paragraph).bold)
            for paragraph in row.walk()
            if paragraph.tag == "w:p"
            for run in paragraph.walk()
            if run.tag == "w:r" and any(one.tag == "w:t" and one.text.strip() for one in run.children)
        ]
        return bool(runs) and all(runs)


def _chosen(alternatives: Node) -> Node:
    """Give the first of several forms of one content: the newest, which is the one that Word shows."""
    return alternatives.children[0] if alternatives.children else alternatives


def _text_boxes(drawn: Node) -> list[Node]:
    if drawn.tag == "w:txbxContent":
        return [drawn]
    inside = [_chosen(drawn)] if drawn.tag == "mc:AlternateContent" else drawn.children
    return [box for child in inside for box in _text_boxes(child)]


def _is_contents(control: Node) -> bool:
    return control.value("w:sdtPr", "w:docPartObj", "w:docPartGallery") == "Table of Contents"


def _number(written: str | None, otherwise: int) -> int:
    if written is None or not (written.isascii() and written.isdigit()) or len(written) > 5:
        return otherwise
    return min(int(written), MOST_SPAN)
