"""Which facts answers give, in which form, and that adding them twice changes nothing."""

from decimal import Decimal

import pytest

from sv_rules.model.evidence import Evidence
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Bid, Lot, Procurement
from sv_rules.model.questionnaire import AskedCriterion, Requirement, RequirementGroup, Response
from sv_rules.questionnaire import answered, answers

OFFER = "bid.offers.apprenticeships"
HERE = Place(document="bid.json", pointer="/bids/details/0/requirementResponses/0")


def asking(*requirements, **parts):
    group = RequirementGroup(id="g", requirements=requirements)
    return AskedCriterion(id=parts.pop("id", "c"), groups=(group,), **parts)


def facts(questions, *responses, **options):
    return {name: answer.value for name, answer in answers(questions, responses, **options).items()}


# One row: the requirement, the response, the value of the fact (None: no fact).
VALUES = [
    ("named", {"id": "r", "fact": OFFER, "type": "integer"}, {"value": 4}, 4),
    ("by id", {"id": f"haringey@2026.1/{OFFER}", "type": "integer"}, {"value": 4}, 4),
    ("name before id", {"id": f"haringey@2026.1/{OFFER}", "fact": "bid.other.x"}, {"value": 4}, 4),
    ("an id with a capital", {"id": "haringey@2026.1/bid.offers.Jobs"}, {"value": 4}, None),
    ("an id without a version", {"id": f"haringey/{OFFER}"}, {"value": 4}, None),
    ("a fact of the tender", {"id": "r", "fact": "tender.value"}, {"value": 4}, None),
    ("a fact of nobody", {"id": "r", "fact": "supplier.size"}, {"value": 4}, None),
    ("no fact", {"id": "r"}, {"value": 4}, None),
    ("an exact number", {"id": "r", "fact": OFFER, "type": "number"}, {"value": Decimal("0.1")}, Decimal("0.1")),
    ("a number in a text", {"id": "r", "fact": OFFER, "type": "integer"}, {"value": "4"}, 4),
    ("the wrong type", {"id": "r", "fact": OFFER, "type": "integer"}, {"value": "four"}, None),
    ("outside of the range", {"id": "r", "fact": OFFER, "type": "integer", "least": 9}, {"value": 4}, 4),
    ("a day", {"id": "r", "fact": OFFER, "type": "date"}, {"value": "2026-03-01T09:00:00Z"}, "2026-03-01"),
    ("yes", {"id": "r", "fact": OFFER, "type": "yes_no"}, {"value": True}, True),
    ("money by unit", {"id": "r", "fact": OFFER, "type": "number", "unit": "GBP"}, {"value": 500}, "GBP 500"),
    ("money by sign", {"id": "r", "fact": OFFER, "unit": "£"}, {"value": Decimal("500.50")}, "GBP 500.5"),
    ("money", {"id": "r", "fact": OFFER, "type": "number", "unit": "money"}, {"value": 500}, "EUR 500"),
    ("no money", {"id": "r", "fact": OFFER, "type": "number", "unit": "FTE"}, {"value": 5}, 5),
    ("a percentage", {"id": "r", "fact": OFFER, "type": "number", "unit": "%"}, {"value": Decimal("7.5")}, "7.5%"),
    ("several", {"id": "r", "fact": OFFER, "type": "text"}, {"values": ("a", "b", "a")}, ["a", "b"]),
    ("none of several", {"id": "r", "fact": OFFER, "type": "text"}, {"values": ()}, []),
    ("one of one", {"id": "r", "fact": OFFER, "type": "text", "most_values": 1}, {"values": ("a",)}, "a"),
    ("two of one", {"id": "r", "fact": OFFER, "type": "text", "most_values": 1}, {"values": ("a", "b")}, None),
    ("value and values", {"id": "r", "fact": OFFER}, {"value": "a", "values": ("a",)}, None),
    ("no value", {"id": "r", "fact": OFFER}, {}, None),
    ("no longer active", {"id": "r", "fact": OFFER, "active": False}, {"value": 4}, None),
]


@pytest.mark.parametrize(("requirement", "response", "value"), [row[1:] for row in VALUES], ids=[r[0] for r in VALUES])
def test_an_answer_gives_a_fact(requirement, response, value):
    found = facts(
        [asking(Requirement(**requirement))], Response(requirement=requirement["id"], **response), currency="EUR"
    )
    name = requirement.get("fact") or OFFER
    assert found == ({} if value is None else {name: value})


