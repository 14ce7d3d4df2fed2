"""Random conditions through the fused function, the reasoner and the naive interpreter.

The tests run a short one. A long one, from the root of the repository and with it on PYTHONPATH, is
`python tests/engine/fuzz_conditions.py --conditions 5000000 --seed 1 --jobs 2`: it compares that many pairs of a
condition and a subject, prints its counts and ends with code 1 when anything differs. A batch depends on the seed and
on its own number only, so the figures are the same for any number of jobs.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from multiprocessing import Pool
from random import Random

from sv_rules.engine.compiling import OUTCOMES
from sv_rules.engine.fusing import Fuser
from sv_rules.model.condition import Condition
from sv_rules.model.outcome import Kind, Stage
from tests.engine import naive_conditions as naive
from tests.engine.building import check, parameter, program, reasoner_of_values, rulepack
from tests.engine.naive_conditions import Known
from tests.engine.random_conditions import CONCLUSIONS, FACTS, OPERATORS, PARAMETERS, Conditions, random_known

CONDITIONS_OF_BATCH = 40
SUBJECTS_OF_BATCH = 50
PAIRS_OF_BATCH = CONDITIONS_OF_BATCH * SUBJECTS_OF_BATCH
REASONED = 10
"""One batch in so many also goes through a compiled rulepack and the reasoner, which is much slower."""


def fuzz(conditions: int, seed: int, jobs: int = 1) -> Counter[str]:
    """Compare at least so many pairs of a condition and a subject; `differences` must stay 0."""
    batches = range(-(-conditions // PAIRS_OF_BATCH))
    counts: Counter[str] = Counter()
    for found in _spread(batches, seed, jobs):
        counts.update(found)
    return counts


def _spread(batches: range, seed: int, jobs: int) -> Iterator[Counter[str]]:
    batch = partial(_batch, seed)
    if jobs == 1:
        yield from map(batch, batches)
        return
    with Pool(jobs) as pool:
        yield from pool.imap_unordered(batch, batches, chunksize=20)


def _batch(seed: int, number: int) -> Counter[str]:
    random = Random(f"{seed}/{number}")
    stream = Conditions(random)
    conditions = [stream.condition() for _ in range(CONDITIONS_OF_BATCH)]
    subjects = [random_known(random) for _ in range(SUBJECTS_OF_BATCH)]
    counts: Counter[str] = Counter()
    _fuse(conditions, subjects, counts)
    if number % REASONED == 0:
        _reason(conditions, subjects[: SUBJECTS_OF_BATCH // 5], counts)
    if counts["differences"]:
        print(f"seed {seed}, batch {number}: {counts['differences']} differ", file=sys.stderr)
    return counts


def _fuse(conditions: Sequence[Condition], subjects: Sequence[Known], counts: Counter[str]) -> None:
    numbers = {
        "facts": {fact.name: number for number, fact in enumerate(FACTS)},
        "parameters": {fact.name: number for number, fact in enumerate(PARAMETERS)},
        "conclusions": {name: number for number, name in enumerate(CONCLUSIONS)},
    }
    fuser = Fuser(OPERATORS, **numbers)
    for condition in conditions:
        fuser.add(fuser.condition(condition))
    # Checks beside them in the same function: each asks for one condition and applies when the next one holds.
    checks = list(zip([*conditions[1:], None], conditions, strict=True))
    for applies, expects in checks:
        fuser.add(fuser.outcome(applies, expects, OUTCOMES))
    fused = fuser.function()
    for known in subjects:
        given = tuple(known.facts.values()), tuple(known.parameters.values()), tuple(known.conclusions.values())
        found = fused(*given)
        right = [naive.truth(condition, known) for condition in conditions]
        outcomes = [naive.outcome(applies, expects, known) for applies, expects in checks]
        counts["conditions"] += len(right)
        counts["outcomes"] += len(outcomes)
        counts["differences"] += _differences(found, [*right, *outcomes])
        for truth in right:
            counts[f"came out {truth}"] += 1


def _reason(conditions: Sequence[Condition], subjects: Sequence[Known], counts: Counter[str]) -> None:
    """The same through `compile_rulepack`, with the conditions as checks, and through `Reasoner.truth`."""
    ready = program(
        rulepack(
            FACTS,
            [check(f"c{number}", condition) for number, condition in enumerate(conditions)],
            parameters=[parameter(fact, None) for fact in PARAMETERS],
            conclusions=dict.fromkeys(CONCLUSIONS, Kind.PROCUREMENT),
        )
    )
    plan = ready.plans[Kind.PROCUREMENT]
    for known in subjects:
        right = [naive.truth(condition, known) for condition in conditions]
        reasoner = reasoner_of_values(ready, known.facts, known.parameters, known.conclusions)
        reasoned = [reasoner.truth(condition) for condition in conditions]
        settled = plan.stages[Stage.SPECIFICATION].settle(
            tuple(known.facts[fact.name] for fact in plan.facts),
            tuple(known.parameters[name] for name in ready.parameters),
            tuple(known.conclusions[name] for name in ready.conclusions),
        )
        counts["reasoned"] += len(right)
        counts["differences"] += _differences(reasoned, right)
        counts["differences"] += _differences(settled, [naive.outcome(None, one, known) for one in conditions])


def _differences(found: Sequence[object], right: Sequence[object]) -> int:
    # `is` would be too strict for outcomes; == alone would take 1 for True.
    return sum(
        (one, type(one) is bool) != (other, type(other) is bool) for one, other in zip(found, right, strict=True)
    )


def main() -> int:
    """Run by command."""
    parser = argparse.ArgumentParser(description="Compare fused conditions with what they mean.")
    parser.add_argument("--conditions", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    wanted = parser.parse_args()
    counts = fuzz(wanted.conditions, wanted.seed, wanted.jobs)
    counts["differences"] += 0
    for name, count in sorted(counts.items()):
        print(f"{count:>12,}  {name}")
    return int(counts["differences"] > 0)


if __name__ == "__main__":
    sys.exit(main())
