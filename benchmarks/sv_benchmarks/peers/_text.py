"""What the expression languages of several engines have in common: tests and junctions written as text."""

from collections.abc import Callable, Mapping
from typing import Any

from sv_benchmarks.workload import Is, Node, Test

SIGNS: Mapping[Is, str] = {
    Is.BELOW: "<", Is.AT_MOST: "<=", Is.ABOVE: ">", Is.AT_LEAST: ">=", Is.EQUAL: "==", Is.OTHER: "!=",
}  # fmt: skip


def expression(node: Node, test: Callable[[Test], str], every: str, some: str) -> str:
    """Write a rule, given how the language writes a test, `and` and `or`."""
    if isinstance(node, Test):
        return f"({test(node)})"
    word = f" {every if node.every else some} "
    return f"({word.join(expression(part, test, every, some) for part in node.parts)})"


def quoted(value: Any, mark: str = '"') -> str:
    """Write a number, a word or several words; the words of the workload need no escaping."""
    if isinstance(value, tuple):
        return f"[{', '.join(quoted(one, mark) for one in value)}]"
    return f"{mark}{value}{mark}" if isinstance(value, str) else str(value)


def plain(value: Any) -> Any:
    """Give a value as JSON readers give it: amounts as floats, several words as a list."""
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str | int) else float(value)
