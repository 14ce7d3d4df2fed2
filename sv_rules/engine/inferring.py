"""Draws conclusions with durable_rules: the one file that imports it, and the one that knows its limits.

Its C module is driven directly, with flat facts of three strings: the world, a group, and one thing that applies, holds
or lacks. A fact is asserted, the rules it makes fire are drained, and what they conclude is asserted in turn.

What its source says, measurements confirm and this file does about it:

- One level of its network has room for 512 values and hangs when it is full, so facts are spread over groups. One
  condition has room for 255 rules, so rules are spread over rulesets, and a fact is asserted in each that reads it.
- A rule takes about 30 kB of memory and each of its conditions 25 kB more, so more than `MOST_RULES` are refused.
- To retract a fact of a rule that has fired it counts the facts in that rule's frame, and walks on past the frame for
  each that was retracted before. With four facts the walk ends among the seven frames that were reserved behind it;
  with five it leaves the memory that is its own. So a rule has at most four conditions here, and a longer one becomes a
  chain of rules through inner conclusions.
- It tells facts apart by a 32-bit hash of their ids. Ours are numerals from 0, at most eight for each rule of a
  ruleset, and their hashes differ.
- A state that has never fired is not safe to delete, and one that was interrupted while firing stays silent. So a state
  fires once when it is made, and after any exception it is deleted and made again.
"""

import itertools
import json
import sys
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import distributions
from typing import Any, TypeAlias

from sv_rules.engine.strata import absences, nothing_is_unknown, refuse_malformed
from sv_rules.errors import EngineError
from sv_rules.model.extending import Engine
from sv_rules.model.inference import Drawn, FlatRule, Given, InferenceRules, Worlds

MOST_RULES = 5_000
"""In one engine, after long rules have been cut."""

CONDITIONS_IN_RULE = 4
RULES_IN_RULESET = 200
FACTS_IN_GROUP = 32

CERTAIN, POSSIBLE = "certain", "possible"
SUBJECT = "subject"
"""The one state of a ruleset: one subject at a time."""

Conclusion: TypeAlias = int | str
"""A number of the compiler's, or the name of an inner conclusion."""

Condition: TypeAlias = tuple[str, Conclusion]
"""`applies`, `holds` or `lacks`, and what."""

ALWAYS: Condition = ("applies", "always")


