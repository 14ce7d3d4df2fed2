"""Conclusions go down from the procurement to its contracts, carry doubt, and are the same by every engine."""

from collections.abc import Iterable, Mapping
from datetime import date
from random import Random
from typing import Any

import pytest

from sv_rules.engine import inferring
from sv_rules.engine.compiling import Program
from sv_rules.engine.drawing import Conclusions, draw
from sv_rules.engine.judging import judge
from sv_rules.engine.observing import Observations, SubjectKey, observe
from sv_rules.evaluate import evaluate
from sv_rules.model.condition import AllOf, AnyOf, Condition, Not
from sv_rules.model.evaluation import EngineUsed, Evaluation
from sv_rules.model.outcome import Kind, Outcome, Stage
from sv_rules.model.procurement import Bid, Contract, Lot, Procurement
from sv_rules.model.rulepack import Period, Rule, Rulepack
from tests.engine import naive_conditions as naive
from tests.engine.building import DAY, answers, check, concluded, is_yes, procurement, program, rule, rulepack, yes_no
from tests.engine.naive_conditions import Known
from tests.engine.random_packs import random_pack, random_procurement

needs_durable = pytest.mark.skipif(bool(inferring.ENGINE.missing), reason=inferring.ENGINE.missing)
ENGINES = [pytest.param("durable", marks=needs_durable), "strata"]

A, B = yes_no("tender.a"), yes_no("tender.b")
LOT, BID, CONTRACT = yes_no("lot.a"), yes_no("bid.a"), yes_no("contract.a")


def _drawn(ready: Program, what: Procurement, day: date = DAY) -> Mapping[SubjectKey, Conclusions]:
    return draw(ready, observe(ready, what, day))


def _truths(ready: Program, found: Conclusions) -> dict[str, bool | None]:
    return {name.removeprefix("pack/"): truth for name, truth in zip(ready.conclusions, found.truths, strict=True)}


def _on_procurement(
    rules: Iterable[Rule], facts: Mapping[str, Any], engine: str, day: date = DAY
) -> tuple[dict[str, bool | None], dict[str, str]]:
    """Give the truths, and for each conclusion drawn the name of its rule."""
    ready = program(rulepack([A, B], rules=rules), engine)
    found = _drawn(ready, procurement(facts), day)[Kind.PROCUREMENT, "it"]
    reasons = {name.removeprefix("pack/"): one.id.removeprefix("pack/") for name, one in found.reasons.items()}
    return _truths(ready, found), reasons


