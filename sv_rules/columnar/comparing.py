"""A column of whole numbers held against values or other such columns: NumPy alone, and exact."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from operator import eq, ge, gt, le, lt, ne
from typing import Any, TypeAlias

import numpy as np

from sv_rules.columnar.columns import LARGEST, Numbers, Whole
from sv_rules.columnar.masks import NO, UNKNOWN, YES, Mask, Masks, every, some
from sv_rules.model.amount import Money
from sv_rules.model.extending import Operator
from sv_rules.operators.between import between
from sv_rules.operators.within import within

Right: TypeAlias = Any
"""The other side: a typed value, None where a period has no end there, or a column of whole numbers."""

_Test: TypeAlias = Callable[[Any, Any], Any]

_SINGLE: Mapping[str, tuple[_Test, Callable[[Fraction], int]]] = {
    ">=": (ge, ceil), ">": (gt, floor), "<=": (le, floor), "<": (lt, ceil), "==": (eq, floor), "!=": (ne, floor),
}  # fmt: skip
"""The test, and which whole number stands for a value between two: 2.5 or more is 3 or more, more than 2."""


def compared(operator: Operator, column: Numbers, rights: Sequence[Right]) -> Masks | None:
    """Give where a comparison holds and fails; None where it cannot be done on whole numbers."""
    columns = [right for right in rights if isinstance(right, Numbers)]
    currencies = [one.currency for one in (*columns, *rights) if isinstance(one, Numbers | Money)]
    if any(currency != column.currency for currency in currencies):
        return UNKNOWN
    tests = _tests(operator, rights)
    if tests is None:
        return None
    several, test = tests
    found = [_tested(sign, column, right) for sign, right in test if right is not None]
    if any(one is None for one in found):
        return None
    holds = several(one for one in found if one is not None)
    if operator.compares == "not in":
        holds = np.logical_not(holds)
    known = every([column.known, *(one.known for one in columns)])
    return Masks(known & holds, known & np.logical_not(holds))


def _tests(operator: Operator, rights: Sequence[Right]) -> tuple[Callable[[Any], Mask], list[tuple[str, Right]]] | None:
    """Give the single tests that an operator comes to, and whether every one or some must hold."""
    if operator.compares in _SINGLE:
        return every, [(operator.compares, rights[0])]
    if operator.compares in {"in", "not in"}:
        return some, [("==", right) for right in rights]
    if operator.function in (between, within):
        return every, list(zip((">=", "<="), rights, strict=True))
    return None


def _tested(sign: str, column: Numbers, right: Right) -> Mask | None:
    test, nearest = _SINGLE[sign]
    if isinstance(right, Numbers):
        sides = _alike(column, right)
        return None if sides is None else np.asarray(test(*sides))
    exact = _exact(right) * 10**column.scale
    if exact.denominator > 1 and sign in {"==", "!="}:
        return NO if sign == "==" else YES
    # No number in a column reaches the bound, so what lies beyond it may lie on it.
    return np.asarray(test(_numbers(column), max(-LARGEST, min(LARGEST, nearest(exact)))))


def _exact(value: Any) -> Fraction:
    if isinstance(value, date):
        return Fraction(value.toordinal())
    return Fraction(value.amount if isinstance(value, Money) else value)


def _alike(left: Numbers, right: Numbers) -> tuple[Whole, Whole] | None:
    """Give two columns in one scale, or None where their numbers are too long for that."""
    scale = max(left.scale, right.scale)
    powers = 10 ** (scale - left.scale), 10 ** (scale - right.scale)
    if left.largest * powers[0] >= LARGEST or right.largest * powers[1] >= LARGEST:
        return None
    return _numbers(left) * powers[0], _numbers(right) * powers[1]


def _numbers(column: Numbers) -> Whole:
    return column.values.astype(np.int64, copy=False)
