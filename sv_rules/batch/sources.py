"""Inputs -> items, one after the other, with little in memory: lines of JSON, rows of Parquet, files of a folder."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sv_rules.batch.items import Item
from sv_rules.batch.lines import LINES, lines_of
from sv_rules.documents import LARGEST_FILE
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.place import Place

PARQUET = (".parquet", ".pq")


@dataclass(frozen=True)
class Sources:
    """The inputs of a batch.

    Args:
        paths: files and folders, in the order in which they are evaluated.
        column: of Parquet files, the column that holds documents; empty: `document`, or columns of facts.
        bids: whether every item is a bid.
    """

    paths: Sequence[Path]
    column: str = ""
    bids: bool = False

    def names(self) -> tuple[str, ...]:
        """Give what each input is called: its name, with a number where two have the same."""
        seen: Counter[str] = Counter()
        names = []
        for path in self.paths:
            name = path.resolve().name
            seen[name] += 1
            names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
        return tuple(names)

    def total(self) -> int:
        """Give the bytes of all inputs, to tell how far a run has come.

        Raises:
            DocumentError: an input is not there.
        """
        missing = [path for path in self.paths if not path.exists()]
        if missing:
            raise DocumentError(
                [
                    Problem("there is no such file or folder", Place(document=one.name), fix="Check the name.")
                    for one in missing
                ]
            )
        return sum(each.stat().st_size for path in self.paths for _, each in _files(path, ""))

    def items(self) -> Iterator[Item]:
        """Give every item, numbered from 1. A folder gives its files by name, those of folders inside it after them.

        Raises:
            DocumentError: a file of rows or packed lines cannot be read, or its columns are not what they must be.
        """
        numbers = count(1)
        before = 0
        for path, called in zip(self.paths, self.names(), strict=True):
            for name, file in _files(path, called):
                for item in self._of_file(file, name):
                    yield item._replace(number=next(numbers), reached=before + item.reached)
                before += file.stat().st_size

    def _of_file(self, file: Path, name: str) -> Iterator[Item]:
        if file.name.lower().endswith(LINES):
            return lines_of(file, name)
        if file.suffix.lower() in PARQUET:
            from sv_rules.batch.rows import rows_of  # noqa: PLC0415  it needs an extra

            return rows_of(file, name, column=self.column, bids=self.bids)
        return iter((_whole_file(file, name),))


def _files(path: Path, called: str) -> Iterator[tuple[str, Path]]:
    if path.is_file():
        yield called, path
        return
    for folder, inside, names in os.walk(path):
        inside[:] = sorted(each for each in inside if not each.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and file.is_file():
                yield f"{called}/{file.relative_to(path).as_posix()}", file


def _whole_file(file: Path, name: str) -> Item:
    size = file.stat().st_size
    if size > LARGEST_FILE:
        return Item(0, name, b"", size, too_large(name))
    return Item(0, name, file.read_bytes(), size)


def too_large(name: str) -> Problem:
    """Say that an item is more than is read of one document."""
    most = LARGEST_FILE // 1024 // 1024
    return Problem(f"the document is larger than {most} MB", Place(document=name), fix="Split it.")
