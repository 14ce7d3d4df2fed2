"""A draft specification as its neutral description: blocks in reading order, and the paragraphs they make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from drafts.filler import filler

DRAFTS = Path(__file__).parent
HELD_OUT = DRAFTS / "held_out"


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title."""

    text: str
    level: int


@dataclass(frozen=True)
class Text:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list of points."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table; its first row is the header row."""

    rows: tuple[tuple[str, ...], ...]


Block = Heading | Text | Items | Table


@dataclass(frozen=True)
class Draft:
    """A draft: its name, the form in which it is made, and what stands in it."""

    name: str
    format: str
    blocks: tuple[Block, ...]
    folder: Path

    @property
    def paragraphs(self) -> Sequence[str]:
        """The text of every paragraph: a heading, running text, a point of a list or a cell, in reading order."""
        return tuple(text for block in self.blocks for text in _texts(block))


def drafts(*, held_out: bool) -> Sequence[Draft]:
    """Give the open drafts, or those that nobody tunes on."""
    sources = (HELD_OUT if held_out else DRAFTS).glob("*/source.yaml")
    return tuple(read_draft(source.parent) for source in sorted(sources))


def read_draft(folder: Path) -> Draft:
    """Read the description in a folder."""
    described = yaml.safe_load((folder / "source.yaml").read_text())
    blocks = tuple(block for entry in described["blocks"] for block in _blocks(entry))
    return Draft(folder.name, described["format"], blocks, folder)


def _blocks(entry: dict[str, Any]) -> Iterator[Block]:
    ((kind, value),) = entry.items()
    match kind:
        case "h1" | "h2" | "h3":
            yield Heading(value, int(kind[1]))
        case "p":
            yield Text(value)
        case "items":
            yield Items(tuple(value))
        case "table":
            yield Table((tuple(value["header"]), *map(tuple, value["rows"])))
        case "filler":
            for title, texts in filler(**value):
                yield Heading(title, 3)
                yield from map(Text, texts)
        case _:
            raise ValueError(f"there is no block '{kind}'")


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Text():
            yield block.text
        case Items():
            yield from block.texts
        case Table():
            for row in block.rows:
                yield from row
