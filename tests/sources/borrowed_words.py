"""No text of a rulepack longer than a dozen words stands in a source: facts carry over, sentences do not.

`python tests/sources/borrowed_words.py` prints every run of more than twelve words that a rulepack, a README or an
example shares with a source text or a fact sheet, and fails if there is one.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from sources.research import ROOT, SOURCES

LONGEST = 12
"""Words that may be shared in a row."""

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
_ADDRESS = re.compile(r"https?://\S+")


def words(text: str) -> list[str]:
    """Give a text's words, small, without punctuation. An address is a name, not a sentence, and is left out."""
    return _WORD.findall(_ADDRESS.sub(" ", text).lower())


def runs(text: list[str]) -> Iterator[tuple[str, ...]]:
    """Give every run of one word more than may be shared."""
    for start in range(len(text) - LONGEST):
        yield tuple(text[start : start + LONGEST + 1])


def borrowed() -> Iterator[str]:
    """Give a line for each file and run that stands in a source too."""
    of_sources: dict[tuple[str, ...], str] = {}
    for path in sorted([*SOURCES.rglob("*.md"), *SOURCES.rglob("*.txt")]):
        for run in runs(words(path.read_text(encoding="utf-8"))):
            of_sources.setdefault(run, path.name)
    ours = [path for folder in ("rulepacks", "examples") for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
    for path in ours:
        last = -LONGEST
        for number, run in enumerate(runs(words(path.read_text(encoding="utf-8")))):
            if run in of_sources and number > last + LONGEST:
                last = number
                yield f"{path.relative_to(ROOT)}: “{' '.join(run)}” stands in {of_sources[run]}"


def main() -> int:
    found = list(borrowed())
    print("\n".join(found) or "no run of more than twelve words is shared with a source")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
