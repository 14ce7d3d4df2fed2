"""OCDS documents, small ones written here: which facts they give, and what is remarked on instead of guessed."""

import json
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sv_rules.errors import DocumentError
from sv_rules.hosting.hookspecs import PROJECT
from sv_rules.model.outcome import Stage
from sv_rules.model.raw_document import RawDocument
from sv_rules_ocds import FORMAT, sv_rules_document_formats

UK = "ocds-h6vhtk-1"  # the prefix of Find a Tender


def read(document):
    text = document if isinstance(document, str) else json.dumps(document)
    return FORMAT.load(RawDocument.of_text("n.json", text))


def one(release, **tender):
    document = {"ocid": UK, **release}
    if tender:
        document["tender"] = tender
    ((procurement,), remarks) = read(document)
    return procurement, [(remark.place.pointer, remark.what) for remark in remarks]


def facts_of(release, **tender):
    procurement, remarks = one(release, **tender)
    return {name: answer.value for name, answer in procurement.facts.items()}, remarks


# One row: what is published, the fact, its value, the pointer it is read from. No remark is made.
STATED = [
    ({"tender": {"title": "Care"}}, "tender.title", "Care", "/tender/title"),
    ({"tender": {"description": "All of it"}}, "tender.description", "All of it", "/tender/description"),
    (
        {"tender": {"value": {"amount": 6750000, "currency": "GBP"}}},
        "tender.value",
        "GBP 6750000",
        "/tender/value/amount",
    ),
    (
        {"tender": {"value": {"amount": "12000.50", "currency": "GBP"}}},
        "tender.value",
        "GBP 12000.5",
        "/tender/value/amount",
    ),
    (
        {"tender": {"value": {"amount": {"$numberLong": "89"}, "currency": "COP"}}},
        "tender.value",
        "COP 89",
        "/tender/value/amount",
    ),
    ({"tender": {"value": {"amount": 1e5, "currency": "GBP"}}}, "tender.value", "GBP 100000", "/tender/value/amount"),
    (
        {"tender": {"value": {"amount": 1, "amountGross": 40465.2, "currency": "GBP"}}},
        "tender.value_gross",
        "GBP 40465.2",
        "/tender/value/amountGross",
    ),
    # The day is the one in the notice's own offset: in UTC this is still 9 April.
    ({"tag": ["tender"], "date": "2026-04-10T00:30:00+01:00"}, "tender.notice_date", "2026-04-10", "/date"),
    ({"tag": "tender", "date": "2026-04-10"}, "tender.notice_date", "2026-04-10", "/date"),
    (
        {
            "tag": ["compiled"],
            "date": "2026-09-09",
            "tender": {
                "documents": [
                    {"noticeType": "UK2", "datePublished": "2026-01-01T00:00:00Z"},
                    {"noticeType": "UK4", "datePublished": "2026-05-01T00:00:00Z"},
                    {"noticeType": "UK4", "datePublished": "2026-03-01T00:00:00Z"},
                ]
            },
        },
        "tender.notice_date",
        "2026-03-01",
        "/tender/documents/2/datePublished",
    ),
    (
        {
            "tag": ["award"],
            "date": "2026-09-09",
            "tender": {"documents": [{"documentType": "tenderNotice", "datePublished": "2026-02-01"}]},
        },
        "tender.notice_date",
        "2026-02-01",
        "/tender/documents/0/datePublished",
    ),
    ({"tender": {"mainProcurementCategory": "works"}}, "tender.category", "works", "/tender/mainProcurementCategory"),
    ({"tender": {"procurementMethod": "limited"}}, "tender.procedure", "limited", "/tender/procurementMethod"),
    (
        {"tender": {"techniques": {"hasFrameworkAgreement": True}}},
        "tender.framework",
        True,
        "/tender/techniques/hasFrameworkAgreement",
    ),
    (
        {"tender": {"techniques": {"hasFrameworkAgreement": False}}},
        "tender.framework",
        False,
        "/tender/techniques/hasFrameworkAgreement",
    ),
    (
        {"tender": {"techniques": {"frameworkAgreement": {"maximumParticipants": 4}}}},
        "tender.framework",
        True,
        "/tender/techniques/frameworkAgreement",
    ),
    (
        {
            "tender": {
                "lots": [
                    {"id": "1", "techniques": {"hasFrameworkAgreement": True}},
                    {"id": "2", "techniques": {"hasFrameworkAgreement": True}},
                ]
            }
        },
        "tender.framework",
        True,
        "/tender/lots/0/techniques/hasFrameworkAgreement",
    ),
    ({"tender": {"aboveThreshold": False}}, "tender.above_threshold", False, "/tender/aboveThreshold"),
    ({"tender": {"aboveThreshold": "true"}}, "tender.above_threshold", True, "/tender/aboveThreshold"),
    (
        {"tender": {"legalBasis": {"scheme": "UKPGA", "id": "2023/54"}}},
        "tender.legal_basis",
        "procurement-act-2023",
        "/tender/legalBasis",
    ),
    (
        {"tender": {"legalBasis": {"scheme": "CELEX", "id": "32014L0024"}}},
        "tender.legal_basis",
        "2015-regulations",
        "/tender/legalBasis",
    ),
    (
        {"tender": {"legalBasis": {"scheme": "UKSI", "id": "2023/1348"}}},
        "tender.legal_basis",
        "provider-selection-regime",
        "/tender/legalBasis",
    ),
    (
        {"tender": {"legalBasis": {"scheme": "CELEX", "id": "32014L0025"}}},
        "tender.legal_basis",
        "other",
        "/tender/legalBasis",
    ),
    (
        {"tender": {"specialRegime": ["lightTouch", "concession"]}},
        "tender.special_regimes",
        ["lightTouch", "concession"],
        "/tender/specialRegime",
    ),
    ({"tender": {"specialRegime": ["lightTouch"]}}, "tender.light_touch", True, "/tender/specialRegime"),
    ({"tender": {"specialRegime": ["utilities"]}}, "tender.light_touch", False, "/tender/specialRegime"),
    (
        {
            "tender": {
                "items": [
                    {"deliveryAddresses": [{"region": "UKI31"}, {"region": "UKM"}]},
                    {"deliveryAddresses": [{"postalCode": "N1"}, {"region": "UKI31"}]},
                    {"deliveryAddress": {"region": "TLC1"}},
                ],
                "deliveryAddresses": [{"region": "NO082"}],
            }
        },
        "tender.region_codes",
        ["UKI31", "UKM", "TLC1", "NO082"],
        "/tender/items",
    ),
    ({"tender": {"suitability": {"sme": True}}}, "tender.suitable_for_sme", True, "/tender/suitability/sme"),
    (
        {"tender": {"lots": [{"id": "1", "suitability": {"vcse": False}}]}},
        "tender.suitable_for_vcse",
        False,
        "/tender/lots/0/suitability/vcse",
    ),
    ({"buyer": {"name": "Northshire"}}, "buyer.name", "Northshire", "/buyer/name"),
    (
        {"buyer": {"id": "7"}, "parties": [{"id": 7, "name": "Northshire"}]},
        "buyer.name",
        "Northshire",
        "/parties/0/name",
    ),
    (
        {"parties": [{"id": "8", "name": "A"}, {"id": "7", "name": "Northshire", "roles": ["buyer"]}]},
        "buyer.name",
        "Northshire",
        "/parties/1/name",
    ),
]


