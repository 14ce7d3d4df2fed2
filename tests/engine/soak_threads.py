"""Many evaluations at once on one Program, each compared with what a single thread gave.

The tests run a short one. A long one, from the root of the repository with it and plugins/ on PYTHONPATH, is
`python tests/engine/soak_threads.py --threads 8 --each 2000`; it prints its counts and ends with code 1 when an
evaluation came out otherwise.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import sv_rules_ocds
from sv_rules.engine.compiling import Program
from sv_rules.evaluate import evaluate
from sv_rules.host import Host
from sv_rules.model.procurement import Procurement
from sv_rules.shipped import shipped

EXAMPLE = shipped("examples") / "haringey-catering"
DAYS = (None, date(2010, 6, 1), date(2026, 2, 20))
Case = tuple[Procurement, date | None, bytes]


def soak(threads: int, each: int, engine: str = "") -> Counter[str]:
    """Evaluate `each` times in every thread; `differences` must stay 0."""
    host = Host(discover=False, plugins=[sv_rules_ocds], engine=engine)
    program = host.rulepack("haringey").program
    cases = _cases(host, program)
    barrier = Barrier(threads)

    def work(number: int) -> Counter[str]:
        counts: Counter[str] = Counter()
        barrier.wait()
        for turn in range(each):
            # Every thread begins elsewhere, so that different cases meet.
            procurement, day, expected = cases[(number + turn) % len(cases)]
            counts["evaluations"] += 1
            counts["differences"] += evaluate(program, procurement, as_of=day).to_bytes() != expected
        return counts

    with ThreadPoolExecutor(threads) as pool:
        found = sum(pool.map(work, range(threads)), Counter[str]())
    found["cases"] = len({expected for _, _, expected in cases})
    return found


def _cases(host: Host, program: Program) -> Sequence[Case]:
    """The example whole and with one fact after another taken out, on several days, as one thread evaluates it."""
    whole = host.read(EXAMPLE / "notice.json", EXAMPLE / "bids.yaml")
    procurements = [whole, *(_without(whole, name) for name in sorted(whole.facts) if name != "tender.notice_date")]
    return [
        (one, day, evaluate(program, one, as_of=day).to_bytes())
        for number, one in enumerate(procurements)
        for day in (DAYS[number % len(DAYS)],)
    ]


def _without(procurement: Procurement, name: str) -> Procurement:
    return procurement.model_copy(
        update={"facts": {other: answer for other, answer in procurement.facts.items() if other != name}}
    )


def main() -> int:
    """Run by command."""
    parser = argparse.ArgumentParser(description="Evaluate in many threads and compare with one.")
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--engine", default="")
    wanted = parser.parse_args()
    counts = soak(wanted.threads, wanted.each, wanted.engine)
    for name in ("cases", "evaluations", "differences"):
        print(f"{counts[name]:>10,}  {name}")
    return int(counts["differences"] > 0)


if __name__ == "__main__":
    sys.exit(main())
