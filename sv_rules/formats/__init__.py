"""Forms of document that can be read without an extra library: one file each, which holds a `FORMAT`."""

import pkgutil
from importlib import import_module

from sv_rules.model.extending import DocumentFormat


def formats() -> tuple[DocumentFormat, ...]:
    """Give every format of this drawer, sorted by name. Files are imported on the first call, not before."""
    files = sorted(file.name for file in pkgutil.iter_modules(__path__) if not file.name.startswith("_"))
    modules = [import_module(f"{__name__}.{file}") for file in files]
    found: list[DocumentFormat] = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return tuple(sorted(found, key=lambda form: form.name))
