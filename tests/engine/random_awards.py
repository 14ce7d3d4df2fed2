"""Random competitions: any tree, methods, thresholds, moderation, ties, draws, rounding and decision rules.

From the root of the repository, with it on PYTHONPATH: `python tests/engine/random_awards.py --count 10000` recomputes
that many from the JSON of their evaluations and says how many bids were ranked and how many numbers differ.
"""

import argparse
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from random import Random

from sv_rules.conformance.evaluation import made_up_evaluations
from sv_rules.engine.awarding import BidSeen, award
from sv_rules.model.award import Draw, Moderation, OfferBounds, Rounding
from tests.engine.awards import (
    BY_MARKS,
    BY_PRICE,
    BY_QUALITY,
    GATE,
    criterion,
    lot,
    mark,
    proxy,
    seen,
    table,
    terms,
)
from tests.engine.recompute import differences

EMPTY = made_up_evaluations()["an evaluation with nothing in it"]
LEAVES = {
    "price": BY_PRICE,
    "quality": BY_QUALITY,
    "marks": BY_MARKS,
    "more-marks": BY_MARKS,
    "jobs": {"measure": "jobs", "scoring": {"method": "proportion_of_highest"}},
    "hours": {"measure": "hours", "scoring": {"method": "best_to_worst", "better": "higher"}},
    "value": {"commitments": {"proxies": "values", "years": 2}, "scoring": {"method": "proportion_of_highest"}},
}
TERMS = terms(
    proxies={"values": table(jobs=proxy("8500.50", "40", "30", "5", "30"), hours=proxy("15.33", "12.5", "0", "0", "0"))}
)


def random_award(random):
    """Give a lot and its bids."""
    decided = random.random() < 0.2
    names = random.sample([name for name in LEAVES if not (decided and name == "price")], random.randint(1, 5))
    of_total = random.random() < 0.3
    criteria = _tree(random, names, 100, of_total=of_total)
    ids = [f"b{number}" for number in range(random.randint(0, 7))]
    model = {
        "weights": "of_total" if of_total else "within_parent",
        "gates": (GATE,) if random.random() < 0.3 else (),
        "ties": tuple(random.sample(names, random.randint(0, len(names)))) if random.random() < 0.5 else (),
        "ties_on": random.choice(["exact", "rounded"]),
        "rounding": Rounding(places=random.randint(0, 3), mode=random.choice(["half_up", "half_even", "down"])),
        "moderation": Moderation(policy=random.choice(["consensus", "mean", "median"])),
        "offers": {"jobs": OfferBounds(cap=2)} if random.random() < 0.3 else {},
    }
    if decided:
        options = random.choice([{"rule": "price_per_quality_point", "minimum": 1}, {"rule": "value_for_money_index"}])
        model["decided_by"] = {"price": "bid.price", **options}
    if ids and random.random() < 0.4:
        drawn = tuple(random.sample(ids, random.randint(1, len(ids))))
        model["draw"] = Draw(drawn_by="the clerk", drawn_on=date(2026, 5, 1), order=drawn)
    return lot(*criteria, **model), [_bid(random, one) for one in ids]


def _tree(random, names, whole, *, of_total):
    groups = _grouped(random, names)
    weights = _weights(random, len(groups), whole if of_total else 100)
    return [
        _leaf(random, group[0], weight)
        if len(group) == 1
        else criterion(
            f"all-{len(group)}-{group[0]}", f"{weight}%", *_tree(random, group, weight, of_total=of_total)
        )
        for group, weight in zip(groups, weights, strict=True)
    ]  # fmt: skip


def _leaf(random, name, weight):
    least = random.random() < 0.2 and name in {"quality", "marks"}
    return criterion(
        name, f"{weight}%", at_least="40%" if least else "", disqualifies=random.random() < 0.5, **LEAVES[name]
    )


def _grouped(random, names):
    if len(names) < 3 or random.random() < 0.5:
        return [[name] for name in names]
    cut = random.randint(2, len(names) - 1)
    return [names[:cut], *([name] for name in names[cut:])]


def _weights(random, count, whole):
    cuts = sorted(Decimal(random.randint(0, 1000)) * whole / 1000 for _ in range(count - 1))
    return [b - a for a, b in zip([Decimal(0), *cuts], [*cuts, Decimal(whole)], strict=True)]


def _bid(random, identifier):
    # Few different values, so that ties are common.
    marks = [
        mark(random.randint(0, 5), evaluator, "because", name)
        for name in ("marks", "more-marks")
        for evaluator in ("", "ann", "bob", "cat")
        if random.random() < 0.9
    ]
    one = seen(
        identifier,
        random.choice([10, 20, 30, Decimal("33.33"), *([0, None] if random.random() < 0.1 else [])]),
        random.choice([0, 50, 50, 100, Decimal("66.6")]),
        *marks,
        passes=random.random() < 0.9,
        jobs=random.randint(0, 3),
        hours=random.choice([0, Decimal("2.5"), 10, None]),
    )
    return BidSeen(one.bid, one.values, one.gates)


def as_json(of_lot, bids):
    """Give the Evaluation of one award as a reader gets it: bytes to plain data."""
    of_marks = {node.id for node in _leaves(of_lot.award.criteria)}
    kept = [
        BidSeen(
            one.bid.model_copy(update={"marks": tuple(each for each in one.bid.marks if each.criterion in of_marks)}),
            one.values,
            one.gates,
        )
        for one in bids
    ]
    criteria, result = award(of_lot, kept, TERMS)
    return json.loads(EMPTY.model_copy(update={"criteria": criteria, "lots": (result,)}).to_bytes())


def _leaves(criteria):
    for one in criteria:
        yield from _leaves(one.criteria) if one.criteria else (one,)


def main():
    """Run by command."""
    parser = argparse.ArgumentParser(description="Recompute random competitions.")
    parser.add_argument("--count", type=int, default=10_000)
    count = parser.parse_args().count
    statuses, wrong = Counter(), 0
    for seed in range(count):
        evaluation = as_json(*random_award(Random(f"award/{seed}")))
        found = differences(evaluation)
        wrong += len(found)
        if found:
            print(seed, *found, sep="\n  ")
        statuses.update(one["status"] for each in evaluation["lots"] for one in each["assessments"])
    print(f"{count} competitions, {dict(statuses)}, {wrong} numbers or ranks differ")


if __name__ == "__main__":
    main()
