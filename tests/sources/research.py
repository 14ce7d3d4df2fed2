"""Where the research lies that the rulepacks were made from: fact sheets and source texts. Not part of the project."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = Path(os.environ.get("SV_RULES_SOURCES", ROOT.parent / "shared" / "sources"))
ABSENT = f"the research is not here: set SV_RULES_SOURCES (looked in {SOURCES.name}/)"

_ID = re.compile(r"^\|\s*\**(?P<id>[A-Z]{1,4}-?[A-Z]{0,2}[0-9]+[a-z]?\+?)\**\s*\|", flags=re.MULTILINE)


def sheets() -> dict[str, list[str]]:
    """Give the fact ids of every sheet, in order: `areas/haringey.md` -> [HAR-P1, …]."""
    found = {}
    for path in sorted([*SOURCES.glob("areas/*.md"), *SOURCES.glob("national/*.md")]):
        ids = [match["id"] for match in _ID.finditer(path.read_text(encoding="utf-8"))]
        found[f"{path.parent.name}/{path.name}"] = list(dict.fromkeys(ids))
    return found
