"""`mentions_any`: words or phrases in a text."""

import re
from collections.abc import Iterator
from unicodedata import category, normalize

from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType, Value


def mentions_any(actual: Value, value: tuple[str, ...]) -> bool:
    """The text has at least one of these words or phrases.

        specification.text: {mentions_any: [prevention, early help]}

    Whole words only: `apprentice` is not found in "apprenticeship", so list each form that counts. Capitals, line
    breaks, extra spaces and the style of apostrophes make no difference, and a hyphen inside a phrase is the same as
    a space: `early help` is found in "Early-Help", but `well being` is not found in "wellbeing". Other punctuation
    separates: `early help` is not found in "we come early. Help follows". Accents count: `cafe` is not found in
    "café". Nothing is said about what the text means: "we do not offer early help" mentions early help.

    Over a list, each entry is looked through by itself, and of a record each of its texts.
    """
    return any(phrase in words for words in map(_words, _texts(actual)) for phrase in value)


def _folded(value: tuple[str, ...]) -> tuple[str, ...]:
    phrases = tuple(map(_words, value))
    for phrase in phrases:
        if not any(char.isalnum() for char in phrase):
            raise ValueError("a phrase to look for has no letter and no digit. Give words to look for.")
    return phrases


_HYPHEN_IN_A_PHRASE = re.compile(r"[-‐–](?<=\w.)(?=[\w\r\n])")


def _words(text: str) -> str:
    """Write a text as its words, one space between them and at both ends, so that finding a phrase is a search."""
    # Twice, because folding the case of some letters undoes their composed form.
    text = normalize("NFKC", normalize("NFKC", text).casefold())
    text = _HYPHEN_IN_A_PHRASE.sub(" ", text)
    spaced = text.translate({ord(char): _piece(char) for char in set(text)})
    return f" {' '.join(spaced.split())} "


def _piece(char: str) -> str:
    kind = category(char)
    if kind[0] in "LMN":
        return char
    # Soft hyphens and zero-width characters are invisible, and word processors leave them inside words.
    if kind == "Cf":
        return ""
    if kind[0] in "ZC":
        return " "
    return " ' " if char in "’‘" else f" {char} "


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


OPERATOR = Operator(
    mentions_any,
    takes=(FactType.TEXT, FactType.LIST),
    value=Takes.TEXTS,
    prepare=_folded,
    holds="{fact} mentions any of {value}",
    # The text itself is too long to repeat; the finding has its place.
    fails="{fact} mentions none of {value}",
    denies="{fact} mentions none of {value}",
)
