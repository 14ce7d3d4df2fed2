"""Random rules through every engine, the naive reference and all completions of what is unknown.

The tests run a short one. A long one is `python tests/engine/fuzz_inference.py --sets 20000 --seed 1`; it prints its
counts and ends with code 1 when an engine differs. `--draws 200000` then draws that often from one engine of each kind
and prints how much memory the process has taken at each tenth.
"""

import argparse
import resource
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random

from sv_rules.engine import inferring, strata
from sv_rules.model.extending import Engine
from sv_rules.model.inference import FlatRule, Given, InferenceRules, Worlds
from tests.engine import naive_inference as naive

OBSERVATIONS = range(12)
CONCLUSIONS = range(100, 112)
MOST_UNKNOWN = 6
DRAWS_OF_SET = 4


def fuzz(engines: Iterable[Engine], sets: int, seed: int) -> Counter[str]:
    """Count what happened; `differences`, `unsound` and `inexact although one-sided` must stay 0."""
    counts: Counter[str] = Counter()
    for number in range(sets):
        random = Random(f"{seed}/{number}")
        # Half of the sets are made so that nothing is depended on both ways; of the others some are by chance.
        sides = Sides(random, mixed=number % 2 == 0)
        rules = random_rules(random, sides)
        givens = [random_given(random) for _ in range(DRAWS_OF_SET)]
        counts["sets"] += 1
        counts["rules"] += sum(map(len, rules.strata))
        _compare(engines, rules, givens, counts)
        for given in givens:
            _judge(rules, given, counts)
    return counts


def _compare(engines: Iterable[Engine], rules: InferenceRules, givens: Sequence[Given], counts: Counter[str]) -> None:
    expected = [naive.draw(rules, given) for given in givens]
    for engine in engines:
        started = engine.start(rules)
        try:
            for given, right in zip(givens, expected, strict=True):
                counts[f"drawn by {engine.name}"] += 1
                counts["differences"] += started.draw(given) != right
        finally:
            started.close()


def _judge(rules: InferenceRules, given: Given, counts: Counter[str]) -> None:
    drawn, truth = naive.draw(rules, given).fired, naive.in_every_completion(rules, given)
    sound = drawn.certain <= truth.certain and truth.possible <= drawn.possible
    exact = drawn == truth
    one_sided = naive.one_sided(rules, given)
    counts["unsound"] += not sound
    counts["one-sided"] += one_sided
    counts["inexact although one-sided"] += one_sided and not exact
    counts["two-sided and exact"] += exact and not one_sided
    counts["two-sided and only sound"] += sound and not exact and not one_sided
    counts["something is in doubt"] += drawn.certain != drawn.possible
    counts["something is certain"] += bool(drawn.certain)
    counts["certain although something is unknown"] += bool(drawn.certain) and any(naive.unknown(given))


class Sides:
    """Puts everything on one of two sides; a rule that is not mixed holds its own side and lacks the other."""

    def __init__(self, random: Random, *, mixed: bool) -> None:
        self._mixed = mixed
        self._side = {thing: random.randrange(2) for thing in (*OBSERVATIONS, *CONCLUSIONS)}

    def alike(self, conclusion: int, things: Iterable[int]) -> list[int]:
        return [thing for thing in things if self._mixed or self._side[thing] == self._side[conclusion]]

    def opposite(self, conclusion: int, things: Iterable[int]) -> list[int]:
        return [thing for thing in things if self._mixed or self._side[thing] != self._side[conclusion]]


def random_rules(random: Random, sides: Sides) -> InferenceRules:
    """Up to 24 rules in up to 4 strata, with cycles inside a stratum and conclusions that only a parent can have."""
    strata_of_rules: list[list[FlatRule]] = [[] for _ in range(random.randint(1, 4))]
    stratum_of = {conclusion: random.randint(-1, len(strata_of_rules) - 1) for conclusion in CONCLUSIONS}
    concluded = [conclusion for conclusion in CONCLUSIONS if stratum_of[conclusion] >= 0]
    for number in range(random.randint(0, 24) if concluded else 0):
        conclusion = random.choice(concluded)
        here = stratum_of[conclusion]
        not_later = [other for other in CONCLUSIONS if stratum_of[other] <= here]
        earlier = [other for other in CONCLUSIONS if stratum_of[other] < here]
        long = random.random() < 0.1
        rule = FlatRule(
            number,
            applies=_some(random, sides.alike(conclusion, OBSERVATIONS), 12 if long else 2),
            holds=_some(random, sides.alike(conclusion, not_later), 8 if long else 2),
            lacks=_some(random, sides.opposite(conclusion, earlier), 8 if long else 2),
            concludes=conclusion,
        )
        strata_of_rules[here].append(rule)
    return InferenceRules(tuple(map(tuple, strata_of_rules)))


def random_given(random: Random) -> Given:
    """Most observations known, at most `MOST_UNKNOWN` things unknown, and something no rule has heard of."""
    unknown = random.sample([*OBSERVATIONS, *CONCLUSIONS], random.randint(0, MOST_UNKNOWN))
    often, seldom = random.random(), random.random() / 4
    applies = frozenset(number for number in OBSERVATIONS if random.random() < often) | {999}
    holds = frozenset(number for number in CONCLUSIONS if random.random() < seldom)
    return Given(
        Worlds(applies.difference(unknown), applies.union(set(unknown) & {*OBSERVATIONS})),
        Worlds(holds.difference(unknown), holds.union(set(unknown) & {*CONCLUSIONS})),
    )


def _some(random: Random, things: Sequence[int], most: int) -> tuple[int, ...]:
    return tuple(random.sample(things, min(len(things), random.randint(0, most))))


def memory_over(engine: Engine, draws: int) -> Iterator[tuple[int, int]]:
    """Draw from one engine; give draws so far and kB taken at most by the process, at each tenth."""
    random = Random(1)
    rules = max((random_rules(random, Sides(random, mixed=True)) for _ in range(50)), key=lambda one: len(str(one)))
    givens = [random_given(random) for _ in range(100)]
    started = engine.start(rules)
    for done in range(draws):
        if done % (draws // 10) == 0:
            yield done, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started.draw(givens[done % len(givens)])
    yield draws, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started.close()


def main() -> int:
    """Run by command."""
    parser = argparse.ArgumentParser(description="Compare the inference engines on random rules.")
    parser.add_argument("--sets", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--draws", type=int, default=0)
    wanted = parser.parse_args()
    engines = [engine for engine in (inferring.ENGINE, strata.ENGINE) if not engine.missing]
    counts = fuzz(engines, wanted.sets, wanted.seed)
    for name, count in counts.items():
        print(f"{count:>10,}  {name}")
    if wanted.draws:
        for engine in engines:
            for done, size in memory_over(engine, wanted.draws):
                print(f"{engine.name}: {done:>10,} draws, {size:,} kB")
    return int(any(counts[name] for name in MUST_BE_NONE))


MUST_BE_NONE = ("differences", "unsound", "inexact although one-sided")

if __name__ == "__main__":
    sys.exit(main())
