"""Methods that compare no bids, in place of those that do: what each would change, on the same made-up bids."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from sv_rules.engine.award_plan import Node
from sv_rules.engine.robustness.steps import is_price
from sv_rules.model.amount import Money
from sv_rules.model.extending import ScoringMethod
from sv_rules.model.fact import FactType, written
from sv_rules.model.stress import SaferMethod
from sv_rules.scoring.options import check_scoring
from sv_rules.stress.offers import Offers
from sv_rules.stress.rates import percent, rate_of
from sv_rules.stress.reversal import reversed_fields
from sv_rules.stress.trial import NOBODY, Trial

METHOD = "absolute_linear"
LOW, HIGH = 1, 99
"""Percentiles of what is offered: the bounds of the line."""


def safer_methods(
    trial: Trial, first: npt.NDArray[np.intp], methods: Mapping[str, ScoringMethod]
) -> Iterator[SaferMethod]:
    """Score each leaf that compares bids on a straight line between set bounds instead, one leaf at a time.

    Args:
        trial: the made-up bids.
        first: who is first in each field.
        methods: the host's; nothing is offered where it has no `absolute_linear`.
    """
    for leaf in trial.plan.leaves:
        if not leaf.relative or METHOD not in methods:
            continue
        instead = _between_bounds(leaf, trial.offers[leaf.id], methods)
        if instead is None:
            continue
        changed = trial.with_leaf(instead)
        then = changed.first(changed.points(changed.all_there))
        method, describes = leaf.method, instead.method and instead.method.describes
        told = (first != NOBODY) & (then != NOBODY)
        yield SaferMethod(
            criterion=leaf.id,
            title=leaf.title,
            method=method.name if method else "",
            instead=describes(instead.options) if describes else METHOD,
            reversal=rate_of(reversed_fields(changed, then)),
            same_first=percent(float((first == then)[told].mean()) if told.any() else 0.0),
        )


def _between_bounds(leaf: Node, offers: Offers, methods: Mapping[str, ScoringMethod]) -> Node | None:
    low, high = (offers.typed(float(np.round(np.percentile(offers.numbers, part)))) for part in (LOW, HIGH))
    options: dict[str, Any] = {"method": METHOD, "outside": "capped"}
    if leaf.fact is None:
        options |= {"low": 0, "high": high.mark, "better": "higher"}
    elif leaf.fact.type is FactType.LIST:
        return None
    elif is_price(leaf, {"one": high}):
        options |= {"low": _as_option(leaf, low), "high": _as_option(leaf, high), "better": "lower"}
    else:
        zero = Money(Decimal(0), high.currency) if isinstance(high, Money) else 0
        options |= {"low": _as_option(leaf, zero), "high": _as_option(leaf, high), "better": "higher"}
    method, checked, mistakes = check_scoring(options, methods, leaf.fact)
    return None if mistakes else replace(leaf, method=method, options=checked)


def _as_option(leaf: Node, value: Any) -> Any:
    assert leaf.fact is not None  # noqa: S101  only facts have a type
    if leaf.fact.type in {FactType.MONEY, FactType.PERCENTAGE}:
        return written(value, leaf.fact)
    return value
