"""Every rulepack over every UK notice of the corpus: a table of outcomes.

`python tests/notices_by_pack.py [PACK …]` prints it. A notice without a date of its own is judged as of 1 June 2025.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from sv_rules import Host, Outcome
from sv_rules.documents import raw_document, read_document
from sv_rules.evaluate import NOTICE_DATE, evaluate
from sv_rules.loading.layers import find_packs
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.procurement import Procurement

ROOT = Path(__file__).parents[1]
CORPUS = Path(os.environ.get("SV_RULES_CORPUS", ROOT.parent / "shared" / "data"))
UNDATED = date(2025, 6, 1)


def notices(host: Host) -> list[Procurement]:
    """Read every UK release of the corpus."""
    found: list[Procurement] = []
    for path in sorted((CORPUS / "ocds" / "uk").iterdir()):
        procurements, _ = read_document(raw_document(path), host.registry)
        found += procurements
    return found


def evaluations(host: Host, pack: str, procurements: Sequence[Procurement]) -> Iterator[Evaluation]:
    """Evaluate each notice by one pack."""
    program = host.rulepack(pack).program
    for procurement in procurements:
        yield evaluate(program, procurement, as_of=None if NOTICE_DATE in procurement.facts else UNDATED)


def main(asked_for: Sequence[str]) -> int:
    host = Host()
    procurements = notices(host)
    print(f"{len(procurements)} notices\n\n| pack | findings | {' | '.join(str(one) for one in Outcome)} |")
    print("| --- |" + " --- |" * (len(Outcome) + 1))
    for pack in asked_for or sorted(find_packs(host.registry.rulepacks)):
        counts = Counter(finding.outcome for one in evaluations(host, pack, procurements) for finding in one.findings)
        row = " | ".join(str(counts[outcome]) for outcome in Outcome)
        print(f"| {pack} | {counts.total()} | {row} |", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
