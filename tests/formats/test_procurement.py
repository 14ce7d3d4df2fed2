"""Our own document: what it becomes, and what is said when it is wrong."""

import contextlib
import copy
import json
import random
from decimal import Decimal

import pytest

from sv_rules.errors import DocumentError
from sv_rules.formats import formats
from sv_rules.formats.procurement import FORMAT, load, sniff
from sv_rules.model.outcome import Stage
from sv_rules.model.raw_document import RawDocument
from sv_rules.reading.strict_yaml import read_yaml

YAML = """\
form: procurement/1
id: ns-42
title: Home care
buyer: {id: GB-PPON-1, name: Northshire}
facts:
  tender.value: GBP 250000
  tender.priorities: [early-help, jobs]
  tender.note: null
evidence:
  tender.value:
    - {document: itt.pdf, at: page 3, quote: "estimated at £250,000"}
lots:
  - id: north
    title: North
    award:
      gates: [northshire/living-wage]
      ties: [price]
      criteria:
        - {id: price, title: Price, weight: 60%, fact: bid.price, scoring: {method: lowest_price}}
        - id: social
          title: Social value
          weight: 40%
          criteria:
            - {id: jobs, title: Jobs, weight: 100%, measure: apprenticeships}
bids:
  - id: b1
    bidder: {name: Care Ltd}
    facts: {bid.price: GBP 200000.50, bid.pays_living_wage: true}
    marks: [{criterion: jobs, mark: 3.5, reason: Two named starts.}]
contracts:
  - {id: c1, bid: b1, facts: {contract.delivered.apprenticeships: 2}}
organisations:
  - {id: o1, name: Northshire, facts: {organisation.has_policy: true}}
"""

MINIMAL = {"form": "procurement/1", "id": "x"}


def one(text, name="spec.yaml"):
    procurements, remarks = load(RawDocument.of_text(name, text))
    assert remarks == ()
    (procurement,) = procurements
    return procurement


def problems(document, name="bids.json"):
    with pytest.raises(DocumentError) as caught:
        load(RawDocument.of_text(name, document if isinstance(document, str) else json.dumps(document)))
    return [str(problem) for problem in caught.value.problems]


def test_every_part_arrives():
    read = one(YAML)
    assert (read.id, read.title, read.buyer.id, read.stage) == ("ns-42", "Home care", "GB-PPON-1", Stage.SPECIFICATION)
    assert {name: answer.value for name, answer in read.facts.items()} == {
        "tender.value": "GBP 250000",
        "tender.priorities": ["early-help", "jobs"],
    }
    (lot,) = read.lots
    assert (lot.id, lot.title, lot.implied) == ("north", "North", False)
    assert lot.award is not None
    assert [criterion.weight for criterion in lot.award.criteria] == ["60%", "40%"]
    assert lot.award.criteria[0].scoring == {"method": "lowest_price"}
    assert lot.award.criteria[1].criteria[0].measure == "apprenticeships"
    assert (lot.award.gates, lot.award.ties) == (("northshire/living-wage",), ("price",))
    (bid,) = read.bids
    assert (bid.id, bid.lot, bid.bidder.name) == ("b1", "north", "Care Ltd")
    assert bid.facts["bid.pays_living_wage"].value is True
    assert (bid.marks[0].mark, bid.marks[0].reason) == (Decimal("3.5"), "Two named starts.")
    (contract,) = read.contracts
    assert (contract.lot, contract.bid, contract.facts["contract.delivered.apprenticeships"].value) == (
        "north",
        "b1",
        2,
    )
    assert read.organisations[0].facts["organisation.has_policy"].value is True
    assert [(source.name, source.format) for source in read.sources] == [("spec.yaml", "procurement")]


def test_a_value_keeps_its_place_and_evidence():
    read = one(YAML)
    answer = read.facts["tender.value"]
    assert (str(answer.place), answer.place.pointer) == ("spec.yaml:6:17", "/facts/tender.value")
    assert answer.evidence[0].model_dump() == {
        "document": "itt.pdf",
        "at": "page 3",
        "quote": "estimated at £250,000",
    }
    assert read.lots[0].award.place.pointer == "/lots/0/award"
    assert read.lots[0].award.criteria[1].criteria[0].place.line == 24
    assert read.bids[0].marks[0].place.pointer == "/bids/0/marks/0"


