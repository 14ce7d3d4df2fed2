"""Where in a draft a change fits best: where its words stand already, else the section whose heading is nearest."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sv_rules.engine.compiling import Program
from sv_rules.errors import listed
from sv_rules.model.finding import ClueFound
from sv_rules.model.place import Place
from sv_rules.model.procurement import Procurement
from sv_rules.model.prose import Paragraph, ParagraphKind, Prose
from sv_rules.prose.forms import FUNCTION_WORDS, base
from sv_rules.prose.tokens import WORD, tokenised

MOST_SECTIONS = 8
"""Sections named as searched."""

# Words that stand in headings of any specification and say nothing of what a section is about.
_IN_ANY = frozenset(
    {"contract", "council", "draft", "provider", "requirement", "section", "service", "specification", "supplier"}
)


class Spot(NamedTuple):
    """A place in words, and as a place where there is one."""

    where: str
    place: Place | None = None
    section: str = ""


class Sections:
    """The sections of the prose of a procurement."""

    def __init__(self, program: Program, procurement: Procurement) -> None:
        """Take the headings."""
        self._program = program
        self._headings = [
            (document, paragraph) for document in procurement.prose for paragraph in _below_the_title(document)
        ]
        self._words = [frozenset(_words([paragraph.text])) for _, paragraph in self._headings]
        self._any = bool(procurement.prose)
        self._documents = [document.document for document in procurement.prose]

    def spot(self, facts: Sequence[str], titles: Iterable[str], clues: Sequence[ClueFound]) -> Spot:
        """Say where something on these facts fits best; empty where no prose was read.

        Args:
            facts: what it is about.
            titles: of the checks and priorities it is for.
            clues: what was found on the facts, best first.
        """
        if clues and self._any:
            best = clues[0]
            section = f", in “{best.section}”" if best.section else ""
            return Spot(f"near {best.place}{section}", best.place, best.section)
        if not self._any:
            return Spot("")
        nearest = self._nearest(frozenset(self._about(facts, titles)))
        if nearest is not None:
            document, paragraph = nearest
            section = " › ".join((*paragraph.headings, paragraph.text))
            place = document.place_of(paragraph)
            return Spot(f"in the section “{paragraph.text}” ({place})", place, section)
        names = [paragraph.text for _, paragraph in self._headings] or self._documents
        return Spot(f"no section on this was found; searched: {listed(names, most=MOST_SECTIONS)}")

    def _about(self, facts: Sequence[str], titles: Iterable[str]) -> Iterator[str]:
        yield from _words(titles)
        yield from _words(self._program.rulepack.facts[name].title for name in facts)
        yield from _words(
            term for clue in self._program.recogniser.clues if clue.fact.name in facts for term in clue.terms
        )

    def _nearest(self, about: frozenset[str]) -> tuple[Prose, Paragraph] | None:
        """Give the heading that shares the most words; the deepest of equals, then the first."""
        scored = [
            (-len(words & about), -heading[1].level, number)
            for number, (words, heading) in enumerate(zip(self._words, self._headings, strict=True))
            if words & about
        ]
        return self._headings[min(scored)[2]] if scored else None


def _below_the_title(document: Prose) -> list[Paragraph]:
    """Give the headings, without the one that everything stands under: that is the document's title."""
    headings = [one for one in document.paragraphs if one.kind is ParagraphKind.HEADING]
    outermost = min((one.level for one in headings), default=0)
    top = [one for one in headings if one.level == outermost]
    return [one for one in headings if one not in top] if len(top) == 1 and len(headings) > 1 else headings


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for token in tokenised(text).tokens:
            word = base(token.word)
            if token.kind == WORD and len(word) > 3 and word not in FUNCTION_WORDS and word not in _IN_ANY:
                yield word
