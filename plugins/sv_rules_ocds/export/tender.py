"""The tender: what the notice says, its lots and their award criteria."""

from collections.abc import Mapping
from typing import Any

from sv_rules.model.fact import Fact, FactType
from sv_rules.model.procurement import Lot, Organisation, Procurement
from sv_rules_ocds.codes import CATEGORIES, LIGHT_TOUCH, PROCEDURES, REGION_CODE
from sv_rules_ocds.export.account import Account
from sv_rules_ocds.export.exact_json import stated
from sv_rules_ocds.export.parties import Parties
from sv_rules_ocds.export.told import Told

PROCUREMENT = "the procurement"

# Of several codes for one law those that mean nothing else.
_LEGAL_BASES = {
    "procurement-act-2023": ("UKPGA", "2023/54"),
    "2015-regulations": ("UKSI", "2015/102"),
    "provider-selection-regime": ("UKSI", "2023/1348"),
    "other": ("CELEX", "OTHER"),
}
_KINDS = {
    "central-government": "publicAuthorityCentralGovernment",
    "sub-central": "publicAuthoritySubCentralGovernment",
    "other": "other",
}
_UTILITIES = {True: "privateUtility", False: "publicUndertaking", None: ""}
_NATIONS = {"england": "England", "wales": "Wales", "scotland": "Scotland", "northern-ireland": "Northern Ireland"}
_CRITERION = (
    Fact("name", FactType.TEXT, "name"),
    Fact("kind", FactType.CHOICE, "kind", choices=("price", "cost", "quality")),
    Fact("weight", FactType.PERCENTAGE, "weight"),
    Fact("description", FactType.TEXT, "description"),
)
_NO_CODE = "OCDS has no code for it"


def tender_of(one: Procurement, account: Account) -> dict[str, Any]:
    """Give the tender without its criteria."""
    told = Told(one.facts, PROCUREMENT, account)
    basis = _coded(told, "tender.legal_basis", _LEGAL_BASES)
    framework = told.yes_no("tender.framework")
    return stated(
        id=one.id,
        title=told.text("tender.title") or one.title,
        description=told.text("tender.description"),
        value=told.value("tender.value", "tender.value_gross"),
        procurementMethod=_coded(told, "tender.procedure", {code: code for code in PROCEDURES}),
        mainProcurementCategory=_coded(told, "tender.category", {ours: code for code, ours in CATEGORIES.items()}),
        legalBasis=stated(scheme=basis[0], id=basis[1]) if basis else {},
        aboveThreshold=told.yes_no("tender.above_threshold"),
        specialRegime=_regimes(told),
        techniques=stated(hasFrameworkAgreement=framework),
        suitability=stated(sme=told.yes_no("tender.suitable_for_sme"), vcse=told.yes_no("tender.suitable_for_vcse")),
        items=_items(told),
        lots=[_lot(lot, account) for lot in one.lots if is_written(lot)],
    )


def is_written(lot: Lot) -> bool:
    """Say whether a lot is one in OCDS too: the whole, of which nothing is known, is not."""
    return not lot.implied or bool(lot.facts or lot.title)


def currency_of(one: Procurement) -> str:
    """Give the tender's currency; empty where no value of it is known."""
    told = Told(one.facts, PROCUREMENT, Account(""))
    known = told.money("tender.value") or told.money("tender.value_gross")
    return known.currency if known else ""


def buyer_of(one: Procurement, parties: Parties, account: Account) -> dict[str, Any]:
    """Give the reference to the buyer, and put what is known of it among the parties."""
    told = Told(one.facts, PROCUREMENT, account)
    name = told.text("buyer.name") or one.buyer.name
    kind = _coded(told, "buyer.kind", _KINDS | {"utility": _UTILITIES[told.yes_no("buyer.private_utility")]})
    if kind == "":
        told.because("buyer.kind", "OCDS tells private utilities from public ones, and which this is is not known")
    nation = _coded(told, "buyer.nation", _NATIONS)
    details = {"classifications": [{"scheme": "UK_CA_TYPE", "id": kind}]} if kind else {}
    if not (name or one.buyer.id or kind or nation):
        return {}
    more = stated(address=stated(countryName=nation), details=details)
    known = Organisation(id=one.buyer.id, name=name)
    reference = parties.refer(known, "buyer", "buyer", **more)
    # Without an id of its own the buyer is found by its role; the id of the party is not the buyer's.
    return reference if one.buyer.id else stated(name=name)


def subject_of(lot: Lot) -> str:
    """Give what a lot is called in the account."""
    return f"lot '{lot.id}'"


def _lot(lot: Lot, account: Account) -> dict[str, Any]:
    told = Told(lot.facts, subject_of(lot), account)
    criteria = told.records("lot.criteria", *_CRITERION) or []
    return stated(
        id=lot.id,
        title=told.text("lot.title") or lot.title,
        description=told.text("lot.description"),
        value=told.value("lot.value", "lot.value_gross"),
        awardCriteria=stated(criteria=[_criterion(each) for each in criteria]),
    )


def _criterion(record: Mapping[str, Any]) -> dict[str, Any]:
    weight = record.get("weight")
    return stated(
        type=record.get("kind"),
        name=record.get("name"),
        description=record.get("description"),
        numbers=[{"number": weight, "weight": "percentageExact"}] if weight is not None else [],
    )


def _coded(told: Told, name: str, codes: Mapping[str, Any]) -> Any:
    word = told.text(name)
    if word and word not in codes:
        told.because(name, _NO_CODE)
    return codes.get(word)


def _regimes(told: Told) -> list[str]:
    regimes, light = told.texts("tender.special_regimes"), told.yes_no("tender.light_touch")
    if light and LIGHT_TOUCH not in (regimes or []):
        if regimes is not None:
            told.because("tender.light_touch", "it is not among the special regimes, which are stated")
        return regimes if regimes is not None else [LIGHT_TOUCH]
    if light is False and not regimes:
        told.because("tender.light_touch", "in OCDS only another special regime says that it is none")
    if regimes == []:
        told.because("tender.special_regimes", "an empty list says nothing in OCDS")
    return regimes or []


def _items(told: Told) -> list[dict[str, Any]]:
    codes = told.texts("tender.region_codes")
    if codes == []:
        told.because("tender.region_codes", "an empty list says nothing in OCDS")
    elif codes and not all(map(REGION_CODE.fullmatch, codes)):
        told.because("tender.region_codes", "not all of them are NUTS or ITL codes")
    elif codes:
        return [{"id": "1", "deliveryAddresses": [{"region": code} for code in dict.fromkeys(codes)]}]
    return []
