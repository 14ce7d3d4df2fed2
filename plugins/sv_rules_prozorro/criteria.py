"""What bidders are asked: `criteria[]`, and `features[]`, the qualities that the auction takes into account."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from sv_rules.model.questionnaire import AskedCriterion, Requirement, RequirementGroup
from sv_rules_prozorro.node import Node, shown

# criteria[]/source.
_ANSWERED_BY: Mapping[str, Literal["bidder", "winner", "buyer"]] = {
    "tenderer": "bidder",
    "winner": "winner",
    "buyer": "buyer",
    "procuringEntity": "buyer",
}

# criteria[]/requirementGroups[]/requirements[]/dataType.
_TYPES: Mapping[str, Literal["text", "date", "number", "integer", "yes_no"]] = {
    "string": "text",
    "date-time": "date",
    "date": "date",
    "number": "number",
    "integer": "integer",
    "boolean": "yes_no",
}


def criteria(nodes: Iterable[Node], item_lots: Mapping[str, str]) -> tuple[AskedCriterion, ...]:
    """Give criteria as questions; `item_lots` gives the lot of each item that has one."""
    return tuple(
        AskedCriterion(
            id=(node / "id").name() or f"criterion {number}",
            title=(node / "title").text(),
            description=(node / "description").text(),
            answered_by=_ANSWERED_BY.get((node / "source").text() or "tenderer", "other"),
            lots=tuple(_lots(node / "relatedItem", (node / "relatesTo").text(), item_lots)),
            classification=_classification(node / "classification"),
            groups=tuple(_groups(node / "requirementGroups")),
            place=node.place,
        )
        for number, node in enumerate(nodes, start=1)
    )


def features(listed: Node, item_lots: Mapping[str, str]) -> tuple[AskedCriterion, ...]:
    """Give each feature as a question whose answer is one of its coefficients."""
    found = []
    for node in listed.objects():
        code = (node / "code").name()
        if not code:
            node.remark("this feature has no code, so no bid can answer it", fix="Give its 'code'.")
            continue
        scale = [(entry / "value").number() for entry in (node / "enum").objects()]
        requirement = Requirement(
            id=code,
            title=(node / "title").text(),
            description=_scale(node / "enum"),
            type="number",
            expected_values=tuple(value for value in scale if value is not None),
            place=node.place,
        )
        found.append(
            AskedCriterion(
                id=code,
                title=(node / "title").text(),
                description=(node / "description").text(),
                lots=tuple(_lots(node / "relatedItem", (node / "featureOf").text(), item_lots)),
                groups=(RequirementGroup(id=code, requirements=(requirement,), place=node.place),),
                place=node.place,
            )
        )
    if found:
        listed.remark(
            f"{len(found)} features change the price that the auction compares, by a coefficient; that is no model of "
            "points and weights, so they were taken as questions and no award criteria were made of them"
        )
    return tuple(found)


def _scale(enum: Node) -> str:
    steps = (f"{(entry / 'value').plain()}: {(entry / 'title').text()}" for entry in enum.objects())
    return "; ".join(steps)


def _groups(listed: Node) -> Iterator[RequirementGroup]:
    for number, node in enumerate(listed.objects(), start=1):
        yield RequirementGroup(
            id=(node / "id").name() or f"group {number}",
            description=(node / "description").text(),
            requirements=tuple(_requirement(each) for each in (node / "requirements").objects()),
            place=node.place,
        )


def _requirement(node: Node) -> Requirement:
    code = (node / "dataType").text()
    if code and code not in _TYPES:
        (node / "dataType").remark(f"'{shown(code)}' is no type of answer that is known here; any answer was taken")
    period = node / "period"
    return Requirement(
        id=(node / "id").name(300),
        title=(node / "title").text(),
        description=(node / "description").text(),
        type=_TYPES.get(code, ""),
        pattern=(node / "pattern").text(),
        expected=(node / "expectedValue").plain(),
        expected_values=values(node / "expectedValues") or (),
        least=(node / "minValue").plain(),
        most=(node / "maxValue").plain(),
        fewest_values=_count(node / "expectedMinItems"),
        most_values=_count(node / "expectedMaxItems"),
        period_from=(period / "startDate").text()[:10],
        period_to=(period / "endDate").text()[:10],
        unit=(node / "unit/name").text() or (node / "unit/code").text(),
        fact=(node / "fact").text(),
        evidence=tuple(title for each in (node / "eligibleEvidences").objects() if (title := (each / "title").text())),
        active=((node / "status").text() or "active") == "active",
        place=node.place,
    )


def values(listed: Node) -> tuple[Any, ...] | None:
    """Give the entries of a list that are texts, numbers, or true or false; None where there is no list."""
    if not isinstance(listed.value, list):
        if listed.value is not None:
            listed.unexpected("a list")
        return None
    return tuple(value for value in (entry.plain() for entry in listed.entries()) if value is not None)


def _count(node: Node) -> int | None:
    number = node.number()
    if number is None or number != int(number) or number < 0:
        return None
    return int(number)


def _lots(related: Node, of: str, item_lots: Mapping[str, str]) -> Iterator[str]:
    if of == "lot" and related.name():
        yield related.name()
    elif of == "item" and item_lots.get(related.name()):
        yield item_lots[related.name()]


def _classification(node: Node) -> str:
    return f"{(node / 'scheme').text()} {(node / 'id').text()}".strip()
