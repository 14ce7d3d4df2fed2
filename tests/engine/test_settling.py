"""Outcomes alone are those of the findings, over shipped examples and random packs."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from sv_rules import DocumentError, Host
from sv_rules.engine.drawing import draw
from sv_rules.engine.judging import judge
from sv_rules.engine.observing import observe
from sv_rules.engine.settling import settle
from sv_rules.model.outcome import Kind, Outcome, Stage
from sv_rules.model.procurement import Bid, Lot
from sv_rules.model.prose import ProsePart, prose
from sv_rules.model.rulepack import Period
from tests.engine.building import DAY, answers, check, is_yes, procurement, program, rulepack, yes_no
from tests.engine.random_packs import random_pack, random_procurement

ROOT = Path(__file__).parents[2]
NORTHSHIRE = ROOT / "tests" / "northshire"
CATERING = ROOT / "examples" / "haringey-catering"


def of_findings(findings):
    found = {}
    for finding in findings:
        found.setdefault((finding.subject.kind, finding.subject.id), {})[finding.check] = finding.outcome
    return found


@pytest.mark.parametrize(
    ("pack", "documents"),
    [
        ("northshire", (NORTHSHIRE / "tender.yaml", NORTHSHIRE / "bids.yaml")),
        ("northshire", (NORTHSHIRE / "tender.yaml",)),
        ("haringey", (CATERING / "notice.json", CATERING / "bids.yaml")),
    ],
    ids=["northshire", "northshire without bids", "haringey"],
)
def test_the_outcomes_of_the_examples_are_those_of_their_findings(pack, documents):
    host = Host(rulepacks=[NORTHSHIRE / "packs"])
    ready = host.rulepack(pack, as_of="2026-03-01")
    what = host.read(*documents)
    expected = of_findings(ready.evaluate(what).findings)
    assert ready.outcomes(what) == expected
    assert len({outcome for checks in expected.values() for outcome in checks.values()}) > 1


@pytest.mark.parametrize("seed", range(60))
def test_the_outcomes_of_random_packs_are_those_of_their_findings(seed):
    random = Random(seed)
    ready = program(random_pack(random, circles=seed % 2 == 0))
    for _ in range(3):
        observations = observe(ready, random_procurement(random), DAY)
        conclusions = draw(ready, observations)
        assert settle(ready, observations, conclusions) == of_findings(judge(ready, observations, conclusions))


TENDER, BID = yes_no("tender.a"), yes_no("bid.a")


def test_subjects_come_in_order_and_those_that_no_check_looks_at_are_left_out():
    ready = program(
        rulepack(
            [TENDER, BID],
            [
                check("bid", is_yes(BID), stage=Stage.BID),
                check("later", is_yes(BID), stage=Stage.BID, period=Period(first=date(2026, 3, 2))),
                check("only-later", is_yes(TENDER), stage=Stage.SPECIFICATION, period=Period(first=date(2026, 3, 2))),
            ],
        )
    )
    what = procurement(
        {"tender.a": True},
        lots=(Lot(id="1"),),
        bids=(Bid(id="yes", lot="1", facts=answers({"bid.a": True})), Bid(id="open", lot="1")),
    )
    observations = observe(ready, what, DAY)
    found = settle(ready, observations, draw(ready, observations))
    # On the day before the later checks come into force the specification has none, and each bid has one.
    assert list(found.items()) == [
        ((Kind.BID, "yes"), {"pack/bid": Outcome.MET}),
        ((Kind.BID, "open"), {"pack/bid": Outcome.CANNOT_TELL}),
    ]


def test_what_prose_makes_known_counts(tmp_path):
    ready = town(tmp_path).rulepack("town", as_of="2026-03-01")
    text = prose("draft.md", [ProsePart(text="The provider shall take on two apprentices.")])
    what = procurement({}, prose=(text,))
    assert ready.outcomes(what) == {(Kind.PROCUREMENT, "it"): {"town/apprentices": Outcome.MET}}
    assert ready.outcomes(procurement({})) == {(Kind.PROCUREMENT, "it"): {"town/apprentices": Outcome.CANNOT_TELL}}
    assert of_findings(ready.evaluate(what).findings) == ready.outcomes(what)


def town(folder):
    (folder / "town").mkdir()
    (folder / "town" / "rulepack.yaml").write_text(PACK, encoding="utf-8")
    return Host(rulepacks=[folder], discover=False)


PACK = """id: town
title: Town
version: "1"
sources: {policy: {title: A policy, publisher: The town}}
facts:
  tender.notice_date: {type: date, title: date of the notice}
  specification.apprentices: {type: integer, title: number of apprentices, question: How many apprentices?}
clues:
  - id: apprentices
    fact: specification.apprentices
    terms: [apprentice]
    settles: true
    source: {text: policy}
    standing: example
checks:
  - id: apprentices
    title: Two apprentices
    stages: [specification]
    level: must
    expects: {specification.apprentices: {at_least: 2}}
    source: {text: policy}
    standing: example
"""


def test_without_a_date_the_notice_has_to_give_one(tmp_path):
    ready = town(tmp_path).rulepack("town")
    with pytest.raises(DocumentError, match="no date is given for which to evaluate"):
        ready.outcomes(procurement({}))
    dated = procurement({"tender.notice_date": "2026-03-01"})
    assert list(ready.outcomes(dated)) == [(Kind.PROCUREMENT, "it")]
