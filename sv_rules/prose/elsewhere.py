"""What a specification tells of something else: how it was, what others do, what a law says, what was dropped.

None of it says anything of this contract. Such words are passed over, since nobody would want to confirm them.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from sv_rules.prose.clauses import Clauses, phrase_at, phrases
from sv_rules.prose.tokens import WORD, Text, tokenised
from sv_rules.prose.word_lists import word_set

_WAS = word_set(
    "was were had did used paid took ran gave said told asked went made kept held spoke thought wanted began ended "
    "expired ceased offered started employed created delivered"
)
_IS = word_set(
    "is are am has have do does must shall will can may should need needs wants want asks expects requires applies "
    "pays offers proposes intends plans invites makes takes gives runs starts begins ends lasts covers includes counts "
    "looks seeks buys"
)
"""Verbs by which a clause speaks of now or of what is to come, whatever else stands in it."""
_TELLS_TIME = word_set("was were had did")
_BEFORE_A_PARTICIPLE = word_set("to is are be been being was were get gets got has have having")
_WISHES = word_set("would could might if wish wishes")
_MAY_BE_WISHED = word_set("was were had wanted started created offered")
"""`It would help if apprentices were taken on` tells of nothing past."""
_PAST_TIMES = phrases(
    "at that time", "until now", "up to now", "in the past", "in previous years", "last contract", "previous contract",
    "former contract", "earlier contract", "old contract", "outgoing contract", "expiring contract",
    "previous tender", "last tender", "earlier version", "previous version", "earlier draft", "previous draft",
    "historically", "formerly", "previously",
)  # fmt: skip
_OTHERS = phrases(
    "neighbouring council", "neighbouring councils", "neighbouring authority", "neighbouring authorities",
    "neighbouring borough", "neighbouring boroughs", "another council", "another authority", "another borough",
    "other councils", "other authorities", "other boroughs", "other public bodies", "some councils", "many councils",
    "some authorities", "many authorities", "elsewhere in the country", "other organisations have",
    "another contract", "other contracts", "a separate contract", "separate contracts", "a different contract",
    "contract of its own", "contract of their own", "contracts of their own", "another procurement", "every employer",
    "all employers", "incumbent", "outgoing provider", "outgoing contractor", "outgoing supplier", "previous provider",
    "previous contractor", "previous supplier", "last provider", "last contractor", "former provider",
    "former contractor", "existing provider", "existing contractor", "existing supplier", "current provider",
    "current contractor", "current supplier", "present provider", "present contractor",
    "our own staff", "our own employees",
)  # fmt: skip
_OWN_STAFF = phrases("its own staff", "its own employees", "its own workforce")
_BUYER = word_set("council authority borough trust university government")
_LAWS = word_set("act acts regulations regulation law laws legislation statute directive")
_OF_A_LAW = word_set("public services social value procurement the a an and contracts equality modern slavery care of")
_SAYS = word_set(
    "says say said speaks speak spoke tells tell told asks ask asked states state stated defines mentions refers "
    "encourages obliges wants expects requires allows permits lets places puts"
)
_LAW_REACH = 4
"""Words between a law and what it says: its year, a section."""

_PRONOUNS = word_set("that this it those these they we none")
_DROPPED = phrases(
    "taken out", "was removed", "been removed", "were removed", "been deleted", "was deleted", "was dropped",
    "been dropped", "were dropped", "been withdrawn", "was withdrawn", "not been carried over", "not carried over",
    "decided against", "not been taken up", "was rejected", "no longer applies", "no longer asked",
    "no longer required", "not been kept", "not kept", "abandoned",
)  # fmt: skip
_NOT_HERE = phrases(
    "no part of", "not part of", "not a part of", "forms no part", "does not apply here", "do not apply here",
    "not apply to this contract", "sake of completeness", "for completeness", "for information only",
    "not for this contract", "nothing to do with this", "has no bearing", "have no bearing",
)  # fmt: skip
_NEXT = 40
"""Words of the next sentence in which something is taken back."""

_HEADINGS = (
    "until now", "up to now", "previous contract", "previous contracts", "last contract", "existing contract",
    "current contract", "present contract", "existing arrangements", "current arrangements", "present arrangements",
    "existing provision", "current provision", "what others do", "other councils", "other authorities", "elsewhere",
    "history", "how it was", "lessons learned", "lessons learnt", "what was dropped", "what has changed",
    "not carried over",
)  # fmt: skip


class TakenBack(NamedTuple):
    """What the sentence after one says of it: that it was dropped, or that it is about something else."""

    dropped: bool = False
    elsewhere: bool = False


class Elsewhere:
    """Which words of one sentence are about something else than this contract."""

    def __init__(self, words: Sequence[str], clauses: Clauses) -> None:
        """Take a sentence, its tokens in small letters, and its clauses."""
        self._words = words
        self._clauses = clauses
        self._others = [
            index
            for index in range(len(words))
            if phrase_at(_OTHERS, words, index)
            or (phrase_at(_OWN_STAFF, words, index) and not _BUYER.isdisjoint(words[:index]))
        ]
        self._past = [
            index
            for index, word in enumerate(words)
            if (word in _WAS and not _is_participle(words, index)) or phrase_at(_PAST_TIMES, words, index)
        ]
        self._laws = list(_laws_that_say(words))

    def covers(self, start: int, end: int, *, past: bool) -> bool:
        """Say whether the words from `start` up to `end` are about something else.

        `past`: what was done counts as such; not where a fact is about what the buyer has done.
        """
        if not (self._others or self._laws or (past and self._past)):
            return False
        first, last = self._clauses.around(start, end)
        if any(first <= index < last for index in (*self._others, *self._laws)):
            return True
        if not past:
            return False
        clause = self._words[first:last]
        wishes = not _WISHES.isdisjoint(self._words)
        told = [
            index
            for index in self._past
            if first <= index < last
            and not start <= index < end
            and not (wishes and self._words[index] in _MAY_BE_WISHED)
        ]
        return bool(told) and _IS.isdisjoint(clause)


def taken_back(text: Text, after: int) -> TakenBack:
    """Look whether the sentence that begins at the token `after` takes back what went before it.

    `That is no part of this contract`, `We thought about it and decided against it`.
    """
    if after >= len(text.tokens) or text.tokens[after].word not in _PRONOUNS:
        return TakenBack()
    words = [token.word for token in text.tokens[after : after + _NEXT]]
    stop = next((index for index, word in enumerate(words) if word in {".", "!", "?"}), len(words))
    words = words[:stop]
    return TakenBack(
        dropped=any(phrase_at(_DROPPED, words, index) for index in range(len(words))),
        elsewhere=any(phrase_at(_NOT_HERE, words, index) for index in range(len(words))),
    )


def tells_of_others(headings: Iterable[str]) -> bool:
    """Say whether a heading stands over how it was, or over what others do."""
    return any(_tells_of_others(heading) for heading in headings)


@lru_cache(maxsize=256)
def _tells_of_others(heading: str) -> bool:
    words = [token.word for token in tokenised(heading[:400]).tokens if token.kind == WORD]
    joined = f" {' '.join(words)} "
    return any(f" {phrase} " in joined for phrase in _HEADINGS)


def _is_participle(words: Sequence[str], index: int) -> bool:
    """Tell `is paid` and `have been taken on` from `paid`: what tells the time is the word before."""
    if words[index] in _TELLS_TIME:
        return False
    return any(word in _BEFORE_A_PARTICIPLE for word in words[max(0, index - 2) : index])


def _laws_that_say(words: Sequence[str]) -> Iterable[int]:
    """Give where a law is what speaks: `The Act asks authorities to …`, not `under the Act the contractor must …`."""
    for index, word in enumerate(words):
        if word not in _LAWS:
            continue
        first = index
        while first and (words[first - 1] in _OF_A_LAW or words[first - 1] in {"(", ")"}):
            first -= 1
        begins = first == 0 or words[first - 1] in {",", ";", ":", "—", "–", "and", "but"}
        if begins and any(each in _SAYS for each in words[index + 1 : index + 1 + _LAW_REACH]):
            yield index
