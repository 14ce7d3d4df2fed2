"""Contracts in OCDS: whose they are, what was delivered, and how their indicators were rated."""

import json
from decimal import Decimal

import pytest

from sv_rules.model.raw_document import RawDocument
from sv_rules_ocds import FORMAT

ACT = {"legalBasis": {"scheme": "UKPGA", "id": "2023/54"}}
LOTS = [{"id": "1"}, {"id": "2"}]
DELIVERED = "contract.delivered.apprenticeships"


def one(tender=None, **release):
    document = {"ocid": "ocds-h6vhtk-1", "tender": {**ACT, **(tender or {})}, **release}
    ((procurement,), remarks) = FORMAT.load(RawDocument.of_text("n.json", json.dumps(document)))
    return procurement, [remark.what for remark in remarks]


def facts(**contract):
    procurement, remarks = one(contracts=[{"id": "C", **contract}])
    return {name: answer.value for name, answer in procurement.contracts[0].facts.items()}, remarks


@pytest.mark.parametrize(
    ("contract", "award", "lot", "bid"),
    [
        ({"awardID": "A"}, {"relatedLots": ["2"], "relatedBids": ["B2"]}, "2", "B2"),
        ({"awardID": "A", "relatedLots": ["1"]}, {"relatedLots": ["2"], "relatedBids": ["B2"]}, "1", ""),
        ({"awardID": "A", "relatedBids": ["B1"]}, {"relatedLots": ["1"]}, "1", "B1"),
        ({"awardID": "A"}, {"relatedLots": ["1"], "relatedBids": ["B1", "B3"]}, "1", ""),
        ({"awardID": "A"}, {"relatedLots": ["1"]}, "1", ""),
    ],
    ids=["by its award", "its own lot", "its own bid", "two bids for the lot", "no bid"],
)
def test_the_lot_and_the_bid_of_a_contract(contract, award, lot, bid):
    details = [{"id": name, "relatedLots": [its]} for name, its in (("B1", "1"), ("B2", "2"), ("B3", "1"))]
    procurement, remarks = one(
        {"lots": LOTS},
        bids={"details": details},
        awards=[{"id": "A", **award}],
        contracts=[{"id": "C", **contract}],
    )
    assert [(each.id, each.lot, each.bid) for each in procurement.contracts] == [("C", lot, bid)]
    assert remarks == []


@pytest.mark.parametrize(
    ("contract", "award", "remark"),
    [
        ({}, {}, "this contract does not say which lot it is for; it was left out"),
        ({"awardID": "A"}, {"relatedLots": ["1", "2"]}, "this contract is for 2 lots together; it was left out"),
        ({"awardID": "A"}, {"relatedLots": ["7"]}, "this contract is for a lot that is nowhere described; it was left"),
        ({"status": "cancelled"}, {}, "this contract was cancelled before it began; it was left out"),
    ],
)
def test_a_contract_for_no_single_lot_is_left_out(contract, award, remark):
    procurement, remarks = one({"lots": LOTS}, awards=[{"id": "A", **award}], contracts=[{"id": "C", **contract}])
    assert procurement.contracts == ()
    assert len(remarks) == 1
    assert remarks[0].startswith(remark)


def test_the_only_lot_needs_no_naming():
    procurement, _ = one({"lots": [{"id": "1"}]}, contracts=[{"id": "C"}])
    assert procurement.contracts[0].lot == "1"
    procurement, _ = one(contracts=[{"id": "C"}, {"id": "C"}])
    assert [(each.id, each.lot) for each in procurement.contracts] == [("C", "whole"), ("C (2)", "whole")]


def observed(measure, start=None, end=None, **more):
    return {"measure": measure, "period": {"startDate": start, "endDate": end}, **more}


def metric(*observations, identifier="haringey@2026.1/bid.offers.apprenticeships"):
    return {"implementation": {"metrics": [{"id": identifier, "observations": list(observations)}]}}


