"""No text of a rulepack longer than a dozen words stands in a source: facts carry over, sentences do not.

`python tests/sources/borrowed_words.py` prints every run of more than twelve words that a text of a rulepack, a page
or an example shares with a source text or a fact sheet, and fails if there is one. The title of a cited document is
its name, however long.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from sources.research import ROOT, SOURCES

from sv_rules.reading.strict_yaml import read_yaml

LONGEST = 12
"""Words that may be shared in a row."""

_WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*")
_ADDRESS = re.compile(r"https?://\S+")


def words(text: str) -> list[str]:
    """Give a text's words, small, without punctuation. An address is a name, not a sentence, and is left out."""
    return _WORD.findall(_ADDRESS.sub(" ", text).lower())


def runs(text: list[str]) -> Iterator[tuple[str, ...]]:
    """Give every run of one word more than may be shared."""
    for start in range(len(text) - LONGEST):
        yield tuple(text[start : start + LONGEST + 1])


def borrowed() -> Iterator[str]:
    """Give a line for each text and run that stands in a source too."""
    of_sources: dict[tuple[str, ...], str] = {}
    for path in sorted([*SOURCES.rglob("*.md"), *SOURCES.rglob("*.txt")]):
        for run in runs(words(path.read_text(encoding="utf-8"))):
            of_sources.setdefault(run, path.name)
    for folder in ("rulepacks", "examples"):
        for path in sorted((ROOT / folder).rglob("*")):
            for text in _texts(path) if path.is_file() else ():
                found = next((run for run in runs(words(text)) if run in of_sources), None)
                if found:
                    yield f"{path.relative_to(ROOT)}: “{' '.join(found)}” stands in {of_sources[found]}"


def _texts(path: Path) -> Iterator[str]:
    """Give each text of a YAML or JSON file by itself; of a page, each paragraph."""
    content = path.read_text(encoding="utf-8")
    if path.suffix in {".yaml", ".json"}:
        yield from _strings(read_yaml(content, path.name).data, path.stem)
    else:
        yield from content.split("\n\n")


def _strings(data: Any, name: str = "") -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for part in data:
            yield from _strings(part)
    elif isinstance(data, dict):
        for key, part in data.items():
            if name == "sources" and isinstance(part, dict):
                part = {inner: value for inner, value in part.items() if inner != "title"}  # noqa: PLW2901  less its name
            yield from _strings(part, str(key))


def main() -> int:
    found = list(borrowed())
    print("\n".join(found) or "no run of more than twelve words is shared with a source")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
