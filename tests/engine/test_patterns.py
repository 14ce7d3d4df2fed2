"""What is remembered of findings changes no finding, and is bounded."""

from decimal import Decimal
from random import Random

import pytest

from sv_rules.engine import patterns
from sv_rules.engine.drawing import draw
from sv_rules.engine.judging import judge
from sv_rules.engine.observing import observe
from sv_rules.engine.patterns import Memo, Memos, Pattern
from sv_rules.model.outcome import Stage
from tests.engine.building import DAY, program
from tests.engine.random_packs import random_pack, random_procurement

NOTHING = Pattern((), (), None, ())


def findings(ready, procurement):
    observations = observe(ready, procurement, DAY)
    return judge(ready, observations, draw(ready, observations))


@pytest.mark.parametrize("seed", range(20))
def test_a_program_that_remembers_says_what_one_that_cannot_says(seed, monkeypatch):
    random = Random(seed)
    pack = random_pack(random, circles=True)
    procurements = [random_procurement(random) for _ in range(6)]
    remembers = program(pack)
    first = [findings(remembers, one) for one in procurements]
    again = [findings(remembers, one) for one in reversed(procurements)][::-1]
    monkeypatch.setattr(patterns, "MOST_PATTERNS", 0)
    forgets = program(pack)
    assert first == again == [findings(forgets, one) for one in procurements]


def test_no_more_patterns_are_kept_than_may_be(monkeypatch):
    monkeypatch.setattr(patterns, "MOST_PATTERNS", 2)
    memo = Memo()
    for number in range(5):
        memo.remember("pack/a", Stage.BID, (number,), NOTHING)
    assert [memo.known("pack/a", Stage.BID, (number,)) is NOTHING for number in range(5)] == [True] * 2 + [False] * 3
    assert memo.known("pack/b", Stage.BID, (0,)) is None


def test_no_more_sets_of_parameters_are_kept_than_may_be(monkeypatch):
    monkeypatch.setattr(patterns, "MOST_MEMOS", 2)
    memos = Memos()
    kept = memos.on((Decimal(1),))
    assert memos.on((Decimal("1.0"),)) is kept  # the same number, so the same words
    memos.on((Decimal(2),))
    assert memos.on((Decimal(1),)) is kept
    memos.on((Decimal(3),))
    assert memos.on((Decimal(1),)) is not kept
