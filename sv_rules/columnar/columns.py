"""The values of a fact for many rows, exact: whole numbers with one scale, or few values with a code for each row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from sv_rules.columnar.masks import YES, Mask
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.amount import Money
from sv_rules.model.fact import Fact, FactType, Value

Whole: TypeAlias = npt.NDArray[np.int64]

LARGEST = 10**18
"""Whole numbers in a column are smaller, on either side of zero. It is also the bound on numbers in documents."""

AS_NUMBERS = frozenset(FactType) - {FactType.TEXT, FactType.CHOICE, FactType.LIST}


class Classes(NamedTuple):
    """Rows with equal values have equal codes, from 0 up to `size`; what is not known is a value here."""

    codes: Whole
    size: int


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column of amounts, days, or yes and no.

    Args:
        fact: what they are values of.
        values: each value × 10^scale; a day as Python's `date.toordinal` counts; yes and no as booleans. Anything where
            it is not known.
        known: the rows where the value is known.
        scale: decimal places.
        currency: the one currency of a column of money.

    Raises:
        DocumentError: if values are binary floats, or 10^18 and more.
    """

    fact: Fact
    values: npt.NDArray[np.integer | np.bool_]
    known: Mask = YES
    scale: int = 0
    currency: str = ""

    def __post_init__(self) -> None:
        if self.values.dtype.kind not in ("b" if self.fact.type is FactType.YES_NO else "iu"):
            what = f"the column '{self.fact.name}' holds {self.values.dtype}, not {self.fact.described}"
            raise DocumentError(Problem(what, fix="Give booleans for yes and no, else whole numbers and their scale."))
        if self.largest >= LARGEST:
            what = f"the column '{self.fact.name}' holds numbers that are too long"
            raise DocumentError(Problem(what, fix="Give the values as a list of decimals or texts, not as an array."))

    @cached_property
    def largest(self) -> int:
        """Give the size of the number furthest from zero, whether its value is known or not."""
        return max(abs(int(self.values.min())), abs(int(self.values.max()))) if self.values.size else 0

    @cached_property
    def classes(self) -> Classes:
        """Give a code for each row."""
        found, inverse = np.unique(self.values, return_inverse=True)
        return Classes(np.where(self.known, inverse.reshape(-1) + 1, 0), len(found) + 1)

    def at(self, row: int) -> Value | None:
        """Give the value of a row, typed."""
        if not np.broadcast_to(self.known, self.values.shape)[row]:
            return None
        whole = int(self.values[row])
        match self.fact.type:
            case FactType.YES_NO:
                return bool(whole)
            case FactType.INTEGER | FactType.DURATION:
                return whole
            case FactType.DATE:
                return date.fromordinal(whole)
            case FactType.MONEY:
                return Money(self._decimal(whole), self.currency)
            case _:
                return self._decimal(whole)

    def rows(self, first: int, end: int) -> "Numbers":
        """Give some of the rows."""
        known = self.known[first:end] if isinstance(self.known, np.ndarray) else self.known
        return replace(self, values=self.values[first:end], known=known)

    def __len__(self) -> int:
        return len(self.values)

    def _decimal(self, whole: int) -> Decimal:
        return Decimal(f"{whole}E-{self.scale}")


@dataclass(frozen=True, eq=False)
class Categories:
    """A column of few different values, typed, and a code for each row: its value's place, or -1 where not known."""

    fact: Fact
    codes: Whole
    values: Sequence[Value]

    @cached_property
    def known(self) -> Mask:
        """Give the rows where the value is known."""
        return np.asarray(self.codes >= 0)

    @cached_property
    def classes(self) -> Classes:
        """Give a code for each row."""
        return Classes(self.codes + 1, len(self.values) + 1)

    def at(self, row: int) -> Value | None:
        """Give the value of a row, typed."""
        code = int(self.codes[row])
        return None if code < 0 else self.values[code]

    def rows(self, first: int, end: int) -> "Categories":
        """Give some of the rows."""
        return replace(self, codes=self.codes[first:end])

    def __len__(self) -> int:
        return len(self.codes)


Column: TypeAlias = Numbers | Categories


@dataclass(frozen=True)
class Columns:
    """Columns of one length, by the full names of their facts. A fact without one is known of no row.

    `passed_over` names the columns that are no facts of the rulepack they were made for.
    """

    length: int
    by_fact: Mapping[str, Column]
    passed_over: tuple[str, ...] = ()

    def __len__(self) -> int:
        return self.length

    def rows(self, first: int, end: int) -> "Columns":
        """Give some of the rows."""
        found = {name: column.rows(first, end) for name, column in self.by_fact.items()}
        return Columns(min(end, self.length) - first, found)

    def of(self, fact: Fact) -> Column:
        """Give the column of a fact."""
        column = self.by_fact.get(fact.name)
        if column is None:
            return Categories(fact, np.broadcast_to(np.int64(-1), self.length), ())
        return column


def column_of(fact: Fact, values: Iterable[Value | None]) -> Column:
    """Give a column of typed values."""
    found: dict[Value, int] = {}
    codes = [-1 if value is None else found.setdefault(value, len(found)) for value in values]
    return coded(fact, np.array(codes, np.int64), tuple(found))


def coded(fact: Fact, codes: Whole, values: Sequence[Value]) -> Column:
    """Give a column of typed values, each row's by its code, -1 where it is not known.

    As whole numbers where that loses nothing: not amounts in several currencies, nor numbers whose digits are too many
    for one scale. Those stay as they are.
    """
    if fact.type not in AS_NUMBERS or not values:
        return Categories(fact, codes, values)
    currencies = {value.currency for value in values if isinstance(value, Money)}
    amounts = [value.amount if isinstance(value, Money) else value for value in values]
    scale = max(map(_places, amounts))
    whole = [_whole(amount, scale) for amount in amounts]
    if len(currencies) > 1 or any(abs(one) >= LARGEST for one in whole):
        return Categories(fact, codes, values)
    form = np.bool_ if fact.type is FactType.YES_NO else np.int64
    # The last entry is for the rows without a value, whose code is -1.
    taken: npt.NDArray[Any] = np.array([*whole, 0], form)[codes]
    return Numbers(fact, taken, np.asarray(codes >= 0), scale, currencies.pop() if currencies else "")


def _places(value: Value) -> int:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _whole(value: Value, scale: int) -> int:
    if isinstance(value, date):
        return value.toordinal()
    # Not by arithmetic of Decimal, which rounds to the digits of a context.
    assert isinstance(value, int | Decimal)  # noqa: S101  the other types do not become numbers
    over, under = value.as_integer_ratio()
    return int(over * 10**scale // under)
