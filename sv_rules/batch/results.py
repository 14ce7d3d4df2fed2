"""Evaluation -> result: as much of it as the detail asks for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from sv_rules.batch.items import Item
from sv_rules.batch.job import Detail
from sv_rules.batch.record import Record, told
from sv_rules.errors import SvRulesError
from sv_rules.model.evaluation import Compliance, Evaluation
from sv_rules.model.finding import Finding
from sv_rules.model.outcome import Outcome


class Result(NamedTuple):
    """A record, and the outcome of each check in it for the tally."""

    record: Record
    outcomes: Sequence[tuple[str, Outcome]]


def result_of(item: Item, part: int, digest: str, evaluation: Evaluation, detail: Detail) -> Result:
    """Give the result of a procurement."""
    whole = evaluation.to_bytes() if detail is Detail.FULL else b""
    return made(
        item,
        {"part": part, "sha256": digest, "id": evaluation.id, "title": evaluation.title},
        findings=evaluation.findings,
        compliance=evaluation.compliance,
        detail=detail,
        whole=whole,
        digest=digest_of(whole) if whole else "",
    )


def made(
    item: Item,
    head: Mapping[str, Any],
    *,
    findings: Sequence[Finding],
    compliance: Sequence[Compliance],
    detail: Detail,
    whole: bytes,
    digest: str,
) -> Result:
    """Give a result of its parts; `head` has part, SHA-256, id and title."""
    outcomes = [(finding.check, finding.outcome) for finding in findings]
    counts = dict.fromkeys(Outcome, 0)
    for _, outcome in outcomes:
        counts[outcome] += 1
    record = Record(
        index=item.number,
        source=item.name,
        status="evaluated",
        **head,
        compliant=_compliant(compliance),
        met=counts[Outcome.MET],
        not_met=counts[Outcome.NOT_MET],
        cannot_tell=counts[Outcome.CANNOT_TELL],
        not_applicable=counts[Outcome.NOT_APPLICABLE],
        broken=tuple(dict.fromkeys(check for one in compliance for check in one.broken)),
        open=tuple(dict.fromkeys(check for one in compliance for check in one.open)),
        findings=[_short(finding) for finding in findings] if detail is Detail.FINDINGS else None,
        evaluation=whole,
        digest=digest,
    )
    return Result(record, outcomes)


def failed(item: Item, part: int, digest: str, error: SvRulesError, identifier: str = "") -> Result:
    """Give the result of what cannot be evaluated: every problem with its place, its cause and what to do."""
    problems = tuple(told(problem) for problem in error.problems)
    record = Record(item.number, part, item.name, digest, "error", id=identifier, problems=problems)
    return Result(record, ())


def digest_of(whole: bytes) -> str:
    """Give `Evaluation.digest` from the canonical bytes: without the engine, so that every engine gives the same."""
    # Such bytes stand in no text of the document: there a quotation mark has a backslash before it.
    return sha256(_ENGINE.sub(b"", whole, count=1)).hexdigest()


_ENGINE = re.compile(rb'"engine":\{"name":"[^"]*","version":"[^"]*"\},')


def _compliant(compliance: Iterable[Compliance]) -> Literal["yes", "no", "cannot_tell", ""]:
    said = list(compliance)
    if any(one.broken for one in said):
        return "no"
    if any(one.open for one in said):
        return "cannot_tell"
    return "yes" if any(one.compliant for one in said) else ""


def _short(finding: Finding) -> dict[str, str]:
    return {
        "check": finding.check,
        "kind": str(finding.subject.kind),
        "subject": finding.subject.id,
        "stage": str(finding.stage),
        "level": str(finding.level),
        "outcome": str(finding.outcome),
        "sentence": finding.sentence,
    }
