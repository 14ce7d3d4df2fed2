"""Bytes to XML elements, within limits. Together with the look at the root this is all that can refuse a document.

A notice needs no document type declaration. One that has it is refused at its opening bracket, before an entity could
be declared in it: none is ever expanded, and nothing outside the document is ever read.
"""

from xml.parsers.expat import ExpatError, ParserCreate

from sv_rules.errors import DocumentError, Problem
from sv_rules.model.place import Place
from sv_rules.model.raw_document import RawDocument
from sv_rules_eforms.element import Element, named

LARGEST = 32 * 1024 * 1024
"""Bytes of a notice that are read; the largest that were seen, with hundreds of lots, have about a tenth."""

DEEPEST = 100
"""Elements within elements; eForms nests about twenty."""

MOST_ELEMENTS = 500_000


def parsed(document: RawDocument) -> Element:
    """Give the root element.

    Raises:
        DocumentError: the document is no well-formed XML, has a document type declaration, or goes over a limit.
    """
    if len(document.data) > LARGEST:
        raise _refused(document, f"the notice is larger than {LARGEST // 1024 // 1024} MB", fix="Split it.")
    return _Building(document).root()


class _Building:
    def __init__(self, document: RawDocument) -> None:
        self._document = document
        self._open: list[tuple[Element, list[str]]] = []
        self._root: Element | None = None
        self._count = 0
        self._names: dict[str, tuple[str, str, str]] = {}  # each name is one object, however often it is used
        self._parser = ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def root(self) -> Element:
        try:
            self._parser.Parse(self._document.data, True)
        except ExpatError as error:
            what = f"this is not well-formed XML: {str(error).partition(':')[0]}"
            raise _refused(self._document, what, error.lineno, error.offset + 1, fix=_FIX) from None
        except (LookupError, ValueError):
            # An encoding that is named in the XML declaration and that neither expat nor Python can decode bytewise.
            raise _refused(self._document, "this XML is in an encoding that cannot be read", 1, fix=_ENCODING) from None
        assert self._root is not None  # noqa: S101  expat refuses a document without an element
        return self._root

    def _doctype(self, *_: object) -> None:
        what = "this XML has a document type declaration, which no notice needs and which can hide entities"
        raise self._here(what, fix="Take out <!DOCTYPE … > and what is in it, if you trust where the document is from.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST:
            raise self._here(f"this XML has elements more than {DEEPEST} deep")
        if self._count > MOST_ELEMENTS:
            raise self._here(f"this XML has more than {MOST_ELEMENTS:,} elements")
        if name not in self._names:
            namespace, _, local = name.rpartition(" ")
            self._names[name] = (named(namespace, local), namespace, local)
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        element = Element(*self._names[name], attributes, line, column)
        if self._open:
            self._open[-1][0].children.append(element)
        else:
            self._root = element
        self._open.append((element, []))

    def _end(self, _: str) -> None:
        element, texts = self._open.pop()
        element.text = "".join(texts).strip()

    def _characters(self, text: str) -> None:
        self._open[-1][1].append(text)

    def _here(self, what: str, fix: str = "") -> DocumentError:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        return _refused(self._document, what, line, column, fix=fix)


_FIX = "An eForms notice is an XML document. Fetch or export it again; the download may have been cut short."
_ENCODING = "Save it again with the encoding UTF-8."


def _refused(
    document: RawDocument, what: str, line: int | None = None, column: int | None = None, *, fix: str = ""
) -> DocumentError:
    return DocumentError(Problem(what, Place(document=document.name, line=line, column=column), fix=fix))
