"""Notices, bids and sheets to damage, made here: one of each form that is not prose."""

import json
from collections.abc import Mapping
from pathlib import Path

from formats.test_eforms import criterion, lot, notice, organisation, party, weight
from formats.test_proxies import TABLE
from formats.test_prozorro import CRITERION, LOTS, TENDER

from sv_rules import Host
from sv_rules.loading.load import load_rulepack
from sv_rules_sheets import comma_separated, workbook

_EXAMPLE = Path(__file__).parents[2] / "examples" / "haringey-catering"


def generated_notices() -> Mapping[str, bytes]:
    """Give documents by name: an eForms notice, a tender of Prozorro, proxy values, a workbook and a list of bids."""
    host = Host()
    example = host.read(_EXAMPLE / "notice.json", _EXAMPLE / "bids.yaml")
    rulepack = load_rulepack(("haringey",), host.registry)
    scored = lot(
        criterion(weight("per-exa", "30"), "quality", "Social value"), criterion(weight("per-exa", "70"), "price")
    )
    organisations = organisation() + organisation("ORG-2", "Fictional County", region="UKI31")
    bid = {
        "id": "B",
        "status": "active",
        "tenderers": [{"name": "Fictional Ltd"}],
        "lotValues": [{"relatedLot": "1", "value": {"amount": 4, "currency": "UAH", "valueAddedTaxIncluded": True}}],
        "requirementResponses": [{"id": "a", "requirement": {"id": "r"}, "value": 6}],
    }
    tender = {**TENDER, "lots": LOTS, "items": [{"id": "i", "relatedLot": "2"}], "criteria": [CRITERION], "bids": [bid]}
    return {
        "notice.xml": notice(party(), scored, organisations=organisations).encode(),
        "tender.json": json.dumps({"data": tender}).encode(),
        "values.json": json.dumps(TABLE).encode(),
        "bids.xlsx": workbook.dump(example, rulepack).data,
        "template.xlsx": workbook.dump(None, rulepack).data,
        "bids.csv": comma_separated.dump(example, rulepack).data,
    }
