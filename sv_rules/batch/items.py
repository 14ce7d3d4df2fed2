"""Items and chunks of them: what travels to a worker, and what comes back."""

from dataclasses import dataclass
from typing import NamedTuple

from sv_rules.batch.tally import Tally
from sv_rules.errors import Problem


class Item(NamedTuple):
    """One document, or one bid, of the input.

    `number` counts from 1 over the whole input. `name` says where it stands: `bids.jsonl line 7`. `reached` is how
    much of the input's bytes has been read with it. `problem`: it could not even be taken from its input.
    """

    number: int
    name: str
    data: bytes
    reached: int
    problem: Problem | None = None


class Chunk(NamedTuple):
    """Items that one worker evaluates in one go. `fingerprint` is a SHA-256 over all items up to its last."""

    items: tuple[Item, ...]
    fingerprint: str = ""

    @property
    def said(self) -> str:
        """Name the chunk for a message."""
        first, last = self.items[0], self.items[-1]
        return first.name if len(self.items) == 1 else f"items {first.number:,} to {last.number:,} ({first.name} …)"


@dataclass(frozen=True)
class ChunkDone:
    """What became of a chunk: its lines of results in order, what they add to the tally, and how long they took."""

    lines: tuple[bytes, ...]
    tally: Tally
    seconds: float
