"""A document of prose as its reader leaves it: paragraphs in reading order, each with its headings, page and table."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.place import Place


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ParagraphKind(StrEnum):
    """What a paragraph is: a heading, running text, an item of a list, or a cell of a table."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    CELL = "cell"


class ProsePart(_Part):
    """A paragraph before it has its number and id: what a reader finds.

    Numbers count from 1. `headings` are those it stands under, the outermost first; for a heading, those above it.
    `level` is a heading's, 1 the outermost, and 0 for anything else.
    """

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    headings: tuple[str, ...] = ()
    level: int = Field(default=0, ge=0)
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    header: bool = Field(default=False, description="A cell of a header row.")


class Paragraph(ProsePart):
    """A paragraph in its document.

    `number` counts from 1 in reading order. `id` comes from the text alone, so it stays when paragraphs are put in or
    taken out elsewhere: eight hexadecimal digits, and `-2`, `-3` … where the same text stands again.
    """

    id: str
    number: int

    @property
    def section(self) -> str:
        """The headings it stands under, in one line."""
        return " › ".join(self.headings)


class Prose(_Part):
    """One document of prose."""

    document: str
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def text(self) -> str:
        """The whole text, an empty line between paragraphs."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    def place_of(self, paragraph: Paragraph) -> Place:
        """Give where a paragraph stands."""
        return Place(document=self.document, page=paragraph.page, paragraph=paragraph.number)


def prose(document: str, parts: Iterable[ProsePart]) -> Prose:
    """Number paragraphs and give each its id."""
    seen: Counter[str] = Counter()
    paragraphs = []
    for number, part in enumerate(parts, 1):
        digits = sha256(" ".join(part.text.split()).encode(errors="replace")).hexdigest()[:8]
        seen[digits] += 1
        identifier = digits if seen[digits] == 1 else f"{digits}-{seen[digits]}"
        paragraphs.append(Paragraph(**part.__dict__, id=identifier, number=number))
    return Prose(document=document, paragraphs=tuple(paragraphs))
