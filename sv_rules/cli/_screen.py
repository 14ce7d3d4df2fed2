"""Standard output and standard error as rich consoles. Plain and 100 columns wide when no terminal is there."""

import os
from collections.abc import Iterable, Sequence
from typing import Any

import typer
from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sv_rules.reports._words import clean

PLAIN_WIDTH = 100


def screen() -> Console:
    """Give the console on standard output; made at each call, since a test or a pipe may have changed it."""
    return _console(stderr=False)


def aside() -> Console:
    """Give the console on standard error: progress and messages, never results."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PLAIN_WIDTH
    return console


def write_json(data: Any) -> None:
    """Write one JSON value on a line of standard output, in UTF-8 whatever the terminal is."""
    import json  # noqa: PLC0415  only --json needs it

    write_line(json.dumps(data, ensure_ascii=False, allow_nan=False, default=str).encode())


def write_line(content: bytes) -> None:
    """Write bytes that are UTF-8 and a line break to standard output."""
    typer.echo(content)


def table(*columns: str, numbers: Iterable[str] = ()) -> Table:
    """Give an empty table in our one style; the columns in `numbers` stand to the right."""
    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    right = set(numbers)
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return made


def lines(*parts: tuple[str, str]) -> Text:
    """Give a cell of several lines: each a text from outside, made clean, and its style; empty ones are left out."""
    said = [(clean(text), style) for text, style in parts if text]
    return Text.assemble(
        *((f"{text}\n" if number < len(said) else text, style) for number, (text, style) in enumerate(said, 1))
    )


def line(text: str, style: str = "") -> Text:
    """Give a text from outside on one line, made clean."""
    return Text(clean(text), style)


def show(console: Console, heading: str, things: Sequence[RenderableType]) -> None:
    """Print a heading and what stands under it; nothing when nothing does."""
    if things:
        console.print()
        console.print(Text(heading, "bold"))
        for thing in things:
            console.print(thing)
