"""Imports point one way, and each outside library has one door. Read from the source, without running it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sv_rules

CORE = Path(str(sv_rules.__file__)).parent
ROOT = Path(__file__).parents[1]
PLUGINS = ROOT / "plugins"

# Each may import what stands in an earlier row, and its own. Those in one row do not know each other, but for the
# first: a problem has a place, and a value that does not fit is told with a suggestion.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"model", "errors"}),
    # `explaining` puts an Evaluation into words and knows nothing else, so that reports can use it.
    frozenset({"reading", "shipped", "explaining", "views", "prose", "suggesting"}),
    frozenset({"operators", "scoring", "formats", "reports"}),
    # Decision rules have options of the same forms as scoring methods, checked by the same code.
    frozenset({"deciding"}),
    frozenset({"questionnaire"}),
    frozenset({"hosting"}),
    frozenset({"loading"}),
    frozenset({"engine"}),
    frozenset({"evaluate", "live", "documents", "summaries", "kpi", "stress", "advising", "columnar"}),
    frozenset({"casebook", "publishing", "builtin"}),
    frozenset({"host"}),
    frozenset({"conformance", "batch"}),
    frozenset({"cli", "pytest_plugin"}),
    frozenset({"__main__"}),
)

# Outside library -> the place that may import it, as a path inside sv_rules.
DOORS: dict[str, str | tuple[str, ...]] = {
    "yaml": "reading/",
    "jsonschema": "reading/",
    "pluggy": "hosting/",
    "durable_rules_engine": "engine/inferring.py",
    "typer": "cli/",
    "rich": "cli/",
    "click": "cli/",
    "numpy": ("stress/", "columnar/"),
    "pyarrow": "batch/",
    "distributed": "batch/dask_cluster.py",
    "pytest": "pytest_plugin.py",
    "_pytest": "pytest_plugin.py",
}
# pydantic is what the models are made of, so it is at home everywhere.
AT_HOME = {"pydantic", "pydantic_core", "sv_rules"}

# What a plugin may use of us: the public hooks and forms.
OPEN_TO_PLUGINS = ("sv_rules.hosting.hookspecs", "sv_rules.model", "sv_rules.errors")

FILES = sorted(CORE.rglob("*.py"))
PLUGIN_FILES = sorted(path for path in PLUGINS.rglob("*.py") if "tests" not in path.parts)


def imports(source: str, module: str) -> Iterator[str]:
    """Give the full name of everything a module's source imports, at its top or inside."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _module(path: Path, root: Path) -> str:
    return ".".join(path.relative_to(root.parent).with_suffix("").parts)


def wrong_way(module: str, imported: str) -> bool:
    """An import between parts of sv_rules that no earlier layer, nor the part itself, allows."""
    here, there = (name.split(".")[1] if "." in name else "" for name in (module, imported))
    if not imported.startswith("sv_rules.") or here in (there, "__init__"):
        return False
    return _layer(there) > 0 and _layer(there) >= _layer(here)


def _layer(part: str) -> int:
    found = [number for number, parts in enumerate(LAYERS) if part in parts]
    assert found, f"'{part}' stands in no layer: put it in one of {Path(__file__).name}"
    return found[0]


def wrong_door(path: str, imported: str) -> bool:
    """An import of an outside library from elsewhere than its door."""
    library = imported.partition(".")[0]
    if library in sys.stdlib_module_names or library in AT_HOME:
        return False
    return library not in DOORS or not path.startswith(DOORS[library])


def closed_to_plugins(plugin: str, imported: str) -> bool:
    """An import of ours that is no public part, or of another plugin."""
    if imported.startswith("sv_rules."):
        return not any(imported == part or imported.startswith(f"{part}.") for part in OPEN_TO_PLUGINS)
    return imported.startswith("sv_rules_") and imported.partition(".")[0] != plugin


