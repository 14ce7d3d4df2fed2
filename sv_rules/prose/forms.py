"""The English forms of a word: plural and singular, -s, -ed, -ing."""

from functools import lru_cache

from sv_rules.prose.word_lists import word_set

FUNCTION_WORDS = word_set(
    "a an and are as at be by for from has have in is it its of on or our the their this to was we with your not no "
    "than that into per up out off"
)
_ONE_NUMBER = word_set("news goods means series species always perhaps across plus gas thus towards")
_PLURALS = {
    "person": ("people", "persons"),
    "child": ("children",),
    "man": ("men",),
    "woman": ("women",),
    "foot": ("feet",),
    "criterion": ("criteria",),
    "half": ("halves",),
    "life": ("lives",),
    "leaf": ("leaves",),
    "self": ("selves",),
    "shelf": ("shelves",),
    "knife": ("knives",),
    "wife": ("wives",),
    "thief": ("thieves",),
    "analysis": ("analyses",),
    "basis": ("bases",),
    "crisis": ("crises",),
}
_SINGULARS = {plural: single for single, plurals in _PLURALS.items() for plural in plurals}
_VERBS = {
    "pay": ("paid",),
    "buy": ("bought",),
    "build": ("built",),
    "teach": ("taught",),
    "make": ("made",),
    "give": ("gave", "given"),
    "spend": ("spent",),
    "keep": ("kept",),
    "lead": ("led",),
    "run": ("ran",),
    "grow": ("grew", "grown"),
    "hold": ("held",),
    "choose": ("chose", "chosen"),
    "take": ("took", "taken"),
    "bring": ("brought",),
    "find": ("found",),
    "meet": ("met",),
    "win": ("won",),
    "write": ("wrote", "written"),
    "sell": ("sold",),
}
_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh")


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """Give every form of a word in small letters, itself among them.

    A plural is taken for a noun and gets its singular; what ends in -ing or -ed is taken as it is, with a plural for
    the first: `housing` is no house. Forms that no dictionary has may be among them; nobody writes those.
    """
    word = word.removesuffix("'s").removesuffix("'").replace("'", "")
    if len(word) < 3 or word in FUNCTION_WORDS or not word.isalpha():
        return frozenset({word})
    found = {word}
    single = _singular(word)
    if single != word:
        found |= {single, *_plurals(single)}
    elif _is_participle(word):
        found |= {f"{word}s"} if word.endswith("ing") else set()
    else:
        found |= {*_plurals(word), *_verbal(word)}
    return frozenset(each for one in found for each in _both_spellings(one))


def base(word: str) -> str:
    """Give the singular of a word, or the word where it is none's plural."""
    return _singular(word.removesuffix("'s").removesuffix("'").replace("'", ""))


def capital_forms(word: str) -> frozenset[str]:
    """Give the forms of an acronym, whose capitals count: `SME`, `SMEs`."""
    return frozenset({word, f"{word}s"}) if word.isalpha() else frozenset({word})


def _singular(word: str) -> str:
    if word in _SINGULARS:
        return _SINGULARS[word]
    if word in _ONE_NUMBER or word.endswith(("ss", "us", "is")) or not word.endswith("s") or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _plurals(word: str) -> set[str]:
    if word in _PLURALS:
        return set(_PLURALS[word])
    if word in _ONE_NUMBER:
        return set()
    if word.endswith("y") and word[-2] not in _VOWELS:
        return {f"{word[:-1]}ies"}
    if word.endswith(_HISSING):
        return {f"{word}es"}
    return {f"{word}s", f"{word}es"} if word.endswith("o") else {f"{word}s"}


def _is_participle(word: str) -> bool:
    if word.endswith("ing"):
        return len(word) > 5
    return word.endswith("ed") and not word.endswith("eed") and any(letter in _VOWELS for letter in word[:-2])


def _verbal(word: str) -> set[str]:
    found = set(_VERBS.get(word, ()))
    if word.endswith("ie"):
        return found | {f"{word}d", f"{word[:-2]}ying"}
    if word.endswith("ee"):
        return found | {f"{word}d", f"{word}ing"}
    if word.endswith("e"):
        return found | {f"{word}d", f"{word[:-1]}ing"}
    if word.endswith("y") and word[-2] not in _VOWELS:
        return found | {f"{word[:-1]}ied", f"{word}ing"}
    plain = {f"{word}ed", f"{word}ing"}
    if not _may_double(word):
        return found | plain
    doubled = {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    # Short words always double, longer ones by their stress, which is not written.
    return found | doubled | (set() if _is_short(word) else plain)


def _may_double(word: str) -> bool:
    last, vowel, before = word[-1], word[-2], word[-3]
    return last not in _VOWELS and last not in "wxyh" and vowel in _VOWELS and (before not in _VOWELS or before == "u")


def _is_short(word: str) -> bool:
    return sum(1 for index, letter in enumerate(word) if letter in _VOWELS and word[index - 1 : index] != "q") == 1


def _both_spellings(word: str) -> set[str]:
    for one, other in (("is", "iz"), ("iz", "is")):
        for ending in ("e", "es", "ed", "ing", "ation", "ations"):
            if word.endswith(one + ending) and len(word) > len(one + ending) + 3:
                return {word, word.removesuffix(one + ending) + other + ending}
    return {word}
