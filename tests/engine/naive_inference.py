"""What inference means, written to be read and not to be fast. The engines are compared with this."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from sv_rules.model.inference import Drawn, FlatRule, Given, InferenceRules, Worlds


def draw(rules: InferenceRules, given: Given) -> Drawn:
    """Apply all rules of a stratum in both worlds until nothing changes; then the next stratum."""
    certain, possible = set(given.holds.certain), set(given.holds.possible)
    fired_certain: set[int] = set()
    fired_possible: set[int] = set()
    for stratum in rules.strata:
        # What a world may not have drawn is what the other had drawn when the stratum began.
        not_in_certain, not_in_possible = frozenset(possible), frozenset(certain)
        _saturate(stratum, given.applies.certain, certain, not_in_certain, fired_certain)
        _saturate(stratum, given.applies.possible, possible, not_in_possible, fired_possible)
    return Drawn(Worlds(frozenset(fired_certain), frozenset(fired_possible)))


def _saturate(
    stratum: Iterable[FlatRule], applies: frozenset[int], drawn: set[int], denied: frozenset[int], fired: set[int]
) -> None:
    changed = True
    while changed:
        changed = False
        for rule in stratum:
            if rule.id in fired:
                continue
            if applies.issuperset(rule.applies) and drawn.issuperset(rule.holds) and denied.isdisjoint(rule.lacks):
                fired.add(rule.id)
                drawn.add(rule.concludes)
                changed = True


def in_every_completion(rules: InferenceRules, given: Given) -> Worlds[frozenset[int]]:
    """The rules that fire however the unknown turns out, and those that fire in at least one way it may turn out.

    Each unknown observation and each unknown conclusion of the parent's is taken as true and as false; what is left
    is ordinary two-valued logic, where the least fixpoint of each stratum is the truth.
    """
    answers = [_two_valued(rules, applies, holds) for applies, holds in _completions(given)]
    return Worlds(frozenset.intersection(*answers), frozenset.union(*answers))


def unknown(given: Given) -> tuple[frozenset[int], frozenset[int]]:
    """The observations and the parent's conclusions that are possible and not certain."""
    return given.applies.possible - given.applies.certain, given.holds.possible - given.holds.certain


def _completions(given: Given) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    observations, conclusions = unknown(given)
    for true_observations in _subsets(observations):
        for true_conclusions in _subsets(conclusions):
            yield given.applies.certain.union(true_observations), given.holds.certain.union(true_conclusions)


def _subsets(things: frozenset[int]) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(sorted(things), size) for size in range(len(things) + 1))


def _two_valued(rules: InferenceRules, applies: frozenset[int], holds: frozenset[int]) -> frozenset[int]:
    true = set(holds)
    fired: set[int] = set()
    for stratum in rules.strata:
        false = {conclusion for rule in stratum for conclusion in rule.lacks} - true
        while True:
            now = {
                rule.id
                for rule in stratum
                if {*rule.applies} <= applies and {*rule.holds} <= true and {*rule.lacks} <= false
            }
            if now <= fired:
                break
            fired |= now
            true |= {rule.concludes for rule in stratum if rule.id in now}
    return frozenset(fired)


def one_sided(rules: InferenceRules, given: Given) -> bool:
    """No conclusion depends on the same unknown both for and against it.

    Then the worst case of each conclusion is one completion, the two worlds find it, and they are exact. Otherwise
    `p or not p` may be true in every completion and is still only possible.
    """
    observations, parents = unknown(given)
    # (kind, number, whether it helps): what each conclusion depends on, through any number of rules.
    depends: dict[int, set[tuple[str, int, bool]]] = defaultdict(set)
    for conclusion in parents:
        depends[conclusion].add(("parent", conclusion, True))
    changed = True
    while changed:
        changed = False
        for rule in chain.from_iterable(rules.strata):
            through = {("observation", number, True) for number in observations.intersection(rule.applies)}
            through = through.union(*(depends[conclusion] for conclusion in rule.holds))
            for conclusion in rule.lacks:
                through |= {(kind, number, not helps) for kind, number, helps in depends[conclusion]}
            if not through <= depends[rule.concludes]:
                depends[rule.concludes] |= through
                changed = True
    return not any((kind, number, not helps) in found for found in depends.values() for kind, number, helps in found)
