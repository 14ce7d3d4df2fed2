"""The ZIP file that a Word document is: its parts, opened within limits, none of its links followed."""

import posixpath
import zipfile
import zlib
from collections import Counter
from io import BytesIO
from struct import error as StructError  # noqa: N812  the library's name for a class

from sv_rules.model.raw_document import RawDocument
from sv_rules_docs.limits import (
    HIGHEST_RATIO,
    LARGEST_PART,
    MB,
    MOST_ENTRIES,
    MOST_UNZIPPED,
    RATIO_COUNTS_FROM,
    refusal,
)
from sv_rules_docs.xml_tree import Node, xml_tree

# zipfile on damaged files: its own error; zlib's and struct's below it; RuntimeError (with NotImplementedError) for
# passwords and unknown methods; EOFError, OSError and ValueError (texts, offsets) for positions outside the file;
# LookupError and OverflowError for names and numbers that cannot be.
ZIP_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, StructError, RuntimeError, EOFError, OSError, ValueError),
    *(LookupError, OverflowError),
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_REPAIR = "Open it in Word, save it again, and give the new file."


class Package:
    """A Word document's parts, by name."""

    def __init__(self, document: RawDocument) -> None:
        """Open it.

        Raises:
            DocumentError: it is damaged, or goes over a limit.
        """
        self._name = document.name
        try:
            self._zip = zipfile.ZipFile(BytesIO(document.data))
            self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        except ZIP_BROKEN as error:
            raise refusal("the file is damaged: it cannot be unpacked", self._name, _REPAIR) from error
        self._check()

    def part(self, name: str) -> Node | None:
        """Give the XML of a part; None where there is no such part.

        Raises:
            DocumentError: it is damaged, or goes over a limit.
        """
        entry = self._entries.get(name)
        if entry is None:
            return None
        words = f"the part '{name}'"
        if entry.compress_type not in _METHODS:
            raise refusal(f"{words} is packed in a way that Word does not use", self._name, _REPAIR)
        if entry.file_size > max(RATIO_COUNTS_FROM, HIGHEST_RATIO * entry.compress_size):
            raise refusal(f"{words} is packed more than {HIGHEST_RATIO} times smaller", self._name, _REPAIR)
        try:
            with self._zip.open(entry) as file:
                data = file.read(LARGEST_PART + 1)
        except ZIP_BROKEN as error:
            raise refusal(f"the file is damaged: {words} cannot be unpacked", self._name, _REPAIR) from error
        if len(data) > LARGEST_PART:
            raise refusal(f"{words} is larger than {LARGEST_PART // MB} MB", self._name, "Split it.")
        return xml_tree(data, self._name, words)

    def related(self, part: str, kind: str) -> Node | None:
        """Give the part inside this file that another one (empty: the file itself) names as its `kind`.

        Raises:
            DocumentError: it is damaged, or goes over a limit.
        """
        folder, _, base = part.rpartition("/")
        relations = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        for one in relations.children if relations else ():
            if one.attributes.get("Type", "").endswith(f"/{kind}") and one.attributes.get("TargetMode") != "External":
                return self.part(self.target(folder, one.attributes.get("Target", "")))
        return None

    def main(self) -> str:
        """Give the name of the part that holds the text."""
        relations = self.part("_rels/.rels")
        for one in relations.children if relations else ():
            if one.attributes.get("Type", "").endswith("/officeDocument"):
                return self.target("", one.attributes.get("Target", ""))
        return "word/document.xml"

    def target(self, folder: str, written: str) -> str:
        """Give the name of the part that a relation points to."""
        return posixpath.normpath(posixpath.join("/", folder, written)).lstrip("/")

    def _check(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise refusal(f"the file holds more than {MOST_ENTRIES:,} parts", self._name, _REPAIR)
        if sum(entry.file_size for entry in entries) > MOST_UNZIPPED:
            raise refusal(f"unpacked, the file is larger than {MOST_UNZIPPED // MB} MB", self._name, "Split it.")
        # Of two parts of one name, programs differ in which they show.
        twice = [name for name, count in Counter(entry.filename for entry in entries).items() if count > 1]
        if twice:
            raise refusal(f"the file holds two parts called '{min(twice)}'", self._name, _REPAIR)
