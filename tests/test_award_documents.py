"""A wide award from documents to the result: two lots under one common award, a table of proxy values in a file."""

import json
from pathlib import Path

import pytest

from sv_rules.formats import joining, procurement, proxies
from sv_rules.host import Host
from sv_rules.model.raw_document import RawDocument
from sv_rules.reports.text import write
from sv_rules.views import HIDDEN, OWN_ONLY, Role, view

GOOD = Path(__file__).parent / "broken" / "_good"

TABLE = """
form: proxies/1
id: made-up
title: Values made up for this test
publisher: Nobody
licence: {name: our own, allows_use_in_tools: "yes"}
year: 2026
geography: Northshire
values: {jobs: {value: GBP 1000, per: person, deadweight: 50%, attribution: 0%, displacement: 0%}}
"""

DOCUMENT = """
form: procurement/1
id: ocds-northshire-1
title: Grounds maintenance
facts: {tender.notice_date: 2026-04-01, tender.value: GBP 300000}
award_common:
  criteria:
    - {id: price, title: Price, weight: 50%, fact: bid.price, scoring: {method: lowest_price}}
    - id: worth
      title: Worth
      weight: 50%
      criteria:
        - id: quality
          title: Quality
          weight: 60%
          scoring: {method: rating, scale: quality}
          threshold: {at_least: 3, disqualifies: true}
        - id: jobs
          title: Jobs
          weight: 40%
          commitments: {proxies: made-up}
          scoring: {method: to_target, target: GBP 5000}
  gates: [living-wage]
  ties: [quality]
  near_tie: 10.00
  evaluators: [{id: ann, conflict: none}, {id: bob, conflict: none}]
  offers: {jobs: {cap: 8, plausible: {to: 9}}}
  abnormally_low: {should_cost: GBP 100, below_should_cost_by: 10%}
lot_limits: {most_per_bidder: 1}
lots: [{id: north}, {id: south}]
bids:
  - id: acme-north
    lot: north
    bidder: {id: acme, name: Acme}
    facts: {bid.price: GBP 100, bid.offers.jobs: 10, bid.pays_living_wage: true}
    marks:
      - {criterion: quality, mark: 3, evaluator: ann, reason: Part., internal: Was unsure.}
      - {criterion: quality, mark: 5, evaluator: bob, reason: All., internal: Knows the site.}
      - {criterion: quality, mark: 5, reason: Agreed on answer 2., internal: After a long talk.}
  - id: bolt-north
    lot: north
    bidder: {id: bolt, name: Bolt}
    facts: {bid.price: GBP 80, bid.offers.jobs: 2, bid.pays_living_wage: true}
    marks: [{criterion: quality, mark: 3, reason: Part of it is planned.}]
  - id: cast-north
    lot: north
    bidder: {id: cast, name: Cast}
    facts: {bid.price: GBP 10, bid.offers.jobs: 0, bid.pays_living_wage: true}
    marks: [{criterion: quality, mark: 0, reason: There is no plan.}]
  - id: acme-south
    lot: south
    bidder: {id: acme, name: Acme}
    facts: {bid.price: GBP 100, bid.offers.jobs: 10, bid.pays_living_wage: true}
    marks: [{criterion: quality, mark: 5, reason: All is planned.}]
  - id: bolt-south
    lot: south
    bidder: {id: bolt, name: Bolt}
    facts: {bid.price: GBP 100, bid.offers.jobs: 10, bid.pays_living_wage: false}
    marks: [{criterion: quality, mark: 5, reason: All is planned.}]
"""


@pytest.fixture(scope="module")
def evaluation():
    (whole,), _ = procurement.load(RawDocument.of_text("bids.yaml", DOCUMENT))
    (table,), _ = proxies.load(RawDocument.of_text("values.yaml", TABLE))
    host = Host(discover=False, rulepacks=[GOOD])
    return host.rulepack("northshire").evaluate(joining.join([table, whole]))


def bid(evaluation, identifier):
    return next(one for lot in evaluation.lots for one in lot.assessments if one.bid == identifier)


def points(assessment):
    return {score.criterion: score.points for score in assessment.scores}


def test_lots_without_an_award_of_their_own_take_the_common_one(evaluation):
    # Cast is out with mark 0, so Bolt's 80 is the lowest price. Acme: 80/100 × 50 = 40; mark 5: 30; jobs capped at 8,
    # 8 × 1,000 × 0.5 = £4,000 of £5,000 × 20 = 16. Bolt: 50 + 3/5 × 30 = 18 + 2 × 500 = £1,000: 4.
    assert points(bid(evaluation, "acme-north")) == {
        "price": "40.00",
        "worth": "46.00",
        "quality": "30.00",
        "jobs": "16.00",
    }
    assert [(one.bid, one.status, one.total) for one in evaluation.lots[0].assessments] == [
        ("acme-north", "ranked", "86.00"),
        ("bolt-north", "ranked", "72.00"),
        ("cast-north", "gated", None),
    ]
    assert [(one.bid, one.status, one.total) for one in evaluation.lots[1].assessments] == [
        ("acme-south", "ranked", "96.00"),
        ("bolt-south", "gated", None),
    ]


def test_everything_a_commissioner_has_to_know_is_warned_of(evaluation):
    told = " ".join(evaluation.lots[0].warnings)
    assert "Bid bolt-north asks for £80, 20% below what the buyer worked out it should cost, £100;" in told
    assert "Bid acme-north offers 10 people on Jobs for residents, more than is plausible here" in told
    assert "acme offers 10 people on Jobs for residents in lots north and south alike." in told
    assert "A near tie" not in told


