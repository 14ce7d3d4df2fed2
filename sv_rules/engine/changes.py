"""What would change a condition: the fewest comparisons that would have to come out otherwise."""

from collections.abc import Iterable
from typing import Any

from sv_rules.engine.patterns import Steps
from sv_rules.engine.truths import Truths
from sv_rules.engine.wording import sentence
from sv_rules.model.condition import AllOf, AnyOf, Comparison, Concluded, Condition, Not, Quantified
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.finding import Change
from sv_rules.model.trusted import trusted


class Changes(Truths):
    """Says what would make conditions come out otherwise on one subject."""

    def __init__(self, *known: Any, **more: Any) -> None:
        """Take what `Truths` takes."""
        super().__init__(*known, **more)
        self._steps_to_conclude: dict[tuple[str, bool], Steps | None] = {}

    def changes(self, condition: Condition, wanted: bool = True) -> tuple[Change, ...] | None:
        """Give the smallest set of changes that makes the condition come out as wanted, or None if none is known."""
        return self.said_steps(self.steps(condition, wanted))

    def said_steps(self, steps: Steps | None) -> tuple[Change, ...] | None:
        """Say what has to change."""
        return None if steps is None else tuple([self._change(leaf.fact, leaf, wanted) for leaf, wanted in steps])

    def steps(self, condition: Condition, wanted: bool) -> Steps | None:
        """Give the comparisons that would have to come out otherwise, the fewest; None: none is known."""
        if self.truth(condition) is wanted:
            return ()
        match condition:
            case Not(part):
                return self.steps(part, not wanted)
            case AllOf(parts) | AnyOf(parts):
                found = [self.steps(part, wanted) for part in parts]
                return _all_steps(found) if isinstance(condition, AllOf) is wanted else _fewest_steps(found)
            case Concluded(name):
                reasoner = self.at(self.program.rulepack.conclusions[name].kind)
                return None if reasoner is None else reasoner.steps_of(name, wanted)
            case Comparison() | Quantified():  # pragma: no branch  there is no other
                return None if self.out_of_reach(condition.operands) else ((condition, wanted),)

    def steps_of(self, name: str, wanted: bool) -> Steps | None:
        """Look up a conclusion about this subject; all are worked out together, at the first call."""
        if not self._steps_to_conclude:
            for circle in self.circles(lambda _: True):
                self._steps_to_conclude |= {(one, True): None for one in circle} | {(one, False): () for one in circle}
                for _ in circle:
                    before = [self._steps_to_conclude[one, way] for one in circle for way in (True, False)]
                    for one in circle:
                        whens = [rule.when for rule in self.rules_for(one)]
                        self._steps_to_conclude[one, True] = _fewest_steps([self.steps(when, True) for when in whens])
                        self._steps_to_conclude[one, False] = _all_steps([self.steps(when, False) for when in whens])
                    if before == [self._steps_to_conclude[one, way] for one in circle for way in (True, False)]:
                        break
        return self._steps_to_conclude[name, wanted]

    def _change(self, fact: Fact, condition: Condition, wanted: bool) -> Change:
        asked = self.wording.asked(condition, sign=wanted)
        actual = self.value(fact, None)
        if fact.type is FactType.TEXT:
            return trusted(Change, {"fact": fact.name, "sentence": sentence(asked)})
        now = "not known" if actual is None else self.said_of(fact, actual)
        return trusted(Change, {"fact": fact.name, "sentence": sentence(f"{asked} (now: {now})")})


def _all_steps(found: Iterable[Steps | None]) -> Steps | None:
    steps: dict[tuple[Comparison | Quantified, bool], None] = {}
    for one in found:
        # A comparison cannot come out both ways.
        if one is None or any((leaf, not wanted) in steps for leaf, wanted in one):
            return None
        steps |= dict.fromkeys(one)
    return tuple(steps)


def _fewest_steps(found: Iterable[Steps | None]) -> Steps | None:
    return min((one for one in found if one is not None), key=len, default=None)
