"""Observations -> conclusions: drives the inference engine subject by subject, from the procurement down."""

from collections.abc import Mapping
from dataclasses import dataclass

from sv_rules.engine.compiling import Program
from sv_rules.engine.observing import Observations, SubjectKey
from sv_rules.model.inference import FlatRule, Given, Worlds
from sv_rules.model.rulepack import Rule


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What is concluded about one subject: a truth for every conclusion, and the rule behind each one drawn here."""

    truths: tuple[bool | None, ...]
    reasons: Mapping[str, Rule]
    """Conclusion -> the first rule that establishes it without leaning on itself; only those drawn on this subject."""


def draw(program: Program, observations: Observations) -> Mapping[SubjectKey, Conclusions]:
    """Draw all conclusions. True: certain. None: possible only. False: not drawn in either world.

    Raises:
        EngineError: if the inference engine goes over a limit.
    """
    found: dict[SubjectKey, Conclusions] = {}
    total = len(program.conclusions)
    for key, observation in observations.subjects.items():
        above = found[observation.parent].truths if observation.parent else (False,) * total
        flat = program.inference[key[0]]
        if not flat.strata:
            found[key] = Conclusions(above, {})
            continue
        truths = observation.truths
        given = Given(
            applies=_worlds(truths),
            holds=_worlds(above),
        )
        rules, left_out = flat.on(observations.as_of)
        with program.pool.engine(program.engine, rules, (key[0], left_out)) as engine:
            fired = engine.draw(given).fired
        by_id = {one.id: one for stratum in rules.strata for one in stratum}
        certain = given.holds.certain | {by_id[number].concludes for number in fired.certain}
        possible = given.holds.possible | {by_id[number].concludes for number in fired.possible}
        drawn = tuple(True if number in certain else None if number in possible else False for number in range(total))
        found[key] = Conclusions(drawn, _reasons(program, flat.origin, by_id, fired, given))
    return found


def _worlds(truths: tuple[bool | None, ...]) -> Worlds[frozenset[int]]:
    return Worlds(
        frozenset(number for number, truth in enumerate(truths) if truth),
        frozenset(number for number, truth in enumerate(truths) if truth is not False),
    )


def _reasons(
    program: Program,
    origin: Mapping[int, Rule],
    flat: Mapping[int, FlatRule],
    fired: Worlds[frozenset[int]],
    given: Given,
) -> dict[str, Rule]:
    """Give for each conclusion the rule that establishes it in the fewest steps; the first written among equals.

    Steps are counted anew here, so the reason does not depend on the order in which an engine happened to fire.
    """
    names = tuple(program.conclusions)
    order = {rule.id: number for number, rule in enumerate(program.rulepack.rules)}
    reasons: dict[str, Rule] = {}
    for world, ids in ((given.holds.certain, fired.certain), (given.holds.possible, fired.possible)):
        known = set(world)
        waiting = sorted(ids, key=lambda number: (order[origin[number].id], number))
        while waiting:
            ready = [number for number in waiting if known.issuperset(flat[number].holds)]
            if not ready:
                break
            for number in ready:
                concluded = flat[number].concludes
                known.add(concluded)
                if concluded < len(names) and concluded not in world:
                    reasons.setdefault(names[concluded], origin[number])
            done = set(ready)
            waiting = [number for number in waiting if number not in done]
    return reasons


