"""The same input gives the same bytes: in many threads, whatever the hash seed, on every Python, by every engine."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from sv_rules.engine import inferring
from tests.engine import same_bytes
from tests.engine.soak_threads import soak

ROOT = Path(__file__).parents[1]
# The checkout, and not the folder that holds the installed library: another Python's folder of libraries is no use.
WHERE_CODE_IS = (ROOT, ROOT / "plugins")

needs_durable = pytest.mark.skipif(bool(inferring.ENGINE.missing), reason=inferring.ENGINE.missing)


@pytest.mark.parametrize(
    ("engine", "each"), [pytest.param("durable", 50, marks=needs_durable), pytest.param("strata", 25)]
)
def test_threads_do_not_disturb_each_other(engine: str, each: int) -> None:
    counts = soak(threads=8, each=each, engine=engine)
    assert counts["evaluations"] == 8 * each
    assert counts["cases"] > 10
    assert counts["differences"] == 0


@needs_durable
def test_both_engines_give_the_same_digests() -> None:
    durable, strata = ([line.split() for line in same_bytes.lines(engine)] for engine in ("durable", "strata"))
    assert [digest for _, _, digest in durable] == [digest for _, _, digest in strata]
    # Which engine it was is part of the bytes.
    assert not {content for _, content, _ in durable} & {content for _, content, _ in strata}


@pytest.mark.parametrize(
    ("engine", "seed"),
    [*(pytest.param("durable", seed, marks=needs_durable) for seed in ("0", "1", "random")), ("strata", "random")],
)
def test_hash_seeds_do_not_matter(engine: str, seed: str) -> None:
    assert _printed(sys.executable, engine, seed) == _expected(engine)


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_every_python_gives_the_same_bytes(version: str) -> None:
    python = _python(version)
    if python is None:
        pytest.skip(f"no Python {version} with our dependencies is on PATH or named in SV_RULES_PYTHONS")
    assert _printed(python, "strata") == _expected("strata")
    if _can(python, "import durable_rules_engine") and not inferring.ENGINE.missing:
        assert _printed(python, "durable") == _expected("durable")


@cache
def _expected(engine: str) -> str:
    return "".join(f"{line}\n" for line in same_bytes.lines(engine))


def _printed(python: str, engine: str, seed: str = "0") -> str:
    command = [python, "-W", "error", str(ROOT / "tests/engine/same_bytes.py"), "--engine", engine]
    # Our own interpreter and our own script.
    ran = subprocess.run(command, env=_environment(seed), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def _environment(seed: str = "0") -> dict[str, str]:
    paths = os.pathsep.join(dict.fromkeys(map(str, WHERE_CODE_IS)))
    return {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": seed}


@cache
def _python(version: str) -> str | None:
    """Find an interpreter of that version that has what the library needs."""
    named = os.environ.get("SV_RULES_PYTHONS", "").split(os.pathsep)
    candidates = [sys.executable, *filter(None, named), shutil.which(f"python{version}")]
    needed = f"import sys, pydantic, pluggy, yaml, jsonschema; assert '%d.%d' % sys.version_info[:2] == '{version}'"
    return next((one for one in candidates if one and _can(one, needed)), None)


def _can(python: str, statement: str) -> bool:
    return subprocess.run([python, "-c", statement], capture_output=True, check=False).returncode == 0
