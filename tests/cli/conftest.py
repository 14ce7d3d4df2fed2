"""Runs the command line in this process, with the plugins found as if they were installed."""

import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest.importorskip("typer")

from typer.testing import CliRunner

from sv_rules.cli._app import app
from tests.conftest import SHIPPED

NORTHSHIRE = Path(__file__).parents[1] / "northshire"
PACK = NORTHSHIRE / "packs" / "northshire"


def document(name):
    return NORTHSHIRE / name


@pytest.fixture(scope="session", autouse=True)
def _plugins_are_found(tmp_path_factory):
    """From a checkout nothing is installed: the missing entry points are written where Python looks for them."""
    installed = entry_points(group="sv_rules").names
    missing = [f"{name} = {package}" for name, package in SHIPPED.items() if name not in installed]
    if not missing:
        yield
        return
    folder = tmp_path_factory.mktemp("installed")
    install(folder, "sv-rules-checkout", *missing)
    sys.path.append(str(folder))
    yield
    sys.path.remove(str(folder))


def install(folder, name, *plugins):
    """Write a distribution with these entry points: `example = sv_rules_example`."""
    info = folder / f"{name.replace('-', '_')}-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n")
    (info / "entry_points.txt").write_text("\n".join(["[sv_rules]", *plugins, ""]))


@pytest.fixture
def cli(monkeypatch):
    """Run `sv-rules` with these words; gives exit code, standard output and standard error."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*words, given=None):
        result = CliRunner().invoke(app, [str(word) for word in words], input=given, prog_name="sv-rules")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
