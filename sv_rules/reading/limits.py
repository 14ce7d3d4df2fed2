"""How big a document may be. What is bigger is refused before it costs time or memory."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on one document; the defaults are for a file that a person writes.

    Args:
        bytes: of the whole text in UTF-8.
        depth: lists and blocks inside each other.
        nodes: values, names, lists and blocks together.
        text: characters of one text.
        digits: of a number before the point.
        places: of a number after the point.
        problems: how many are told; a file with more is not read on.
    """

    bytes: int = 1_000_000
    depth: int = 40
    nodes: int = 200_000
    text: int = 20_000
    digits: int = 18
    places: int = 12
    problems: int = 200


NOTICE_LIMITS = Limits(bytes=50_000_000, depth=100, nodes=5_000_000, text=2_000_000, digits=60, places=60, problems=500)
"""For documents that a system publishes, which may be long and hold numbers that were once binary floats."""
