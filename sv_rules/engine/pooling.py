"""Inference engines at rest: each is used by one evaluation at a time, in one thread."""

import weakref
from collections import deque
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

from sv_rules.model.extending import Engine, InferenceEngine
from sv_rules.model.inference import InferenceRules

MOST_AT_REST = 32
"""Engines kept for one set of rules; those beyond are closed after use."""


class EnginePool:
    """Engines started for a program, by their rules. As many as were ever needed at once; closed with the program."""

    def __init__(self) -> None:
        """Start empty: an engine is made when it is first needed."""
        self._at_rest: dict[Hashable, deque[InferenceEngine]] = {}
        weakref.finalize(self, _close_all, self._at_rest)

    @contextmanager
    def engine(self, engine: Engine, rules: InferenceRules, key: Hashable) -> Iterator[InferenceEngine]:
        """Lend an engine for these rules to the calling thread; `key` stands for the rules."""
        # Single operations on dict and deque are atomic, so no two threads are given the same engine.
        at_rest = self._at_rest.setdefault(key, deque())
        try:
            lent = at_rest.pop()
        except IndexError:
            lent = engine.start(rules)
        try:
            yield lent
        except BaseException:
            lent.close()
            raise
        if len(at_rest) < MOST_AT_REST:
            at_rest.append(lent)
        else:
            lent.close()


def _close_all(at_rest: dict[Hashable, deque[InferenceEngine]]) -> None:
    for engines in at_rest.values():
        while engines:
            engines.pop().close()