@pytest.mark.parametrize(
    ("release", "fact", "value", "pointer"), STATED, ids=[f"{row[1]} {index}" for index, row in enumerate(STATED)]
)
def test_what_is_stated_becomes_a_fact(release, fact, value, pointer):
    procurement, remarks = one(release)
    answer = procurement.facts[fact]
    assert (answer.value, answer.place.pointer, answer.place.document) == (value, pointer, "n.json")
    assert type(answer.value) is type(value)
    assert remarks == []


def party(*classifications, **address):
    return {
        "parties": [{"roles": ["buyer"], "details": {"classifications": list(classifications)}, "address": address}]
    }


def of(scheme, identifier):
    return {"scheme": scheme, "id": identifier}


@pytest.mark.parametrize(
    ("release", "kind"),
    [
        (party(of("UK_CA_TYPE", "publicAuthorityCentralGovernment")), "central-government"),
        (party(of("UK_CA_TYPE", "publicAuthoritySubCentralGovernment")), "sub-central"),
        (party(of("UK_CA_TYPE", "publicUndertaking")), "utility"),
        (party(of("UK_CA_TYPE", "privateUtility")), "utility"),
        (party(of("UK_CA_TYPE", "other")), "other"),
        (party(of("COFOG", "09"), of("TED_CA_TYPE", "REGIONAL_AUTHORITY")), "sub-central"),
        (party(of("TED_CA_TYPE", "Regional or local authority"), of("TED_CA_TYPE", "BODY_PUBLIC")), "sub-central"),
        (party({"scheme": "TED_CA_TYPE", "description": "Regional or Local Authority "}), "sub-central"),
        (
            party(of("TED_CA_TYPE", "National or federal agency/office"), of("TED_CA_TYPE", "NDPB")),
            "central-government",
        ),
        (party(of("TED_CA_TYPE", "MINISTRY"), of("UK_CA_TYPE", "other")), "other"),
        (party(of("COFOG", "09")), None),
    ],
)
def test_the_kind_of_buyer(release, kind):
    facts, remarks = facts_of(release)
    assert (facts.get("buyer.kind"), remarks) == (kind, [])


@pytest.mark.parametrize(
    ("release", "nation"),
    [
        (party(of("UK_CA_DEVOLVED_REGULATIONS", "GB-SCT"), region="UKI31"), "scotland"),
        (party(of("UK_CA_DEVOLVED_REGULATIONS", "GB-WLS")), "wales"),
        (party(of("UK_CA_DEVOLVED_REGULATIONS", "GB-NIR")), "northern-ireland"),
        (party(region="UKL22"), "wales"),
        (party(region="UKM"), "scotland"),
        (party(region="UKN0"), "northern-ireland"),
        (party(region="UKC11"), "england"),
        (party(region="UKK"), "england"),
        (party(region="TLM5"), "scotland"),
        (party(region="TLD"), "england"),
        (party(countryName="England"), "england"),
        (party(region="UK"), None),
        (party(region="NO082"), None),
        (party(region="London", countryName="United Kingdom"), None),
    ],
)
def test_the_nation_of_the_buyer(release, nation):
    facts, remarks = facts_of(release)
    assert (facts.get("buyer.nation"), remarks) == (nation, [])


