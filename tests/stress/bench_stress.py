"""How long a trial takes, against the same fields scored by exact numbers. Run by hand: no test hangs on a time.

python tests/stress/bench_stress.py [--fields 10000] [--bids 6] [--criteria 8] [--exact 100]
"""

import argparse
import sys
import time
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sv_rules.engine.award_plan import validate_award
from sv_rules.model.amount import Money
from sv_rules.stress.exactly import exact_outcome
from sv_rules.stress.reversal import reversed_fields
from sv_rules.stress.running import Size, stress
from sv_rules.stress.trial import draw_trial
from tests.engine.robustness.competitions import BY_MARKS, BY_OFFER, BY_PRICE, TERMS, criterion, lot

PRICE = Money(Decimal(500_000), "GBP")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("fields", 10_000), ("bids", 6), ("criteria", 8), ("exact", 100)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    wanted = asked.parse_args()
    marked = wanted.criteria - 2
    questions = [criterion(f"q{place}", f"{Decimal(60) / marked:.9f}%", **BY_MARKS) for place in range(marked - 1)]
    rest = Decimal(60) - sum(Decimal(one.weight.removesuffix("%")) for one in questions)
    plan = validate_award(
        lot(
            criterion("price", "30%", **BY_PRICE),
            criterion("social", "10%", **BY_OFFER),
            *questions,
            criterion("last", f"{rest}%", **BY_MARKS),
        ),
        TERMS,
    )
    started = time.perf_counter()
    found = stress(plan, TERMS.methods, PRICE, Size(wanted.fields, wanted.bids, 1))
    whole = time.perf_counter() - started
    started = time.perf_counter()
    trial = draw_trial(plan, PRICE, wanted.fields, wanted.bids, 1)
    first = trial.first(trial.points(trial.all_there))
    reversed_fields(trial, first)
    arrays = time.perf_counter() - started
    started = time.perf_counter()
    for field in range(wanted.exact):
        exact_outcome(trial, field)
        for bid in range(wanted.bids):
            if bid != first[field]:
                exact_outcome(trial, field, leave_out=bid)
    exact = (time.perf_counter() - started) / wanted.exact * wanted.fields
    print(f"{wanted.fields:,} fields of {wanted.bids} bids and {wanted.criteria} criteria: {found.sentences[0]}")
    print(f"the whole trial {whole:.2f} s; made up, scored and each loser withdrawn {arrays:.3f} s")
    print(f"the same by exact numbers {exact:.0f} s (from {wanted.exact} fields): {exact / arrays:,.0f} times as long")


if __name__ == "__main__":
    main()
