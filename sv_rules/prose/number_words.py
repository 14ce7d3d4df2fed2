"""Whole numbers written in words."""

from collections.abc import Sequence

_UP_TO_NINETEEN = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_BY_TEN = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = {word: number for number, word in enumerate(_UP_TO_NINETEEN)}
_TENS = {word: 10 * number for number, word in enumerate(_BY_TEN, start=2)}
_ORDINALS_TO_NINETEEN = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
ORDINALS = {word: number for number, word in enumerate(_ORDINALS_TO_NINETEEN, start=1)} | {
    "twentieth": 20,
    "thirtieth": 30,
}
"""Ordinals of one word that a day of a month may have."""
TENS = frozenset(_TENS)
FIRST_WORDS = frozenset(_UNITS) | TENS | ORDINALS.keys() | {"a"}
"""Words that a number or an ordinal may begin with."""
_HYPHENS = frozenset("-‐‑–")


def number_words(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """Give the number that begins at `index` and the index after it: `twenty-five`, `two hundred and ten`.

    Up to 999,999; zero is one. None where no number begins. `a hundred` is one; `a` alone is none.
    """
    thousands = 0
    found = _below_thousand(words, index)
    if found is None:
        return None
    number, at = found
    if at < len(words) and words[at] == "thousand":
        thousands, at = number * 1000, at + 1
        rest = at + 1 if at < len(words) and words[at] == "and" else at
        more = _below_thousand(words, rest)
        if more is None:
            return thousands, at
        number, at = more
    return thousands + number, at


def ordinal_words(words: Sequence[str], index: int) -> tuple[int, int] | None:
    """Give the ordinal that begins at `index` and the index after it: `third`, `twenty-first`. None where none does."""
    if words[index] in ORDINALS:
        return ORDINALS[words[index]], index + 1
    if words[index] not in _TENS:
        return None
    at = index + 2 if index + 1 < len(words) and words[index + 1] in _HYPHENS else index + 1
    if at < len(words) and 1 <= ORDINALS.get(words[at], 0) <= 9:
        return _TENS[words[index]] + ORDINALS[words[at]], at + 1
    return None


def _below_thousand(words: Sequence[str], index: int) -> tuple[int, int] | None:
    found = _below_hundred(words, index)
    at = index
    if found is not None:
        number, at = found
    elif words[index : index + 1] == ["a"] and words[index + 1 : index + 2] in (["hundred"], ["thousand"]):
        number, at = 1, index + 1
    else:
        return None
    if at >= len(words) or words[at] != "hundred" or number > 9:
        return number, at
    number, at = number * 100, at + 1
    rest = at + 1 if at < len(words) and words[at] == "and" else at
    more = _below_hundred(words, rest)
    return (number, at) if more is None else (number + more[0], more[1])


def _below_hundred(words: Sequence[str], index: int) -> tuple[int, int] | None:
    if index >= len(words):
        return None
    word = words[index]
    if word in _UNITS:
        return _UNITS[word], index + 1
    if word not in _TENS:
        return None
    at = index + 2 if index + 1 < len(words) and words[index + 1] in _HYPHENS else index + 1
    if at < len(words) and 1 <= _UNITS.get(words[at], 0) <= 9:
        return _TENS[word] + _UNITS[words[at]], at + 1
    return _TENS[word], index + 1
