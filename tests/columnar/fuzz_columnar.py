"""Random rows through columns and, one by one, through the path that findings take: no outcome may differ.

The tests run a short one. A long one, from the root of the repository and with it on PYTHONPATH, is
`python tests/columnar/fuzz_columnar.py --rows 1000000 --seed 1`: it settles at least that many rows, each under dozens
of checks, prints its counts and ends with code 1 when anything differs.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Any

import numpy as np

from sv_rules.columnar.columns import Columns, column_of
from sv_rules.columnar.masks import Masks
from sv_rules.columnar.reading import columns_of
from sv_rules.columnar.settling import CODES, Codes, outcomes
from sv_rules.engine.compiling import Program
from sv_rules.evaluate import evaluate
from sv_rules.model.fact import Fact
from sv_rules.model.outcome import SUBJECT_OF_STAGE, Kind, Stage
from tests.columnar import workload
from tests.engine import random_packs
from tests.engine.building import DAY, check, parameter, program, rulepack
from tests.engine.random_conditions import CONCLUSIONS, FACTS, PARAMETERS, Conditions, random_known

CHECKS_OF_BATCH = 40
ROWS_OF_BATCH = 500
PROCUREMENTS_OF_BATCH = 40


def fuzz(rows: int, seed: int) -> Counter[str]:
    """Settle at least so many rows; `differences` must stay 0."""
    counts: Counter[str] = Counter()
    batch = 0
    while counts["rows"] < rows:
        random = Random(f"{seed}/{batch}")
        before = counts["differences"]
        for part in (every_operator, rules, bids):
            part(random, counts)
        if counts["differences"] > before:
            print(f"seed {seed}, batch {batch}: {counts['differences'] - before} differ", file=sys.stderr)
        batch += 1
    return counts


def every_operator(random: Random, counts: Counter[str]) -> None:
    """Every operator and quantifier; parameters with and without a value; conclusions row by row."""
    stream = Conditions(random)
    asked = [stream.condition() for _ in range(CHECKS_OF_BATCH)]
    checks = [
        check(f"c{number}", expects, applies if number % 2 else None)
        for number, (expects, applies) in enumerate(zip(asked, asked[::-1], strict=True))
    ]
    values = random_known(random).parameters
    parameters = [parameter(fact, values[fact.name]) for fact in PARAMETERS]
    concluded = dict.fromkeys(CONCLUSIONS, Kind.PROCUREMENT)
    ready = program(rulepack(FACTS, checks, parameters=parameters, conclusions=concluded))
    rows = [random_known(random) for _ in range(ROWS_OF_BATCH)]
    found = outcomes(
        ready,
        Stage.SPECIFICATION,
        Kind.PROCUREMENT,
        columns(FACTS, [row.facts for row in rows]),
        DAY,
        conclusions={name: _truths([row.conclusions[name] for row in rows]) for name in CONCLUSIONS},
    )
    plan = ready.plans[Kind.PROCUREMENT]
    right = [
        plan.stages[Stage.SPECIFICATION].settle(
            tuple(row.facts[fact.name] for fact in plan.facts),
            ready.parameter_values(DAY),
            tuple(row.conclusions[name] for name in ready.conclusions),
        )
        for row in rows
    ]
    _compare(found, right, counts)


def rules(random: Random, counts: Counter[str]) -> None:
    """Rules about every kind of subject, drawn over columns; evaluations one by one."""
    ready = program(random_packs.random_pack(random, circles=random.random() < 0.5))
    stage = random.choice((Stage.DESIGN, Stage.SPECIFICATION))
    made = [random_packs.random_procurement(random) for _ in range(PROCUREMENTS_OF_BATCH)]
    procurements = [one.model_copy(update={"stage": stage}) for one in made]
    findings = [finding for one in procurements for finding in evaluate(ready, one, as_of=DAY).findings]
    for at, kind in SUBJECT_OF_STAGE.items():
        if kind is Kind.PROCUREMENT and at is not stage:
            continue
        for name, codes in outcomes(ready, at, kind, columns_of(ready, procurements, kind), DAY).items():
            right = [CODES[one.outcome] for one in findings if (one.check, one.stage) == (name, at)]
            _count(codes, right, counts)
    counts["rows"] += len(procurements)


def bids(random: Random, counts: Counter[str]) -> None:
    """Bids as an analyst has them."""
    ready = workload.pack(random, CHECKS_OF_BATCH)
    rows = workload.bids(random, ROWS_OF_BATCH)
    found = outcomes(ready, Stage.BID, Kind.BID, columns(workload.FACTS.values(), rows), DAY)
    _compare(found, one_by_one(ready, rows), counts)


def one_by_one(ready: Program, rows: Sequence[Mapping[str, Any]]) -> Sequence[tuple[Any, ...]]:
    """Give the outcomes of the checks of bids for each row, as the path that findings take has them."""
    plan = ready.plans[Kind.BID]
    settle, parameters = plan.stages[Stage.BID].settle, ready.parameter_values(DAY)
    return [settle(tuple(row[fact.name] for fact in plan.facts), parameters, ()) for row in rows]


def columns(facts: Iterable[Fact], rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Give typed values, row by row, as columns."""
    return Columns(len(rows), {fact.name: column_of(fact, [row[fact.name] for row in rows]) for fact in facts})


def _truths(truths: Sequence[bool | None]) -> Masks:
    return Masks(np.array([one is True for one in truths]), np.array([one is False for one in truths]))


def _compare(found: Mapping[str, Codes], right: Sequence[tuple[Any, ...]], counts: Counter[str]) -> None:
    counts["rows"] += len(right)
    for codes, outcomes_of_check in zip(found.values(), zip(*right, strict=True), strict=True):
        _count(codes, [CODES[one] for one in outcomes_of_check], counts)


def _count(codes: Codes, right: Sequence[int], counts: Counter[str]) -> None:
    counts["differences"] += int(np.sum(codes != np.array(right, np.int8))) if len(codes) == len(right) else len(codes)
    for outcome, code in CODES.items():
        counts[f"came out {outcome}"] += right.count(code)


def main() -> int:
    """Run by command."""
    parser = argparse.ArgumentParser(description="Compare outcomes over columns with those one by one.")
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    counts = fuzz(wanted.rows, wanted.seed)
    counts["differences"] += 0
    for name, count in sorted(counts.items()):
        print(f"{count:>14,}  {name}")
    return int(counts["differences"] > 0)


if __name__ == "__main__":
    sys.exit(main())
