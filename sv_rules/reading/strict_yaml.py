"""YAML into plain data: exact numbers, no guessing, every problem with its line and column.

Values are made here from the parser's events, one at a time, so that a hostile file costs bounded time and memory;
nothing is ever made of a tag.
"""

import re
from typing import Any

import yaml

from sv_rules.errors import Problem
from sv_rules.model.place import Place
from sv_rules.model.raw_document import decode
from sv_rules.reading.limits import Limits
from sv_rules.reading.plain_values import read_plain
from sv_rules.reading.written import Path, Positions, Written
from sv_rules.reading.yaml_mistakes import Quoted, explain

__all__ = ["Limits", "decode", "read_with", "read_yaml"]


def read_yaml(text: str, name: str, limits: Limits | None = None) -> Written:
    """Read one YAML document.

    Args:
        text: the whole file.
        name: what places call it.
        limits: bounds on size, depth and numbers; those of a file that a person writes unless given.
    """
    return read_with(getattr(yaml, "CSafeLoader", yaml.SafeLoader), text, name, limits or Limits())


def read_with(loader: Any, text: str, name: str, limits: Limits) -> Written:
    """Do the same with one of PyYAML's parsers: the one in C where it is there, else the one in Python."""
    text = text.removeprefix("\ufeff")
    reading = _Reading(name, limits)
    try:
        _refuse_what_is_no_text(text, reading)
        for event in yaml.parse(text, Loader=loader):
            if not reading.take(event):
                break
    except _StopReading:
        reading.data = None
    except yaml.MarkedYAMLError as error:
        reading.data = None
        reading.problems.append(explain(error, text, name, reading.quoted))
    else:
        if reading.data is None and not reading.problems:
            reading.tell(1, 1, "the file is empty", "Write its contents, or remove the file.")
    return reading.written()


class _StopReading(Exception):  # noqa: N818  it is no error: the problem has been told, and reading on is pointless
    """Reading ends here."""


_NO_TEXT = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def _refuse_what_is_no_text(text: str, reading: "_Reading") -> None:
    size = len(text)
    if size <= reading.limits.bytes and not text.isascii():
        size = len(text.encode(errors="replace"))
    if size > reading.limits.bytes:
        fix = f"At most {reading.limits.bytes:,} bytes are read. Split it into several files."
        reading.stop(1, 1, "the file is too big", fix)
    end = line = 0
    for found in _NO_TEXT.finditer(text):
        line += len(_LINE_BREAK.findall(text, end, found.start()))
        end = found.start()
        column = end - max(text.rfind("\n", 0, end), text.rfind("\r", 0, end))
        what = f"there is an invisible character here (U+{ord(found[0]):04X})"
        reading.tell(line + 1, column, what, "Delete it and type the text around it again.")
    if reading.problems:
        raise _StopReading


_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class _Open:
    """A list or block that is being filled. `name` is the name whose value comes next; `lost` throws all away."""

    __slots__ = ("into", "lost", "name", "name_at", "names", "path")

    def __init__(self, into: Any, path: Path, *, lost: bool) -> None:
        self.into = into
        self.path = path
        self.lost = lost
        self.name: str | None = None
        self.name_at = (0, 0)
        self.names: dict[str, int] = {}


_NO_NAME = "\0"
"""Stands for a name that was refused: its value is read for its problems and thrown away."""


