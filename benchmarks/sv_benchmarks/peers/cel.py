"""Common Expression Language, by two runtimes: one program that gives a list of all conditions."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sv_benchmarks.peers._peer import Answers, Peer
from sv_benchmarks.peers._text import SIGNS, expression, quoted
from sv_benchmarks.workload import Is, Node, Test


def _rust(rules: Mapping[str, Node]) -> Callable[[Sequence[dict[str, Any]]], Answers]:
    import cel

    program = cel.compile(_program(rules))

    def answer(bids: Sequence[dict[str, Any]]) -> Answers:
        execute = program.execute
        return [execute({"bid": bid}) for bid in bids]

    return answer


def _cpp(rules: Mapping[str, Node]) -> Callable[[Sequence[dict[str, Any]]], Answers]:
    from cel_expr_python import cel

    environment = cel.NewEnv(variables={"bid": cel.Type.Map(cel.Type.STRING, cel.Type.DYN)})
    program = environment.compile(_program(rules))

    def answer(bids: Sequence[dict[str, Any]]) -> Answers:
        evaluate = program.eval
        return [evaluate(data={"bid": bid}).plain_value() for bid in bids]

    return answer


def _program(rules: Mapping[str, Node]) -> str:
    return f"[{', '.join(expression(node, _test, '&&', '||') for node in rules.values())}]"


def _test(test: Test) -> str:
    field = f"bid.{test.field}"
    there = f"has({field})"
    match test.ask:
        case Is.PRESENT:
            return there
        case Is.ABSENT:
            return f"!{there}"
        case Is.SET:
            return f"{there} && {field}"
        case Is.UNSET:
            return f"{there} && !{field}"
        case Is.AMONG:
            return f"{there} && {field} in {quoted(test.value)}"
        case Is.NOT_AMONG:
            return f"{there} && !({field} in {quoted(test.value)})"
        case _:
            return f"{there} && {field} {SIGNS[test.ask]} {quoted(test.value)}"


PEERS = (
    Peer("CEL (C++)", "cel-expr-python", "one program that gives a list of 100 conditions", _cpp),
    Peer("CEL (Rust)", "common-expression-language", "one program that gives a list of 100 conditions", _rust),
)
