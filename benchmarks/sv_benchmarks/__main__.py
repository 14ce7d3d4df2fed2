"""Run the benchmarks, write `results.json`, `RESULTS.md` and the plots: `python -m sv_benchmarks --help`."""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sv_benchmarks import competition, growth, notices, plots, reference, startup
from sv_benchmarks.effort import FULL, QUICK, Effort
from sv_benchmarks.machine import machine
from sv_benchmarks.tables import page
from sv_benchmarks.targets import targets

PARTS: Mapping[str, Callable[[Effort], dict[str, Any]]] = {
    "reference": reference.measure,
    "notices": notices.measure,
    "competition": competition.measure,
    "startup": startup.measure,
    "growth": growth.measure,
}


def main() -> None:
    """Measure, write, and say which targets are met."""
    asked = _options()
    effort = QUICK if asked.quick else FULL
    names = asked.only or list(PARTS)
    written = asked.out / "results.json"
    options = "".join([" --quick" if asked.quick else "", *(f" --only {name}" for name in asked.only or ())])
    here = machine(effort, options)
    results = json.loads(written.read_text(encoding="utf-8")) if asked.only and written.is_file() else {}
    # With --only, the other parts stay, if they come from the same machine, versions and effort.
    if {**results.get("machine", {}), "options": options} != here:
        results = {}
    results["machine"] = here
    for name in names:
        print(f"{name} …", flush=True)
        results[name] = PARTS[name](effort)
        # After each part, so that an hour is not lost when the next one fails.
        _write(results, asked.out)
    for one in targets(results):
        sign = "≥" if one.at_least else "≤"
        print(f"{'met    ' if one.met else 'NOT MET'} {one.found:8.3f} ({sign} {one.asked:g})  {one.what}")


def _write(results: Mapping[str, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    drawn = plots.draw(results, folder / "plots")
    pictures = "".join(f"\n![{name}](plots/{name})\n" for name in drawn)
    (folder / "RESULTS.md").write_text(page(results) + pictures, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/run", description="What sv_rules costs, beside others.")
    parser.add_argument("--quick", action="store_true", help="smaller sizes, about three minutes")
    parser.add_argument("--only", action="append", choices=list(PARTS), help="one part; may be given again")
    parser.add_argument(
        "--out", type=Path, default=Path(__file__).parents[1], help="folder for the results (default: this one)"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
