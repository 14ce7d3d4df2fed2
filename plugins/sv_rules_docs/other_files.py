"""Files that people take for Word documents and that are none: told by how they begin, refused with what to do."""

from collections.abc import Callable

from sv_rules.model.raw_document import RawDocument
from sv_rules_docs.limits import refusal

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Open it and save it as a Word document (.docx) or as PDF."


def _utf_16(name: str) -> bytes:
    return name.encode("utf-16-le")


# What they are in words, how they are told, what to do. The first that fits counts.
_KINDS: tuple[tuple[str, Callable[[bytes], bool], str], ...] = (
    (
        "the document is protected with a password",
        lambda data: data.startswith(_OLE) and _utf_16("EncryptedPackage") in data,
        "Open it, take the password off (File, Info, Protect Document), and save it again.",
    ),
    (
        "this is a Word document of the old form (.doc, before 2007)",
        lambda data: data.startswith(_OLE) and _utf_16("WordDocument") in data,
        _SAVE_AS,
    ),
    (
        "this is an OpenDocument text (.odt)",
        lambda data: data.startswith(b"PK") and b"application/vnd.oasis.opendocument.text" in data[:200],
        _SAVE_AS,
    ),
    (
        "this is a Rich Text document (.rtf)",
        lambda data: data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{\\rtf"),
        _SAVE_AS,
    ),
)


def is_other(document: RawDocument) -> bool:
    """Say whether it is one of them, and no workbook."""
    protected, *others = (told(document.data) for _, told, _ in _KINDS)
    return any(others) or (protected and not document.name.lower().endswith((".xlsx", ".xlsm", ".pptx")))


def refuse_others(document: RawDocument) -> None:
    """Refuse a document that is one of them.

    Raises:
        DocumentError: it is.
    """
    for what, told, fix in _KINDS:
        if told(document.data):
            raise refusal(what, document.name, fix)
