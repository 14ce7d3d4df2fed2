"""Values as documents write them, to cells: the other way round from `forms`."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sv_rules.model.amount import read_date, read_money, read_percentage
from sv_rules.model.fact import Fact, FactType
from sv_rules_sheets.forms import (
    CHOICE,
    DATE,
    DURATIONS,
    LIST,
    NO_ENTRIES,
    NUMBER,
    PERCENT,
    TEXT,
    YES_NO,
    is_currency,
    read_number,
    read_value,
)
from sv_rules_sheets.number_formats import DIGITS, serial_of
from sv_rules_sheets.sheet_made import MadeCell

_FORMS = {
    FactType.YES_NO: YES_NO,
    FactType.INTEGER: NUMBER,
    FactType.NUMBER: NUMBER,
    FactType.PERCENTAGE: PERCENT,
    FactType.DATE: DATE,
    FactType.TEXT: TEXT,
    FactType.CHOICE: CHOICE,
    FactType.LIST: LIST,
}


def form_of(fact: Fact | None, values: Iterable[Any], currency: str) -> str:
    """Give the form of a fact's column: by its type, or by its values when no rulepack declares it."""
    if fact is not None:
        if fact.type is FactType.MONEY:
            return currency
        return fact.unit if fact.type is FactType.DURATION else _FORMS[fact.type]
    kinds = {_form_of_value(value) for value in values}
    return kinds.pop() if len(kinds) == 1 else TEXT


def fits_in_a_cell(value: Any) -> bool:
    """Say whether a value can be written into one cell: a record cannot, nor a list with a semicolon in an entry."""
    if isinstance(value, list | tuple):
        return all(isinstance(entry, str) and entry and entry == entry.strip() and ";" not in entry for entry in value)
    return not isinstance(value, dict) or set(value) == {"amount", "currency"}


def made_cell(value: Any, form: str) -> tuple[MadeCell, bool]:
    """Give the cell for a value, and whether it will be read as the same value again."""
    if isinstance(value, dict):
        value = f"{value.get('currency')} {value.get('amount')}"
    cell = _cell(value, form)
    again = read_value(read_number(cell.text) if cell.number is not None and form != DATE else cell.text.strip(), form)
    same = again == value if isinstance(value, bool | list) or isinstance(again, bool) else str(again) == str(value)
    return cell, same


def _cell(value: Any, form: str) -> MadeCell:
    if isinstance(value, bool):
        return MadeCell("yes" if value else "no", style=form)
    if isinstance(value, list | tuple):
        return MadeCell("; ".join(map(str, value)) or NO_ENTRIES, style=form)
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if form == DATE:
        day = read_date(text)
        return MadeCell(text, serial_of(day) if day else None, style=form)
    if form == PERCENT and (part := read_percentage(text)) is not None:
        return MadeCell(text, _kept(part, text[:-1], part / 100), style=form)
    if is_currency(form) and (money := read_money(text)) is not None and money.currency == form:
        return MadeCell(text[4:], _kept(money.amount, text[4:], money.amount), style=form)
    if form in DURATIONS and text.removesuffix(f" {form}") != text:
        count = read_number(text.removesuffix(f" {form}"))
        return MadeCell(str(count), count, style=form) if isinstance(count, int) else MadeCell(text, style=form)
    if form in {NUMBER, ""} and not isinstance(value, str) and isinstance(value, int | Decimal):
        return MadeCell(text, _kept(value, text, value), style=form)
    return MadeCell(text, style=form)


def _kept(number: int | Decimal, written: str, held: int | Decimal) -> int | Decimal | None:
    """Give what the cell holds, or None when it would not come back digit for digit."""
    digits = Decimal(number).as_tuple().digits
    trailing = "." in written and written.endswith("0")
    return None if trailing or len(digits) > DIGITS else held


def _form_of_value(value: Any) -> str:
    if isinstance(value, bool):
        return YES_NO
    if isinstance(value, int | Decimal):
        return NUMBER
    if isinstance(value, list | tuple):
        return LIST
    text = f"{value['currency']} {value['amount']}" if isinstance(value, dict) and "amount" in value else str(value)
    if money := read_money(text):
        return money.currency
    if read_percentage(text) is not None:
        return PERCENT
    return DATE if read_date(text) else TEXT
