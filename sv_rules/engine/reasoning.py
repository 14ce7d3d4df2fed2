"""Why a condition came out as it did: what settled it, what would settle it, what would change it.

Works on the conditions as they are written, for the checks that somebody looks at; the outcomes themselves come from
the fused function.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, product
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
Leaf = Comparison | Concluded | Quantified
Leaves = tuple[tuple[Leaf, bool], ...]
"""Leaves of a condition, each with whether it stands under an even number of `not`."""
Steps = tuple[tuple[Comparison | Quantified, bool], ...]
"""Comparisons that must come out otherwise, each with what it must come to."""
Entry = tuple[Fact, tuple[Any, ...]]
"""A list of records and the one that is looked at."""

MOST_WAYS = 6
"""Sets of facts offered to settle a check; the smallest are kept."""
DEEPEST = 6
"""How far a finding follows conclusions into the rules behind them."""

_ENTRIES = Fact(name="entries", type=FactType.INTEGER, title="number of entries")


class Reasoner:
    """Explains conditions on one subject."""

    def __init__(
        self,
        program: Program,
        observations: Observations,
        conclusions: Mapping[SubjectKey, Conclusions],
        key: SubjectKey,
        *,
        wording: Wording,
        above: "Reasoner | None" = None,
    ) -> None:
        """Take everything known about the subject `key`, and the reasoner of the one above it."""
        self._program = program
        self._observations = observations
        self._conclusions = conclusions
        self._observation: Observation = observations.subjects[key]
        self._plan = program.plans[key[0]]
        self._numbers = {fact.name: number for number, fact in enumerate(self._plan.facts)}
        self._parameters = dict(zip(program.parameters, observations.parameters, strict=True))
        self._wording = wording
        self._above = above
        # Findings share most of their reasons. Single conditions are kept by identity, since to compare them costs as
        # much as to judge them; each is kept too, so that its identity stays its own.
        # Checks often apply for equal reasons, and there comparing pays.
        self._truths: dict[int, tuple[Condition, Truth]] = {}
        self._settling_leaves: dict[tuple[int, bool], tuple[Condition, Leaves]] = {}
        self._comparisons_made: dict[tuple[int, bool], tuple[Condition, ComparisonMade]] = {}
        self._settled: dict[tuple[Condition, bool], tuple[ComparisonMade, ...]] = {}
        self._ways_to_conclude: dict[tuple[str, bool], Ways] = {}
        self._steps_to_conclude: dict[tuple[str, bool], Steps | None] = {}

    # What it came to --------------------------------------------------------------------------------------------

    def truth(self, condition: Condition, record: Entry | None = None) -> Truth:
        """Give the truth of a condition on this subject; inside a quantifier, of one record."""
        if record is not None:
            return self._truth(condition, record)
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
                return self._conclusions[self._observation.subject.key].truths[self._program.conclusions[name]]
            case Comparison():
                return self._compare(condition, record)
            case Quantified():  # pragma: no branch  there is no other
                return self._quantified(condition)

    def _compare(self, comparison: Comparison, record: Entry | None) -> Truth:
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
            case Quantifier.COUNT:  # pragma: no branch  there is no other
                if self._missing(quantified.operands):
                    return None
                least = truths.count(True)
                numbers = range(least, least + truths.count(None) + 1)
                found = {self._held_against(quantified, number) for number in numbers}
                return found.pop() if len(found) == 1 else None

    def _held_against(self, quantified: Quantified, number: int) -> bool:
        operator = self._program.registry.operators[quantified.operator]
        values = tuple(self._operand(operand) for operand in quantified.operands)
        value: Any = values[0] if operator.value in SINGLE else values
        return operator.function(number, operator.prepare(value) if operator.prepare else value)

    def _value(self, fact: Fact, record: Entry | None) -> Any:
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
            case ParameterValue(name):  # pragma: no branch  there is no other
                return self._parameters[name]

    def _missing(self, operands: Iterable[Operand]) -> bool:
        return any(not isinstance(one, Literal) and self._operand(one) is None for one in operands)

    # What settled it --------------------------------------------------------------------------------------------

    def settled_by(
        self, condition: Condition, *, sign: bool = True, explained: set[str] | None = None, depth: int = 0
    ) -> tuple[ComparisonMade, ...]:
        """Give the smallest set of comparisons that settles a condition; the first written among equals.

        `sign` False: the condition stands under a `not`. `explained`: conclusions whose reasons stand elsewhere
        already; those explained here are added. Each is explained once, since reasons of reasons repeat themselves.
        `depth`: how many conclusions have been followed to come here.
        """
        if explained is not None:
            leaves = self._settling(condition, sign=sign)
            return unique(self._made(leaf, found, explained, depth) for leaf, found in leaves)
        if (condition, sign) not in self._settled:
            self._settled[condition, sign] = self.settled_by(condition, sign=sign, explained=set())
        return self._settled[condition, sign]

    def _settling(self, condition: Condition, *, sign: bool) -> Leaves:
        key = (id(condition), sign)
        if key not in self._settling_leaves:
            self._settling_leaves[key] = (condition, self._found_settling(condition, sign=sign))
        return self._settling_leaves[key][1]

    def _found_settling(self, condition: Condition, *, sign: bool) -> Leaves:
        match condition:
            case Not(part):
                return self._settling(part, sign=not sign)
            case AllOf(parts) | AnyOf(parts):
                truth = self.truth(condition)
                # One part suffices for a false `all` and a true `any`; otherwise every part of that truth is needed.
                alone = truth is not None and truth is isinstance(condition, AnyOf)
                candidates = [self._settling(part, sign=sign) for part in parts if self.truth(part) is truth]
                if alone:
                    return min(candidates, key=len)
                return tuple(dict.fromkeys(leaf for found in candidates for leaf in found))
            case _:
                return ((condition, sign),)

    def _made(self, leaf: Leaf, sign: bool, explained: set[str], depth: int) -> ComparisonMade:
        if isinstance(leaf, Concluded):
            return self._concluded(leaf.name, explained, depth)
        key = (id(leaf), sign)
        if key not in self._comparisons_made:
            made = self._compared(leaf, sign=sign) if isinstance(leaf, Comparison) else self._counted(leaf, sign=sign)
            self._comparisons_made[key] = (leaf, made)
        return self._comparisons_made[key][1]

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
        if operator.judges_absence:
            return f"{fact.title} is not known" if actual is None else f"{fact.title} is known: {found}"
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

    def _concluded(self, name: str, explained: set[str], depth: int) -> ComparisonMade:
        conclusion = self._program.rulepack.conclusions[name]
        reasoner = self._at(conclusion.kind)
        truth = self.truth(Concluded(name))
        rule = None if reasoner is None else reasoner.rule_behind(name)
        because: tuple[ComparisonMade, ...] = ()
        if reasoner is not None and name not in explained and depth < DEEPEST:
            explained.add(name)
            whens = [rule.when] if rule else [one.when for one in reasoner._rules_for(name)]  # noqa: SLF001  another of us
            found = (reasoner.settled_by(when, explained=explained, depth=depth + 1) for when in whens)
            because = unique(chain.from_iterable(found))
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

    def _rules_for(self, name: str) -> list[Rule]:
        return [rule for rule in self._program.rules_of[name] if rule.period.holds(self._observations.as_of)]

    # What would settle it ---------------------------------------------------------------------------------------

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
                reasoner = self._at(self._program.rulepack.conclusions[name].kind)
                return [] if reasoner is None else reasoner._ways_of(name, wanted)  # noqa: SLF001  another of us
            case Comparison(fact, _, operands):
                if self._value(fact, record) is not None:
                    return self._ways_to_know(operands)
                asked = record[0] if record is not None and "." not in fact.name else fact
                return self._ways_to_know(operands, asked.name)
            case Quantified():  # pragma: no branch  there is no other
                return self._ways_of_entries(condition, wanted)

    def _ways_to_know(self, operands: tuple[Operand, ...], *names: str) -> Ways:
        missing = {*names, *(one.fact.name for one in operands if isinstance(one, FactValue) and self._missing([one]))}
        # No answer gives a parameter its value, and none turns one currency into another.
        return [frozenset(missing)] if missing and not self._out_of_reach(operands) else []

    def _out_of_reach(self, operands: Iterable[Operand]) -> bool:
        return self._missing(one for one in operands if isinstance(one, ParameterValue))

    def _ways_of_entries(self, quantified: Quantified, wanted: bool) -> Ways:
        quantifier, fact, where = quantified.quantifier, quantified.fact, quantified.where
        counted = self._missing_operands(quantified)
        if counted is None:
            return []
        items = self._value(fact, None)
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
        if self._out_of_reach(quantified.operands):
            return None
        facts = (one for one in quantified.operands if isinstance(one, FactValue))
        return frozenset(one.fact.name for one in facts if self._missing([one]))

    def _with_no_entries(self, quantified: Quantified) -> Truth:
        if quantified.quantifier is not Quantifier.COUNT:
            return quantified.quantifier is not Quantifier.SOME
        if self._missing(quantified.operands):
            return None
        return self._held_against(quantified, 0)

    def _ways_of(self, name: str, wanted: bool) -> Ways:
        """Look up a conclusion about this subject that is in doubt; all are worked out together, at the first call."""
        if not self._ways_to_conclude:
            for circle in self._circles(lambda one: self.truth(Concluded(one)) is None):
                # What supports only itself is never drawn, and what is denied only by itself may be left out.
                self._ways_to_conclude |= {(one, True): [] for one in circle} | {
                    (one, False): [frozenset()] for one in circle
                }
                for _ in circle:
                    before = [self._ways_to_conclude[one, way] for one in circle for way in (True, False)]
                    for one in circle:
                        whens = [rule.when for rule in self._rules_for(one)]
                        self._ways_to_conclude[one, True] = smallest(chain(*(self.ways(when, True) for when in whens)))
                        self._ways_to_conclude[one, False] = together([self.ways(when, False) for when in whens])
                    if before == [self._ways_to_conclude[one, way] for one in circle for way in (True, False)]:
                        break
        return self._ways_to_conclude[name, wanted]

    def _circles(self, wanted: Callable[[str], bool]) -> Iterator[list[str]]:
        """Give this subject's own conclusions: those that lean on each other together, after what they lean on."""
        for circle in self._program.circles[self._observation.subject.kind]:
            names = [name for name in circle if wanted(name)]
            if names:
                yield names

    # What would change it ---------------------------------------------------------------------------------------

    def changes(self, condition: Condition, wanted: bool = True) -> tuple[Change, ...] | None:
        """Give the smallest set of changes that makes the condition come out as wanted, or None if none is known."""
        steps = self._steps(condition, wanted)
        return None if steps is None else tuple(self._change(leaf.fact, leaf, wanted) for leaf, wanted in steps)

    def _steps(self, condition: Condition, wanted: bool) -> Steps | None:
        if self.truth(condition) is wanted:
            return ()
        match condition:
            case Not(part):
                return self._steps(part, not wanted)
            case AllOf(parts) | AnyOf(parts):
                found = [self._steps(part, wanted) for part in parts]
                return _all_steps(found) if isinstance(condition, AllOf) is wanted else _fewest_steps(found)
            case Concluded(name):
                reasoner = self._at(self._program.rulepack.conclusions[name].kind)
                return None if reasoner is None else reasoner._steps_of(name, wanted)  # noqa: SLF001  another of us
            case Comparison() | Quantified():  # pragma: no branch  there is no other
                return None if self._out_of_reach(condition.operands) else ((condition, wanted),)

    def _steps_of(self, name: str, wanted: bool) -> Steps | None:
        """Look up a conclusion about this subject; all are worked out together, at the first call."""
        if not self._steps_to_conclude:
            for circle in self._circles(lambda _: True):
                self._steps_to_conclude |= {(one, True): None for one in circle} | {(one, False): () for one in circle}
                for _ in circle:
                    before = [self._steps_to_conclude[one, way] for one in circle for way in (True, False)]
                    for one in circle:
                        whens = [rule.when for rule in self._rules_for(one)]
                        self._steps_to_conclude[one, True] = _fewest_steps([self._steps(when, True) for when in whens])
                        self._steps_to_conclude[one, False] = _all_steps([self._steps(when, False) for when in whens])
                    if before == [self._steps_to_conclude[one, way] for one in circle for way in (True, False)]:
                        break
        return self._steps_to_conclude[name, wanted]

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


def unique(made: Iterable[ComparisonMade]) -> tuple[ComparisonMade, ...]:
    """Leave out repeats; a value may be a list, so equality decides and not a hash."""
    kept: list[ComparisonMade] = []
    for one in made:
        # Comparing sentences first spares most of the work.
        if not any(one.sentence == other.sentence and one == other for other in kept):
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
