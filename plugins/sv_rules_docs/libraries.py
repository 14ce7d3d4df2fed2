"""The one way to an extra library: imported when a document needs it, asked for in words where it is missing."""

from importlib import import_module
from types import ModuleType

from sv_rules_docs.limits import refusal


def library(name: str, reads: str, document: str) -> ModuleType:
    """Give a module of an extra library.

    Raises:
        DocumentError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        what = f"reading {reads} needs the library {name.partition('.')[0]}, which is not installed"
        raise refusal(what, document, "Install it: pip install 'sv-rules[docs]'") from error
