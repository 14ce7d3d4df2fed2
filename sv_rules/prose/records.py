"""Clues to records by their name and description: which award criteria are about social value."""

from collections.abc import Iterator
from typing import Any

from sv_rules.model.fact import FactType
from sv_rules.model.finding import ClueFound, Confidence, SubjectRef
from sv_rules.model.outcome import Kind
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Procurement
from sv_rules.prose.quoting import quote, words_found
from sv_rules.prose.reading_sentences import Setting, said
from sv_rules.prose.recogniser import Mention, Recogniser
from sv_rules.prose.sentences import Sentence, sentence, sentences
from sv_rules.prose.tokens import Text, tokenised

NAMED = "name"
_TEXTS = (NAMED, "description")


def criteria_clues(recogniser: Recogniser, procurement: Procurement) -> Iterator[ClueFound]:
    """Give the records of lists whose name or description has the terms of a clue; `value` is the record's name.

    Found in the name it is sure; in the description less so, and a description that only hopes says little.
    """
    facts = [fact for fact in recogniser.facts.values() if fact.type is FactType.LIST and fact.fields]
    root = SubjectRef(kind=Kind.PROCUREMENT, id=procurement.id, title=procurement.title)
    subjects = [
        (root, procurement.facts),
        *((SubjectRef(kind=Kind.LOT, id=lot.id, title=lot.title), lot.facts) for lot in procurement.lots),
    ]
    for subject, known in subjects:
        for fact in facts:
            answer = known.get(fact.name)
            if answer is not None and isinstance(answer.value, list | tuple):
                for number, record in enumerate(answer.value):
                    if isinstance(record, dict):
                        yield from _of_record(recogniser, fact.name, subject, record, _place(answer, number))


def _place(answer: Answer, number: int) -> Place:
    if answer.place.pointer is None:
        return answer.place
    return answer.place.model_copy(update={"pointer": f"{answer.place.pointer}/{number}"})


def _of_record(
    recogniser: Recogniser, fact: str, subject: SubjectRef, record: dict[str, Any], place: Place
) -> Iterator[ClueFound]:
    told: set[str] = set()
    name = record.get(NAMED)
    for part in _TEXTS:
        written = record.get(part)
        if not isinstance(written, str):
            continue
        text = tokenised(written)
        searched = recogniser.search(text)
        under = {clue for clue, _ in searched.under}
        mentions = [
            one
            for one in searched.mentions
            if one.clue.fact.name == fact and (not one.clue.under or one.clue.id in under)
        ]
        for one_sentence, here in _by_sentence(text, mentions):
            for one in said(one_sentence, here, Setting()):
                if one.clue.id in told:
                    continue
                told.add(one.clue.id)
                sure = Confidence.HIGH if part == NAMED else min(one.confidence, Confidence.MEDIUM, key=_rank)
                yield ClueFound(
                    clue=one.clue.id,
                    fact=fact,
                    subject=subject,
                    value=name,
                    denied=one.denied,
                    confidence=sure,
                    words=words_found(one_sentence, one.start, one.end),
                    quote=quote(one_sentence, one.start, one.end),
                    place=place,
                )


def _rank(confidence: Confidence) -> int:
    return (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH).index(confidence)


def _by_sentence(text: Text, mentions: list[Mention]) -> Iterator[tuple[Sentence, list[Mention]]]:
    if not mentions:
        return
    for first, last in sentences(text):
        here = [one for one in mentions if first <= one.start and one.end <= last]
        if here:
            yield sentence(text, first, last), here
