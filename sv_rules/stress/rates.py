"""Shares of fields, with how far off a trial of this size may be."""

import math

import numpy as np
import numpy.typing as npt

from sv_rules.model.stress import Rate

PLACES = 2
NORMAL_95 = 1.96


def rate_of(found: npt.NDArray[np.bool_]) -> Rate:
    """Give the share of fields in which something was found, with its 95% interval (Wilson); of none, anything."""
    count = len(found)
    if not count:
        return Rate(share="0%", low="0%", high="100%")
    share, squared = float(found.mean()), NORMAL_95**2
    middle = (share + squared / (2 * count)) / (1 + squared / count)
    half = NORMAL_95 / (1 + squared / count) * math.sqrt(share * (1 - share) / count + squared / (4 * count**2))
    return Rate(share=percent(share), low=percent(max(middle - half, 0)), high=percent(min(middle + half, 1)))


def percent(part: float) -> str:
    """Write a part of one as a percentage: `0.28%`, `12%`."""
    text = f"{100 * part:.{PLACES}f}".rstrip("0").rstrip(".")
    return f"{text}%"
