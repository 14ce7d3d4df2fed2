"""Prozorro's tenders, bids and criteria: small ones written here, and its documentation's own whole ones."""

import json
import os
import random
from decimal import Decimal
from pathlib import Path

import pytest

from sv_rules.errors import DocumentError
from sv_rules.formats.joining import join
from sv_rules.model.evidence import Evidence
from sv_rules.model.raw_document import RawDocument
from sv_rules.questionnaire import answered
from sv_rules_prozorro import FORMAT, sv_rules_document_formats

CORPUS = Path(os.environ.get("SV_RULES_CORPUS") or Path(__file__).parents[2] / "../shared/data") / "ocds"
FILES = sorted([*(CORPUS / "prozorro").glob("*.json"), *(CORPUS / "prozorro-standards").rglob("*.json")])

needs_corpus = pytest.mark.skipif(not FILES, reason="no corpus: set SV_RULES_CORPUS to the folder that holds ocds/")

TENDER = {
    "tenderID": "UA-1",
    "title": "Meals",
    "description": "School meals",
    "mainProcurementCategory": "services",
    "procurementMethod": "open",
    "noticePublicationDate": "2027-01-01T00:00:00+02:00",
    "value": {"amount": 1000.5, "currency": "UAH", "valueAddedTaxIncluded": False},
    "procuringEntity": {"name": "Fictional school", "identifier": {"scheme": "UA-EDR", "id": "1"}},
}


def read(document):
    text = document if isinstance(document, str) else json.dumps(document)
    procurements, remarks = FORMAT.load(RawDocument.of_text("n.json", text))
    return procurements, [remark.what for remark in remarks]


def tender(**more):
    ((procurement,), remarks) = read({"data": {**TENDER, **more}})
    return procurement, remarks


def test_a_tender():
    procurement, remarks = tender()
    assert remarks == []
    assert (procurement.id, procurement.title) == ("UA-1", "Meals")
    assert (procurement.buyer.id, procurement.buyer.name) == ("UA-EDR-1", "Fictional school")
    assert {name: answer.value for name, answer in procurement.facts.items()} == {
        "tender.title": "Meals",
        "tender.description": "School meals",
        "tender.category": "services",
        "tender.procedure": "open",
        "tender.notice_date": "2027-01-01",
        "tender.value": "UAH 1000.5",
        "buyer.name": "Fictional school",
    }
    assert procurement.facts["tender.value"].place.pointer == "/data/value/amount"


@pytest.mark.parametrize(
    ("value", "facts", "remark"),
    [
        ({"amount": 5, "currency": "UAH", "valueAddedTaxIncluded": True}, {"tender.value_gross": "UAH 5"}, None),
        ({"amount": 5, "currency": "UAH"}, {}, "it is not said whether this amount includes VAT; it was not used"),
        ({"amount": 5, "valueAddedTaxIncluded": True}, {}, "no currency is given; the amount was not used"),
        ({}, {}, None),
    ],
)
def test_a_value_is_with_or_without_tax(value, facts, remark):
    procurement, remarks = tender(value=value)
    found = {name: answer.value for name, answer in procurement.facts.items() if "value" in name}
    assert (found, remarks) == (facts, [remark] if remark else [])


LOTS = [
    {"id": "1", "title": "One", "value": {"amount": 5, "currency": "UAH", "valueAddedTaxIncluded": False}},
    {"id": "2"},
]


