"""The brackets after a column's name: how its cells are written, and what a cell then says.

`bid.price (GBP)`: a plain number is an amount in GBP. A sheet says no more of a fact's type than this, so that one can
be read without a rulepack; whether the value is of the fact's type is settled when a rulepack looks at it.
"""

import re
from decimal import Decimal
from typing import Any

from sv_rules_sheets.grid import CellValue

YES_NO, LIST, TEXT, CHOICE, NUMBER, DATE, PERCENT = "yes/no", "list", "text", "choice", "number", "date", "%"
DURATIONS = ("days", "weeks", "months", "years")
FORMS = (YES_NO, LIST, TEXT, CHOICE, NUMBER, DATE, PERCENT, *DURATIONS)
NO_ENTRIES = "(none)"
"""Stands for a list that is known to be empty; an empty cell is a list that is not known."""

_CURRENCY = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,40})(?:\.[0-9]{1,40})?")
_WORDS = {"yes": True, "no": False, "true": True, "false": False}


def is_form(form: str) -> bool:
    """Say whether brackets may hold this: one of FORMS, a currency, or nothing."""
    return not form or form in FORMS or is_currency(form)


def is_currency(form: str) -> bool:
    """Say whether this is a currency, as ISO 4217 writes them: three capitals."""
    return bool(_CURRENCY.fullmatch(form))


def read_value(value: CellValue, form: str) -> Any:
    """Give what a cell says, as documents of ours write values.

    What is not written as the column's form has it is given as it stands: the message then comes from whoever knows
    the fact, with this cell's place.
    """
    if form in {TEXT, CHOICE}:
        return shown(value)
    if form == LIST:
        return _entries(shown(value))
    if isinstance(value, bool) or form == DATE:
        return value
    if isinstance(value, str):
        if form in {"", YES_NO} and value.casefold() in _WORDS:
            return _WORDS[value.casefold()]
        value = read_number(value)
    if isinstance(value, str) or form in {"", YES_NO, NUMBER}:
        return value
    if form == PERCENT:
        return f"{shown(value)}%"
    return f"{shown(value)} {form}" if form in DURATIONS else f"{form} {shown(value)}"


def read_number(text: str) -> str | int | Decimal:
    """Give the number that a text is, digits only and without thousands separators; else the text."""
    if not _NUMBER.fullmatch(text):
        return text
    return Decimal(text) if "." in text else int(text)


def shown(value: CellValue) -> str:
    """Give a cell's value as text, as the sheet shows it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _entries(text: str) -> list[str]:
    if text == NO_ENTRIES:
        return []
    return [entry for part in text.split(";") if (entry := part.strip())]