FIRST, SECOND = ("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31")
MONEY = {"value": {"amount": 500.5, "currency": "GBP"}}
NO_SUM = "there are 2 observations, and they cannot be added up; what was delivered is not known"


@pytest.mark.parametrize(
    ("implementation", "value", "remarks"),
    [
        pytest.param(metric(observed(3)), 3, [], id="one observation"),
        pytest.param(metric(observed("2.5")), Decimal("2.5"), [], id="a number as text"),
        pytest.param(metric(observed(True)), True, [], id="yes"),
        pytest.param(metric(observed("25", unit={"name": "percent"})), "25%", [], id="a percentage"),
        pytest.param(metric(MONEY), "GBP 500.5", [], id="money"),
        pytest.param(metric(observed(3, *FIRST), observed(2, *SECOND)), 5, [], id="two halves of a year"),
        pytest.param(
            metric({**MONEY, **observed(None, *FIRST)}, {**MONEY, **observed(None, *SECOND)}), "GBP 1001", [], id="sums"
        ),
        pytest.param(metric(observed(3, *FIRST), observed(2, *FIRST)), None, [NO_SUM], id="one period twice"),
        pytest.param(metric(observed(3), observed(2)), None, [NO_SUM], id="no periods"),
        pytest.param(metric(observed(3, *FIRST), observed(True, *SECOND)), None, [NO_SUM], id="a number and yes"),
        pytest.param(metric(), None, [], id="nothing observed"),
        pytest.param(metric(observed(3), identifier="completion"), None, [], id="not one of ours"),
        pytest.param(
            metric(observed(3), identifier="leeds@1/contract.delivered.apprenticeships"), 3, [], id="asked as delivered"
        ),
        pytest.param(metric(observed(3), identifier="leeds@1/tender.value"), None, [], id="no measure"),
    ],
)
def test_what_was_delivered(implementation, value, remarks):
    assert facts(**implementation) == ({} if value is None else {DELIVERED: value}, remarks)


def test_a_measure_that_is_measured_twice():
    both = metric(observed(3))["implementation"]["metrics"] * 2
    assert facts(implementation={"metrics": both}) == (
        {DELIVERED: 3},
        ["another metric is about the same measure; this one was not used"],
    )


def rated(code, end=None):
    return {"measureClassification": {"scheme": "x", "id": code}, "period": {"endDate": end}}


# Codes of the UK extension's codelist and ratings of the Procurement Act 2023, section 71 and its regulations.
@pytest.mark.parametrize(
    ("observations", "rating"),
    [
        ([rated("met")], "good"),
        ([rated("slightlyBelow")], "approaching-target"),
        ([rated("below")], "requires-improvement"),
        ([rated("significantlyBelow")], "inadequate"),
        ([rated("other")], "other"),
        ([rated("met", "2027-01-01"), rated("below", "2026-01-01")], "good"),
        ([rated("met"), rated("below")], None),
        ([rated("met", "2027-01-01"), rated("below", "2027-01-01")], None),
        ([rated("superb")], None),
        ([observed(3)], None),
        ([], None),
    ],
)
def test_indicators_and_their_last_rating(observations, rating):
    found, _ = facts(
        agreedMetrics=[{"id": "k", "title": "Starts"}, {"id": "l"}],
        implementation={"metrics": [{"id": "k", "observations": observations}]},
    )
    first = {"name": "Starts", "rating": rating} if rating else {"name": "Starts"}
    assert found == {"contract.kpis": [first, {"name": "l"}]}


def test_no_indicators():
    assert facts(noAgreedMetricsRationale="A single delivery") == ({"contract.kpis": []}, [])
    assert facts(agreedMetrics=[]) == ({}, [])


def test_agreed_metrics_elsewhere_are_no_indicators_of_the_act():
    procurement, _ = one({"legalBasis": None}, contracts=[{"id": "C", "agreedMetrics": [{"id": "k"}]}])
    assert procurement.contracts[0].facts == {}
