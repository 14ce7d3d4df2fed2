"""How much of real OCDS data is understood: a table by publisher.

`python tests/ocds_by_publisher.py` prints it, from the corpus that SV_RULES_CORPUS names.
"""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sv_rules.model.raw_document import RawDocument
from sv_rules_ocds import FORMAT
from sv_rules_ocds.reading import profiles

ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("SV_RULES_CORPUS") or ROOT.parent / "shared" / "data") / "ocds"

SOCIAL_VALUE = re.compile(
    r"social value|community benefit|fair work first|well-?being of future generations|sustainable procurement",
    re.IGNORECASE,
)

# Why a weight is not known: what remarks say, and a short name for it. In this order; the first that fits counts.
REASONS = {
    "no weight is published": "none published",
    "as a range": "range",
    "is no weight": "pass or fail",
    "the weights of the lot add up to": "numbers that do not make 100",
    "another criterion of the lot has no exact weight": "numbers beside one without",
    "notices of this form": "bare number under the Act",
}


@dataclass
class Row:
    """What was found in the documents of one folder and publisher."""

    files: set[str] = field(default_factory=set)
    releases: int = 0
    without_id: int = 0
    weights: Counter[bool] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    social_value: int = 0


def documents() -> Iterator[Path]:
    """Give the corpus' files of OCDS, without the schemas."""
    skipped = {"schema", "prozorro", "prozorro-standards"}
    yield from sorted(path for path in CORPUS.rglob("*.json*") if not skipped & set(path.relative_to(CORPUS).parts))


def rows() -> dict[tuple[str, str], Row]:
    """Give a row for each folder and profile."""
    found: dict[tuple[str, str], Row] = defaultdict(Row)
    for path in documents():
        document = RawDocument(path.name, path.read_bytes())
        folder = path.relative_to(CORPUS).parts[0]
        forms = list(profiles(document))
        for release, form in forms:
            row = found[folder, form.title]
            row.files.add(path.name)
            row.releases += 1
            row.without_id += form.release_ids and (release / "id").value is None
        if forms:  # every file of the corpus has one publisher
            _count(document, found[folder, forms[0][1].title])
    return dict(found)


def _count(document: RawDocument, row: Row) -> None:
    procurements, remarks = FORMAT.load(document)
    for procurement in procurements:
        for lot in procurement.lots:
            for criterion in lot.facts["lot.criteria"].value if "lot.criteria" in lot.facts else ():
                row.weights["weight" in criterion] += 1
                row.social_value += any(SOCIAL_VALUE.search(criterion.get(key, "")) for key in ("name", "description"))
    for remark in remarks:
        total = re.match(r"the weights of these award criteria add up to ([0-9./]+)", remark.what)
        if total:
            row.sums[total[1]] += 1
        elif reason := next((name for words, name in REASONS.items() if words in remark.what), None):
            row.reasons[reason] += 1


def main() -> int:
    print(
        "| folder | publisher | files | releases | without an id | weights known | not known | why not | other sums |",
        end="",
    )
    print(" social value criteria |")
    print("| --- " * 10 + "|")
    for (folder, title), row in sorted(rows().items()):
        why, sums = (
            ", ".join(f"{name}: {count}" for name, count in each.most_common()) for each in (row.reasons, row.sums)
        )
        cells = (folder, title, len(row.files), row.releases, row.without_id, row.weights[True], row.weights[False])
        print(f"| {' | '.join(map(str, cells))} | {why} | {sums} | {row.social_value} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
