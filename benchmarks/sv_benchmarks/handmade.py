"""The workload as somebody would write it by hand for one set of rules: what any engine in Python can hope for.

One function holds all rules and reads a tuple of values, None where a field is absent. Two-valued: a test of an absent
field fails. Three-valued: it leaves the rule open, as strong Kleene logic has it. The numbers are floats, `Decimal`, or
whole hundredths.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sv_benchmarks.workload import FIELDS, Bid, Is, Joined, Node, Test, tests_of

Answer = Callable[[tuple[Any, ...]], tuple[bool | None, ...]]
ORDER = tuple(FIELDS)


class Numbers(StrEnum):
    """What an amount is held as."""

    FLOATS = "floats"
    DECIMALS = "decimals"
    HUNDREDTHS = "hundredths"


class Logic(StrEnum):
    """How absence is dealt with. OPEN_LAST asks what is open only of rules that do not hold and lack a field."""

    TWO_VALUED = "two-valued"
    KLEENE = "three-valued"
    OPEN_LAST = "three-valued, open last"


def values_of(bid: Bid, numbers: Numbers) -> tuple[Any, ...]:
    """Give a bid's values in the order of the fields."""
    return tuple(_held(bid.get(name), numbers) for name in ORDER)


def fused(rules: Mapping[str, Node], numbers: Numbers, logic: Logic) -> Answer:
    """Give one function that answers all rules."""
    writer = _Writer(numbers)
    lines = ["def answer(f):"]
    used = sorted({test.field for node in rules.values() for test in tests_of(node)}, key=ORDER.index)
    lines += [f"    v{ORDER.index(name)} = f[{ORDER.index(name)}]" for name in used]
    answers = ", ".join(writer.rule(node, logic) for node in rules.values())
    lines.append(f"    return ({answers},)")
    namespace: dict[str, Any] = dict(writer.table)
    exec("\n".join(lines), namespace)  # noqa: S102  written here from made-up rules; nothing comes from outside
    answer: Answer = namespace["answer"]
    return answer


_SIGNS = {
    Is.BELOW: "<", Is.AT_MOST: "<=", Is.ABOVE: ">", Is.AT_LEAST: ">=", Is.EQUAL: "==", Is.OTHER: "!=",
    Is.AMONG: "in", Is.NOT_AMONG: "not in",
}  # fmt: skip


def _held(value: Any, numbers: Numbers) -> Any:
    if not isinstance(value, Decimal) or numbers is Numbers.DECIMALS:
        return value
    return float(value) if numbers is Numbers.FLOATS else int(value * 100)


class _Writer:
    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._count = 0
        self.table: dict[str, Decimal] = {}

    def rule(self, node: Node, logic: Logic) -> str:
        if logic is Logic.TWO_VALUED:
            return self._two(node)
        if logic is Logic.KLEENE:
            return self._three(node)
        needed = sorted({one.field for one in tests_of(node) if one.ask not in (Is.PRESENT, Is.ABSENT)})
        optional = [_read(name) for name in needed if FIELDS[name].optional]
        if not optional:
            return self._two(node)
        lacking = " or ".join(f"{name} is None" for name in optional)
        return f"(True if {self._two(node)} else ({self._three(node)}) if {lacking} else False)"

    def _two(self, node: Node) -> str:
        if isinstance(node, Joined):
            return f"({(' and ' if node.every else ' or ').join(self._two(part) for part in node.parts)})"
        # What is None equals nothing and is among nothing, so those tests need no look at it first.
        if node.ask in (Is.PRESENT, Is.ABSENT, Is.SET, Is.UNSET, Is.EQUAL, Is.AMONG):
            return self._test(node)
        return f"({_read(node.field)} is not None and {self._test(node)})"

    def _three(self, node: Node) -> str:
        if isinstance(node, Test):
            if node.ask in (Is.PRESENT, Is.ABSENT):
                return self._test(node)
            if node.ask is Is.SET:
                return _read(node.field)
            return f"(None if {_read(node.field)} is None else {self._test(node)})"
        names = []
        settling = []
        for part in node.parts:
            self._count += 1
            names.append(f"t{self._count}")
            settling.append(f"(t{self._count} := {self._three(part)}) is {not node.every}")
        unknown = " or ".join(f"{name} is None" for name in names)
        return f"({not node.every} if {' or '.join(settling)} else None if {unknown} else {node.every})"

    def _test(self, test: Test) -> str:
        read = _read(test.field)
        match test.ask:
            case Is.PRESENT:
                return f"({read} is not None)"
            case Is.ABSENT:
                return f"({read} is None)"
            case Is.SET | Is.UNSET:
                return f"({read} is {test.ask is Is.SET})"
            case Is.AMONG | Is.NOT_AMONG:
                return f"({read} {_SIGNS[test.ask]} {set(test.value)!r})"
            case _:
                return f"({read} {_SIGNS[test.ask]} {self._literal(test)})"

    def _literal(self, test: Test) -> str:
        value = _held(test.value, self._numbers)
        if not isinstance(value, Decimal):
            return repr(value)
        name = f"k{len(self.table)}"
        self.table[name] = value
        return name


def _read(name: str) -> str:
    return f"v{ORDER.index(name)}"


def all_values(bids: Sequence[Bid], numbers: Numbers) -> list[tuple[Any, ...]]:
    """Give the values of several bids."""
    return [values_of(bid, numbers) for bid in bids]
