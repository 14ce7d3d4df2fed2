"""How much a sentence says for what it mentions: an obligation, a plain mention, or a hope."""

from collections.abc import Sequence

from sv_rules.model.finding import Confidence
from sv_rules.prose.clauses import Clauses, phrase_at, phrases
from sv_rules.prose.word_lists import word_set

_HOPES = word_set(
    "might could encouraged encourage encourages desirable ideally optional optionally possibly perhaps potentially "
    "aspire aspires aspiration aspirations aspirational hope hopes hoped hopeful consider considers considered "
    "considering welcome welcomed explore explores eg preferably voluntary would"
)
_HOPE_PHRASES = phrases(
    "where possible", "wherever possible", "if possible", "as far as possible", "so far as possible",
    "where practicable", "where feasible", "where appropriate", "for example", "for instance", "e . g", "i . e . g",
    "such as", "examples include", "examples of", "example of", "an example", "would like", "nice to have",
    "at your discretion", "at its discretion", "it is hoped",
)  # fmt: skip
_DUTIES = word_set(
    "must shall will mandatory obliged obligation obligations requires guarantee guarantees compulsory minimum "
    "commits commit undertake undertakes ensure"
)
_DUTY_PHRASES = phrases(
    "is required", "are required", "be required", "required to", "is to", "are to", "needs to", "need to", "has to",
    "have to", "at least", "no fewer than", "no less than", "not less than", "is a requirement", "are a requirement",
)  # fmt: skip


_SECTOR = word_set(
    "community sector sectors organisation organisations organization organizations group groups body bodies agency "
    "agencies society association associations charity charities charitable faith social third"
)
"""What `voluntary` is said of where it names somebody, and hopes for nothing."""
_WORK = word_set(
    "action work worker workers service services role roles placement placements opportunity opportunities"
)


class Strength:
    """How much one sentence says for what it mentions."""

    def __init__(self, words: Sequence[str], raw: Sequence[str], clauses: Clauses) -> None:
        """Take a sentence.

        Args:
            words: its tokens in small letters.
            raw: the same as they are written; `May` is a month.
            clauses: of these words.
        """
        self._clauses = clauses
        self._asks = "?" in words[-3:]
        self._hopes = [
            index
            for index, word in enumerate(words)
            if (word in _HOPES and not _names_somebody(words, index))
            or phrase_at(_HOPE_PHRASES, words, index)
            or _allows(words, raw, index)
        ]
        self._duties = [
            index for index, word in enumerate(words) if word in _DUTIES or phrase_at(_DUTY_PHRASES, words, index)
        ]

    def of(self, start: int, end: int) -> Confidence:
        """Give how much is said for the words from `start` up to `end`; these words themselves hope for nothing."""
        first, last = self._clauses.around(start, end)
        if self._asks or any(first <= index < last and not start <= index < end for index in self._hopes):
            return Confidence.LOW
        if any(first <= index < last for index in self._duties):
            return Confidence.HIGH
        return Confidence.MEDIUM


def _names_somebody(words: Sequence[str], index: int) -> bool:
    """Tell `the voluntary and community sector` and `voluntary work` from what is left to bidders."""
    if words[index] != "voluntary":
        return False
    after = words[index + 1 : index + 3]
    if after[:1] and after[0] in {"and", "or", "&", ",", "/", "-"}:
        return len(after) > 1 and after[1] in _SECTOR
    return bool(after) and (after[0] in _SECTOR or after[0] in _WORK)


def _allows(words: Sequence[str], raw: Sequence[str], index: int) -> bool:
    if words[index] != "may":
        return False
    around = [*words[max(0, index - 1) : index], *words[index + 1 : index + 2]]
    # With a capital inside a sentence it is the month.
    return not (raw[index] == "May" and (index or any(word[:1].isdigit() for word in around)))