def test_lots_bids_and_answers():
    price = {"amount": 4, "currency": "UAH"}
    bid = {
        "id": "B",
        "status": "active",
        "tenderers": [
            {"name": "Fictional Ltd", "address": {"locality": "Town"}, "contactPoint": {"email": "a@example.org"}}
        ],
        "lotValues": [{"relatedLot": "1", "value": price}, {"relatedLot": "2", "value": price}, {"relatedLot": "9"}],
        "requirementResponses": [
            {
                "id": "a",
                "requirement": {"id": "r"},
                "value": 2.5,
                "evidences": [{"title": "proof", "relatedDocument": {"title": "plan.pdf"}}],
            },
            {"requirement": {"id": "s"}, "values": ["x"]},
            {"value": 1},
        ],
        "parameters": [{"code": "vat", "value": 0.2}],
    }
    procurement, remarks = tender(lots=LOTS, bids=[bid, {"id": "C", "status": "draft"}, {"id": "D"}])
    assert [lot.facts.keys() for lot in procurement.lots] == [{"lot.title", "lot.value"}, set()]
    assert [(each.id, each.lot, each.facts["bid.price"].value) for each in procurement.bids] == [
        ("B/1", "1", "UAH 4"),
        ("B/2", "2", "UAH 4"),
    ]
    first = procurement.bids[0]
    assert (first.bidder.name, first.contact.address, first.contact.email) == ("Fictional Ltd", "Town", "a@example.org")
    assert [(each.requirement, each.value, each.values) for each in first.responses] == [
        ("r", Decimal("2.5"), None),
        ("s", None, ("x",)),
        ("vat", Decimal("0.2"), None),
    ]
    assert first.responses[0].evidence == (Evidence(document="plan.pdf", at="proof"),)
    assert remarks == [
        "there is no lot '9'",
        "this answer names no requirement; it was left out",
        "this bid is draft; it was left out",
        "this bid does not say which lot it is for; it was left out",
    ]


def test_a_feature_is_a_question_with_a_fixed_scale():
    scale = [{"value": 0.2, "title": "pays VAT"}, {"value": 0, "title": "does not"}]
    features = [{"code": "vat", "featureOf": "lot", "relatedItem": "1", "title": "VAT", "enum": scale}, {}]
    bids = [
        {"id": name, "lotValues": [{"relatedLot": "1"}], "parameters": [{"code": "vat", "value": value}]}
        for name, value in (("B", 0.2), ("C", 0.1))
    ]
    procurement, remarks = tender(lots=LOTS, features=features, bids=bids)
    (question,) = procurement.questions
    (requirement,) = question.groups[0].requirements
    assert (question.id, question.lots, requirement.type) == ("vat", ("1",), "number")
    assert requirement.expected_values == (Decimal("0.2"), 0)
    assert requirement.description == "0.2: pays VAT; 0: does not"
    assert remarks[0] == "this feature has no code, so no bid can answer it"
    assert "that is no model of points and weights" in remarks[1]
    new = [remark.what for remark in answered(procurement).remarks if remark not in procurement.remarks]
    assert new == ["answer to 'VAT': 0.1 is not among the answers allowed"]


CRITERION = {
    "id": "c",
    "title": "Meals",
    "source": "winner",
    "relatesTo": "item",
    "relatedItem": "i",
    "classification": {"scheme": "ESPD211", "id": "X"},
    "requirementGroups": [
        {
            "id": "g",
            "requirements": [
                {
                    "id": "r",
                    "title": "Dose",
                    "dataType": "integer",
                    "minValue": 5,
                    "expectedMinItems": 1,
                    "status": "cancelled",
                    "unit": {"code": "KGM", "name": "kilograms"},
                    "eligibleEvidences": [{"title": "Letter"}],
                },
                {"id": "s", "dataType": "colour", "expectedValues": ["a", {}]},
            ],
        }
    ],
}


def test_criteria():
    procurement, remarks = tender(lots=LOTS, items=[{"id": "i", "relatedLot": "2"}], criteria=[CRITERION])
    (question,) = procurement.questions
    assert (question.answered_by, question.lots, question.classification) == ("winner", ("2",), "ESPD211 X")
    first, second = question.groups[0].requirements
    assert (first.type, first.least, first.fewest_values, first.active) == ("integer", 5, 1, False)
    assert (first.unit, first.evidence) == ("kilograms", ("Letter",))
    assert (second.type, second.expected_values) == ("", ("a",))
    assert second.place.pointer == "/data/criteria/0/requirementGroups/0/requirements/1"
    assert remarks == [
        "'colour' is no type of answer that is known here; any answer was taken",
        "this should be text, a number, or true or false, but is an object; it was not used",
    ]


