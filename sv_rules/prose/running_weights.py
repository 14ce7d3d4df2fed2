"""Criteria and weights in running text and in lists: `Quality 60%, price 30% and social value 10%`."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from sv_rules.model.fact import FactType
from sv_rules.model.place import Place
from sv_rules.model.prose import Paragraph, ParagraphKind, Prose
from sv_rules.prose.blocks import blocks
from sv_rules.prose.headings import sets_aside
from sv_rules.prose.quantities import Quantity, quantities
from sv_rules.prose.sentences import Sentence, sentence, sentences
from sv_rules.prose.tables import CriteriaTable
from sv_rules.prose.tokens import tokenised
from sv_rules.prose.weights import WHOLE, Weighed, names_a_part, total
from sv_rules.prose.word_lists import word_set

LONGEST_NAME = 8
"""Words that a criterion's name in running text may have."""

_LEADS_IN = word_set(
    "of on as is are be for by follows follow following basis weighting weightings weighted against using with to "
    "criteria comprising comprises comprise : ( ; being where carries carry"
)
_INSIDE = word_set("of for on with to as")
"""Words that lead in a name in running text, and stand inside it where an item of a list begins with it."""
_BETWEEN = word_set(", and ; & - – — / ( ) : plus")
_JOINS = word_set(
    "for on to of is at : = - – — ( ) weighting weighted weight carries carry worth has have makes make counts count "
    "gets get receives receive earns earn attracts attract accounts remaining remainder other"
)
_PERCENT = frozenset({"%", "percent", "pc", "cent"})
_MOST = 30


def running_weights(document: Prose) -> Iterator[CriteriaTable]:
    """Give the criteria named with percentages that make exactly 100, in one sentence or in the items of one list."""
    for is_item, group in groupby(document.paragraphs, key=lambda one: one.kind is ParagraphKind.ITEM):
        if is_item:
            yield from _of_list(document, list(group))
        else:
            for paragraph in group:
                if paragraph.kind is ParagraphKind.TEXT and ("%" in paragraph.text or "cent" in paragraph.text):
                    yield from _of_paragraph(document, paragraph)


def _of_list(document: Prose, items: Sequence[Paragraph]) -> Iterator[CriteriaTable]:
    found: list[Weighed] = []
    for item in items[:_MOST]:
        if "%" in item.text or "cent" in item.text:
            text = tokenised(next(blocks(item.text)))
            part = sentence(text, 0, len(text.tokens))
            named = _named(part, _percentages(part), document.place_of(item), _LEADS_IN - _INSIDE)
            found += named if len(named) == 1 else []
    yield from _whole(found, items[0])


def _of_paragraph(document: Prose, paragraph: Paragraph) -> Iterator[CriteriaTable]:
    for block in blocks(paragraph.text):
        if "%" not in block and "cent" not in block:
            continue
        text = tokenised(block)
        for first, last in sentences(text):
            part = sentence(text, first, last)
            if not 2 <= sum(1 for word in part.words if word in _PERCENT) <= _MOST:
                continue
            found = _percentages(part)
            if len(found) > 1:
                yield from _whole(_named(part, found, document.place_of(paragraph)), paragraph)


def _whole(found: Sequence[Weighed], paragraph: Paragraph) -> Iterator[CriteriaTable]:
    are_criteria = len(found) > 1 and total(found) == WHOLE and any(names_a_part(one.name) for one in found)
    once = len({one.name.lower() for one in found}) == len(found)
    if are_criteria and once and not sets_aside(paragraph.headings):
        yield CriteriaTable(tuple(found), paragraph.headings)


def _percentages(part: Sentence) -> list[Quantity]:
    return [one for one in quantities(part) if one.type is FactType.PERCENTAGE and not one.bound]


def _named(
    part: Sentence, found: Sequence[Quantity], place: Place, leads_in: frozenset[str] = _LEADS_IN
) -> list[Weighed]:
    """Give each percentage with its name, all before their names or all after them; nothing where one has none."""
    for before in (True, False):
        named = [
            Weighed(name, Decimal(one.value), place)
            for number, one in enumerate(found)
            if (name := _name(part, found, number, leads_in if before else None))
        ]
        if len(named) == len(found):
            return named
    return []


def _name(part: Sentence, found: Sequence[Quantity], number: int, leads_in: frozenset[str] | None) -> str:
    """Give the name of a percentage that stands before it, after words that lead in; or, without them, after it."""
    one = found[number]
    if leads_in is not None:
        start = found[number - 1].end if number else 0
        words = list(range(start, one.start))
    else:
        end = found[number + 1].start if number + 1 < len(found) else len(part.words)
        words = list(range(one.end, end))
    words = _trimmed(part, words, before=leads_in is not None)
    if leads_in is not None and number == 0:
        cut = next((at for at in range(len(words) - 1, -1, -1) if part.words[words[at]] in leads_in), -1)
        words = _trimmed(part, words[cut + 1 :], before=True)
    if not 1 <= len(words) <= LONGEST_NAME:
        return ""
    tokens = part.text.tokens[part.first + words[0] : part.first + words[-1] + 1]
    name = " ".join(part.text.text[tokens[0].start : tokens[-1].end].split())
    return name if any(char.isalpha() for char in name) else ""


def _trimmed(part: Sentence, words: list[int], *, before: bool) -> list[int]:
    loose = _BETWEEN | _JOINS | {".", "the"}
    while words and part.words[words[0]] in loose:
        words = words[1:]
    while words and part.words[words[-1]] in loose:
        words = words[:-1]
    if not before:
        # "60% quality, which …": the name ends where something else is said.
        stop = next((at for at, index in enumerate(words) if part.words[index] in {",", ".", ";", "(", "which"}), None)
        words = words if stop is None else words[:stop]
    return words
