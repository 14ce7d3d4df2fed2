"""`states_any`: words or phrases that a text states and does not deny."""

from collections.abc import Iterator
from functools import lru_cache

from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType, Value
from sv_rules.prose.negation import denials
from sv_rules.prose.sentences import sentence, sentences
from sv_rules.prose.terms import Finder, Found, has_words
from sv_rules.prose.tokens import Text, tokenised


def states_any(actual: Value, value: Finder) -> bool:
    """The text has at least one of these words or phrases in a sentence that does not deny it.

        specification.text: {states_any: [prevention, early help]}

    Words are found as `mentions_any` finds them: whole, whatever their capitals, each form that counts listed. A
    mention does not count where its own sentence denies it: "apprenticeships are not required", "no apprenticeships",
    "outside the scope: prevention". What denies nothing is known: "not only prevention", "cannot be delivered without
    early help". A denial in another sentence, or in a heading, is not seen; clues see those.

    Over a list, each entry is looked through by itself, and of a record each of its texts.
    """
    return any(_states(text, value) for text in _texts(actual))


def _states(text: str, finder: Finder) -> bool:
    whole = _tokens(text)
    mentions = finder.find(whole)
    mention = next(mentions, None)
    if mention is None:
        return False
    for first, last in sentences(whole):
        here: list[Found] = []
        while mention is not None and mention.start < last:
            # A phrase does not run on over the end of a sentence.
            here += [mention] if mention.end <= last else []
            mention = next(mentions, None)
        if here:
            denied = denials(sentence(whole, first, last).words)
            if not all(denied.covers(one.start - first, one.end - first) for one in here):
                return True
        if mention is None:
            return False
    return False  # pragma: no cover  the last sentence has the last mention


@lru_cache(maxsize=2)
def _tokens(text: str) -> Text:
    # Dozens of checks look through one and the same specification, and to split it takes longer than to look.
    return tokenised(text)


def _finder(phrases: tuple[str, ...]) -> Finder:
    if not all(map(has_words, phrases)):
        raise ValueError("a phrase to look for has no letter and no digit. Give words to look for.")
    return Finder({0: phrases}, exact=True)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


OPERATOR = Operator(
    states_any,
    takes=(FactType.TEXT, FactType.LIST),
    value=Takes.TEXTS,
    prepare=_finder,
    holds="{fact} states any of {value}",
    # The text itself is too long to repeat; the finding has its place.
    fails="{fact} states none of {value}",
    denies="{fact} states none of {value}",
)
