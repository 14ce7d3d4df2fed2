"""Decision rules over all fields at once: the index of each bid, turned so that the highest wins."""

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np

from sv_rules.engine.award_terms import Decision
from sv_rules.model.amount import Money
from sv_rules.stress.offers import Numbers
from sv_rules.stress.shares import CLOSE, Present

Twin: TypeAlias = Callable[[Numbers, Numbers, Present, Any], Numbers]


def merits_of(decision: Decision, qualities: Numbers, prices: Numbers, present: Present, currency: str) -> Numbers:
    """Give what bids are ordered by, higher being better; NaN where the rule gives a bid no place.

    A rule without a twin here, such as a plugin's, is asked field by field: exact, and slow.
    """
    twin = TWINS.get(decision.rule.name)
    if twin is None:
        index = _field_by_field(decision, qualities, prices, present, currency)
    else:
        index = twin(qualities, prices, present, decision.options)
    return -index if decision.rule.lower_wins else index


def _field_by_field(
    decision: Decision, qualities: Numbers, prices: Numbers, present: Present, currency: str
) -> Numbers:
    indices = np.full(prices.shape, np.nan)
    for field in range(len(prices)):
        bids = [bid for bid in np.flatnonzero(present[field]) if not np.isnan(qualities[field, bid])]
        told = decision.rule.function(
            {str(bid): Fraction(float(qualities[field, bid])) for bid in bids},
            {str(bid): Money(Decimal(str(prices[field, bid])), currency) for bid in bids},
            decision.options,
        )
        for bid, index in told.items():
            indices[field, int(bid)] = math.nan if index.value is None else float(index.value)
    return indices


def _from(minimum: Decimal, qualities: Numbers, index: Numbers) -> Numbers:
    return np.where(qualities < float(minimum) - CLOSE, np.nan, index)


def _lowest_price(qualities: Numbers, prices: Numbers, _: Present, options: Any) -> Numbers:
    return _from(options.pass_mark, qualities, prices)


def _monetised(qualities: Numbers, prices: Numbers, _: Present, options: Any) -> Numbers:
    return prices - qualities * float(options.point_worth.amount)


def _per_point(qualities: Numbers, prices: Numbers, _: Present, options: Any) -> Numbers:
    return _from(options.minimum, qualities, prices / np.where(qualities > 0, qualities, 1))


def _relative_value(qualities: Numbers, prices: Numbers, _: Present, options: Any) -> Numbers:
    # The lowest quality of the field changes every index alike.
    return prices / (qualities + float(options.maximum))


def _utility(qualities: Numbers, prices: Numbers, present: Present, options: Any) -> Numbers:
    best = np.where(present, qualities, -np.inf).max(axis=1, keepdims=True)
    bracket = 1 - (best - qualities) / float(options.maximum) * float(options.ratio)
    utility: Numbers = np.maximum(bracket, 0) / prices
    return utility


def _value_for_money(qualities: Numbers, prices: Numbers, _: Present, options: Any) -> Numbers:
    return _from(getattr(options, "minimum", Decimal(0)), qualities, qualities / prices)


def _weighted_value(qualities: Numbers, prices: Numbers, _: Present, options: Any) -> Numbers:
    raised: Numbers = qualities ** float(options.ratio)
    return _from(options.minimum, qualities, raised / prices)


TWINS: Mapping[str, Twin] = MappingProxyType(
    {
        "lowest_price_technically_compliant": _lowest_price,
        "monetised_quality": _monetised,
        "price_per_quality_point": _per_point,
        "relative_value_cost": _relative_value,
        "utility_index": _utility,
        "value_for_money_index": _value_for_money,
        "weighted_value_for_money_index": _weighted_value,
    }
)
"""Decision rules -> the same in floats, but for factors that every bid of a field has alike."""