class DurableEngine:
    """Draws conclusions for one kind of subject; holds memory outside Python until it is closed or forgotten.

    One thread only. In a world and ruleset each fact is asserted at most once in a draw.
    """

    def __init__(self, rules: InferenceRules) -> None:
        """Write the rulesets; raises EngineError when rules are malformed, too many, or the C module is missing."""
        refuse_malformed(rules)
        short = list(_cut_short(rules))
        if len(short) > MOST_RULES:
            raise EngineError(
                f"these are {len(short)} rules of up to {CONDITIONS_IN_RULE} conditions, and the engine 'durable' "
                f"takes {MOST_RULES}; use the engine 'strata', which draws the same conclusions"
            )
        self._module = _module()
        self._absences = absences(rules)
        self._places: dict[str, dict[Condition, list[_Place]]] = {
            CERTAIN: defaultdict(list),
            POSSIBLE: defaultdict(list),
        }
        self._rules: dict[str, _ShortRule] = {}
        self._asserted: list[_Place] = []
        self._handles: list[int] = []
        self._free = weakref.finalize(self, _free, self._module, self._handles)
        # When the process ends, a thread may still be drawing; the system frees the memory anyway.
        self._free.atexit = False
        for first in range(0, len(short), RULES_IN_RULESET):
            self._add_ruleset(short[first : first + RULES_IN_RULESET])

    def draw(self, given: Given) -> Drawn:
        """Give the rules that fire in each world, least fixpoint, for one subject."""
        complete = False
        try:
            drawn = self._draw(given)
            self._retract()
            complete = True
        except self._module.error as refusal:
            raise EngineError(f"durable_rules has refused a fact: {refusal}") from refusal
        finally:
            if not complete:
                self._start_again()
        return drawn

    def close(self) -> None:
        """Free the rulesets and their states."""
        self._free()

    def _draw(self, given: Given) -> Drawn:
        certain = self._begin(CERTAIN, given.applies.certain, given.holds.certain)
        possible = certain
        if not nothing_is_unknown(given):
            possible = self._begin(POSSIBLE, given.applies.possible, given.holds.possible)
        for settled in self._absences:
            not_possible, not_certain = settled - possible.drawn, settled - certain.drawn
            self._become_true(certain, "lacks", not_possible)
            if possible is not certain:
                self._become_true(possible, "lacks", not_certain)
        return Drawn(Worlds(frozenset(certain.fired), frozenset(possible.fired)))

    def _begin(self, name: str, applies: Iterable[int], holds: Iterable[int]) -> "_World":
        world = _World(self._places[name], set(holds))
        self._become_true(world, ALWAYS[0], [ALWAYS[1]])
        self._become_true(world, "applies", applies)
        self._become_true(world, "holds", holds)
        return world

    def _become_true(self, world: "_World", kind: str, things: Iterable[Conclusion]) -> None:
        for thing in things:
            facts: list[Condition] = [(kind, thing)]
            while facts:
                for place in world.places.get(facts.pop(), ()):
                    for name in self._fire(place):
                        rule = self._rules[name]
                        if rule.id is not None:
                            world.fired.add(rule.id)
                        if rule.concludes not in world.drawn:
                            world.drawn.add(rule.concludes)
                            facts.append(("holds", rule.concludes))

    def _fire(self, place: "_Place") -> Iterator[str]:
        self._asserted.append(place)
        code, state = self._module.assert_fact(place.handle, place.fact)
        if code:
            # 1 would mean that no rule reads it, but it has a place because one does; 2 that it was there already.
            raise EngineError(f"durable_rules has answered {code} to the fact {place.fact}")
        started = self._module.start_action_for_state(place.handle, state)
        activation = started[1] if started else None
        while activation:
            yield activation[2 : activation.index('"', 2)]
            activation = self._module.complete_and_start_action(place.handle, state)

    def _retract(self) -> None:
        for place in self._asserted:
            self._module.retract_fact(place.handle, place.retraction)
        self._asserted.clear()

    def _start_again(self) -> None:
        self._asserted.clear()
        for handle in self._handles:
            self._module.delete_state(handle, SUBJECT)
            _prime(self._module, handle)

    def _add_ruleset(self, rules: Sequence["_ShortRule"]) -> None:
        groups: dict[Condition, int] = {}
        written: dict[str, object] = {"prime": {"all": [{"m": {"world": "prime"}}]}}
        for rule in rules:
            for condition in rule.conditions:
                groups.setdefault(condition, len(groups) // FACTS_IN_GROUP)
            for world in self._places:
                facts = [_fact(world, groups[condition], condition) for condition in rule.conditions]
                name = f"{world} {len(self._rules)}"
                written[name] = {"all": [{f"m{at}": _pattern(fact)} for at, fact in enumerate(facts)]}
                self._rules[name] = rule
        try:
            handle = self._module.create_ruleset("sv_rules", json.dumps(written))
        except self._module.error as refusal:
            raise EngineError(f"durable_rules has refused the rules: {refusal}") from refusal
        _prime(self._module, handle)
        self._handles.append(handle)
        ids = map(str, itertools.count())
        for world, places in self._places.items():
            for condition, group in groups.items():
                places[condition].append(_place(handle, next(ids), _fact(world, group, condition)))


@dataclass(frozen=True, slots=True)
class _ShortRule:
    """A rule of at most `CONDITIONS_IN_RULE` conditions; `id` is None when its conclusion is an inner one."""

    conditions: tuple[Condition, ...]
    concludes: Conclusion
    id: int | None


@dataclass(frozen=True, slots=True)
class _Place:
    """A fact as one ruleset is told it: already written out, since it is told again for every subject."""

    handle: int
    fact: str
    retraction: str


@dataclass(slots=True)
class _World:
    places: Mapping[Condition, Sequence[_Place]]
    drawn: set[Conclusion]
    fired: set[int] = field(default_factory=set)


def _cut_short(rules: InferenceRules) -> Iterator[_ShortRule]:
    inner: dict[tuple[Condition, ...], str] = {}
    for rule in (rule for stratum in rules.strata for rule in stratum):
        conditions = _conditions(rule)
        while len(conditions) > CONDITIONS_IN_RULE:
            first = conditions[:CONDITIONS_IN_RULE]
            if first not in inner:
                inner[first] = f"inner {len(inner)}"
                yield _ShortRule(first, inner[first], None)
            conditions = (("holds", inner[first]), *conditions[CONDITIONS_IN_RULE:])
        yield _ShortRule(conditions, rule.concludes, rule.id)


def _conditions(rule: FlatRule) -> tuple[Condition, ...]:
    named = {"applies": rule.applies, "holds": rule.holds, "lacks": rule.lacks}
    # In order of their numbers, so that rules which begin alike share their inner conclusions.
    return tuple((kind, thing) for kind, things in named.items() for thing in sorted({*things})) or (ALWAYS,)


def _fact(world: str, group: int, condition: Condition) -> dict[str, str]:
    kind, thing = condition
    return {"world": world, "group": str(group), kind: str(thing)}


def _pattern(fact: Mapping[str, str]) -> dict[str, object]:
    # Values are told apart one after the other, in this order: the world first, so that each level stays small.
    return {"$and": [{name: value} for name, value in fact.items()]}


def _place(handle: int, name: str, fact: Mapping[str, str]) -> _Place:
    key = {"sid": SUBJECT, "id": name}
    return _Place(handle, json.dumps({**key, **fact}), json.dumps(key))


def _prime(module: Any, handle: int) -> None:
    key = {"sid": SUBJECT, "id": "prime"}
    _, state = module.assert_fact(handle, json.dumps({**key, "world": "prime"}))
    module.start_action_for_state(handle, state)
    module.complete_and_start_action(handle, state)
    module.retract_fact(handle, json.dumps(key))


def _free(module: Any, handles: list[int]) -> None:
    while handles:
        handle = handles.pop()
        module.delete_state(handle, SUBJECT)
        module.delete_ruleset(handle)


def _module() -> Any:
    try:
        import durable_rules_engine  # noqa: PLC0415 a C module that cannot be built or imported everywhere
    except ImportError as problem:
        raise EngineError(
            "durable_rules cannot be imported: it needs Python 3.11 or 3.12, and a C compiler when it is installed "
            f"(this is Python {sys.version_info.major}.{sys.version_info.minor}); "
            "use the engine 'strata', which draws the same conclusions"
        ) from problem
    return durable_rules_engine


def _missing() -> str:
    try:
        _module()
    except EngineError as problem:
        return str(problem)
    return ""


_VERSION = next((found.version for found in distributions(name="durable_rules")), "")
ENGINE = Engine(name="durable", version=_VERSION, start=DurableEngine, missing=_missing())
