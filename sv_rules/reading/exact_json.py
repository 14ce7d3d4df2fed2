"""JSON into plain data: exact numbers, every problem with its place.

Strict for documents of our own. Lenient for what publishers put out: a value that cannot be used becomes None with a
problem that says so, and nothing is ever raised.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NoReturn

from sv_rules.errors import Problem
from sv_rules.model.place import Place, pointer
from sv_rules.reading.limits import NOTICE_LIMITS, Limits
from sv_rules.reading.written import Path, Written


def read_json(text: str, name: str, limits: Limits | None = None, *, lenient: bool = False) -> Written:
    """Read one JSON document.

    Args:
        text: the whole document.
        name: what places call it.
        limits: bounds on size, depth and numbers; unless given, those of a file that a person writes, or of a
            published notice when `lenient`.
        lenient: problems are remarks, and say what was made of a value instead of how to put it right. The data are
            the same either way: of a name given twice the last value counts; NaN, Infinity and numbers past the
            limits become None; a text past them is cut.
    """
    limits = limits or (NOTICE_LIMITS if lenient else Limits())
    document = _Document(text.removeprefix("\ufeff"), name, limits, lenient=lenient)
    try:
        data = document.read()
    except _CannotRead as error:
        return _written(None, name, [error.problem])
    return _written(data, name, document.problems)


class Pointers(Mapping[Path, Place]):
    """Places by JSON Pointer, made when they are asked for."""

    def __init__(self, document: str, data: Any) -> None:
        """Take the name of the document and its data."""
        self.document = document
        self._data = data

    def __getitem__(self, path: Path) -> Place:
        if path not in self:
            raise KeyError(path)
        return Place(document=self.document, pointer=pointer(*path))

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, tuple):
            return False
        here = self._data
        for part in path:
            in_block = isinstance(here, dict) and isinstance(part, str) and part in here
            if in_block or (isinstance(here, list) and isinstance(part, int) and 0 <= part < len(here)):
                here = here[part]
            else:
                return False
        return True

    def __iter__(self) -> Iterator[Path]:
        waiting: list[tuple[Path, Any]] = [((), self._data)]
        while waiting:
            path, here = waiting.pop()
            yield path
            if isinstance(here, dict | list):
                parts = here.items() if isinstance(here, dict) else enumerate(here)
                waiting.extend(((*path, part), each) for part, each in parts)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _written(data: Any, name: str, problems: list[Problem]) -> Written:
    places = Pointers(name, data)
    return Written(data, places, places, tuple(problems))


class _CannotRead(Exception):  # noqa: N818  it carries a problem, and leaves this file as one
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


class _Refused:
    """Stands where a value was refused, until its place is known."""

    __slots__ = ("fix", "what")

    def __init__(self, what: str, fix: str) -> None:
        self.what = what
        self.fix = fix


class _Repeated(dict[str, Any]):
    """A block in which names are given twice."""

    twice: tuple[str, ...] = ()


_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_NUMBER = re.compile(r"-?([0-9]+)(?:\.([0-9]+))?(?:[eE]([-+]?[0-9]+))?")


class _Document:
    def __init__(self, text: str, name: str, limits: Limits, *, lenient: bool) -> None:
        self.text = text
        self.lenient = lenient
        self.name = name
        self.limits = limits
        self.problems: list[Problem] = []
        self._odd = bool(_ESCAPED_SURROGATE.search(text) or (not text.isascii() and _SURROGATE.search(text)))

    def read(self) -> Any:
        self._bound_size()
        try:
            data = json.loads(
                self.text,
                object_pairs_hook=self._block,
                parse_int=self._integer,
                parse_float=self._fraction,
                parse_constant=self._constant,
            )
        except json.JSONDecodeError as error:
            raise _CannotRead(_syntax(error, self.name)) from None
        except RecursionError:
            self._stop_where_too_deep()
            raise  # pragma: no cover  the document is flat enough: the caller had used up the stack
        self._bound_parts(data)
        return self._settle(data) if self._odd else data

    def _bound_size(self) -> None:
        size = len(self.text)
        if size <= self.limits.bytes and not self.text.isascii():
            size = len(self.text.encode(errors="replace"))
        if size > self.limits.bytes:
            self._stop("the document is too big", f"At most {self.limits.bytes:,} bytes are read.")

    def _stop(self, what: str, fix: str, place: Place | None = None) -> NoReturn:
        raise _CannotRead(Problem(what, place or Place(document=self.name, line=1, column=1), fix=fix))

    def _block(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        block = dict(pairs)
        if len(block) == len(pairs):
            return block
        self._odd = True
        times = Counter(name for name, _ in pairs)
        repeated = _Repeated(block)
        repeated.twice = tuple(name for name, count in times.items() if count > 1)
        return repeated

    def _integer(self, text: str) -> Any:
        if len(text) - text.startswith("-") <= self.limits.digits:
            return int(text)
        return self._too_long(text)

    def _fraction(self, text: str) -> Any:
        found = _NUMBER.fullmatch(text)
        assert found is not None  # noqa: S101  the scanner has checked its form
        whole, places, power = found[1], found[2] or "", found[3] or "0"
        # The power is looked at before it is used: 1e999999999 written out would fill the memory.
        if (
            len(power) > 4
            or len(whole) + int(power) > self.limits.digits
            or len(places) - int(power) > self.limits.places
        ):
            return self._too_long(text)
        return Decimal(text)

    def _too_long(self, text: str) -> _Refused:
        self._odd = True
        shown = text if len(text) <= 20 else f"{text[:19]}…"
        fix = f"At most {self.limits.digits} digits before the point and {self.limits.places} after are read."
        return _Refused(f"the number {shown} is too long", fix)

    def _constant(self, text: str) -> _Refused:
        self._odd = True
        return _Refused(f"{text} is not a number that can be reckoned with", "Leave the value out, or write null.")

    def _bound_parts(self, data: Any) -> None:
        """Count depth and parts level by level; cheap, since no paths are made."""
        long_texts = len(self.text) > self.limits.text
        level: list[Any] = [[data]]
        parts = depth = 0
        while level:
            below: list[Any] = []
            for container in level:
                if isinstance(container, dict):
                    below.extend(container.values())
                    parts += len(container)
                    self._odd = self._odd or (long_texts and any(len(name) > self.limits.text for name in container))
                else:
                    below.extend(container)
            parts += len(below)
            if parts > self.limits.nodes:
                self._stop(
                    f"the document has more than {self.limits.nodes:,} parts", "Split it into several documents."
                )
            if long_texts:
                self._odd = self._odd or any(isinstance(each, str) and len(each) > self.limits.text for each in below)
            level = [each for each in below if isinstance(each, dict | list)]
            depth += bool(level)
            if depth > self.limits.depth:
                self._stop_where_too_deep()

    def _stop_where_too_deep(self) -> None:
        depth = 0
        for found in re.finditer(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}]', self.text, re.DOTALL):  # pragma: no branch
            if found[0] in "[{":
                depth += 1
                if depth > self.limits.depth:
                    what = f"there are more than {self.limits.depth} lists or blocks inside each other"
                    self._stop(what, "Write it flatter.", _at(self.text, found.start(), self.name))
            elif found[0] in "]}":
                depth -= 1

    def _settle(self, data: Any) -> Any:
        """Put None where a value was refused, and tell of it now that its place is known."""
        top = [data]
        waiting: list[tuple[Any, Path]] = [(top, ())]
        while waiting:
            container, path = waiting.pop()
            parts = container.items() if isinstance(container, dict) else enumerate(container)
            for part, value in list(parts):
                # The list around the whole document is no part of a path.
                below = (*path, part) if container is not top else ()
                container[part] = settled = self._settled(value, below)
                if isinstance(settled, dict | list):
                    waiting.append((settled, below))
        self.problems.sort(key=lambda problem: problem.place.order if problem.place else ("", 0, 0, ""))
        return top[0]

    def _settled(self, value: Any, path: Path) -> Any:
        if isinstance(value, _Refused):
            self._tell(value.what, value.fix, "It is taken as not known.", path)
            return None
        if isinstance(value, str):
            return self._settled_text(value, path)
        if isinstance(value, dict):
            if isinstance(value, _Repeated):
                for name in value.twice:
                    self._tell(
                        f"'{name[:60]}' is given twice", "Keep one of them.", "The last one is used.", (*path, name)
                    )
            return {self._settled_text(name, path): each for name, each in value.items()}
        return value

    def _settled_text(self, text: str, path: Path) -> str:
        if len(text) > self.limits.text:
            what = f"the text is too long: {len(text):,} characters"
            fix = f"At most {self.limits.text:,} are read."
            self._tell(what, fix, fix, path)
            text = text[: self.limits.text]
        if _SURROGATE.search(text):
            self._tell(
                "half of a character is missing from the text", "Write the text again.", "It is shown as �.", path
            )
            text = _SURROGATE.sub("�", text)
        return text

    def _tell(self, what: str, fix: str, done: str, path: Path) -> None:
        if len(self.problems) < self.limits.problems:
            place = Place(document=self.name, pointer=_SURROGATE.sub("�", pointer(*path)))
            self.problems.append(Problem(what, place, fix=done if self.lenient else fix))


def _at(text: str, position: int, name: str) -> Place:
    line_start = text.rfind("\n", 0, position) + 1
    return Place(document=name, line=text.count("\n", 0, position) + 1, column=position - line_start + 1)


def _syntax(error: json.JSONDecodeError, name: str) -> Problem:
    """Say what was mistyped. The parser's message is used only where the characters do not tell."""
    text = error.doc
    position = error.pos
    if "Unterminated" in error.msg:
        what, fix = "a quotation mark is opened here and never closed", 'Close the text with ".'
    elif "escape" in error.msg:
        what = "a backslash in a text has a special meaning, and what follows this one has none"
        fix = "Write it twice for a backslash: \\\\."
    elif "control character" in error.msg:
        what, fix = (
            "a text goes over the end of its line, or holds a tab",
            "Write \\n for a new line and \\t for a tab.",
        )
    elif "Extra data" in error.msg:
        what, fix = "the document has ended, and this comes after it", "Take it out, or put both into one list."
    else:
        what, fix, position = _expected(text, position)
    return Problem(what, _at(text, position, name), fix=fix)


