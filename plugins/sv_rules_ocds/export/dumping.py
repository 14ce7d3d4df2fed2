"""A procurement, a rulepack, or both, to one OCDS release package."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from sv_rules.model.extending import Dumped
from sv_rules.model.outcome import Stage
from sv_rules.model.procurement import Lot, Procurement
from sv_rules.model.rulepack import Rulepack
from sv_rules_ocds.export.account import Account
from sv_rules_ocds.export.answers import Answers
from sv_rules_ocds.export.asking import criteria_of
from sv_rules_ocds.export.bids import bid_of
from sv_rules_ocds.export.comparing import SCORES, Written, compare
from sv_rules_ocds.export.contracts import Contracts
from sv_rules_ocds.export.exact_json import json_bytes, stated
from sv_rules_ocds.export.extensions import EXTENSIONS
from sv_rules_ocds.export.parties import Parties
from sv_rules_ocds.export.questions import questions
from sv_rules_ocds.export.tender import PROCUREMENT, buyer_of, currency_of, is_written, tender_of
from sv_rules_ocds.export.told import Told
from sv_rules_ocds.export.values import beginning_of

EXAMPLE_PREFIX = "ocds-213czf-"
"""The prefix that the standard keeps for examples; every publisher has one of its own."""

NO_DATE = "1970-01-01T00:00:00Z"
"""Stands for a date that is not known: every release has one, and today's would make each export another."""

_OCID = re.compile(r"ocds-[a-z0-9]{6}-\S+")


def dump(
    procurement: Procurement | None, rulepack: Rulepack | None, *, extensions: Sequence[str] = EXTENSIONS
) -> Dumped:
    """Write one release: what is known of a procurement, and what a rulepack asks of bids.

    The same input gives the same bytes. Scores never go into OCDS.

    Args:
        procurement: None: the criteria alone, for a tender that is yet to be written.
        rulepack: None: no criteria but those of the procurement itself.
        extensions: addresses of the OCDS extensions that the package declares, in this order.

    Returns:
        The package, and as losses everything of the procurement that does not come back when it is read.
    """
    template = procurement is None
    one = procurement or _template(rulepack)
    account = Account(one.id)
    answers: dict[str, dict[str, dict[str, Any]]] = {}
    release = _release(one, rulepack, account, answers)
    if template:
        account.note(
            "this is no notice yet: it holds what bids are asked, under an id and a date that stand for others"
        )
    if rulepack:
        _note_on(rulepack, release, account)
    publisher = release.get("buyer", {}).get("name") or (rulepack.layers[-1].title if rulepack else "") or one.id
    package = {
        "uri": f"https://example.org/sv-rules/{quote(release['ocid'], safe='')}.json",
        "version": "1.1",
        "extensions": list(extensions),
        "publishedDate": release["date"],
        "publisher": {"name": publisher},
        "releases": [release],
    }
    data = json_bytes(package)
    if not template:
        compare(one, Written(data, answers), account)
    return Dumped(data, account.remarks)


def _template(rulepack: Rulepack | None) -> Procurement:
    packs = rulepack.asked_for if rulepack else ("nothing",)
    titles = [rulepack.layer(pack).title for pack in packs] if rulepack else []
    return Procurement(
        id=f"{EXAMPLE_PREFIX}{'-'.join(packs)}"[:300],
        title=", ".join(titles),
        stage=Stage.DESIGN,
        lots=(Lot(id="whole", implied=True),),
    )


def _release(
    one: Procurement, rulepack: Rulepack | None, account: Account, written: dict[str, dict[str, dict[str, Any]]]
) -> dict[str, Any]:
    parties = Parties()
    currency = currency_of(one)
    buyer = buyer_of(one, parties, account)
    tender = tender_of(one, account)
    with_lot = any(map(is_written, one.lots))
    answers = Answers(one, rulepack, currency, account, written)
    bids = [bid_of(bid, answers, parties, account, with_lot=with_lot) for bid in one.bids]
    writing = Contracts(one, rulepack, parties, account)
    contracts = [writing.write(contract, with_lot=with_lot) for contract in one.contracts]
    asked = list(questions(one.questions, account))
    known = frozenset(each.id for each in _requirements(one))
    implied = list(criteria_of(rulepack, currency, known)) if rulepack else []
    tender |= stated(criteria=[*asked, *_apart(implied, asked), *answers.further])
    day = Told(one.facts, PROCUREMENT, account).day("tender.notice_date")
    date = beginning_of(day) if day else NO_DATE
    if day and one.stage is Stage.DESIGN:
        tender["documents"] = [{"id": "tender-notice", "documentType": "tenderNotice", "datePublished": date}]
    if not day:
        account.note(
            f"the date of the tender notice is not known: {NO_DATE[:10]} stands in its place",
            fix="Give tender.notice_date, or put the date in before this is published.",
        )
    return {
        "ocid": _ocid(one, account),
        "id": f"{one.id}-1",
        "date": date,
        "tag": _tags(one, contracts, dated=day is not None),
        "initiationType": "tender",
        **stated(
            parties=parties.all,
            buyer=buyer,
            tender=tender,
            bids=stated(details=bids),
            awards=writing.awards,
            contracts=contracts,
        ),
    }


def _ocid(one: Procurement, account: Account) -> str:
    if _OCID.fullmatch(one.id):
        return one.id
    ocid = f"{EXAMPLE_PREFIX}{'-'.join(one.id.split())}"
    account.because(PROCUREMENT, "id", f"it is no OCID; it is called {ocid} here, with the prefix kept for examples")
    return ocid


def _tags(one: Procurement, contracts: Sequence[dict[str, Any]], *, dated: bool) -> list[str]:
    """Say what the release holds. Tagged `tender` its date would be read as that of the notice."""
    if one.stage is Stage.DESIGN:
        return ["planning"]
    tags = ["tender" if dated else "tenderUpdate"]
    tags += ["award", "contract"] if contracts else []
    return tags + (["implementation"] if any("implementation" in each for each in contracts) else [])


def _requirements(one: Procurement) -> list[Any]:
    return [each for asked in one.questions for group in asked.groups for each in group.requirements]


def _apart(implied: Sequence[dict[str, Any]], asked: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the criteria of a rulepack under ids that the criteria of the document do not have."""
    taken = {each["id"] for each in asked}
    found = []
    for each in implied:
        identifier = each["id"]
        while identifier in taken:
            identifier += "-more"
        taken.add(identifier)
        groups = [{**group, "id": f"{identifier}/all"} for group in each["requirementGroups"]]
        found.append({**each, "id": identifier, "requirementGroups": groups})
    return found


def _note_on(rulepack: Rulepack, release: dict[str, Any], account: Account) -> None:
    names = ", ".join(rulepack.asked_for)
    account.lose(
        f"the rulepack {names}",
        "its rules, checks, parameters and scoring",
        f"OCDS holds what bids are asked. {SCORES}",
    )
    asked = release.get("tender", {}).get("criteria", [])
    told = {each.get("classification", {}).get("id") for each in asked}
    for priority in rulepack.priorities.values():
        if priority.id not in told:
            account.lose(f"the rulepack {names}", f"priority {priority.id}", "nothing about it is asked of bids")
    if asked:
        account.note(
            "the criteria ask for every fact that a check of bids reads, but for those that the buyer answers",
            fix="Before this is published, take out what this procurement does not ask for.",
        )