class _Reading:
    def __init__(self, name: str, limits: Limits) -> None:
        self.document = name
        self.limits = limits
        self.data: Any = None
        self.problems: list[Problem] = []
        self.quoted: Quoted | None = None
        self._open: list[_Open] = []
        self._places: dict[Path, tuple[int, int]] = {}
        self._keys: dict[Path, tuple[int, int]] = {}
        self._nodes = 0
        self._documents = 0

    def written(self) -> Written:
        self._places.setdefault((), (1, 1))
        problems = sorted(self.problems, key=lambda problem: problem.place.order if problem.place else ("", 0, 0, ""))
        places = Positions(self.document, self._places)
        return Written(self.data, places, Positions(self.document, self._keys), tuple(problems))

    def tell(self, line: int, column: int, what: str, fix: str) -> None:
        self.problems.append(Problem(what, Place(document=self.document, line=line, column=column), fix=fix))
        if len(self.problems) == self.limits.problems:
            self.stop(line, column, "there are more mistakes after this one", "Put these right first.")

    def stop(self, line: int, column: int, what: str, fix: str) -> None:
        self.problems.append(Problem(what, Place(document=self.document, line=line, column=column), fix=fix))
        raise _StopReading

    def take(self, event: yaml.Event) -> bool:
        """Take the parser's next event; False when there is nothing more to read."""
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._enter(event, {})
            case yaml.SequenceStartEvent():
                self._enter(event, [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()
            case yaml.AliasEvent():
                line, column = self._node(event)
                what = f"'*{event.anchor}' stands for a part written elsewhere, which is not allowed here"
                self.tell(line, column, what, "Write the part out. If * begins a text, put the text in quotes.")
                if (top := self._awaiting_name()) is not None:
                    top.name = _NO_NAME
                else:
                    self._put(None, line, column)
            case yaml.DocumentStartEvent():
                return self._begin(event)
            case _:
                pass
        return True

    def _begin(self, event: yaml.DocumentStartEvent) -> bool:
        line, column = _position(event.start_mark)
        self._documents += 1
        if self._documents > 1:
            what = "a second document begins here (---), and a file holds only one"
            self.tell(line, column, what, "Move what follows to a file of its own, or take the line --- out.")
            return False
        if event.version or event.tags:
            what = "a line that begins with % has a special meaning, which is not used here"
            self.tell(line, column, what, "Leave the line out.")
        return True

    def _node(self, event: Any) -> tuple[int, int]:
        """Count a node, refuse its label and tag, and give its position."""
        line, column = _position(event.start_mark)
        self._nodes += 1
        if self._nodes > self.limits.nodes:
            self.stop(
                line, column, f"the file has more than {self.limits.nodes:,} parts", "Split it into several files."
            )
        if isinstance(event, yaml.AliasEvent):
            return line, column
        if event.anchor is not None:
            what = f"'&{event.anchor}' marks a part to be repeated elsewhere, which is not allowed here"
            fix = (
                "Take it out and write the part out wherever it is needed. If & begins a text, put the text in quotes."
            )
            self.tell(line, column, what, fix)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:40]
            what = f"'{tag}' tells programs how to read what follows, which is not allowed here"
            self.tell(line, column, what, "Take it out. If ! begins a text, put the text in quotes.")
        return line, column

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line, column = self._node(event)
        text = event.value
        if len(text) > self.limits.text:
            what = f"the text is too long: {len(text):,} characters"
            self.stop(line, column, what, f"At most {self.limits.text:,} are read.")
        if event.style in {"'", '"'}:
            self.quoted = Quoted(line, column, *_position(event.end_mark))
        if (top := self._awaiting_name()) is not None:
            self._name(top, text, line, column, plain=not event.style)
            return
        if event.style:
            self._put(text, line, column)
            return
        value, what, fix = read_plain(text, self.limits)
        if what:
            self.tell(line, column, what, fix)
        self._put(value, line, column)

    def _awaiting_name(self) -> _Open | None:
        """The block that is being filled, when what comes next in it is a name."""
        top = self._open[-1] if self._open else None
        return top if top is not None and isinstance(top.into, dict) and top.name is None else None

    def _name(self, top: _Open, name: str, line: int, column: int, *, plain: bool) -> None:
        top.name_at = (line, column)
        top.name = _NO_NAME
        if plain and name == "<<":
            what = "'<<' copies a part written elsewhere, which is not allowed here"
            self.tell(line, column, what, "Write the lines out that it should copy.")
        elif not name or name == _NO_NAME:
            self.tell(line, column, "there is no name before this colon", "Write a name before it.")
        elif name in top.names:
            what = f"'{_shown(name)}' is given twice: here and in line {top.names[name]}"
            self.tell(line, column, what, "Keep one of them, or join them.")
        else:
            top.names[name] = line
            top.name = name

    def _enter(self, event: yaml.CollectionStartEvent, into: Any) -> None:
        line, column = self._node(event)
        if len(self._open) >= self.limits.depth:
            what = f"there are more than {self.limits.depth} lists or blocks inside each other"
            self.stop(line, column, what, "Write it flatter.")
        if (top := self._awaiting_name()) is not None:
            what = f"a name should be text; this is {'a list' if into == [] else 'a block in brackets { }'}"
            self.tell(line, column, what, "If the bracket belongs to a text, put the text in quotes.")
            top.name = _NO_NAME
            self._open.append(_Open(into, (), lost=True))
            return
        path, lost = self._put(into, line, column)
        self._open.append(_Open(into, path, lost=lost))

    def _put(self, value: Any, line: int, column: int) -> tuple[Path, bool]:
        """Put a value where it belongs; give its path, and whether it was thrown away."""
        if not self._open:
            self.data = value
            self._places[()] = (line, column)
            return (), False
        top = self._open[-1]
        part: str | int
        if isinstance(top.into, list):
            part = len(top.into)
            top.into.append(value)
        else:
            assert top.name is not None  # noqa: S101  the parser gives a name before each value
            part, top.name = top.name, None
            if part == _NO_NAME:
                return (), True
            top.into[part] = value
        if top.lost:
            return (), True
        path = (*top.path, part)
        self._places[path] = (line, column)
        if isinstance(part, str):
            self._keys[path] = top.name_at
        return path, False


def _position(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1


def _shown(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"
