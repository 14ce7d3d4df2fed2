"""What would settle a condition that cannot be told: sets of facts to ask for."""

from collections.abc import Iterable
from itertools import chain, product
from typing import Any

from sv_rules.engine.patterns import Leaf
from sv_rules.engine.truths import Entry, Truth, Truths
from sv_rules.model.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Concluded,
    Condition,
    FactValue,
    Not,
    Operand,
    Quantified,
    Quantifier,
)

Ways = list[frozenset[str]]
UnknownLeaf = tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]
"""The ways to settle a leaf that cannot be told, as true and as false."""

MOST_WAYS = 6
"""Sets of facts offered to settle a check; the smallest are kept."""


class WaysToSettle(Truths):
    """Says which facts would settle conditions on one subject."""

    def __init__(self, *known: Any, **more: Any) -> None:
        """Take what `Truths` takes."""
        super().__init__(*known, **more)
        self._unknowns: dict[int, tuple[Condition, UnknownLeaf]] = {}
        self._ways_to_conclude: dict[tuple[str, bool], Ways] = {}

    def ways(self, condition: Condition, wanted: bool, record: Entry | None = None) -> Ways:
        """Give sets of facts, not known now, whose answers together could make the condition come out as wanted.

        The smallest first, none containing another, at most MOST_WAYS. Empty: no answer could. A list of which
        entries are known only in part counts among the facts not known.
        """
        truth = self.truth(condition, record)
        if truth is not None:
            return [frozenset()] if truth is wanted else []
        match condition:
            case Not(part):
                return self.ways(part, not wanted, record)
            case AllOf(parts) | AnyOf(parts):
                found = [self.ways(part, wanted, record) for part in parts]
                return together(found) if isinstance(condition, AllOf) is wanted else smallest(chain(*found))
            case Concluded(name):
                reasoner = self.at(self.program.rulepack.conclusions[name].kind)
                return [] if reasoner is None else reasoner.ways_of(name, wanted)
            case Comparison(fact, _, operands):
                if self.value(fact, record) is not None:
                    return self._ways_to_know(operands)
                asked = record[0] if record is not None and "." not in fact.name else fact
                return self._ways_to_know(operands, asked.name)
            case Quantified():  # pragma: no branch  there is no other
                return self._ways_of_entries(condition, wanted)

    def unknown(self, leaf: Leaf) -> UnknownLeaf:
        """Give what would settle a leaf that cannot be told, as true and as false: what sets it apart from others."""
        known = self._unknowns.get(id(leaf))
        if known is None:
            ways = (tuple(self.ways(leaf, True)), tuple(self.ways(leaf, False)))
            known = self._unknowns[id(leaf)] = (leaf, ways)
        return known[1]

    def _ways_to_know(self, operands: tuple[Operand, ...], *names: str) -> Ways:
        missing = {*names, *(one.fact.name for one in operands if isinstance(one, FactValue) and self.missing([one]))}
        # No answer gives a parameter its value, and none turns one currency into another.
        return [frozenset(missing)] if missing and not self.out_of_reach(operands) else []

    def _ways_of_entries(self, quantified: Quantified, wanted: bool) -> Ways:
        quantifier, fact, where = quantified.quantifier, quantified.fact, quantified.where
        counted = self._missing_operands(quantified)
        if counted is None:
            return []
        items = self.value(fact, None)
        if items is None:
            named = counted | {fact.name}
            empty = self._with_no_entries(quantified)
            if where is None or empty is None or empty is wanted:
                return [named]
            unknown = (fact, (None,) * len(fact.fields))
            return smallest(named | way for way in self.ways(where, quantifier is not Quantifier.EVERY, unknown))
        if where is None:
            return [counted]
        entries = [(fact, item) for item in items if self.truth(where, (fact, item)) is None]
        if quantifier is Quantifier.COUNT:
            found = [smallest(chain(*(self.ways(where, way, one) for way in (True, False)))) for one in entries]
            return [way | counted for way in together(found)]
        passes = wanted if quantifier in {Quantifier.SOME, Quantifier.EVERY} else not wanted
        found = [self.ways(where, passes, one) for one in entries]
        return smallest(chain(*found)) if passes is not (quantifier is Quantifier.EVERY) else together(found)

    def _missing_operands(self, quantified: Quantified) -> frozenset[str] | None:
        if self.out_of_reach(quantified.operands):
            return None
        facts = (one for one in quantified.operands if isinstance(one, FactValue))
        return frozenset(one.fact.name for one in facts if self.missing([one]))

    def _with_no_entries(self, quantified: Quantified) -> Truth:
        if quantified.quantifier is not Quantifier.COUNT:
            return quantified.quantifier is not Quantifier.SOME
        if self.missing(quantified.operands):
            return None
        return self.held_against(quantified, 0)

    def ways_of(self, name: str, wanted: bool) -> Ways:
        """Look up a conclusion about this subject that is in doubt; all are worked out together, at the first call."""
        if not self._ways_to_conclude:
            for circle in self.circles(lambda one: self.truth(Concluded(one)) is None):
                # What supports only itself is never drawn, and what is denied only by itself may be left out.
                self._ways_to_conclude |= {(one, True): [] for one in circle} | {
                    (one, False): [frozenset()] for one in circle
                }
                for _ in circle:
                    before = [self._ways_to_conclude[one, way] for one in circle for way in (True, False)]
                    for one in circle:
                        whens = [rule.when for rule in self.rules_for(one)]
                        self._ways_to_conclude[one, True] = smallest(chain(*(self.ways(when, True) for when in whens)))
                        self._ways_to_conclude[one, False] = together([self.ways(when, False) for when in whens])
                    if before == [self._ways_to_conclude[one, way] for one in circle for way in (True, False)]:
                        break
        return self._ways_to_conclude[name, wanted]


def smallest(ways: Iterable[frozenset[str]]) -> Ways:
    """Keep the smallest sets of which none contains another, in the order found among equals, at most MOST_WAYS."""
    kept: Ways = []
    for way in sorted(dict.fromkeys(ways), key=len):
        if not any(other <= way for other in kept):
            kept.append(way)
        if len(kept) == MOST_WAYS:
            break
    return kept


def together(found: list[Ways]) -> Ways:
    """Combine the ways of several conditions that must all come out: one of each, united."""
    combined: Ways = [frozenset()]
    for ways in found:
        combined = smallest(one | other for one, other in product(combined, ways))
    return combined