# One row: what is published, the facts that must not be there, and the remark made instead (None: nothing to say).
UNKNOWN = [
    ({"tender": {"title": "  "}}, ["tender.title"], None),
    ({"tender": {"title": None}}, ["tender.title"], None),
    ({"tender": {"value": {"currency": "COP"}}}, ["tender.value"], None),
    ({"tender": {"specialRegime": []}}, ["tender.special_regimes", "tender.light_touch"], None),
    ({"tag": ["planning"], "date": "2026-01-01"}, ["tender.notice_date"], None),
    (
        {
            "tender": {
                "techniques": {"hasElectronicAuction": True},
                "lots": [{"id": "1", "techniques": {"hasFrameworkAgreement": True}}, {"id": "2"}],
            }
        },
        ["tender.framework"],
        None,
    ),
    (
        {"tender": {"title": 5}},
        ["tender.title"],
        ("/tender/title", "this should be text, but is a number; it was not used"),
    ),
    ({"tender": ["x"]}, ["tender.title"], ("/tender", "this should be an object, but is a list; it was not used")),
    (
        {"tender": {"value": 5}},
        ["tender.value"],
        ("/tender/value", "this should be an object, but is a number; it was not used"),
    ),
    (
        {"tender": {"value": {"amount": 5}}},
        ["tender.value"],
        ("/tender/value", "no currency is given; the amount was not used"),
    ),
    (
        {"tender": {"value": {"amount": 5, "currency": "pounds"}}},
        ["tender.value"],
        ("/tender/value", "the currency 'pounds' is no ISO 4217 code; the amount was not used"),
    ),
    (
        {"tender": {"value": {"amountGross": 5, "currency": "GBP"}}},
        ["tender.value"],
        ("/tender/value", "only the amount with VAT is published; the amount without VAT is not known"),
    ),
    (
        {"tender": {"value": {"amount": "£5", "currency": "GBP"}}},
        ["tender.value"],
        ("/tender/value/amount", "'£5' is not a number that can be used here"),
    ),
    (
        {"tender": {"value": {"amount": True, "currency": "GBP"}}},
        ["tender.value"],
        ("/tender/value/amount", "this should be a number, but is true; it was not used"),
    ),
    (
        '{"ocid": "x", "tender": {"value": {"amount": Infinity, "currency": "GBP"}}}',
        ["tender.value"],
        ("/tender/value/amount", "'Infinity' is not a number that can be used here"),
    ),
    (
        '{"ocid": "x", "tender": {"value": {"amount": 1e900000000, "currency": "GBP"}}}',
        ["tender.value"],
        ("/tender/value/amount", "'1E+900000000' is not a number that can be used here"),
    ),
    (
        '{"ocid": "x", "tender": {"value": {"amount": 1e99999999999999999999, "currency": "GBP"}}}',
        ["tender.value"],
        ("/tender/value/amount", "'NaN' is not a number that can be used here"),
    ),
    (
        {"tag": ["tender"], "date": "10/04/2026"},
        ["tender.notice_date"],
        ("/date", "'10/04/2026' is not a date that can be read"),
    ),
    (
        {"tag": ["tender"], "date": "2026-02-30T00:00:00Z"},
        ["tender.notice_date"],
        ("/date", "'2026-02-30T00:00:00Z' is not a date that can be read"),
    ),
    (
        {
            "tag": ["tenderUpdate"],
            "date": "2026-04-10",
            "tender": {"documents": [{"noticeType": "UK4", "datePublished": "2026-04-10"}]},
        },
        ["tender.notice_date"],
        ("/date", "this is an update; the date of the tender notice itself is not in it"),
    ),
    (
        {"tender": {"mainProcurementCategory": "consulting"}},
        ["tender.category"],
        ("/tender/mainProcurementCategory", "'consulting' is no code that is known here"),
    ),
    (
        {"tender": {"aboveThreshold": "yes"}},
        ["tender.above_threshold"],
        ("/tender/aboveThreshold", "this should be true or false, but is the text 'yes'; it was not used"),
    ),
    (
        {"tender": {"techniques": {"hasFrameworkAgreement": False, "frameworkAgreement": {"maximumParticipants": 2}}}},
        ["tender.framework"],
        (
            "/tender/techniques/hasFrameworkAgreement",
            "this says that there is no framework agreement, and one is described beside it",
        ),
    ),
    (
        {"tender": {"legalBasis": {"scheme": "UKPGA", "id": "1999/1"}}},
        ["tender.legal_basis"],
        ("/tender/legalBasis", "'UKPGA 1999/1' is no legal basis that is known here"),
    ),
    (
        {"ocid": "ocds-abcd-1", "tender": {"legalBasis": {"scheme": "CELEX", "id": "32014L0024"}}},
        ["tender.legal_basis"],
        (
            "/tender/legalBasis",
            (
                "the legal basis is the directive 32014L0024; whether the 2015 Regulations apply is not known, as the "
                "notice is not from a UK notice service"
            ),
        ),
    ),
    (
        {
            "tender": {
                "legalBasis": {"scheme": "CELEX", "id": "32014L0024"},
                "lots": [{"id": "1", "description": "Under the Provider Selection Regime."}],
            }
        },
        ["tender.legal_basis"],
        (
            "/tender/lots/0/description",
            "this names the Provider Selection Regime, and the legal basis is given as another law",
        ),
    ),
    (
        {"tender": {"items": [{"deliveryAddresses": [{"region": "UKI31"}, {"region": "South East"}]}]}},
        ["tender.region_codes"],
        (
            "/tender/items/0/deliveryAddresses/1/region",
            "the region is given as 'South East', not as a NUTS or ITL code; the regions were not used",
        ),
    ),
    (
        {"tender": {"items": [{"deliveryAddresses": [{"region": "KENT"}]}]}},
        ["tender.region_codes"],
        (
            "/tender/items/0/deliveryAddresses/0/region",
            "the region is given as 'KENT', not as a NUTS or ITL code; the regions were not used",
        ),
    ),
    (
        party({"scheme": "TED_CA_TYPE", "description": "Body Governed by Public Law"}),
        ["buyer.kind"],
        (
            "/parties/0/details/classifications/0",
            "'Body Governed by Public Law' does not say whether this is central government or sub-central",
        ),
    ),
    (
        party(of("TED_CA_TYPE", "Housing Association")),
        ["buyer.kind"],
        (
            "/parties/0/details/classifications/0",
            "'Housing Association' is no type of authority of TED_CA_TYPE that is known here",
        ),
    ),
    (
        party(of("TED_CA_TYPE", "MINISTRY"), of("TED_CA_TYPE", "REGIONAL_AGENCY")),
        ["buyer.kind"],
        (
            "/parties/0/details/classifications/0",
            "the buyer is classified as central-government and as sub-central; neither was used",
        ),
    ),
    (
        party(of("UK_CA_DEVOLVED_REGULATIONS", "GB-ENG")),
        ["buyer.nation"],
        (
            "/parties/0/details/classifications/0",
            "'GB-ENG' is no code of UK_CA_DEVOLVED_REGULATIONS that is known here",
        ),
    ),
    (
        {"parties": [{"name": "A", "roles": ["buyer"]}, {"name": "B", "roles": ["buyer"]}]},
        ["buyer.name"],
        ("/parties", "2 parties are buyers and 'buyer' names none; none was used"),
    ),
    ({"tender": {"title": "a\ud800b"}}, [], ("/tender/title", "this text holds broken characters, shown as '?'")),
    (
        '{"ocid": "x", "tender": {"title": "a"}, "tender": {"title": "b"}}',
        [],
        ("", "an object gives 'tender' more than once; the last one was used"),
    ),
]


