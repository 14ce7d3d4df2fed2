"""A made-up field, scored by the exact engine: what the floats are held against."""

from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from sv_rules.engine.robustness.contest import DECIDING_PRICE, Outcome, contest_on
from sv_rules.errors import EngineError
from sv_rules.model.amount import Money
from sv_rules.stress.trial import NOBODY, Trial

CHECKED = 20
"""Fields that every trial scores again."""


def exact_outcome(trial: Trial, field: int, leave_out: int | None = None) -> Outcome:
    """Score one field with the award model's own methods on exact numbers. Bids are named by their numbers: `00`."""
    bids = [bid for bid in range(trial.all_there.shape[1]) if bid != leave_out]
    values: dict[str, dict[str, Any]] = {
        leaf: {f"{bid:02}": offers.typed(float(offers.numbers[field, bid])) for bid in bids}
        for leaf, offers in trial.offers.items()
    }
    values[DECIDING_PRICE] = {
        f"{bid:02}": Money(Decimal(str(trial.prices[field, bid])), trial.currency) for bid in bids
    }
    return contest_on(trial.plan, {}, values).outcome


def check_sample(trial: Trial, first: npt.NDArray[np.intp], seed: int) -> int:
    """Score a sample of the fields again, exactly, and give how many.

    Raises:
        EngineError: if another bid is first, which would be our mistake.
    """
    fields = np.random.default_rng(seed).choice(len(first), size=min(CHECKED, len(first)), replace=False)
    for field in map(int, fields):
        exact = exact_outcome(trial, field).first
        found = NOBODY if not exact else int(exact[0])
        if found != first[field]:
            raise EngineError(
                f"in field {field} of the trial bid {first[field]} is first, and by exact numbers bid {found}"
            )
    return len(fields)
