"""From a value as written, in a rulepack or in a document, to a value of a fact's type."""

import re
from datetime import date
from decimal import Decimal
from typing import Any, TypeGuard

from sv_rules.errors import did_you_mean, listed
from sv_rules.model.amount import Money, plain, read_date, read_decimal, read_duration, read_money, read_percentage
from sv_rules.model.fact import Fact, FactType, Value

DIGITS_BEFORE, DIGITS_AFTER = 18, 12
"""Bounds on a number, as `amount.py` has them for text: no public contract comes near them."""

_BOUND: int = 10**DIGITS_BEFORE
_LONG = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_CURRENCY = re.compile(r"[A-Z]{3}")


class NotOfTypeError(ValueError):
    """A written value is not of the fact's type; the text says what is wrong, `fix` what to write."""

    def __init__(self, what: str, fix: str = "", path: tuple[str | int, ...] = ()) -> None:
        """Take what is wrong, how to put it right, and where inside the value it is."""
        super().__init__(what)
        self.fix = fix
        self.path = path


def typed(raw: Any, fact: Fact) -> Value:
    """Give `raw` as a value of `fact`'s type.

    Accepts the written forms of `amount.py`; whole numbers and decimals also as text; money also as
    `{amount: …, currency: …}`, as other systems hold it; a record with fields missing or null, which are then unknown.

    Raises:
        NotOfTypeError: if it is not written so, or a number is longer than 18 digits before the point and 12 after it.
    """
    match fact.type:
        case FactType.YES_NO:
            if isinstance(raw, bool):
                return raw
            raise NotOfTypeError(f"{_shown(raw)} is not true or false", "Write true or false, without quotes.")
        case FactType.INTEGER:
            return _integer(raw)
        case FactType.NUMBER:
            return _number(raw)
        case FactType.MONEY:
            return _money(raw)
        case FactType.PERCENTAGE:
            found = read_percentage(raw) if isinstance(raw, str) else None
            if found is None:
                example = f"{plain(raw)}%" if _is_number(raw) and _is_short(raw) else "10%"
                raise NotOfTypeError(f"{_shown(raw)} is not a percentage", f"Write it with its sign: {example}.")
            return found
        case FactType.DATE:
            day = raw if type(raw) is date else read_date(raw) if isinstance(raw, str) else None
            if day is None:
                raise NotOfTypeError(f"{_shown(raw)} is not a date", "Write year, month and day: 2026-01-31.")
            return day
        case FactType.DURATION:
            count = read_duration(raw, fact.unit) if isinstance(raw, str) else None
            if count is None:
                example = "36 months or 3 years" if fact.unit == "months" else "30 days or 2 weeks"
                raise NotOfTypeError(f"{_shown(raw)} is not a duration in {fact.unit}", f"Write for example {example}.")
            return count
        case FactType.CHOICE:
            if isinstance(raw, str) and raw in fact.choices:
                return raw
            near = did_you_mean(raw, fact.choices) if isinstance(raw, str) else ""
            raise NotOfTypeError(
                f"{_shown(raw)} is not one of the choices", f"{near} The choices are {listed(fact.choices)}.".strip()
            )
        case FactType.TEXT:
            if isinstance(raw, str):
                return raw
            raise NotOfTypeError(f"{_shown(raw)} is not text", f"Put it in quotes if it is meant as text{_as(raw)}.")
        case FactType.LIST:  # pragma: no branch  there is no other
            return _list(raw, fact)


def _integer(raw: Any) -> int:
    number = _number(raw, "a whole number")
    if number != int(number):
        raise NotOfTypeError(f"{_shown(raw)} is not a whole number", "Write a whole number such as 4.")
    return int(number)


def _number(raw: Any, described: str = "a number") -> int | Decimal:
    found: int | Decimal | None = None
    if _is_number(raw):
        found = raw
    elif isinstance(raw, str):
        found = read_decimal(raw)
        if found is None and _LONG.fullmatch(raw):
            raise _too_long(raw)
    if found is None or (isinstance(found, Decimal) and not found.is_finite()):
        raise NotOfTypeError(f"{_shown(raw)} is not {described}", "Write digits only, for example 4 or 2.5.")
    if not _is_short(found):
        raise _too_long(raw)
    return found


