"""How time and memory grow: with checks, bids, lots and packs. Every point is measured in a process of its own."""

import json
import math
import subprocess
import sys
from collections.abc import Sequence
from statistics import median
from typing import Any

from sv_benchmarks.effort import Effort

KINDS = ("checks", "bids", "lots", "packs")
MEASURES = ("load", "evaluate", "bytes", "memory")


def measure(effort: Effort) -> dict[str, Any]:
    """Measure every point, sizes interleaved; give the points and the exponents fitted to them."""
    found: dict[tuple[str, int], list[dict[str, float]]] = {}
    for _ in range(effort.growth_rounds):
        for kind in KINDS:
            for size in effort.growth[kind]:
                found.setdefault((kind, size), []).append(_point(kind, size))
    grown: dict[str, Any] = {}
    for kind in KINDS:
        points = [
            {"size": size, **{what: median(one[what] for one in found[kind, size]) for what in MEASURES}}
            for size in effort.growth[kind]
        ]
        grown[kind] = {
            "points": points,
            "exponents": {what: exponent(points, what) for what in MEASURES},
            "exponents_at_the_end": {what: exponent(points[-2:], what) for what in MEASURES},
        }
    return grown


def exponent(points: Sequence[dict[str, Any]], what: str) -> float:
    """Fit a straight line to the logarithms by least squares; 1 is linear growth, 2 quadratic."""
    across = [math.log(point["size"]) for point in points]
    up = [math.log(max(point[what], 1e-9)) for point in points]
    mean_across, mean_up = sum(across) / len(across), sum(up) / len(up)
    spread = sum((one - mean_across) ** 2 for one in across)
    return sum((one - mean_across) * (other - mean_up) for one, other in zip(across, up, strict=True)) / spread


def _point(kind: str, size: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "sv_benchmarks.growth_point", kind, str(size)],
        check=True,
        capture_output=True,
        text=True,
    )
    point: dict[str, float] = json.loads(done.stdout)
    return point
