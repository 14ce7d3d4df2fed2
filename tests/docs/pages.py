"""A page of docs/ as its parts: fenced blocks, links and headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and the line of the page where the text begins."""

    language: str
    text: str
    line: int

    @property
    def label(self) -> str:
        """What the first line says in a comment: the name of the file that the block is; empty without one."""
        first = self.text.partition("\n")[0]
        return first.removeprefix("# ").split("  ")[0].strip() if first.startswith("# ") else ""


def pages() -> list[Path]:
    """Give every page, sorted by name."""
    return sorted(DOCS.glob("*.md"))


def blocks(page: Path) -> Iterator[Block]:
    """Give the fenced blocks of a page in order."""
    language, start, lines = None, 0, []
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if not line.startswith("```"):
            lines.append(line)
        elif language is None:
            language, start, lines = line.removeprefix("```"), number + 1, []
        else:
            yield Block(language, "\n".join(lines) + "\n", start)
            language = None
    assert language is None, f"{page.name}: a block is not closed"


def links(page: Path) -> list[str]:
    """Give the targets of a page's links."""
    return re.findall(r"\]\(([^)\s]+)\)", _prose(page))


def anchors(page: Path) -> set[str]:
    """Give the names that a link may put after `#`: each heading, in the form that renderers make of it."""
    headings = re.findall(r"^#+ (.+)$", _prose(page), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def _prose(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