@pytest.mark.parametrize(("release", "absent", "remark"), UNKNOWN)
def test_what_is_not_stated_stays_unknown_and_what_is_odd_is_remarked_on(release, absent, remark):
    if isinstance(release, str):
        ((procurement,), found) = read(release)
        remarks = [(each.place.pointer, each.what) for each in found]
    else:
        procurement, remarks = one(release)
    assert not set(absent) & set(procurement.facts)
    assert remarks == ([remark] if remark else [])


def test_a_very_long_number_is_read_without_being_written_out():
    digits = "9" * 100_000
    ((procurement,), remarks) = read(
        f'{{"ocid": "x", "tender": {{"value": {{"amount": {digits}, "currency": "GBP"}}}}}}'
    )
    assert procurement.facts == {}
    assert len(remarks[0].what) < 200


def weights_of(*criteria):
    procurement, remarks = one({}, lots=[{"id": "1", "awardCriteria": {"criteria": list(criteria)}}])
    answer = procurement.lots[0].facts["lot.criteria"]
    assert answer.place.pointer == "/tender/lots/0/awardCriteria/criteria"
    return [record.get("weight") for record in answer.value], [what for _, what in remarks if not what.startswith(SUM)]


SUM = "the weights of these award criteria add up to"


def said(text):
    return {"description": text}


def numbered(number, code="percentageExact", **more):
    return {"numbers": [{"number": number, "weight": code, **more}]}


NOT_100 = "the weights of the lot add up to {}, not to 100, so it may not be a percentage"
NO_SIGN = "the weight is published as '{}' without a percent sign, and "


