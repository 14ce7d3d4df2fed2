"""What it costs to begin: whole processes, from their start to their end, each beside what it is measured against."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sv_benchmarks import workload
from sv_benchmarks.effort import Effort
from sv_benchmarks.measuring import Contender, interleaved
from sv_benchmarks.ours import host_of, ready_pack
from sv_benchmarks.pack import document, write_pack

INTERPRETER, PYDANTIC, TYPER = "the interpreter alone", "import pydantic", "import typer"
IMPORT, NAMES, HELP = "import sv_rules", "import sv_rules, and its names used", "sv-rules --help"
FIRST = "load, compile, first result: a shipped pack, one bid"
FIRST_OWN = "load, compile, first result: 100 checks, one bid"

_FIRST = """
from sv_rules import Host
from sv_rules.documents import read_document, raw_document
from pathlib import Path
import sys
host = Host(rulepacks=[Path(one) for one in sys.argv[3:]])
ready = host.rulepack(sys.argv[1], as_of="2026-03-01")
ready.evaluate(host.read(sys.argv[2])).to_bytes()
"""


def measure(effort: Effort) -> dict[str, Any]:
    """Time the processes, and loading and compiling within one; give the part of `results.json`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packs = write_pack(folder / "packs", workload.rules()).parent
        written = folder / "bid.json"
        written.write_bytes(document(workload.bids(1)))
        plain = folder / "plain.json"
        plain.write_bytes(document([{}]))
        commands = {
            INTERPRETER: ("-c", "pass"),
            PYDANTIC: ("-c", "import pydantic"),
            TYPER: ("-c", "import typer"),
            IMPORT: ("-c", "import sv_rules"),
            NAMES: ("-c", "from sv_rules import Evaluation, Host, Procurement"),
            HELP: ("-m", "sv_rules", "--help"),
            FIRST: ("-c", _FIRST, "haringey", str(plain)),
            FIRST_OWN: ("-c", _FIRST, "reference-workload", str(written), str(packs)),
        }
        processes = interleaved(
            [Contender(what, _process(command), 1) for what, command in commands.items()],
            rounds=effort.rounds,
            budget=0,
        )
        steps = interleaved(_steps(packs), rounds=effort.rounds, budget=0)
    return {
        "processes": {name: one.as_json() for name, one in processes.items()},
        "in_a_process": {name: one.as_json() for name, one in steps.items()},
    }


def _process(command: Sequence[str]) -> Callable[[int], None]:
    def run(_: int) -> None:
        # From elsewhere, so that the installed package is found and not a folder that happens to be here.
        subprocess.run([sys.executable, *command], check=True, capture_output=True, cwd=tempfile.gettempdir())

    return run


def _steps(packs: Path) -> list[Contender]:
    def start(_: int) -> None:
        host_of(packs)

    def load(_: int) -> None:
        ready_pack(host_of(packs))

    def shipped(_: int) -> None:
        ready_pack(host_of(packs), "haringey")

    return [
        Contender("start a host", start, 1),
        Contender("start a host, load and compile 100 checks", load, 1),
        Contender("start a host, load and compile haringey with its parents", shipped, 1),
    ]
