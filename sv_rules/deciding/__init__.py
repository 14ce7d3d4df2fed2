"""Rules that decide a whole award from quality and price: one file each, found by itself. The file's name is its name.

A subpackage of this folder is no rule; `options` holds what all rules share.
"""

from importlib import import_module
from pkgutil import iter_modules

from sv_rules.model.extending import DecisionRule


def rules() -> tuple[DecisionRule, ...]:
    """Give the built-in decision rules, sorted by name."""
    found: list[DecisionRule] = [
        import_module(f"{__name__}.{module.name}").RULE for module in iter_modules(__path__) if not module.ispkg
    ]
    return tuple(sorted(found, key=lambda rule: rule.name))
