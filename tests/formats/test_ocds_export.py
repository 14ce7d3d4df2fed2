"""The export to OCDS: what is written where, and what is left out for which reason."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

import sv_rules_ocds
from sv_rules.host import Host
from sv_rules.loading.load import load_rulepack
from sv_rules.model.amount import Money
from sv_rules.model.award import AwardCriterion, AwardModel
from sv_rules.model.evidence import Evidence
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Stage
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Bid, Body, Contact, Contract, Lot, Mark, Organisation, Procurement
from sv_rules.model.questionnaire import AskedCriterion, Requirement, RequirementGroup, Response
from sv_rules.model.raw_document import RawDocument
from sv_rules.questionnaire import answered
from sv_rules_ocds import FORMAT
from sv_rules_ocds.export import EXTENSIONS, OURS, dump
from sv_rules_ocds.export.exact_json import json_bytes
from sv_rules_ocds.export.values import Form, NotHeldError, answer, form_of, guessed

PLACE = Place(document="made-up.yaml")
OFFER = "bid.offers.new-volunteers"
DELIVERED = "contract.delivered.new-volunteers"
METRIC = "salford@2026.1/bid.offers.new-volunteers"


@cache
def pack(name):
    return load_rulepack((name,), Host(plugins=(sv_rules_ocds,), discover=False).registry)


def facts(values):
    return {name: Answer(value=value, place=PLACE) for name, value in values.items()}


ONE_LOT = (Lot(id="1"),)


def made(known=None, lots=ONE_LOT, **more):
    dated = {"tender.notice_date": "2026-02-20", **(known or {})}
    return Procurement(id="ocds-213czf-made-up", facts=facts(dated), lots=lots, **more)


def release_of(one, rulepack=None):
    return json.loads(dump(one, rulepack).data, parse_float=Decimal)["releases"][0]


def losses(one, rulepack=None):
    return [remark.what for remark in dump(one, rulepack).losses]


def read_again(one, rulepack=None):
    ((found,), _) = FORMAT.load(RawDocument("export.json", dump(one, rulepack).data))
    return answered(found)


def values(known):
    return {name: each.value for name, each in known.items()}


def test_the_format_is_written():
    assert FORMAT.dump is dump
    assert FORMAT.suffix == ".json"


def test_the_same_input_gives_the_same_bytes():
    first, second = (dump(None, pack("salford")) for _ in range(2))
    assert first == second
    assert first.data.endswith(b"}\n")
    assert first.data.startswith(b'{\n  "uri": ')


def test_numbers_are_written_digit_for_digit():
    data = {"a": Decimal("0.10"), "b": Decimal("1E+3"), "c": 10**20, "d": [], "e": {}, "f": [True, "é\ud800"]}
    assert json_bytes(data) == (
        b'{\n  "a": 0.10,\n  "b": 1000,\n  "c": 100000000000000000000,\n  "d": [],\n  "e": {},\n'
        b'  "f": [\n    true,\n    "\xc3\xa9?"\n  ]\n}\n'
    )


def test_the_extensions_are_a_parameter():
    data = json.loads(dump(None, pack("haringey"), extensions=["https://example.org/a/extension.json"]).data)
    assert data["extensions"] == ["https://example.org/a/extension.json"]
    assert json.loads(dump(None, pack("haringey")).data)["extensions"] == list(EXTENSIONS)
    assert EXTENSIONS[-1] == OURS


# What a rulepack asks


def test_a_measure_is_a_requirement():
    release = release_of(None, pack("salford"))
    assert release["tag"] == ["planning"]
    criterion = next(each for each in release["tender"]["criteria"] if each["id"] == "salford@2026.1/volunteering")
    assert criterion["relatesToTenderer"] is False
    assert criterion["classification"] == {"scheme": "sv-rules-priority", "id": "salford/volunteering"}
    (group,) = criterion["requirementGroups"]
    requirement = next(each for each in group["requirements"] if each["id"] == METRIC)
    measure = requirement.pop("measure")
    assert measure["digest"] == f"sha256:{pack('salford').layer('salford').sha256}"
    assert measure["id"] == "salford/new-volunteers"
    assert requirement["dataType"] == "integer"
    assert requirement["unit"] == {"name": "people"}
    assert requirement["fact"] == OFFER
    assert requirement["eligibleEvidences"][0] == {"id": "1", "title": "list of volunteers and when each began"}
    # What a check wants of an answer is for the check to say; an answer outside of it is still an answer.
    assert not {"minValue", "maxValue", "expectedValue"} & set(requirement)


def test_every_fact_a_check_of_bids_reads_is_asked_once():
    # Read from the packs by hand: haringey has one check of bids; those of england read facts that the buyer answers.
    asked = [
        each["id"]
        for criterion in release_of(None, pack("haringey"))["tender"]["criteria"]
        for group in criterion["requirementGroups"]
        for each in group["requirements"]
    ]
    assert asked.count("haringey@2026.1/bid.pays_london_living_wage") == 1
    assert not any(each.endswith(("/bid.commitments_specific", "/bid.set_aside_for_low_price")) for each in asked)
    assert len(asked) == len(set(asked))
    assert not any(each.endswith("/bid.price") for each in asked)


def test_a_pack_that_asks_nothing_of_bids():
    release = release_of(None, pack("marmot"))
    assert "criteria" not in release["tender"]
    assert any("nothing about it is asked of bids" in what for what in losses(None, pack("marmot")))


def test_nothing_at_all():
    assert release_of(None)["ocid"] == "ocds-213czf-nothing"


TEXT = Fact("f", FactType.TEXT, "f")


@pytest.mark.parametrize(
    ("fact", "form"),
    [
        (replace(TEXT, type=FactType.YES_NO), Form("boolean")),
        (replace(TEXT, type=FactType.INTEGER, unit="people"), Form("integer", "people")),
        (replace(TEXT, type=FactType.NUMBER, unit="tonnes"), Form("number", "tonnes")),
        (replace(TEXT, type=FactType.MONEY), Form("number", "GBP")),
        (replace(TEXT, type=FactType.PERCENTAGE), Form("number", "%")),
        (replace(TEXT, type=FactType.DATE), Form("date-time")),
        (
            replace(TEXT, type=FactType.DURATION, unit="months"),
            Form("string", pattern="^[0-9]{1,7} (month|months|year|years)$"),
        ),
        (TEXT, Form("string")),
        (
            replace(TEXT, type=FactType.CHOICE, choices=("a", "b.c")),
            Form("string", pattern="^(a|b[.]c)$", choices=("a", "b.c")),
        ),
        (
            replace(TEXT, type=FactType.LIST, items=replace(TEXT, type=FactType.CHOICE, choices=("a",))),
            Form("string", several=True, choices=("a",)),
        ),
        (replace(TEXT, type=FactType.LIST, fields=(TEXT,)), None),
    ],
    ids=lambda value: value.type.value if isinstance(value, Fact) else "",
)
def test_how_a_fact_is_answered(fact, form):
    assert form_of(fact, "GBP") == form


def test_money_of_no_known_currency():
    assert form_of(replace(TEXT, type=FactType.MONEY), "") == Form("number", "money")
    with pytest.raises(NotHeldError, match="the tender's is not known"):
        answer("GBP 5", replace(TEXT, type=FactType.MONEY), "")


# What bids answer: the fact, as it is written in the export, and read again

ANSWERS = {
    OFFER: (40, {"value": 40}),
    "bid.offers.more-recycled": (Decimal("12.50"), {"value": Decimal("12.50")}),
    "bid.lowest_hourly_pay": ("GBP 13.85", {"value": Decimal("13.85")}),
    "bid.salford_living_wage": ("from-the-start", {"value": "from-the-start"}),
    "bid.kinds_of_value": ([], {"values": []}),
    "bid.employment_charter_signed": (False, {"value": False}),
    # No rulepack declares these.
    "bid.starts_on": ("2026-09-01", {"value": "2026-09-01T00:00:00Z"}),
    "bid.share": ("17.5%", {"value": Decimal("17.5")}),
    "bid.notice_period": ("3 months", {"value": "3 months"}),
    "bid.sum": ({"amount": 5, "currency": "GBP"}, {"value": 5}),
    "bid.days": (["2026-01-01", "2026-01-02"], {"values": ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"]}),
}


def _choice():
    return pack("salford").facts["bid.salford_living_wage"].choices[0]


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_tells_its_fact(name):
    value, written = ANSWERS[name]
    if name == "bid.salford_living_wage":
        value, written = _choice(), {"value": _choice()}
    evidence = (Evidence(document="Plan (fictional)", at="page 3", quote="forty people"),)
    known = {name: Answer(value=value, place=PLACE, evidence=evidence)}
    one = made({"tender.value": "GBP 100"}, bids=(Bid(id="B", lot="1", facts=known),))
    (response,) = release_of(one, pack("salford"))["bids"]["details"][0]["requirementResponses"]
    assert {key: response[key] for key in ("value", "values") if key in response} == written
    (bid,) = read_again(one, pack("salford")).bids
    back = bid.facts[name]
    assert back.value == ("GBP 5" if name == "bid.sum" else value)
    assert back.evidence == evidence
    assert not any(name in what for what in losses(one, pack("salford")))


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        (OFFER, "many", "it is not a whole number of people"),
        (
            "bid.lowest_hourly_pay",
            "EUR 13",
            "an answer's currency is the tender's: this is in EUR, this tender's is GBP",
        ),
        ("bid.odd", {"a": 1}, "an answer in OCDS is text, a number, or true or false"),
        ("bid.odd", ["a", 1], "an answer in OCDS is text, a number, or true or false"),
        ("bid.empty", "", "an answer in OCDS cannot be an empty text"),
        ("bid.twice", ["a", "a"], "an answer in OCDS names a value once"),
    ],
)
def test_an_answer_that_cannot_be_written(name, value, reason):
    one = made({"tender.value": "GBP 100"}, bids=(Bid(id="B", lot="1", facts=facts({name: value})),))
    assert f"not kept of bid 'B': {name}: {reason}" in losses(one, pack("salford"))


def test_a_record_is_no_answer():
    records = replace(TEXT, type=FactType.LIST, fields=(replace(TEXT, name="outcome"),))
    with pytest.raises(NotHeldError, match="an answer in OCDS cannot be a record"):
        answer([{"outcome": "x"}], records, "GBP")


def test_numbers_of_one_kind_for_all_bids():
    bids = tuple(Bid(id=f"B{n}", lot="1", facts=facts({"bid.n": n})) for n in (1, Decimal("2.5")))
    one = made(bids=bids)
    (criterion,) = release_of(one)["tender"]["criteria"]
    assert criterion["id"] == "further-facts"
    assert criterion["requirementGroups"][0]["requirements"][0]["dataType"] == "number"
    assert [bid.facts["bid.n"].value for bid in read_again(one).bids] == [1, Decimal("2.5")]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (True, FactType.YES_NO),
        (4, FactType.INTEGER),
        (Money(Decimal(4), "GBP"), FactType.MONEY),
        (date(2026, 1, 31), FactType.DATE),
        ("012", FactType.TEXT),
        ([1, 2.5], None),
        (None, None),
    ],
)
def test_what_an_undeclared_value_seems_to_be(raw, kind):
    found = guessed("bid.x", raw)
    assert (found and found.type) == kind


# Questions of the procurement itself

ASKED = Requirement(id="north@1/bid.offers.jobs", type="integer", unit="jobs", least=1, most=9, evidence=("payroll",))
QUESTION = AskedCriterion(
    id="c",
    title="Jobs",
    lots=("1",),
    classification="a scheme CODE",
    groups=(
        RequirementGroup(id="g", requirements=(ASKED, Requirement(id="own", type="text", expected_values=("a",)))),
    ),
)


def without_places(part):
    if isinstance(part, dict):
        return {name: without_places(each) for name, each in part.items() if name != "place"}
    return [without_places(each) for each in part] if isinstance(part, list | tuple) else part


def test_questions_and_answers_come_back():
    responses = (
        Response(id="1", requirement=ASKED.id, value=4, period_from="2026-04-01"),
        Response(id="2", requirement="own", values=("a",), evidence=(Evidence(document="Plan (fictional)"),)),
    )
    one = made(questions=(QUESTION,), bids=(Bid(id="B", lot="1", responses=responses),))
    found = read_again(answered(one))
    assert [without_places(each.model_dump()) for each in found.questions] == [without_places(QUESTION.model_dump())]
    again = [each.model_copy(update={"place": None}) for each in found.bids[0].responses]
    assert again == list(responses)
    assert values(found.bids[0].facts) == {"bid.offers.jobs": 4}
    assert losses(answered(one)) == []


@pytest.mark.parametrize("who", ["buyer", "winner", "other"])
def test_a_question_to_somebody_else(who):
    one = made(questions=(QUESTION.model_copy(update={"answered_by": who}),))
    assert "criteria" not in release_of(one)["tender"]
    assert losses(one) == [
        f"not kept of criterion 'c': the criterion: the {who} answers it, and in OCDS bidders answer"
    ]


def test_a_fact_answers_the_question_that_asks_for_it():
    one = made(questions=(QUESTION,), bids=(Bid(id="B", lot="1", facts=facts({"bid.offers.jobs": 4})),))
    (response,) = release_of(one)["bids"]["details"][0]["requirementResponses"]
    assert response["requirement"] == {"id": ASKED.id}


@pytest.mark.parametrize(
    "question",
    [
        QUESTION.model_copy(update={"lots": ("2",)}),
        QUESTION.model_copy(update={"groups": QUESTION.groups * 2}),
        QUESTION.model_copy(
            update={"groups": (RequirementGroup(id="g", requirements=(ASKED.model_copy(update={"unit": "GBP"}),)),)}
        ),
        QUESTION.model_copy(
            update={"groups": (RequirementGroup(id="g", requirements=(ASKED.model_copy(update={"type": "text"}),)),)}
        ),
    ],
    ids=["another lot", "one of several groups", "money", "text"],
)
def test_a_fact_does_not_answer_a_question_that_it_does_not_fit(question):
    lots = (Lot(id="1"), Lot(id="2"))
    bid = Bid(id="B", lot="1", facts=facts({"bid.offers.jobs": 4}))
    one = made(lots=lots, questions=(question,), bids=(bid,))
    (response,) = release_of(one)["bids"]["details"][0]["requirementResponses"]
    assert response["requirement"] == {"id": "further-facts/bid.offers.jobs"}


def test_an_answer_that_contradicts_the_fact():
    bid = Bid(
        id="B", lot="1", facts=facts({"bid.offers.jobs": 5}), responses=(Response(requirement=ASKED.id, value=4),)
    )
    one = made(questions=(QUESTION,), bids=(bid,))
    assert losses(one) == ["not kept of bid 'B': bid.offers.jobs: its answer to the question says otherwise"]


def test_a_pack_asks_besides_what_is_asked_already():
    one, rulepack = read_again(None, pack("salford")), pack("salford")
    assert [each["id"] for each in release_of(one, rulepack)["tender"]["criteria"]] == [q.id for q in one.questions]
    fewer = one.model_copy(update={"questions": (one.questions[0].model_copy(update={"groups": ()}),)})
    ids = [each["id"] for each in release_of(fewer, rulepack)["tender"]["criteria"]]
    assert f"{one.questions[0].id}-more" in ids
    assert len(ids) == len(set(ids))


# The tender


def test_a_whole_notice_comes_back():
    known = {
        "tender.title": "Fictional care at home",
        "tender.description": "Care, made up.",
        "tender.value": "GBP 5000000.50",
        "tender.value_gross": "GBP 6000000.60",
        "tender.category": "services",
        "tender.procedure": "open",
        "tender.framework": False,
        "tender.above_threshold": True,
        "tender.legal_basis": "procurement-act-2023",
        "tender.special_regimes": ["lightTouch"],
        "tender.light_touch": True,
        "tender.region_codes": ["UKI31", "TLK"],
        "tender.suitable_for_sme": True,
        "tender.suitable_for_vcse": False,
        "tender.notice_date": "2026-02-20",
        "buyer.name": "Fictional Northshire Council",
        "buyer.kind": "sub-central",
        "buyer.nation": "wales",
    }
    lot = {
        "lot.title": "North",
        "lot.description": "The north.",
        "lot.value": "GBP 100",
        "lot.value_gross": "GBP 120",
        "lot.criteria": [{"name": "Price", "kind": "price", "weight": "82.5%"}, {"name": "Jobs", "weight": "17.5%"}],
    }
    one = Procurement(
        id="ocds-213czf-made-up",
        title="Fictional care at home",
        buyer=Organisation(id="GB-PPON-ABCD-1234-EFGH", name="Fictional Northshire Council"),
        facts=facts(known),
        lots=(Lot(id="1", title="North", facts=facts(lot)),),
    )
    found = read_again(one)
    assert values(found.facts) == {
        **known,
        "tender.value": "GBP 5000000.5",  # the same sum, as amounts are written
        "tender.value_gross": "GBP 6000000.6",
    }
    assert values(found.lots[0].facts) == lot
    assert (found.id, found.title, found.buyer, found.stage) == (one.id, one.title, one.buyer, one.stage)
    assert losses(one) == []
    tender = release_of(one)["tender"]
    assert tender["value"] == {
        "amount": Decimal("5000000.50"),
        "amountGross": Decimal("6000000.60"),
        "currency": "GBP",
    }
    assert tender["lots"][0]["awardCriteria"]["criteria"][1] == {
        "name": "Jobs",
        "numbers": [{"number": Decimal("17.5"), "weight": "percentageExact"}],
    }


@pytest.mark.parametrize("basis", ["procurement-act-2023", "2015-regulations", "provider-selection-regime", "other"])
@pytest.mark.parametrize("kind", ["central-government", "sub-central", "other"])
@pytest.mark.parametrize("nation", ["england", "scotland", "northern-ireland"])
def test_codes_come_back(basis, kind, nation):
    known = {"tender.legal_basis": basis, "buyer.kind": kind, "buyer.nation": nation}
    assert known.items() <= values(read_again(made(known)).facts).items()


LOST = [
    ({"tender.procedure": "our own"}, "tender.procedure", "OCDS has no code for it"),
    ({"tender.category": 4}, "tender.category", "it is not text"),
    ({"tender.value": "lots"}, "tender.value", "it is not an amount of money such as GBP 250000"),
    ({"tender.framework": "maybe"}, "tender.framework", "it is not true or false"),
    ({"tender.special_regimes": []}, "tender.special_regimes", "an empty list says nothing in OCDS"),
    ({"tender.light_touch": False}, "tender.light_touch", "in OCDS only another special regime says that it is none"),
    ({"tender.region_codes": []}, "tender.region_codes", "an empty list says nothing in OCDS"),
    ({"tender.region_codes": ["Kent"]}, "tender.region_codes", "not all of them are NUTS or ITL codes"),
    (
        {"tender.value": "GBP 1", "tender.value_gross": "EUR 2"},
        "tender.value_gross",
        "OCDS has one currency for an amount without and with VAT, here GBP",
    ),
    (
        {"buyer.kind": "utility"},
        "buyer.kind",
        "OCDS tells private utilities from public ones, and which this is is not known",
    ),
    ({"design.considered_social": True}, "design.considered_social", "OCDS has no field for it"),
    (
        {"tender.special_regimes": ["utilities"], "tender.light_touch": True},
        "tender.light_touch",
        "it is not among the special regimes, which are stated",
    ),
]


@pytest.mark.parametrize(("known", "name", "reason"), LOST, ids=[f"{name} {reason[:20]}" for _, name, reason in LOST])
def test_a_fact_of_the_tender_that_is_lost(known, name, reason):
    assert losses(made(known)) == [f"not kept of the procurement: {name}: {reason}"]


@pytest.mark.parametrize(("private", "code"), [(True, "privateUtility"), (False, "publicUndertaking")])
def test_a_utility(private, code):
    one = made({"buyer.kind": "utility", "buyer.private_utility": private})
    (party,) = release_of(one)["parties"]
    assert party["details"]["classifications"] == [{"scheme": "UK_CA_TYPE", "id": code}]
    assert read_again(one).facts["buyer.kind"].value == "utility"


def test_a_notice_without_a_date():
    one = Procurement(id="ocds-213czf-made-up", lots=(Lot(id="1"),))
    release = release_of(one)
    assert (release["date"], release["tag"]) == ("1970-01-01T00:00:00Z", ["tenderUpdate"])
    assert "tender.notice_date" not in read_again(one).facts
    assert losses(one) == ["the date of the tender notice is not known: 1970-01-01 stands in its place"]


def test_a_design_with_a_date():
    one = made(stage=Stage.DESIGN)
    assert release_of(one)["tag"] == ["planning"]
    found = read_again(one)
    assert (found.stage, values(found.facts)) == (Stage.DESIGN, {"tender.notice_date": "2026-02-20"})


def test_an_id_that_is_no_ocid():
    one = made().model_copy(update={"id": "our number 7"})
    assert release_of(one)["ocid"] == "ocds-213czf-our-number-7"
    (told,) = losses(one)
    assert told.startswith("not kept of the procurement: id: it is no OCID; it is called ocds-213czf-our-number-7 here")


def test_the_whole_is_no_lot_until_something_is_known_of_it():
    assert "lots" not in release_of(made(lots=(Lot(id="whole", implied=True),)))["tender"]
    known = made(lots=(Lot(id="whole", implied=True, facts=facts({"lot.value": "GBP 5"})),))
    assert losses(known) == [
        "not kept of lot 'whole': that it is the whole: what is known of it makes it a lot of its own"
    ]


ONE_PROCESS = "a release is about one contracting process"


def test_what_ocds_never_holds():
    mark = Mark(criterion="quality", mark=Decimal(4), reason="A reason")
    one = made(
        bids=(Bid(id="B", lot="1", marks=(mark,), fictional=True),), organisations=(Body(id="b", name="Northshire"),)
    )
    assert losses(one) == [
        f"not kept of the procurement: organisations looked at for themselves: {ONE_PROCESS}",
        "not kept of bid 'B': its marks: Scores never go into OCDS",
        "not kept of bid 'B': that it is made up: OCDS has no field for it",
    ]
    assert b"A reason" not in dump(one, None).data


# Bidders


def test_bidders_are_parties():
    who = Organisation(id="GB-COH-01234567", name="Fictional Care Ltd")
    where = Contact(address="1 Made-up Street, Northshire", email="bids@example.org")
    one = made(
        bids=(Bid(id="B1", lot="1", bidder=who, contact=where), Bid(id="B2", lot="1", bidder=who, contact=where))
    )
    assert release_of(one)["parties"] == [
        {
            "id": "GB-COH-01234567",
            "name": "Fictional Care Ltd",
            "identifier": {"scheme": "GB-COH", "id": "01234567", "legalName": "Fictional Care Ltd"},
            "address": {"streetAddress": "1 Made-up Street, Northshire"},
            "contactPoint": {"email": "bids@example.org"},
            "roles": ["tenderer"],
        }
    ]
    assert [(bid.bidder, bid.contact) for bid in read_again(one).bids] == [(who, where)] * 2
    assert losses(one) == []


def test_a_bidder_without_an_id_gets_one():
    one = made(bids=(Bid(id="B", lot="1", bidder=Organisation(name="Fictional Care Ltd")),))
    assert release_of(one)["bids"]["details"][0]["tenderers"] == [{"id": "bidder-B", "name": "Fictional Care Ltd"}]
    assert losses(one) == [
        "not kept of bid 'B': bidder.id: OCDS holds it otherwise, so that it is read as something else"
    ]


# Contracts


def delivering(known, basis="2015-regulations", rulepack="salford", offers=None):
    bid = Bid(id="B", lot="1", bidder=Organisation(id="X", name="Fictional Care"), facts=facts(offers or {OFFER: 40}))
    contract = Contract(id="C", lot="1", bid="B", facts=facts(known))
    one = made({"tender.legal_basis": basis}, lots=(Lot(id="1"), Lot(id="2")), bids=(bid,), contracts=(contract,))
    return one, rulepack and pack(rulepack)


def test_a_commitment_is_an_agreed_metric_under_the_id_of_its_requirement():
    one, rulepack = delivering({DELIVERED: 38})
    release = release_of(one, rulepack)
    assert release["tag"] == ["tender", "award", "contract", "implementation"]
    assert release["awards"] == [
        {
            "id": "award-C",
            "suppliers": [{"id": "X", "name": "Fictional Care"}],
            "relatedLots": ["1"],
            "relatedBids": ["B"],
        }
    ]
    (contract,) = release["contracts"]
    ((agreed,), (result,)) = contract["agreedMetrics"], contract["implementation"]["metrics"]
    assert agreed["id"] == result["id"] == METRIC
    assert agreed["observations"] == [{"id": f"{METRIC}/agreed", "measure": 40, "unit": {"name": "people"}}]
    assert result["observations"][0]["measure"] == 38
    (found,) = read_again(one, rulepack).contracts
    assert (found.id, found.lot, found.bid, values(found.facts)) == ("C", "1", "B", {DELIVERED: 38})


@pytest.mark.parametrize(
    ("value", "observation"),
    [
        ("GBP 500.50", {"value": {"amount": Decimal("500.50"), "currency": "GBP"}}),
        ("25%", {"measure": 25, "unit": {"name": "%"}}),
        (True, {"measure": "true"}),
        (Decimal("2.5"), {"measure": Decimal("2.5")}),
    ],
)
def test_what_a_metric_observes(value, observation):
    # Without a rulepack the id of a measure is that of the question which asks for it.
    bid = Bid(id="B", lot="1", facts=facts({"bid.offers.jobs": 4}))
    contract = Contract(id="C", lot="1", bid="B", facts=facts({"contract.delivered.jobs": value}))
    one = made(questions=(QUESTION,), bids=(bid,), contracts=(contract,))
    (metric,) = release_of(one)["contracts"][0]["implementation"]["metrics"]
    assert metric["id"] == ASKED.id
    assert metric["observations"] == [{"id": f"{ASKED.id}/delivered", **observation}]
    back = read_again(one).contracts[0].facts["contract.delivered.jobs"].value
    assert back == ("GBP 500.5" if value == "GBP 500.50" else value)


def test_a_metric_of_no_known_pack():
    one, _ = delivering({DELIVERED: 38, "contract.delivered.of-nobody": 1}, rulepack=None)
    reason = "its id begins with the rulepack whose measure it is, and none of those given has it"
    names = f"the commitment {OFFER} as an agreed metric, {DELIVERED} and contract.delivered.of-nobody"
    assert losses(one) == [f"not kept of contract 'C': {names}: {reason}"]


def test_a_metric_that_is_no_number():
    one, rulepack = delivering({DELIVERED: "many"})
    reason = "what a metric observes is a number, a sum of money, or true or false"
    assert f"not kept of contract 'C': {DELIVERED}: {reason}" in losses(one, rulepack)
    one, rulepack = delivering({}, offers={OFFER: "many"})
    reason = "it is not a metric of its contract"
    assert f"not kept of contract 'C': the commitment {OFFER} as an agreed metric: {reason}" in losses(one, rulepack)


def test_indicators_of_the_act_and_commitments_that_are_none():
    title = pack("salford").measures["salford/new-volunteers"].title
    kpis = [{"name": title, "rating": "good"}, {"name": "Complaints", "rating": "inadequate"}, {"name": "Late"}]
    offers = {OFFER: 40, "bid.offers.more-recycled": 5}
    one, rulepack = delivering({DELIVERED: 38, "contract.kpis": kpis}, "procurement-act-2023", offers=offers)
    release = release_of(one, rulepack)
    (contract,), (award,) = release["contracts"], release["awards"]
    assert [each["id"] for each in contract["agreedMetrics"]] == [METRIC, "kpi-2", "kpi-3"]
    assert [each["id"] for each in award["agreedMetrics"]] == ["salford@2026.1/bid.offers.more-recycled"]
    (first, second) = contract["implementation"]["metrics"]
    assert first["observations"][0]["measureClassification"] == {"id": "met"}
    assert first["observations"][0]["measure"] == 38
    assert second["observations"] == [{"id": "kpi-2/rating", "measureClassification": {"id": "significantlyBelow"}}]
    (found,) = read_again(one, rulepack).contracts
    assert values(found.facts) == {DELIVERED: 38, "contract.kpis": kpis}


def test_commitments_are_read_as_indicators_under_the_act():
    one, rulepack = delivering({}, "procurement-act-2023")
    told = "read besides, of contract 'C': contract.kpis; OCDS has one field for it and for something else"
    assert told in losses(one, rulepack)


def test_no_indicators():
    one, rulepack = delivering({"contract.kpis": []}, "procurement-act-2023")
    reason = "OCDS says that there are none by giving the reason, which is not known here"
    release = release_of(one, rulepack)
    assert "noAgreedMetricsRationale" not in release["contracts"][0]
    assert f"not kept of contract 'C': contract.kpis: {reason}" in losses(one, rulepack)


# What a reader would make something else of


HALF = "a\ud800"
OTHERWISE = "OCDS holds it otherwise, so that it is read as something else"
NOT_THERE = "it is not there when this is read again"
AWARD = AwardModel(criteria=(AwardCriterion(id="quality", title="Quality", weight="100%"),))
SAME = Evidence(document="Plan (fictional)", at="Plan (fictional)")


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (made(lots=(Lot(id="all", implied=True),)), f"lot 'all': the lot: {NOT_THERE}"),
        (
            made(lots=(Lot(id="1", award=AWARD),)),
            "lot '1': how its bids are assessed: OCDS has no award models. Scores never go into OCDS",
        ),
        (made(bids=(Bid(id="B", lot="9"),)), f"bid 'B': the bid: {NOT_THERE}"),
        (made(contracts=(Contract(id="C", lot="9"),)), f"contract 'C': the contract: {NOT_THERE}"),
        (
            made(bids=(Bid(id="B", lot="1", bidder=Organisation(id="X", name=HALF)),)),
            f"bid 'B': bidder: {OTHERWISE}",
        ),
        (made({"tender.description": HALF}), f"the procurement: tender.description: {OTHERWISE}"),
        (made(bids=(Bid(id="B", lot="1", facts=facts({"bid.text": HALF})),)), f"bid 'B': bid.text: {OTHERWISE}"),
        (
            made(bids=(Bid(id="B", lot="1", facts={"bid.n": Answer(value=1, place=PLACE, evidence=(SAME,))}),)),
            f"bid 'B': the evidence for bid.n: {OTHERWISE}",
        ),
        (
            made(
                {"tender.value": "GBP 1"},
                bids=(
                    Bid(
                        id="B",
                        lot="1",
                        facts={"bid.price": Answer(value="GBP 1", place=PLACE, evidence=(SAME,))},
                    ),
                ),
            ),
            "bid 'B': the evidence for bid.price: OCDS has no field for it",
        ),
        (made(questions=(QUESTION.model_copy(update={"title": HALF}),)), f"criterion 'c': its title: {OTHERWISE}"),
        (
            made(bids=(Bid(id="B", lot="1", responses=(Response(requirement="r", value=HALF),)),)),
            f"bid 'B': the answer to r: {OTHERWISE}",
        ),
        (
            made(bids=(Bid(id="B", lot="1", responses=(Response(requirement=" ", value=1),)),)),
            f"bid 'B': the answer to  : {OTHERWISE}",
        ),
    ],
)
def test_what_does_not_come_back(one, told):
    assert losses(one) == [f"not kept of {told}"]


def test_records_are_asked_for_in_words():
    rulepack = pack("salford")
    measure = rulepack.measures["salford/new-volunteers"]
    records = replace(TEXT, name=OFFER, type=FactType.LIST, fields=(TEXT,))
    changed = replace(rulepack, measures={measure.id: replace(measure, fact=records)})
    found = [each for each in read_again(None, changed).questions if each.id == "salford@2026.1/volunteering"]
    (requirement,) = [each for each in found[0].groups[0].requirements if each.fact == OFFER]
    assert (requirement.type, requirement.fewest_values) == ("text", None)
