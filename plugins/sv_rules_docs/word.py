"""The document format `word`: .docx, as its reader would see it with all changes accepted.

Its pages are those of whoever prints it, so paragraphs have no page. Headers, footers, comments, hidden text and the
table of contents are not read; foot- and endnotes and text boxes are, after the paragraph they hang on.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from sv_rules.model.extending import DocumentFormat
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement, Remark
from sv_rules.model.raw_document import RawDocument
from sv_rules_docs.building import build
from sv_rules_docs.limits import check_size, refusal
from sv_rules_docs.other_files import is_other, refuse_others
from sv_rules_docs.outline import Outline
from sv_rules_docs.package import Package
from sv_rules_docs.word_body import Body, Unread
from sv_rules_docs.word_styles import styles
from sv_rules_docs.xml_tree import Node

_ZIP = b"PK\x03\x04"
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")


def sniff(document: RawDocument) -> int:
    """Say how surely a document is Word's: by the parts it holds; also what people take for one, to be refused."""
    if document.data.startswith(_ZIP) and b"word/document" in document.data:
        return 95
    if is_other(document):
        return 60
    return 20 if document.data.startswith(b"PK") and document.name.lower().endswith((".docx", ".docm")) else 0


def load(document: RawDocument) -> tuple[Sequence[Procurement], Sequence[Remark]]:
    """Give the document as one procurement, with remarks on what was not read.

    Raises:
        DocumentError: it is no Word document, protected, damaged or too large.
    """
    check_size(document.data, document.name)
    refuse_others(document)
    package = Package(document)
    main = package.main()
    root = package.part(main)
    text = root.child("w:body") if root else None
    if text is None:
        fix = "Give a Word document (.docx)."
        raise refusal("the file holds no text of a Word document", document.name, fix)
    outline = Outline(document.name)
    notes = {**_notes(package.related(main, "footnotes"), "f"), **_notes(package.related(main, "endnotes"), "e")}
    body = Body(outline, styles(package.related(main, "styles")), notes)
    body.read(text)
    return build(document, FORMAT.name, outline, _remarks(body.unread, document.name))


def _notes(root: Node | None, prefix: str) -> Mapping[str, Node]:
    return {
        prefix + note.attributes.get("w:id", ""): note
        for note in (root.children if root else ())
        if note.attributes.get("w:type", "") not in _NO_NOTE
    }


def _remarks(unread: Counter[Unread], document: str) -> tuple[Remark, ...]:
    place = Place(document=document)
    return tuple(Remark(what=kind.words(unread[kind]), fix=kind.fix, place=place) for kind in Unread if unread[kind])


FORMAT = DocumentFormat(name="word", title="Word document, .docx", sniff=sniff, load=load, suffix=".docx")
