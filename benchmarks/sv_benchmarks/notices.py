"""Every rulepack that ships, on real notices: milliseconds a notice, findings a second.

The notices are not part of the project; `SV_RULES_CORPUS` names the folder they are in.
"""

import gc
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sv_benchmarks.effort import Effort
from sv_rules import Host, Procurement, ReadyRulepack
from sv_rules.documents import raw_document, read_document
from sv_rules.evaluate import NOTICE_DATE
from sv_rules.hosting.registry import Registry
from sv_rules.loading.layers import find_packs

UNDATED = date(2025, 6, 1)
"""For a notice that has no date of its own."""


def measure(effort: Effort) -> dict[str, Any]:
    """Time every pack on every notice; give the part of `results.json`, or why it was left out."""
    corpus = Path(os.environ.get("SV_RULES_CORPUS", ""))
    folder = corpus / "ocds" / "uk"
    if not os.environ.get("SV_RULES_CORPUS") or not folder.is_dir():
        return {"left_out": "SV_RULES_CORPUS names no folder with ocds/uk in it: the real notices are not here"}
    host = Host()
    files = sorted(folder.iterdir())
    began = perf_counter()
    read = _read(files, host.registry)
    reading = perf_counter() - began
    notices = _spread(read, effort.notices)
    packs = {name: _both(host, name) for name in sorted(find_packs(host.registry.rulepacks))}
    gc.collect()
    gc.freeze()
    seconds: dict[str, list[float]] = {name: [] for name in packs}
    totals: dict[str, list[float]] = {name: [] for name in packs}
    findings = dict.fromkeys(packs, 0)
    for _ in range(effort.rounds):
        for name, ready in packs.items():
            taken, found = _round(ready, notices)
            seconds[name] += taken
            totals[name].append(sum(taken))
            findings[name] = found
    gc.unfreeze()
    return {
        "notices": len(notices),
        "notices_in_corpus": len(read),
        "milliseconds_to_read_one": 1000 * reading / max(1, len(read)),
        "packs": {
            name: {
                "milliseconds_a_notice": 1000 * median(seconds[name]),
                "findings_a_notice": findings[name] / len(notices),
                "findings_a_second": findings[name] / median(totals[name]),
            }
            for name in packs
        },
    }


def _read(files: Sequence[Path], registry: Registry) -> list[Procurement]:
    found: list[Procurement] = []
    for path in files:
        found += read_document(raw_document(path), registry)[0]
    return found


def _spread(notices: Sequence[Procurement], most: int) -> list[Procurement]:
    """Give so many notices from all over the corpus, the same ones each time."""
    step = max(1, len(notices) // most)
    return list(notices[::step][:most])


_Dated = tuple[ReadyRulepack, ReadyRulepack]


def _both(host: Host, name: str) -> _Dated:
    return host.rulepack(name), host.rulepack(name, as_of=UNDATED)


def _round(ready: _Dated, notices: Sequence[Procurement]) -> tuple[list[float], int]:
    taken = []
    findings = 0
    for notice in notices:
        pack = ready[0 if NOTICE_DATE in notice.facts else 1]
        began = perf_counter()
        evaluation = pack.evaluate(notice)
        evaluation.to_bytes()
        taken.append(perf_counter() - began)
        findings += len(evaluation.findings)
    return taken, findings
