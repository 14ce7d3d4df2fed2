"""The answers, worked out slowly and plainly: what every engine is checked against, and nothing is timed against."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from sv_benchmarks.workload import Bid, Is, Joined, Node, Test

_COMPARED: Mapping[Is, Callable[[Any, Any], bool]] = {
    Is.BELOW: operator.lt,
    Is.AT_MOST: operator.le,
    Is.ABOVE: operator.gt,
    Is.AT_LEAST: operator.ge,
    Is.EQUAL: operator.eq,
    Is.OTHER: operator.ne,
    Is.AMONG: lambda found, words: found in words,
    Is.NOT_AMONG: lambda found, words: found not in words,
    Is.SET: lambda found, _: found,
    Is.UNSET: lambda found, _: not found,
}


def holds(node: Node, bid: Bid) -> bool:
    """Say whether a rule holds where a test of an absent field fails: the logic of the other engines."""
    return truth(node, bid) is True


def truth(node: Node, bid: Bid) -> bool | None:
    """Say whether a rule holds in three-valued logic: None where an absent field leaves it open.

    `truth(…) is True` is the two-valued answer: no rule has a negation over its tests, so taking "open" for "fails"
    at the tests or at the end comes to the same.
    """
    if isinstance(node, Joined):
        truths = [truth(part, bid) for part in node.parts]
        decisive = not node.every
        if decisive in truths:
            return decisive
        return None if None in truths else node.every
    return _tested(node, bid)


def _tested(test: Test, bid: Bid) -> bool | None:
    if test.ask is Is.PRESENT:
        return test.field in bid
    if test.ask is Is.ABSENT:
        return test.field not in bid
    return _COMPARED[test.ask](bid[test.field], test.value) if test.field in bid else None
