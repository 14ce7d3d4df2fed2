"""How well the linter reads: what it finds in the drafts against what a careful officer wrote down beforehand.

`python tests/drafts/measuring.py [--held-out] [--details]` builds each draft, reads and checks it, and prints a table:
precision (of what was found, how much is right) and recall (of what is expected, how much was found).

- settled: facts that the words made known. suggested: those they only speak for. A pair of the one sort that comes as
  the other is one mistake, counted with `settled`. Pairs outside the vocabulary are not counted.
- places: for pairs that are found at all, whether the paragraph is the right one.
- outcomes: of the listed checks. pointers: whether a finding leads to the paragraph in question.
- weights: award criteria with their percentages. remarks: recall alone, since other remarks may be right as well.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a command: the folder that holds this package

from drafts.build import build
from drafts.comparing import METRICS, Tally, compare
from drafts.description import drafts
from drafts.expectation import expectation
from drafts.observing import observe

from sv_rules import Host


def main() -> None:
    """Measure and print."""
    parser = ArgumentParser(description="Hold what the linter finds in the drafts against what was expected.")
    parser.add_argument("--held-out", action="store_true", help="the drafts that nobody tunes on")
    parser.add_argument("--details", action="store_true", help="name every mistake")
    asked = parser.parse_args()
    host = Host()
    rows: dict[str, Mapping[str, Tally]] = {}
    with TemporaryDirectory() as folder:
        for draft in drafts(held_out=asked.held_out):
            expected = expectation(draft)
            compared = compare(expected, observe(host, build(draft, Path(folder)), expected))
            rows[draft.name] = compared.tallies
            if asked.details:
                print(draft.name, *(f"  {mistake}" for mistake in compared.mistakes), sep="\n")
    print(table(rows))


def table(rows: Mapping[str, Mapping[str, Tally]]) -> str:
    """Give the tallies as a table: a line per draft and one for all, each cell `precision/recall` in percent."""
    all_of = {metric: sum((tallies[metric] for tallies in rows.values()), Tally()) for metric in METRICS}
    lines = [f"{'precision/recall, %':<36}" + "".join(f"{metric:>12}" for metric in METRICS)]
    for name, tallies in {**rows, "all": all_of}.items():
        lines.append(f"{name:<36}" + "".join(f"{_cell(tallies[metric]):>12}" for metric in METRICS))
    counts = (f"{tally.found}/{tally.expected}" for tally in all_of.values())
    lines.append(f"{'number found/expected':<36}" + "".join(f"{count:>12}" for count in counts))
    return "\n".join(lines)


def _cell(tally: Tally) -> str:
    return f"{_percent(tally.precision)}/{_percent(tally.recall)}"


def _percent(share: Fraction | None) -> str:
    return "–" if share is None else str(round(share * 100))


if __name__ == "__main__":
    main()
