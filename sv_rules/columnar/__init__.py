"""Outcomes of checks over very many rows whose facts stand in columns: for impact studies, never for one tender."""

from importlib.util import find_spec

from sv_rules.errors import PluginError, Problem

if find_spec("numpy") is None:
    raise PluginError(Problem("columns need NumPy", fix="Install it with: pip install 'sv-rules[stress]'"))
