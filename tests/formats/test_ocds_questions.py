"""Criteria, requirements and answers in OCDS: what is asked, what a bid answers, and the facts that come of it."""

import json
from decimal import Decimal

import pytest

from sv_rules.model.evidence import Evidence
from sv_rules.model.raw_document import RawDocument
from sv_rules.questionnaire import answered
from sv_rules_ocds import FORMAT

OFFER = "bid.offers.apprenticeships"


def one(**release):
    document = RawDocument.of_text("n.json", json.dumps({"ocid": "ocds-h6vhtk-1", **release}))
    ((procurement,), remarks) = FORMAT.load(document)
    return procurement, [(remark.place.pointer, remark.what) for remark in remarks]


def asking(*requirements, **criterion):
    group = {"id": "g", "description": "All of it", "requirements": list(requirements)}
    return {"criteria": [{"id": "c", "title": "Jobs", "requirementGroups": [group], **criterion}]}


def requirement_of(procurement):
    return procurement.questions[0].groups[0].requirements[0]


def test_a_criterion_with_all_that_can_be_said_of_it():
    procurement, remarks = one(
        tender=asking(
            {
                "id": f"haringey@2026.1/{OFFER}",
                "title": "Apprenticeships",
                "description": "How many?",
                "dataType": "integer",
                "minValue": 1,
                "maxValue": 9.5,
                "expectedValue": 3,
                "expectedValues": [3, "4"],
                "expectedMinItems": 1,
                "expectedMaxItems": "2",
                "pattern": "^[0-9]$",
                "period": {"startDate": "2026-04-01T00:00:00Z", "endDate": "2027-03-31"},
                "unit": {"name": "people", "id": "C62"},
                "fact": OFFER,
                "eligibleEvidences": [{"id": "1", "title": "Payroll"}, {"description": "A letter"}, {"id": "e3"}, {}],
                "status": "cancelled",
            },
            source="winner",
            classification={"scheme": "espd211", "id": "CRITERION.OTHER"},
        )
    )
    assert remarks == []
    (question,) = procurement.questions
    assert (question.id, question.title, question.answered_by) == ("c", "Jobs", "winner")
    assert question.classification == "espd211 CRITERION.OTHER"
    assert question.place.pointer == "/tender/criteria/0"
    found = requirement_of(procurement)
    assert found.model_dump(exclude={"place"}) == {
        "id": f"haringey@2026.1/{OFFER}",
        "title": "Apprenticeships",
        "description": "How many?",
        "type": "integer",
        "pattern": "^[0-9]$",
        "expected": 3,
        "expected_values": (3, "4"),
        "least": 1,
        "most": Decimal("9.5"),
        "fewest_values": 1,
        "most_values": 2,
        "period_from": "2026-04-01",
        "period_to": "2027-03-31",
        "unit": "people",
        "fact": OFFER,
        "evidence": ("Payroll", "A letter", "e3"),
        "active": False,
    }
    assert found.place.pointer == "/tender/criteria/0/requirementGroups/0/requirements/0"


@pytest.mark.parametrize(
    ("code", "kind", "remark"),
    # The codelist dataType of the requirements extension.
    [
        ("string", "text", None),
        ("date-time", "date", None),
        ("number", "number", None),
        ("integer", "integer", None),
        ("boolean", "yes_no", None),
        (None, "", None),
        ("colour", "", "'colour' is no type of answer that is known here; any answer was taken"),
    ],
)
def test_types_of_answers(code, kind, remark):
    procurement, remarks = one(tender=asking({"id": "r", "dataType": code}))
    assert requirement_of(procurement).type == kind
    assert [what for _, what in remarks] == ([remark] if remark else [])


@pytest.mark.parametrize(
    ("source", "by"),
    [("tenderer", "bidder"), (None, "bidder"), ("winner", "winner"), ("procuringEntity", "buyer"), ("ssrBot", "other")],
)
def test_who_answers(source, by):
    procurement, _ = one(tender=asking({"id": "r"}, source=source))
    assert procurement.questions[0].answered_by == by


LOTS = {"lots": [{"id": "1"}, {"id": "2"}], "items": [{"id": "i", "relatedLot": "2"}, {"id": "j"}]}


@pytest.mark.parametrize(
    ("criterion", "lots", "remarks"),
    [
        ({}, (), 0),
        ({"relatedLots": ["2", "1"]}, ("2", "1"), 0),
        ({"relatesTo": "lot", "relatedItem": "1"}, ("1",), 0),
        ({"relatesTo": "item", "relatedItem": "i"}, ("2",), 0),
        ({"relatedItem": "i"}, ("2",), 0),
        ({"relatedItem": "j"}, (), 0),
        ({"relatesTo": "tenderer", "relatedItem": "1"}, (), 0),
        # A lot that is nowhere: nobody is asked, rather than everybody.
        ({"relatedLots": ["7"]}, ("7",), 1),
    ],
)
def test_the_lots_a_criterion_is_for(criterion, lots, remarks):
    procurement, found = one(tender={**LOTS, **asking({"id": "r"}, **criterion)})
    assert procurement.questions[0].lots == lots
    assert len(found) == remarks


def test_without_lots_every_criterion_is_for_the_whole():
    procurement, remarks = one(tender=asking({"id": "r"}, relatedLots=["1"]))
    assert procurement.questions[0].lots == ()
    assert remarks == []


