"""Rulepack -> Program: conditions fused into one function for each kind of subject, rules flattened, strata ordered.

Done once per rulepack. A Program is immutable and shared between threads.
"""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from sv_rules.engine.fusing import Fused, Fuser
from sv_rules.engine.patterns import Leaf, Memos
from sv_rules.engine.pooling import EnginePool
from sv_rules.hosting.registry import Registry
from sv_rules.loading.absence import conclusions_by_sign, strong_components
from sv_rules.model.condition import (
    AllOf,
    AnyOf,
    Concluded,
    Condition,
    Not,
    conclusions_of,
    facts_of,
    leaves,
    parameters_of,
)
from sv_rules.model.extending import Engine
from sv_rules.model.fact import Fact
from sv_rules.model.inference import FlatRule, InferenceRules
from sv_rules.model.outcome import Kind, Outcome, Stage
from sv_rules.model.rulepack import Check, Rule, Rulepack
from sv_rules.prose.recogniser import Recogniser, compile_clues

OUTCOMES = (Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_TELL, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True)
class StagePlan:
    """The checks of one kind of subject at one stage, and the function that settles them all in one call.

    `leaves` are those of all checks, each once; `reads` has for each check the numbers of its own, those of its
    `applies_when` first.
    """

    checks: tuple[Check, ...]
    settle: Fused
    leaves: tuple[Leaf, ...]
    reads: tuple[tuple[int, ...], ...]
    fuser: Callable[[], Fuser] = field(repr=False, compare=False)

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """Give the number of each leaf by its identity."""
        return {id(leaf): number for number, leaf in enumerate(self.leaves)}

    @cached_property
    def look(self) -> Fused:
        """Give the truth of every leaf; compiled when the first finding is explained."""
        looking = self.fuser()
        for leaf in self.leaves:
            looking.add(looking.condition(leaf))
        return looking.function()

    @cached_property
    def codes(self) -> Fused:
        """Give, for each check, the truths of its leaves, in the order of `reads`."""
        looking = self.fuser()
        kept = [looking.kept(looking.condition(leaf)) for leaf in self.leaves]
        for own in self.reads:
            looking.add(ast.Tuple([kept[number] for number in own], ast.Load()))
        return looking.function()


@dataclass(frozen=True)
class KindPlan:
    """Everything compiled for one kind of subject.

    `facts` are those it sees, outermost kind first: a subject's values are its parent's with its own after them.
    `observe` gives the truth of each observation that the rules read. `rules` are the rules on the day, flat.
    """

    kind: Kind
    facts: tuple[Fact, ...]
    own: tuple[Fact, ...]
    observations: tuple[Condition, ...]
    observe: Fused
    stages: Mapping[Stage, StagePlan]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Give the place of each fact among a subject's values."""
        return {fact.name: number for number, fact in enumerate(self.facts)}


@dataclass(frozen=True)
class Program:
    """A compiled rulepack. Everything an evaluation needs but the documents and the date."""

    rulepack: Rulepack
    registry: Registry
    engine: Engine
    parameters: tuple[str, ...]
    conclusions: Mapping[str, int]
    plans: Mapping[Kind, KindPlan]
    rules_of: Mapping[str, tuple[Rule, ...]]
    """Conclusion -> the rules that conclude it, in the order they are written."""
    circles: Mapping[Kind, tuple[tuple[str, ...], ...]]
    """Conclusions by kind: each after those it leans on; several together when they lean on each other."""
    inference: Mapping[Kind, "FlatProgram"] = field(default_factory=dict)
    recogniser: Recogniser = field(default_factory=lambda: compile_clues(()), repr=False, compare=False)
    pool: EnginePool = field(default_factory=EnginePool, repr=False, compare=False)
    memos: Memos = field(default_factory=Memos, repr=False, compare=False)

    @cached_property
    def parameter_numbers(self) -> Mapping[str, int]:
        """Give the place of each parameter among their values."""
        return {name: number for number, name in enumerate(self.parameters)}

    def parameter_values(self, day: date) -> tuple[Any, ...]:
        """Give the value of every parameter on a day, None where it has none."""
        return tuple(self.rulepack.parameters[name].on(day) for name in self.parameters)


@dataclass(frozen=True)
class FlatProgram:
    """The flat rules of one kind; `origin` leads from a flat rule's id to the rule it came from."""

    strata: tuple[tuple[FlatRule, ...], ...]
    origin: Mapping[int, Rule]

    def on(self, day: date) -> tuple[InferenceRules, frozenset[int]]:
        """Give the rules in force on a day, and the ids of those left out, which tell one such set from another."""
        out = frozenset(number for number, rule in self.origin.items() if not rule.period.holds(day))
        if not out:
            return InferenceRules(self.strata), out
        return InferenceRules(tuple(tuple(one for one in stratum if one.id not in out) for stratum in self.strata)), out