@pytest.mark.parametrize(
    ("criteria", "weights", "remarks"),
    [
        pytest.param([numbered(30), numbered(70)], ["30%", "70%"], [], id="percentageExact"),
        pytest.param([numbered("60")], ["60%"], [], id="number as text"),
        pytest.param([numbered(12.5), numbered(5)], ["12.5%", "5%"], [], id="percentages need not add up"),
        pytest.param(
            [numbered(0.3, "decimalExact"), numbered("0.700", "decimalExact")], ["30%", "70%"], [], id="decimalExact"
        ),
        pytest.param(
            [numbered(60, "pointsExact"), numbered(40, "pointsExact")], ["60%", "40%"], [], id="points out of 100"
        ),
        pytest.param(
            [numbered(6, "pointsExact"), numbered(4, "pointsExact")],
            [None, None],
            [f"the weight is published as {number} (pointsExact), and {NOT_100.format(10)}" for number in (6, 4)],
            id="points out of 10",
        ),
        pytest.param(
            [numbered(60, "pointsExact"), numbered(40)],
            [None, "40%"],
            ["the weight is published as 60 (pointsExact), and other weights of the lot are of another kind"],
            id="points and a percentage",
        ),
        pytest.param(
            [numbered(40, "percentageRangeMiddle")],
            [None],
            ["the weight 40 is the middle of a range of percentages"],
            id="range",
        ),
        pytest.param([numbered(1, "order")], [None], ["the weight 1 is a place in an order of importance"], id="order"),
        pytest.param(
            [numbered(1, "stars")], [None], ["the weight 1 is of an unknown kind, 'stars'"], id="unknown kind"
        ),
        pytest.param(
            [numbered(130)],
            [None],
            ["the weight is published as 130 (percentageExact), which is not between 0% and 100%"],
            id="above 100",
        ),
        pytest.param(
            [numbered(-5)],
            [None],
            ["the weight is published as -5 (percentageExact), which is not between 0% and 100%"],
            id="below 0",
        ),
        pytest.param(
            [{"numbers": [{"number": 60, "weight": "percentageExact"}, {"number": 40}]}],
            ["60%"],
            ["this number does not say what it is; it was not used as a weight"],
            id="a number beside the weight",
        ),
        pytest.param(
            [{"numbers": [{"number": 60, "weight": "percentageExact"}, {"number": 20, "threshold": "minimumScore"}]}],
            ["60%"],
            [],
            id="a threshold beside the weight",
        ),
        pytest.param(
            [{"numbers": [{"number": 6, "weight": "percentageExact"}, {"number": 4, "weight": "percentageExact"}]}],
            [None],
            ["more than one weight is published for this award criterion"],
            id="two weights",
        ),
        pytest.param(
            [{"numbers": [{"weight": "percentageExact"}]}],
            [None],
            ["a weight of kind 'percentageExact' is published without a number"],
            id="no number",
        ),
        pytest.param([{"numbers": []}], [None], ["no weight is published for this award criterion"], id="no numbers"),
        pytest.param(
            [{"numbers": "40%"}],
            [None],
            [
                "this should be a list, but is the text '40%'; it was not used",
                "no weight is published for this award criterion",
            ],
            id="numbers is text",
        ),
        pytest.param([said("60%"), said(" 30 % ")], ["60%", "30%"], [], id="text with a percent sign"),
        pytest.param([said("60"), said("40.0")], ["60%", "40%"], [], id="bare numbers that make 100"),
        pytest.param([said("60%"), said("40")], ["60%", "40%"], [], id="one with a sign, together 100"),
        pytest.param([said(60), said(40)], ["60%", "40%"], [], id="bare numbers not as text"),
        pytest.param(
            [said("60"), said("37")],
            [None, None],
            [NO_SIGN.format(number) + NOT_100.format(97) for number in (60, 37)],
            id="bare numbers that make 97",
        ),
        pytest.param(
            [said("400"), said("600")],
            [None, None],
            [NO_SIGN.format(number) + NOT_100.format(1000) for number in (400, 600)],
            id="bare numbers that make 1000",
        ),
        pytest.param(
            [said("100"), {}],
            [None, None],
            [
                NO_SIGN.format(100) + "another criterion of the lot has no exact weight, so it may not be a percentage",
                "no weight is published for this award criterion",
            ],
            id="price left out",
        ),
        pytest.param(
            [said("60"), said("40"), said("Pass/ Fail")],
            ["60%", "40%", None],
            ["'Pass/ Fail' is no weight"],
            id="a gate among them",
        ),
        pytest.param([said("60-85%")], [None], ["the weight is published as a range, '60-85%'"], id="range in text"),
        pytest.param(
            [said("150%")], [None], ["the weight is published as '150%', which is not between 0% and 100%"], id="150%"
        ),
        pytest.param(
            [said("Our method statement")], [None], ["no weight is published for this award criterion"], id="words"
        ),
    ],
)
def test_only_an_exact_percentage_is_a_weight(criteria, weights, remarks):
    assert weights_of(*criteria) == (weights, remarks)


