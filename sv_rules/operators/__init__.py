"""The operators that conditions may use: one file each, named as in YAML (a Python keyword takes a last `_`)."""

import pkgutil
from importlib import import_module

from sv_rules.model.extending import Operator


def operators() -> tuple[Operator, ...]:
    """Give every operator of this drawer, sorted by name. Files are imported on the first call, not before."""
    files = sorted(file.name for file in pkgutil.iter_modules(__path__) if not file.name.startswith("_"))
    found: tuple[Operator, ...] = tuple(import_module(f"{__name__}.{file}").OPERATOR for file in files)
    return tuple(sorted(found, key=lambda operator: operator.name))
