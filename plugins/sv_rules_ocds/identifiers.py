"""Ids that are there, short enough and unique, where publishers' are not."""

from dataclasses import dataclass, field

from sv_rules_ocds.node import Node

LONGEST = 120


@dataclass
class Identifiers:
    """Gives every entry of one list an id of its own: the published one wherever that is possible."""

    what: str
    taken: dict[str, int] = field(default_factory=dict)

    def unique(self, node: Node) -> str:
        """Give `id` as published; one made from the entry's position, or with a number behind it, if need be."""
        published = (node / "id").identifier(LONGEST)
        position = int(node.path[-1]) + 1
        identifier = self.free(published or f"{self.what} {position}")
        if published is None:
            node.remark(f"this {self.what} has no id; it is called '{identifier}' here")
        elif identifier != published:
            (node / "id").remark(f"another {self.what} has this id; this one is called '{identifier}' here")
        return identifier

    def free(self, wanted: str) -> str:
        """Give `wanted`, or `wanted (2)` and so on when it is taken."""
        identifier = wanted
        while identifier in self.taken:
            self.taken[wanted] += 1
            ending = f" ({self.taken[wanted]})"
            identifier = wanted[: LONGEST - len(ending)] + ending
        self.taken[identifier] = 1
        return identifier
