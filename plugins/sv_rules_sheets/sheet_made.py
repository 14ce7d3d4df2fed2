"""A sheet before it is written: cells with what they say and how they look."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


class MadeCell(NamedTuple):
    """A cell. `text` is what it says as text; with `number`, a workbook holds that instead.

    `style` is `title`, `name`, `hint`, `text`, or the form of an entry: `GBP`, `%`, `date`, …
    """

    text: str
    number: int | Decimal | None = None
    style: str = "text"


class Asked(NamedTuple):
    """What a range of cells may hold, and what the officer is told when a cell of it is chosen.

    `form` is that of `forms`, with `range` the cells of a choice's words on another sheet. `strict`: other values are
    refused; otherwise the program asks first.
    """

    cells: str
    form: str
    title: str
    message: str
    choices: str = ""
    least_zero: bool = False
    strict: bool = False


@dataclass
class MadeSheet:
    """A sheet. `frozen` are the rows and columns that stay in sight; `entries` is the first row to fill in, if any."""

    name: str
    rows: list[list[MadeCell | None]] = field(default_factory=list)
    widths: Sequence[int] = ()
    frozen: tuple[int, int] = (0, 0)
    entries: int = 0
    forms: Sequence[str | None] = ()
    """By column, how entries look; None: the column is for reading."""
    asked: list[Asked] = field(default_factory=list)
