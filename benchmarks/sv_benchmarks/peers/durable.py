"""durable_rules, driven directly through its C module, and through its own `Host`.

The rules are packed to stay inside the engine's limits: every rule begins with a guard on a field that only we set, and
the guards make groups, because the engine holds at most 64 conditions open at a time.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sv_benchmarks.peers._peer import Answers, Peer
from sv_benchmarks.peers._text import plain
from sv_benchmarks.workload import Is, Joined, Node, Test

_GROUP = "group_guard"
_MOST_GROUPS = 24
_MOST_OPEN = 63 - _MOST_GROUPS
_ONE_STATE = {"sid": "one", "id": "1"}
_RETRACT = json.dumps(_ONE_STATE)
_OPERATORS = {Is.BELOW: "$lt", Is.AT_MOST: "$lte", Is.ABOVE: "$gt", Is.AT_LEAST: "$gte", Is.OTHER: "$neq"}


def _direct(rules: Mapping[str, Node]) -> Callable[[Sequence[dict[str, Any]]], Answers]:
    import durable_rules_engine as engine

    numbers = {name: number for number, name in enumerate(rules)}
    handles = []
    for definition in _packed(rules):
        # A state is safe to use only after its first activation.
        with_first = {**definition, "first": {"all": [{"m": {"$ex": {"first": 1}}}]}}
        handle = engine.create_ruleset("reference", json.dumps(with_first))
        _, state = engine.assert_fact(handle, json.dumps({"first": 1, **_ONE_STATE}))
        engine.start_action_for_state(handle, state)
        engine.complete_and_start_action(handle, state)
        engine.retract_fact(handle, _RETRACT)
        handles.append(handle)

    def answer(bids: Sequence[dict[str, Any]]) -> Answers:
        answers = []
        for bid in bids:
            row = bytearray(len(numbers))
            fact = json.dumps({**bid, _GROUP: 0, **_ONE_STATE})
            for handle in handles:
                code, state = engine.assert_fact(handle, fact)
                if code:  # 1: no rule wanted the fact
                    continue
                fired = engine.start_action_for_state(handle, state)
                message = fired[1] if fired else None
                while message:
                    row[numbers[message[2 : message.index('"', 2)]]] = 1
                    message = engine.complete_and_start_action(handle, state)
                engine.retract_fact(handle, _RETRACT)
            answers.append(row)
        return answers

    return answer


def _hosted(rules: Mapping[str, Node]) -> Callable[[Sequence[dict[str, Any]]], Answers]:
    from durable.engine import Host, MessageNotHandledException

    class Quiet(Host):  # type: ignore[misc]  # it has no types
        """Without the background threads, which would run into everybody's time."""

        def _run(self) -> None:
            return

    fired: list[int] = []

    def noting(number: int) -> Callable[[Any], None]:
        def note(_: Any) -> None:
            fired.append(number)

        return note

    numbers = {name: number for number, name in enumerate(rules)}
    definitions = _packed(rules)
    host = Quiet(
        {
            f"set{place}": {name: {**rule, "run": noting(numbers[name])} for name, rule in definition.items()}
            for place, definition in enumerate(definitions)
        }
    )

    def answer(bids: Sequence[dict[str, Any]]) -> Answers:
        answers = []
        for bid in bids:
            fired.clear()
            for place in range(len(definitions)):
                try:
                    host.assert_fact(f"set{place}", {**bid, _GROUP: 0, **_ONE_STATE})
                    host.retract_fact(f"set{place}", dict(_ONE_STATE))
                except MessageNotHandledException:
                    continue
            row = bytearray(len(numbers))
            for number in fired:
                row[number] = 1
            answers.append(row)
        return answers

    return answer


def _packed(rules: Mapping[str, Node]) -> list[dict[str, Any]]:
    sets: list[dict[str, Any]] = [{}]
    group, room = 1, _MOST_OPEN
    for name, node in rules.items():
        condition = _condition(node)
        needed = _open_at_once(condition)
        if needed > room:
            group, room = group + 1, _MOST_OPEN
            if group > _MOST_GROUPS:
                sets.append({})
                group = 1
        room -= needed
        parts = condition.get("$and", [condition])
        sets[-1][name] = {"all": [{"m": {"$and": [{"$lt": {_GROUP: group}}, *parts]}}], "cap": 64}
    return sets


def _open_at_once(condition: Mapping[str, Any]) -> int:
    if "$or" in condition:
        return sum(_open_at_once(part) for part in condition["$or"])
    return 1 + sum(_open_at_once(part) - 1 for part in condition.get("$and", ()))


def _condition(node: Node) -> dict[str, Any]:
    if isinstance(node, Joined):
        key = "$and" if node.every else "$or"
        parts: list[dict[str, Any]] = []
        for part in node.parts:
            made = _condition(part)
            # Each junction costs two of the 32 markers a rule may have.
            parts += made.get(key, [made])
        return {key: parts}
    return _test(node)


def _test(test: Test) -> dict[str, Any]:
    match test.ask:
        case Is.PRESENT | Is.ABSENT:
            return {"$ex" if test.ask is Is.PRESENT else "$nex": {test.field: 1}}
        case Is.SET | Is.UNSET:
            return {test.field: test.ask is Is.SET}
        case Is.AMONG:
            return {"$or": [{test.field: word} for word in test.value]}
        case Is.NOT_AMONG:
            return {"$and": [{"$neq": {test.field: word}} for word in test.value]}
        case Is.EQUAL:
            return {test.field: plain(test.value)}
        case _:
            return {_OPERATORS[test.ask]: {test.field: plain(test.value)}}


PEERS = (
    Peer("durable_rules, C module", "durable-rules", "one state, one fact a bid, retracted again", _direct),
    Peer("durable_rules, Host", "durable-rules", "its Host without background threads, one state", _hosted),
)
