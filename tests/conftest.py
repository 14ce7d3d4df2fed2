"""The option that rewrites golden files, and the plugins of the checkout where nothing is installed."""

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[1] / "plugins"

if find_spec("sv_rules_ocds") is None:
    sys.path.append(str(PLUGINS))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite the golden files; review the diff.")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are rewritten instead of compared."""
    return bool(request.config.getoption("--update-golden"))