@pytest.mark.parametrize("engine", ENGINES)
def test_a_subject_starts_with_what_is_concluded_above_it(engine: str) -> None:
    rules = [
        rule("r1", is_yes(A), "procurement"),
        rule("r2", AllOf((concluded("procurement"), is_yes(LOT))), "lot", Kind.LOT),
        rule("r3", AllOf((concluded("lot"), is_yes(BID))), "bid", Kind.BID),
        rule("r4", AllOf((concluded("bid"), is_yes(CONTRACT))), "contract", Kind.CONTRACT),
    ]
    ready = program(rulepack([A, LOT, BID, CONTRACT], rules=rules), engine)
    what = Procurement(
        id="it",
        facts=answers({"tender.a": True}),
        lots=(Lot(id="1", facts=answers({"lot.a": True})), Lot(id="2", facts=answers({"lot.a": False}))),
        bids=(
            Bid(id="for 1", lot="1", facts=answers({"bid.a": True})),
            Bid(id="for 2", lot="2", facts=answers({"bid.a": True})),
        ),
        contracts=(
            Contract(id="from 1", lot="1", bid="for 1", facts=answers({"contract.a": True})),
            Contract(id="from 2", lot="2", bid="for 2", facts=answers({"contract.a": True})),
        ),
    )
    found = {key[1]: _truths(ready, one) for key, one in _drawn(ready, what).items()}
    everything = {"procurement": True, "lot": True, "bid": True, "contract": True}
    assert found == {
        "it": {"procurement": True, "lot": False, "bid": False, "contract": False},
        "1": {"procurement": True, "lot": True, "bid": False, "contract": False},
        "2": {"procurement": True, "lot": False, "bid": False, "contract": False},
        "for 1": {**everything, "contract": False},
        "for 2": {"procurement": True, "lot": False, "bid": False, "contract": False},
        "from 1": everything,
        "from 2": {"procurement": True, "lot": False, "bid": False, "contract": False},
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_a_contract_without_a_bid_does_not_deny_what_a_bid_may_be(engine: str) -> None:
    """Its bid is not known; so neither is what would be concluded about it, but for what follows from the tender."""
    rules = [
        rule("r1", is_yes(BID), "promised", Kind.BID),
        rule("r2", is_yes(A), "asked", Kind.BID),
        rule("r3", Not(is_yes(A)), "spared", Kind.BID),
    ]
    checks = [
        check("kept", Not(concluded("promised")), stage=Stage.DELIVERY),
        check("asked", concluded("asked"), stage=Stage.DELIVERY),
        check("spared", concluded("spared"), stage=Stage.DELIVERY),
    ]
    ready = program(rulepack([A, BID, CONTRACT], checks, rules), engine)
    what = procurement({"tender.a": True}, contracts=(Contract(id="c", lot="lot"),))
    observations = observe(ready, what, DAY)
    found = draw(ready, observations)
    assert _truths(ready, found[Kind.CONTRACT, "c"]) == {"promised": None, "asked": True, "spared": False}
    assert _outcomes(ready, observations, found) == [Outcome.CANNOT_TELL, Outcome.MET, Outcome.NOT_MET]


def _outcomes(ready: Program, observations: Observations, found: Mapping[SubjectKey, Conclusions]) -> list[Outcome]:
    return [finding.outcome for finding in judge(ready, observations, found)]


# x when a. not-x when x is lacking. not-not-x when that is lacking.
ABSENCE = [
    rule("r3", Not(concluded("lacks")), "again"),
    rule("r2", Not(concluded("x")), "lacks"),
    rule("r1", is_yes(A), "x"),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (True, {"again": True, "lacks": False, "x": True}),
        (False, {"again": False, "lacks": True, "x": False}),
        (None, {"again": None, "lacks": None, "x": None}),
    ],
    ids=["present", "absent", "in doubt"],
)
def test_absence_is_settled_stratum_by_stratum(engine: str, answer: bool | None, expected: object) -> None:
    assert _on_procurement(ABSENCE, {"tender.a": answer}, engine)[0] == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_a_child_may_lack_what_its_parent_has_not(engine: str) -> None:
    rules = [rule("r1", is_yes(A), "x"), rule("r2", Not(concluded("x")), "free", Kind.LOT)]
    ready = program(rulepack([A], rules=rules), engine)
    for answer, expected in ((True, False), (False, True), (None, None)):
        found = _drawn(ready, procurement({"tender.a": answer}))
        assert _truths(ready, found[Kind.LOT, "lot"])["free"] is expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (True, None, None, True),
        (False, None, False, None),
        (None, None, None, None),
        (True, False, False, True),
    ],
)
def test_doubt(engine: str, a: bool | None, b: bool | None, both: bool | None, either: bool | None) -> None:
    """Strong Kleene logic, through conclusions: one that is in doubt leaves `all` in doubt, and not a true `any`."""
    rules = [
        rule("r1", is_yes(A), "a"),
        rule("r2", is_yes(B), "b"),
        rule("r3", AllOf((concluded("a"), concluded("b"))), "both"),
        rule("r4", AnyOf((concluded("a"), concluded("b"))), "either"),
    ]
    found, _ = _on_procurement(rules, {"tender.a": a, "tender.b": b}, engine)
    assert (found["both"], found["either"]) == (both, either)


@pytest.mark.parametrize("engine", ENGINES)
def test_any_inside_all(engine: str) -> None:
    """Conditions nest to any depth; the rules given to the engine are flat."""
    when: Condition = AllOf(
        (
            AnyOf((concluded("a"), AllOf((concluded("b"), Not(AllOf((concluded("a"), is_yes(B)))))))),
            Not(AnyOf((AllOf((concluded("a"), concluded("b"))), concluded("never")))),
        )
    )
    rules = [
        rule("r1", is_yes(A), "a"),
        rule("r2", is_yes(B), "b"),
        rule("r3", AllOf((concluded("a"), Not(is_yes(A)))), "never"),
        rule("r4", when, "one"),
    ]
    # (a or (b and not (a and b))) and not ((a and b) or never): exactly one of the two.
    for a in (True, False):
        for b in (True, False):
            found, _ = _on_procurement(rules, {"tender.a": a, "tender.b": b}, engine)
            assert found["one"] is (a != b)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2025, 12, 31), None),
        (date(2026, 1, 1), "early"),
        (date(2026, 1, 31), "early"),
        (date(2026, 2, 1), "late"),
    ],
)
def test_a_rule_counts_while_it_is_in_force(engine: str, day: date, reason: str | None) -> None:
    rules = [
        rule("early", is_yes(A), "x", period=Period(date(2026, 1, 1), date(2026, 1, 31))),
        rule("late", is_yes(A), "x", period=Period(first=date(2026, 2, 1))),
    ]
    found, reasons = _on_procurement(rules, {"tender.a": True}, engine, day)
    assert found["x"] is (reason is not None)
    assert reasons.get("x") == reason


