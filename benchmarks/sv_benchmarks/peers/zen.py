"""zen-engine: one expression that is a list of all conditions, and a decision table with a row for each rule."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sv_benchmarks.peers._peer import Answers, Peer
from sv_benchmarks.peers._text import SIGNS, expression, quoted
from sv_benchmarks.workload import Is, Node, Test


def _listed(rules: Mapping[str, Node]) -> Callable[[Sequence[dict[str, Any]]], Answers]:
    import zen

    compiled = zen.compile_expression(f"[{', '.join(expression_of(node) for node in rules.values())}]")

    def answer(bids: Sequence[dict[str, Any]]) -> Answers:
        evaluate = compiled.evaluate
        return [evaluate(bid) for bid in bids]

    return answer


def _table(rules: Mapping[str, Node]) -> Callable[[Sequence[dict[str, Any]]], Answers]:
    import zen

    rows = [
        {"_id": name, "condition": expression_of(node), "found": str(number)}
        for number, (name, node) in enumerate(rules.items())
    ]
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": "condition", "name": "condition"}],
        "outputs": [{"id": "found", "name": "found", "field": "found"}],
        "rules": rows,
    }
    nowhere = {"x": 0, "y": 0}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": nowhere},
        {"id": "table", "type": "decisionTableNode", "name": "table", "position": nowhere, "content": content},
        {"id": "out", "type": "outputNode", "name": "out", "position": nowhere},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
        {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    count = len(rules)

    def answer(bids: Sequence[dict[str, Any]]) -> Answers:
        evaluate = decision.evaluate
        answers = []
        for bid in bids:
            row = bytearray(count)
            for hit in evaluate(bid)["result"] or ():
                row[int(hit["found"])] = 1
            answers.append(row)
        return answers

    return answer


def expression_of(node: Node) -> str:
    """Write a rule in the language of zen."""
    return expression(node, _test, "and", "or")


def _test(test: Test) -> str:
    # To order what is null is an error here, so presence is asked first.
    match test.ask:
        case Is.SET | Is.UNSET:
            return f"{test.field} == {'true' if test.ask is Is.SET else 'false'}"
        case Is.PRESENT | Is.ABSENT:
            return f"{test.field} {'!=' if test.ask is Is.PRESENT else '=='} null"
        case Is.AMONG:
            return f"{test.field} in {quoted(test.value, _MARK)}"
        case Is.NOT_AMONG:
            return f"{test.field} != null and {test.field} not in {quoted(test.value, _MARK)}"
        case _:
            return f"{test.field} != null and {test.field} {SIGNS[test.ask]} {quoted(test.value, _MARK)}"


_MARK = "'"

PEERS = (
    Peer("zen list expression", "zen-engine", "one compiled expression that is a list of 100 conditions", _listed),
    Peer("zen decision table", "zen-engine", "one table of 100 rows, hit policy collect", _table),
)
