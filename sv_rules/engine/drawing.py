"""Observations -> conclusions: drives the inference engine subject by subject, from the procurement down."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sv_rules.engine.compiling import Program
from sv_rules.engine.observing import Observation, Observations, SubjectKey
from sv_rules.model.inference import FlatRule, Given, Worlds
from sv_rules.model.outcome import Kind
from sv_rules.model.rulepack import Rule

Truths = tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What is concluded about one subject: a truth for every conclusion, and the rule behind each one drawn here."""

    truths: Truths
    reasons: Mapping[str, Rule]
    """Conclusion -> the first rule that establishes it without leaning on itself; only those drawn on this subject."""


def draw(program: Program, observations: Observations) -> Mapping[SubjectKey, Conclusions]:
    """Draw all conclusions. True: certain. None: possible only. False: not drawn in either world.

    Raises:
        EngineError: if the inference engine goes over a limit.
    """
    found: dict[SubjectKey, Conclusions] = {}
    for key, observation in observations.subjects.items():
        above = drawn_above(program, observations, observation, found)
        found[key] = draw_on(program, key[0], observations.as_of, observation.truths, above)
    return found


def drawn_above(
    program: Program, observations: Observations, observation: Observation, found: Mapping[SubjectKey, Conclusions]
) -> Truths:
    """Give what is concluded about the subjects above one, also about the bid that a contract does not name.

    Of such a bid nothing is known, which is not the same as knowing that nothing holds of it.
    """
    if observation.parent is None:
        return (False,) * len(program.conclusions)
    above = found[observation.parent].truths
    parent, kind = observation.parent[0], observation.subject.kind
    for between in kind.sees[len(parent.sees) : -1]:
        plan = program.plans[between]
        # A subject's values begin with those of the kinds above it, and those of the kind between are not known.
        truths = plan.observe(observation.values[: len(plan.facts)], observations.parameters, ())
        above = draw_on(program, between, observations.as_of, truths, above).truths
    return above


def draw_on(program: Program, kind: Kind, day: date, observed: Truths, above: Truths) -> Conclusions:
    """Draw the conclusions about one subject.

    Args:
        program: the compiled rulepack.
        kind: of the subject.
        day: whose rules count.
        observed: the truth of each observation that the rules of this kind read.
        above: what is concluded about the subjects above it.
    """
    flat = program.inference[kind]
    if not flat.strata:
        return Conclusions(above, {})
    given = Given(applies=_worlds(observed), holds=_worlds(above))
    rules, left_out = flat.on(day)
    with program.pool.engine(program.engine, rules, (kind, left_out)) as engine:
        fired = engine.draw(given).fired
    by_id = {rule.id: rule for stratum in rules.strata for rule in stratum}
    certain = given.holds.certain | {by_id[number].concludes for number in fired.certain}
    possible = given.holds.possible | {by_id[number].concludes for number in fired.possible}
    truths = tuple(True if number in certain else None if number in possible else False for number in range(len(above)))
    names = tuple(program.conclusions)
    # Where there is a certain reason, a merely possible one is not given.
    origins = _origins(by_id, fired.possible, given.holds.possible) | _origins(
        by_id, fired.certain, given.holds.certain
    )
    reasons = {names[number]: flat.origin[origins[number]] for number in sorted(origins) if number < len(names)}
    return Conclusions(truths, reasons)


def _worlds(truths: Truths) -> Worlds[frozenset[int]]:
    return Worlds(
        frozenset(number for number, truth in enumerate(truths) if truth),
        frozenset(number for number, truth in enumerate(truths) if truth is not False),
    )


def _origins(flat: Mapping[int, FlatRule], fired: Iterable[int], given: frozenset[int]) -> dict[int, int]:
    """Give for each conclusion drawn in a world the rule that establishes it in the fewest steps; the first of equals.

    Steps are counted anew here, so the reason does not depend on the order in which an engine happened to fire. Flat
    rules are numbered in the order of the rules they come from.
    """
    waits_for: dict[int, int] = {}
    readers: dict[int, list[int]] = defaultdict(list)
    for number in fired:
        missing = set(flat[number].holds) - given
        waits_for[number] = len(missing)
        for conclusion in missing:
            readers[conclusion].append(number)
    origins: dict[int, int] = {}
    ready = [number for number, missing in waits_for.items() if not missing]
    while ready:
        drawn = []
        for number in sorted(ready):
            conclusion = flat[number].concludes
            if conclusion not in given and conclusion not in origins:
                origins[conclusion] = number
                drawn.append(conclusion)
        ready = []
        for reader in (reader for conclusion in drawn for reader in readers[conclusion]):
            waits_for[reader] -= 1
            if not waits_for[reader]:
                ready.append(reader)
    return origins
