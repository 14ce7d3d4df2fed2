"""Scoring methods: one file each, found by itself. The file's name is the method's name in YAML.

A subpackage of this folder is no method; `options` holds what all methods share.
"""

from importlib import import_module
from pkgutil import iter_modules

from sv_rules.model.extending import ScoringMethod


def methods() -> tuple[ScoringMethod, ...]:
    """Give the built-in scoring methods, sorted by name."""
    found: list[ScoringMethod] = [
        import_module(f"{__name__}.{module.name}").METHOD for module in iter_modules(__path__) if not module.ispkg
    ]
    return tuple(sorted(found, key=lambda method: method.name))
