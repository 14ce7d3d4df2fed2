"""What is known about one subject: values, and what every condition came to on it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Self

from sv_rules.engine.compiling import Program
from sv_rules.engine.drawing import Conclusions
from sv_rules.engine.fusing import SINGLE
from sv_rules.engine.observing import Observation, Observations, SubjectKey
from sv_rules.engine.wording import Wording
from sv_rules.model.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Concluded,
    Condition,
    FactValue,
    Literal,
    Not,
    Operand,
    ParameterValue,
    Quantified,
    Quantifier,
)
from sv_rules.model.fact import Fact, FactType, spoken, written
from sv_rules.model.outcome import Kind
from sv_rules.model.procurement import Answer
from sv_rules.model.rulepack import Rule

Truth = bool | None
Entry = tuple[Fact, tuple[Any, ...]]
"""A list of records and the one that is looked at."""


class Truths:
    """What conditions came to on one subject.

    Works on the conditions as they are written. Those that are looked at again are known by identity, since to compare
    them costs as much as to judge them; each is kept, so that its identity stays its own.
    """

    def __init__(
        self,
        program: Program,
        observations: Observations,
        conclusions: Mapping[SubjectKey, Conclusions],
        key: SubjectKey,
        *,
        wording: Wording,
        above: "Self | None" = None,
    ) -> None:
        """Take everything known about the subject `key`, and the same of the one above it."""
        self.program = program
        self.observations = observations
        self.observation: Observation = observations.subjects[key]
        self.wording = wording
        self.above = above
        self._conclusions = conclusions
        self._numbers = program.plans[key[0]].numbers
        self._truths: dict[int, tuple[Condition, Truth]] = {}
        self._spoken: dict[str, str] = {}
        self._written: dict[str, Any] = {}
        self._seen_numbers: Mapping[int, int] = {}
        self._seen: tuple[Truth, ...] = ()

    def look(self, numbers: Mapping[int, int], truths: tuple[Truth, ...]) -> None:
        """Take what the fused function found of leaves, by the numbers their identities have."""
        self._seen_numbers, self._seen = numbers, truths

    def truth(self, condition: Condition, record: Entry | None = None) -> Truth:
        """Give the truth of a condition on this subject; inside a quantifier, of one record."""
        if record is not None:
            return self._truth(condition, record)
        number = self._seen_numbers.get(id(condition))
        if number is not None:
            return self._seen[number]
        known = self._truths.get(id(condition))
        if known is None:
            known = self._truths[id(condition)] = (condition, self._truth(condition, None))
        return known[1]

    def _truth(self, condition: Condition, record: Entry | None) -> Truth:
        match condition:
            case AllOf(parts):
                truths = [self.truth(part, record) for part in parts]
                return False if False in truths else None if None in truths else True
            case AnyOf(parts):
                truths = [self.truth(part, record) for part in parts]
                return True if True in truths else None if None in truths else False
            case Not(part):
                truth = self.truth(part, record)
                return None if truth is None else not truth
            case Concluded(name):
                return self._conclusions[self.observation.subject.key].truths[self.program.conclusions[name]]
            case Comparison():
                return self.compare(condition, record)
            case Quantified():  # pragma: no branch  there is no other
                return self.quantified(condition)

    def compare(self, comparison: Comparison, record: Entry | None) -> Truth:
        """Give the truth of a comparison, of a record where one is looked at."""
        operator = self.program.registry.operators[comparison.operator]
        actual = self.value(comparison.fact, record)
        values = [self.operand(operand) for operand in comparison.operands]
        if operator.judges_absence:
            return operator.function(actual, values[0])
        if actual is None or self.missing(comparison.operands):
            return None
        if comparison.fact.type is FactType.MONEY and any(value.currency != actual.currency for value in values):
            return None
        value: Any = values[0] if operator.value in SINGLE else tuple(values)
        return operator.function(actual, operator.prepare(value) if operator.prepare else value)

    def quantified(self, quantified: Quantified) -> Truth:
        """Give the truth of what is said of some, every, none or a number of entries."""
        items = self.value(quantified.fact, None)
        if items is None:
            return None
        truths = [
            True if quantified.where is None else self.truth(quantified.where, (quantified.fact, item))
            for item in items
        ]
        match quantified.quantifier:
            case Quantifier.SOME:
                return True if True in truths else None if None in truths else False
            case Quantifier.EVERY:
                return False if False in truths else None if None in truths else True
            case Quantifier.NONE:
                return False if True in truths else None if None in truths else True
            case Quantifier.COUNT:  # pragma: no branch  there is no other
                if self.missing(quantified.operands):
                    return None
                least = truths.count(True)
                numbers = range(least, least + truths.count(None) + 1)
                found = {self.held_against(quantified, number) for number in numbers}
                return found.pop() if len(found) == 1 else None

    def held_against(self, quantified: Quantified, number: int) -> bool:
        """Hold a number of entries against what a count asks for."""
        operator = self.program.registry.operators[quantified.operator]
        values = tuple(self.operand(operand) for operand in quantified.operands)
        value: Any = values[0] if operator.value in SINGLE else values
        return operator.function(number, operator.prepare(value) if operator.prepare else value)

    def value(self, fact: Fact, record: Entry | None) -> Any:
        """Give the typed value of a fact, or of a field of the record; None: not known."""
        if record is not None and "." not in fact.name:
            listed_fact, values = record
            return values[[field.name for field in listed_fact.fields].index(fact.name)]
        return self.observation.values[self._numbers[fact.name]]

    def operand(self, operand: Operand) -> Any:
        """Give what a comparison holds a fact against; None: not known."""
        match operand:
            case Literal(value):
                return value
            case FactValue(fact):
                return self.value(fact, None)
            case ParameterValue(name):  # pragma: no branch  there is no other
                return self.observations.parameters[self.program.parameter_numbers[name]]

    def missing(self, operands: Iterable[Operand]) -> bool:
        """Say whether one of these is not known."""
        return any(not isinstance(one, Literal) and self.operand(one) is None for one in operands)

    def out_of_reach(self, operands: Iterable[Operand]) -> bool:
        """Say whether a parameter has no value on the day: no answer could give it one."""
        return self.missing(one for one in operands if isinstance(one, ParameterValue))

    def said_of(self, fact: Fact, actual: Any) -> str:
        """Say the value of a fact, remembering it."""
        said = self._spoken.get(fact.name)
        if said is None:
            said = self._spoken[fact.name] = spoken(actual, fact)
        return said

    def written_of(self, fact: Fact, actual: Any) -> Any:
        """Write the value of a fact as JSON holds it, remembering it."""
        if fact.name not in self._written:
            self._written[fact.name] = written(actual, fact)
        return self._written[fact.name]

    def answer(self, fact: Fact) -> Answer | None:
        """Give the answer that a value came from, with its place."""
        return self.observation.answers.get(fact.name)

    # Beyond this subject -----------------------------------------------------------------------------------------

    def rule_behind(self, name: str) -> Rule | None:
        """Give the rule that established a conclusion, certainly or possibly, on this subject."""
        return self._conclusions[self.observation.subject.key].reasons.get(name)

    def at(self, kind: Kind) -> "Self | None":
        """Give the same of the subject of that kind, this one or one above; None if the document has none."""
        found: Self | None = self
        while found is not None and found.observation.subject.kind is not kind:
            found = found.above
        return found

    def rules_for(self, name: str) -> list[Rule]:
        """Give the rules in force that conclude this."""
        return [rule for rule in self.program.rules_of[name] if rule.period.holds(self.observations.as_of)]

    def circles(self, wanted: Callable[[str], bool]) -> Iterator[list[str]]:
        """Give this subject's own conclusions: those that lean on each other together, after what they lean on."""
        for circle in self.program.circles[self.observation.subject.kind]:
            names = [name for name in circle if wanted(name)]
            if names:
                yield names
