"""Every engine draws what the naive reference draws, and the reference what every completion of the unknown says."""

import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest

from sv_rules.engine import inferring, strata
from sv_rules.errors import EngineError
from sv_rules.model.extending import Engine, InferenceEngine
from sv_rules.model.inference import FlatRule, Given, InferenceRules, Worlds
from tests.engine import fuzz_inference
from tests.engine import naive_inference as naive

needs_durable = pytest.mark.skipif(bool(inferring.ENGINE.missing), reason=inferring.ENGINE.missing)
ENGINES = [
    pytest.param(inferring.ENGINE, id="durable", marks=needs_durable),
    pytest.param(strata.ENGINE, id="strata"),
]
Start = Callable[[InferenceRules], InferenceEngine]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


@pytest.fixture
def start(engine: Engine) -> Iterator[Start]:
    started: list[InferenceEngine] = []

    def start_and_keep(rules: InferenceRules) -> InferenceEngine:
        started.append(engine.start(rules))
        return started[-1]

    yield start_and_keep
    for one in started:
        one.close()


def rule(
    number: int, concludes: int, applies: Iterable[int] = (), holds: Iterable[int] = (), lacks: Iterable[int] = ()
) -> FlatRule:
    return FlatRule(number, tuple(applies), tuple(holds), tuple(lacks), concludes)


def in_strata(*rules: Iterable[FlatRule]) -> InferenceRules:
    return InferenceRules(tuple(tuple(stratum) for stratum in rules))


def given(
    certain: Iterable[int] = (), unknown: Iterable[int] = (), holds: Iterable[int] = (), may_hold: Iterable[int] = ()
) -> Given:
    certain, holds = frozenset(certain), frozenset(holds)
    return Given(Worlds(certain, certain.union(unknown)), Worlds(holds, holds.union(may_hold)))


def fired(engine: InferenceEngine, what: Given) -> tuple[list[int], list[int]]:
    worlds = engine.draw(what).fired
    return sorted(worlds.certain), sorted(worlds.possible)


@pytest.mark.parametrize("one", ENGINES)
def test_random_rules_agree_with_the_reference_and_with_every_completion(one: Engine) -> None:
    counts = fuzz_inference.fuzz([one], sets=300, seed=20)
    assert counts[f"drawn by {one.name}"] == 1200
    assert {name: counts[name] for name in fuzz_inference.MUST_BE_NONE} == dict.fromkeys(fuzz_inference.MUST_BE_NONE, 0)
    # It has looked at something: both kinds of logic, doubt, and certainty in spite of doubt.
    for name in (
        "one-sided",
        "two-sided and only sound",
        "something is in doubt",
        "certain although something is unknown",
    ):
        assert counts[name] > 20, name


