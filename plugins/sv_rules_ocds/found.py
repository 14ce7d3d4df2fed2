"""A value read from a document, with the node it was read from."""

from typing import Any, NamedTuple

from sv_rules_ocds.node import Node


class Found(NamedTuple):
    """What a reader of one fact gives: the value as our documents write it, and where it stands."""

    value: Any
    at: Node
