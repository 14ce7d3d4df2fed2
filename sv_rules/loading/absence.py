"""Finds rules that lead back to themselves through the absence of a conclusion."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sv_rules.model.condition import AllOf, AnyOf, Concluded, Condition, Not
from sv_rules.model.rulepack import Rule

T = TypeVar("T")


def conclusions_by_sign(condition: Condition, positive: bool = True) -> Iterator[tuple[str, bool]]:
    """Give every conclusion a condition names, and whether it is its presence (True) or its absence that counts."""
    match condition:
        case Concluded(name):
            yield name, positive
        case Not(part):
            yield from conclusions_by_sign(part, not positive)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from conclusions_by_sign(part, positive)
        case _:
            pass


def circles_through_absence(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Give each group of rules that depend on each other in a circle with an absence in it, in the order of the rules.

    Such a group has no least fixpoint: `a` when not `b`, `b` when not `a` could be read either way.
    """
    rules = list(rules)
    reads = {rule.id: dict.fromkeys(conclusions_by_sign(rule.when)) for rule in rules}
    edges: dict[str, set[str]] = {}
    for rule in rules:
        edges.setdefault(rule.concludes, set()).update(name for name, _ in reads[rule.id])
    component = strong_components(edges)
    found: dict[int, list[Rule]] = {}
    through_absence = set()
    for rule in rules:
        for name, positive in reads[rule.id]:
            if component.get(name) == component[rule.concludes]:
                found.setdefault(component[rule.concludes], [])
                if rule not in found[component[rule.concludes]]:
                    found[component[rule.concludes]].append(rule)
                if not positive:
                    through_absence.add(component[rule.concludes])
    return [found[number] for number in sorted(found) if number in through_absence]


def strong_components(edges: dict[str, set[str]]) -> dict[str, int]:
    """Number the strongly connected components of a graph; what a node leads to has the same or a lower number.

    Tarjan's algorithm with a stack of its own: a rulepack's chains may be longer than Python's.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    component: dict[str, int] = {}
    stack: list[str] = []
    for root in sorted(edges):
        if root in index:
            continue
        work = [(root, iter(sorted(edges.get(root, ()))))]
        index[root] = low[root] = len(index)
        stack.append(root)
        while work:
            node, targets = work[-1]
            for target in targets:
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    work.append((target, iter(sorted(edges.get(target, ())))))
                    break
                if target not in component:
                    low[node] = min(low[node], index[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    number = len(set(component.values()))
                    while True:
                        member = stack.pop()
                        component[member] = number
                        if member == node:
                            break
    return component