# Conclusions are 10 and up, rules are numbered from 1; expected by hand: (certain, possible).
HAND = {
    "an unknown observation makes its rule possible": (
        in_strata([rule(1, 10, applies=[1]), rule(2, 11, applies=[2])]),
        given([1], unknown=[2]),
        ([1], [1, 2]),
    ),
    "conclusions are chained, whatever the order": (
        in_strata([rule(1, 12, holds=[11]), rule(2, 11, holds=[10]), rule(3, 10, applies=[1])]),
        given([1]),
        ([1, 2, 3], [1, 2, 3]),
    ),
    "what supports only itself is not drawn": (
        in_strata([rule(1, 10, holds=[10]), rule(2, 11, holds=[12]), rule(3, 12, holds=[11])]),
        given([1]),
        ([], []),
    ),
    "a cycle that is supported from outside is drawn once round": (
        in_strata([rule(1, 11, holds=[12]), rule(2, 12, holds=[11]), rule(3, 12, applies=[1])]),
        given([], unknown=[1]),
        ([], [1, 2, 3]),
    ),
    "absence of what is only possible is itself only possible": (
        in_strata([rule(1, 10, applies=[1])], [rule(2, 11, lacks=[10]), rule(3, 12, lacks=[13])]),
        given([], unknown=[1]),
        ([3], [1, 2, 3]),
    ),
    "absence of what is certain is impossible": (
        in_strata([rule(1, 10, applies=[1])], [rule(2, 11, lacks=[10])]),
        given([1], unknown=[2]),
        ([1], [1]),
    ),
    "absence of an absence, three strata deep": (
        in_strata([rule(1, 10, applies=[1])], [rule(2, 11, lacks=[10])], [rule(3, 12, lacks=[11])]),
        given([], unknown=[1]),
        ([], [1, 2, 3]),
    ),
    "p or not p cannot be seen to be true, as in any Kleene logic": (
        in_strata(
            [rule(1, 10, applies=[1])], [rule(2, 11, holds=[10]), rule(3, 11, lacks=[10])], [rule(4, 12, holds=[11])]
        ),
        given([], unknown=[1]),
        ([], [1, 2, 3, 4]),
    ),
    "a parent's conclusions are there from the start": (
        in_strata([rule(1, 11, holds=[10])], [rule(2, 12, lacks=[10]), rule(3, 13, lacks=[20])]),
        given(holds=[10], may_hold=[20]),
        ([1], [1, 3]),
    ),
    "a rule whose conclusion the parent has already fires all the same": (
        in_strata([rule(1, 10, applies=[1]), rule(2, 11, holds=[10])]),
        given([1], holds=[10]),
        ([1, 2], [1, 2]),
    ),
    "all rules that reach a conclusion fire, not the first alone": (
        in_strata([rule(1, 10, applies=[1]), rule(2, 10, applies=[2]), rule(3, 10, applies=[3])]),
        given([1, 2], unknown=[3]),
        ([1, 2], [1, 2, 3]),
    ),
    "a thing named twice is needed once": (
        in_strata([rule(1, 10, applies=[1, 1], lacks=[12, 12])]),
        given([1]),
        ([1], [1]),
    ),
    "a rule that needs what it lacks never fires": (
        in_strata([rule(1, 11, holds=[10], lacks=[10])]),
        given(),
        ([], []),
    ),
    "a rule that needs nothing always fires": (
        in_strata([rule(1, 10), rule(2, 11, holds=[10])]),
        given([], unknown=[5]),
        ([1, 2], [1, 2]),
    ),
    "no rules": (in_strata(), given([1, 2], unknown=[3], holds=[10]), ([], [])),
    "an empty stratum": (in_strata([], [rule(1, 10, applies=[1])], []), given([1]), ([1], [1])),
}


@pytest.mark.parametrize(("rules", "what", "expected"), HAND.values(), ids=HAND.keys())
def test_what_is_drawn_by_hand(
    start: Start, rules: InferenceRules, what: Given, expected: tuple[list[int], list[int]]
) -> None:
    one = start(rules)
    # Three times, with another subject between: nothing of one draw may be left in the next.
    assert fired(one, what) == expected
    assert one.draw(given(range(9), holds=[10, 12])) == naive.draw(rules, given(range(9), holds=[10, 12]))
    assert fired(one, what) == expected


def test_unknown_two_ways_is_exact_in_one_completion_only() -> None:
    """The reference and the completions differ on `p or not p`, so the count of exact answers can fail."""
    rules, what, _ = HAND["p or not p cannot be seen to be true, as in any Kleene logic"]
    assert not naive.one_sided(rules, what)
    assert naive.in_every_completion(rules, what) == Worlds(frozenset({4}), frozenset({1, 2, 3, 4}))
    assert naive.draw(rules, what).fired.certain == frozenset()


