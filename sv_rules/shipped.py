"""Where the folders that ship with the library are."""

from pathlib import Path


def shipped(name: str) -> Path:
    """Give the folder `rulepacks`, `schemas` or `examples`: inside the package when installed, else of the checkout."""
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parent / name
