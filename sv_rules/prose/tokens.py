"""A text as its words, numbers and signs, each with where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category, normalize

WORD, NUMBER, SIGN, HYPHEN = "word", "number", "sign", "hyphen"
HYPHENS = frozenset("-‐‑‒–—−")

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_](?:[^\W_]|[\u0300-\u036f]|['’‘](?=[^\W\d_]))*)"
    r"|(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<hyphen>[-‐‑‒–—−])"
    r"|(?P<sign>\S)"
)
_PIECE = re.compile(
    _TOKEN.pattern.replace("?P<word>", "?:")
    .replace("?P<number>", "?:")
    .replace("?P<hyphen>", "?:")
    .replace("?P<sign>", "?:")
)
# Line breaks of which a publisher's system has kept two letters: "and reliable.rnrnBidders must".
_LOST_BREAK = re.compile(r"(?<=[.,:;!?)*])(?:rn)+(?=[A-Z\s*•-])")
_CONTROL = dict.fromkeys((*range(9), *range(14, 32), 127), " ")


class Token(NamedTuple):
    """A word, number or sign. `word` has small letters and straight apostrophes."""

    word: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its tokens; `text` has ligatures, wide letters and invisible characters put right."""

    text: str
    tokens: Sequence[Token]

    def raw(self, index: int) -> str:
        """Give a token as it was written."""
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def gap(self, index: int) -> str:
        """Give what stands between a token and the one before it."""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start] if index else ""

    def tight(self, index: int) -> bool:
        """Say whether nothing stands between a token and the one before it."""
        return index > 0 and self.tokens[index].start == self.tokens[index - 1].end


def tokenised(text: str) -> Text:
    """Split a text into tokens, in time that grows with its length alone."""
    return tokens_of(cleaned(text))


def tokens_of(clean: str) -> Text:
    """Split a text that `cleaned` has given."""
    small = folded(clean)
    if len(small) == len(clean):
        tokens = [
            Token(small[found.start() : found.end()], *found.span(), str(found.lastgroup))
            for found in _TOKEN.finditer(clean)
        ]
    else:
        # A few letters are two when they are small, so that places in the one are not places in the other.
        tokens = [Token(folded(found[0]), *found.span(), str(found.lastgroup)) for found in _TOKEN.finditer(clean)]
    return Text(clean, tokens)


def pieces(small: str) -> list[str]:
    """Give the words, numbers and signs of a text in small letters, without where they stand."""
    return _PIECE.findall(small)


def folded(text: str) -> str:
    """Give a text in small letters, with straight apostrophes."""
    small = text.casefold()
    return small if small.isascii() else small.replace("’", "'").replace("‘", "'")


def cleaned(text: str) -> str:
    """Put right what word processors and publishers' systems leave in texts: ligatures, invisible and lost signs."""
    text = _LOST_BREAK.sub("\n", text.translate(_CONTROL))
    if text.isascii():
        return text
    text = normalize("NFKC", text)
    # Soft hyphens and zero-width characters are invisible, and word processors leave them inside words.
    return text.translate({ord(char): None for char in set(text) if category(char) == "Cf"})
