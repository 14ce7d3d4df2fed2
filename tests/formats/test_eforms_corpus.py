"""The examples of the eForms SDK, and the same ones damaged in every way a seeded die can think of.

The corpus is not part of the repository: SV_RULES_CORPUS names its folder.
"""

import os
import random
import re
from pathlib import Path

import pytest

from sv_rules.errors import DocumentError
from sv_rules.formats.joining import join
from sv_rules.model.raw_document import RawDocument
from sv_rules_eforms import FORMAT

CORPUS = Path(os.environ.get("SV_RULES_CORPUS") or Path(__file__).parents[2] / "../shared/data") / "ocds"
FILES = sorted(CORPUS.glob("eu/**/*.xml"))

pytestmark = pytest.mark.skipif(not FILES, reason="no corpus: set SV_RULES_CORPUS to the folder that holds ocds/")


def load(path):
    return FORMAT.load(RawDocument(path.name, path.read_bytes()))


def refused_or_read(name, text):
    try:
        return FORMAT.load(RawDocument(name, text.encode()))[0], ()
    except DocumentError as error:
        return [], error.problems


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_notice_is_recognised_and_read(path):
    (procurement,), remarks = load(path)
    assert FORMAT.sniff(RawDocument(path.name, path.read_bytes())) == 95
    assert join([procurement]) == procurement
    assert procurement.title
    assert procurement.buyer.name
    assert all(remark.place.document == path.name and remark.place.line for remark in remarks)


@pytest.mark.parametrize(
    ("name", "weights"),
    [
        # Counted by hand: ParameterNumeric in lines 642 and 664 (the group), 998 and 1020, 1567 and 1589.
        (
            "cn_24_maximal.xml",
            {
                "GLO-0001": [("cost", "60%"), ("quality", "40%")],
                "LOT-0001": [("cost", "60%"), ("quality", "40%")],
                "LOT-0002": [("cost", "60%"), ("quality", "40%")],
            },
        ),
        # Lines 395, 417, 439 and 461: 50 + 20 + 20 + 10.
        (
            "can_81_FRA.xml",
            {"LOT-0000": [("quality", "50%"), ("quality", "20%"), ("quality", "20%"), ("quality", "10%")]},
        ),
        # Lines 304 and 321.
        ("cn_24_cumbria.xml", {"LOT-0000": [("quality", "65%"), ("price", "35%")]}),
        # Lines 802 and 841.
        ("cn_24_multilingual.xml", {"LOT-0000": [("quality", "70%"), ("price", "30%")]}),
        # Lines 518 and 535; those of the second lot, lines 623 and 664, are withheld until 2024-12-31, kinds included.
        (
            "can_25_withheld_lots.xml",
            {"LOT-0001": [("quality", "75%"), ("price", "25%")], "LOT-0002": [(None, None), (None, None)]},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_weights_are_those_counted_by_hand(name, weights):
    (procurement,), _ = load(CORPUS / "eu/eforms-sdk" / name)
    found = {
        lot.id: [(record.get("kind"), record.get("weight")) for record in lot.facts["lot.criteria"].value]
        for lot in procurement.lots
    }
    assert found == weights


def test_a_notice_in_many_languages_is_read_in_its_own():
    (procurement,), _ = load(CORPUS / "eu/eforms-sdk/cn_24_multilingual.xml")
    criteria = procurement.lots[0].facts["lot.criteria"].value
    assert criteria[0]["description"] == "Technical award criteria as stated in the procurement documents"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_damaged_notices_are_refused_or_remarked_on(path):
    die = random.Random(path.name)
    whole = path.read_text(encoding="utf-8")
    for _ in range(12):
        match die.choice(["cut", "drop", "number", "code"]):
            case "cut":
                damaged = whole[: die.randrange(len(whole))]
            case "drop":
                names = sorted(set(re.findall(r"<(c[ab]c:\w+|ef\w+:\w+)", whole)))
                dropped = die.choice(names)
                damaged = re.sub(rf"<{dropped}\b[^>]*>.*?</{dropped}>", "", whole, flags=re.DOTALL)
            case "number":
                damaged = re.sub(r">[0-9.]+<", lambda _: f">{die.choice(['-1', '1e9', '', '9' * 30, 'x'])}<", whole)
            case _:
                damaged = re.sub(r">[a-z]+(-[a-z]+)*<", lambda _: f">{die.choice(['unpublished', '', 'x'])}<", whole)
        found, problems = refused_or_read(path.name, damaged)
        assert bool(found) is not bool(problems)
        assert all(problem.place for problem in problems)
        assert all(join([procurement]) == procurement for procurement in found)
