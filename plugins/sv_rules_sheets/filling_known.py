"""What is known of a procurement's subjects and what a rulepack wants to know of them, as columns and cells."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sv_rules.model.amount import read_money
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Kind, kind_of_fact
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Facts, Lot, Procurement, Remark, subjects_of
from sv_rules.model.rulepack import Rulepack
from sv_rules.model.wanted import wanted
from sv_rules_sheets.explaining import note_for
from sv_rules_sheets.forms import CHOICE, YES_NO, is_currency
from sv_rules_sheets.grid import column_name
from sv_rules_sheets.sheet_made import Asked, MadeCell
from sv_rules_sheets.writing_values import fits_in_a_cell, form_of, made_cell

LAST_ROW = 1_048_576
LONGEST = 32_767
"""Characters that Excel keeps in a cell."""
WHOLE = "whole"


class Known:
    """What goes into the sheets of one file; gathers what they cannot hold, and the words of every choice.

    `alone`: the sheet of bids is a file of its own, with no other sheet for what does not fit into its cells.
    """

    def __init__(self, procurement: Procurement | None, rulepack: Rulepack | None, *, alone: bool = False) -> None:
        self.procurement = procurement
        self.alone = alone
        self.facts: Mapping[str, Fact] = rulepack.facts if rulepack else {}
        self.wanted = wanted(rulepack) if rulepack else ()
        self.losses: list[Remark] = []
        self.choices: dict[str, tuple[str, ...]] = {}
        self.values: dict[str, list[Any]] = {}
        """Fact -> every value that is known of it, in the order of the subjects."""
        self._measured = {one.fact.name for one in rulepack.measures.values()} if rulepack else set()
        for subject, _ in subjects_of(procurement) if procurement else ():
            for name, answer in subject.facts.items():
                if answer.value is not None:
                    self.values.setdefault(name, []).append(answer.value)

    def has(self, kind: Kind) -> bool:
        """Say whether there is, or may be, a subject of a kind; bids always may."""
        if kind is Kind.BID:
            return True
        if self.procurement is None:
            return any(fact.kind is kind for fact in self.wanted)
        return bool(self.subjects(kind))

    def subjects(self, kind: Kind) -> Sequence[Any]:
        """Give the subjects of a kind."""
        one = self.procurement
        if one is None:
            return ()
        found: Mapping[Kind, Sequence[Any]] = {
            Kind.PROCUREMENT: (one,),
            Kind.LOT: one.lots,
            Kind.BID: one.bids,
            Kind.CONTRACT: one.contracts,
            Kind.ORGANISATION: one.organisations,
        }
        return found[kind]

    def names(self, kind: Kind) -> list[str]:
        """Give the facts of a kind: those that the award scores, that the rulepack wants, that are known."""
        scored = [name for name in self._scored() if kind_of_fact(name) is kind]
        asked = [fact.name for fact in self.wanted if fact.kind is kind]
        given = [name for subject in self.subjects(kind) for name in subject.facts]
        return list(dict.fromkeys((*scored, *asked, *given)))

    def is_listed(self, name: str) -> bool:
        """Say whether a fact has a sheet of its own."""
        fact = self.facts.get(name)
        return bool(fact and fact.fields) or not all(map(fits_in_a_cell, self.values.get(name, ())))

    def form(self, name: str) -> str:
        """Give the form of a fact's cells."""
        values = self.values.get(name, [])
        return form_of(self.facts.get(name), values, self.currency(values))

    def currency(self, values: Sequence[Any]) -> str:
        """Give the currency of a column: that of its first amount, else of the first amount there is, else GBP."""
        every = [*values, *(value for those in self.values.values() for value in those)]
        for value in every:
            if isinstance(value, str) and (money := read_money(value)):
                return money.currency
            if isinstance(value, dict) and is_currency(str(value.get("currency"))):
                return str(value["currency"])
        return "GBP"

    def entry(self, subject: Any, name: str, form: str) -> MadeCell | None:
        """Give the cell with what is known of a subject; None where nothing is, or it does not fit."""
        answer = answer_of(subject, name)
        if answer is None:
            return None
        if self.alone and not fits_in_a_cell(answer.value):
            self.lose(f"'{name}' of {subject.id}, a list that does not fit into a cell", answer.place)
            return None
        return self.cell(answer.value, form, f"'{name}' of {subject.id}", answer.place)

    def cell(self, value: Any, form: str, what: str, place: Place) -> MadeCell:
        """Give the cell with a value; `what` says in a loss whose it is."""
        cell, same = made_cell(value, form)
        if len(cell.text) > LONGEST:
            self.lose(f"what {what} says after its first {LONGEST:,} characters", place)
            return cell._replace(text=cell.text[:LONGEST])
        if not same:
            self.lose(f"exactly how {what} is written", place)
        return cell

    def lose(self, what: str, place: Place | None) -> None:
        """Note something that the sheets cannot hold."""
        where = place or (place_of(self.procurement) if self.procurement else Place(document=""))
        self.losses.append(Remark(what=f"not kept: {what}", place=where))

    def ask(self, name: str, form: str, cells: str, field: Fact | None = None) -> Iterator[Asked]:
        """Give what is asked in a range of cells, and keep the words of a choice for the list that drops down."""
        fact = field or self.facts.get(name)
        choices = ""
        if fact is not None and form == CHOICE and fact.choices:
            self.choices.setdefault(name, fact.choices)
            letters = column_name(list(self.choices).index(name) + 1)
            choices = f"Choices!${letters}$2:${letters}${1 + len(fact.choices)}"
        title, message = note_for(fact, name, form)
        counted = name in self._measured or (fact is not None and fact.type is FactType.DURATION)
        whole = fact is not None and fact.type is FactType.INTEGER
        yield Asked(
            cells, "whole" if whole else form, title, message, choices, counted, bool(choices) or form == YES_NO
        )

    def _scored(self) -> Iterator[str]:
        one = self.procurement
        awards = [lot.award for lot in one.lots if lot.award] if one else []
        pending = [criterion for award in awards for criterion in award.criteria]
        pending += list(one.award_common.criteria) if one and one.award_common else []
        for criterion in pending:
            if criterion.fact:
                yield criterion.fact
            pending += criterion.criteria


def answer_of(subject: Any, name: str) -> Answer | None:
    """Give what is known of a subject, which may be none."""
    facts: Facts = subject.facts if subject is not None else {}
    answer = facts.get(name)
    return answer if answer is not None and answer.value is not None else None


def place_of(procurement: Procurement) -> Place:
    """Give the place of a procurement as a whole."""
    return Place(document=procurement.id)


def is_whole(lot: Any) -> bool:
    """Say whether this is the lot of a procurement that names none."""
    return isinstance(lot, Lot) and lot.implied and lot.id == WHOLE


def row_of(texts: Sequence[str], style: str) -> list[MadeCell | None]:
    """Give a row of texts of one style; an empty text is an empty cell."""
    return [MadeCell(text, style=style) if text else None for text in texts]


def heading(name: str, form: str) -> str:
    """Give the heading of a column or row: a fact with the form of its cells."""
    return f"{name} ({form})" if form else name
