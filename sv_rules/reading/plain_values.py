"""What a word without quotes stands for: nothing, true or false, an exact number, or text.

Where YAML readers differ (`012`, `1e5`, `1:30`, `True`), the author is asked to say which is meant.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from sv_rules.model.amount import plain
from sv_rules.reading.limits import Limits


class Plain(NamedTuple):
    """The value, or the likeliest one with what is wrong and how to put it right."""

    value: Any
    what: str = ""
    fix: str = ""


def read_plain(text: str, limits: Limits) -> Plain:
    """Read a word without quotes."""
    if text in _WORDS:
        return Plain(_WORDS[text])
    if text[0] not in "0123456789+-.TFN":
        return Plain(text)
    if number := _NUMBER.fullmatch(text):
        return _number(text, len(number[1]), len(number[2] or ""), limits)
    for form in _REFUSED:
        if form.pattern.fullmatch(text):
            return form.refuse(text)
    return Plain(text)


_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(?:\.([0-9]+))?")


def _number(text: str, digits: int, places: int, limits: Limits) -> Plain:
    if digits > limits.digits or places > limits.places:
        what = (
            f"the number that begins {text[:12]} is too long: {digits:,} digits before the point and {places:,} after"
        )
        fix = f"Use at most {limits.digits} digits before the point and {limits.places} after, or put it in quotes."
        return Plain(text, what, fix)
    return Plain(Decimal(text) if places else int(text))


class _Form(NamedTuple):
    """A way of writing that is refused: why, and what was most likely meant (a value, and how to write it)."""

    pattern: re.Pattern[str]
    why: str
    meant: Callable[[str], tuple[Any, str] | None]

    def refuse(self, text: str) -> Plain:
        # Whoever writes forty digits means text; what is longer is not worth reckoning out.
        meant = self.meant(text) if len(text) <= 40 else None
        shown = text if len(text) <= 40 else text[:39] + "…"
        what = f"'{shown}' {self.why}"
        if meant is None:
            return Plain(text, what, f'If it is text, put it in quotes: "{shown}".')
        value, written = meant
        return Plain(value, what, f'Write {written}, or if it is text, put it in quotes: "{shown}".')


def _as_number(text: str) -> tuple[Any, str] | None:
    number = Decimal(text.replace("_", ""))
    if not -12 <= number.adjusted() <= 18:
        return None
    written = plain(number)
    return (Decimal(written) if "." in written else int(written)), written


def _as_power(text: str) -> tuple[Any, str] | None:
    # Decimal itself refuses an exponent of twenty digits.
    return _as_number(text) if len(text.lower().partition("e")[2]) <= 4 else None


def _in_base(text: str) -> tuple[Any, str]:
    number = int(text.replace("_", ""), 0)
    return number, str(number)


def _as_word(text: str) -> tuple[Any, str]:
    word = text.lower()
    return _WORDS[word], word


def _text_only(_: str) -> None:
    return None


_ZERO = "begins with 0; programs differ on what number that is"
_REFUSED = tuple(
    _Form(re.compile(pattern), why, meant)
    for pattern, why, meant in (
        (r"True|TRUE|False|FALSE|Null|NULL", "is a word of YAML only in small letters; programs differ here", _as_word),
        (r"[-+]?0[0-9_]+(?:\.[0-9_]*)?", _ZERO, _as_number),
        (r"[-+]?0[xX][0-9a-fA-F_]*[0-9a-fA-F]", "is a number in a notation of programmers", _in_base),
        (r"[-+]?0[oO][0-7_]*[0-7]", "is a number in a notation of programmers", _in_base),
        (r"[-+]?0[bB][01_]*[01]", "is a number in a notation of programmers", _in_base),
        (r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?", "has _ among its digits", _as_number),
        (r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][-+]?[0-9]+", "is a number with a power of ten", _as_power),
        (r"[-+]?\.[0-9]+", "has no digit before the point", _as_number),
        (r"[-+]?[0-9]+\.", "has no digit after the point", _as_number),
        (r"\+[0-9]+(?:\.[0-9]+)?", "begins with a plus sign", _as_number),
        (r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", "is not a number that can be reckoned with", _text_only),
        (
            r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?",
            "is a time to one program and a number to another",
            _text_only,
        ),
        (r"-[A-Za-z\"'{\[(].*", "begins with a dash that has no space after it", _text_only),
    )
)
