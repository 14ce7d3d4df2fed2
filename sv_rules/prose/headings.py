"""What a heading says of all that stands under it."""

from collections.abc import Iterable
from functools import lru_cache

from sv_rules.prose.tokens import WORD, tokenised
from sv_rules.prose.word_lists import word_set

_SETS_ASIDE = (
    "out of scope",
    "not in scope",
    "not within scope",
    "outside scope",
    "outside the scope",
    "outside of scope",
    "beyond the scope",
    "not included",
    "not required",
    "not sought",
    "not applicable",
    "not part of",
    "excluded from",
)
_EXCLUSIONS = frozenset({"exclusion", "exclusions", "excluded"})
_WITH_EXCLUSIONS = word_set(
    "services service activities items works work elements general specific from the this contract scope specification "
    "of"
)
_LESS_SURE = word_set("glossary definitions definition contents abbreviations acronyms interpretation")


def sets_aside(headings: Iterable[str]) -> bool:
    """Say whether a heading puts what stands under it out of the contract: `Out of scope`, `Exclusions`.

    `Exclusion grounds` and `Digital exclusion` are about something else.
    """
    return any(_sets_aside(heading) for heading in headings)


def explains_words(headings: Iterable[str]) -> bool:
    """Say whether a heading begins a glossary or a table of contents, where words are named and nothing is asked."""
    return any(_LESS_SURE & set(_words(heading)) for heading in headings)


@lru_cache(maxsize=256)
def _sets_aside(heading: str) -> bool:
    words = _words(heading)
    joined = f" {' '.join(words)} "
    if any(f" {phrase} " in joined for phrase in _SETS_ASIDE):
        return " and out of scope " not in joined and " and excluded " not in joined and " or " not in joined
    return bool(_EXCLUSIONS & set(words)) and set(words) <= _EXCLUSIONS | _WITH_EXCLUSIONS


def _words(heading: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokenised(heading[:400]).tokens if token.kind == WORD)
