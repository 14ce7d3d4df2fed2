"""One point of the growth, in a process of its own: `python -m sv_benchmarks.growth_point checks 100`.

Prints JSON: seconds to load and compile, to evaluate, and to go from bytes to bytes; and `memory`, the megabytes that
the process holds at its highest above what it held before it read the rulepack.
"""

import json
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sv_benchmarks import workload
from sv_benchmarks.ours import host_of, read, ready_pack
from sv_benchmarks.pack import as_json, document, write_pack

CHECKS, BIDS = 20, 5
LARGEST = 1000
"""Checks of one pack."""
ENOUGH = 0.5
"""Seconds after which a step is not repeated again."""


def main(kind: str, size: int) -> dict[str, float]:
    """Measure one point."""
    data = _document(kind, size)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = _packs(folder, kind, size)
        host = host_of(folder)
        before = _held()
        began = perf_counter()
        ready = ready_pack(host, *names)
        loading = perf_counter() - began
        procurement = read(data, host.registry)
        evaluating = _repeated(lambda: ready.evaluate(procurement))
        whole = _repeated(lambda: ready.evaluate(read(data, host.registry)).to_bytes())
    return {"load": loading, "evaluate": evaluating, "bytes": whole, "memory": max(_held() - before, 0.01)}


def _packs(folder: Path, kind: str, size: int) -> list[str]:
    if kind == "checks":
        return _parts(folder, size)
    names = [f"made-up-{number}" for number in range(size if kind == "packs" else 1)]
    for number, name in enumerate(names):
        write_pack(folder, workload.rules(CHECKS, workload.SEED + number), name, extends=names[0] if number else "")
    return names


def _parts(folder: Path, size: int) -> list[str]:
    """Write so many checks, in several packs where they are too many for one file."""
    rules = list(workload.rules(size).items())
    parts = [rules[start : start + LARGEST] for start in range(0, size, LARGEST)]
    names = [f"made-up-{number}" for number in range(len(parts))]
    for name, part in zip(names, parts, strict=True):
        write_pack(folder, dict(part), name, extends=names[0] if name != names[0] else "")
    return names


def _document(kind: str, size: int) -> bytes:
    if kind == "lots":
        return _lots(size)
    return document(workload.bids(size if kind == "bids" else BIDS))


def _lots(count: int) -> bytes:
    """A procurement of so many lots, with two bids for each that are scored by price."""
    bids = workload.bids(2 * count)
    bands = [{"from": 0, "points": 5}, {"from": 300_000, "points": 2}]
    scoring = {"method": "bands", "bands": bands}
    criteria = [{"id": "price", "title": "Price", "weight": "100%", "fact": "bid.price", "scoring": scoring}]
    written: dict[str, Any] = {
        "form": "procurement/1",
        "id": "lots",
        "stage": "specification",
        "lots": [{"id": f"lot-{number}", "award": {"criteria": criteria}} for number in range(count)],
        "bids": [
            {"id": f"bid-{number}", "lot": f"lot-{number // 2}", "fictional": True,
             "bidder": {"id": f"EXAMPLE-{number}", "name": f"Fictional bidder {number}"},
             "facts": {f"bid.{field}": value for field, value in bid.items()}}
            for number, bid in enumerate(bids)
        ],
    }  # fmt: skip
    return as_json(written).encode()


def _repeated(work: Callable[[], object]) -> float:
    """Give the median of up to five runs after a first one, which fills what is made lazily."""
    taken: list[float] = []
    while len(taken) < 2 or (len(taken) < 6 and sum(taken) < ENOUGH):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return median(taken[1:])


def _held() -> float:
    """Give the most megabytes this process has held so far."""
    status = Path("/proc/self/status")
    if status.is_file():
        # Linux lets a process begin with the highest of the one that started it, if asked by `getrusage`.
        (line,) = (one for one in status.read_text(encoding="utf-8").splitlines() if one.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    # macOS counts bytes here, others kilobytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
