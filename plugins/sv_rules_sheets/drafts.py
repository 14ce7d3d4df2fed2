"""The subjects of a procurement while its sheets are read."""

from dataclasses import dataclass, field

from sv_rules.model.outcome import Kind
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Mark


@dataclass
class Draft:
    """A procurement, lot, bid, contract or organisation: the texts of its columns, its facts, its marks."""

    kind: Kind
    id: str
    place: Place
    texts: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Answer] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)


@dataclass
class Drafts:
    """All subjects, by kind and id, in the order in which they were found."""

    procurement: Draft
    _subjects: dict[Kind, dict[str, Draft]] = field(default_factory=dict)

    def add(self, draft: Draft) -> Draft:
        """Add a subject; give the one that is there already under its kind and id, if any, else itself."""
        return self._subjects.setdefault(draft.kind, {}).setdefault(draft.id, draft)

    def of(self, kind: Kind) -> list[Draft]:
        """Give the subjects of one kind."""
        return list(self._subjects.get(kind, {}).values())

    def find(self, kind: Kind, identifier: str) -> Draft | None:
        """Give a subject; with no id, the procurement or the only lot."""
        if kind is Kind.PROCUREMENT:
            return self.procurement
        if kind is Kind.LOT and not identifier:
            lots = self.of(Kind.LOT)
            return lots[0] if len(lots) == 1 else None
        return self._subjects.get(kind, {}).get(identifier)
