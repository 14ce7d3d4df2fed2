"""Real published notices, whole files of them; and the same ones damaged in every way a seeded die can think of.

The corpus is not part of the repository: SV_RULES_CORPUS names its folder.
"""

import contextlib
import copy
import json
import os
import random
import re
from decimal import Decimal
from pathlib import Path

import pytest

from sv_rules.errors import DocumentError
from sv_rules.formats.joining import join
from sv_rules.model.raw_document import RawDocument
from sv_rules_ocds import FORMAT

CORPUS = Path(os.environ.get("SV_RULES_CORPUS") or Path(__file__).parents[2] / "../shared/data") / "ocds"
FILES = sorted(path for path in CORPUS.rglob("*.json*") if "schema" not in path.parts)

pytestmark = pytest.mark.skipif(not FILES, reason="no corpus: set SV_RULES_CORPUS to the folder that holds ocds/")

UK4 = "uk/uk-fts-032703-2026.UK4.package.json"


def text_of(name):
    return (CORPUS / name).read_text(encoding="utf-8")


def releases_of(name):
    return [json.loads(line) for line in text_of(name).splitlines()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_read(path):
    procurements, remarks = FORMAT.load(RawDocument(path.name, path.read_bytes()))
    for procurement in procurements:
        assert join([procurement]) == procurement
    assert all(remark.place.document == path.name for remark in remarks)


@pytest.mark.parametrize(
    ("name", "count"),
    # README.md of the corpus: releases by file.
    [
        ("uk/uk-contracts-finder.jsonl", 77),
        ("uk/uk-public-contracts-scotland.jsonl", 41),
        ("uk/uk-sell2wales.jsonl", 39),
        ("uk/uk-fts-2026-05.jsonl", 8),
        ("uk/uk-fts-2021.jsonl", 2),
        ("eu/ted-eforms-as-ocds.jsonl", 33),
        ("other/co-secop.jsonl", 47),
        ("ocds-sample-data/ocds-213czf-000-00001.json", 1),  # six releases of one process, merged
        ("ocds-sample-data/record/ocds-213czf-000-00001.json", 1),
        (UK4, 1),
    ],
)
def test_every_release_gives_a_procurement(name, count):
    procurements, _ = FORMAT.load(RawDocument.of_text(name, text_of(name)))
    assert len(procurements) == count
    assert FORMAT.sniff(RawDocument.of_text(name, text_of(name))) >= 90


def test_a_notice_under_the_procurement_act():
    ((procurement,), remarks) = FORMAT.load(RawDocument.of_text("notice.json", text_of(UK4)))
    facts = {name: answer.value for name, answer in procurement.facts.items() if name != "tender.description"}
    # Read off the notice by eye.
    assert facts == {
        "tender.title": "HARROGATE TOWN DISTRICT HEATING PROJECT - Feasibility Study",
        "tender.value": "GBP 33721",
        "tender.value_gross": "GBP 40465.2",
        "tender.notice_date": "2026-04-10",
        "tender.category": "services",
        "tender.procedure": "open",
        "tender.above_threshold": False,
        "tender.legal_basis": "procurement-act-2023",
        "tender.region_codes": ["UKE2"],
        "buyer.name": "Harrogate Town Council",
        "buyer.kind": "sub-central",
        "buyer.nation": "england",
    }
    assert procurement.lots[0].facts["lot.criteria"].value == [
        {"name": "Bidder Experience", "kind": "quality", "weight": "30%"},
        {"name": "Technical Proposal", "kind": "quality", "weight": "50%"},
        {"name": "Commercial Proposal", "kind": "price", "weight": "20%"},
    ]
    assert procurement.buyer.id == "GB-PPON-PDTL-7248-GWZW"
    assert remarks == ()


def sum_known(criteria):
    """Reckon a lot's known weights another way: texts only, as these two publishers give no numbers."""
    texts = [criterion.get("description") or "" for criterion in criteria]
    shares = [Decimal(text.rstrip("% ")) if re.fullmatch(r"\d+(\.\d+)?( ?%)?", text) else None for text in texts]
    if None not in shares and sum(shares) == 100:
        return Decimal(100)
    return sum(
        (share for share, text in zip(shares, texts, strict=True) if "%" in text and share is not None), Decimal(0)
    )


@pytest.mark.parametrize(
    ("name", "lots", "in_full"), [("uk-public-contracts-scotland", 46, 35), ("uk-sell2wales", 61, 30)]
)
def test_lots_with_criteria_and_the_sums_of_their_weights(name, lots, in_full):
    expected = [
        sum_known(lot["awardCriteria"]["criteria"])
        for release in releases_of(f"uk/{name}.jsonl")
        for lot in release["tender"].get("lots", [])
        if lot.get("awardCriteria", {}).get("criteria")
    ]
    procurements, _ = FORMAT.load(RawDocument.of_text(name, text_of(f"uk/{name}.jsonl")))
    answers = [lot.facts.get("lot.criteria") for procurement in procurements for lot in procurement.lots]
    sums = [
        sum((Decimal(record["weight"].rstrip("%")) for record in answer.value if "weight" in record), Decimal(0))
        for answer in answers
        if answer
    ]
    assert sums == expected
    # Counted apart on the raw files: lots with criteria, and those whose texts without "%" add up to 100.
    assert (len(sums), sums.count(Decimal(100))) == (lots, in_full)


def test_every_unknown_weight_has_a_remark():
    for name in ("uk-public-contracts-scotland", "uk-sell2wales"):
        procurements, remarks = FORMAT.load(RawDocument.of_text(name, text_of(f"uk/{name}.jsonl")))
        unknown = sum(
            "weight" not in record
            for procurement in procurements
            for lot in procurement.lots
            if "lot.criteria" in lot.facts
            for record in lot.facts["lot.criteria"].value
        )
        assert unknown == sum(
            "weight" in remark.what and "add up to" not in remark.what.partition(",")[0] for remark in remarks
        )
        assert unknown > 0


ODD = [
    None,
    True,
    0,
    -1,
    Decimal("1.5"),
    "",
    "x",
    "60%",
    [],
    {},
    [None],
    [[]],
    {"id": []},
    [{"id": None}],
    {"$numberLong": "5"},
]


def damaged(release, die):
    """Delete or replace a few values anywhere in a release; give where every answer must still be found."""
    release = copy.deepcopy(release)
    for _ in range(die.randint(1, 6)):
        parents = list(containers(release))
        parent = die.choice(parents)
        keys = list(parent) if isinstance(parent, dict) else range(len(parent))
        if not keys:
            continue
        key = die.choice(keys)
        action = die.random()
        if action < 0.3:
            del parent[key]
        elif action < 0.4:
            parent[key] = copy.deepcopy(die.choice(parents))  # one part of the document in the place of another
        else:
            parent[key] = copy.deepcopy(die.choice(ODD))
    return release


def containers(value):
    if isinstance(value, dict | list) and value:
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from containers(each)


def at(document, pointer):
    for step in pointer.split("/")[1:]:
        document = document[int(step) if isinstance(document, list) else step]
    return document


def answers_of(procurement):
    yield from procurement.facts.values()
    for part in (*procurement.lots, *procurement.bids):
        yield from part.facts.values()


@pytest.mark.parametrize(
    "name", ["uk/uk-public-contracts-scotland", "uk/uk-sell2wales", "uk/uk-fts-2026-05", "eu/ted-eforms-as-ocds"]
)
def test_damaged_releases_are_read_and_every_answer_is_where_it_says(name):
    die = random.Random(name)
    originals = releases_of(f"{name}.jsonl")
    originals += json.loads(text_of(UK4))["releases"]
    for _ in range(150):
        release = damaged(die.choice(originals), die)
        text = json.dumps(release, default=str)
        procurements, _ = FORMAT.load(RawDocument.of_text("n.json", text))
        for procurement in procurements:
            assert join([procurement])
            for answer in answers_of(procurement):
                assert at(release, answer.place.pointer) is not None


def test_damaged_text_is_read_or_refused():
    die = random.Random(11)
    text = text_of(UK4)
    for _ in range(200):
        start = die.randrange(len(text))
        cut = text[:start] + die.choice(["", "{", "]", '"', "\\", "\x00", "é"]) + text[start + die.randrange(30) :]
        with contextlib.suppress(DocumentError):
            FORMAT.load(RawDocument.of_text("n.json", cut))
