"""The example is a distribution of its own: found by its entry point, it passes its own tests.

Building and installing it takes too long for every run. So its entry points, as its `pyproject.toml` has them, are
written where `importlib.metadata` looks, and a process of its own runs its tests with that on the path.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "plugins" / "example"


@pytest.fixture
def environment(tmp_path):
    """An environment in which the example is installed, as far as Python can tell."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = tmp_path / f"sv_rules_example-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    lines = [
        line
        for group, points in project["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {value}" for name, value in points.items()))
    ]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")
    path = [str(tmp_path), str(EXAMPLE / "src"), str(ROOT), str(ROOT / "plugins")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}


def python(*arguments, cwd, env):
    done = subprocess.run([sys.executable, *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_passes_its_own_tests(environment):
    said = python("-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=EXAMPLE, env=environment)
    assert " passed" in said


def test_it_is_found_by_its_entry_point_alone(environment, tmp_path):
    ask = "from sv_rules import Host; print(*Host().registry.plugins['example']['scoring_methods'])"
    assert python("-c", ask, cwd=tmp_path, env=environment).strip() == "in_steps"


def test_it_keeps_the_promises_of_a_plugin(environment, tmp_path):
    ask = (
        "from sv_rules import Host; from sv_rules.conformance import check_plugin\n"
        "print([one for one in check_plugin('example', Host().registry) if one.problem])"
    )
    assert python("-c", ask, cwd=tmp_path, env=environment).strip() == "[]"
