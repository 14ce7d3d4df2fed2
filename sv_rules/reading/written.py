"""What was read: plain data, where each part stands, and what was wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sv_rules.errors import Problem
from sv_rules.model.place import Place

Path: TypeAlias = tuple[str | int, ...]
"""The way from the top of a document to a part of it: names in blocks, positions (from 0) in lists."""


@dataclass(frozen=True)
class Written:
    """A document as plain data: None, bool, int, Decimal, str, list, dict.

    Args:
        data: None when nothing could be read; then `problems` says why. Where a single value was refused it is the
            likeliest reading, so that the rest can still be looked at.
        places: where each value stands; always has the top, `()`.
        keys: where the name before a value stands, for the values that have one.
        problems: all that were found, in the order of their places.
    """

    data: Any
    places: Mapping[Path, Place]
    keys: Mapping[Path, Place]
    problems: tuple[Problem, ...] = ()

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Give the place of a value, or of the name before it; of what is missing, that of what it is missing from."""
        if key and path in self.keys:
            return self.keys[path]
        nearest = next(path[:end] for end in range(len(path), -1, -1) if path[:end] in self.places)
        return self.places[nearest]


class Positions(Mapping[Path, Place]):
    """Lines and columns, made into places when they are asked for: most never are."""

    def __init__(self, document: str, positions: Mapping[Path, tuple[int, int]]) -> None:
        """Take the name of the document, and line and column (from 1) by path."""
        self._document = document
        self._positions = positions

    def __getitem__(self, path: Path) -> Place:
        line, column = self._positions[path]
        return Place(document=self._document, line=line, column=column)

    def __contains__(self, path: object) -> bool:
        return path in self._positions

    def __iter__(self) -> Iterator[Path]:
        return iter(self._positions)

    def __len__(self) -> int:
        return len(self._positions)
