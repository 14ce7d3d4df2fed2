"""The parts of a workbook: a zip archive of XML, opened with bounds."""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate

from sv_rules.errors import DocumentError, Problem
from sv_rules.model.place import Place
from sv_rules.model.raw_document import RawDocument

MOST_PARTS = 5_000
MOST_BYTES = 200 * 1024 * 1024
"""Bytes of all the parts that are read, unpacked: a sheet of a million cells has less."""
DEEPEST = 60

Attributes = dict[str, str]
_LISTED = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0"
_SAVE_AGAIN = "Open it in your spreadsheet program and save it again as “Excel workbook (.xlsx)”, without a password."


class Archive:
    """An opened workbook file. Everything that can be wrong with it is a DocumentError that names the document."""

    def __init__(self, document: RawDocument) -> None:
        self._document = document.name
        self._left = MOST_BYTES
        if document.data.startswith(_OLE):
            raise self.broken("the workbook has a password, or is in the format of Excel before 2007 (.xls)")
        # Counted in the bytes, before anything is made of each entry in the archive's list.
        if document.data.count(_LISTED) > MOST_PARTS:
            raise self.broken(f"the workbook has more than {MOST_PARTS:,} parts inside")
        try:
            self._zip = zipfile.ZipFile(BytesIO(document.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self.broken("the file is not a workbook, or is damaged") from error
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """Give a part, unpacked; empty when it is not there."""
        if name not in self.names:
            return b""
        info = self._zip.getinfo(name)
        self._left -= info.file_size
        if self._left < 0:
            raise self.broken(f"the workbook is larger than {MOST_BYTES // 1024 // 1024} MB when it is unpacked")
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or info.flag_bits & 1:
            raise self.broken("the workbook is packed in a way that Excel does not use")
        try:
            # Asked for no more than the size it states, a part that is larger is found out without being unpacked.
            with self._zip.open(info) as part:
                return part.read(info.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
            raise self.broken(f"the part {name} of the workbook is damaged") from error

    def walk(self, name: str, start: Callable[[str, Attributes], None], end: Callable[[str, str], None]) -> None:
        """Call `start(name, attributes)` and `end(name, text)` for each element of a part, names without prefixes.

        The text is what stands in the element itself, up to its last child. A document type declaration is refused:
        no spreadsheet program writes one, and entities are only declared there.
        """
        texts: list[list[str]] = []

        def opened(tag: str, attributes: Attributes) -> None:
            if len(texts) == DEEPEST:
                raise self.broken(f"the part {name} of the workbook is nested too deeply")
            texts.append([])
            start(_local(tag), {_local(key): value for key, value in attributes.items()})

        def closed(tag: str) -> None:
            end(_local(tag), "".join(texts.pop()))

        def declared(*_: object) -> None:
            raise self.broken(f"the part {name} of the workbook declares a document type")

        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
        parser.CharacterDataHandler = lambda text: texts[-1].append(text) if texts else None
        parser.StartDoctypeDeclHandler = declared
        try:
            parser.Parse(self.read(name), True)
        except (ExpatError, ValueError, LookupError) as error:
            raise self.broken(f"the part {name} of the workbook is not well-formed XML") from error

    def broken(self, what: str) -> DocumentError:
        """Give the error for a workbook that cannot be read."""
        return DocumentError(Problem(what, Place(document=self._document), fix=_SAVE_AGAIN))


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]
