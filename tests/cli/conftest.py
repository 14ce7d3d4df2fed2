"""Runs the command line in this process, with the plugins found as if they were installed."""

import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest.importorskip("typer")

from typer.testing import CliRunner

from sv_rules.cli._app import app

NORTHSHIRE = Path(__file__).parents[1] / "northshire"
PACK = NORTHSHIRE / "packs" / "northshire"


def document(name):
    return NORTHSHIRE / name


@pytest.fixture(scope="session", autouse=True)
def _ocds_is_found(tmp_path_factory):
    """From a checkout nothing is installed: an entry point is written where Python looks for them."""
    if "ocds" in entry_points(group="sv_rules").names:
        yield
        return
    folder = tmp_path_factory.mktemp("installed")
    install(folder, "sv-rules-checkout", "ocds = sv_rules_ocds")
    sys.path.append(str(folder))
    yield
    sys.path.remove(str(folder))


def install(folder, name, entry_point):
    info = folder / f"{name.replace('-', '_')}-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n")
    (info / "entry_points.txt").write_text(f"[sv_rules]\n{entry_point}\n")


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
