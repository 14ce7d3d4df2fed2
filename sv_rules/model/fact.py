"""What may be known about a subject: declared, typed, with a unit, a question and help."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from sv_rules.model.amount import (
    Money,
    plain,
    spoken_date,
    spoken_duration,
    spoken_money,
    spoken_number,
)
from sv_rules.model.outcome import Kind, kind_of_fact


class FactType(StrEnum):
    """The types a fact may have. The right-hand column of `amount.py` says how each value is held."""

    YES_NO = "yes_no"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    PERCENTAGE = "percentage"
    DATE = "date"
    DURATION = "duration"
    TEXT = "text"
    CHOICE = "choice"
    LIST = "list"


Value: TypeAlias = bool | int | Decimal | Money | date | str | tuple[Any, ...]
"""A typed value. A list is a tuple; a record in a list is a tuple of its fields' values in their declared order,
None where a field is not known."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact, or a field of a record in a list.

    `title` is a noun phrase that fits into a sentence ("contract value"); `question` is what to ask when it is not
    known. `unit` names what is counted; for a duration it is "days" or "months". `choices` are a choice's words.
    A list has either `items` (the type of its entries) or `fields` (its entries are records). `answered_by` tells of a
    fact about a bid who answers it, the bidder or the buyer, who notes what was found.
    """

    name: str
    type: FactType
    title: str
    question: str = ""
    help: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    items: "Fact | None" = None
    fields: tuple["Fact", ...] = ()
    declared_by: str = ""
    answered_by: Literal["bidder", "buyer"] = "bidder"

    @property
    def kind(self) -> Kind:
        """The kind of subject this fact belongs to."""
        kind = kind_of_fact(self.name)
        assert kind is not None, self.name  # noqa: S101  linking refuses every other prefix
        return kind

    @property
    def described(self) -> str:
        """The type in an author's words, for messages: `a whole number of people`."""
        words = _TYPE_WORDS[self.type]
        if self.type is FactType.CHOICE:
            return f"one of {', '.join(self.choices)}"
        if self.type is FactType.DURATION:
            return f"a duration in {self.unit}"
        if self.type is FactType.LIST:
            return "a list of records" if self.fields else f"a list, each {self.items.described if self.items else ''}"
        return f"{words} of {self.unit}" if self.unit and self.type in {FactType.INTEGER, FactType.NUMBER} else words

    def field(self, name: str) -> "Fact | None":
        """Give the field of that name of a list of records."""
        return next((field for field in self.fields if field.name == name), None)


_TYPE_WORDS = {
    FactType.YES_NO: "true or false",
    FactType.INTEGER: "a whole number",
    FactType.NUMBER: "a number",
    FactType.MONEY: "an amount of money such as GBP 250000",
    FactType.PERCENTAGE: "a percentage such as 10%",
    FactType.DATE: "a date such as 2026-01-31",
    FactType.DURATION: "a duration",
    FactType.TEXT: "text",
    FactType.CHOICE: "a choice",
    FactType.LIST: "a list",
}

LONGEST_QUOTE = 80
"""Characters of a text shown in a sentence; the place leads to the rest."""


def spoken(value: Any, fact: Fact) -> str:
    """Say a value of a fact in English: `£250,000`, `10%`, `yes`, `a, b and c`."""
    if value is None:
        return "not known"
    match fact.type:
        case FactType.YES_NO:
            return "yes" if value else "no"
        case FactType.INTEGER | FactType.NUMBER:
            return f"{spoken_number(value)} {counted(fact.unit, value)}" if fact.unit else spoken_number(value)
        case FactType.MONEY:
            return spoken_money(value)
        case FactType.PERCENTAGE:
            return f"{spoken_number(value)}%"
        case FactType.DATE:
            return spoken_date(value)
        case FactType.DURATION:
            return spoken_duration(value, fact.unit)
        case FactType.LIST:
            return _spoken_list(value, fact)
        case _:
            return _quoted(str(value)) if fact.type is FactType.TEXT else str(value)


def counted(unit: str, value: int | Decimal) -> str:
    """Give a unit as it follows a number: `hours`, but `1 hour`. Units are written in the plural."""
    if value != 1 or not unit.endswith("s") or " " in unit:
        return {"people": "person", "children": "child"}.get(unit, unit) if value == 1 else unit
    for plural, single in (("ies", "y"), ("sses", "ss"), ("ss", "ss")):
        if unit.endswith(plural):
            return unit.removesuffix(plural) + single
    return unit.removesuffix("s")


def written(value: Any, fact: Fact) -> Any:
    """Write a value as JSON holds it: numbers as strings, dates in ISO form, lists as lists, yes/no as true/false."""
    if value is None:
        return None
    match fact.type:
        case FactType.YES_NO:
            return bool(value)
        case FactType.INTEGER | FactType.NUMBER:
            return plain(value)
        case FactType.PERCENTAGE:
            return f"{plain(value)}%"
        case FactType.DATE:
            return value.isoformat()
        case FactType.DURATION:
            return f"{value} {fact.unit}"
        case FactType.LIST if fact.fields:
            return [
                {field.name: written(part, field) for field, part in zip(fact.fields, record, strict=True)}
                for record in value
            ]
        case FactType.LIST:
            assert fact.items is not None  # noqa: S101  linking gives every list items or fields
            return [written(part, fact.items) for part in value]
        case _:
            return str(value)


def _spoken_list(value: tuple[Any, ...], fact: Fact) -> str:
    if not value:
        return "an empty list"
    if fact.fields:
        return f"a list of {len(value)}"
    assert fact.items is not None  # noqa: S101  linking gives every list items or fields
    parts = [spoken(part, fact.items) for part in value]
    if len(parts) > 6:
        parts = [*parts[:6], f"{len(parts) - 6} more"]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _quoted(text: str) -> str:
    shown = " ".join(text[: LONGEST_QUOTE * 4].split())
    if len(shown) > LONGEST_QUOTE:
        shown = shown[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"“{shown}”"
