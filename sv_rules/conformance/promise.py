"""One promise of an offer, and the ways to find out whether it is kept."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*")


@dataclass(frozen=True)
class Promise:
    """What an offer promises; `problem` is empty when it is kept. `note` says what could not be tried."""

    offer: str
    promise: str
    problem: str = ""
    note: str = ""


def named(offer: str, name: str, taken: Iterable[str] = ()) -> Promise:
    """Promise a name that can be typed anywhere and is not a word with a meaning of its own."""
    problem = "" if _NAME.fullmatch(name) else f"'{name}' is not in small letters, digits and _"
    if name in set(taken):
        problem = f"'{name}' is a word of the language of conditions"
    return Promise(offer, "has a usable name", problem)


def described(offer: str, summary: str) -> Promise:
    """Promise a sentence that says what it is: the reference in one line."""
    problem = "" if summary.endswith(".") else "the first line of its docstring, or its summary, is no sentence"
    return Promise(offer, "says in a sentence what it does", problem)


def outcome(call: Callable[[], T], allowed: tuple[type[Exception], ...] = ()) -> tuple[T | None, str]:
    """Call a plugin: what it gives, and what it raised in words. An allowed exception gives None and no words."""
    try:
        return call(), ""
    except allowed:
        return None, ""
    except Exception as error:  # noqa: BLE001  whatever a plugin raises is what we look for
        return None, f"raised {type(error).__name__}: {error}"


def first(problems: Iterator[str]) -> str:
    """Give the first problem: one is enough to see what is wrong."""
    return next(problems, "")
