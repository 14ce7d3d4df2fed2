"""What a batch has done so far, on disk, so that a kill at any moment loses nothing and doubles nothing.

Results are appended to one file; after each chunk a small state file is replaced that says how many bytes of it count.
Whatever a kill left behind those bytes is cut off. The state also has a fingerprint of the input up to there.
"""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from sv_rules.batch.items import ChunkDone
from sv_rules.batch.tally import Tally
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.place import Place

MANIFEST = "manifest.json"
STATE = "state.json"
GROWING = "results.part"
BEGIN_ANEW = "Give the settings it was begun with, or another folder; --force begins anew and drops what is there."


@dataclass
class State:
    """How far a batch has come. `complete`: every item is done, and only the end is left to write."""

    bytes: int = 0
    input: str = ""
    complete: bool = False
    tally: Tally = field(default_factory=Tally)


class Journal:
    """The folder of a batch."""

    def __init__(self, folder: Path, settings: Mapping[str, Any]) -> None:
        """Take the folder and the settings; `begin` or `resume` comes next."""
        self.folder = folder
        self.settings = settings
        self.state = State()
        self._file: IO[bytes] | None = None

    def open(self, *, force: bool) -> None:
        """Begin, or go on with what is there.

        Raises:
            DocumentError: the folder holds a batch with other settings, or something that is no batch.
        """
        if force:
            self._clear()
        known = read_json_file(self.folder / MANIFEST)
        if known is None:
            self._refuse_strangers()
            write(self.folder / MANIFEST, {"settings": self.settings, "finished": False})
        else:
            self._refuse_others(known)
        if (state := read_json_file(self.folder / STATE)) is not None:
            self.state = State(state["bytes"], state["input"], state["complete"], Tally.of_json(state["tally"]))
        elif known is not None and known["finished"]:
            self.state = self._finished(known)

    @property
    def finished(self) -> bool:
        """Whether everything is written, the end too."""
        known = read_json_file(self.folder / MANIFEST)
        return known is not None and bool(known["finished"])

    @property
    def growing(self) -> Path:
        """The file that results are appended to."""
        return self.folder / GROWING

    def add(self, done: ChunkDone, fingerprint: str) -> None:
        """Append the results of a chunk, then say that they count."""
        if self._file is None:
            self._file = self._cut()
        self._file.write(b"".join(done.lines))
        self._file.flush()
        os.fsync(self._file.fileno())
        self.state.bytes = self._file.tell()
        self.state.input = fingerprint
        self.state.tally.add(done.tally)
        self._save()

    def complete(self, fingerprint: str) -> None:
        """Say that the input has been read to its end."""
        if self._file is None:
            self._file = self._cut()
        self.close()
        self.state.input = fingerprint
        self.state.complete = True
        self._save()

    def close(self) -> None:
        """Close the file of results."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _cut(self) -> IO[bytes]:
        self.growing.touch()
        if self.growing.stat().st_size < self.state.bytes:
            raise DocumentError(_lost(self.folder, GROWING))
        file = self.growing.open("r+b")
        file.truncate(self.state.bytes)
        file.seek(self.state.bytes)
        return file

    def _save(self) -> None:
        state = self.state
        write(
            self.folder / STATE,
            {
                "bytes": state.bytes,
                "input": state.input,
                "complete": state.complete,
                "tally": state.tally.as_json(),
            },
        )

    def _finished(self, known: Mapping[str, Any]) -> State:
        summary = read_json_file(self.folder / SUMMARY)
        for name in (SUMMARY, known["output"]["name"]):
            if not (self.folder / name).exists():
                raise DocumentError(_lost(self.folder, name))
        return State(0, known["input"]["sha256"], complete=True, tally=Tally.of_json(summary))

    def _clear(self) -> None:
        # The manifest last: until it is gone, what is left is still known to be ours.
        for name in (*RESULTS, GROWING, STATE, SUMMARY, MANIFEST):
            (self.folder / name).unlink(missing_ok=True)

    def _refuse_strangers(self) -> None:
        strangers = [name for name in (*RESULTS, SUMMARY, STATE, GROWING) if (self.folder / name).exists()]
        if strangers:
            what = f"there is a {strangers[0]} already, and no {MANIFEST} that says what it is"
            fix = "Give another folder; --force drops it."
            raise DocumentError(Problem(what, Place(document=self.folder.name), fix=fix))

    def _refuse_others(self, known: Mapping[str, Any]) -> None:
        begun = known["settings"]
        problems = []
        for name in dict.fromkeys((*begun, *self.settings)):
            was, now = begun.get(name), self.settings.get(name)
            if was != now:
                what = (
                    f"this folder holds a batch with another {name.replace('_', ' ')}: {_said(was)}, now {_said(now)}"
                )
                problems.append(Problem(what, Place(document=self.folder.name), fix=BEGIN_ANEW))
        if problems:
            raise DocumentError(problems)


SUMMARY = "summary.json"
RESULTS = ("results.jsonl", "results.parquet")


def read_json_file(path: Path) -> Any:
    """Give what a file of ours says, or None when it is not there."""
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None


def write(path: Path, data: Mapping[str, Any]) -> None:
    """Write a file as a whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        file.write(json.dumps(data, ensure_ascii=False, indent=2).encode())
        file.write(b"\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _lost(folder: Path, name: str) -> Problem:
    what = f"the {name} of this batch is not as it was left"
    return Problem(what, Place(document=folder.name), fix="Put it back, or begin anew with --force.")


def _said(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_said, value)) or "none"
    if isinstance(value, Mapping):
        return " ".join(map(str, value.values()))
    return str(value) if value not in (None, "") else "none"
