"""Measures a large batch of made-up bids: `python tests/batch/million.py --items 100000 --workers 2 --kills 3`.

Writes the bids, runs the command on them unbroken, then once more with kills at seeded moments, and compares the
folders byte for byte. Prints one line of JSON: seconds, items a second, the most memory of all its processes together,
and whether the bytes are the same. Memory is read from /proc, so this runs on Linux.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, sleep

# Beside this file when it is run as a command.
from generate import bids

NORTHSHIRE = Path(__file__).parents[1] / "northshire"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--items", type=int, default=10_000)
    asked.add_argument("--workers", type=int, default=1)
    asked.add_argument("--kills", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--detail", default="findings")
    asked.add_argument("--format", default="jsonl")
    asked.add_argument("--executor", default="auto")
    asked.add_argument("--pack", default=str(NORTHSHIRE / "packs" / "northshire"))
    asked.add_argument("--bids-for", default=str(NORTHSHIRE / "tender.yaml"))
    words = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measured(words, Path(folder))))


def measured(words: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Give what was measured."""
    source = folder / "bids.jsonl"
    with source.open("wb") as file:
        file.writelines(bids(words.items, words.seed))
    whole = folder / "whole"
    started = perf_counter()
    process, most = _started(words, source, whole), 0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        sleep(0.05)
    seconds = perf_counter() - started
    process.communicate()
    found: dict[str, object] = {
        **vars(words),
        "seconds": round(seconds, 1),
        "items_a_second": round(words.items / seconds),
        "peak_mb": round(most / 1024),
        "exit_code": process.returncode,
        "output_mb": round(sum(one.stat().st_size for one in whole.iterdir()) / 1e6, 1),
    }
    if words.kills:
        found["killed_at_items"] = _killed(words, source, folder / "broken")
        found["same_bytes"] = _files(whole) == _files(folder / "broken")
    return found


def _killed(words: argparse.Namespace, source: Path, out: Path) -> list[int]:
    chance = random.Random(words.seed)
    moments = sorted(chance.randrange(words.items // 20, words.items * 9 // 10) for _ in range(words.kills))
    killed = []
    for moment in moments:
        process = _started(words, source, out)
        while process.poll() is None and _done(out) < moment:
            sleep(chance.random() / 100)
        process.kill()
        process.communicate()
        killed.append(_done(out))
    _started(words, source, out).communicate()
    return killed


def _started(words: argparse.Namespace, source: Path, out: Path) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "sv_rules",
        "batch",
        str(source),
        "--pack",
        words.pack,
        "--bids-for",
        words.bids_for,
    ]
    command += ["--out", str(out), "--workers", str(words.workers), "--detail", words.detail]
    command += ["--format", words.format, "--executor", words.executor]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def _done(out: Path) -> int:
    try:
        return int(json.loads((out / "state.json").read_bytes())["tally"]["items"])
    except FileNotFoundError:
        return 0


def _files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


def _memory(process: int) -> int:
    """Give the kilobytes of memory of a process and of all that it started; shared pages count for each."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [(task / "children").read_text(encoding="utf-8") for task in tasks]
    except (FileNotFoundError, ProcessLookupError):
        return 0
    own = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)
    return own + sum(_memory(int(child)) for line in children for child in line.split())


if __name__ == "__main__":
    main()
