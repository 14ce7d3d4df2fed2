"""What settled a condition: the smallest set of comparisons, in words."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from sv_rules.engine.fusing import SINGLE
from sv_rules.engine.patterns import Leaf, Leaves
from sv_rules.engine.truths import Truth, Truths
from sv_rules.engine.wording import Said, sentence
from sv_rules.model.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Concluded,
    Condition,
    FactValue,
    Not,
    ParameterValue,
    Quantified,
    Quantifier,
)
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import Fact, FactType, spoken, written
from sv_rules.model.finding import ComparisonMade
from sv_rules.model.place import pointer
from sv_rules.model.trusted import trusted

DEEPEST = 6
"""How far a finding follows conclusions into the rules behind them."""


class Reasons(Truths):
    """Says why conditions came out as they did on one subject."""

    def __init__(self, *known: Any, **more: Any) -> None:
        """Take what `Truths` takes."""
        super().__init__(*known, **more)
        # Findings share most of their reasons.
        self._settling_leaves: dict[tuple[int, bool], tuple[Condition, Leaves]] = {}
        self._comparisons_made: dict[tuple[int, bool], tuple[Condition, ComparisonMade]] = {}
        self._conclusions_explained: dict[str, tuple[ComparisonMade, frozenset[str]]] = {}

    def settled_by(
        self, condition: Condition, *, sign: bool = True, explained: set[str] | None = None, depth: int = 0
    ) -> tuple[ComparisonMade, ...]:
        """Give the smallest set of comparisons that settles a condition; the first written among equals.

        `sign` False: the condition stands under a `not`. `explained`: conclusions whose reasons stand elsewhere
        already; those explained here are added. Each is explained once, since reasons of reasons repeat themselves.
        `depth`: how many conclusions have been followed to come here.
        """
        return self.reasons(self.settling(condition, sign=sign), explained=explained, depth=depth)

    def reasons(
        self, leaves: Leaves, *, explained: set[str] | None = None, depth: int = 0
    ) -> tuple[ComparisonMade, ...]:
        """Say what leaves came to, leaving out repeats; for `explained` and `depth` see `settled_by`."""
        explained = set() if explained is None else explained
        if len(leaves) == 1:
            return (self._made(*leaves[0], explained, depth),)
        return unique([self._made(leaf, sign, explained, depth) for leaf, sign in leaves])

    def settling(self, condition: Condition, *, sign: bool = True) -> Leaves:
        """Give the smallest set of leaves that settles a condition, each with its sign."""
        key = (id(condition), sign)
        if key not in self._settling_leaves:
            self._settling_leaves[key] = (condition, self._found_settling(condition, sign=sign))
        return self._settling_leaves[key][1]

    def _found_settling(self, condition: Condition, *, sign: bool) -> Leaves:
        match condition:
            case Not(part):
                return self.settling(part, sign=not sign)
            case AllOf(parts) | AnyOf(parts):
                truth = self.truth(condition)
                # One part suffices for a false `all` and a true `any`; otherwise every part of that truth is needed.
                alone = truth is not None and truth is isinstance(condition, AnyOf)
                candidates = [self.settling(part, sign=sign) for part in parts if self.truth(part) is truth]
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
        operator = self.program.registry.operators[comparison.operator]
        fact = comparison.fact
        truth = self.truth(comparison)
        actual = self.value(fact, None)
        answer = self.answer(fact)
        said = self.wording.said_of(comparison, lambda: self._expected(operator, comparison))
        return trusted(
            ComparisonMade,
            {
                "sentence": sentence(self._said(comparison, operator, said, truth, actual, sign=sign)),
                "result": truth,
                "fact": fact.name,
                "title": fact.title,
                "operator": comparison.operator,
                "value": self.written_of(fact, actual) if fact.type is not FactType.TEXT else _cut(actual),
                "expected": self._expected(operator, comparison) if said.varies else said.expected,
                "place": answer.place if answer else None,
                "evidence": answer.evidence if answer else (),
                "conclusion": "",
                "because": (),
                "rule": "",
                "source": None,
                "standing": None,
            },
        )

    def _said(
        self, comparison: Comparison, operator: Operator, said: Said, truth: Truth, actual: Any, *, sign: bool
    ) -> str:
        fact = comparison.fact
        if truth is None:
            return self.unknown_words(comparison)
        found = self.said_of(fact, actual)
        if operator.judges_absence:
            return f"{fact.title} is not known" if actual is None else f"{fact.title} is known: {found}"
        if sign and not truth:
            return found.join(said.fails)
        words = found.join(said.holds if truth else said.denies)
        # A long text is found by its place, and what the words show already need not be said again.
        return words if found in words or fact.type is FactType.TEXT else f"{words} (it is {found})"

    def _expected(self, operator: Operator, comparison: Comparison) -> Any:
        return _expected(operator, comparison.fact, tuple(self.operand(operand) for operand in comparison.operands))

    def unknown_words(self, comparison: Comparison) -> str:
        """Say why a comparison cannot be told."""
        actual = self.value(comparison.fact, None)
        if actual is None:
            return f"{comparison.fact.title} is not known"
        for operand in comparison.operands:
            if isinstance(operand, ParameterValue) and self.operand(operand) is None:
                parameter = self.program.rulepack.parameters[operand.name]
                return f"the rulepack knows no value of the {parameter.fact.title} for {self.observations.as_of}"
            if isinstance(operand, FactValue) and self.operand(operand) is None:
                return f"{operand.fact.title} is not known"
        return (
            f"{comparison.fact.title} is {spoken(actual, comparison.fact)}, in another currency than it is held against"
        )

    def _counted(self, quantified: Quantified, *, sign: bool) -> ComparisonMade:
        fact = quantified.fact
        truth = self.quantified(quantified)
        items = self.value(fact, None)
        answer = self.answer(fact)
        place = answer.place if answer else None
        if truth is None:
            said = self.uncounted_words(quantified)
        else:
            said = self.wording.condition(quantified, sign=truth)
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
            expected=self.wording.condition(quantified, sign=sign),
            place=place,
            evidence=answer.evidence if answer else (),
        )

    def uncounted_words(self, quantified: Quantified) -> str:
        """Say why what is said of entries cannot be told."""
        fact = quantified.fact
        if self.value(fact, None) is None:
            return f"{fact.title} is not known"
        return f"not enough is known of {fact.title} to tell whether {self.wording.condition(quantified)}"

    def _concluded(self, name: str, explained: set[str], depth: int) -> ComparisonMade:
        if explained or depth:
            return self._explained(name, explained, depth)
        if name not in self._conclusions_explained:
            made = self._explained(name, explained, depth)
            self._conclusions_explained[name] = (made, frozenset(explained))
        made, also = self._conclusions_explained[name]
        explained |= also
        return made

    def _explained(self, name: str, explained: set[str], depth: int) -> ComparisonMade:
        conclusion = self.program.rulepack.conclusions[name]
        reasoner = self.at(conclusion.kind)
        truth = self.truth(Concluded(name))
        rule = None if reasoner is None else reasoner.rule_behind(name)
        because: tuple[ComparisonMade, ...] = ()
        if reasoner is not None and name not in explained and depth < DEEPEST:
            explained.add(name)
            whens = [rule.when] if rule else [one.when for one in reasoner.rules_for(name)]
            found = (reasoner.settled_by(when, explained=explained, depth=depth + 1) for when in whens)
            because = unique(chain.from_iterable(found))
        return ComparisonMade(
            sentence=sentence(self.wording.concluded(name, truth)),
            result=truth,
            conclusion=name,
            title=conclusion.title,
            because=because,
            rule=rule.id if rule else "",
            source=rule.source if rule else None,
            standing=rule.standing if rule else None,
        )


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
