"""Text to JSON values: one document, or JSON Lines. The only thing here that can refuse a document."""

import json
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from sv_rules.errors import DocumentError, Problem
from sv_rules.model.place import Place
from sv_rules_ocds.node import Node, Notes, shown

# Python refuses to turn much longer runs of digits into an int; a Decimal takes them in linear time.
_LONGEST_INT = 1000


def decoded(text: str, notes: Notes) -> Sequence[Node]:
    """Give the values of a document: one, or one for each line of JSON Lines.

    Numbers are exact. `Infinity` and `NaN`, which JSON does not have but publishers write, come as Decimals that no
    reader takes for a number. In JSON Lines a line that is not JSON is left out with a remark.

    Raises:
        DocumentError: the text is neither JSON nor, for at least half of its lines, JSON Lines; or it is nested too
            deeply to be read.
    """
    text = text.removeprefix("\ufeff")
    try:
        return [Node(_parsed(text, notes), (), notes)]
    except _NotJsonError as reason:
        nodes = _by_line(text, notes)
        if nodes:
            return nodes
        place = Place(document=notes.document, line=reason.line, column=reason.column)
        fix = "An OCDS document is JSON: a release package, a record package, a release, or a release on each line."
        raise DocumentError(Problem(reason.what, place, fix=fix)) from None


class _NotJsonError(Exception):
    def __init__(self, what: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.line = line
        self.column = column


def _by_line(text: str, notes: Notes) -> list[Node]:
    nodes: list[Node] = []
    left_out: list[tuple[Notes, str]] = []
    # JSON Lines ends lines with line feeds only; str.splitlines would also split inside of texts.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        here = notes.at_line(number)
        try:
            value = _parsed(line, here)
        except _NotJsonError as reason:
            left_out.append((here, reason.what))
            continue
        nodes.append(Node(value, (), here))
    objects = sum(isinstance(node.value, dict) for node in nodes)
    if objects * 2 < len(nodes) + len(left_out):
        return []
    for here, what in left_out:
        Node(None, (), here).remark(f"this line was left out: {what}")
    return nodes


def _parsed(text: str, notes: Notes) -> Any:
    repeated: dict[str, None] = {}

    def keyed(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated.update(dict.fromkeys(key for key, count in counts.items() if count > 1))
        return found

    try:
        value = json.loads(text, parse_float=_exact, parse_int=_whole, parse_constant=Decimal, object_pairs_hook=keyed)
    except json.JSONDecodeError as error:
        raise _NotJsonError(f"this is not JSON: {error.msg.lower()}", error.lineno, error.colno) from None
    except RecursionError:
        raise _NotJsonError("this JSON is nested too deeply to be read") from None
    for key in repeated:
        Node(None, (), notes).remark(f"an object gives '{shown(key)}' more than once; the last one was used")
    return value


def _whole(text: str) -> int | Decimal:
    return int(text) if len(text) <= _LONGEST_INT else Decimal(text)


def _exact(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent of nineteen digits or more
        return Decimal("NaN")
