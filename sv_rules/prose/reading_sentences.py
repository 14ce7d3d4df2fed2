"""What one sentence says for each clue it mentions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sv_rules.model.fact import Fact, FactType
from sv_rules.model.finding import Confidence
from sv_rules.model.rulepack import Clue
from sv_rules.prose.belonging import Belonging, belonging
from sv_rules.prose.clauses import Clauses
from sv_rules.prose.elsewhere import Elsewhere
from sv_rules.prose.hedging import Strength
from sv_rules.prose.negation import denials
from sv_rules.prose.quantities import Bound, Quantity, quantities
from sv_rules.prose.recogniser import Mention
from sv_rules.prose.sentences import Sentence
from sv_rules.prose.terms import Finder

MENTIONS = 6
"""Mentions of one clue in one sentence that are looked at; more say nothing new."""

_OF_WHAT_WAS_DONE = "design."
"""How the names of facts begin that are about what the buyer has done: there the past is what is asked for."""

_NO_WORDS = frozenset("(,–—-")

QUANTITIES = frozenset(
    {FactType.INTEGER, FactType.NUMBER, FactType.MONEY, FactType.PERCENTAGE, FactType.DATE, FactType.DURATION}
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says for a clue; `start` and `end` are words of the sentence. `value` is typed."""

    clue: Clue
    start: int
    end: int
    value: Any
    bound: Bound
    denied: bool
    confidence: Confidence
    hedged: bool = False
    beside: Finder | None = None
    elsewhere: bool = False

    @property
    def is_idle(self) -> bool:
        """Whether it says nothing of the contract.

        So are words for a quantity without one in a heading, a glossary, a hope or a question, and what is said of
        something else.
        """
        return self.elsewhere or self._has_no_quantity

    @property
    def _has_no_quantity(self) -> bool:
        return self.hedged and not self.denied and self.value is None and self.clue.fact.type in QUANTITIES


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a sentence: its heading denies it, the words that lead in its list do or only hope.

    `elsewhere`: heading or next sentence say that it is about something else.
    """

    denied: bool = False
    hedged: bool = False
    heading: bool = False
    elsewhere: bool = False


def said(sentence: Sentence, mentions: Sequence[Mention], setting: Setting) -> Iterator[Said]:
    """Give what a sentence says for the clues mentioned in it, each thing once.

    Args:
        sentence: the sentence.
        mentions: in the tokens of the whole text, in order.
        setting: what surrounds it.
    """
    reading = Reading(sentence, setting)
    told: set[tuple[Any, ...]] = set()
    seen: dict[str, int] = {}
    for mention in mentions:
        clue = mention.clue
        seen[clue.id] = seen.get(clue.id, 0) + 1
        if seen[clue.id] > MENTIONS:
            continue
        start, end = mention.start - sentence.first, mention.end - sentence.first
        one = reading.of(clue, start, end, beside=mention.beside)
        key = (clue.id, one.value, one.bound, one.denied, one.confidence)
        if key not in told:
            told.add(key)
            yield one


class Reading:
    """One sentence, its denials, strength and quantities looked for once however many clues it mentions."""

    def __init__(self, sentence: Sentence, setting: Setting) -> None:
        """Take the sentence and what surrounds it."""
        self._sentence = sentence
        self._setting = setting
        self._clauses = Clauses(sentence.words)
        self._denied = denials(sentence.words)

    @cached_property
    def _strength(self) -> Strength:
        return Strength(self._sentence.words, self._sentence.raw, self._clauses)

    @cached_property
    def _elsewhere(self) -> Elsewhere:
        return Elsewhere(self._sentence.words, self._clauses)

    @cached_property
    def _quantities(self) -> Sequence[Quantity]:
        return quantities(self._sentence)

    def of(self, clue: Clue, start: int, end: int, *, beside: Finder | None = None, only: bool = False) -> Said:
        """Give what the sentence says for a clue by its words from `start` up to `end`.

        Args:
            clue: that is mentioned.
            start: of its words.
            end: of them.
            beside: finds words of which some must stand right after the term or after the quantity.
            only: a quantity counts only where the clause has no other that might be meant.
        """
        of_what_was_done = clue.fact.name.startswith(_OF_WHAT_WAS_DONE)
        past = not of_what_was_done and clue.fact.type is not FactType.DATE
        elsewhere = self._elsewhere.covers(start, end, past=past) or (self._setting.elsewhere and not of_what_was_done)
        is_denied = self._setting.denied or self._denied.covers(start, end)
        unsure = self._setting.heading or self._setting.hedged
        sure = Confidence.LOW if unsure else self._strength.of(start, end)
        hedged = sure is Confidence.LOW
        value: Any = clue.value
        bound: Bound = ""
        if clue.fact.type is FactType.YES_NO:
            value = bool(value) is not is_denied
        elif clue.fact.type in QUANTITIES:
            found, last = self._with(beside, end)
            one = belonging(self._sentence, found, start, last, clue.fact, clauses=self._clauses, only=only)
            if one is not None or not is_denied:
                value, bound, sure = _quantity(one, clue.fact, sure)
            hedged = hedged or (beside is not None and value is None)
        return Said(clue, start, end, value, bound, is_denied, sure, hedged, beside, elsewhere)

    def _with(self, beside: Finder | None, end: int) -> tuple[Sequence[Quantity], int]:
        """Give the quantities that may be meant, and where the term ends with what belongs to it."""
        if beside is None:
            return self._quantities, end
        first = self._sentence.first
        spans = [
            (one.start - first, one.end - first)
            for one in beside.find(self._sentence.text)
            if first <= one.start and one.end <= self._sentence.last
        ]
        attached = [last for start, last in spans if self._touches(end, start)]
        if attached:
            return self._quantities, max(attached)
        return [one for one in self._quantities if any(self._touches(one.end, start) for start, _ in spans)], end

    def _touches(self, end: int, start: int) -> bool:
        """Say whether nothing but a bracket, a comma or a dash stands between what ends and what starts."""
        between = self._sentence.words[end:start]
        return end <= start and len(between) <= 1 and all(word in _NO_WORDS for word in between)


def _quantity(one: Belonging | None, fact: Fact, sure: Confidence) -> tuple[Any, Bound, Confidence]:
    if one is None or one.value is None:
        return None, "", Confidence.LOW
    # A range, or the most there may be, does not say how many there will be.
    open_ended = one.is_range or (one.bound == "at_most" and fact.type is not FactType.DATE)
    if open_ended:
        return one.value, one.bound, Confidence.LOW
    return one.value, one.bound, Confidence.HIGH if sure is Confidence.MEDIUM else sure


def leads_in(sentence: Sentence) -> bool:
    """Say whether a sentence leads in a list."""
    return bool(sentence.words) and sentence.words[-1] == ":"


def setting_of_list(sentence: Sentence, setting: Setting) -> Setting:
    """Give what the sentence that leads in a list says of its entries."""
    last = len(sentence.words) - 1
    clauses = Clauses(sentence.words)
    hedged = Strength(sentence.words, sentence.raw, clauses).of(last, last) is Confidence.LOW
    return Setting(
        denied=setting.denied or denials(sentence.words).introduces,
        hedged=setting.hedged or hedged,
        elsewhere=setting.elsewhere,
    )