def test_what_is_odd_about_a_question():
    procurement, remarks = one(
        tender=asking({"expectedMinItems": 1.5, "expectedValue": {"a": 1}, "expectedValues": [[]], "unit": "hours"})
    )
    found = requirement_of(procurement)
    assert (found.id, found.expected, found.expected_values, found.fewest_values) == ("", None, (), None)
    assert found.unit == "hours"
    here = "/tender/criteria/0/requirementGroups/0/requirements/0"
    assert remarks == [
        (here, "this requirement has no id, so no answer can be for it"),
        (f"{here}/expectedValue", "this should be text, a number, or true or false, but is an object; it was not used"),
        (f"{here}/expectedValues/0", "this should be text, a number, or true or false, but is a list; it was not used"),
        (f"{here}/expectedMinItems", "this should be a whole number of answers, but is a number; it was not used"),
    ]


def bidding(*responses, **detail):
    return {"details": [{"id": "B", "status": "valid", "requirementResponses": list(responses), **detail}]}


def test_an_answer_with_its_evidence():
    procurement, remarks = one(
        bids=bidding(
            {
                "id": "a1",
                "requirement": {"id": "r"},
                "value": 12.50,
                "period": {"startDate": "2026-04-01"},
                "evidences": [
                    {"title": "page 3", "description": "two starts", "relatedDocument": {"id": "d", "title": "Plan"}},
                    {"relatedDocument": {"id": "d1"}},
                    {"title": "Letter"},
                    {},
                ],
            },
            {"requirement": {"id": "s"}, "values": ["a", 2, True, None]},
            {"value": 1},
            documents=[{"id": "d1", "title": "Annex"}],
        )
    )
    first, second = procurement.bids[0].responses
    assert (first.id, first.requirement, first.value, first.values) == ("a1", "r", Decimal("12.5"), None)
    assert first.period_from == "2026-04-01"
    assert first.evidence == (
        Evidence(document="Plan", at="page 3", quote="two starts"),
        Evidence(document="Annex"),
        Evidence(document="Letter"),
    )
    assert first.place.pointer == "/bids/details/0/requirementResponses/0"
    assert (second.value, second.values) == (None, ("a", 2, True))
    assert [what for _, what in remarks] == [
        "this evidence names no document; it was left out",
        "this answer names no requirement; it was left out",
    ]


def test_answers_become_facts():
    # The requirement's id is the one that our own export gives it.
    requirement = {"id": f"haringey@2026.1/{OFFER}", "dataType": "integer", "minValue": 1}
    answer = {"id": "a", "requirement": {"id": requirement["id"]}, "value": 4}
    procurement, remarks = one(tender=asking(requirement), bids=bidding(answer))
    (bid,) = answered(procurement).bids
    assert {name: (found.value, found.place.pointer) for name, found in bid.facts.items()} == {
        OFFER: (4, "/bids/details/0/requirementResponses/0")
    }
    assert remarks == []
    assert answered(procurement).remarks == ()


def test_a_bid_for_two_lots_answers_for_both():
    procurement, _ = one(tender=LOTS, bids=bidding({"requirement": {"id": "r"}, "value": 1}, relatedLots=["1", "2"]))
    assert [(bid.lot, len(bid.responses)) for bid in procurement.bids] == [("1", 1), ("2", 1)]


ANSWER = {"requirement": {"id": "r"}, "value": 1}


@pytest.mark.parametrize(
    ("award", "count", "remark"),
    [
        ({"relatedBids": ["B"]}, 2, None),
        ({"relatedBid": "B"}, 2, None),
        ({}, 1, "these answers stand with an award that does not say which bid it is for; they were left out"),
        (
            {"relatedBids": ["B", "C"]},
            1,
            "these answers stand with an award that does not say which of its bids they are for; they were left out",
        ),
        ({"relatedBids": ["Z"]}, 1, "an award has answers of the bid 'Z', which is not among the bids"),
    ],
)
def test_answers_with_an_award_are_those_of_its_bid(award, count, remark):
    answers = [ANSWER, {"requirement": {"id": "s"}, "value": 2}]
    procurement, remarks = one(bids=bidding(ANSWER), awards=[{"id": "1", "requirementResponses": answers, **award}])
    # What the bid itself answers is not taken again.
    assert [each.requirement for each in procurement.bids[0].responses] == ["r", "s"][:count]
    assert [what for _, what in remarks] == ([remark] if remark else [])


def test_answers_with_a_contract_are_left_out():
    _, remarks = one(contracts=[{"id": "1", "requirementResponses": [ANSWER]}])
    assert remarks == [("/contracts/0/requirementResponses", "these answers stand with a contract; they were left out")]


def test_where_to_write_to_a_bidder():
    party = {
        "id": "7",
        "name": "Fictional Care Ltd",
        "address": {"streetAddress": "1 Made-up\nStreet", "locality": "Northshire", "postalCode": "NS1 1AA"},
        "contactPoint": {"email": " bids@example.org "},
    }
    procurement, remarks = one(
        parties=[{"id": "6"}, party], bids={"details": [{"id": "B", "tenderers": [{"id": "6"}, {"id": "7"}]}]}
    )
    contact = procurement.bids[0].contact
    assert (contact.address, contact.email) == ("1 Made-up Street, Northshire, NS1 1AA", "bids@example.org")
    assert remarks == []
