"""The findings that somebody has to do something about, each with what would settle it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sv_rules.engine.compiling import Program
from sv_rules.model.condition import Condition, conclusions_of, facts_of
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.fact import FactType
from sv_rules.model.finding import Finding
from sv_rules.model.outcome import Outcome
from sv_rules.model.rulepack import Check


class Key(NamedTuple):
    """Something to do: make a fact known or change it. `check` where it serves one check alone.

    A text is no one thing: each check wants words of its own in it. No fact: the pack's question is all there is.
    """

    fact: str
    check: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class OpenFinding:
    """A finding that is not met or cannot be told.

    `ways`: each is enough to settle it. `scope`: those keys that decide whether the check applies, as far as that is
    not known. `number` counts in reading order.
    """

    number: int
    finding: Finding
    ways: tuple[frozenset[Key], ...]
    scope: frozenset[Key]

    @property
    def applies(self) -> bool:
        """Whether it is known that the check applies."""
        return not self.scope

    @property
    def wrong(self) -> bool:
        """Whether it is known not to be met."""
        return self.finding.outcome is Outcome.NOT_MET


def open_findings(program: Program, evaluation: Evaluation) -> tuple[OpenFinding, ...]:
    """Give the open findings that are not set aside, in reading order."""
    return tuple(
        OpenFinding(number, finding, ways, _scope(program, finding, ways))
        for number, finding in enumerate(evaluation.findings)
        if finding.outcome in {Outcome.NOT_MET, Outcome.CANNOT_TELL} and finding.waived is None
        for ways in [tuple(_ways(program, finding))]
    )


def _ways(program: Program, finding: Finding) -> Iterator[frozenset[Key]]:
    if finding.outcome is Outcome.CANNOT_TELL:
        for ask in finding.asks:
            yield frozenset(_key(program, one.fact, finding.check) for one in ask.questions)
    elif finding.changes:
        yield frozenset(_key(program, one.fact, finding.check) for one in finding.changes)
    else:
        yield frozenset({Key("", finding.check)})


def _key(program: Program, name: str, check: str) -> Key:
    return Key(name, check if program.rulepack.facts[name].type is FactType.TEXT else "")


def _scope(program: Program, finding: Finding, ways: tuple[frozenset[Key], ...]) -> frozenset[Key]:
    check = program.rulepack.checks[finding.check]
    if finding.outcome is Outcome.NOT_MET or check.applies is None or finding.applies_because:
        return frozenset()
    deciding = facts_behind(program, check.applies) - facts_behind(program, _expected(check, finding))
    return frozenset(key for way in ways for key in way if key.fact in deciding)


def _expected(check: Check, finding: Finding) -> Condition:
    return check.expects[finding.stage]


def facts_behind(program: Program, condition: Condition) -> frozenset[str]:
    """Give the names of the facts that a condition reads, and those that the rules behind its conclusions read."""
    facts: set[str] = set()
    seen: set[str] = set()
    waiting = [condition]
    while waiting:
        one = waiting.pop()
        facts |= {fact.name for fact in facts_of(one)}
        for name in set(conclusions_of(one)) - seen:
            seen.add(name)
            waiting += [rule.when for rule in program.rules_of.get(name, ())]
    return frozenset(facts)
