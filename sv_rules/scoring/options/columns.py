"""Options that name a field of a list of records: which of its columns holds what."""

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, TypeAlias

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from sv_rules.errors import did_you_mean, listed
from sv_rules.model.fact import Fact, FactType
from sv_rules.scoring.options.forms import shown


class Column(NamedTuple):
    """A field of the records that are scored; `at` is where it stands in each of them."""

    name: str
    at: int


def _reader(wanted: str, *types: FactType) -> Callable[[Any, ValidationInfo], Column]:
    def read(raw: Any, info: ValidationInfo) -> Column:
        if not isinstance(raw, str):
            raise ValueError(f"must be the name of a field, not {shown(raw)}")  # noqa: TRY004  pydantic collects it
        fact: Fact | None = (info.context or {}).get("fact")
        if fact is None:
            # Without a fact nothing is scored either: that problem has its own message.
            return Column(raw, 0)
        field = fact.field(raw)
        if field is None:
            raise ValueError(f"names a field '{raw[:40]}' that {fact.name} does not have{_known(raw, fact)}")
        if field.type not in types:
            raise ValueError(f"must name a field that holds {wanted}; '{raw}' is {field.described}")
        return Column(raw, fact.fields.index(field))

    return read


def _known(raw: str, fact: Fact) -> str:
    names = [field.name for field in fact.fields]
    if not names:
        return ": its entries are no records"
    near = did_you_mean(raw, names)
    return f"; {near[:1].lower()}{near[1:]}" if near else f"; its fields are {listed(names)}"


_NAME = {"type": "string", "minLength": 1}

MoneyColumn: TypeAlias = Annotated[
    Column, PlainValidator(_reader("amounts of money", FactType.MONEY)), WithJsonSchema(_NAME)
]
"""The name of a field of money."""

YearColumn: TypeAlias = Annotated[
    Column, PlainValidator(_reader("a year or a date", FactType.INTEGER, FactType.DATE)), WithJsonSchema(_NAME)
]
"""The name of a field of years, as whole numbers such as 2027 or as dates."""