def test_json_and_yaml_say_the_same():
    document = {**MINIMAL, "facts": {"tender.value": "GBP 1"}, "bids": [{"id": "b", "facts": {"bid.share": 0.1}}]}
    from_json = one(json.dumps(document), "d.json")
    from_yaml = one(
        "form: procurement/1\nid: x\nfacts: {tender.value: GBP 1}\nbids: [{id: b, facts: {bid.share: 0.1}}]\n"
    )
    assert from_json.facts["tender.value"].value == from_yaml.facts["tender.value"].value
    assert from_json.bids[0].facts["bid.share"].value == from_yaml.bids[0].facts["bid.share"].value == Decimal("0.1")
    assert str(from_json.facts["tender.value"].place) == "d.json, at /facts/tender.value"


def test_a_document_without_lots_has_one_implied():
    read = one(json.dumps({**MINIMAL, "bids": [{"id": "b"}, {"id": "c", "lot": "2"}]}))
    assert [(lot.id, lot.implied) for lot in read.lots] == [("whole", True)]
    # Lot 2 may be in another document; joining tells.
    assert [bid.lot for bid in read.bids] == ["whole", "2"]


def test_a_stage_not_said_stays_unset():
    assert "stage" not in one(json.dumps(MINIMAL)).model_fields_set
    assert one(json.dumps({**MINIMAL, "stage": "design"})).stage is Stage.DESIGN


LOTS = {"lots": [{"id": "north"}, {"id": "south"}]}
QUOTE = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param(
            {**LOTS, "bids": [{"id": "b", "lot": "noth"}]},
            "bids.json, at /bids/0/lot: there is no lot 'noth'\n    bid b\n    Did you mean 'north'?",
            id="unknown lot",
        ),
        pytest.param(
            {**LOTS, "bids": [{"id": "b", "lot": "77"}]},
            "bids.json, at /bids/0/lot: there is no lot '77'\n    bid b\n    The lots are north and south.",
            id="unknown lot, none near",
        ),
        pytest.param(
            {**LOTS, "contracts": [{"id": "c"}]},
            "bids.json, at /contracts/0: this does not say which lot it is for\n    contract c\n"
            "    The lots are north and south.",
            id="lot left out of several",
        ),
        pytest.param(
            {"bids": [{"id": "b"}, {"id": "b"}]},
            "bids.json, at /bids/1/id: 'b' is given twice\n    bid b\n"
            "    The other one is at bids.json, at /bids/0/id.",
            id="bid twice",
        ),
        pytest.param(
            {"lots": [{"id": "n"}, {"id": "n"}]},
            "bids.json, at /lots/1/id: 'n' is given twice\n    lot n\n"
            "    The other one is at bids.json, at /lots/0/id.",
            id="lot twice",
        ),
        pytest.param(
            {
                "lots": [
                    {
                        "id": "n",
                        "award": {
                            "criteria": [
                                {
                                    "id": "a",
                                    "title": "A",
                                    "weight": "100%",
                                    "criteria": [{"id": "a", "title": "B", "weight": "100%"}],
                                }
                            ]
                        },
                    }
                ]
            },
            "bids.json, at /lots/0/award/criteria/0/criteria/0/id: 'a' is given twice\n    lot n, under award\n"
            "    The other one is at bids.json, at /lots/0/award/criteria/0/id.",
            id="criterion twice",
        ),
        pytest.param(
            {
                "lots": [
                    {
                        "id": "n",
                        "award": {"ties": ["pric"], "criteria": [{"id": "price", "title": "P", "weight": "1%"}]},
                    }
                ]
            },
            "bids.json, at /lots/0/award/ties/0: there is no criterion 'pric'\n    lot n, under ties\n"
            "    Did you mean 'price'?",
            id="tie on nothing",
        ),
        pytest.param(
            {"facts": {"bid.price": "GBP 1"}},
            "bids.json, at /facts/bid.price: 'bid.price' is a fact about the bid, not about the procurement\n"
            "    Move it to the 'facts' of one of the 'bids'.",
            id="fact of a bid above",
        ),
        pytest.param(
            {"bids": [{"id": "b", "facts": {"tender.value": "GBP 1"}}]},
            "bids.json, at /bids/0/facts/tender.value: 'tender.value' is a fact about the procurement, not about the "
            "bid\n    bid b\n    Move it to the 'facts' of the document.",
            id="fact of the tender below",
        ),
        pytest.param(
            {"facts": {"tendr.value": "GBP 1"}},
            "bids.json, at /facts/tendr.value: 'tendr.value' does not begin with a word for what it is about\n"
            "    Did you mean 'tender'?",
            id="fact of nothing",
        ),
        pytest.param(
            {"facts": {"tender.value": "GBP 1"}, "evidence": {"tender.valu": [{"document": "d"}]}},
            "bids.json, at /evidence/tender.valu: there is evidence for 'tender.valu', but no value\n"
            "    Did you mean 'tender.value'?",
            id="evidence for nothing",
        ),
        pytest.param(
            {
                "facts": {"tender.value": "GBP 1"},
                "evidence": {"tender.value": [{"document": "d", "quote": f"{QUOTE} thirteen"}]},
            },
            "bids.json, at /evidence/tender.value/0/quote: this quote has 13 words; at most 12 are kept\n"
            "    Shorten it; 'at' says where it stands.",
            id="long quote",
        ),
    ],
)
def test_a_mistake_is_told(part, expected):
    assert problems({**MINIMAL, **part}) == [expected]