def test_without_a_currency_money_stays_a_number():
    requirement = Requirement(id="r", fact=OFFER, unit="money")
    assert facts([asking(requirement)], Response(requirement="r", value=5)) == {OFFER: 5}


def test_a_fact_keeps_its_place_and_evidence():
    evidence = (Evidence(document="plan.pdf", at="page 3"),)
    response = Response(requirement="r", value=4, place=HERE, evidence=evidence)
    found = answers([asking(Requirement(id="r", fact=OFFER))], [response])
    assert found == {OFFER: Answer(value=4, place=HERE, evidence=evidence)}


def test_alternatives_both_answered_give_nothing():
    first, second = (
        RequirementGroup(id=name, requirements=(Requirement(id=name, fact=f"bid.offers.{name}"),)) for name in "ab"
    )
    question = AskedCriterion(id="c", groups=(first, second))
    one, other = (Response(requirement=name, value=1) for name in "ab")
    assert facts([question], one) == {"bid.offers.a": 1}
    assert facts([question], one, other) == {}


def test_answers_that_differ_give_nothing_and_equal_ones_give_one():
    questions = [asking(Requirement(id="a", fact=OFFER)), asking(Requirement(id="b", fact=OFFER), id="d")]
    assert facts(questions, Response(requirement="a", value=1), Response(requirement="b", value=1)) == {OFFER: 1}
    assert facts(questions, Response(requirement="a", value=1), Response(requirement="b", value=2)) == {}


def test_another_lots_answer_gives_nothing():
    questions = [asking(Requirement(id="a", fact=OFFER), lots=("2",))]
    assert facts(questions, Response(requirement="a", value=1), lot="1") == {}
    assert facts(questions, Response(requirement="a", value=1), lot="2") == {OFFER: 1}


def test_without_questions_an_id_of_ours_is_enough():
    assert facts([], Response(requirement=f"leeds@1/{OFFER}", value=3), Response(requirement="x", value=3)) == {
        OFFER: 3
    }


def procurement(**parts):
    return Procurement(id="p", lots=(Lot(id="1"),), **parts)


def test_bids_get_the_facts_that_they_answer():
    place = Place(document="notice.json", pointer="/tender/value")
    before = procurement(
        facts={"tender.value": Answer(value="GBP 1000", place=place)},
        questions=(asking(Requirement(id="r", fact="bid.offers.spend", type="number", unit="money")),),
        bids=(
            Bid(id="A", lot="1", responses=(Response(requirement="r", value=500),)),
            Bid(id="B", lot="1", responses=(Response(requirement="r", value="much"),)),
            Bid(id="C", lot="1"),
        ),
    )
    after = answered(before)
    assert [{name: answer.value for name, answer in bid.facts.items()} for bid in after.bids] == [
        {"bid.offers.spend": "GBP 500"},
        {},
        {},
    ]
    assert [remark.what for remark in after.remarks] == [
        "answer to 'r': 'much' is not a number; it was not used",
        "bid 'C' answers none of the questions, and other bids do",
    ]
    assert answered(after) == after


def test_what_a_bid_says_elsewhere_goes_before():
    known = {OFFER: Answer(value=7, place=Place(document="bid.yaml"))}
    before = procurement(
        questions=(asking(Requirement(id="r", fact=OFFER)),),
        bids=(Bid(id="A", lot="1", facts=known, responses=(Response(requirement="r", value=4),)),),
    )
    after = answered(before)
    assert after.bids == before.bids
    assert [remark.what for remark in after.remarks] == [
        f"bid 'A' answers 4 here, and gives {OFFER} as 7 elsewhere; that one was used"
    ]
    assert answered(after) == after


def test_a_list_is_the_same_as_a_tuple():
    known = {OFFER: Answer(value=("a", "b"), place=Place(document="bid.yaml"))}
    response = Response(requirement="r", values=("a", "b"))
    before = procurement(
        questions=(asking(Requirement(id="r", fact=OFFER)),),
        bids=(Bid(id="A", lot="1", facts=known, responses=(response,)),),
    )
    assert answered(before) == before


@pytest.mark.parametrize(
    "questions", [(), (asking(Requirement(id="r", fact=OFFER)),)], ids=["no questions", "questions"]
)
def test_without_answers_nothing_happens(questions):
    before = procurement(questions=questions, bids=(Bid(id="A", lot="1"),))
    assert answered(before) is before
