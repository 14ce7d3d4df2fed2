"""The `clues:` of a pack: words to look for in prose, and the facts they tell or suggest."""

from collections.abc import Callable, Mapping
from typing import Any

from sv_rules.errors import did_you_mean, listed
from sv_rules.loading.citing import Citing
from sv_rules.loading.noting import Line, LineNote, Note
from sv_rules.model.authored import ClueText
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Kind
from sv_rules.model.rulepack import Clue
from sv_rules.model.typed import NotOfTypeError, typed
from sv_rules.prose.terms import MOST_GAPS, gaps, has_words, same_term

_SAYS_WHICH = frozenset({FactType.YES_NO, FactType.CHOICE, FactType.LIST})
_NAME = "name"


def linked_clue(
    line: Line, facts: Mapping[str, Fact], excused: Callable[[str], bool], citing: Citing, note: LineNote
) -> Clue | None:
    """Link a clue; what is wrong with it is noted.

    Args:
        line: of the section `clues`.
        facts: that the pack sees, by name.
        excused: whether a fact is missing only because of a mistake that has been told.
        citing: the packs' sources.
        note: where mistakes go.
    """
    text: ClueText = line.text
    source = citing.cite(line.pack.id, text.source, note)
    for part in ("terms", "unless", "under", "beside"):
        _check_terms(part, getattr(text, part), note)
    fact = facts.get(text.fact)
    if fact is None:
        if not excused(text.fact):
            fix = did_you_mean(text.fact, facts) or "Declare it under facts:, or correct the name."
            note(("fact",), f"there is no fact called '{text.fact}'", fix)
        return None
    if not _can_have_clues(fact, note):
        return None
    return Clue(
        id=line.id,
        pack=line.pack.id,
        fact=fact,
        value=_value(text, fact, note),
        terms=tuple(text.terms),
        unless=tuple(text.unless),
        under=tuple(text.under),
        beside=_beside(text, fact, note),
        settles=_settles(text, fact, note),
        source=source,
        standing=text.standing,
        place=line.place(()),
    )


def _can_have_clues(fact: Fact, note: Note) -> bool:
    if fact.type is FactType.TEXT:
        what = f"'{fact.name}' is text, which a few words cannot make known"
        note(("fact",), what, "Use an operator such as states_any on the text itself.")
        return False
    if fact.kind not in {Kind.PROCUREMENT, Kind.LOT}:
        what = f"'{fact.name}' is known of {fact.kind}s, and clues are looked for in what the buyer writes"
        note(("fact",), what, "Name a fact that begins with design, specification, tender, buyer or lot.")
        return False
    if fact.fields and fact.field(_NAME) is None:
        what = f"the records of '{fact.name}' have no field '{_NAME}' in which words could be looked for"
        note(("fact",), what, f"Name another list; this one has {listed(field.name for field in fact.fields)}.")
        return False
    return True


def _value(text: ClueText, fact: Fact, note: Note) -> Any:
    if fact.type not in _SAYS_WHICH or fact.fields:
        if text.value is not None and fact.fields:
            what = f"a clue to the records of '{fact.name}' tells which of them have its words, and has no value"
            note(("value",), what, "Leave value: out.")
        elif text.value is not None:
            what = f"the fact '{fact.name}' is {fact.described}, so a clue has no value of its own"
            note(("value",), what, "Leave value: out; the sentence gives the quantity.")
        return None
    if fact.type is FactType.YES_NO:
        value = True if text.value is None else text.value
    elif text.value is None:
        what = f"the clue does not say which {'entry' if fact.type is FactType.LIST else 'choice'} its words speak for"
        note((), what, f"Add value: with {_which(fact)}.")
        return None
    else:
        value = text.value
    try:
        typed(value, fact.items if fact.items is not None else fact)
    except NotOfTypeError as error:
        note(("value",), str(error), error.fix)
    return value


def _which(fact: Fact) -> str:
    of = fact.items if fact.items is not None else fact
    return f"one of {listed(of.choices, 'or')}" if of.choices else f"an entry of {fact.title}"


def _beside(text: ClueText, fact: Fact, note: Note) -> tuple[str, ...]:
    if text.beside and (fact.type in _SAYS_WHICH or fact.fields):
        what = f"the fact '{fact.name}' is {fact.described}, so no quantity goes with the words"
        note(("beside",), what, "Take beside: out; unless: and under: say where a term does not count.")
        return ()
    return tuple(text.beside)


def _settles(text: ClueText, fact: Fact, note: Note) -> bool:
    if text.settles and fact.type is FactType.LIST:
        what = f"'{fact.name}' is a list, and an entry that is found says nothing of the others"
        note(("settles",), what, "Take settles: true out. What is found is suggested.")
        return False
    return text.settles


def _check_terms(part: str, terms: list[str], note: Note) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for number, term in enumerate(terms):
        if not has_words(term):
            what = f"'{term}' has no letter and no digit, so it could be found nowhere"
            note((part, number), what, "Give words to look for.")
            continue
        if not 0 <= gaps(term) <= MOST_GAPS:
            what = f"'{term}' has a gap (…) where no words stand on both sides, or more than {MOST_GAPS}"
            note((part, number), what, "A gap stands between words: pay … living wage.")
            continue
        first = seen.setdefault(same_term(term), term)
        if first is not term:
            same = "is given twice" if first == term else f"finds the same as '{first}'"
            note((part, number), f"'{term}' {same}", "Keep one: plurals, -s, -ed and -ing are found by themselves.")