@pytest.mark.parametrize("path", FILES, ids=[path.relative_to(CORE).as_posix() for path in FILES])
def test_imports_point_one_way(path: Path) -> None:
    module = _module(path, CORE)
    found = set(imports(path.read_text(encoding="utf-8"), module))
    assert [imported for imported in sorted(found) if wrong_way(module, imported)] == []
    inside = path.relative_to(CORE).as_posix()
    assert [imported for imported in sorted(found) if wrong_door(inside, imported)] == []


@pytest.mark.parametrize("path", PLUGIN_FILES, ids=[path.relative_to(PLUGINS).as_posix() for path in PLUGIN_FILES])
def test_plugins_use_the_public_hooks_only(path: Path) -> None:
    module = _module(path, PLUGINS / "any")
    plugin = next(part for part in module.split(".") if part.startswith("sv_rules_"))  # it may stand under src
    found = set(imports(path.read_text(encoding="utf-8"), module))
    assert [imported for imported in sorted(found) if closed_to_plugins(plugin, imported)] == []


def test_the_core_knows_no_plugin() -> None:
    assert not [
        path for path in FILES for one in imports(path.read_text(encoding="utf-8"), "x") if one.startswith("sv_rules_")
    ]


def test_every_layer_is_there() -> None:
    parts = {path.relative_to(CORE).parts[0].removesuffix(".py") for path in FILES} - {"__init__"}
    assert parts <= frozenset().union(*LAYERS)


@pytest.mark.parametrize(
    ("module", "imported", "wrong"),
    [
        ("sv_rules.engine.judging", "sv_rules.model.fact.Fact", False),
        ("sv_rules.engine.judging", "sv_rules.engine.reasoning.Reasoner", False),
        ("sv_rules.model.fact", "sv_rules.engine.judging.judge", True),
        ("sv_rules.model.fact", "sv_rules.errors.Problem", False),
        ("sv_rules.operators.is_", "sv_rules.scoring.methods", True),
        ("sv_rules.loading.load", "sv_rules.evaluate.evaluate", True),
        ("sv_rules.evaluate", "sv_rules.engine.drawing.draw", False),
        ("sv_rules.evaluate", "json", False),
    ],
)
def test_the_test_of_directions(module: str, imported: str, wrong: bool) -> None:
    assert wrong_way(module, imported) is wrong


@pytest.mark.parametrize(
    ("path", "imported", "wrong"),
    [
        ("reading/strict_yaml.py", "yaml.nodes", False),
        ("loading/folder.py", "yaml", True),
        ("engine/inferring.py", "durable_rules_engine", False),
        ("engine/strata.py", "durable_rules_engine", True),
        ("hosting/host.py", "pluggy", False),
        ("builtin.py", "pluggy", True),
        ("cli/demo.py", "rich.table", False),
        ("host.py", "requests", True),
        ("host.py", "threading.Lock", False),
    ],
)
def test_the_test_of_doors(path: str, imported: str, wrong: bool) -> None:
    assert wrong_door(path, imported) is wrong


@pytest.mark.parametrize(
    ("imported", "closed"),
    [
        ("sv_rules.hosting.hookspecs.hookimpl", False),
        ("sv_rules.model.place.Place", False),
        ("sv_rules.errors.DocumentError", False),
        ("sv_rules.hosting.registry.Registry", True),
        ("sv_rules.reading.exact_json.read_json", True),
        ("sv_rules_docs.reading", True),
        ("sv_rules_ocds.node", False),
    ],
)
def test_the_test_of_plugins(imported: str, closed: bool) -> None:
    assert closed_to_plugins("sv_rules_ocds", imported) is closed


def test_relative_imports_are_read() -> None:
    source = "from . import fact\nfrom ..engine.judging import judge\ndef f():\n    import yaml.nodes"
    assert set(imports(source, "sv_rules.model.place")) == {
        "sv_rules.model.fact",
        "sv_rules.engine.judging.judge",
        "yaml.nodes",
    }
