"""An answer as a value of the type that is asked for. What is written otherwise but can mean only one thing is taken.

A number in a text (`"4"`), a whole number with a point (`4.0`), `"true"`, and a date with a time of day are such.
"""

from decimal import Decimal
from typing import Any

from sv_rules.model.amount import plain, read_date, read_decimal
from sv_rules.model.questionnaire import Requirement, Response

_MOST_DIGITS = 40
_TOO_LARGE: int = 10**_MOST_DIGITS
"""A number such as 1E+900000000 is eleven characters in a document and a gigabyte written out."""

WORDS = {
    "": "a text, a number, or true or false",
    "text": "text",
    "date": "a date such as 2026-01-31",
    "number": "a number",
    "integer": "a whole number",
    "yes_no": "true or false",
}
"""The types in an officer's words."""


class WrongTypeError(ValueError):
    """An answer is not of the type that is asked for; `value` is what was written."""

    def __init__(self, value: Any) -> None:
        """Take what was written."""
        super().__init__(shown(value))
        self.value = value


def given(response: Response) -> tuple[Any, ...]:
    """Give what a response holds as written: its values, or its one value; nothing where it has neither or both."""
    if response.values is not None and response.value is not None:
        return ()
    if response.values is not None:
        return response.values
    return () if response.value is None else (response.value,)


def typed(response: Response, requirement: Requirement) -> tuple[Any, ...]:
    """Give what a response holds, each value of the requirement's type.

    Raises:
        WrongTypeError: one of them is of another type.
    """
    return tuple(of_type(value, requirement.type) for value in given(response))


def of_type(value: Any, wanted: str) -> Any:
    """Give a written value as true or false, an int or Decimal, a date as `2026-01-31`, or a text.

    Raises:
        WrongTypeError: it is of another type.
    """
    match wanted:
        case "yes_no":
            return _yes_no(value)
        case "number":
            return _number(value)
        case "integer":
            number = _number(value)
            if number != int(number):
                raise WrongTypeError(value)
            return int(number)
        case "date":
            day = value[:10] if isinstance(value, str) and value[10:11] in {"", "T", " "} else ""
            if read_date(day) is None:
                raise WrongTypeError(value)
            return day
        case "text":
            if not isinstance(value, str):
                raise WrongTypeError(value)
            return value
        case _:
            return _any(value)


def shown(value: Any) -> str:
    """Give a value as a message quotes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return plain(value) if _is_short(value) else "a number too long to be used"
        case str():
            line = " ".join(value[:400].split())
            return f"'{line}'" if len(line) <= 80 else f"'{line[:80]} …'"
        case list() | tuple():
            return "a list"
        case _:
            return "an object"


def _yes_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in {"true", "false"}:
        return value.strip().lower() == "true"
    raise WrongTypeError(value)


def _number(value: Any) -> int | Decimal:
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and _is_short(value):
        return value
    read = read_decimal(value.strip()) if isinstance(value, str) else None
    if read is None:
        raise WrongTypeError(value)
    return read


def _any(value: Any) -> bool | str | int | Decimal:
    return value if isinstance(value, bool | str) else _number(value)


def _is_short(number: int | Decimal) -> bool:
    if isinstance(number, int):
        return abs(number) < _TOO_LARGE
    return bool(number.is_finite()) and abs(number.adjusted()) < _MOST_DIGITS