def compile_rulepack(rulepack: Rulepack, registry: Registry, *, engine: str = "") -> Program:
    """Compile a linked rulepack.

    Args:
        rulepack: from `load_rulepack`.
        registry: the same one it was loaded with.
        engine: name of the inference engine; empty for `durable` where it runs, else `strata`.
    """
    parameters = tuple(dict.fromkeys(name for condition in _conditions(rulepack) for name in parameters_of(condition)))
    numbers = {name: number for number, name in enumerate(rulepack.conclusions)}
    used = _used_facts(rulepack)
    flat = {kind: _flatten(kind, rulepack, numbers) for kind in Kind}
    plans = {
        kind: _plan(
            kind,
            rulepack,
            registry,
            used=used,
            parameters=parameters,
            conclusions=numbers,
            observations=flat[kind].observations,
        )
        for kind in Kind
    }
    rules_of: dict[str, tuple[Rule, ...]] = dict.fromkeys(rulepack.conclusions, ())
    for rule in rulepack.rules:
        rules_of[rule.concludes] += (rule,)
    return Program(
        rulepack=rulepack,
        registry=registry,
        engine=registry.engine(engine),
        parameters=parameters,
        conclusions=numbers,
        plans=plans,
        rules_of=rules_of,
        circles={kind: _circles(kind, rulepack) for kind in Kind},
        inference={kind: one.program for kind, one in flat.items()},
        recogniser=compile_clues(rulepack.clues),
    )


def _conditions(rulepack: Rulepack) -> Iterator[Condition]:
    for rule in rulepack.rules:
        yield rule.when
    for check in rulepack.checks.values():
        if check.applies is not None:
            yield check.applies
        yield from check.expects.values()


def _used_facts(rulepack: Rulepack) -> dict[Kind, tuple[Fact, ...]]:
    used = dict.fromkeys(fact.name for condition in _conditions(rulepack) for fact in facts_of(condition))
    used |= dict.fromkeys(measure.fact.name for measure in rulepack.measures.values())
    facts = [rulepack.facts[name] for name in used]
    return {kind: tuple(fact for fact in facts if fact.kind is kind) for kind in Kind}


def _plan(
    kind: Kind,
    rulepack: Rulepack,
    registry: Registry,
    *,
    used: Mapping[Kind, tuple[Fact, ...]],
    parameters: tuple[str, ...],
    conclusions: Mapping[str, int],
    observations: tuple[Condition, ...],
) -> KindPlan:
    facts = tuple(fact for seen in kind.sees for fact in used[seen])
    fact_numbers = {fact.name: number for number, fact in enumerate(facts)}
    parameter_numbers = {name: number for number, name in enumerate(parameters)}

    def fuser() -> Fuser:
        return Fuser(registry.operators, fact_numbers, parameter_numbers, conclusions)

    observing = fuser()
    for condition in observations:
        observing.add(observing.condition(condition))
    stages: dict[Stage, StagePlan] = {}
    for stage in Stage:
        checks = tuple(check for check in rulepack.checks.values() if check.kinds.get(stage) is kind)
        if not checks:
            continue
        settling = fuser()
        for check in checks:
            settling.add(settling.outcome(check.applies, check.expects[stage], OUTCOMES))
        stages[stage] = _stage_plan(checks, stage, settling.function(), fuser)
    return KindPlan(kind, facts, used[kind], observations, observing.function(), stages)


def _stage_plan(checks: tuple[Check, ...], stage: Stage, settle: Fused, fuser: Callable[[], Fuser]) -> StagePlan:
    numbers: dict[int, int] = {}
    found: list[Leaf] = []
    reads = []
    for check in checks:
        conditions = [part for part in (check.applies, check.expects[stage]) if part is not None]
        own = []
        for leaf in (leaf for condition in conditions for leaf in leaves(condition)):
            # The linker has made equal conditions one object.
            number = numbers.setdefault(id(leaf), len(found))
            if number == len(found):
                found.append(leaf)
            own.append(number)
        reads.append(tuple(dict.fromkeys(own)))
    return StagePlan(checks, settle, tuple(found), tuple(reads), fuser)


# Flattening -----------------------------------------------------------------------------------------------------

_Antecedent = tuple[Literal["applies", "holds", "lacks"], int]


@dataclass(frozen=True)
class _Flat:
    program: FlatProgram
    observations: tuple[Condition, ...]