def _is_number(raw: Any) -> TypeGuard[int | Decimal]:
    return isinstance(raw, int | Decimal) and not isinstance(raw, bool)


def _is_short(number: int | Decimal) -> bool:
    # What is not short would cost whoever writes it out or reckons with it: 1E+999999999 has a thousand million digits.
    if isinstance(number, int):
        return abs(number) < _BOUND
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DIGITS_AFTER and number.adjusted() < DIGITS_BEFORE


def _too_long(raw: Any) -> NotOfTypeError:
    fix = f"Use at most {DIGITS_BEFORE} digits before the point and {DIGITS_AFTER} after it."
    return NotOfTypeError(f"{_shown(raw)} is too long a number", fix)


def _money(raw: Any) -> Money:
    if isinstance(raw, Money):
        raw = raw._asdict()
    if isinstance(raw, str) and (found := read_money(raw)):
        return found
    if isinstance(raw, dict) and set(raw) == {"amount", "currency"}:
        currency = raw["currency"]
        if isinstance(currency, str) and _CURRENCY.fullmatch(currency):
            return Money(Decimal(_number(raw["amount"])), currency)
    raise NotOfTypeError(
        f"{_shown(raw)} is not an amount of money", "Write the currency and the amount: GBP 250000, without commas."
    )


def _list(raw: Any, fact: Fact) -> tuple[Any, ...]:
    if not isinstance(raw, list | tuple):
        raise NotOfTypeError(f"{_shown(raw)} is not a list", "Write a list, even for one entry.")
    return tuple(_entry(entry, fact, number) for number, entry in enumerate(raw))


def _entry(raw: Any, fact: Fact, number: int) -> Any:
    if not fact.fields:
        assert fact.items is not None  # noqa: S101  linking gives every list items or fields
        try:
            return typed(raw, fact.items)
        except NotOfTypeError as error:
            raise NotOfTypeError(f"entry {number + 1}: {error}", error.fix, (number, *error.path)) from None
    if not isinstance(raw, dict):
        raise NotOfTypeError(f"entry {number + 1}: {_shown(raw)} is not a record", _record_fix(fact), (number,))
    names = [field.name for field in fact.fields]
    for key in raw:
        if key not in names:
            raise NotOfTypeError(
                f"entry {number + 1} has no field {_shown(key)}",
                f"{did_you_mean(key, names) if isinstance(key, str) else ''} {_record_fix(fact)}".strip(),
                (number, key),
            )
    record: list[Value | None] = []
    for field in fact.fields:
        if raw.get(field.name) is None:
            record.append(None)
            continue
        try:
            record.append(typed(raw[field.name], field))
        except NotOfTypeError as error:
            raise NotOfTypeError(
                f"entry {number + 1}, {field.name}: {error}", error.fix, (number, field.name, *error.path)
            ) from None
    return tuple(record)


def _record_fix(fact: Fact) -> str:
    return f"Its fields are {listed(field.name for field in fact.fields)}."


def _as(raw: Any) -> str:
    return "" if raw is None or isinstance(raw, dict | list | tuple) else f": {_shown(raw)}"


def _shown(raw: Any) -> str:
    if isinstance(raw, str):
        return f"'{raw[:40]}'" + ("…" if len(raw) > 40 else "")
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, dict):
        return "a group of names and values"
    if isinstance(raw, Money):
        return f"{raw.currency} {raw.amount!s:.40}"
    if isinstance(raw, list | tuple):
        return "a list"
    # Python refuses to write out whole numbers of several thousand digits.
    if isinstance(raw, int) and raw.bit_length() > 1000:
        return "a number of hundreds of digits"
    return "nothing" if raw is None else f"{raw!s:.40}"