def test_a_quote_of_twelve_words_is_kept():
    document = {**MINIMAL, "facts": {"tender.x": 1}, "evidence": {"tender.x": [{"document": "d", "quote": QUOTE}]}}
    assert one(json.dumps(document)).facts["tender.x"].evidence[0].quote == QUOTE


def test_every_mistake_is_told_at_once_in_order():
    text = "form: procurement/1\nid: x\nlots: [{id: a}, {id: a}]\nbids:\n  - {id: b, lot: c}\n  - {lots: a}\n"
    told = problems(text, "x.yaml")
    assert [line.split(": ")[0] for line in told] == ["x.yaml:3:22", "x.yaml:5:18", "x.yaml:6:5", "x.yaml:6:6"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "form: procurement/2\nid: x\n",
        "form: procurement/1\n",
        "{",
        "just words",
        '{"form": "procurement/1"}',
        '{"form": "procurement/1", "id": "x", "lots": [1], "bids": 5, "facts": []}',
        '{"form": "procurement/1", "id": "x", "title": "\\ud800"}',
        '{"form": "procurement/1", "id": "x", "title": "\ud800"}',
        "\t",
    ],
)
def test_what_is_no_document_of_ours_is_refused_with_a_place(text):
    with pytest.raises(DocumentError) as caught:
        load(RawDocument.of_text("x.yaml", text))
    assert all(problem.place and problem.place.document == "x.yaml" for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        (YAML, 100),
        ('{"form":"procurement/1","id":"x"}', 100),
        ('{\n "id": "x",\n "form" : "procurement/9"}', 100),
        ("lots: []\nbids: []\n", 20),
        ("lots: []\n", 0),
        ('{"ocid": "ocds-1", "tag": ["tender"]}', 0),
        ("form: rulepack/1\n", 0),
        ("", 0),
    ],
)
def test_sniffing(text, confidence):
    assert sniff(RawDocument.of_text("x", text)) == confidence


ODD = [None, True, -1, 1.5, "", "x", "60%", "\ud800", "a" * 700, [], {}, [None], {"id": None}, {"id": "b"}]


def test_a_damaged_document_is_refused_or_read_and_nothing_else():
    die = random.Random(3)
    read = 0
    whole = json.loads(json.dumps(read_yaml(YAML, "x").data, default=float))
    for _ in range(400):
        document = copy.deepcopy(whole)
        for _ in range(die.randint(1, 3)):
            parent = die.choice(list(containers(document)))
            key = die.choice(list(parent) if isinstance(parent, dict) else range(len(parent)))
            if die.random() < 0.5:
                del parent[key]
            else:
                parent[key] = copy.deepcopy(die.choice(ODD))
        with contextlib.suppress(DocumentError):
            load(RawDocument.of_text("x.json", json.dumps(document)))
            read += 1
    assert 20 < read < 380  # both happen


def containers(value):
    if isinstance(value, dict | list) and value:
        yield value
        for each in value.values() if isinstance(value, dict) else value:
            yield from containers(each)


def test_the_drawer_finds_its_files():
    assert [form.name for form in formats()] == sorted({form.name for form in formats()})
    assert FORMAT in formats()