def _flatten(kind: Kind, rulepack: Rulepack, numbers: Mapping[str, int]) -> _Flat:
    """Turn the rules of a kind into flat ones: what holds no conclusion is observed, `any` becomes several rules."""
    flattener = _Flattener(numbers)
    rules = [rule for rule in rulepack.rules if rule.kind is kind]
    level = _strata(rules)
    by_level: dict[int, list[FlatRule]] = {}
    origin: dict[int, Rule] = {}
    for rule in rules:
        for flat in flattener.rule(rule):
            by_level.setdefault(level[rule.concludes], []).append(flat)
            origin[flat.id] = rule
    strata = tuple(tuple(by_level[number]) for number in sorted(by_level))
    return _Flat(FlatProgram(strata, origin), tuple(flattener.observations))


class _Flattener:
    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._numbers = numbers
        # Invented conclusions get numbers above all real ones, so that results are told apart by size alone.
        self._next_conclusion = len(numbers)
        self._next_rule = 0
        self.observations: dict[Condition, int] = {}

    def rule(self, rule: Rule) -> list[FlatRule]:
        made: list[FlatRule] = []
        self._conclude(self._numbers[rule.concludes], rule.when, True, made)
        return made

    def _conclude(self, conclusion: int, when: Condition, positive: bool, made: list[FlatRule]) -> None:
        for parts in self._alternatives(when, positive):
            antecedents = [one for part, sign in parts for one in self._antecedents(part, sign, made)]
            names: dict[str, list[int]] = {"applies": [], "holds": [], "lacks": []}
            for form, number in dict.fromkeys(antecedents):
                names[form].append(number)
            self._next_rule += 1
            made.append(
                FlatRule(
                    self._next_rule - 1,
                    tuple(names["applies"]),
                    tuple(names["holds"]),
                    tuple(names["lacks"]),
                    conclusion,
                )
            )

    def _alternatives(self, when: Condition, positive: bool) -> list[list[tuple[Condition, bool]]]:
        """Give the ways in which a condition can come out `positive`, each a list of parts that must all hold."""
        match when:
            case Not(part):
                return self._alternatives(part, not positive)
            case AnyOf(parts) if positive and _reads_conclusions(when):
                return [[(part, True)] for part in parts]
            case AllOf(parts) if not positive and _reads_conclusions(when):
                return [[(part, False)] for part in parts]
            case _:
                return [[(when, positive)]]

    def _antecedents(self, when: Condition, positive: bool, made: list[FlatRule]) -> list[_Antecedent]:
        if not _reads_conclusions(when):
            condition = when if positive else Not(when)
            return [("applies", self.observations.setdefault(condition, len(self.observations)))]
        match when:
            case Concluded(name):
                return [("holds" if positive else "lacks", self._numbers[name])]
            case Not(part):
                return self._antecedents(part, not positive, made)
            case AllOf(parts) if positive:
                return [one for part in parts for one in self._antecedents(part, True, made)]
            case AnyOf(parts) if not positive:
                return [one for part in parts for one in self._antecedents(part, False, made)]
            case _:
                # An `any` inside an `all`: a conclusion of our own stands for it.
                invented = self._next_conclusion
                self._next_conclusion += 1
                self._conclude(invented, when, positive, made)
                return [("holds", invented)]


def _circles(kind: Kind, rulepack: Rulepack) -> tuple[tuple[str, ...], ...]:
    reads: dict[str, set[str]] = {name: set() for name, one in rulepack.conclusions.items() if one.kind is kind}
    for rule in rulepack.rules:
        if rule.kind is kind:
            reads[rule.concludes] |= {name for name in conclusions_of(rule.when) if name in reads}
    together: dict[int, list[str]] = {}
    for name, number in strong_components(reads).items():
        together.setdefault(number, []).append(name)
    return tuple(tuple(sorted(together[number])) for number in sorted(together))


def _reads_conclusions(condition: Condition) -> bool:
    return next(conclusions_of(condition), None) is not None


def _strata(rules: Sequence[Rule]) -> dict[str, int]:
    """Number each conclusion of one kind so that what a rule lacks is settled in an earlier stratum.

    The loader has refused circles through an absence, so the numbers exist.
    """
    own = {rule.concludes for rule in rules}
    reads: dict[str, set[tuple[str, bool]]] = {name: set() for name in own}
    for rule in rules:
        reads[rule.concludes] |= {(name, sign) for name, sign in conclusions_by_sign(rule.when) if name in own}
    component = strong_components({name: {read for read, _ in found} for name, found in reads.items()})
    members: dict[int, list[str]] = {}
    for name in sorted(own):
        members.setdefault(component[name], []).append(name)
    level: dict[str, int] = {}
    # Components come numbered so that what one reads has a lower number.
    for number in sorted(members):
        lowest = 0
        for name in members[number]:
            for read, present in reads[name]:
                if component[read] != number:
                    lowest = max(lowest, level[read] + (0 if present else 1))
        level |= dict.fromkeys(members[number], lowest)
    return level
