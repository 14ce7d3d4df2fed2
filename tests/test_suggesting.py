"""Which rulepacks a notice points to: by its buyer, by where the work is done, and never by more than that."""

import pytest
import yaml

from sv_rules import Host
from sv_rules.loading.layers import find_packs
from sv_rules.model.authored import Area
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Lot, Organisation, Procurement
from sv_rules.suggesting import Suggestion, suggest_packs

AREAS = [
    ("haringey", Area(name="Haringey", gss="E09000014", authority="London borough")),
    ("lambeth", Area(name="Lambeth", gss="E09000022", authority="London borough")),
    ("brighton-and-hove", Area(name="Brighton & Hove", gss="E06000043", authority="City council")),
    ("east-sussex", Area(name="East Sussex", gss="E10000011", authority="County council")),
    ("northshire", Area(name="Northshire", authority="County council")),
]


def suggested(name="", identifier="", regions=None):
    facts = {}
    if regions is not None:
        facts["tender.region_codes"] = Answer(value=regions, place=Place(document="n.json"))
    buyer = Organisation(name=name, id=identifier)
    return suggest_packs(Procurement(id="p", lots=(Lot(id="1"),), buyer=buyer, facts=facts), AREAS)


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("London Borough of Haringey", "haringey"),
        ("Haringey Council", "haringey"),
        ("HARINGEY LONDON BOROUGH COUNCIL", "haringey"),
        ("The Royal Borough of Lambeth", "lambeth"),  # a wrong title, and no other Lambeth
        ("Brighton and Hove City Council", "brighton-and-hove"),
        ("Brighton & Hove City Council", "brighton-and-hove"),
        ("East Sussex County Council", "east-sussex"),
        ("Northshire Metropolitan District Council", "northshire"),
    ],
)
def test_a_buyers_name_is_that_of_its_area(name, pack):
    assert suggested(name) == (Suggestion(pack, f"the buyer is {name}"),)


@pytest.mark.parametrize(
    "name",
    [
        "Haringey Sixth Form College",
        "Homes for Lambeth",
        "Sussex",
        "West Sussex County Council",
        "Council",
        "London",
        "",
    ],
)
def test_another_buyers_name_is_not(name):
    assert suggested(name) == ()


def test_a_buyers_id_with_the_code_of_the_area():
    assert suggested(identifier="GB-LAE-E09000022") == (
        Suggestion("lambeth", "the buyer's id GB-LAE-E09000022 has the code of Lambeth, E09000022"),
    )


# Eurostat and ONS: UKI45 is Lambeth, UKI43 is Haringey and Islington, UKJ21 Brighton and Hove, UKJ22 East Sussex CC.
@pytest.mark.parametrize(
    ("regions", "packs"),
    [
        (["UKI45"], [("lambeth", True)]),
        (["TLI45"], [("lambeth", True)]),
        (["UKI43"], [("haringey", False)]),
        (["UKI43", "UKJ21"], [("brighton-and-hove", True), ("haringey", False)]),
        (["UKJ22", "UKJ22"], [("east-sussex", True)]),
        (["UKI"], []),
        (["UKI4"], []),
        (["FRI45"], []),
        ("UKI45", []),
        ([None], []),
    ],
)
def test_a_region_that_is_one_area_is_told_from_one_that_holds_several(regions, packs):
    assert [(one.pack, one.certain) for one in suggested(regions=regions)] == packs


def test_a_region_of_several_says_so():
    (only,) = suggested(regions=["UKI43"])
    assert only.why == (
        "the contract is delivered in UKI43, which holds Haringey and Islington; it is not said which of them"
    )


def test_the_buyer_goes_before_the_region():
    assert suggested("Haringey Council", regions=["UKI43"]) == (
        Suggestion("haringey", "the buyer is Haringey Council"),
    )


def test_every_area_we_ship_is_found_by_its_own_name():
    found = find_packs(Host().registry.rulepacks)
    heads = {name: yaml.safe_load((folder / "rulepack.yaml").read_text("utf-8")) for name, folder in found.items()}
    areas = [(name, Area.model_validate(head["area"])) for name, head in heads.items() if "area" in head]
    assert len(areas) >= 12
    for pack, area in areas:
        buyer = Organisation(name=f"{area.name} Council")
        found = suggest_packs(Procurement(id="p", lots=(Lot(id="1"),), buyer=buyer), areas)
        assert pack in [one.pack for one in found]
