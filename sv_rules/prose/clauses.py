"""Where a clause of a sentence ends: what is said before does not reach over it."""

from collections.abc import Sequence

from sv_rules.prose.word_lists import word_set

TURNS = word_set("but however although though whereas nevertheless nonetheless yet while whilst otherwise therefore")
"""Words that begin another thought."""

VERBS = word_set("must shall will should may might can could would is are was were has have had does do did needs need")
"""Verbs that a new statement has near its beginning."""

_SUBJECTS = word_set(
    "the a an this these those we it they all each every our your you which who bidders bidder tenderers tenderer "
    "suppliers supplier providers provider contractors contractor council applicants there"
)
_REACH = 6


def ends_clause(words: Sequence[str], index: int) -> bool:
    """Say whether the word at `index` divides two statements: a semicolon, `but`, or `and the provider must`."""
    word = words[index]
    if word == ";" or word in TURNS:
        return True
    if word not in {",", "and", "–", "—"} or index + 1 >= len(words):
        return False
    first = index + 1
    while first < len(words) and words[first] in {"and", ",", "so", "also", "therefore"}:
        first += 1
    ahead = words[first : first + _REACH]
    if not ahead:
        return False
    verbs = [number for number, each in enumerate(ahead) if _is_verb(each)]
    if ahead[0] in _SUBJECTS:
        # A list goes on with another entry; a statement has its verb before the next comma.
        return bool(verbs) and "," not in ahead[: verbs[0]]
    if not any(_is_verb(each) for each in words[max(0, index - 40) : index]):
        return False
    return bool(verbs) and verbs[0] <= 2 and not {",", "and", "or"} & set(ahead[: verbs[0]])


class Clauses:
    """The clauses of one sentence, each end looked for once."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take the words of the sentence in small letters."""
        self.words = words
        self._ends: dict[int, bool] = {}

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Give the clause that the words from `start` to `end` stand in: its first word and the one after its last."""
        first = start
        while first and not self._at(first - 1):
            first -= 1
        last = end
        while last < len(self.words) and not self._at(last):
            last += 1
        return first, last

    def _at(self, index: int) -> bool:
        if index not in self._ends:
            self._ends[index] = ends_clause(self.words, index)
        return self._ends[index]


def matches(words: Sequence[str], index: int, phrase: Sequence[str]) -> bool:
    """Say whether a phrase stands at `index`."""
    return tuple(words[index : index + len(phrase)]) == tuple(phrase)


def phrases(*written: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give phrases by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for each in written:
        parts = tuple(each.split())
        found[parts[0]] = (*found.get(parts[0], ()), parts)
    return found


def phrase_at(table: dict[str, tuple[tuple[str, ...], ...]], words: Sequence[str], index: int) -> int:
    """Give the length of the longest phrase of a table that stands at `index`, 0 where none does."""
    several = table.get(words[index])
    return max((len(each) for each in several if matches(words, index, each)), default=0) if several else 0


def _is_verb(word: str) -> bool:
    return word in VERBS or word.endswith("n't") or word == "cannot"
