"""A few words around what was recognised."""

from sv_rules.prose.sentences import Sentence
from sv_rules.prose.tokens import NUMBER, WORD

LONGEST_QUOTE = 12
"""Words of a document in a quotation."""

_LONGEST_TEXT = 300
_LONGEST_WORDS = 120


def quote(sentence: Sentence, start: int, end: int) -> str:
    """Give at most twelve words of a sentence around those from `start` up to `end`, `…` where it is cut."""
    tokens = sentence.text.tokens[sentence.first : sentence.last]
    words = [index for index, token in enumerate(tokens) if token.kind in {WORD, NUMBER}]
    first_word = next((number for number, index in enumerate(words) if index >= start), 0)
    count = max(1, sum(1 for index in words if start <= index < end))
    before = max(0, (LONGEST_QUOTE - count) // 2)
    low = max(0, min(first_word - before, len(words) - LONGEST_QUOTE))
    chosen = words[low : low + LONGEST_QUOTE]
    first = 0 if low == 0 else chosen[0]
    last = len(tokens) if low + LONGEST_QUOTE >= len(words) else chosen[-1] + 1
    # Spaces fold; what only looks like one word may be thousands of letters.
    text = " ".join(sentence.text.text[tokens[first].start : tokens[last - 1].end][: _LONGEST_TEXT * 4].split())
    cut = len(text) > _LONGEST_TEXT
    text = " ".join(text[:_LONGEST_TEXT].split()[:LONGEST_QUOTE])
    return f"{'…' if first else ''}{text}{'…' if last < len(tokens) or cut else ''}"


def words_found(sentence: Sentence, start: int, end: int) -> str:
    """Give the recognised words as they are written."""
    tokens = sentence.text.tokens[sentence.first : sentence.last]
    return " ".join(sentence.text.text[tokens[start].start : tokens[end - 1].end][:_LONGEST_WORDS].split())
