"""Criteria as questions: `tender/criteria[]/requirementGroups[]/requirements[]` of the requirements extension.

Also what Prozorro and our own extension add to a requirement: `fact`, `unit`, `eligibleEvidences`, `status`,
`expectedValues`, `expectedMinItems`, `expectedMaxItems`; and `source` and `relatesTo`, which the extension had until
June 2023, on a criterion.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from sv_rules.model.questionnaire import AskedCriterion, Requirement, RequirementGroup
from sv_rules_ocds.codes import ANSWER_TYPES, ANSWERED_BY
from sv_rules_ocds.dates import period
from sv_rules_ocds.node import Node, shown

_NEVER_COUNTED = 1_000_000
"""No count of answers is as large; one that is would not be meant."""


def questions(tender: Node, by_id: Mapping[str, str]) -> tuple[AskedCriterion, ...]:
    """Give the criteria that somebody has to answer; `by_id` gives each lot's id here by its published id."""
    item_lots = {
        (item / "id").identifier() or "": (item / "relatedLot").identifier() or ""
        for item in (tender / "items").objects()
    }
    return tuple(
        AskedCriterion(
            id=(node / "id").identifier() or f"criterion {number}",
            title=(node / "title").text() or "",
            description=(node / "description").text() or "",
            answered_by=_answered_by(node / "source"),
            lots=tuple(_lots(node, by_id, item_lots)),
            classification=_classification(node / "classification"),
            groups=tuple(_groups(node)),
            place=node.place,
        )
        for number, node in enumerate((tender / "criteria").objects(), start=1)
    )


def unit(node: Node) -> str:
    """Give a unit by its name: a text, or an OCDS Unit, which has name, scheme and id."""
    if isinstance(node.value, str):
        return (node.text() or "").strip()
    return ((node / "name").text() or (node / "id").identifier() or (node / "code").identifier() or "").strip()


def _groups(criterion: Node) -> Iterator[RequirementGroup]:
    for number, node in enumerate((criterion / "requirementGroups").objects(), start=1):
        yield RequirementGroup(
            id=(node / "id").identifier() or f"group {number}",
            description=(node / "description").text() or "",
            requirements=tuple(_requirement(each) for each in (node / "requirements").objects()),
            place=node.place,
        )


def _requirement(node: Node) -> Requirement:
    identifier = (node / "id").identifier()
    if identifier is None:
        node.remark("this requirement has no id, so no answer can be for it", fix="Give it an id.")
    period_from, period_to = period(node / "period")
    return Requirement(
        id=identifier or "",
        title=(node / "title").text() or "",
        description=(node / "description").text() or "",
        type=_type(node / "dataType"),
        pattern=(node / "pattern").text() or "",
        expected=(node / "expectedValue").plain(),
        expected_values=_values(node / "expectedValues"),
        least=(node / "minValue").plain(),
        most=(node / "maxValue").plain(),
        fewest_values=_count(node / "expectedMinItems"),
        most_values=_count(node / "expectedMaxItems"),
        period_from=period_from,
        period_to=period_to,
        unit=unit(node / "unit"),
        fact=((node / "fact").text() or "").strip(),
        evidence=tuple(_evidence(node / "eligibleEvidences")),
        active=((node / "status").text() or "active").strip() == "active",
        place=node.place,
    )


def _values(node: Node) -> tuple[Any, ...]:
    if node.value is None:
        return ()
    return tuple(value for value in (entry.plain() for entry in node.entries()) if value is not None)


def _count(node: Node) -> int | None:
    number = node.number()
    if number is None:
        return None
    if number != int(number) or not 0 <= number < _NEVER_COUNTED:
        node.unexpected("a whole number of answers")
        return None
    return int(number)


def _evidence(node: Node) -> Iterator[str]:
    for entry in node.objects():
        title = (entry / "title").text() or (entry / "description").text() or (entry / "id").identifier()
        if title:
            yield title


def _type(node: Node) -> Literal["", "text", "date", "number", "integer", "yes_no"]:
    code = (node.text() or "").strip()
    if code and code not in ANSWER_TYPES:
        node.remark(f"'{shown(code)}' is no type of answer that is known here; any answer was taken")
    return ANSWER_TYPES.get(code, "")


def _answered_by(node: Node) -> Literal["bidder", "winner", "buyer", "other"]:
    code = (node.text() or "").strip()
    if not code:
        return "bidder"  # the extension has no such field any more: its criteria are answered in bids
    return ANSWERED_BY.get(code, "other")


def _lots(criterion: Node, by_id: Mapping[str, str], item_lots: Mapping[str, str]) -> Iterator[str]:
    """Give the lots that a criterion is for; none stands for all. Where there are no lots, all are the whole."""
    for node in (*(criterion / "relatedLots").entries(), *_related(criterion, item_lots)):
        published = node.identifier() or ""
        if published in by_id:
            yield by_id[published]
        elif by_id and published:
            node.remark(f"there is no lot '{shown(published)}', so no bid is asked this for it")
            yield published


def _related(criterion: Node, item_lots: Mapping[str, str]) -> Iterator[Node]:
    related = criterion / "relatedItem"
    if related.value is None:
        return
    of = ((criterion / "relatesTo").text() or "item").strip()
    if of == "lot":
        yield related
    elif of == "item":
        lot = item_lots.get(related.identifier() or "", "")
        yield Node(lot or None, related.path, related.notes)


def _classification(node: Node) -> str:
    if node.value is None:
        return ""
    return f"{(node / 'scheme').text() or ''} {(node / 'id').identifier() or ''}".strip()
