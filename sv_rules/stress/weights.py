"""What each criterion is said to count for, and what it does in the trial."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from sv_rules.model.amount import plain
from sv_rules.model.stress import CriterionStressed
from sv_rules.stress.offers import Numbers
from sv_rules.stress.rates import percent, rate_of
from sv_rules.stress.trial import NOBODY, Trial


def criteria_stressed(
    trial: Trial, points: Mapping[str, Numbers], first: npt.NDArray[np.intp]
) -> Iterator[CriterionStressed]:
    """Compare nominal with effective weights, one leaf after the other.

    Args:
        trial: the made-up bids.
        points: what each earns on each leaf.
        first: who is first in each field.
    """
    told = first != NOBODY
    spreads = {name: _spread(earned[told]) for name, earned in points.items()}
    whole = sum(spreads.values()) or 1.0
    for name, earned in points.items():
        # All alike on it, so that it tells nobody apart. Bids without a score stay without.
        alike = np.where(np.isnan(earned), np.nan, 0.0)
        decided = (trial.first({**points, name: alike}) != first)[told]
        node = trial.plan.nodes[name]
        yield CriterionStressed(
            criterion=name,
            title=node.title,
            nominal=f"{plain(node.points)}%",
            effective=percent(spreads[name] / whole),
            decides=rate_of(decided),
            dead=not decided.any(),
        )


def _spread(points: Numbers) -> float:
    """Give how far apart the scored bids of a field are, on average over the fields."""
    scored = points[~np.isnan(points).all(axis=1)]
    return float(np.nanstd(scored, axis=1).mean()) if len(scored) else 0.0
