"""What we export is OCDS: no error, no field that no extension declares, no code that a closed codelist lacks."""

import copy
import json
from decimal import Decimal

import pytest

import sv_rules_ocds
from sv_rules.host import Host
from sv_rules.loading.load import load_rulepack
from sv_rules.model.evidence import Evidence
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Bid, Contact, Contract, Lot, Organisation, Procurement
from sv_rules.shipped import shipped
from sv_rules_ocds.export import dump

pytestmark = pytest.mark.slow

PACKS = sorted(path.parent.name for path in shipped("rulepacks").glob("*/rulepack.yaml"))
PLACE = Place(document="made-up.yaml")


@pytest.fixture(scope="module")
def host():
    return Host(plugins=(sv_rules_ocds,), discover=False)


def facts(**values):
    return {name.replace("__", "."): Answer(value=value, place=PLACE) for name, value in values.items()}


def packaged(procurement, rulepack, extensions):
    return json.loads(dump(procurement, rulepack, extensions=extensions).data)


def nothing_wrong(found):
    return all(not value for value in found.values())


@pytest.mark.parametrize("pack", PACKS)
def test_what_a_pack_asks(pack, host, review, extensions):
    found = review(packaged(None, load_rulepack((pack,), host.registry), extensions))
    assert nothing_wrong(found), found


def test_the_worked_example_with_its_bids(host, review, extensions):
    folder = shipped("examples") / "haringey-catering"
    procurement = host.read(folder / "notice.json", folder / "bids.yaml")
    package = packaged(procurement, load_rulepack(("haringey",), host.registry), extensions)
    assert len(package["releases"][0]["bids"]["details"]) == 3
    found = review(package)
    assert nothing_wrong(found), found


@pytest.fixture(scope="module")
def in_delivery(host, extensions):
    """A fictional contract under the Procurement Act, with everything that an export can hold."""
    procurement = Procurement(
        id="ocds-213czf-northshire-1",
        title="Fictional care at home",
        buyer=Organisation(id="GB-PPON-ABCD-1234-EFGH", name="Fictional Northshire Council"),
        facts=facts(
            tender__description="Care at home, made up.",
            tender__value="GBP 5000000.50",
            tender__value_gross="GBP 6000000.60",
            tender__notice_date="2026-02-20",
            tender__category="services",
            tender__procedure="open",
            tender__framework=False,
            tender__above_threshold=True,
            tender__legal_basis="procurement-act-2023",
            tender__special_regimes=["lightTouch"],
            tender__region_codes=["UKI31", "UKI4"],
            tender__suitable_for_sme=True,
            tender__suitable_for_vcse=True,
            buyer__kind="sub-central",
            buyer__nation="england",
        ),
        lots=(
            Lot(
                id="1",
                title="North",
                facts=facts(
                    lot__description="The north.",
                    lot__value="GBP 2500000",
                    lot__value_gross="GBP 3000000",
                    lot__criteria=[
                        {"name": "Price", "kind": "price", "weight": "82.5%"},
                        {"name": "Social value", "kind": "quality", "weight": "17.5%", "description": "Jobs"},
                    ],
                ),
            ),
            Lot(id="2", title="South"),
        ),
        bids=(
            Bid(
                id="B1",
                lot="1",
                bidder=Organisation(id="GB-COH-01234567", name="Fictional Care Ltd"),
                contact=Contact(address="1 Made-up Street, Northshire", email="bids@example.org"),
                facts={
                    **facts(
                        bid__price="GBP 2400000",
                        bid__lowest_hourly_pay="GBP 13.85",
                        bid__salford_living_wage="yes-by-a-date",
                        bid__kinds_of_value=[],
                        bid__council_topics=["local-economy"],
                        bid__starts_on="2026-09-01",
                        bid__notice_period="3 months",
                    ),
                    "bid.offers.new-volunteers": Answer(
                        value=40,
                        place=PLACE,
                        evidence=(Evidence(document="Plan (fictional)", at="page 3", quote="forty people"),),
                    ),
                    "bid.offers.more-recycled": Answer(value=Decimal("12.5"), place=PLACE),
                },
            ),
        ),
        contracts=(
            Contract(
                id="C1",
                lot="1",
                bid="B1",
                facts={
                    "contract.delivered.new-volunteers": Answer(value=38, place=PLACE),
                    "contract.kpis": Answer(
                        value=[{"name": "New volunteers", "rating": "good"}, {"name": "Complaints"}], place=PLACE
                    ),
                },
            ),
        ),
    )
    return packaged(procurement, load_rulepack(("salford",), host.registry), extensions)


def test_a_contract_in_delivery(in_delivery, review):
    release = in_delivery["releases"][0]
    assert set(release) >= {"parties", "buyer", "tender", "bids", "awards", "contracts"}
    assert release["contracts"][0]["implementation"]["metrics"]
    found = dict(review(in_delivery))
    # Advice, no error: "none of these" is an answer in our extension, and it has no other form than an empty list.
    (empty,) = found.pop("checks").pop("empty_field")
    assert empty["json_location"].endswith("/values")
    assert nothing_wrong(found), found


def wrong_type(release):
    release["tender"]["criteria"][0]["requirementGroups"][0]["requirements"][0]["dataType"] = "money"


def no_group_id(release):
    del release["tender"]["criteria"][0]["requirementGroups"][0]["id"]


def object_as_answer(release):
    release["bids"]["details"][0]["requirementResponses"][0]["value"] = {"amount": 4, "currency": "GBP"}


def field_of_nobody(release):
    release["tender"]["criteria"][0]["score"] = 5


def evidence_without_id(release):
    answers = release["bids"]["details"][0]["requirementResponses"]
    del next(each for each in answers if "evidences" in each)["evidences"][0]["id"]


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (wrong_type, "codelists"),
        (no_group_id, "validation"),
        (object_as_answer, "validation"),
        (field_of_nobody, "additional"),
        (evidence_without_id, "validation"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_wrong_package_is_found(spoil, kind, in_delivery, review):
    package = copy.deepcopy(in_delivery)
    spoil(package["releases"][0])
    assert review(package)[kind]


def test_without_our_extension_its_fields_are_unknown(in_delivery, review):
    package = {**in_delivery, "extensions": in_delivery["extensions"][:-1]}
    assert {each["field"] for each in review(package)["additional"]} >= {"fact", "unit", "measure", "evidences"}
