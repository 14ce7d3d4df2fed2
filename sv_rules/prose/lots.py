"""Which lot a passage is about, where there are several."""

from collections.abc import Iterable

from sv_rules.model.procurement import Lot, Procurement
from sv_rules.prose.sentences import Sentence
from sv_rules.prose.terms import Finder
from sv_rules.prose.tokens import Text, tokenised


class LotNames:
    """The ids and titles of lots, to find in headings and sentences: `Lot 2`, `Street cleaning`."""

    def __init__(self, procurement: Procurement) -> None:
        """Take a procurement; of one lot nothing needs to be found."""
        self._lots = procurement.lots if len(procurement.lots) > 1 else ()
        self._finder = Finder({number: _names(lot) for number, lot in enumerate(self._lots)}, exact=True)
        self._known: dict[str, frozenset[int]] = {}

    def named_by(self, sentence: Sentence, headings: Iterable[str]) -> Lot | None:
        """Give the one lot that the sentence names, or else the one its headings name; None where none or several."""
        if not self._lots:
            return None
        here = frozenset(
            found.key
            for found in self._finder.find(
                Text(sentence.text.text, sentence.text.tokens[sentence.first : sentence.last])
            )
        )
        if not here:
            here = frozenset(number for heading in headings for number in self._of(heading))
        return self._lots[next(iter(here))] if len(here) == 1 else None

    def of_headings(self, headings: Iterable[str]) -> Lot | None:
        """Give the one lot that headings name."""
        found = frozenset(number for heading in headings for number in self._of(heading))
        return self._lots[next(iter(found))] if len(found) == 1 else None

    def _of(self, heading: str) -> frozenset[int]:
        if heading not in self._known:
            self._known[heading] = frozenset(found.key for found in self._finder.find(tokenised(heading)))
        return self._known[heading]


def _names(lot: Lot) -> tuple[str, ...]:
    """Give what a lot may be called: its title, and its id, which is `lot 2` where it is a number or a letter."""
    identifier = f"lot {lot.id}" if len(lot.id) < 3 else lot.id
    return tuple(name for name in (lot.title, identifier) if any(char.isalnum() for char in name))
