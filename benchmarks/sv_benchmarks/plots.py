"""`results.json` -> plots: the engines beside each other, and how cost grows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sv_benchmarks.growth import KINDS

OURS, OTHERS, BY_HAND = "#0b5394", "#b0b0b0", "#6aa84f"
_COLOURS = {"sv_rules": OURS, "engine": OTHERS, "by hand": BY_HAND}


def draw(results: Mapping[str, Any], folder: Path) -> list[str]:
    """Draw what there are results for; give the names of the files."""
    import matplotlib as mpl

    # The same figures give the same file.
    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "sv_rules"
    folder.mkdir(parents=True, exist_ok=True)
    drawn = []
    if "reference" in results:
        _engines(results["reference"]["engines"], folder / "engines.svg")
        drawn.append("engines.svg")
    if "growth" in results:
        _growth(results["growth"], folder / "growth.svg")
        drawn.append("growth.svg")
    return drawn


def _engines(engines: Mapping[str, Any], path: Path) -> None:
    from matplotlib.figure import Figure

    ordered = sorted(engines.items(), key=lambda pair: -pair[1]["seconds"])
    figure = Figure(figsize=(9, 0.32 * len(ordered) + 1.2), layout="constrained")
    axes = figure.subplots()
    axes.barh(
        [name for name, _ in ordered],
        [1e6 * one["seconds"] for _, one in ordered],
        color=[_COLOURS[one["group"]] for _, one in ordered],
    )
    for row, (_, one) in enumerate(ordered):
        axes.text(1e6 * one["seconds"] * 1.08, row, _figure(1e6 * one["seconds"]), va="center", fontsize=8)
    axes.set_xscale("log")
    axes.set_xlabel("microseconds a bid, 100 rules (logarithmic; shorter is faster)")
    axes.set_title("Reference workload: blue sv_rules, grey other engines, green made by hand", fontsize=10)
    axes.margins(x=0.15)
    figure.savefig(path, metadata={"Date": None})


def _figure(microseconds: float) -> str:
    return f"{microseconds:,.0f}" if microseconds >= 100 else f"{microseconds:.1f}"


def _growth(growth: Mapping[str, Any], path: Path) -> None:
    from matplotlib.figure import Figure

    kinds = [kind for kind in KINDS if kind in growth]
    figure = Figure(figsize=(9, 6.5), layout="constrained")
    for axes, kind in zip(figure.subplots(2, 2).flat, kinds, strict=False):
        points, exponents = growth[kind]["points"], growth[kind]["exponents_at_the_end"]
        sizes = [point["size"] for point in points]
        for what, label, colour in (
            ("load", "load and compile", OTHERS),
            ("evaluate", "evaluate", OURS),
            ("bytes", "bytes to bytes", BY_HAND),
        ):
            times = [1000 * point[what] for point in points]
            axes.loglog(sizes, times, "o-", color=colour, label=f"{label} (ends at exponent {exponents[what]:.2f})")
        axes.set_xlabel(kind)
        axes.set_ylabel("milliseconds")
        axes.legend(fontsize=7)
        axes.grid(visible=True, which="major", alpha=0.3)
    figure.savefig(path, metadata={"Date": None})
