"""Which machine, which versions: figures without them say nothing."""

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sv_benchmarks.effort import Effort

PACKAGES = (
    "pydantic", "zen-engine", "cel-expr-python", "common-expression-language", "json-logic-qubit", "rule-engine",
    "durable-rules", "bid-evaluation", "typer",
)  # fmt: skip


def machine(effort: Effort, options: str) -> dict[str, Any]:
    """Describe this run."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "sv_rules": _version("sv-rules"),
        "commit": _commit(),
        "packages": {name: _version(name) for name in PACKAGES},
        "effort": effort.name,
        "rounds": effort.rounds,
        "options": options,
    }


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    names = [
        line.partition(":")[2].strip()
        for line in (about.read_text(encoding="utf-8") if about.is_file() else "").splitlines()
        if line.startswith("model name")
    ]
    return names[0] if names else platform.processor() or "unknown processor"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _commit() -> str:
    here = Path(__file__).parent
    try:
        commit = _git(here, "rev-parse", "--short", "HEAD")
        changed = _git(here, "status", "--porcelain", "--", ":(top)sv_rules")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"{commit} with changes" if changed else commit


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True)  # noqa: S607  whichever git is there
    return done.stdout.strip()
