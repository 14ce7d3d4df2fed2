"""Why a condition came out as it did: what settled it, what would settle it, what would change it.

Works on the conditions as they are written, for the checks that somebody looks at; the outcomes themselves come from
the fused function.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from sv_rules.engine.compiling import Program
from sv_rules.engine.drawing import Conclusions
from sv_rules.engine.fusing import SINGLE
from sv_rules.engine.observing import Observation, Observations, SubjectKey
from sv_rules.engine.wording import Wording, sentence
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
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import Fact, FactType, spoken, written
from sv_rules.model.finding import Change, ComparisonMade
from sv_rules.model.outcome import Kind
from sv_rules.model.place import pointer
from sv_rules.model.procurement import Answer
from sv_rules.model.rulepack import Rule

Truth = bool | None
Ways = list[frozenset[str]]

MOST_WAYS = 6
"""Sets of facts offered to settle a check; the smallest are kept."""
DEEPEST = 6
"""How far conclusions are followed into the rules behind them."""

_ENTRIES = Fact(name="entries", type=FactType.INTEGER, title="number of entries")


class Reasoner:
    """Explains conditions on one subject."""

    def __init__(
        self,
        program: Program,
        observations: Observations,
        conclusions: Mapping[SubjectKey, Conclusions],
        key: SubjectKey,
        wording: Wording,
    ) -> None:
        """Take everything known about the subject `key` and those above it."""
        self._program = program
        self._observations = observations
        self._conclusions = conclusions
        self._observation: Observation = observations.subjects[key]
        self._plan = program.plans[key[0]]
        self._numbers = {fact.name: number for number, fact in enumerate(self._plan.facts)}
        self._wording = wording
        parent = self._observation.parent
        self._above = Reasoner(program, observations, conclusions, parent, wording) if parent else None

    # What it came to --------------------------------------------------------------------------------------------

    def truth(self, condition: Condition, record: tuple[Fact, tuple[Any, ...]] | None = None) -> Truth:
        """Give the truth of a condition on this subject; inside a quantifier, of one record."""
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
                return self._conclusions[self._observation.subject.key].truths[self._program.conclusions[name]]
            case Comparison():
                return self._compare(condition, record)
            case Quantified():
                return self._quantified(condition)

    def _compare(self, comparison: Comparison, record: tuple[Fact, tuple[Any, ...]] | None) -> Truth:
        operator = self._program.registry.operators[comparison.operator]
        actual = self._value(comparison.fact, record)
        values = [self._operand(operand) for operand in comparison.operands]
        if operator.judges_absence:
            return operator.function(actual, values[0])
        if actual is None or self._missing(comparison.operands):
            return None
        if comparison.fact.type is FactType.MONEY and any(value.currency != actual.currency for value in values):
            return None
        value: Any = values[0] if operator.value in SINGLE else tuple(values)
        return operator.function(actual, operator.prepare(value) if operator.prepare else value)

    def _quantified(self, quantified: Quantified) -> Truth:
        items = self._value(quantified.fact, None)
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
            case Quantifier.COUNT:
                if self._missing(quantified.operands):
                    return None
                operator = self._program.registry.operators[quantified.operator]
                values = tuple(self._operand(operand) for operand in quantified.operands)
                value: Any = values[0] if operator.value in SINGLE else values
                value = operator.prepare(value) if operator.prepare else value
                least = truths.count(True)
                found = {operator.function(number, value) for number in range(least, least + truths.count(None) + 1)}
                return found.pop() if len(found) == 1 else None

    def _value(self, fact: Fact, record: tuple[Fact, tuple[Any, ...]] | None) -> Any:
        if record is not None and "." not in fact.name:
            listed_fact, values = record
            return values[[field.name for field in listed_fact.fields].index(fact.name)]
        return self._observation.values[self._numbers[fact.name]]

    def _operand(self, operand: Operand) -> Any:
        match operand:
            case Literal(value):
                return value
            case FactValue(fact):
                return self._value(fact, None)
            case ParameterValue(name):
                return self._observations.parameters[self._program.parameters.index(name)]

    def _missing(self, operands: Iterable[Operand]) -> bool:
        return any(not isinstance(one, Literal) and self._operand(one) is None for one in operands)

    # What settled it --------------------------------------------------------------------------------------------

    def settled_by(
        self, condition: Condition, *, sign: bool = True, within: frozenset[str] = frozenset()
    ) -> tuple[ComparisonMade, ...]:
        """Give the smallest set of comparisons that settles a condition; the first written among equals.

        `sign` False: the condition stands under a `not`. `within`: conclusions being explained already.
        """
        match condition:
            case Not(part):
                return self.settled_by(part, sign=not sign, within=within)
            case AllOf(parts) | AnyOf(parts):
                return self._settled_junction(condition, parts, sign=sign, within=within)
            case Concluded(name):
                return (self._concluded(name, sign=sign, within=within),)
            case Comparison():
                return (self._compared(condition, sign=sign),)
            case Quantified():
                return (self._counted(condition, sign=sign),)

    def _settled_junction(
        self, condition: Condition, parts: tuple[Condition, ...], *, sign: bool, within: frozenset[str]
    ) -> tuple[ComparisonMade, ...]:
        truth = self.truth(condition)
        # One part suffices for a false `all` and a true `any`; otherwise every part of that truth is needed.
        alone = truth is not None and truth is isinstance(condition, AnyOf)
        candidates = [self.settled_by(part, sign=sign, within=within) for part in parts if self.truth(part) is truth]
        if alone:
            return min(candidates, key=len)
        return unique(made for found in candidates for made in found)

    def _compared(self, comparison: Comparison, *, sign: bool) -> ComparisonMade:
        operator = self._program.registry.operators[comparison.operator]
        fact = comparison.fact
        truth = self._compare(comparison, None)
        actual = self._value(fact, None)
        values = tuple(self._operand(operand) for operand in comparison.operands)
        answer = self._answer(fact)
        return ComparisonMade(
            sentence=sentence(self._said(comparison, operator, truth, actual, sign=sign)),
            result=truth,
            fact=fact.name,
            title=fact.title,
            operator=operator.name,
            value=written(actual, fact) if fact.type is not FactType.TEXT else _cut(actual),
            expected=_expected(operator, fact, values),
            place=answer.place if answer else None,
            evidence=answer.evidence if answer else (),
        )

    def _said(self, comparison: Comparison, operator: Operator, truth: Truth, actual: Any, *, sign: bool) -> str:
        fact = comparison.fact
        value = self._wording.value(operator, fact, comparison.operands)
        if truth is None:
            return self._unknown(comparison, actual)
        found = spoken(actual, fact)
        if sign and not truth:
            return operator.fails.format(fact=fact.title, actual=found, value=value)
        words = (operator.holds if truth else operator.denies).format(fact=fact.title, actual=found, value=value)
        # A long text is found by its place, and what the words show already need not be said again.
        return words if found in words or fact.type is FactType.TEXT else f"{words} (it is {found})"

    def _unknown(self, comparison: Comparison, actual: Any) -> str:
        if actual is None:
            return f"{comparison.fact.title} is not known"
        for operand in comparison.operands:
            if isinstance(operand, ParameterValue) and self._operand(operand) is None:
                parameter = self._program.rulepack.parameters[operand.name]
                return f"the rulepack knows no value of the {parameter.fact.title} for {self._observations.as_of}"
            if isinstance(operand, FactValue) and self._operand(operand) is None:
                return f"{operand.fact.title} is not known"
        return (
            f"{comparison.fact.title} is {spoken(actual, comparison.fact)}, in another currency than it is held against"
        )

    def _counted(self, quantified: Quantified, *, sign: bool) -> ComparisonMade:
        fact = quantified.fact
        truth = self._quantified(quantified)
        items = self._value(fact, None)
        answer = self._answer(fact)
        place = answer.place if answer else None
        said = self._wording.condition(quantified, sign=bool(truth)) if truth is not None else ""
        if items is None:
            said = f"{fact.title} is not known"
        elif truth is None:
            said = f"not enough is known of {fact.title} to tell whether {self._wording.condition(quantified)}"
        else:
            passing = [
                number
                for number, item in enumerate(items)
                if quantified.where is None or self.truth(quantified.where, (fact, item))
            ]
            counted = quantified.quantifier is Quantifier.COUNT
            said += f" (it is {len(passing)})" if counted else f" ({len(passing)} of {len(items)})"
            if passing and place is not None and place.pointer is not None and quantified.quantifier is Quantifier.SOME:
                place = place.model_copy(update={"pointer": place.pointer + pointer(passing[0])})
        return ComparisonMade(
            sentence=sentence(said),
            result=truth,
            fact=fact.name,
            title=fact.title,
            operator=str(quantified.quantifier),
            value=None if items is None else f"{len(items)} entries",
            expected=self._wording.condition(quantified, sign=sign),
            place=place,
            evidence=answer.evidence if answer else (),
        )

    def _concluded(self, name: str, *, sign: bool, within: frozenset[str]) -> ComparisonMade:
        conclusion = self._program.rulepack.conclusions[name]
        reasoner = self._at(conclusion.kind)
        truth = self.truth(Concluded(name))
        rule = None if reasoner is None else reasoner.rule_behind(name)
        because: tuple[ComparisonMade, ...] = ()
        if reasoner is not None and name not in within and len(within) < DEEPEST:
            deeper = within | {name}
            if rule is not None:
                because = reasoner.settled_by(rule.when, within=deeper)
            else:
                rules = [one for one in self._program.rules_of[name] if one.period.holds(self._observations.as_of)]
                because = unique(made for one in rules for made in reasoner.settled_by(one.when, within=deeper))
        said = {
            True: conclusion.title,
            False: f"it is not established that {conclusion.title}",
            None: f"it cannot be told whether {conclusion.title}",
        }[truth]
        return ComparisonMade(
            sentence=sentence(said),
            result=truth,
            conclusion=name,
            title=conclusion.title,
            because=because,
            rule=rule.id if rule else "",
            source=rule.source if rule else None,
            standing=rule.standing if rule else None,
        )

    def rule_behind(self, name: str) -> Rule | None:
        """Give the rule that established a conclusion, certainly or possibly, on this subject."""
        return self._conclusions[self._observation.subject.key].reasons.get(name)

    def _at(self, kind: Kind) -> "Reasoner | None":
        """Give the reasoner of the subject of that kind, this one or one above; None if the document has none."""
        reasoner: Reasoner | None = self
        while reasoner is not None and reasoner._observation.subject.kind is not kind:  # noqa: SLF001  another of us
            reasoner = reasoner._above  # noqa: SLF001  another of us
        return reasoner

    def _answer(self, fact: Fact) -> Answer | None:
        return self._observation.answers.get(fact.name)

    # What would settle it ---------------------------------------------------------------------------------------

    def ways(self, condition: Condition, wanted: bool, within: frozenset[str] = frozenset()) -> Ways:
        """Give sets of facts, not known now, whose answers together could make the condition come out as wanted.

        The smallest first, none containing another, at most MOST_WAYS. Empty: no answer could.
        """
        truth = self.truth(condition)
        if truth is not None:
            return [frozenset()] if truth is wanted else []
        match condition:
            case Not(part):
                return self.ways(part, not wanted, within)
            case AllOf(parts) | AnyOf(parts):
                found = [self.ways(part, wanted, within) for part in parts]
                if isinstance(condition, AllOf) is wanted:
                    return together(found)
                return smallest(way for ways in found for way in ways)
            case Concluded(name):
                return self._ways_to_conclude(name, wanted, within)
            case Comparison(fact, _, operands):
                return self._ways_to_know(fact, operands)
            case Quantified(_, fact, _, _, operands):
                return self._ways_to_know(fact, operands, entries=True)

    def _ways_to_know(self, fact: Fact, operands: tuple[Operand, ...], *, entries: bool = False) -> Ways:
        missing = {one.fact.name for one in operands if isinstance(one, FactValue) and self._operand(one) is None}
        if any(isinstance(one, ParameterValue) and self._operand(one) is None for one in operands):
            return []
        if entries or self._value(fact, None) is None:
            missing.add(fact.name)
        return [frozenset(missing)] if missing else []

    def _ways_to_conclude(self, name: str, wanted: bool, within: frozenset[str]) -> Ways:
        reasoner = self._at(self._program.rulepack.conclusions[name].kind)
        if reasoner is None or name in within or len(within) >= DEEPEST:
            return []
        rules = [one for one in self._program.rules_of[name] if one.period.holds(self._observations.as_of)]
        found = [reasoner.ways(rule.when, wanted, within | {name}) for rule in rules]
        return smallest(way for ways in found for way in ways) if wanted else together(found)

    # What would change it ---------------------------------------------------------------------------------------

    def changes(
        self, condition: Condition, wanted: bool = True, within: frozenset[str] = frozenset()
    ) -> tuple[Change, ...] | None:
        """Give the smallest set of changes that makes the condition come out as wanted, or None if none is known."""
        if self.truth(condition) is wanted:
            return ()
        match condition:
            case Not(part):
                return self.changes(part, not wanted, within)
            case AllOf(parts) | AnyOf(parts):
                found = [self.changes(part, wanted, within) for part in parts]
                if isinstance(condition, AllOf) is wanted:
                    return _all_changes(found)
                known = [one for one in found if one is not None]
                return min(known, key=len) if known else None
            case Concluded(name):
                reasoner = self._at(self._program.rulepack.conclusions[name].kind)
                if reasoner is None or name in within or len(within) >= DEEPEST:
                    return None
                rules = [one for one in self._program.rules_of[name] if one.period.holds(self._observations.as_of)]
                found = [reasoner.changes(rule.when, wanted, within | {name}) for rule in rules]
                if not wanted:
                    return _all_changes(found)
                known = [one for one in found if one is not None]
                return min(known, key=len) if known else None
            case Comparison(fact, _, _):
                return (self._change(fact, condition, wanted),)
            case Quantified(_, fact, _, _, _):
                return (self._change(fact, condition, wanted),)

    def _change(self, fact: Fact, condition: Condition, wanted: bool) -> Change:
        asked = self._wording.condition(condition, sign=wanted)
        actual = self._value(fact, None)
        if fact.type is FactType.TEXT:
            return Change(fact=fact.name, sentence=sentence(asked))
        now = "not known" if actual is None else spoken(actual, fact)
        return Change(fact=fact.name, sentence=sentence(f"{asked} (now: {now})"))


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


def _all_changes(found: list[tuple[Change, ...] | None]) -> tuple[Change, ...] | None:
    if None in found:
        return None
    return tuple(dict.fromkeys(change for changes in found for change in changes or ()))


def unique(made: Iterable[ComparisonMade]) -> tuple[ComparisonMade, ...]:
    """Leave out repeats; a value may be a list, so equality decides and not a hash."""
    kept: list[ComparisonMade] = []
    for one in made:
        if one not in kept:
            kept.append(one)
    return tuple(kept)


def _expected(operator: Operator, fact: Fact, values: tuple[Any, ...]) -> Any:
    if operator.value in {Takes.PATTERN, Takes.TEXTS, Takes.NOTHING}:
        return values[0] if operator.value is not Takes.TEXTS else list(values)
    entry = fact.items if operator.value in {Takes.ENTRY, Takes.ENTRIES} and fact.items else fact
    found = [written(value, entry) for value in values]
    return found[0] if operator.value in SINGLE else found


def _cut(text: Any) -> Any:
    """Keep the start of a long text: the place leads to the whole of it."""
    return text if text is None or len(text) <= 200 else text[:199] + "…"