def test_a_criterion_is_a_record_of_what_is_known():
    procurement, remarks = one(
        {},
        lots=[
            {
                "id": "1",
                "awardCriteria": {
                    "criteria": [
                        {
                            "type": "quality",
                            "name": "Social value",
                            "description": "Jobs for residents",
                            **numbered(10),
                        },
                        {"type": "price", "description": "90%"},
                        {"type": "magic", **numbered(0)},
                    ]
                },
            }
        ],
    )
    assert procurement.lots[0].facts["lot.criteria"].value == [
        {"name": "Social value", "kind": "quality", "weight": "10%", "description": "Jobs for residents"},
        {"kind": "price", "weight": "90%"},  # the description is the weight, and nothing else
        {"weight": "0%"},
    ]
    assert remarks == [
        ("/tender/lots/0/awardCriteria/criteria/2/type", "'magic' is no kind of award criterion that is known here")
    ]


def test_lots_keep_what_is_said_about_them():
    gbp = {"amount": 5, "amountGross": 6, "currency": "GBP"}
    procurement, remarks = one(
        {}, value=gbp, lots=[{"id": "1", "title": "North", "description": "All", "value": gbp}, {"id": 2}]
    )
    assert [(lot.id, lot.title, lot.implied) for lot in procurement.lots] == [("1", "North", False), ("2", "", False)]
    assert {name: answer.value for name, answer in procurement.lots[0].facts.items()} == {
        "lot.title": "North",
        "lot.description": "All",
        "lot.value": "GBP 5",
        "lot.value_gross": "GBP 6",
    }
    assert procurement.lots[1].facts == {}
    assert remarks == []


def test_a_lot_in_another_currency_is_remarked_on_and_kept():
    procurement, remarks = one(
        {}, value={"amount": 5, "currency": "GBP"}, lots=[{"id": "1", "value": {"amount": 9, "currency": "AED"}}]
    )
    assert procurement.lots[0].facts["lot.value"].value == "AED 9"
    assert remarks == [
        ("/tender/lots/0/value/currency", "this lot's value is in AED, the tender's in GBP; the two cannot be compared")
    ]


def test_ids_that_are_missing_or_taken_are_made():
    procurement, remarks = one({}, lots=[{}, {"id": "1"}, {"id": "1"}, {"id": "x" * 200}, "no lot"])
    assert [lot.id for lot in procurement.lots] == ["lot 1", "1", "1 (2)", "x" * 120]
    assert [pointer for pointer, _ in remarks] == [
        "/tender/lots/0",
        "/tender/lots/2/id",
        "/tender/lots/3/id",
        "/tender/lots/4",
    ]


def test_without_lots_one_is_implied():
    procurement, _ = one({"tag": ["award"], "awards": [{"id": "1"}]})
    assert [(lot.id, lot.implied) for lot in procurement.lots] == [("whole", True)]


def test_bids_are_for_lots():
    value = {"amount": 5, "currency": "GBP"}
    parties = [{"id": "s1", "name": "Care Ltd", "identifier": {"scheme": "GB-COH", "id": "01"}}]
    details = [
        {
            "id": "a",
            "status": "valid",
            "relatedLots": ["1"],
            "tenderers": [{"id": "s1"}, {"name": "Kind CIC"}],
            "value": value,
        },
        {"id": "b", "relatedLots": ["1", "2"], "value": value},
        {"relatedLots": ["2"], "tenderers": [{"id": "t", "name": "T"}]},
        {"id": "d", "status": "withdrawn", "relatedLots": ["1"]},
        {"id": "e"},
        {"id": "f", "relatedLots": ["9"]},
        {"id": "a", "status": "shiny", "relatedLot": "2"},
    ]
    procurement, remarks = one({"parties": parties, "bids": {"details": details}}, lots=[{"id": "1"}, {"id": "2"}])
    assert [(bid.id, bid.lot, bid.bidder.id, bid.bidder.name) for bid in procurement.bids] == [
        ("a", "1", "GB-COH-01", "Care Ltd and Kind CIC"),
        ("b/1", "1", "", ""),
        ("b/2", "2", "", ""),
        ("bid 3", "2", "t", "T"),
        ("a (2)", "2", "", ""),
    ]
    assert {bid.id: bid.facts["bid.price"].value for bid in procurement.bids if bid.facts} == {"a": "GBP 5"}
    assert procurement.bids[0].facts["bid.price"].place.pointer == "/bids/details/0/value/amount"
    assert [pointer for pointer, _ in remarks] == [
        "/bids/details/1/value",
        "/bids/details/2",
        "/bids/details/3/status",
        "/bids/details/4",
        "/bids/details/5/relatedLots/0",
        "/bids/details/6/status",
        "/bids/details/6/id",
    ]


@pytest.mark.parametrize(("lots", "lot"), [([], "whole"), ([{"id": "1"}], "1"), ([{}], "lot 1")])
def test_a_bid_that_names_no_lot_is_for_the_only_one(lots, lot):
    procurement, _ = one({"bids": {"details": [{"id": "a"}]}}, lots=lots)
    assert [bid.lot for bid in procurement.bids] == [lot]


def test_a_lot_without_an_id_cannot_be_named():
    procurement, remarks = one({"bids": {"details": [{"id": "a", "relatedLots": ["9"]}]}}, lots=[{}])
    assert procurement.bids == ()
    assert remarks[-1] == ("/bids/details/0/relatedLots/0", "there is no lot '9'")