@pytest.mark.parametrize("document", [[CRITERION], {"data": [CRITERION]}, {"data": CRITERION}])
def test_criteria_by_themselves(document):
    ((procurement,), _) = read(document)
    assert [question.id for question in procurement.questions] == ["c"]
    assert procurement.lots[0].implied


def test_a_bid_by_itself():
    bid = {"id": "B", "lotValues": [{"relatedLot": "1"}], "requirementResponses": [{"requirement": {"id": "r"}}]}
    ((procurement,), remarks) = read({"data": bid})
    assert [(each.id, each.lot) for each in procurement.bids] == [("B", "1")]
    assert procurement.bids[0].responses[0].place.pointer == "/data/requirementResponses/0"
    assert remarks == ["this is a bid by itself, which does not say what tender it is for"]


@pytest.mark.parametrize("document", [{}, [], 5, None, {"data": 5}, {"data": []}, "[1]", '{"data": [[]]}'])
def test_what_is_nothing_gives_nothing(document):
    assert read(document)[0] == []


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000])
def test_what_is_not_json_is_refused(text):
    with pytest.raises(DocumentError, match="JSON"):
        read(text)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ('{"data": {"tenderID": "UA-1", "criteria": [{"requirementGroups": []}]}}', 90, 100),
        ('{"data": {"tenderID": "UA-1", "procurementMethodType": "belowThreshold"}}', 80, 89),
        ('{"lotValues": []}', 1, 50),
        ('{"ocid": "x", "tender": {"criteria": [{"requirementGroups": [], "legislation": []}]}}', 0, 0),
        ('{"requirementGroups": []}', 0, 0),
        ("form: procurement/1", 0, 0),
    ],
)
def test_sniffing(text, least, most):
    assert least <= FORMAT.sniff(RawDocument.of_text("n.json", text)) <= most


def test_the_format_comes_in_by_the_hook():
    assert list(sv_rules_document_formats()) == [FORMAT]


@needs_corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_of_prozorro_is_read(path):
    document = RawDocument(path.name, path.read_bytes())
    assert FORMAT.sniff(document) == 90
    ((procurement,), _) = FORMAT.load(document)
    assert join([procurement]) == procurement


@needs_corpus
@pytest.mark.parametrize(
    ("name", "counts"),
    # The corpus' README: criteria, requirements, bids, answers, lots. A bid for both lots comes twice.
    [("has-auction-true-tender-complete", (17, 28, 4, 64, 2)), ("pricequotation-tender-complete", (1, 3, 1, 3, 1))],
)
def test_complete_tenders_pass_every_check(name, counts):
    document = RawDocument(name, (CORPUS / f"prozorro/{name}.json").read_bytes())
    ((procurement,), _) = FORMAT.load(document)
    requirements = [one for each in procurement.questions for group in each.groups for one in group.requirements]
    responses = [response for bid in procurement.bids for response in bid.responses]
    assert counts == (
        len(procurement.questions), len(requirements), len(procurement.bids), len(responses), len(procurement.lots)
    )  # fmt: skip
    # Prozorro accepted these bids by the rules that the check re-expresses, so there is nothing to remark on.
    assert answered(procurement).remarks == procurement.remarks


@needs_corpus
def test_damaged_tenders_are_read():
    die = random.Random(7)
    text = (CORPUS / "prozorro/pricequotation-tender-complete.json").read_text(encoding="utf-8")
    odd = [None, True, -1, "", "x", [], {}, [None], [[]], {"id": []}, 10**30]
    for _ in range(150):
        document = json.loads(text)
        for _ in range(4):
            parents = list(containers(document["data"]))
            parent = die.choice(parents)
            parent[die.choice(list(parent) if isinstance(parent, dict) else range(len(parent)))] = die.choice(odd)
        procurements, _ = read(document)
        for procurement in procurements:
            assert join([answered(procurement)])


def containers(value):
    if isinstance(value, dict | list) and value:
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from containers(each)
