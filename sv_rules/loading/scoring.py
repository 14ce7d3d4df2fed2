"""The scoring of a measure, checked when the pack is loaded: its method, its options, its scale."""

from collections.abc import Mapping
from typing import Any

from sv_rules.loading.noting import Note
from sv_rules.model.extending import ScoringMethod
from sv_rules.model.fact import Fact
from sv_rules.model.rulepack import Scale
from sv_rules.reading.written import Path
from sv_rules.scoring.options import check_scoring


def checked_scoring(
    scoring: Mapping[str, Any],
    fact: Fact,
    methods: Mapping[str, ScoringMethod],
    scale: Scale | None,
    note: Note,
) -> Mapping[str, Any]:
    """Give what stands under `scoring:` with the points of `scale` in place of its name; mistakes are noted.

    Args:
        scoring: as written; empty: the measure is not scored.
        fact: what a bid offers under the measure.
        methods: by name.
        scale: the scale that `scale:` names, if it names one.
        note: where mistakes go.
    """
    if not scoring:
        return scoring
    complete = {**scoring, "scale": scale.as_written} if scale is not None else scoring
    for path, what in check_scoring(complete, methods, fact).mistakes:
        note(_as_written(path, scale), what)
    return complete


def _as_written(path: Path, scale: Scale | None) -> Path:
    """A mistake inside the points of a named scale stands, in the measure, at the scale's name."""
    return ("scoring", *(path[:1] if scale is not None and path[:1] == ("scale",) else path))
