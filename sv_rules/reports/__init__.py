"""Ways to write an evaluation: one file each, which holds a `REPORT`."""

import pkgutil
from importlib import import_module

from sv_rules.model.extending import ReportFormat


def reports() -> tuple[ReportFormat, ...]:
    """Give every report format of this drawer, sorted by name. Files are imported on the first call, not before."""
    files = sorted(file.name for file in pkgutil.iter_modules(__path__) if not file.name.startswith("_"))
    found: tuple[ReportFormat, ...] = tuple(import_module(f"{__name__}.{file}").REPORT for file in files)
    return tuple(sorted(found, key=lambda report: report.name))