@pytest.mark.parametrize("engine", ENGINES)
def test_days_do_not_disturb_each_other(engine: str) -> None:
    rules = [rule("r", is_yes(A), "x", period=Period(last=date(2026, 1, 31)))]
    ready = program(rulepack([A], rules=rules), engine)
    for day, expected in 2 * [(date(2026, 1, 31), True), (date(2026, 2, 1), False)]:
        found = _drawn(ready, procurement({"tender.a": True}), day)
        assert found[Kind.PROCUREMENT, "it"].truths == (expected,)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_reason_is_the_shortest_way_and_the_first_of_equals(engine: str) -> None:
    rules = [
        rule("by x", concluded("x"), "y"),
        rule("by z", concluded("z"), "y"),
        rule("around", concluded("y"), "x"),
        rule("second", is_yes(A), "x"),
        rule("third", is_yes(A), "x"),
        rule("z", is_yes(B), "z"),
        rule("maybe", is_yes(B), "y"),
    ]
    truths, reasons = _on_procurement(rules, {"tender.a": True}, engine)
    assert truths == {"y": True, "x": True, "z": None}
    # `around` leans on x itself; `maybe` would be shorter than `by x`, and is not certain.
    assert reasons == {"y": "by x", "x": "second", "z": "z"}
    _, reasons = _on_procurement(rules, {"tender.b": True}, engine)
    # One step for `maybe` against two for `by z`; x follows from y, since nothing is known of a.
    assert reasons == {"y": "maybe", "x": "around", "z": "z"}


@pytest.mark.parametrize("engine", ENGINES)
def test_what_supports_only_itself_is_not_drawn(engine: str) -> None:
    rules = [rule("r1", concluded("y"), "x"), rule("r2", concluded("x"), "y"), rule("r3", is_yes(A), "y")]
    assert _on_procurement(rules, {"tender.a": False}, engine) == ({"x": False, "y": False}, {})
    assert _on_procurement(rules, {}, engine) == ({"x": None, "y": None}, {"x": "r1", "y": "r3"})


# Random packs ---------------------------------------------------------------------------------------------------


def _by_hand(pack: Rulepack, what: Procurement) -> dict[tuple[str, str], bool | None]:
    """What each kind's conclusions come to on the subjects of that kind, by the naive interpreter; no circles."""
    ready = program(pack)
    observations = observe(ready, what, DAY)
    found: dict[SubjectKey, dict[str, bool | None]] = {}
    expected: dict[tuple[str, str], bool | None] = {}
    for key, observation in observations.subjects.items():
        facts = {fact.name: value for fact, value in zip(ready.plans[key[0]].facts, observation.values, strict=True)}
        above = found[observation.parent] if observation.parent else dict.fromkeys(pack.conclusions, False)
        known = Known(facts, {}, dict(above))
        open_kinds = key[0].sees[len(observation.parent[0].sees) :] if observation.parent else key[0].sees
        rules = [one for one in pack.rules if one.kind in open_kinds and one.period.holds(DAY)]
        # Without circles, going through often enough settles everything.
        for _ in rules:
            for name in dict.fromkeys(one.concludes for one in rules):
                whens = tuple(one.when for one in rules if one.concludes == name)
                known.conclusions[name] = naive.truth(AnyOf(whens), known)  # type: ignore[index]
        found[key] = dict(known.conclusions)
        expected |= {(key[1], name): truth for name, truth in known.conclusions.items()}
    return expected


@pytest.mark.parametrize("engine", ENGINES)
def test_random_packs_conclude_what_their_rules_say(engine: str) -> None:
    doubts = 0
    for seed in range(100):
        random = Random(f"packs/{seed}")
        pack = random_pack(random, circles=False)
        what = random_procurement(random)
        ready = program(pack, engine)
        found = {
            (key[1], name): truth
            for key, one in _drawn(ready, what).items()
            for name, truth in zip(ready.conclusions, one.truths, strict=True)
        }
        assert found == _by_hand(pack, what), seed
        doubts += None in found.values()
    assert doubts > 30


@needs_durable
def test_both_engines_give_the_same_bytes() -> None:
    explained = 0
    for seed in range(150):
        random = Random(f"engines/{seed}")
        pack = random_pack(random, circles=seed % 2 == 0)
        what = random_procurement(random)
        durable, strata = (evaluate(program(pack, engine), what, as_of=DAY) for engine in ("durable", "strata"))
        assert durable.run.engine.name == "durable"
        assert strata.run.engine.name == "strata"
        assert _without_engine(durable) == _without_engine(strata), seed
        assert durable.digest == strata.digest, seed
        explained += len(durable.conclusions)
    assert explained > 500


def _without_engine(evaluation: Evaluation) -> bytes:
    run = evaluation.run.model_copy(update={"engine": EngineUsed(name="", version="")})
    return evaluation.model_copy(update={"run": run}).to_bytes()
