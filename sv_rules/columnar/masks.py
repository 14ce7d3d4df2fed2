"""Kleene logic over rows: where a condition is true and where it is false; where neither, it is not known."""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Mask: TypeAlias = npt.NDArray[np.bool_] | np.bool_
"""An entry for each row, or one that stands for all rows."""

YES, NO = np.True_, np.False_


class Masks(NamedTuple):
    """The rows where something is true, and those where it is false; no row is both."""

    true: Mask
    false: Mask

    def rows(self, first: int, end: int) -> "Masks":
        """Give some of the rows."""
        return Masks(*(mask[first:end] if isinstance(mask, np.ndarray) else mask for mask in self))


UNKNOWN = Masks(NO, NO)


def always(truth: bool | None) -> Masks:
    """Give the same truth for every row."""
    return Masks(np.bool_(truth is True), np.bool_(truth is False))


def opposite(masks: Masks) -> Masks:
    """Give what `not` gives."""
    return Masks(masks.false, masks.true)


def all_of(parts: Iterable[Masks]) -> Masks:
    """Give what `all` gives: true of no parts."""
    found = tuple(parts)
    return Masks(every(part.true for part in found), some(part.false for part in found))


def any_of(parts: Iterable[Masks]) -> Masks:
    """Give what `any` gives: false of no parts."""
    return opposite(all_of(map(opposite, parts)))


def every(masks: Iterable[Mask]) -> Mask:
    """Give the rows that are in all masks."""
    return reduce(and_, masks, YES)


def some(masks: Iterable[Mask]) -> Mask:
    """Give the rows that are in any mask."""
    return reduce(or_, masks, NO)
