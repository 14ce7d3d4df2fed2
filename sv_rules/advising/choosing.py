"""Which changes do the most, one after the other: each is chosen as if those before it had been made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sv_rules.advising.opening import Key, OpenFinding
from sv_rules.model.outcome import Level

MOST_QUESTIONS = 5
"""Questions on what applies that are asked in one go."""

_LEVELS = tuple(Level)

WEIGHTS = {Level.MUST: 4, Level.SHOULD: 2, Level.MAY: 1}
"""What a finding counts by its level. It counts double where it is known not to be met, half where it is not known
whether its check applies."""

Ways = tuple[frozenset[Key], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A change: what is made known or changed, the findings it settles with those before it, and those it helps."""

    keys: tuple[Key, ...]
    scope: bool
    settles: tuple[OpenFinding, ...]
    helps: tuple[OpenFinding, ...]

    @property
    def findings(self) -> tuple[OpenFinding, ...]:
        """What it is for, in reading order."""
        return tuple(sorted((*self.settles, *self.helps), key=lambda one: one.number))


def choose(found: Sequence[OpenFinding], most: int) -> tuple[Chosen, ...]:
    """Give at most so many changes, the best first."""
    left: dict[OpenFinding, Ways] = {one: one.ways for one in found if one.ways}
    chosen: list[Chosen] = []
    while left and len(chosen) < most:
        candidates = list(_candidates(left, with_scope=not any(one.scope for one in chosen)))
        if not candidates:
            break
        best = min(candidates, key=lambda one: _order(one, left))
        chosen.append(best)
        left = _after(left, best)
    return tuple(chosen)


def _candidates(left: Mapping[OpenFinding, Ways], *, with_scope: bool) -> Iterator[Chosen]:
    scope = _scope_keys(left) if with_scope else ()
    if scope:
        yield _chosen(scope, left, scope=True)
    # What decides whether one check applies may be what another expects.
    single = dict.fromkeys(key for one, ways in left.items() for way in ways for key in sorted(way - one.scope))
    for key in single:
        if key not in scope:
            yield _chosen((key,), left, scope=False)


def _chosen(keys: tuple[Key, ...], left: Mapping[OpenFinding, Ways], *, scope: bool) -> Chosen:
    settles, helps = [], []
    for one, ways in left.items():
        if any(way <= frozenset(keys) for way in ways):
            settles.append(one)
        elif any(not way.isdisjoint(keys) for way in ways):
            helps.append(one)
    return Chosen(keys, scope, tuple(settles), tuple(helps))


def _scope_keys(left: Mapping[OpenFinding, Ways]) -> tuple[Key, ...]:
    """Give the questions on what applies that do the most together."""
    open_ways = {one: tuple(way & one.scope for way in ways) for one, ways in left.items() if one.scope}
    open_ways = {one: ways for one, ways in open_ways.items() if all(ways)}
    chosen: list[Key] = []
    while open_ways and len(chosen) < MOST_QUESTIONS:
        merits: dict[Key, Fraction] = {}
        for one, ways in open_ways.items():
            for key in frozenset[Key]().union(*ways):
                merits[key] = merits.get(key, Fraction(0)) + _weight(one) * _share(key, ways)
        best = min(merits, key=lambda key: (-merits[key], key))
        chosen.append(best)
        open_ways = {one: tuple(way - {best} for way in ways) for one, ways in open_ways.items()}
        open_ways = {one: ways for one, ways in open_ways.items() if all(ways)}
    return tuple(sorted(chosen))


def _share(key: Key, ways: Ways) -> Fraction:
    """Give the part of the shortest way to settle a finding that one key is."""
    sizes = [len(way) for way in ways if key in way]
    return Fraction(1, min(sizes)) if sizes else Fraction(0)


def _order(one: Chosen, left: Mapping[OpenFinding, Ways]) -> tuple[Fraction, int, int, bool, int, tuple[Key, ...]]:
    """Give what sorts the best change first."""
    strictest = min(_LEVELS.index(each.finding.level) for each in one.findings)
    return -_merit(one, left), strictest, -len(one.settles), not one.scope, one.findings[0].number, one.keys


def _merit(chosen: Chosen, left: Mapping[OpenFinding, Ways]) -> Fraction:
    return sum(
        (_weight(one) * sum((_share(key, left[one]) for key in chosen.keys), Fraction(0)) for one in chosen.findings),
        Fraction(0),
    )


def _weight(one: OpenFinding) -> Fraction:
    certainty = Fraction(2) if one.wrong else Fraction(1) if one.applies else Fraction(1, 2)
    return WEIGHTS[one.finding.level] * certainty


def _after(left: Mapping[OpenFinding, Ways], chosen: Chosen) -> dict[OpenFinding, Ways]:
    done = frozenset(chosen.keys)
    reduced = {one: tuple(way - done for way in ways) for one, ways in left.items()}
    return {one: ways for one, ways in reduced.items() if all(ways)}
