"""Conclusions for many rows at once: the least fixpoint of the flat rules, in two worlds, certain and possible."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np

from sv_rules.columnar.masks import NO, Mask, Masks, every, some
from sv_rules.engine.compiling import Program
from sv_rules.model.condition import Condition
from sv_rules.model.inference import FlatRule
from sv_rules.model.outcome import Kind


def draw(program: Program, kind: Kind, as_of: date, settled: Callable[[Condition], Masks]) -> Mapping[str, Masks]:
    """Draw the conclusions about a kind of subject, those about the kinds above it first.

    Args:
        program: whose rules.
        kind: that a row is.
        as_of: the date of the rules.
        settled: gives where a condition without conclusions is true and false.
    """
    certain: dict[int, Mask] = {}
    possible: dict[int, Mask] = {}
    for seen in kind.sees:
        rules, _ = program.inference[seen].on(as_of)
        observed = [settled(condition) for condition in program.plans[seen].observations]
        may_be = [np.logical_not(masks.false) for masks in observed]
        sure, maybe = _World(certain, [masks.true for masks in observed]), _World(possible, may_be)
        for stratum in rules.strata:
            # What a rule lacks was settled before its stratum, so neither world waits for the other.
            sure.draw(stratum, maybe)
            maybe.draw(stratum, sure)
        # Conclusions that the compiler made up have numbers beyond the real ones, and mean nothing to other kinds.
        real = range(len(program.conclusions))
        certain, possible = ({number: world.drawn[number] for number in real} for world in (sure, maybe))
    names = enumerate(program.conclusions)
    return {name: Masks(certain[number], np.logical_not(possible[number])) for number, name in names}


class _World:
    """Where each conclusion is drawn."""

    def __init__(self, given: Mapping[int, Mask], applies: Sequence[Mask]) -> None:
        self._applies = applies
        self.drawn: dict[int, Mask] = defaultdict(lambda: NO, given)

    def draw(self, stratum: Sequence[FlatRule], other: "_World") -> None:
        """Fire the rules until nothing more is drawn."""
        grows = True
        while grows:
            grows = False
            for rule in stratum:
                before = self.drawn[rule.concludes]
                after = some([before, self._fires(rule, other)])
                if np.any(after & ~before):
                    self.drawn[rule.concludes] = after
                    grows = True

    def _fires(self, rule: FlatRule, other: "_World") -> Mask:
        parts = [self._applies[number] for number in rule.applies]
        parts += [self.drawn[number] for number in rule.holds]
        parts += [np.logical_not(other.drawn[number]) for number in rule.lacks]
        return every(parts)
