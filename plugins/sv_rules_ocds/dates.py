"""The date of the tender notice, and the tags that say what a release is."""

from sv_rules.model.amount import read_date
from sv_rules_ocds.codes import TENDER_DOCUMENT_TYPES, TENDER_NOTICE_TYPES
from sv_rules_ocds.found import Found
from sv_rules_ocds.node import Node, shown


def tags(release: Node) -> frozenset[str]:
    """Give the release's tags; some publishers write a single one without a list."""
    node = release / "tag"
    nodes = [node] if isinstance(node.value, str) else list(node.entries())
    return frozenset(text.strip() for text in (each.text() for each in nodes) if text)


def notice_date(release: Node) -> Found | None:
    """Give the date of the tender notice, as published: the day in the notice's own offset from UTC.

    A release tagged `tender` is the notice. In any other the notice may be among the tender's documents; the earliest
    counts, since later ones change it. An update tells the date of the update only.
    """
    found_tags = tags(release)
    if "tender" in found_tags:
        return _day(release / "date")
    notices = [] if found_tags & {"tenderUpdate", "tenderAmendment"} else _tender_notices(release)
    days = [day for day in (_day(each / "datePublished") for each in notices) if day]
    if not days and found_tags & {"tenderUpdate", "tenderAmendment"}:
        (release / "date").remark("this is an update; the date of the tender notice itself is not in it")
    return min(days, key=lambda day: str(day.value)) if days else None


def period(node: Node) -> tuple[str, str]:
    """Give the first and the last day of a Period, each as `2026-01-31`; empty where there is none."""
    if node.value is None:
        return "", ""
    first, last = (_day(node / key) for key in ("startDate", "endDate"))
    return (str(first.value) if first else "", str(last.value) if last else "")


def _tender_notices(release: Node) -> list[Node]:
    return [
        document
        for document in (release / "tender/documents").objects()
        if (document / "noticeType").text() in TENDER_NOTICE_TYPES
        or (document / "documentType").text() in TENDER_DOCUMENT_TYPES
    ]


def _day(node: Node) -> Found | None:
    text = (node.text() or "").strip()
    day = text[:10]
    if text and (read_date(day) is None or text[10:11] not in {"", "T", " "}):
        node.remark(f"'{shown(text)}' is not a date that can be read", fix="Give it as 2026-01-31T09:00:00Z.")
        return None
    return Found(day, node) if text else None
