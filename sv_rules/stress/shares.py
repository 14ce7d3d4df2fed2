"""What made-up bids earn on one criterion: by a twin of its method in floats, else by the method itself."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from sv_rules.scoring.options import size
from sv_rules.stress.offers import Numbers, Offers

Present = npt.NDArray[np.bool_]
"""Which bids of each field take part."""

Twin: TypeAlias = Callable[[Numbers, Present, Any], Numbers]


def shares_of(offers: Offers) -> Callable[[Present], Numbers]:
    """Give what each bid earns, from 0 to 1, when these bids are present; NaN where the method gives no score.

    A method that looks at each bid by itself is asked once for each different offer. One that compares bids and has no
    twin here, such as a plugin's, is asked field by field: exact, and slow.
    """
    method = offers.leaf.method
    assert method is not None  # noqa: S101  a leaf has one
    twin = TWINS.get(method.name)
    if twin is not None:
        return lambda present: twin(offers.numbers, present, offers.leaf.options)
    if offers.leaf.relative:
        return lambda present: _field_by_field(offers, present)
    alone = _alone(offers)
    return lambda _: alone


def _alone(offers: Offers) -> Numbers:
    leaf = offers.leaf
    assert leaf.method is not None  # noqa: S101  a leaf has one
    numbers, where = np.unique(offers.numbers, return_inverse=True)
    values = {str(place): offers.typed(float(number)) for place, number in enumerate(numbers)}
    scores = leaf.method.function(values, leaf.options)
    shares = np.array([_float(scores[place].share) for place in values])
    return shares[where].reshape(offers.numbers.shape)


def _field_by_field(offers: Offers, present: Present) -> Numbers:
    leaf = offers.leaf
    assert leaf.method is not None  # noqa: S101  a leaf has one
    shares = np.full(offers.numbers.shape, np.nan)
    for field, numbers in enumerate(offers.numbers):
        values = {str(bid): offers.typed(float(numbers[bid])) for bid in np.flatnonzero(present[field])}
        for bid, score in leaf.method.function(values, leaf.options).items():
            shares[field, int(bid)] = _float(score.share)
    return shares


def _float(share: Any) -> float:
    return math.nan if share is None else float(share)


def _lowest(numbers: Numbers, present: Present) -> Numbers:
    lowest: Numbers = np.where(present, numbers, np.inf).min(axis=1, keepdims=True)
    return lowest


def _highest(numbers: Numbers, present: Present) -> Numbers:
    highest: Numbers = np.where(present, numbers, -np.inf).max(axis=1, keepdims=True)
    return highest


def _lowest_price(numbers: Numbers, present: Present, _: Any) -> Numbers:
    return _lowest(numbers, present) / numbers


def _linear_from_lowest(numbers: Numbers, present: Present, options: Any) -> Numbers:
    lowest = _lowest(numbers, present)
    return np.maximum(1 - (numbers - lowest) / lowest, float(options.floor.number) / 100)


def _best_to_worst(numbers: Numbers, present: Present, options: Any) -> Numbers:
    low, high = _lowest(numbers, present), _highest(numbers, present)
    way = np.where(high > low, high - low, 1)
    part = (high - numbers) / way if options.better == "lower" else (numbers - low) / way
    return np.where(high > low, part, 1.0)


def _proportion_of_highest(numbers: Numbers, present: Present, _: Any) -> Numbers:
    highest = _highest(numbers, present)
    return np.where(highest > 0, numbers / np.where(highest > 0, highest, 1), 0.0)


def _deviation_from_mean(numbers: Numbers, present: Present, options: Any) -> Numbers:
    mean = np.where(present, numbers, 0).sum(axis=1, keepdims=True) / present.sum(axis=1, keepdims=True)
    above = (numbers - mean) / mean * 100
    if options.deviation == "whole_percent":
        above = np.sign(above) * np.floor(np.abs(above) + 0.5)
    share = (50 - above) / 100
    return _bounded(share, options)


def _logarithmic(numbers: Numbers, present: Present, options: Any) -> Numbers:
    share = 1 - np.log(numbers / _lowest(numbers, present)) / math.log(float(options.nothing_at))
    return _bounded(share, options)


def _absolute_linear(numbers: Numbers, _: Present, options: Any) -> Numbers:
    low, high = float(size(options.low)), float(size(options.high))
    part = (high - numbers) if options.better == "lower" else (numbers - low)
    return _bounded(part / (high - low), options)


def _bounded(share: Numbers, options: Any) -> Numbers:
    if options.outside == "capped":
        return np.clip(share, 0, 1)
    return np.where((share < -CLOSE) | (share > 1 + CLOSE), np.nan, np.clip(share, 0, 1))


CLOSE = 1e-9
"""What floats may be off by: nearer numbers count as equal."""


def _graduated_price(numbers: Numbers, present: Present, _: Any) -> Numbers:
    lowest = _lowest(numbers, present)
    median = np.nanmedian(np.where(present, numbers, np.nan), axis=1, keepdims=True)
    lost = 0.1 * (numbers - lowest) / lowest * 100
    scored = (numbers <= median * 1.025 * (1 + CLOSE)) & (lost <= 100)
    return np.where(scored, (100 - lost) / 100, np.nan)


TWINS: Mapping[str, Twin] = MappingProxyType(
    {
        "absolute_linear": _absolute_linear,
        "best_to_worst": _best_to_worst,
        "deviation_from_mean": _deviation_from_mean,
        "graduated_price": _graduated_price,
        "linear_from_lowest": _linear_from_lowest,
        "logarithmic": _logarithmic,
        "lowest_price": _lowest_price,
        "lowest_whole_life_cost": _lowest_price,
        "proportion_of_highest": _proportion_of_highest,
    }
)
"""Methods that compare bids, and one that is offered in their place -> the same in floats, for all fields at once."""