def test_a_published_lot_that_is_nowhere_described_is_the_implied_one():
    procurement, remarks = one({"bids": {"details": [{"id": "a", "relatedLots": ["LOT-0000"]}]}})
    assert ([bid.lot for bid in procurement.bids], remarks) == (["whole"], [])


def test_the_buyer_has_the_id_of_its_register_where_there_is_one():
    release = {
        "buyer": {"id": "org-7", "name": "N"},
        "parties": [{"id": "org-7", "identifier": {"scheme": "GB-PPON", "id": "P-1"}}],
    }
    assert one(release)[0].buyer.model_dump() == {"id": "GB-PPON-P-1", "name": "N"}
    assert one({"buyer": {"id": "org-7"}})[0].buyer.model_dump() == {"id": "org-7", "name": ""}


@pytest.mark.parametrize(
    ("tags", "stage"),
    [
        (["planning"], Stage.DESIGN),
        (["planningUpdate"], Stage.DESIGN),
        (["planning", "tender"], Stage.SPECIFICATION),
        (["award", "contract"], Stage.SPECIFICATION),
        ([], Stage.SPECIFICATION),
        (None, Stage.SPECIFICATION),
    ],
)
def test_the_stage(tags, stage):
    assert one({"tag": tags})[0].stage is stage


RELEASE = {"ocid": "a", "date": "2026-01-01", "tag": ["tender"], "tender": {"title": "A"}}
LATER = {"ocid": "a", "date": "2026-02-01", "tag": ["tenderUpdate"], "tender": {"title": "B"}}
VERSIONED = {
    "ocid": "a",
    "tender": {
        "id": "t",
        "title": [
            {"releaseID": "2", "releaseDate": "2026-02-01", "releaseTag": ["tenderUpdate"], "value": "B"},
            {"releaseID": "1", "releaseDate": "2026-01-01", "releaseTag": ["tender"], "value": "A"},
        ],
        "lots": [
            {
                "id": "1",
                "title": [{"releaseID": "1", "releaseDate": "2026-01-01", "releaseTag": ["tender"], "value": "L"}],
            }
        ],
    },
}


@pytest.mark.parametrize(
    ("document", "titles", "pointers", "remarks"),
    [
        pytest.param(RELEASE, ["A"], ["/tender/title"], 0, id="bare release"),
        pytest.param({"releases": [RELEASE]}, ["A"], ["/releases/0/tender/title"], 0, id="release package"),
        pytest.param(
            [RELEASE, {**LATER, "ocid": "b"}], ["A", "B"], ["/0/tender/title", "/1/tender/title"], 1, id="array"
        ),
        pytest.param([{"releases": [RELEASE]}], ["A"], ["/0/releases/0/tender/title"], 0, id="array of packages"),
        pytest.param(
            {"releases": [LATER, RELEASE]},
            ["B"],
            ["/releases/0/tender/title"],
            1,
            id="two releases of one process",
        ),
        pytest.param(
            {"releases": [RELEASE, {**LATER, "date": "soon"}]},
            ["A", "B"],
            ["/releases/0/tender/title", "/releases/1/tender/title"],
            2,
            id="two releases without an order",
        ),
        pytest.param({"releases": [5, RELEASE]}, ["A"], ["/releases/1/tender/title"], 1, id="no release among them"),
        pytest.param(
            {"records": [{"ocid": "a", "releases": [LATER], "compiledRelease": RELEASE}]},
            ["A"],
            ["/records/0/compiledRelease/tender/title"],
            0,
            id="compiled release",
        ),
        pytest.param(
            {"ocid": "a", "compiledRelease": RELEASE}, ["A"], ["/compiledRelease/tender/title"], 0, id="bare record"
        ),
        pytest.param(
            {"records": [{"ocid": "a", "releases": [LATER, RELEASE]}]},
            ["B"],
            ["/records/0/releases/0/tender/title"],
            1,
            id="record with releases",
        ),
        pytest.param(
            {"records": [{"ocid": "a", "releases": [{**LATER, "date": None}, RELEASE]}]},
            ["B"],
            ["/records/0/releases/0/tender/title"],
            2,
            id="record with releases without an order: the last",
        ),
        pytest.param(
            {"records": [{"ocid": "a", "releases": [RELEASE]}]},
            ["A"],
            ["/records/0/releases/0/tender/title"],
            0,
            id="record with one release",
        ),
        pytest.param(
            {"records": [{"ocid": "a", "versionedRelease": VERSIONED, "releases": [LATER]}]},
            ["B"],
            ["/records/0/versionedRelease/tender/title/0/value"],
            1,
            id="versioned release",
        ),
        pytest.param(
            {"records": [{"ocid": "a", "releases": [{"url": "u", "date": "d", "tag": []}]}]},
            [],
            [],
            1,
            id="linked releases only",
        ),
        pytest.param({"hello": 1}, [], [], 1, id="no OCDS"),
        pytest.param([[RELEASE]], [], [], 1, id="array in an array"),
        pytest.param([], [], [], 0, id="nothing"),
        pytest.param(42, [], [], 1, id="a number"),
        pytest.param(None, [], [], 1, id="null"),
    ],
)
def test_every_shape_is_taken_apart(document, titles, pointers, remarks):
    procurements, found = read(document)
    assert [procurement.title for procurement in procurements] == titles
    assert [procurement.facts["tender.title"].place.pointer for procurement in procurements] == pointers
    assert len(found) == remarks


