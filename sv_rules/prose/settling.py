"""From what was found to facts: only where the words settle it and all places agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sv_rules.errors import listed
from sv_rules.model.fact import Fact, FactType, spoken
from sv_rules.model.finding import ClueFound, Confidence, SubjectRef
from sv_rules.model.outcome import Kind
from sv_rules.model.procurement import Answer, Facts, Procurement, Remark
from sv_rules.model.typed import NotOfTypeError, typed
from sv_rules.prose.recogniser import Recogniser
from sv_rules.prose.statements import Statement

_MOST_VALUES = 8
"""Different values of one fact that are told apart: two already disagree."""


@dataclass(slots=True)
class _Votes:
    """What settling clues say of one fact of one subject: value -> the first place that says so."""

    by_value: dict[Any, ClueFound] = field(default_factory=dict)
    denied: ClueFound | None = None


class Settling:
    """Collects what settling clues say, then makes facts of it."""

    def __init__(self, recogniser: Recogniser) -> None:
        """Take the clues' recogniser."""
        self._recogniser = recogniser
        self._settles = {clue.id for clue in recogniser.clues if clue.settles}
        self._votes: dict[tuple[Kind, str, str], _Votes] = {}

    def take(self, statement: Statement) -> None:
        """Take one thing that was found, in reading order."""
        one, subject = statement.said, statement.subject
        if not self._may_settle(one.clue.id, one.clue.fact, subject, one.confidence):
            return
        votes = self._votes.setdefault((subject.kind, subject.id, one.clue.fact.name), _Votes())
        if one.denied and one.clue.fact.type is not FactType.YES_NO:
            votes.denied = votes.denied or statement.told()
        elif one.value is not None and one.value not in votes.by_value and len(votes.by_value) < _MOST_VALUES:
            votes.by_value[one.value] = statement.told()

    def settle(
        self, procurement: Procurement, clues: Sequence[ClueFound]
    ) -> tuple[Procurement, list[ClueFound], list[Remark]]:
        """Give the procurement with the facts that are settled, the clues marked so, and what disagrees."""
        settled: dict[tuple[Kind, str, str], ClueFound] = {}
        remarks: list[Remark] = []
        for key, votes in self._votes.items():
            known = _known(procurement, key)
            fact = self._recogniser.fact(key[2])
            if known is not None:
                remarks += _contradicted(known, fact, votes)
            elif len(votes.by_value) == 1 and votes.denied is None:
                settled[key] = next(iter(votes.by_value.values()))
            elif votes.by_value:
                remarks.append(_disagreement(fact, votes))
        marked = [
            one.model_copy(update={"settled": True})
            if (one.subject.kind, one.subject.id, one.fact) in settled and self._settled_by(one)
            else one
            for one in clues
        ]
        return _with(procurement, settled), marked, remarks

    def _settled_by(self, found: ClueFound) -> bool:
        fact = self._recogniser.fact(found.fact)
        return found.value is not None and self._may_settle(found.clue, fact, found.subject, found.confidence)

    def _may_settle(self, clue: str, fact: Fact, subject: SubjectRef, confidence: Confidence) -> bool:
        # A fact of a lot that nobody can say which is only suggested.
        return clue in self._settles and confidence is not Confidence.LOW and subject.kind is fact.kind


def _known(procurement: Procurement, key: tuple[Kind, str, str]) -> Answer | None:
    kind, identifier, name = key
    facts: Facts = (
        procurement.facts
        if kind is Kind.PROCUREMENT
        else next(lot.facts for lot in procurement.lots if lot.id == identifier)
    )
    answer = facts.get(name)
    return answer if answer is not None and answer.value is not None else None


def _with(procurement: Procurement, settled: dict[tuple[Kind, str, str], ClueFound]) -> Procurement:
    if not settled:
        return procurement

    def added(kind: Kind, identifier: str, facts: Facts) -> Facts:
        new = {
            name: Answer(value=found.value, place=found.place)
            for (of, whose, name), found in settled.items()
            if of is kind and whose == identifier
        }
        return {**facts, **new}

    lots = tuple(lot.model_copy(update={"facts": added(Kind.LOT, lot.id, lot.facts)}) for lot in procurement.lots)
    facts = added(Kind.PROCUREMENT, procurement.id, procurement.facts)
    return procurement.model_copy(update={"facts": facts, "lots": lots})


def _contradicted(known: Answer, fact: Fact, votes: _Votes) -> Iterator[Remark]:
    try:
        value = typed(known.value, fact)
    except NotOfTypeError:
        return  # told where the fact is read
    for found in votes.by_value.values():
        said = typed(found.value, fact)
        if said != value:
            yield Remark(
                what=(
                    f"the document gives {fact.title} as {spoken(value, fact)}, and its prose says"
                    f" {spoken(said, fact)}: “{found.quote}”; what is given as a fact was used"
                ),
                place=found.place,
                fix="Correct one of the two.",
            )


def _disagreement(fact: Fact, votes: _Votes) -> Remark:
    found = [*votes.by_value.values(), *([votes.denied] if votes.denied else [])]
    quotes = listed((f"“{one.quote}” ({one.place})" for one in found), most=3)
    return Remark(
        what=f"the prose does not agree on {fact.title}, so it is not known: {quotes}",
        place=found[0].place,
        fix=f"Say it the same way in each place, or give the fact {fact.name} itself.",
    )
