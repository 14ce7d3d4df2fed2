"""rule-engine: 100 rules, each matched against each bid."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sv_benchmarks.peers._peer import Answers, Peer
from sv_benchmarks.peers._text import SIGNS, expression, quoted
from sv_benchmarks.workload import Is, Node, Test


def _each(rules: Mapping[str, Node]) -> Callable[[Sequence[dict[str, Any]]], Answers]:
    import rule_engine

    context = rule_engine.Context(default_value=None)
    compiled = [
        rule_engine.Rule(expression(node, _test, "and", "or"), context=context).matches for node in rules.values()
    ]

    def answer(bids: Sequence[dict[str, Any]]) -> Answers:
        return [[matches(bid) for matches in compiled] for bid in bids]

    return answer


def _test(test: Test) -> str:
    match test.ask:
        case Is.SET | Is.UNSET:
            return f"{test.field} == {'true' if test.ask is Is.SET else 'false'}"
        case Is.PRESENT | Is.ABSENT:
            return f"{test.field} {'!=' if test.ask is Is.PRESENT else '=='} null"
        case Is.AMONG:
            return f"{test.field} in {quoted(test.value)}"
        case Is.NOT_AMONG:
            return f"{test.field} != null and not ({test.field} in {quoted(test.value)})"
        case _:
            return f"{test.field} != null and {test.field} {SIGNS[test.ask]} {quoted(test.value)}"


PEERS = (Peer("rule-engine", "rule-engine", "100 rules, each matched against each bid", _each),)
