"""The questions of a procurement, as `tender.criteria`, as far as OCDS and our extension hold them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sv_rules.model.amount import read_date
from sv_rules.model.questionnaire import AskedCriterion, Requirement, RequirementGroup
from sv_rules_ocds.codes import ANSWER_TYPES
from sv_rules_ocds.export.account import Account
from sv_rules_ocds.export.exact_json import stated
from sv_rules_ocds.export.values import beginning_of

# Of two codes that mean a date the first is the extension's.
_CODES: Mapping[str, str] = {ours: code for code, ours in reversed(list(ANSWER_TYPES.items()))}


def questions(asked: Sequence[AskedCriterion], account: Account) -> Iterator[dict[str, Any]]:
    """Give the criteria that bidders answer; OCDS cannot say of one that somebody else does."""
    for one in asked:
        if one.answered_by != "bidder":
            account.because(
                subject(one), "the criterion", f"the {one.answered_by} answers it, and in OCDS bidders answer"
            )
            continue
        scheme, _, identifier = one.classification.rpartition(" ")
        groups = [group for group in map(_group, one.groups) if group]
        yield stated(
            id=one.id,
            title=one.title,
            description=one.description,
            relatesToTenderer=False,
            relatedLots=list(dict.fromkeys(one.lots)),
            classification=stated(scheme=scheme, id=identifier),
            requirementGroups=groups,
        )


def subject(one: AskedCriterion) -> str:
    """Give what a criterion is called in the account."""
    return f"criterion '{one.id}'"


def period_of(first: str, last: str) -> dict[str, str]:
    """Give an OCDS Period for two days as they are written, either of which may be empty."""
    days = {"startDate": read_date(first), "endDate": read_date(last)}
    return {name: beginning_of(day) for name, day in days.items() if day}


def _group(group: RequirementGroup) -> dict[str, Any]:
    # Without a field for it, an inactive requirement would be asked again.
    requirements = [_requirement(each) for each in group.requirements if each.active]
    return stated(id=group.id, description=group.description, requirements=requirements) if requirements else {}


def _requirement(one: Requirement) -> dict[str, Any]:
    return stated(
        id=one.id,
        title=one.title,
        description=one.description,
        dataType=_CODES.get(one.type),
        pattern=one.pattern,
        expectedValue=one.expected,
        minValue=one.least,
        maxValue=one.most,
        period=period_of(one.period_from, one.period_to),
        expectedValues=list(one.expected_values),
        expectedMinItems=one.fewest_values,
        expectedMaxItems=one.most_values,
        unit=stated(name=one.unit),
        fact=one.fact,
        eligibleEvidences=[{"id": str(number), "title": title} for number, title in enumerate(one.evidence, 1)],
    )
