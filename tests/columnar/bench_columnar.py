"""How many rows a second columns settle, against the same one by one. Run by hand: no test hangs on a time.

python tests/columnar/bench_columnar.py [--rows 200000] [--checks 100]
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from sv_rules.columnar.columns import Columns
from sv_rules.columnar.settling import CODES, outcomes
from sv_rules.model.outcome import Kind, Stage
from tests.columnar import fuzz_columnar, workload
from tests.engine.building import DAY


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("rows", 200_000), ("checks", 100), ("rounds", 5)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    wanted = asked.parse_args()
    random = Random(1)
    ready = workload.pack(random, wanted.checks)
    plan = ready.plans[Kind.BID]
    rows = workload.bids(random, wanted.rows)
    typed = [tuple(row[fact.name] for fact in plan.facts) for row in rows]
    settle, parameters = plan.stages[Stage.BID].settle, ready.parameter_values(DAY)
    made: Columns = fuzz_columnar.columns(workload.FACTS.values(), rows)

    one_by_one = [settle(values, parameters, ()) for values in typed]
    found = outcomes(ready, Stage.BID, Kind.BID, made, DAY)
    for codes, right in zip(found.values(), zip(*one_by_one, strict=True), strict=True):
        assert codes.tolist() == [CODES[one] for one in right]

    tried: dict[str, Callable[[], object]] = {
        "one by one, from typed values": lambda: [settle(values, parameters, ()) for values in typed],
        "columns, from columns": lambda: outcomes(ready, Stage.BID, Kind.BID, made, DAY),
        "columns, from typed values": lambda: outcomes(
            ready, Stage.BID, Kind.BID, fuzz_columnar.columns(workload.FACTS.values(), rows), DAY
        ),
    }
    times: dict[str, list[float]] = {name: [] for name in tried}
    for _ in range(wanted.rounds):
        for name, one in tried.items():
            started = time.perf_counter()
            one()
            times[name].append(time.perf_counter() - started)
    base = median(times["one by one, from typed values"])
    print(
        f"{wanted.rows:,} rows, {wanted.checks} checks, {len(plan.stages[Stage.BID].leaves)} comparisons; same outcomes"
    )
    for name, taken in times.items():
        print(f"{name:32} {wanted.rows / median(taken):>12,.0f} rows/s  {base / median(taken):6.2f} times as fast")


if __name__ == "__main__":
    main()
