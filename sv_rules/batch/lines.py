"""JSON Lines -> items: every line that is not blank is one."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sv_rules.batch.items import Item
from sv_rules.documents import LARGEST_FILE
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.place import Place

LINES = (".jsonl", ".ndjson", ".jsonlines", ".jsonl.gz", ".ndjson.gz")
"""How the names of such files end."""

_BREAK = b"\r\n"


def lines_of(file: Path, name: str) -> Iterator[Item]:
    """Give the lines of a file, which may be packed with gzip.

    Raises:
        DocumentError: the packed file is damaged.
    """
    with file.open("rb") as raw:
        if not file.name.lower().endswith(".gz"):
            yield from _lines(raw, raw, name)
            return
        with gzip.GzipFile(fileobj=raw) as unpacked:
            try:
                yield from _lines(unpacked, raw, name)
            except (EOFError, gzip.BadGzipFile, zlib.error) as error:
                what = f"the packed file is damaged: {error}"
                raise DocumentError(Problem(what, Place(document=name), fix="Fetch or pack it again.")) from None


def _lines(lines: "IO[bytes] | gzip.GzipFile", raw: IO[bytes], name: str) -> Iterator[Item]:
    number = 0
    while line := lines.readline(LARGEST_FILE + len(_BREAK)):
        number += 1
        called = f"{name} line {number}"
        data = line.rstrip(_BREAK)
        if len(data) > LARGEST_FILE:
            while line and not line.endswith(b"\n"):
                line = lines.readline(LARGEST_FILE)
            most = LARGEST_FILE // 1024 // 1024
            problem = Problem(f"the line is larger than {most} MB", Place(document=called), fix="Split it.")
            yield Item(0, called, b"", raw.tell(), problem)
        elif line.strip():
            yield Item(0, called, data, raw.tell())
