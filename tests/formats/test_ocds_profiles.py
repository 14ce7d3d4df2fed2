"""Which publisher's form a release is in, clue by clue, and what that changes."""

import json

import pytest

from sv_rules.model.raw_document import RawDocument
from sv_rules_ocds import FORMAT
from sv_rules_ocds.node import Node, Notes
from sv_rules_ocds.profiles import PROFILES, profile

UK_EXTENSION = "https://raw.githubusercontent.com/cabinetoffice/ocds_uk_extension/main/extension.json"
ACT = {"legalBasis": {"scheme": "UKPGA", "id": "2023/54"}}
DIRECTIVE = {"legalBasis": {"scheme": "CELEX", "id": "32014L0024"}}
UK4 = {"documents": [{"noticeType": "UK4"}]}

# One row: the release, the extensions of its package, the profile.
CLUES = [
    ("nothing", {}, [], "other"),
    ("another publisher", {"ocid": "ocds-213czf-1"}, [], "other"),
    ("a prefix alone", {"ocid": "ocds-r6ebe6-1"}, [], "public-contracts-scotland"),
    ("Find a Tender's prefix alone", {"ocid": "ocds-h6vhtk-1"}, [], "find-a-tender-2015"),
    ("the Act", {"ocid": "ocds-h6vhtk-1", "tender": ACT}, [], "find-a-tender-2023"),
    ("a directive", {"ocid": "ocds-h6vhtk-1", "tender": DIRECTIVE}, [], "find-a-tender-2015"),
    ("a directive in Wales", {"ocid": "ocds-kuma6s-1", "tender": DIRECTIVE}, [], "sell2wales"),
    ("a directive elsewhere", {"ocid": "ocds-abcd12-1", "tender": DIRECTIVE}, [], "ted"),
    ("a directive by derivation", {"tender": {"legalBasis": {"wasDerivedFrom": {"scheme": "CELEX"}}}}, [], "ted"),
    ("Contracts Finder", {"ocid": "ocds-b5fd17-1"}, [], "contracts-finder"),
    ("a notice type", {"ocid": "ocds-h6vhtk-1", "tender": UK4}, [], "find-a-tender-2023"),
    ("a notice type of an award", {"ocid": "ocds-h6vhtk-1", "awards": [5, UK4]}, [], "find-a-tender-2023"),
    ("another notice type", {"ocid": "ocds-h6vhtk-1", "tender": {"documents": [{"noticeType": "F02"}]}}, [], None),
    ("the UK extension and the Act", {"tender": ACT}, [UK_EXTENSION], "find-a-tender-2023"),
    ("the UK extension and a directive", {"tender": DIRECTIVE}, [UK_EXTENSION], "find-a-tender-2015"),
    ("the extension goes before the prefix", {"ocid": "ocds-b5fd17-1"}, [UK_EXTENSION], "find-a-tender-2015"),
    (
        "eForms",
        {"ocid": "x"},
        ["https://standard.open-contracting.org/profiles/eforms/latest/en/extension.json"],
        "ted",
    ),
    (
        "odd values",
        {"ocid": 5, "tender": [], "awards": {}, "contracts": [{"documents": 5}, {"documents": [1]}]},
        [],
        "other",
    ),
]


@pytest.mark.parametrize(("release", "extensions", "name"), [row[1:] for row in CLUES], ids=[row[0] for row in CLUES])
def test_each_clue_narrows_what_the_earlier_left(release, extensions, name):
    notes = Notes("n.json")
    assert profile(Node(release, (), notes), extensions).id == (name or "find-a-tender-2015")
    assert notes.remarks == []  # looking for clues tells nothing


def test_every_profile_says_who_publishes():
    assert all(each.title and name == each.id for name, each in PROFILES.items())
    assert [name for name, each in PROFILES.items() if not each.release_ids] == ["public-contracts-scotland"]


@pytest.mark.parametrize(
    ("tender", "weights"), [(DIRECTIVE, ["60%", "40%"]), (ACT, [None, "40%"])], ids=["2015", "2023"]
)
def test_a_bare_number_is_a_weight_in_the_older_forms_only(tender, weights):
    criteria = [{"description": "60"}, {"description": "40%"}]
    release = {"ocid": "ocds-h6vhtk-1", "tender": {**tender, "lots": [{"awardCriteria": {"criteria": criteria}}]}}
    ((procurement,), _) = FORMAT.load(RawDocument.of_text("n.json", json.dumps(release)))
    assert [each.get("weight") for each in procurement.lots[0].facts["lot.criteria"].value] == weights


def percent(number):
    return {"numbers": [{"number": number, "weight": "percentageExact"}]}


SUM = "the weights of these award criteria add up to "


@pytest.mark.parametrize(
    ("criteria", "told"),
    [
        ([percent(60), percent(40)], None),
        ([percent(60), percent(37)], SUM + "97, not to 100"),
        ([percent(50), {}], SUM + "50, not to 100; 1 of 2 has no exact weight"),
        ([percent(50), {}, {"description": "10-20%"}], SUM + "50, not to 100; 2 of 3 have no exact weight"),
        ([percent(100), {}], None),
        ([{}, {}], None),
        ([percent(12.5), percent(12.5)], SUM + "25, not to 100"),
        ([{"description": "Pass/Fail"}, percent(90)], SUM + "90, not to 100"),
    ],
)
@pytest.mark.parametrize("where", ["lots", "lotGroups", "tender"])
def test_the_sum_of_the_weights(criteria, told, where):
    parent = {"id": "1", "awardCriteria": {"criteria": criteria}}
    tender = parent if where == "tender" else {where: [parent]}
    (_, remarks) = FORMAT.load(RawDocument.of_text("n.json", json.dumps({"ocid": "x", "tender": tender})))
    found = [(remark.what, remark.place.pointer) for remark in remarks if remark.what.startswith(SUM)]
    pointer = "/tender/awardCriteria/criteria" if where == "tender" else f"/tender/{where}/0/awardCriteria/criteria"
    assert found == ([(told, pointer)] if told else [])


def test_the_tenders_criteria_are_those_of_lots_without_their_own():
    own = {"awardCriteria": {"criteria": [percent(100)]}}
    tender = {"lots": [{"id": "1", **own}, {"id": "2"}], "awardCriteria": {"criteria": [percent(80), percent(20)]}}
    ((procurement,), _) = FORMAT.load(RawDocument.of_text("n.json", json.dumps({"ocid": "x", "tender": tender})))
    first, second = (lot.facts["lot.criteria"] for lot in procurement.lots)
    assert [each["weight"] for each in first.value] == ["100%"]
    assert [each["weight"] for each in second.value] == ["80%", "20%"]
    assert second.place.pointer == "/tender/awardCriteria/criteria"


def test_criteria_of_a_group_of_lots_are_no_lots():
    group = {"id": "G", "awardCriteria": {"criteria": [percent(100)]}}
    tender = {"lots": [{"id": "1"}], "lotGroups": [group]}
    ((procurement,), remarks) = FORMAT.load(RawDocument.of_text("n.json", json.dumps({"ocid": "x", "tender": tender})))
    assert procurement.lots[0].facts == {}
    assert [remark.what for remark in remarks] == [
        "these award criteria are for a group of lots; they were not taken for those of any one lot"
    ]
