"""The forms in which options of scoring methods are written."""

from decimal import Decimal
from typing import Annotated, Any, NamedTuple, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationInfo, WithJsonSchema

from sv_rules.model.amount import Money, read_money, read_percentage
from sv_rules.model.fact import Fact, FactType

DIGITS_BEFORE = 18
DIGITS_AFTER = 12


class Options(BaseModel):
    """Base of a method's options: nothing is converted, nothing unknown is let through, nothing changes later."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Percentage(NamedTuple):
    """A percentage as written: `number` is 10 for 10%."""

    number: Decimal


class Misplaced(ValueError):  # noqa: N818  it is the plural of a mistake, raised inside validators only
    """Mistakes found by a validator, each with its path below the field that is validated."""

    def __init__(self, *found: tuple[tuple[str | int, ...], str]) -> None:
        """Take `(path, message)` for each mistake."""
        super().__init__("; ".join(message for _, message in found))
        self.found = found


def _read_number(raw: Any) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise ValueError(f"must be a number such as 4 or 2.5, not {shown(raw)}")  # noqa: TRY004  pydantic collects it
    number = Decimal(raw)
    if not number.is_finite():
        raise ValueError(f"must be a number such as 4 or 2.5, not {shown(raw)}")
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101  finite
    if abs(number) >= Decimal(10) ** DIGITS_BEFORE or exponent < -DIGITS_AFTER:
        raise ValueError(
            f"is too long a number: at most {DIGITS_BEFORE} digits before the point and {DIGITS_AFTER} after it"
        )
    return number


def _read_amount(raw: Any, info: ValidationInfo) -> Decimal | Money | Percentage:
    fact: Fact | None = (info.context or {}).get("fact")
    found: Decimal | Money | Percentage | None = None
    if isinstance(raw, str):
        percentage = read_percentage(raw)
        found = Percentage(percentage) if percentage is not None else read_money(raw)
    elif isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        found = _read_number(raw)
    if found is None or (fact is not None and not isinstance(found, _FORM_OF[fact.type])):
        wanted = f"{fact.described}, as {fact.name} is" if fact else "a number, a percentage or an amount of money"
        raise ValueError(f"must be {wanted}, not {shown(raw)}")
    return found


def _read_percent(raw: Any) -> Percentage:
    found = read_percentage(raw) if isinstance(raw, str) else None
    if found is None:
        raise ValueError(f"must be a percentage such as 10%, not {shown(raw)}")
    return Percentage(found)


def _read_sum(raw: Any) -> Money:
    found = read_money(raw) if isinstance(raw, str) else None
    if found is None:
        raise ValueError(f"must be an amount of money such as GBP 250000, not {shown(raw)}")
    return found


_FORM_OF: dict[FactType, type[Any]] = dict.fromkeys(FactType, Decimal) | {
    FactType.MONEY: Money,
    FactType.PERCENTAGE: Percentage,
}


def shown(raw: Any) -> str:
    """Show what was written, short enough for a message."""
    match raw:
        case str():
            return f"the text '{raw[:40]}'" + ("…" if len(raw) > 40 else "")
        case bool():
            return "true" if raw else "false"
        case float():
            return "a binary float, which has lost the digits that were written"
        case dict():
            return "a group of names and values"
        case list() | tuple():
            return "a list"
        case None:
            return "nothing"
        case _:
            return f"{raw!s:.40}"


_NUMBER_SCHEMA = {"type": "number"}
_AMOUNT_SCHEMA = {
    "anyOf": [_NUMBER_SCHEMA, {"type": "string", "pattern": r"^(-?[0-9.]+%|[A-Z]{3} -?[0-9.]+)$"}],
    "description": "A number, a percentage such as 10% or money such as GBP 100, as the fact is.",
}

Number: TypeAlias = Annotated[Decimal, PlainValidator(_read_number), WithJsonSchema(_NUMBER_SCHEMA)]
"""A number without a unit: a mark, points. Text is refused, and so is a binary float."""

Amount: TypeAlias = Annotated[
    Decimal | Money | Percentage, PlainValidator(_read_amount), WithJsonSchema(_AMOUNT_SCHEMA)
]
"""An amount of what is scored: a number, `10%` or `GBP 100`; the fact, when it is known, says which of them."""

Percent: TypeAlias = Annotated[
    Percentage,
    PlainValidator(_read_percent),
    WithJsonSchema(
        {"type": "string", "pattern": r"^-?[0-9.]+%$", "description": "A percentage such as 10%.", "examples": ["10%"]}
    ),
]
"""A percentage, whatever the fact is: `10%`."""

MoneyAmount: TypeAlias = Annotated[
    Money,
    PlainValidator(_read_sum),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^[A-Z]{3} -?[0-9.]+$",
            "description": "Money such as GBP 250000.",
            "examples": ["GBP 250000"],
        }
    ),
]
"""An amount of money, whatever the fact is: `GBP 250000`."""

Text: TypeAlias = Annotated[str, Field(min_length=1)]
"""Words, at least one letter of them."""

_Entry = TypeVar("_Entry")

Several: TypeAlias = Annotated[tuple[_Entry, ...], Field(strict=False)]
"""A list as YAML writes it, kept as a tuple."""