def test_under_limits_the_lots_go_to_the_best_combination(evaluation):
    # acme-south 96 + bolt-north 72 = 168; acme-north 86 and nobody in the south.
    combination = evaluation.combination
    assert {one.lot: one.bid for one in combination.lots} == {"north": "bolt-north", "south": "acme-south"}
    assert combination.total_exact == "168"


def test_inputs_are_both_named(evaluation):
    assert [(one.name, one.format) for one in evaluation.run.inputs] == [
        ("values.yaml", "proxies"),
        ("bids.yaml", "procurement"),
    ]


def test_an_award_of_a_lots_own_takes_the_place_of_the_common_one():
    criterion = "{id: all, title: All, weight: 100%, scoring: {method: rating, scale: quality}}"
    own = DOCUMENT.replace("{id: south}", f"{{id: south, award: {{criteria: [{criterion}]}}}}")
    (whole,), _ = procurement.load(RawDocument.of_text("bids.yaml", own))
    assert [lot.award is None for lot in whole.lots] == [True, False]
    assert whole.award_common.criteria[1].id == "worth"


# Views


def test_a_panel_sees_everything(evaluation):
    assert view(evaluation, "panel") is evaluation


def texts(node):
    if isinstance(node, dict):
        for part in node.values():
            yield from texts(part)
    elif isinstance(node, list):
        for part in node:
            yield from texts(part)
    elif isinstance(node, str):
        yield node


def all_text(evaluation):
    return "\n".join(texts(json.loads(evaluation.to_bytes())))


def test_a_quality_evaluator_sees_no_price_and_nothing_that_gives_one_away(evaluation):
    seen = view(evaluation, Role.QUALITY_EVALUATOR)
    lot = seen.lots[0]
    assert (lot.sentence, lot.warnings, lot.robustness, seen.combination) == (HIDDEN, (), None, None)
    assert [(one.bid, one.status, one.total, one.rank, one.why) for one in lot.assessments] == [
        ("acme-north", "scored", None, None, HIDDEN),
        ("bolt-north", "scored", None, None, HIDDEN),
        ("cast-north", "gated", None, None, f"Not ranked: a gate or a threshold keeps it out. {HIDDEN}"),
    ]
    assert points(lot.assessments[0]) == {"price": None, "worth": "46.00", "quality": "30.00", "jobs": "16.00"}
    # What a mark was given for stays: it is what this role works on.
    assert lot.assessments[0].marks[0].individual[0].internal == "Was unsure."
    told = all_text(seen)
    for secret in ("£100", "£80", "GBP 80", "86", "72.00", "80 ÷ 100"):
        assert secret not in told, secret


def test_findings_that_compare_prices_are_hidden_from_quality_evaluators(evaluation):
    about_wages = next(one for one in evaluation.findings if one.subject.id == "acme-north")
    compared = about_wages.comparisons[0].model_copy(update={"fact": "bid.price", "sentence": "Price is £100."})
    about_price = about_wages.model_copy(update={"check": "x/price", "comparisons": (compared,)})
    by_rule = compared.model_copy(update={"fact": "", "conclusion": "cheap", "because": (compared,)})
    drawn = about_wages.model_copy(update={"check": "x/drawn", "applies_because": (by_rule,)})
    whole = evaluation.model_copy(update={"findings": (*evaluation.findings, about_price, drawn)})
    assert view(whole, "quality-evaluator").findings == evaluation.findings


def test_a_bidder_sees_its_own_bid_alone_and_no_internal_comment(evaluation):
    seen = view(evaluation, "bidder", bid="acme-north")
    (lot,) = seen.lots
    (own,) = lot.assessments
    assert (own.bid, own.total, own.rank, lot.sentence) == ("acme-north", "86.00", 1, OWN_ONLY)
    assert own.scores == bid(evaluation, "acme-north").scores
    assert [one.reason for one in own.marks[0].individual] == ["Part.", "All."]
    assert {finding.subject.id for finding in seen.findings} <= {seen.id, "north", "acme-north"}
    told = all_text(seen)
    for secret in ("bolt", "cast", "Bolt", "south", "long talk", "Was unsure", "Knows the site"):
        assert secret not in told, secret


def test_how_a_tie_was_broken_names_no_other_bid_to_a_bidder(evaluation):
    own = bid(evaluation, "acme-north")
    tied = "Its total of 86.00 equals that of Bid bolt-north; Quality puts it ahead: 30.00 points against 18.00."
    changed = own.model_copy(update={"why": f"{own.why} {tied}", "tie_break": tied})
    lot = evaluation.lots[0]
    lots = (lot.model_copy(update={"assessments": (changed, *lot.assessments[1:])}),)
    (seen,) = view(evaluation.model_copy(update={"lots": lots}), "bidder", bid="acme-north").lots[0].assessments
    assert seen.why == (
        "Ranks first of 2 with 86.00 of 100 points. "
        "Its total equals that of another bid; the published tie-break settled the order."
    )
    assert "bolt" not in seen.tie_break


@pytest.mark.parametrize(("role", "other"), [("bidder", "nobody"), ("bidder", ""), ("passer-by", "acme-north")])
def test_whoever_is_nobody_sees_nothing(evaluation, role, other):
    with pytest.raises(ValueError, match=r"no bid|not a valid Role"):
        view(evaluation, role, bid=other)


def test_a_view_is_an_evaluation_that_reports_can_write(evaluation):
    assert HIDDEN in " ".join(write(view(evaluation, "quality-evaluator")).split())
    assert "86.00 points" in write(view(evaluation, "bidder", bid="acme-north"))


def test_no_report_of_ours_prints_an_internal_comment(evaluation):
    assert "Was unsure" not in write(evaluation)
