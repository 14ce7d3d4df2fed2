"""Answers to questions: `bids/details[]/requirementResponses[]`, and those of an award whose bid is named."""

from collections.abc import Iterator, Mapping
from typing import Any

from sv_rules.model.evidence import Evidence
from sv_rules.model.questionnaire import Response
from sv_rules_ocds.dates import period
from sv_rules_ocds.node import Node

_LONGEST_NAME = 300
_LONGEST_QUOTE = 200


def responses(answerer: Node) -> tuple[Response, ...]:
    """Give what a bid, or an award, answers. An answer that names no requirement is left out with a remark."""
    titles = _titles(answerer / "documents")
    return tuple(_responses(answerer / "requirementResponses", titles))


def responses_of_awards(release: Node) -> Mapping[str, tuple[Response, ...]]:
    """Give the answers that stand with awards, by the published id of the bid that the award was made on.

    The extension dropped these in June 2023; older data has them. Those of an award that names no bid, or several,
    and those of a contract, are left out with a remark.
    """
    found: dict[str, tuple[Response, ...]] = {}
    for award in (release / "awards").objects():
        node = award / "requirementResponses"
        if node.value is None:
            continue
        bids = related_bids(award)
        if len(bids) == 1:
            found[bids[0]] = (*found.get(bids[0], ()), *responses(award))
        else:
            told = "which bid it is for" if not bids else "which of its bids they are for"
            node.remark(
                f"these answers stand with an award that does not say {told}; they were left out",
                fix="Give them with the bid, or name one bid in the award's 'relatedBids'.",
            )
    for contract in (release / "contracts").objects():
        if (contract / "requirementResponses").value is not None:
            what = "these answers stand with a contract; they were left out"
            (contract / "requirementResponses").remark(what, fix="Give them with the bid.")
    return found


def related_bids(node: Node) -> list[str]:
    """Give the published ids of the bids that an award or contract names, each once."""
    related = [*(node / "relatedBids").entries(), node / "relatedBid"]
    return list(dict.fromkeys(text for text in (each.identifier() for each in related) if text))


def _responses(listed: Node, titles: Mapping[str, str]) -> Iterator[Response]:
    for node in listed.objects():
        requirement = (node / "requirement/id").identifier()
        if requirement is None:
            node.remark("this answer names no requirement; it was left out", fix="Give 'requirement' with its 'id'.")
            continue
        period_from, period_to = period(node / "period")
        yield Response(
            id=(node / "id").identifier() or "",
            requirement=requirement,
            value=(node / "value").plain(),
            values=_values(node / "values"),
            period_from=period_from,
            period_to=period_to,
            evidence=tuple(_evidence(node / "evidences", titles)),
            place=node.place,
        )


def _values(node: Node) -> tuple[Any, ...] | None:
    if not isinstance(node.value, list):
        if node.value is not None:
            node.unexpected("a list")
        return None
    return tuple(value for value in (entry.plain() for entry in node.entries()) if value is not None)


def _evidence(listed: Node, titles: Mapping[str, str]) -> Iterator[Evidence]:
    """Read `{title, description, relatedDocument}`: where in which document, and some words of it."""
    for node in listed.objects():
        related = node / "relatedDocument"
        identifier = "" if related.value is None else (related / "id").identifier() or ""
        named = "" if related.value is None else (related / "title").text() or titles.get(identifier) or identifier
        title = (node / "title").text() or ""
        document = named or title or (node / "id").identifier() or ""
        if not document:
            node.remark(
                "this evidence names no document; it was left out", fix="Give its 'relatedDocument' or 'title'."
            )
            continue
        yield Evidence(
            document=document[:_LONGEST_NAME],
            at=title[:_LONGEST_NAME] if named and title != named else "",
            quote=((node / "description").text() or "")[:_LONGEST_QUOTE],
        )


def _titles(documents: Node) -> Mapping[str, str]:
    return {
        (each / "id").identifier() or "": (each / "title").text() or ""
        for each in documents.objects()
        if (each / "title").value is not None
    }