def test_a_versioned_release_gives_the_values_of_its_lots():
    ((procurement,), _) = read({"records": [{"ocid": "a", "versionedRelease": VERSIONED}]})
    (lot,) = procurement.lots
    assert (lot.id, lot.title) == ("1", "L")
    assert lot.facts["lot.title"].place.pointer == "/records/0/versionedRelease/tender/lots/0/title/0/value"


def test_each_procurement_has_its_own_remarks():
    odd = {"ocid": "b", "tender": {"title": 5}}
    (first, second), remarks = read({"releases": [RELEASE, odd]})
    assert first.remarks == ()
    assert second.remarks == remarks
    assert [remark.place.pointer for remark in remarks] == ["/releases/1/tender/title"]


def test_json_lines_have_lines_for_places():
    text = "\n".join([json.dumps(RELEASE), "", "{broken", json.dumps({**RELEASE, "ocid": None}), ""])
    procurements, remarks = read(text)
    assert [procurement.facts["tender.title"].place.line for procurement in procurements] == [1, 4]
    assert [procurement.id for procurement in procurements] == ["a", "release at line 4"]
    assert [(str(remark.place), remark.what.partition(":")[0]) for remark in remarks] == [
        ("n.json:3", "this line was left out"),
        ("n.json:4", "this release has no ocid; it is called 'release at line 4' here"),
    ]


@pytest.mark.parametrize(
    ("document", "identifier"),
    [
        ({"tag": ["tender"], "id": "r1"}, "r1"),
        ({"tag": ["tender"]}, "release at the top"),
        ({"releases": [{}]}, "release at /releases/0"),
        ({"ocid": 12}, "12"),
        ({"ocid": "x" * 400}, "x" * 300),
    ],
)
def test_a_procurement_always_has_an_id(document, identifier):
    ((procurement,), remarks) = read(document)
    assert procurement.id == identifier
    assert len(remarks) == (0 if document.get("ocid") == 12 else 1)


@pytest.mark.parametrize(
    "text", ["", "  ", "form: procurement/1", "{", '{"ocid": "x"', "<xml/>", "[" * 200_000, "{a: 1}\n{b: 2}"]
)
def test_what_is_not_json_is_refused_with_its_place(text):
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert caught.value.problems[0].place.document == "n.json"


@pytest.mark.parametrize(
    ("document", "least", "most"),
    [
        (json.dumps(RELEASE), 90, 100),
        (json.dumps({"releases": [RELEASE]}), 90, 100),
        ("\ufeff " + json.dumps([{"ocid": "x"}]), 60, 80),
        ('{"releases": []}', 30, 50),
        ('{"form": "procurement/1", "id": "ocds-1"}', 0, 0),
        ("form: procurement/1\nid: ocds-1\n", 0, 0),
        ('{"data": {"title": "ocid"}}', 0, 0),
        ("", 0, 0),
    ],
)
def test_sniffing(document, least, most):
    assert least <= FORMAT.sniff(RawDocument.of_text("x", document)) <= most


def test_the_format_comes_in_by_the_hook():
    assert list(sv_rules_document_formats()) == [FORMAT]
    assert getattr(sv_rules_document_formats, f"{PROJECT}_impl")


WORDS = [
    "ocid",
    "id",
    "tag",
    "date",
    "tender",
    "lots",
    "value",
    "amount",
    "amountGross",
    "currency",
    "awardCriteria",
    "criteria",
    "numbers",
    "number",
    "weight",
    "description",
    "releases",
    "records",
    "compiledRelease",
    "versionedRelease",
    "releaseDate",
    "parties",
    "buyer",
    "roles",
    "details",
    "classifications",
    "scheme",
    "bids",
    "relatedLots",
    "tenderers",
    "items",
    "deliveryAddresses",
    "region",
    "documents",
    "noticeType",
    "techniques",
    "hasFrameworkAgreement",
    "specialRegime",
    "status",
]
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([*WORDS, "percentageExact", "GBP", "UK4", "60"])
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=6),
    max_leaves=40,
)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(JSON)
def test_any_json_is_read(document):
    inside = {
        "tender": document,
        "parties": document,
        "bids": {"details": document},
        "buyer": document,
        "tag": document,
    }
    read({"ocid": "x", **inside})
    read(json.dumps(document))


def test_amounts_are_exact():
    amounts = random.Random(7)
    for _ in range(200):
        amount = Decimal(amounts.randrange(10**18)) / Decimal(10 ** amounts.randrange(6))
        text = f'{{"ocid": "x", "tender": {{"value": {{"amount": {amount:f}, "currency": "GBP"}}}}}}'
        ((procurement,), _) = read(text)
        assert Decimal(procurement.facts["tender.value"].value.removeprefix("GBP ")) == amount
