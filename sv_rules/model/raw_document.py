"""A document before anybody knows what it is: its bytes, and what to call it."""

import codecs
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from sv_rules.errors import DocumentError, Problem
from sv_rules.model.place import Place

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SAVE_AS = "Save the file again with the encoding “UTF-8” (in the “Save as” window of most programs)."


@dataclass(frozen=True)
class RawDocument:
    """The bytes of one document. `name` is what to call it in places: a file name, never a path of this machine."""

    name: str
    data: bytes

    @classmethod
    def of_text(cls, name: str, text: str) -> "RawDocument":
        """Make one from a text that is at hand; with half a surrogate pair in it, it is not text when it is read."""
        return cls(name, text.encode(errors="surrogatepass"))

    @cached_property
    def text(self) -> str:
        """The text in it, read as UTF-8 without its byte order mark.

        Raises:
            DocumentError: it is not text.
        """
        text, problem = decode(self.data, self.name)
        if text is None:
            raise DocumentError(problem or "the document is not text")
        return text

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the bytes, in hexadecimal digits."""
        return sha256(self.data).hexdigest()

    @property
    def text_or_empty(self) -> str:
        """The text in it, empty where it is not text: for looking at what a document may be."""
        try:
            return self.text
        except DocumentError:
            return ""


def decode(data: bytes, name: str) -> tuple[str | None, Problem | None]:
    """Give the text, or None and the problem with the place of the first byte that is no text."""
    if data.startswith(_UTF_16):
        return None, Problem("the file is saved as UTF-16, not as UTF-8", Place(document=name), fix=_SAVE_AS)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        what = "the file is not saved as UTF-8: this character cannot be read"
        return None, Problem(what, Place(document=name, line=line, column=column), fix=_SAVE_AS)
