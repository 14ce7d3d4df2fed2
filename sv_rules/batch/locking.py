"""One batch at a time in a folder. The system lets go of the lock when its process ends, however it ends."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sv_rules.errors import DocumentError, Problem
from sv_rules.model.place import Place

LOCK = "batch.lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other batches out of a folder.

    Raises:
        DocumentError: another one is at work there.
    """
    with (folder / LOCK).open("a+b") as file:
        try:
            _lock(file)
        except OSError:
            fix = "Wait until it is done, or give another folder."
            place = Place(document=folder.name)
            raise DocumentError(Problem("another batch is at work in this folder", place, fix=fix)) from None
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
