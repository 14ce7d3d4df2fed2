"""What settled a condition, what would settle it and what would change it: the smallest, by brute force."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from random import Random
from typing import Any

import pytest

from sv_rules.engine.compiling import Program
from sv_rules.engine.drawing import draw
from sv_rules.engine.judging import judge
from sv_rules.engine.observing import observe
from sv_rules.engine.reasoning import Reasoner
from sv_rules.engine.reasons import DEEPEST
from sv_rules.engine.ways import MOST_WAYS
from sv_rules.model.amount import Money
from sv_rules.model.condition import (
    AllOf,
    AnyOf,
    Comparison,
    Concluded,
    Condition,
    FactValue,
    Literal,
    Not,
    ParameterValue,
    Quantified,
    Quantifier,
    facts_of,
    leaves,
)
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.finding import ComparisonMade
from sv_rules.model.outcome import Kind, Outcome
from tests.engine import naive_conditions as naive
from tests.engine.building import (
    DAY,
    check,
    concluded,
    is_yes,
    parameter,
    procurement,
    program,
    reasoner,
    reasoner_of_values,
    rule,
    rulepack,
    yes_no,
)
from tests.engine.naive_conditions import Known
from tests.engine.random_conditions import CONCLUSIONS, FACTS, PARAMETERS, Conditions, random_known

SEEDS = range(250)
Answers = Mapping[str, bool | None]


# Conditions of every kind ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(20))
def test_what_settled_a_condition_suffices(seed: int) -> None:
    """With everything else not known, the condition still comes out as it did."""
    random = Random(f"settled/{seed}")
    stream = Conditions(random)
    conditions = [stream.condition() for _ in range(30)]
    ready = program(
        rulepack(
            FACTS,
            [check(f"c{number}", condition) for number, condition in enumerate(conditions)],
            parameters=[parameter(fact, None) for fact in PARAMETERS],
            conclusions=dict.fromkeys(CONCLUSIONS, Kind.PROCUREMENT),
        )
    )
    for condition, known in product(conditions, [random_known(random) for _ in range(5)]):
        truth = naive.truth(condition, known)
        # Whoever asks whether something is given learns from its absence too, so masking it may settle what was open.
        if truth is None and _asks_for_absence(condition):
            continue
        explains = reasoner_of_values(ready, known.facts, known.parameters, known.conclusions)
        made = explains.settled_by(condition)
        assert naive.truth(condition, _only(condition, explains, made, known)) is truth


def _asks_for_absence(condition: Condition) -> bool:
    for leaf in leaves(condition):
        if isinstance(leaf, Comparison) and leaf.operator == "given":
            return True
        if isinstance(leaf, Quantified) and leaf.where is not None and _asks_for_absence(leaf.where):
            return True
    return False


def _only(condition: Condition, explains: Reasoner, made: Iterable[ComparisonMade], known: Known) -> Known:
    """Leave known only what the comparisons made have looked at."""
    made = list(made)
    kept = [
        leaf for leaf in leaves(condition) for sign in (True, False) if explains.settled_by(leaf, sign=sign)[0] in made
    ]
    facts = {fact.name for leaf in kept for fact in facts_of(leaf)}
    conclusions = {leaf.name for leaf in kept if isinstance(leaf, Concluded)}
    return Known(
        {name: value if name in facts else None for name, value in known.facts.items()},
        known.parameters,
        {name: truth if name in conclusions else None for name, truth in known.conclusions.items()},
    )


# Yes/no facts, each named once ----------------------------------------------------------------------------------


class _Case:
    """A condition over up to seven yes/no facts, partly through conclusions, and what is known of them."""

    def __init__(self, seed: int, *, conclusions: bool = True) -> None:
        self._random = random = Random(f"yes/no/{seed}")
        self._rules: list[tuple[str, Condition]] = []
        self._conclusions = conclusions
        self.names: list[str] = []
        self.condition = self._grow(random.randint(1, 4))
        self.answers: Answers = {name: random.choice((True, False, None)) for name in self.names}
        facts = [yes_no(name) for name in self.names]
        rules = [rule(f"r{number}", when, name) for number, (name, when) in enumerate(self._rules)]
        self.ready: Program = program(rulepack(facts, [check("c", self.condition)], rules))
        self.truth = self.under(self.answers)

    def reasoner(self) -> Reasoner:
        return reasoner(self.ready, self.answers)

    def under(self, answers: Answers) -> bool | None:
        """What the condition comes to, with the rules written into it."""
        return naive.truth(self._unfolded(self.condition), Known({**dict.fromkeys(self.names), **answers}, {}, {}))

    def _grow(self, depth: int) -> Condition:
        random = self._random
        if depth == 0 or len(self.names) > 5:
            self.names.append(f"tender.f{len(self.names)}")
            return is_yes(yes_no(self.names[-1]))
        if self._conclusions and random.random() < 0.25:
            name = f"c{len(self._rules)}"
            rules = random.randint(1, 2)
            # The name is taken before the parts are grown, which may draw conclusions of their own.
            self._rules += [(name, AnyOf(()))] * rules
            first = len(self._rules) - rules
            for number in range(rules):
                self._rules[first + number] = (name, self._grow(depth - 1))
            return concluded(name)
        form = random.choice([AllOf, AnyOf, Not])
        if form is Not:
            return Not(self._grow(depth - 1))
        return form(tuple(self._grow(depth - 1) for _ in range(random.choice((2, 2, 3)))))

    def _unfolded(self, condition: Condition) -> Condition:
        match condition:
            case AllOf(parts) | AnyOf(parts):
                return type(condition)(tuple(map(self._unfolded, parts)))
            case Not(part):
                return Not(self._unfolded(part))
            case Concluded(name):
                return AnyOf(tuple(self._unfolded(when) for one, when in self._rules if f"pack/{one}" == name))
            case _:
                return condition


def _assignments(names: Iterable[str]) -> Iterator[dict[str, bool]]:
    names = list(names)
    return (dict(zip(names, values, strict=True)) for values in product((True, False), repeat=len(names)))


def _sets(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """All sets of names, smaller ones first."""
    names = list(names)
    return (some for size in range(len(names) + 1) for some in combinations(names, size))


def _attainable(case: _Case, names: Iterable[str], wanted: bool) -> bool:
    return any(case.under({**case.answers, **answers}) is wanted for answers in _assignments(names))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_settled_it_is_the_smallest(seed: int) -> None:
    case = _Case(seed, conclusions=False)
    made = case.reasoner().settled_by(case.condition)
    if case.truth is None:
        # Nothing settled it: what is told is what is open, and no part of it is known.
        assert made
        assert all(one.result is None for one in made)
        return
    smallest = next(
        names for names in _sets(case.names) if case.under({name: case.answers[name] for name in names}) is case.truth
    )
    assert len(made) == len(smallest)
    assert case.under({one.fact: case.answers[one.fact] for one in made}) is case.truth


@pytest.mark.parametrize("wanted", [True, False], ids=["met", "not met"])
@pytest.mark.parametrize("seed", SEEDS)
def test_ways_are_all_the_smallest_sets_of_answers(seed: int, wanted: bool) -> None:
    case = _Case(seed)
    found = case.reasoner().ways(case.condition, wanted)
    every: list[frozenset[str]] = []
    for names in _sets(name for name, answer in case.answers.items() if answer is None):
        if not any(one <= set(names) for one in every) and _attainable(case, names, wanted):
            every.append(frozenset(names))
    assert set(found) <= set(every)
    assert [len(way) for way in found] == [len(way) for way in every][:MOST_WAYS]


@pytest.mark.parametrize("wanted", [True, False], ids=["met", "not met"])
@pytest.mark.parametrize("seed", SEEDS)
def test_changes_are_the_smallest(seed: int, wanted: bool) -> None:
    case = _Case(seed)
    changes = case.reasoner().changes(case.condition, wanted)
    assert changes is not None
    changed = [change.fact for change in changes]
    smallest = next(names for names in _sets(case.names) if _attainable(case, names, wanted))
    assert len(changed) == len(smallest)
    assert _attainable(case, changed, wanted)


def test_the_cases_are_of_every_kind() -> None:
    cases = [_Case(seed) for seed in SEEDS]
    truths = [case.truth for case in cases]
    assert min(truths.count(True), truths.count(False), truths.count(None)) > 40
    assert sum(bool(case.ready.conclusions) for case in cases) > 40


# By hand --------------------------------------------------------------------------------------------------------

A, B, C = (yes_no(f"tender.{name}") for name in "abc")
VALUE = Fact(name="tender.value", type=FactType.MONEY, title="value")
LIMIT = Fact(name="tender.limit", type=FactType.MONEY, title="limit")
LEAST = Fact(name="tender.least", type=FactType.INTEGER, title="least number")
FLAG = yes_no("flag")
STEPS = Fact(name="tender.steps", type=FactType.LIST, title="steps", fields=(FLAG,))
UNKNOWN = parameter(Fact(name="pack/limit", type=FactType.MONEY, title="limit"), None)

PASSES = is_yes(FLAG)
PASSES_IF_A = AllOf((PASSES, is_yes(A)))
OPEN = [{"flag": True}, {}]
"""One step passes, one is open."""


def _steps(quantifier: str, where: Condition = PASSES) -> Quantified:
    return Quantified(Quantifier(quantifier), STEPS, where)


def _count(operator: str, operand: Any, where: Condition | None = PASSES) -> Quantified:
    return Quantified(Quantifier.COUNT, STEPS, where, operator, (operand,))


# What is asked, what is known, and the sets of facts that would make it true, and false.
WAYS: list[tuple[str, Condition, dict[str, Any], list[str], list[str]]] = [
    ("a fact", is_yes(A), {}, ["a"], ["a"]),
    (
        "both sides of a comparison",
        Comparison(VALUE, "at_least", (FactValue(LIMIT),)),
        {},
        ["limit value"],
        ["limit value"],
    ),
    ("one side", Comparison(VALUE, "at_least", (FactValue(LIMIT),)), {"tender.value": "GBP 1"}, ["limit"], ["limit"]),
    ("no answer gives a parameter a value", Comparison(VALUE, "at_least", (ParameterValue("pack/limit"),)), {}, [], []),
    (
        "no answer changes a currency",
        Comparison(VALUE, "at_least", (Literal(Money(1, "EUR")),)),  # type: ignore[arg-type]
        {"tender.value": "GBP 1"},
        [],
        [],
    ),
    (
        "another part without that parameter",
        AnyOf((Comparison(VALUE, "is", (ParameterValue("pack/limit"),)), is_yes(A))),
        {},
        ["a"],
        [],
    ),
    ("an absent list: some needs an entry, none does not", _steps("some"), {}, ["steps"], ["steps"]),
    ("an entry that needs more than its fields", _steps("some", PASSES_IF_A), {}, ["a steps"], ["steps"]),
    ("every entry", _steps("every", PASSES_IF_A), {}, ["steps"], ["steps"]),
    ("none", _steps("none", PASSES_IF_A), {}, ["steps"], ["a steps"]),
    ("a count that no entry meets too", _count("at_most", Literal(3), PASSES_IF_A), {}, ["steps"], ["a steps"]),
    ("a count against a fact", _count("at_least", FactValue(LEAST), None), {}, ["least steps"], ["least steps"]),
    (
        "a known list against a fact",
        _count("at_least", FactValue(LEAST), None),
        {"tender.steps": OPEN},
        ["least"],
        ["least"],
    ),
    ("entries with a gap", _steps("every"), {"tender.steps": OPEN}, ["steps"], ["steps"]),
    (
        "entries that wait for another fact",
        _steps("every", PASSES_IF_A),
        {"tender.steps": [{"flag": True}]},
        ["a"],
        ["a"],
    ),
    ("some of them: either gap", _steps("some", is_yes(A)), {"tender.steps": OPEN}, ["a"], ["a"]),
    ("none of them", _steps("none", PASSES_IF_A), {"tender.steps": OPEN}, ["a"], ["a"]),
    ("a count with a gap", _count("at_least", Literal(2)), {"tender.steps": OPEN}, ["steps"], ["steps"]),
    ("a count against a parameter", _count("at_least", ParameterValue("pack/limit")), {"tender.steps": OPEN}, [], []),
]


@pytest.mark.parametrize(
    ("condition", "facts", "to_hold", "to_fail"), [row[1:] for row in WAYS], ids=[row[0] for row in WAYS]
)
def test_ways(condition: Condition, facts: dict[str, Any], to_hold: list[str], to_fail: list[str]) -> None:
    explains = reasoner(_ready(condition), facts)
    assert explains.truth(condition) is None
    for wanted, expected in ((True, to_hold), (False, to_fail)):
        found = explains.ways(condition, wanted)
        assert [" ".join(sorted(name.removeprefix("tender.") for name in way)) for way in found] == expected


def _ready(condition: Condition) -> Program:
    return program(rulepack([A, B, C, VALUE, LIMIT, LEAST, STEPS], [check("c", condition)], parameters=[UNKNOWN]))


def test_nothing_changes_a_parameter_that_is_not_known() -> None:
    against = Comparison(VALUE, "at_least", (ParameterValue("pack/limit"),))
    explains = reasoner(_ready(AllOf((is_yes(A), against))), {"tender.value": "GBP 1", "tender.a": False})
    assert explains.changes(AllOf((is_yes(A), against))) is None
    assert explains.changes(AnyOf((is_yes(A), against))) == explains.changes(is_yes(A))


def test_nothing_makes_both_a_thing_and_its_opposite() -> None:
    both = AllOf((is_yes(A), Not(is_yes(A))))
    assert reasoner(_ready(both), {}).changes(both) is None


# Each of the first leans on the second, and the last also holds when the fact says yes; x is among them.
CIRCLES = [
    pytest.param([("x", "x")], "x", id="itself"),
    pytest.param([("x", "y"), ("y", "x")], "y", id="two"),
    pytest.param([("x", "w"), ("y", "x"), ("w", "y")], "w", id="three"),
    pytest.param([("x", "y"), ("y", "w"), ("w", "x")], "w", id="the other way round"),
]


@pytest.mark.parametrize(("circle", "entry"), CIRCLES)
@pytest.mark.parametrize(("answer", "truth"), [(True, True), (None, None), (False, False)])
def test_rules_that_lean_on_each_other(
    circle: list[tuple[str, str]], entry: str, answer: bool | None, truth: bool | None
) -> None:
    rules = [rule(f"{one} by {other}", concluded(other), one) for one, other in circle]
    ready = program(rulepack([A], [check("c", concluded("x"))], [*rules, rule("entry", is_yes(A), entry)]))
    explains = reasoner(ready, {"tender.a": answer})
    assert explains.truth(concluded("x")) is truth
    # Only the fact outside the circle counts, in both directions.
    for wanted in (True, False):
        way = {"tender.a"} if truth is None else set()
        assert explains.ways(concluded("x"), wanted) == ([way] if truth in (None, wanted) else [])
        changes = explains.changes(concluded("x"), wanted)
        assert changes is not None
        assert [change.fact for change in changes] == ([] if truth is wanted else ["tender.a"])


def _findings_of_layers(width: int, depth: int, answers: Answers) -> tuple[Program, str]:
    """Layers of conclusions that each lean on all of the layer below: told in full, width to the power of depth."""
    rules = [
        rule(
            f"r{layer}.{number}",
            AllOf(tuple(concluded(f"c{layer - 1}.{one}") for one in range(width)) if layer else (is_yes(A), is_yes(B))),
            f"c{layer}.{number}",
        )
        for layer in range(depth)
        for number in range(width)
    ]
    ready = program(rulepack([A, B], [check("c", concluded(f"c{depth - 1}.0"))], rules))
    observations = observe(ready, procurement(answers), DAY)
    (finding,) = judge(ready, observations, draw(ready, observations))
    return ready, finding.model_dump_json()


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"tender.a": True, "tender.b": True}, Outcome.MET),
        ({"tender.a": True}, Outcome.CANNOT_TELL),
        ({"tender.a": False}, Outcome.NOT_MET),
    ],
)
def test_a_finding_explains_each_conclusion_once(answers: Answers, outcome: Outcome) -> None:
    ready, finding = _findings_of_layers(12, 8, answers)
    assert f'"outcome":"{outcome}"' in finding
    for name in ready.conclusions:
        assert finding.count(f'"conclusion":"{name}"') <= 12 + 1
    assert finding.count('"because":[{') <= len(ready.conclusions)


def test_only_the_smallest_ways_are_offered() -> None:
    facts = [yes_no(f"tender.f{number}") for number in range(MOST_WAYS + 2)]
    pair, *single = facts
    either = AnyOf((AllOf((is_yes(pair), is_yes(A))), *map(is_yes, single)))
    found = reasoner(program(rulepack([A, *facts], [check("c", either)])), {}).ways(either, True)
    assert found == [{fact.name} for fact in single[:MOST_WAYS]]


def test_a_change_says_what_is_now_unless_it_is_a_long_text() -> None:
    text = Fact(name="tender.text", type=FactType.TEXT, title="description")
    mentions = Comparison(text, "mentions_any", (Literal("jobs"),))
    both = AllOf((mentions, is_yes(A), is_yes(B)))
    explains = reasoner(
        program(rulepack([text, A, B], [check("c", both)])), {"tender.text": "about trees", "tender.a": False}
    )
    said = {change.fact: change.sentence for change in explains.changes(both) or ()}
    assert "trees" not in said["tender.text"]
    assert "now: no" in said["tender.a"]
    assert "now: not known" in said["tender.b"]


def test_some_leads_to_the_first_entry_that_passes() -> None:
    steps = [{"flag": False}, {"flag": True}, {"flag": True}]
    (made,) = reasoner(_ready(_steps("some")), {"tender.steps": steps}).settled_by(_steps("some"))
    assert made.place is not None
    assert made.place.pointer == "/tender.steps/1"


def test_a_long_chain_is_followed_some_way() -> None:
    """Neither a finding nor its reasons run out of stack, however long the chain of rules."""
    rules = [
        rule(f"r{number}", concluded(f"c{number - 1}") if number else is_yes(A), f"c{number}") for number in range(1500)
    ]
    ready = program(rulepack([A], [check("c", concluded("c1499"))], rules))
    explains = reasoner(ready, {})
    (made,) = explains.settled_by(concluded("c1499"))
    followed = 0
    while made.because:
        (made,) = made.because
        followed += 1
    assert followed == DEEPEST
    assert explains.ways(concluded("c1499"), True) == [{"tender.a"}]
    assert [change.fact for change in explains.changes(concluded("c1499")) or ()] == ["tender.a"]


def test_the_same_thing_is_said_once() -> None:
    """A check may read one fact twice, to see whether it applies and in what it expects."""
    number = Fact(name="tender.number", type=FactType.INTEGER, title="number")
    applies, low, high = (
        Comparison(number, "at_least", (Literal(0),)),
        Comparison(number, "at_least", (Literal(0),)),
        Comparison(number, "at_most", (Literal(9),)),
    )
    ready = program(rulepack([number], [check("c", AllOf((low, high)), applies)]))
    observations = observe(ready, procurement({}), DAY)
    (finding,) = judge(ready, observations, draw(ready, observations))
    assert finding.sentence == "Cannot tell: Number is not known."
    assert [one.expected for one in finding.comparisons] == ["0", "9"]
    assert [[question.fact for question in ask.questions] for ask in finding.asks] == [["tender.number"]]