MANY = {
    # One condition of the C module has room for 255 rules, and it fails in other ways at exactly 256.
    "256 rules read one observation": [rule(at, 1000 + at, applies=[1]) for at in range(256)],
    "600 rules read one observation": [rule(at, 1000 + at, applies=[1, 2 + at % 3]) for at in range(600)],
    "300 rules draw one conclusion": [
        *(rule(at, 10, applies=[at % 40]) for at in range(300)),
        rule(300, 11, holds=[10]),
    ],
    # Its frames have room for 16 facts.
    "40 conditions": [
        rule(1, 10, applies=range(40)),
        rule(2, 11, applies=range(39), holds=[10]),
        rule(3, 12, holds=[11]),
    ],
    "conditions of every number up to 20": [rule(size, 10 + size, applies=range(size)) for size in range(21)],
    "a chain of 300": [rule(0, 1000, applies=[1]), *(rule(at, 1000 + at, holds=[999 + at]) for at in range(1, 300))],
    "a ring of 300": [rule(at, 1000 + (at + 1) % 300, holds=[1000 + at], applies=[at % 2]) for at in range(300)],
    # One level of its network has room for 512 values.
    "1,300 observations": [rule(at, 5000, applies=[at]) for at in range(1300)],
    "1,000 conclusions, each from two others": [
        rule(at, 1000 + at, applies=[at % 7], holds=[1000 + at // 2, 1000 + at // 3] if at else [])
        for at in range(1000)
    ],
}


@pytest.mark.parametrize("many", MANY.values(), ids=MANY.keys())
def test_what_the_c_module_alone_could_not_take(start: Start, many: list[FlatRule]) -> None:
    rules = in_strata(many, [rule(9000, 9000, lacks=[10]), rule(9001, 9001, lacks=[9999])])
    one = start(rules)
    for what in (given(range(40)), given([1, 2], unknown=[0, 3, 39]), given(range(0, 1300, 5), holds=[1000]), given()):
        assert one.draw(what) == naive.draw(rules, what)


def test_eight_threads_with_engines_of_their_own(engine: Engine) -> None:
    """Threads change places as often as Python lets them; each draws what one alone would."""
    threads = 8
    together = Barrier(threads)

    def wrong_answers(number: int) -> int:
        random = Random(f"thread {number}")
        wrong = 0
        together.wait()
        for _ in range(5):
            rules = fuzz_inference.random_rules(random, fuzz_inference.Sides(random, mixed=True))
            one = engine.start(rules)
            for _ in range(20):
                what = fuzz_inference.random_given(random)
                wrong += one.draw(what) != naive.draw(rules, what)
            one.close()
        return wrong

    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.00001)
    try:
        with ThreadPoolExecutor(threads) as pool:
            assert list(pool.map(wrong_answers, range(threads))) == [0] * threads
    finally:
        sys.setswitchinterval(usual)


class Broken(frozenset[int]):
    """Observations that fail after the second one has been read."""

    def __iter__(self) -> Iterator[int]:
        yield from (1, 2)
        raise InterruptedError


def test_an_exception_in_the_middle_leaves_the_engine_usable(start: Start) -> None:
    rules = in_strata([rule(1, 10, applies=[1]), rule(2, 11, holds=[10], applies=[2]), rule(3, 12, applies=[1, 3])])
    one = start(rules)
    for _ in range(3):
        with pytest.raises(InterruptedError):
            one.draw(Given(Worlds(Broken({1, 2, 3}), frozenset({1, 2, 3})), Worlds(frozenset(), frozenset())))
        assert fired(one, given([2, 3])) == ([], [])
        assert fired(one, given([1, 2])) == ([1, 2], [1, 2])


class Twice(frozenset[int]):
    """Observations that name one of them twice."""

    def __iter__(self) -> Iterator[int]:
        return iter((1, 1))


@needs_durable
def test_an_answer_that_is_not_expected_is_an_error_and_leaves_the_engine_usable() -> None:
    one = inferring.ENGINE.start(in_strata([rule(1, 10, applies=[1])]))
    with pytest.raises(EngineError, match="has answered 2 to the fact"):
        one.draw(Given(Worlds(Twice({1}), frozenset()), Worlds(frozenset(), frozenset())))
    assert fired(one, given([1])) == ([1], [1])
    one.close()


MALFORMED = {
    "absence of what the same stratum concludes": (
        in_strata([rule(1, 10, applies=[1]), rule(2, 11, lacks=[10])]),
        "rule 2 in stratum 1 asks for the absence of conclusion 10, which is concluded in that stratum or a later one",
    ),
    "absence of what a later stratum concludes too": (
        in_strata([rule(1, 10)], [rule(2, 11, lacks=[10])], [rule(3, 10)]),
        "rule 2 in stratum 2 asks for the absence of conclusion 10, which is concluded in that stratum or a later one",
    ),
    "a conclusion of a later stratum": (
        in_strata([rule(1, 10, holds=[11])], [rule(2, 11)]),
        "rule 1 in stratum 1 asks for conclusion 11, which is concluded in a later one",
    ),
    "one number for two rules": (in_strata([rule(1, 10)], [rule(1, 11)]), "two rules are numbered 1"),
    "several mistakes at once": (
        in_strata([rule(1, 10, holds=[3, 2])], [rule(1, 2), rule(2, 3)]),
        "rule 1 in stratum 1 asks for conclusion 2 and 3, which is concluded in a later one\ntwo rules are numbered 1",
    ),
}


@pytest.mark.parametrize(("rules", "message"), MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_rules_are_refused(engine: Engine, rules: InferenceRules, message: str) -> None:
    with pytest.raises(EngineError) as refusal:
        engine.start(rules)
    assert str(refusal.value) == message


@needs_durable
def test_more_rules_than_durable_is_given_are_refused_in_words() -> None:
    rules = in_strata([rule(at, 10, applies=[at]) for at in range(inferring.MOST_RULES + 1)])
    with pytest.raises(EngineError, match="the engine 'durable' takes 5000; use the engine 'strata'"):
        inferring.ENGINE.start(rules)
    assert fired(strata.ENGINE.start(rules), given([7])) == ([7], [7])


@needs_durable
def test_a_refusal_of_rules_by_the_c_module_is_an_engine_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were it all one ruleset, its own limit would show: 4,096 rules, error 106."""
    monkeypatch.setattr(inferring, "RULES_IN_RULESET", 5000)
    with pytest.raises(EngineError, match=r"has refused the rules: .* error code: 106"):
        inferring.ENGINE.start(in_strata([rule(at, 10, applies=[at]) for at in range(2100)]))


@needs_durable
def test_a_refusal_of_a_fact_by_the_c_module_is_an_engine_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were long rules not cut, its own limit would show: 16 facts in a frame, error 304; and it still answers."""
    monkeypatch.setattr(inferring, "CONDITIONS_IN_RULE", 17)
    one = inferring.ENGINE.start(in_strata([rule(1, 10, applies=range(17)), rule(2, 11, applies=[3])]))
    for _ in range(2):
        with pytest.raises(EngineError, match=r"has refused a fact: .* error code: 304"):
            one.draw(given(range(17)))
        assert fired(one, given([3])) == ([2], [2])
    one.close()


@needs_durable
def test_a_draw_after_close_is_an_engine_error() -> None:
    one = inferring.ENGINE.start(in_strata([rule(1, 10, applies=[1])]))
    one.close()
    one.close()
    with pytest.raises(EngineError, match="has refused a fact"):
        one.draw(given([1]))


def test_no_two_ids_look_alike_to_the_c_module() -> None:
    """It compares 32-bit FNV-1a hashes of ids. A ruleset has an id for each condition in each world, and two more."""
    most = inferring.RULES_IN_RULESET * inferring.CONDITIONS_IN_RULE * 2
    ids = [*map(str, range(most)), "prime", f"sid-{inferring.SUBJECT}"]
    assert len({fnv_1a(name) for name in ids}) == len(ids)
    assert len({fnv_1a(name) for name in ("sid", "id", "$s", "world", "group", "applies", "holds", "lacks")}) == 8
    # The test can fail: these two words are the same to it.
    assert fnv_1a("costarring") == fnv_1a("liquid")


def fnv_1a(text: str) -> int:
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 % 2**32
    return value


def test_where_the_c_module_cannot_be_imported_the_engine_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(EngineError, match="cannot be imported: it needs Python 3"):
        inferring.ENGINE.start(in_strata())
    assert "use the engine 'strata'" in inferring._missing()


@pytest.mark.skipif(sys.version_info < (3, 13), reason="the C module can be imported before Python 3.13")
def test_on_python_3_13_durable_is_missing_and_says_so() -> None:
    assert "this is Python 3." in inferring.ENGINE.missing
    assert "use the engine 'strata'" in inferring.ENGINE.missing
    with pytest.raises(EngineError):
        inferring.ENGINE.start(in_strata())


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="the C module cannot be imported on Python 3.13")
def test_before_python_3_13_durable_is_there_with_its_version() -> None:
    assert (inferring.ENGINE.missing, inferring.ENGINE.version) == ("", "2.0.28")
