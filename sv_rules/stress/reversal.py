"""How often a bid that loses decides who wins: each one withdrawn in turn, in every field."""

import numpy as np
import numpy.typing as npt

from sv_rules.stress.trial import NOBODY, Trial


def reversed_fields(trial: Trial, first: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Say for each field with a first bid whether withdrawing a loser puts another one first."""
    found = np.zeros(len(first), dtype=np.bool_)
    if trial.relative:
        for bid in range(trial.all_there.shape[1]):
            present = trial.all_there.copy()
            present[:, bid] = False
            without = trial.first(trial.points(present))
            found |= (first != bid) & (without != first)
    told: npt.NDArray[np.bool_] = found[first != NOBODY]
    return told
