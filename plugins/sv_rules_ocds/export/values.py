"""Values of facts as OCDS holds answers: text, a number, true or false, or a list of these.

Money is a number in the tender's currency, a percentage a number with the unit `%`, a date the beginning of its day, a
duration its text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from sv_rules.model.amount import Money, read_date, read_money, read_percentage
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.typed import NotOfTypeError, typed

MONEY_UNIT = "money"
"""The unit of a sum of money where no currency is known."""

PER_CENT = "%"

DataType = Literal["string", "date-time", "number", "integer", "boolean"]

_DATA_TYPES: Mapping[FactType, DataType] = {
    FactType.YES_NO: "boolean",
    FactType.INTEGER: "integer",
    FactType.NUMBER: "number",
    FactType.MONEY: "number",
    FactType.PERCENTAGE: "number",
    FactType.DATE: "date-time",
    FactType.DURATION: "string",
    FactType.TEXT: "string",
    FactType.CHOICE: "string",
}
_DURATIONS = {"days": "^[0-9]{1,7} (day|days|week|weeks)$", "months": "^[0-9]{1,7} (month|months|year|years)$"}


class NotHeldError(ValueError):
    """A value that OCDS cannot hold; the text is the reason, a clause."""


@dataclass(frozen=True)
class Form:
    """How answers that tell one fact are written: OCDS's type of data, a unit, a pattern, one value or several."""

    data_type: DataType
    unit: str = ""
    pattern: str = ""
    several: bool = False
    choices: tuple[str, ...] = ()


def form_of(fact: Fact, currency: str) -> Form | None:
    """Give the form of a fact's answers; None for a list of records, which no answer can be."""
    if fact.type is FactType.LIST:
        inside = form_of(fact.items, currency) if fact.items and fact.items.type is not FactType.LIST else None
        return inside and Form(inside.data_type, inside.unit, "" if inside.choices else inside.pattern, several=True,
                               choices=inside.choices)  # fmt: skip
    unit = fact.unit
    pattern = ""
    match fact.type:
        case FactType.MONEY:
            unit = currency or MONEY_UNIT
        case FactType.PERCENTAGE:
            unit = PER_CENT
        case FactType.DURATION:
            unit, pattern = "", _DURATIONS[fact.unit]
        case FactType.CHOICE:
            # Choices are made of small letters, digits, dots and hyphens; of these only a dot means something else.
            pattern = f"^({'|'.join(choice.replace('.', '[.]') for choice in fact.choices)})$"
        case _:
            pass
    return Form(_DATA_TYPES[fact.type], unit, pattern, choices=fact.choices)


def answer(raw: Any, fact: Fact, currency: str) -> dict[str, Any]:
    """Give `{"value": …}` or `{"values": […]}` for the value of a fact.

    Raises:
        NotHeldError: it is not of the fact's type, a list of records, or money in another currency.
    """
    try:
        value = typed(raw, fact)
    except NotOfTypeError:
        raise NotHeldError(f"it is not {fact.described}") from None
    if fact.type is not FactType.LIST:
        return {"value": _written(value, currency)}
    if form_of(fact, currency) is None:
        raise NotHeldError("an answer in OCDS cannot be a record")
    assert isinstance(value, tuple)  # noqa: S101  typed() gives lists as tuples
    return {"values": [_written(each, currency) for each in value]}


def guessed(name: str, raw: Any) -> Fact | None:
    """Give the fact that a value seems to be of, by the one written form of each type; None for any other value.

    For facts that no rulepack at hand declares. An ambiguous text is text, so that it comes back as it was.
    """
    kind = _kind(raw)
    if kind is FactType.LIST:
        kinds = {_kind(each) for each in raw} or {FactType.TEXT}
        kinds = {FactType.NUMBER} if kinds == {FactType.NUMBER, FactType.INTEGER} else kinds
        items = kinds.pop()
        if kinds or items in {None, FactType.LIST}:
            return None
        assert items is not None  # noqa: S101  looked at just now
        return Fact(name, kind, name, items=Fact(name, items, name))
    return Fact(name, kind, name) if kind else None


def as_fact(value: Any, unit: str, currency: str) -> Any:
    """Give an answer as facts are written, for comparing: money with its currency, a percentage with its sign."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    if unit in {MONEY_UNIT, currency} and currency:
        return Money(Decimal(value), currency)
    return f"{value:f}%" if unit == PER_CENT else value


def canonical(value: Any) -> Any:
    """Give a value such that two ways of writing the same one are equal, and true is not 1."""
    match value:
        case Money():
            return ("money", Decimal(value.amount), value.currency)
        case bool():
            return ("yes" if value else "no",)
        case int() | Decimal():
            return Decimal(value)
        case date():
            return ("date", value)
        case str():
            return _canonical_text(value)
        case Mapping() if set(value) == {"amount", "currency"}:
            return ("money", value["amount"], value["currency"])
        case Mapping():
            return {name: canonical(each) for name, each in value.items() if each is not None}
        case list() | tuple():
            return [canonical(each) for each in value]
        case _:
            return value


def _canonical_text(text: str) -> Any:
    if money := read_money(text):
        return canonical(money)
    if (percentage := read_percentage(text)) is not None:
        return ("percentage", percentage)
    day = read_date(text)
    return canonical(day) if day else text


def _kind(raw: Any) -> FactType | None:
    match raw:
        case Money():
            return FactType.MONEY
        case bool():
            return FactType.YES_NO
        case int():
            return FactType.INTEGER
        case Decimal():
            return FactType.NUMBER
        case date():
            return FactType.DATE
        case str():
            found = _canonical_text(raw)
            return FactType.TEXT if isinstance(found, str) else FactType(found[0])
        case Mapping() if set(raw) == {"amount", "currency"}:
            return FactType.MONEY
        case list() | tuple():
            return FactType.LIST
        case _:
            return None


def _written(value: Any, currency: str) -> Any:
    match value:
        case Money():
            if value.currency != currency:
                told = f"this tender's is {currency}" if currency else "the tender's is not known"
                raise NotHeldError(f"an answer's currency is the tender's: this is in {value.currency}, {told}")
            return value.amount
        case date():
            return beginning_of(value)
        case str() if not value.strip():
            raise NotHeldError("an answer in OCDS cannot be an empty text")
        case _:
            return value


def beginning_of(day: date) -> str:
    """Write a day as OCDS writes dates: its first moment, in UTC."""
    return f"{day.isoformat()}T00:00:00Z"
