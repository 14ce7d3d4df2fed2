"""Slips in YAML, in an author's words.

The parser says where it gave up and what it had hoped for. The author wants to know what was mistyped, which is often
in the line above; so this looks at the lines themselves and uses the parser's message only to choose where.
"""

import re
from dataclasses import dataclass

import yaml

from sv_rules.errors import Problem
from sv_rules.model.place import Place


@dataclass(frozen=True)
class Quoted:
    """The last text in quotes before the parser gave up: its first and last position, from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


def explain(error: yaml.MarkedYAMLError, text: str, name: str, quoted: Quoted | None) -> Problem:
    """Say what was mistyped, where, and how to put it right."""
    lines = _LINE_BREAK.split(text)
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    start = error.context_mark
    page = _Page(
        lines=lines,
        line=line,
        column=column,
        start_line=start.line + 1 if start else line,
        start_column=start.column + 1 if start else column,
        quoted=quoted,
    )
    slip = _slip(f"{error.context or ''}: {error.problem or ''}", page)
    return Problem(slip.what, Place(document=name, line=slip.line, column=slip.column), fix=slip.fix)


@dataclass(frozen=True)
class _Slip:
    line: int
    column: int
    what: str
    fix: str


@dataclass(frozen=True)
class _Page:
    """The lines, where the parser gave up, and where the thing began that it was reading."""

    lines: list[str]
    line: int
    column: int
    start_line: int
    start_column: int
    quoted: Quoted | None

    def text(self, line: int) -> str:
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    @property
    def character(self) -> str:
        return self.text(self.line)[self.column - 1 : self.column]

    def line_above(self) -> int:
        """The nearest line above that says something, or 0."""
        for line in range(self.line - 1, 0, -1):
            stripped = self.text(line).strip()
            if stripped and not stripped.startswith("#"):
                return line
        return 0


_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_NAME_AND_COLON = re.compile(r"\s*(?:- +)*(?:\"[^\"]*\"|'[^']*'|[^\s'\"#-][^#]*?)\s*:(?=\s|$)")
_NO_SPACE_AFTER_COLON = re.compile(r"\s*(?:- +)*([\w.-]*\w):[^\s:/]")
_NO_SPACE_AFTER_DASH = re.compile(r"\s*-[^\s-]")
_QUOTE_FIX = "Put the whole text in quotes."


def _slip(message: str, page: _Page) -> _Slip:
    """Choose by what the parser was reading (both parsers of PyYAML use these words) and by the character it met."""
    leading = page.text(page.line)[: page.column]
    if "\t" in leading and not leading.strip():
        return _tab(page)
    if "quoted scalar" in message:
        return _backslash(page) if "escape" in message or "hex" in message else _never_closed(page, "quotation mark")
    if "start any token" in message:
        return _forbidden_start(page)
    if "alias" in message or "anchor" in message or "block scalar" in message or "tag" in message:
        return _meaningful_start(page)
    if "directive" in message or "incompatible" in message:
        what = "a line that begins with % has a special meaning, which is not used here"
        return _Slip(page.start_line, page.start_column, what, "Leave the line out, or put the text in quotes.")
    if "flow sequence" in message or "flow mapping" in message:
        return _bracket(page, "]" if "sequence" in message else "}")
    if "mapping values are not allowed" in message:
        return _second_colon(page)
    if "simple key" in message:
        return _no_colon(page, page.start_line)
    if "sequence entries" in message:
        what = "a list cannot begin in the same line as its name"
        return _Slip(
            page.line, page.column, what, "Begin the list on the next line, each entry with a dash and a space."
        )
    if "mapping keys" in message:
        return _Slip(page.line, page.column, "a text cannot begin with ? and a space", _QUOTE_FIX)
    if "node content" in message:
        return _stray(page)
    if "document start" not in message and ("block mapping" in message or "block collection" in message):
        return _does_not_line_up(page, in_list="collection" in message)
    what = "this does not belong to what stands above it"
    return _Slip(
        page.line, page.column, what, "Look for a missing colon, quotation mark or bracket here and just above."
    )


def _tab(page: _Page) -> _Slip:
    column = page.text(page.line).index("\t") + 1
    what = "there is a tab where spaces are needed"
    return _Slip(page.line, column, what, "Use spaces instead: two for each step to the right.")


def _backslash(page: _Page) -> _Slip:
    line = page.text(page.line)
    column = line.rfind("\\", 0, page.column) + 1 or page.column
    what = "a backslash between double quotation marks has a special meaning"
    return _Slip(page.line, column, what, "Write it twice (\\\\), or use single quotation marks: 'C:\\folder'.")


def _never_closed(page: _Page, thing: str) -> _Slip:
    what = f"a {thing} is opened here and never closed"
    return _Slip(page.start_line, page.start_column, what, f"Close it with a second {thing}.")


def _forbidden_start(page: _Page) -> _Slip:
    if page.character == "\t":
        return _tab(page)
    what = f"a text cannot begin with {page.character} unless it is in quotes"
    return _Slip(page.line, page.column, what, _QUOTE_FIX)


def _meaningful_start(page: _Page) -> _Slip:
    character = page.text(page.start_line)[page.start_column - 1 : page.start_column]
    what = f"a text that begins with {character} has a special meaning unless it is in quotes"
    fix = _QUOTE_FIX
    if character in "|>":
        fix += f" Or, for a text of several lines, begin it on the line after the {character}."
    return _Slip(page.start_line, page.start_column, what, fix)


def _bracket(page: _Page, closing: str) -> _Slip:
    if page.line == page.start_line and page.character == ":":
        return _colon_in_text(page)
    opening = "[" if closing == "]" else "{"
    what = f"a bracket {opening} is opened here and not closed"
    fix = f"Close it with {closing}, with commas between its parts. If {opening} begins a text, put the text in quotes."
    return _Slip(page.start_line, page.start_column, what, fix)


def _second_colon(page: _Page) -> _Slip:
    before = page.text(page.line)[: page.column - 1]
    if _NAME_AND_COLON.match(before):
        return _colon_in_text(page)
    above = page.line_above()
    if above and not _NAME_AND_COLON.match(page.text(above)):
        return _no_colon(page, above)
    if above:
        column = len(before) - len(before.lstrip()) + 1
        what = "this line is further to the right than the line above, which already has its value"
        return _Slip(page.line, column, what, "Line it up with the line above, or put a text of two lines in quotes.")
    return _colon_in_text(page)


def _colon_in_text(page: _Page) -> _Slip:
    what = "there is a second colon in this line, and what follows the first is not in quotes"
    return _Slip(page.line, page.column, what, 'Put the text after the first colon in quotes: title: "Jobs: local".')


def _no_colon(page: _Page, line: int) -> _Slip:
    text = page.text(line)
    column = len(text) - len(text.lstrip()) + 1
    if _NO_SPACE_AFTER_DASH.match(text):
        return _Slip(line, column, "there is no space after the dash", "Write a space after it: '- text'.")
    if found := _NO_SPACE_AFTER_COLON.match(text):
        what = f"there is no space after the colon of '{found[1]}'"
        return _Slip(line, found.end(1) + 1, what, f"Write a space after it: '{found[1]}: …'.")
    what = "this line has no colon after its name"
    fix = "Write it as 'name: value'. If it goes on from the line above, put that whole text in quotes."
    return _Slip(line, column, what, fix)


def _stray(page: _Page) -> _Slip:
    if page.character == ":":
        return _Slip(page.line, page.column, "there is no name before this colon", "Write a name before it.")
    if page.character == ",":
        what = "there is nothing before this comma"
        return _Slip(page.line, page.column, what, "Take the comma out, or put the text in quotes.")
    what = f"a bracket {page.character} is closed here that was not opened"
    return _Slip(page.line, page.column, what, "Take it out, or put the text in quotes.")


def _does_not_line_up(page: _Page, *, in_list: bool) -> _Slip:
    if slip := _after_quotes(page):
        return slip
    here = page.text(page.line)
    if page.character == ":":
        return _stray(page)
    if here[: page.column - 1].strip():
        return _Slip(page.line, page.column, "the value has ended, but the line goes on", _QUOTE_FIX)
    if _NO_SPACE_AFTER_DASH.match(here):
        return _no_colon(page, page.line)
    if in_list and page.column == page.start_column:
        what = "the list above ends here, and nothing but another entry can follow it"
        fix = "Begin the line with a dash and a space, or give the list a name and move it to the right."
        return _Slip(page.line, page.column, what, fix)
    if page.character == "-" and page.column == page.start_column:
        what = "a list begins here, but the name above it already has a value"
        return _Slip(page.line, page.column, what, "Give the list a name of its own: a line that ends with a colon.")
    what = "this line does not line up with any line above it"
    fix = "Begin it exactly as far to the right as the lines that it belongs with."
    return _Slip(page.line, page.column, what, fix)


def _after_quotes(page: _Page) -> _Slip | None:
    quoted = page.quoted
    if quoted is None or quoted.end_line != page.line:
        return None
    if page.text(page.line)[quoted.end_column - 1 : page.column - 1].strip():
        return None
    if quoted.line == quoted.end_line:
        what = "the text ends with this quotation mark, but the line goes on"
        fix = "If the mark belongs to the text, put the whole text in the other kind of quotation marks (\" or ')."
        return _Slip(page.line, quoted.end_column - 1, what, fix)
    what = f"a quotation mark is opened here, and the next one is only in line {quoted.end_line}"
    return _Slip(quoted.line, quoted.column, what, "Close it at the end of its text.")
