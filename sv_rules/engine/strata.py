"""Draws conclusions in plain Python: the same answer as durable_rules without its C module, and faster.

Semi-naive: each rule counts how many things it still waits for; a thing that becomes true is counted down once in the
rules that read it, and a rule with nothing left to wait for fires. A draw costs what becomes true, not what exists.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sv_rules.errors import EngineError, Problem, listed
from sv_rules.model.extending import Engine
from sv_rules.model.inference import Drawn, FlatRule, Given, InferenceRules, Worlds


class StrataEngine:
    """Draws conclusions for one kind of subject; keeps nothing between draws."""

    def __init__(self, rules: InferenceRules) -> None:
        """Prepare the rules; raises EngineError when they are malformed."""
        refuse_malformed(rules)
        flat = [rule for stratum in rules.strata for rule in stratum]
        self._ids = [rule.id for rule in flat]
        self._concludes = [rule.concludes for rule in flat]
        self._waits_for = [len({*rule.applies}) + len({*rule.holds}) + len({*rule.lacks}) for rule in flat]
        self._waits_for_nothing = [position for position, count in enumerate(self._waits_for) if not count]
        self._applies = _readers(rule.applies for rule in flat)
        self._holds = _readers(rule.holds for rule in flat)
        self._lacks = _readers(rule.lacks for rule in flat)
        self._absences = absences(rules)

    def draw(self, given: Given) -> Drawn:
        """Give the rules that fire in each world, least fixpoint, for one subject."""
        certain = self._begin(given.applies.certain, given.holds.certain)
        possible = certain
        if not nothing_is_unknown(given):
            possible = self._begin(given.applies.possible, given.holds.possible)
        for settled in self._absences:
            not_possible, not_certain = settled - possible.drawn, settled - certain.drawn
            self._become_true(certain, self._lacks, not_possible)
            if possible is not certain:
                self._become_true(possible, self._lacks, not_certain)
        return Drawn(Worlds(frozenset(certain.fired), frozenset(possible.fired)))

    def close(self) -> None:
        """Free nothing: there is nothing to free."""

    def _begin(self, applies: frozenset[int], holds: frozenset[int]) -> "_World":
        world = _World(self._waits_for.copy(), set(holds))
        self._fire(world, self._waits_for_nothing.copy())
        self._become_true(world, self._applies, applies)
        self._become_true(world, self._holds, holds)
        return world

    def _become_true(self, world: "_World", readers: Mapping[int, list[int]], things: Iterable[int]) -> None:
        waits_for, ready = world.waits_for, []
        for thing in things:
            for position in readers.get(thing, ()):
                waits_for[position] -= 1
                if not waits_for[position]:
                    ready.append(position)
        self._fire(world, ready)

    def _fire(self, world: "_World", ready: list[int]) -> None:
        waits_for, drawn, fired = world.waits_for, world.drawn, world.fired
        while ready:
            position = ready.pop()
            fired.append(self._ids[position])
            conclusion = self._concludes[position]
            if conclusion in drawn:
                continue
            drawn.add(conclusion)
            for reader in self._holds.get(conclusion, ()):
                waits_for[reader] -= 1
                if not waits_for[reader]:
                    ready.append(reader)


@dataclass(slots=True)
class _World:
    waits_for: list[int]
    drawn: set[int]
    fired: list[int] = field(default_factory=list)


def nothing_is_unknown(given: Given) -> bool:
    """The two worlds start alike, and therefore end alike: one need be drawn."""
    return given.applies.certain == given.applies.possible and given.holds.certain == given.holds.possible


def absences(rules: InferenceRules) -> list[frozenset[int]]:
    """The conclusions whose absence is asked for first in each stratum; strata that ask for no new one are left out.

    A rule may fire before its stratum is reached, as soon as all it names is there. That changes nothing: what it
    concludes is looked for by no earlier stratum, neither present nor absent.
    """
    asked: set[int] = set()
    found = []
    for stratum in rules.strata:
        lacked = frozenset(conclusion for rule in stratum for conclusion in rule.lacks) - asked
        if lacked:
            found.append(lacked)
            asked |= lacked
    return found


def refuse_malformed(rules: InferenceRules) -> None:
    """Refuse rules that have no one answer, all problems at once: EngineError, since the compiler wrote them."""
    last = {rule.concludes: number for number, stratum in enumerate(rules.strata, 1) for rule in stratum}
    problems = []
    seen = set()
    for number, stratum in enumerate(rules.strata, 1):
        for rule in stratum:
            if rule.id in seen:
                problems.append(Problem(f"two rules are numbered {rule.id}"))
            seen.add(rule.id)
            problems += _out_of_order(rule, number, last)
    if problems:
        raise EngineError(problems)


def _out_of_order(rule: FlatRule, number: int, last: Mapping[int, int]) -> Iterable[Problem]:
    unsettled = [conclusion for conclusion in rule.lacks if last.get(conclusion, 0) >= number]
    if unsettled:
        yield Problem(
            f"rule {rule.id} in stratum {number} asks for the absence of {_numbers(unsettled)}, "
            "which is concluded in that stratum or a later one"
        )
    still_to_come = [conclusion for conclusion in rule.holds if last.get(conclusion, 0) > number]
    if still_to_come:
        yield Problem(
            f"rule {rule.id} in stratum {number} asks for {_numbers(still_to_come)}, which is concluded in a later one"
        )


def _numbers(conclusions: Iterable[int]) -> str:
    return f"conclusion {listed(map(str, sorted({*conclusions})))}"


def _readers(named: Iterable[Iterable[int]]) -> Mapping[int, list[int]]:
    readers = defaultdict(list)
    for position, things in enumerate(named):
        for thing in {*things}:
            readers[thing].append(position)
    return dict(readers)


ENGINE = Engine(name="strata", version="1", start=StrataEngine)
