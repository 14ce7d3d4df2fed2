"""Engines are lent to one at a time, kept for the next, and closed when they are in excess or have failed."""

from dataclasses import dataclass, field

import pytest

from sv_rules.engine.pooling import MOST_AT_REST, EnginePool
from sv_rules.model.extending import Engine, InferenceEngine
from sv_rules.model.inference import Drawn, Given, InferenceRules, Worlds

RULES = InferenceRules(())
NOTHING = Drawn(Worlds(frozenset(), frozenset()))


@dataclass(eq=False)
class _Started:
    """An inference engine that only knows whether it was closed."""

    closed: int = 0

    def draw(self, given: Given) -> Drawn:  # noqa: ARG002  it concludes nothing from anything
        return NOTHING

    def close(self) -> None:
        self.closed += 1


@dataclass
class _Maker:
    """An engine that remembers what it has started."""

    started: list[_Started] = field(default_factory=list)

    def start(self, rules: InferenceRules) -> InferenceEngine:
        assert rules is RULES
        self.started.append(_Started())
        return self.started[-1]

    @property
    def engine(self) -> Engine:
        return Engine("counting", "1", self.start)


def test_one_engine_serves_one_after_another() -> None:
    pool, maker = EnginePool(), _Maker()
    for _ in range(3):
        with pool.engine(maker.engine, RULES, "rules") as lent:
            assert lent.draw(Given(Worlds(frozenset(), frozenset()), Worlds(frozenset(), frozenset()))) == NOTHING
    assert len(maker.started) == 1
    assert not maker.started[0].closed


def test_no_engine_is_lent_twice_at_once_nor_for_other_rules() -> None:
    pool, maker = EnginePool(), _Maker()
    with pool.engine(maker.engine, RULES, "rules") as one, pool.engine(maker.engine, RULES, "rules") as other:
        assert one is not other
    with pool.engine(maker.engine, RULES, "other rules") as third:
        assert third not in (one, other)
    assert len(maker.started) == 3


def test_an_engine_that_failed_is_not_used_again() -> None:
    pool, maker = EnginePool(), _Maker()
    with pytest.raises(KeyError), pool.engine(maker.engine, RULES, "rules"):
        raise KeyError
    assert maker.started[0].closed == 1
    with pool.engine(maker.engine, RULES, "rules") as next_one:
        assert next_one is maker.started[1]


def test_engines_in_excess_are_closed_and_all_others_with_the_pool() -> None:
    pool, maker = EnginePool(), _Maker()
    lent = [pool.engine(maker.engine, RULES, "rules") for _ in range(MOST_AT_REST + 2)]
    for one in lent:
        one.__enter__()
    for one in lent:
        one.__exit__(None, None, None)
    assert [one.closed for one in maker.started].count(1) == 2
    del pool
    assert [one.closed for one in maker.started] == [1] * (MOST_AT_REST + 2)
