"""An award model against the criteria and weights of the tender notice: differences are warned of."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from sv_rules.engine.award_terms import Node, PublishedWeight
from sv_rules.model.amount import spoken_number


def against_notice(nodes: Mapping[str, Node], published: tuple[PublishedWeight, ...]) -> Iterator[str]:
    """Give each difference as a sentence; weights are compared only where the model states percentages."""
    if not published:
        return
    named: dict[str, list[Node]] = {}
    for node in nodes.values():
        name = _plain_name(_notice_name(node))
        # A sub-criterion of the same name lies inside the criterion above: its weight is counted there.
        if not node.parent or _plain_name(_notice_name(nodes[node.parent])) != name:
            named.setdefault(name, []).append(node)
    for line in published:
        same = named.get(_plain_name(line.name), [])
        if not same:
            weight = f" ({spoken_number(line.weight)}%)" if line.weight is not None else ""
            yield f"The tender notice has a criterion “{line.name}”{weight} that is not among the criteria of this lot."
        elif line.weight is not None and not _agrees(same, Fraction(line.weight)):
            yield (
                f"The tender notice gives “{line.name}” a weight of {spoken_number(line.weight)}%; "
                f"here it has {_used(same)}."
            )
    known = {_plain_name(line.name) for line in published}
    for node in nodes.values():
        if not node.parent:
            yield from _unpublished(node, nodes, known)


def _used(same: list[Node]) -> str:
    if any(node.weight is None for node in same):
        return "none, since its importance is not stated in percentages"
    return f"{spoken_number(sum((node.points for node in same), Fraction(0)))}% of the whole"


def _agrees(same: list[Node], weight: Fraction) -> bool:
    if any(node.weight is None for node in same):
        return False
    # A notice may state a sub-criterion's weight as a part of the whole or of the criterion above it.
    return sum(node.points for node in same) == weight or (len(same) == 1 and same[0].weight == weight)


def _unpublished(node: Node, nodes: Mapping[str, Node], known: Collection[str]) -> Iterator[str]:
    if _plain_name(_notice_name(node)) in known:
        return
    if not _any_below(node, nodes, known):
        yield f"The tender notice has no criterion “{_notice_name(node)}”, which is used here."
        return
    # A heading of our own over published sub-criteria is no new criterion; what stands beside them may be.
    for child in node.children:
        yield from _unpublished(nodes[child], nodes, known)


def _any_below(node: Node, nodes: Mapping[str, Node], known: Collection[str]) -> bool:
    return any(
        _plain_name(_notice_name(nodes[child])) in known or _any_below(nodes[child], nodes, known)
        for child in node.children
    )


def _notice_name(node: Node) -> str:
    return node.criterion.published_as or node.title


def _plain_name(name: str) -> str:
    return " ".join(name.casefold().split())
