"""The plugins of the checkout found as if they were installed, while the docs are tested."""

import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", autouse=True)
def _plugins_are_found(tmp_path_factory):
    """From a checkout nothing is installed: the missing entry points are written where Python looks for them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    missing = project["entry-points"]["sv_rules"].items() - {
        (one.name, one.value) for one in entry_points(group="sv_rules")
    }
    folder = tmp_path_factory.mktemp("installed")
    info = folder / "sv_rules_checkout-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: sv-rules-checkout\nVersion: 0\n", encoding="utf-8")
    lines = ["[sv_rules]", *(f"{name} = {value}" for name, value in sorted(missing))]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.path.append(str(folder))
    yield
    sys.path.remove(str(folder))
