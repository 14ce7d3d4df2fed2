"""Lines as they stand after all overrides, and the noting of what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from sv_rules.errors import Problem
from sv_rules.loading.folder import PackText
from sv_rules.model.place import Place
from sv_rules.reading.written import Path

LINE_WORDS = {
    "facts": "fact",
    "parameters": "parameter",
    "conclusions": "conclusion",
    "rules": "rule",
    "priorities": "priority",
    "checks": "check",
    "measures": "measure",
    "scales": "scale",
    "clues": "clue",
    "overrides": "override",
    "sources": "source",
}
"""Section -> what one of its lines is called."""


class Note(Protocol):
    """Where a line's problems go."""

    def __call__(self, path: Path, what: str, fix: str = "", *, key: bool = False) -> None:
        """Take one problem at a path below the line; `key` when the name itself is wrong rather than its value."""
        ...


@dataclass(frozen=True)
class Line:
    """A line to link: what it says after all overrides and, for each part that one changed, which pack says so."""

    section: str
    name: str
    text: Any
    pack: PackText
    base: Path
    changed: Mapping[str, tuple[PackText, Path]] = field(default_factory=dict)
    """Part (`level`) -> the pack that changed it, and the path of its `set:`."""

    @property
    def id(self) -> str:
        """Its full id."""
        return f"{self.pack.id}/{self.name}"

    def said_by(self, part: str) -> PackText:
        """Give the pack whose words a part of the line are: names in them mean what they mean there."""
        return self.changed[part][0] if part in self.changed else self.pack

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Give where a part of the line stands, in whichever pack says it."""
        pack, base = self.changed.get(str(path[0]) if path else "", (self.pack, self.base))
        return pack.place((*base, *path), key=key)


@dataclass(frozen=True)
class LineNote:
    """Notes the problems of one line: adds the place and the line's name."""

    problems: list[Problem]
    line: Line

    def __call__(self, path: Path, what: str, fix: str = "", *, key: bool = False) -> None:
        """Take one problem."""
        under = next((part for part in path if isinstance(part, str)), "")
        name = f"{LINE_WORDS[self.line.section]} {self.line.name}"
        if under in self.line.changed:
            name = f"override of {self.line.id}"
        where = f"{name}, under {under}" if under else name
        self.problems.append(Problem(what, self.line.place(path, key=key), where, fix))