_BLANK = " \t\r\n"
_WORDS = {"True": "true", "False": "false", "None": "null", "undefined": "null", "NULL": "null", "TRUE": "true"}


def _expected(text: str, position: int) -> tuple[str, str, int]:
    """Say what is wrong where a value, a name, a comma or a colon should be.

    Versions of Python report a comma too many before or behind it; here it is always told at the comma.
    """
    rest = text[position:].lstrip(_BLANK)
    position = len(text) - len(rest)
    before = text[:position].rstrip(_BLANK)
    here = rest[:1]
    if not here:
        if not before:
            return "the document is empty", "Write its contents, or remove it.", 0
        return "the document ends in the middle", "Close every bracket and quotation mark that is open.", position
    comma = position if here == "," else len(before) - 1
    if text[comma : comma + 1] == "," and text[comma + 1 :].lstrip(_BLANK)[:1] in {"]", "}"}:
        return "there is a comma after the last part", "Take it out.", comma
    if here in "'“”‘’":
        return f"a text cannot be in this kind of quotation marks: {here}", 'Use ": "like this".', position
    if text.startswith(("//", "/*", "#"), position):
        return "JSON has no comments", "Take it out.", position
    if word := re.match(r"[A-Za-z_]\w*", text[position : position + 80]):
        if word[0] in _WORDS:
            return f"'{word[0]}' is not a word of JSON", f"Write {_WORDS[word[0]]}.", position
        return f"'{word[0]}' is not in quotation marks", f'Write "{word[0]}".', position
    if before.endswith('"') and here not in ",:]}":
        return (
            "there is no comma or colon between these parts",
            "Put a comma between parts, a colon after a name.",
            position,
        )
    return "this cannot stand here", "Look for a missing comma, colon, quotation mark or bracket just before.", position
