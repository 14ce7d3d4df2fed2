"""Items -> chunks of about half a second each. How they are cut changes no result."""

import hashlib
from collections.abc import Iterable, Iterator

from sv_rules.batch.items import Chunk, ChunkDone, Item

SECONDS = 0.5
MOST_ITEMS = 2000
MOST_BYTES = 4 * 1024 * 1024
_AT_FIRST = 16


class Pace:
    """How many items a chunk has: a number that was asked for, or as many as half a second takes."""

    def __init__(self, fixed: int = 0) -> None:
        """Take the number asked for, or 0."""
        self._fixed = fixed
        self.items = fixed or _AT_FIRST

    def learn(self, done: ChunkDone) -> None:
        """Take note of how long a chunk took."""
        if not self._fixed and done.seconds > 0:
            fitting = round(done.tally.items * SECONDS / done.seconds)
            # By steps: the first chunks warm things up, and one slow document says little about the next.
            self.items = max(1, min(MOST_ITEMS, 4 * self.items, fitting))


class Fingerprint:
    """A running SHA-256 over items: their names, their bytes and where one ends."""

    def __init__(self) -> None:
        """Start with no item."""
        self._sha256 = hashlib.sha256()

    def add(self, item: Item) -> None:
        """Take in one more item."""
        name = item.name.encode(errors="surrogateescape")
        self._sha256.update(b"%d %d %d\n" % (len(name), len(item.data), item.problem is not None))
        self._sha256.update(name)
        self._sha256.update(item.data)

    @property
    def so_far(self) -> str:
        """Give it over all items up to now."""
        return self._sha256.hexdigest()


def chunks(items: Iterable[Item], pace: Pace, fingerprint: Fingerprint) -> Iterator[Chunk]:
    """Give chunks as they are asked for; each is as large as the pace says when it is begun."""
    waiting: list[Item] = []
    size = 0
    for item in items:
        fingerprint.add(item)
        waiting.append(item)
        size += len(item.data)
        if len(waiting) >= pace.items or size >= MOST_BYTES:
            yield Chunk(tuple(waiting), fingerprint.so_far)
            waiting, size = [], 0
    if waiting:
        yield Chunk(tuple(waiting), fingerprint.so_far)
