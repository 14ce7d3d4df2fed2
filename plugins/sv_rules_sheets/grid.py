"""Cells in rows and columns, as they were read; nothing here knows what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from sv_rules.errors import Problem
from sv_rules.model.place import Place
from sv_rules.model.procurement import Remark

CellValue: TypeAlias = str | int | Decimal | bool
"""What a cell says: text, an exact number, or yes/no. Dates and percentages are text: `2026-01-31`, `10%`."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: row -> column -> value, both counted from 1; cells without a value are not there.

    `name` is empty for a file that is one sheet. `problems` belong to its cells, `remarks` to the sheet as a whole.
    """

    document: str
    name: str
    rows: Mapping[int, Mapping[int, CellValue]]
    problems: Sequence[Problem] = ()
    remarks: Sequence[Remark] = ()

    def place(self, row: int | None = None, column: int | None = None) -> Place:
        """Give the place of a cell, or of the sheet."""
        cell = None if row is None or column is None else cell_name(row, column)
        return Place(document=self.document, sheet=self.name or None, cell=cell)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of one document, in their order."""

    document: str
    sheets: Sequence[Sheet]
    remarks: Sequence[Remark] = ()


def cell_name(row: int, column: int) -> str:
    """Give a cell's name: row 7 and column 28 are `AB7`."""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """Give a column's letters: 1 is `A`, 28 is `AB`."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """Give the number of a column from its capital letters: `AB` is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
