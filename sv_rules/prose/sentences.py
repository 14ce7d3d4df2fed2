"""Where the sentences of a text begin and end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sv_rules.prose.tokens import NUMBER, SIGN, WORD, Text
from sv_rules.prose.word_lists import word_set

LONGEST = 300
"""Tokens of a sentence. What runs on without an end is cut here, so that no sentence costs more than this."""

_ENDS = frozenset(".!?")
_BULLETS = frozenset("•▪●◦‣■□")
_LINE_BULLETS = frozenset("*·o-‐–—")
_CLOSING = frozenset("\"'”’)]»")
_NEVER_LAST = word_set(
    "mr mrs ms dr prof rev hon messrs vs cf viz approx nos para paras pp fig figs vol incl excl eg ie dept"
)
_BEFORE_A_NUMBER = word_set(
    "no p s art cl reg regs sec ch min max ref ext tel jan feb mar apr jun jul aug sep sept oct nov dec"
)
_MAY_BE_LAST = word_set("ltd co inc plc etc st rd ave dept govt est")
_STARTERS = word_set(
    "the a an this these those that it we they you our your all each every any no in on at for from to if where when "
    "as bidders bidder tenderers suppliers supplier providers provider contractors contractor please there both "
    "following social"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of a text from `first` up to `last`; `words` in small letters, `raw` as written."""

    text: Text
    first: int
    last: int
    words: Sequence[str]
    raw: Sequence[str]

    def tight(self, index: int) -> bool:
        """Say whether nothing stands between a word and the one before it."""
        return self.text.tight(self.first + index)


def sentence(text: Text, first: int, last: int) -> Sentence:
    """Give the sentence of these tokens."""
    words = [token.word for token in text.tokens[first:last]]
    return Sentence(text, first, last, words, [text.raw(index) for index in range(first, last)])


def sentences(text: Text) -> Iterator[tuple[int, int]]:
    """Give the first token of each sentence and the one after its last."""
    start, last = 0, len(text.tokens)
    lines = "\n" in text.text
    for index, (word, _, _, kind) in enumerate(text.tokens):
        # Most tokens are words, and of those only the first of a line may begin another sentence.
        if index - start >= LONGEST or (
            index > start and (lines or kind == SIGN) and _begins_an_item(text, index, start)
        ):
            yield start, index
            start = index
        if kind == SIGN and word in _ENDS and index + 1 < last and _ends(text, index, start):
            end = _with_closing(text, index + 1)
            if end < last:
                yield start, end
                start = end
    if start < last:
        yield start, last


def _with_closing(text: Text, index: int) -> int:
    while index < len(text.tokens) and text.tokens[index].word in _CLOSING and text.tight(index):
        index += 1
    return index


def _begins_an_item(text: Text, index: int, start: int) -> bool:
    token = text.tokens[index]
    if token.word in _BULLETS:
        return True
    gap = text.gap(index)
    if "\n" not in gap:
        return False
    if gap.count("\n") > 1:
        return True
    following = text.tokens[index + 1].word if index + 1 < len(text.tokens) else ""
    if token.word in _LINE_BULLETS and not text.tight(index + 1):
        return True
    if token.kind == NUMBER:
        return following in {".", ")"} or "." in token.word
    # A list that is spread over lines, each entry with its mark: (a), (ii).
    return token.word == "(" and index > start and index + 2 < len(text.tokens) and text.tokens[index + 2].word == ")"


def _ends(text: Text, index: int, start: int) -> bool:
    after = _with_closing(text, index + 1)
    if after >= len(text.tokens):
        return False
    following = text.tokens[after]
    raw = text.raw(after)
    before = text.tokens[index - 1] if index else None
    if before is None:
        return False
    if following.word in _ENDS:
        return False
    if text.tokens[index].word in "!?":
        return not raw[0].islower()
    if after == index + 1 and text.tight(after):
        # No space: an address or a number, unless a capital follows a whole word.
        return before.kind == WORD and len(before.word) > 2 and following.kind == WORD and _like_a_sentence(raw)
    if raw[0].islower():
        return False
    if before.kind == NUMBER and index - 1 == start:
        return False
    return not _abbreviated(text, index, after)


def _like_a_sentence(raw: str) -> bool:
    return raw[0].isupper() and (len(raw) == 1 or raw[1:].islower())


def _abbreviated(text: Text, index: int, after: int) -> bool:
    before = text.tokens[index - 1]
    following = text.tokens[after]
    if before.kind == SIGN or not text.tight(index):
        return False
    word = before.word
    dotted = index >= 3 and text.tokens[index - 2].word == "." and text.tight(index - 1) and text.tight(index - 2)
    if dotted and text.tokens[index - 3].word + word in {"eg", "ie"}:
        return True
    if word in _NEVER_LAST:
        return True
    if word in _BEFORE_A_NUMBER and following.kind == NUMBER:
        return True
    if dotted or (len(word) == 1 and before.kind == WORD) or word in _MAY_BE_LAST:
        return following.word not in _STARTERS
    return False
