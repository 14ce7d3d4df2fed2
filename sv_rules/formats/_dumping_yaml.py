"""Plain data to YAML that the strict reader reads back the same: names in blocks, texts in quotes where need be."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sv_rules.model.amount import Money


@dataclass(frozen=True)
class Unanswered:
    """Stands for a value that is not known: null under a comment, to be filled in. Never first in a list's entry."""

    comment: str


def yaml_of(data: Mapping[str, Any]) -> str:
    """Write a document: texts, exact numbers, yes/no, dates, lists and mappings of these, and Unanswered."""
    return "".join(f"{line}\n" for line in _block(data, ""))


def comment_of(text: str) -> str:
    """Give a comment on one line, without what the reader refuses wherever it stands."""
    return f"# {' '.join(_NOT_IN_A_COMMENT.sub(' ', text).split())}"


_INDENT = "  "
_PLAIN = re.compile(r"(?=.{1,200}$)[A-Za-z](?:[A-Za-z0-9 _./%()£&+@-]*[A-Za-z0-9_./%()£-])?")
_DAY_OR_PART = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:0|[1-9][0-9]{0,3})(?:\.[0-9]{1,6})?%")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
"""What some YAML reader or other takes for more than text."""
_NOT_IN_A_COMMENT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_UNPRINTABLE = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
DIGITS, PLACES = 18, 12
"""Digits of a number that the reader takes; a longer one is written as text."""


def _block(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in data.items():
        key = _text(name)
        if isinstance(value, Unanswered):
            yield f"{indent}{comment_of(value.comment)}"
            yield f"{indent}{key}: null"
        elif isinstance(value, Mapping) and value:
            yield f"{indent}{key}:"
            yield from _block(value, indent + _INDENT)
        elif _is_list(value) and value:
            yield f"{indent}{key}:"
            yield from _entries(value, indent + _INDENT)
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _entries(values: Sequence[Any], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping) and value:
            lines = list(_block(value, indent + _INDENT))
            yield f"{indent}- {lines[0][len(indent) + 2 :]}"
            yield from lines[1:]
        elif _is_list(value) and value:
            lines = list(_entries(value, indent + _INDENT))
            yield f"{indent}- {lines[0][len(indent) + 2 :]}"
            yield from lines[1:]
        else:
            yield f"{indent}- {_scalar(value)}"


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple) and not isinstance(value, Money)


def _scalar(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return _number(value)
        case date():
            return value.isoformat()
        case Mapping():
            return "{}"
        case list() | tuple() if not isinstance(value, Money):
            return "[]"
        case _:
            return _text(str(value))


def _number(number: int | Decimal) -> str:
    text = f"{number:f}" if isinstance(number, Decimal) else str(number)
    whole, _, part = text.lstrip("-").partition(".")
    return text if len(whole) <= DIGITS and len(part) <= PLACES else f'"{text}"'


def _text(text: str) -> str:
    if _DAY_OR_PART.fullmatch(text) or (_PLAIN.fullmatch(text) and text.lower() not in _WORDS):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
