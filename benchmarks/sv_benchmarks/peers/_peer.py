"""What another engine has to offer to be measured, and which of them are here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import Any

from sv_benchmarks.workload import Node

Answers = Sequence[Sequence[int]]
"""For each bid, for each rule: whether it holds."""

MODULES = ("zen", "cel", "json_logic", "rule_engine", "durable")


@dataclass(frozen=True)
class Peer:
    """One way of using one package. `prepare` compiles the rules and gives a function from flat bids to answers."""

    name: str
    package: str
    how: str
    prepare: Callable[[Mapping[str, Node]], Callable[[Sequence[dict[str, Any]]], Answers]]


@dataclass(frozen=True)
class Prepared:
    """A peer with the rules compiled."""

    peer: Peer
    version: str
    answer: Callable[[Sequence[dict[str, Any]]], Answers]


@dataclass(frozen=True)
class Absent:
    """A peer that cannot run here, and why."""

    name: str
    package: str
    why: str


def prepared(rules: Mapping[str, Node]) -> tuple[list[Prepared], list[Absent]]:
    """Prepare every peer that is installed; say of the others why they are not measured."""
    ready: list[Prepared] = []
    absent: list[Absent] = []
    for name in MODULES:
        for peer in import_module(f"sv_benchmarks.peers.{name}").PEERS:
            try:
                ready.append(Prepared(peer, version(peer.package), peer.prepare(rules)))
            except ImportError as error:
                absent.append(Absent(peer.name, peer.package, f"not installed: {error}"))
    return ready, absent
