"""Small batches on the made-up pack, as the tests ask for them."""

import json
from dataclasses import replace
from pathlib import Path

from batch.generate import bids

from sv_rules.batch.job import Detail, Job
from sv_rules.batch.running import Batch
from sv_rules.documents import raw_document

NORTHSHIRE = Path(__file__).parents[1] / "northshire"
PACK = NORTHSHIRE / "packs" / "northshire"
TENDER = NORTHSHIRE / "tender.yaml"
JOB = Job(packs=("northshire",), folders=(PACK,))
BIDS = replace(JOB, bids_for=(raw_document(TENDER),))


def bid_lines(folder, count=60, seed=7):
    """A file of bids, some of them spoilt."""
    file = folder / "bids.jsonl"
    file.write_bytes(
        b"".join(bids(count, seed)) + b'{"id": "cut off\n{"id": "bid-3", "facts": {"bid.price": "GBP 5"}}\n'
    )
    return file


def notices(folder, count=12):
    """A file of notices: our own, a package of two releases, a line that is no JSON and one that is no procurement."""
    file = folder / "notices.jsonl"
    lines = [json.dumps(own(number)) for number in range(1, count + 1)]
    lines[3:3] = ['{"form": "procurement/1", "id": x}', json.dumps(package(2)), '{"a": 1}', ""]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def own(number):
    facts = {"tender.notice_date": "2026-01-31", "tender.value": f"GBP {number * 20000}"}
    if number % 3:
        facts["specification.priorities"] = ["jobs"] if number % 2 else []
    return {"form": "procurement/1", "id": f"made-up-{number}", "title": f"Nr {number} — “é”", "facts": facts}


def package(releases):
    made = [
        {"ocid": f"ocds-h6vhtk-{number}", "tag": ["tender"], "date": "2026-01-31T00:00:00Z", "tender": {"title": "T"}}
        for number in range(releases)
    ]
    return {"uri": "x", "releases": made}


def batch(out, *inputs, job=JOB, detail=Detail.FINDINGS, **more):
    return Batch(inputs, out, replace(job, detail=detail), **more)


def files(folder):
    """Everything in a folder but the lock, by name."""
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir()) if one.name != "batch.lock"}


def records(folder):
    return [json.loads(line) for line in (folder / "results.jsonl").read_bytes().splitlines()]
