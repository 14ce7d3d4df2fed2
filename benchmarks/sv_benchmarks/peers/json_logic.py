"""JsonLogic in pure Python: every rule a tree of JSON, walked for every bid."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sv_benchmarks.peers._peer import Answers, Peer
from sv_benchmarks.peers._text import SIGNS, plain
from sv_benchmarks.workload import Is, Joined, Node, Test


def _each(rules: Mapping[str, Node]) -> Callable[[Sequence[dict[str, Any]]], Answers]:
    import json_logic

    trees = [_tree(node) for node in rules.values()]

    def answer(bids: Sequence[dict[str, Any]]) -> Answers:
        apply = json_logic.jsonLogic
        return [[bool(apply(tree, bid)) for tree in trees] for bid in bids]

    return answer


def _tree(node: Node) -> dict[str, Any]:
    if isinstance(node, Joined):
        return {"and" if node.every else "or": [_tree(part) for part in node.parts]}
    return _test(node)


def _test(test: Test) -> dict[str, Any]:
    field = {"var": test.field}
    # Strictly: to this language false and null are equal otherwise.
    there = {"!==": [field, None]}
    match test.ask:
        case Is.PRESENT:
            return there
        case Is.ABSENT:
            return {"===": [field, None]}
        case Is.SET | Is.UNSET:
            return {"===": [field, test.ask is Is.SET]}
        case Is.AMONG:
            return {"in": [field, plain(test.value)]}
        case Is.NOT_AMONG:
            return {"and": [there, {"!": [{"in": [field, plain(test.value)]}]}]}
        case _:
            return {"and": [there, {SIGNS[test.ask]: [field, plain(test.value)]}]}


PEERS = (Peer("json-logic", "json-logic-qubit", "100 trees, each applied to each bid", _each),)
