"""Which words of a sentence are denied: `no apprentices`, `apprenticeships are out of scope`.

A denial reaches forward to the end of its clause (`not`, `without`) or back to its beginning (`are excluded`). Two that
meet cancel each other: `bids without a plan will be rejected` asks for a plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sv_rules.prose.clauses import TURNS, ends_clause, matches, phrase_at, phrases
from sv_rules.prose.word_lists import word_set

_DENIES = word_set("no not never none neither nor cannot nothing nobody nowhere")
_SHUTS_OUT = word_set(
    "without excluding exclude excludes except avoid avoids avoiding prohibit prohibits prohibiting forbid forbids "
    "omit omits omitting lacks lacking"
)
_SHUTS_OUT_PHRASES = phrases(
    "other than", "rather than", "instead of", "as opposed to", "in place of", "refrain from", "refrains from",
    "exempt from", "save for", "fail to", "fails to", "failed to", "failing to", "failure to", "lack of", "absence of",
)  # fmt: skip
_EXCEPTS = word_set("unless until except without save")
"""After a denial these let in what follows: `no staff except apprentices`."""
_ONLY_EXCEPTS = frozenset({"unless", "until"})
_CONDITIONS = word_set("if when where because since")
_UP_TO_A_COMMA = word_set("without other rather instead as in")

_NO_DENIAL_NEXT = word_set(
    "only just merely simply solely least limited doubt matter prejudice exception limitation delay fail below above "
    "exceed exceeding before otherwise hesitation"
)
_COMPARING = word_set("less fewer more later earlier sooner lower higher greater longer")
_NO_DENIAL_SOON = word_set(
    "hesitate overlook overlooked neglect neglected ignore ignored forget forgotten overstated overemphasised "
    "underestimated underestimate compromise compromised fail fall exceed below"
)
_OR_NOT = word_set("or if why when")
_OPEN_VERBS = word_set("may might could can will would should do does did is are was were")
_OPEN_REACH = 15
"""Words before `or might not` in which its `might` stands."""

_NOT_DONE = word_set(
    "required scored sought needed expected included requested asked applicable considered evaluated assessed "
    "mandatory necessary compulsory obligatory permitted allowed accepted acceptable provided covered proposed planned "
    "part scope form apply applies count relevant wanted weighted specified procured purchased offered envisaged "
    "taken recruited anticipated desired supported funded used available feature sufficient eligible met addressed "
    "dealt pursued mentioned tackled foreseen named listed discussed catered adopted undertaken commissioned "
    "prioritised referenced engaged employed deployed"
)
_TAKES_AN_ACTION = word_set("required expected asked permitted allowed supported sufficient")
"""Before `to` these deny what somebody does, not the somebody: `apprentices are not required to drive`."""
_BETWEEN = word_set(
    "be been being currently also a an in within to yet now specifically separately formally itself themselves "
    "considered explicitly expressly actively at present"
)
_SET_ASIDE = word_set("excluded omitted waived disregarded withdrawn removed prohibited banned forbidden discounted")
_OUTSIDE = phrases(
    "out of scope", "outside scope", "outside the scope", "outside of scope", "outside of the scope", "beyond scope",
    "beyond the scope", "ruled out", "left out", "not applicable", "n / a",
)  # fmt: skip
_HAS = word_set("has have carries carry attracts attract forms form plays play receives receive earns earn gets get")
_AUXILIARY = word_set("is are be been being was were")
_CONSEQUENCES = word_set(
    "rejected disqualified fail fails failed exclusion termination terminated breach disqualification rejection "
    "penalised unsuccessful"
)
_SIGNS = _DENIES | _SHUTS_OUT | _SHUTS_OUT_PHRASES.keys() | _EXCEPTS | _SET_ASIDE | _OUTSIDE.keys() | {"non"}
"""A sentence without any of these denies nothing."""
_SOMEBODY = word_set("who whose")
_DUTIES_OF_ALL = word_set("shall must will should")
_RELATIVES = word_set("who that which where if when any bids bidders tenders tenderers submissions responses")


_FARTHEST = 40
"""Words that a denial reaches over where no clause ends, as in text that has lost its full stops."""


@dataclass(frozen=True, slots=True)
class _Reach:
    """Words from `start` up to `end` are denied; `loose`: only as a condition, so that a consequence undoes it."""

    start: int
    end: int
    loose: bool = False
    cut: int = -1
    """The word that shuts out and ends this reach early; a term that has this word inside is reached as a whole."""

    def covers(self, start: int, end: int) -> bool:
        """Say whether it reaches the words from `start` up to `end`."""
        return self.start <= start < self.end or (self.start <= start <= self.cut < end)


@dataclass(frozen=True, slots=True)
class Denials:
    """What a sentence denies."""

    forward: tuple[_Reach, ...]
    backward: tuple[_Reach, ...]
    consequences: tuple[int, ...]
    introduces: bool
    """The sentence leads in a list, and denies what the list has."""

    def covers(self, start: int, end: int) -> bool:
        """Say whether the words from `start` up to `end` are denied."""
        ahead = [one for one in self.forward if one.covers(start, end)]
        back = any(one.start <= start and end <= one.end for one in self.backward)
        if not ahead:
            return back
        if back:
            return False
        undone = any(index >= end for index in self.consequences)
        return not (undone and all(one.loose for one in ahead))


_NOTHING = Denials((), (), (), introduces=False)


def denials(words: Sequence[str]) -> Denials:
    """Find what a sentence denies; `words` are its tokens in small letters."""
    if _SIGNS.isdisjoint(words) and not any(word.endswith("n't") for word in words):
        return _NOTHING
    forward: list[_Reach] = []
    backward: list[_Reach] = []
    consequences: list[int] = []
    open_until = -1
    for index, word in enumerate(words):
        if word in _CONSEQUENCES or (word == "non" and "compliant" in words[index + 1 : index + 3]):
            consequences.append(index)
        shut = _shuts_out(words, index)
        if _is_denial(words, index):
            if _denies_what_went_before(words, index):
                backward.append(_Reach(_clause_start(words, index), index))
                consequences.append(index)
            end = index + 3 if word == "non" else _reach(words, index + 1, list_ends_it=False)
            end = _end_of_relative(words, index, end)
            forward.append(_Reach(index + 1, end, _is_condition(words, index)))
            open_until = end
        elif shut:
            if index <= open_until:
                forward[-1] = _Reach(forward[-1].start, index, forward[-1].loose, index)
                open_until = -1
            elif word not in _ONLY_EXCEPTS:
                end = _reach(words, index + shut, list_ends_it=word in _UP_TO_A_COMMA)
                loose = word in {"without", "fail", "fails", "failed", "failing", "failure", "lack", "lacks", "absence"}
                forward.append(_Reach(index + shut, end, loose))
                if word == "without" and any(_is_denial(words, each) for each in range(index + shut, len(words))):
                    consequences.append(len(words))
        elif _sets_aside(words, index):
            start = _clause_start(words, index)
            if any(_is_denial(words, each) for each in range(max(start, index - 3), index)):
                # "will not be excluded": the denial of a denial, which the reach of `not` must not take for one.
                continue
            backward.append(_Reach(start, index))
            consequences.append(index)
    last = _clause_start(words, len(words) - 1) if words else 0
    ends_open = any(one.end >= len(words) - 1 for one in forward) or any(one.end >= last for one in backward)
    introduces = bool(words) and words[-1] == ":" and ends_open
    return Denials(tuple(forward), tuple(backward), tuple(consequences), introduces)


def _is_denial(words: Sequence[str], index: int) -> bool:
    word = words[index]
    if word not in _DENIES and not word.endswith("n't") and not _is_prefix(words, index):
        return False
    after = words[index + 1 : index + 5]
    if word == "no" and after[:1] == ["."] and _numbers(after):
        return False
    if after and after[0] in _NO_DENIAL_NEXT:
        return False
    if word == "nothing" and after[:2] == ["less", "than"]:
        return False
    if any(each in _COMPARING for each in after[:3]) and "than" in after:
        return False
    if word != "no" and any(each in _NO_DENIAL_SOON for each in after[:3]) and not _falls_under(after):
        return False
    if word != "not":
        return True
    for_profit = [each for each in words[index + 1 : index + 5] if each != "-"][:2] == ["for", "profit"]
    return not (for_profit or _leaves_open(words, index))


def _falls_under(after: Sequence[str]) -> bool:
    """Tell `does not fall under the rules`, a denial, from `does not fall below the rate`, which asks for the rate."""
    at = next((index for index, word in enumerate(after[:3]) if word in {"fall", "falls"}), -1)
    return at >= 0 and after[at + 1 : at + 2] != ["below"] and after[at + 1 : at + 2] != ["short"]


def _leaves_open(words: Sequence[str], index: int) -> bool:
    """Tell `whether or not`, `may or may not` and `might help or might not`, which say neither."""
    before = words[index - 1] if index else ""
    if before in _OR_NOT:
        return True
    if before not in _OPEN_VERBS or index < 2 or words[index - 2] != "or":
        return False
    return any(
        words[at] == before and words[at + 1] != "not" for at in range(max(0, index - 2 - _OPEN_REACH), index - 2)
    )


def _is_prefix(words: Sequence[str], index: int) -> bool:
    return words[index] == "non" and words[index + 1 : index + 2] == ["-"] and "compliant" not in words[index + 2 :]


def _numbers(after: Sequence[str]) -> bool:
    return len(after) > 1 and after[1][:1].isdigit()


def _shuts_out(words: Sequence[str], index: int) -> int:
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else ""
    if word in _SHUTS_OUT or (word in _EXCEPTS and word != "save"):
        # "except that …" begins a statement; "without prejudice" denies nothing.
        return 0 if after in _NO_DENIAL_NEXT else 1
    return phrase_at(_SHUTS_OUT_PHRASES, words, index)


def _reach(words: Sequence[str], start: int, *, list_ends_it: bool) -> int:
    depth = 0
    last = min(len(words), start + _FARTHEST)
    for index in range(start, last):
        word = words[index]
        if word in "([":
            depth += 1
        elif word in ")]":
            depth -= 1
            if depth < 0:
                return index
        elif word in _CONDITIONS or word in TURNS or ends_clause(words, index) or (list_ends_it and word == ","):
            return index
    return last


def _end_of_relative(words: Sequence[str], index: int, end: int) -> int:
    """End a denial where the words about somebody end: `people who have no job shall be offered one`."""
    if not any(word in _SOMEBODY for word in words[max(0, index - 4) : index]):
        return end
    return next((at for at in range(index + 1, end) if words[at] in _DUTIES_OF_ALL), end)


def _clause_start(words: Sequence[str], index: int) -> int:
    first = max(0, index - _FARTHEST)
    while index > first and not ends_clause(words, index - 1):
        index -= 1
    return index


def _is_condition(words: Sequence[str], index: int) -> bool:
    return any(word in _RELATIVES for word in words[max(0, index - 6) : index])


def _denies_what_went_before(words: Sequence[str], index: int) -> bool:
    """Tell `X is not required`, `X: none` and `X are not.` from `the provider will not …`."""
    word = words[index]
    before = words[index - 1] if index else ""
    no_longer = word == "no" and matches(words, index + 1, ("longer",))
    if word in {"no", "none", "nothing"} and not no_longer:
        if before in _HAS:
            return True
        return before in {":", "-", "–", "—", "("} and _is_last(words, index + 1, most=2)
    at = index + (2 if no_longer else 1)
    while at < len(words) and words[at] in _BETWEEN and words[at] not in _NOT_DONE:
        at += 1
    if at >= len(words) or words[at] in {".", ";", ",", ")"}:
        return True
    if words[at] not in _NOT_DONE and not (words[at] == "considered" and at > index):
        return False
    follows = words[at + 1] if at + 1 < len(words) else ""
    if follows == "to" and matches(words, at + 2, ("be",)) and at + 3 < len(words) and words[at + 3] in _NOT_DONE:
        return True
    return not (words[at] in _TAKES_AN_ACTION and follows in {"to", "as"})


def _is_last(words: Sequence[str], start: int, *, most: int) -> bool:
    rest = [word for word in words[start:] if word not in {".", ")", ";"}]
    return len(rest) <= most


def _sets_aside(words: Sequence[str], index: int) -> bool:
    if phrase_at(_OUTSIDE, words, index):
        return True
    if words[index] not in _SET_ASIDE:
        return False
    before = words[index - 1] if index else ""
    return before in _AUXILIARY or before in {
        "not",
        "(",
        ":",
        "-",
        "–",
        "specifically",
        "expressly",
        "explicitly",
        "also",
    }
