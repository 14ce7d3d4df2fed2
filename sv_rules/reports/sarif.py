"""Findings in SARIF 2.1.0, the form in which code hosts and editors show what a check found beside the text.

OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0. One result for each finding:

| outcome        | kind                                       | level                              |
| -------------- | ------------------------------------------ | ---------------------------------- |
| not met        | `fail`                                     | must `error`, should `warning`, may `note` |
| cannot tell    | `review` where words suggest an answer that somebody has to confirm, else `open` | `none` |
| met            | `pass`                                     | `none`                             |
| does not apply | `notApplicable`                            | `none`                             |

The standard allows no level but `none` where the kind is not `fail` (section 3.27.10). A must check that cannot be told
blocks compliance all the same, so it is also a notification of the run at the level `warning`. A finding that was set
aside carries a `suppression`. Remarks are notifications at the level `note`.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from sv_rules.model.evaluation import Evaluation, PackUsed
from sv_rules.model.extending import ReportFormat
from sv_rules.model.finding import Finding
from sv_rules.model.outcome import Level, Outcome
from sv_rules.model.procurement import Remark
from sv_rules.reports import _sarif_places as places
from sv_rules.reports import _words as words
from sv_rules.reports._sarif_message import message
from sv_rules.reports._sarif_rules import LEVELS, rules

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(evaluation: Evaluation) -> str:
    """Give a SARIF log of one run, in the order of the findings; the same evaluation gives the same text."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(evaluation)]}
    return json.dumps(log, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _run(evaluation: Evaluation) -> Mapping[str, Any]:
    run = evaluation.run
    ordered = rules(evaluation.findings)
    index = {rule["id"]: number for number, rule in enumerate(ordered)}
    return {
        "tool": {
            "driver": {"name": "sv-rules", "version": words.clean(run.sv_rules), "rules": ordered},
            "extensions": [_pack(pack) for pack in run.packs],
        },
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(evaluation, index)}],
        "artifacts": [
            {"location": {"uri": places.uri(one.name)}, "hashes": {"sha-256": one.sha256}} for one in run.inputs
        ],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.check], evaluation) for finding in evaluation.findings],
        "properties": {
            "procurement": words.clean(evaluation.id),
            "as_of": run.as_of.isoformat(),
            "engine": words.clean(f"{run.engine.name} {run.engine.version}"),
            "digest": evaluation.digest,
        },
    }


def _pack(pack: PackUsed) -> Mapping[str, Any]:
    return {
        "name": words.clean(pack.id),
        "fullName": words.clean(pack.title),
        "version": words.clean(pack.version),
        "properties": {"sha256": pack.sha256},
    }


def _result(finding: Finding, rule: int, evaluation: Evaluation) -> Mapping[str, Any]:
    kind = _kind(finding)
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "kind": kind,
        "level": LEVELS[finding.level] if kind == "fail" else "none",
        "message": message(_said(finding)),
        "locations": places.locations(finding, evaluation),
        "relatedLocations": places.related(finding),
        "partialFingerprints": {"checkAndSubject/v1": _fingerprint(finding)},
        "properties": {
            "outcome": finding.outcome,
            "level": finding.level,
            "stage": finding.stage,
            "standing": finding.standing,
            "subject": words.subject(finding.subject),
        },
    }
    if finding.waived is not None:
        why = words.set_aside(finding)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
    return {key: value for key, value in result.items() if value != []}


def _kind(finding: Finding) -> str:
    match finding.outcome:
        case Outcome.MET:
            return "pass"
        case Outcome.NOT_MET:
            return "fail"
        case Outcome.NOT_APPLICABLE:
            return "notApplicable"
        case Outcome.CANNOT_TELL:
            return "review" if finding.clues else "open"


def _said(finding: Finding) -> Sequence[str]:
    seen = words.seen_in(finding)
    asked = finding.asks[0].questions if finding.asks else ()
    return (
        f"{words.capital(words.subject(finding.subject))}: {words.clean(finding.sentence)}",
        f"Seen in: {'; '.join(seen)}." if seen else "",
        *words.clues(finding),
        words.searched(finding),
        *(f"To ask: {words.clean(one.question)}" for one in asked),
        words.set_aside(finding),
    )


def _fingerprint(finding: Finding) -> str:
    """Tell the same finding again in a later run, whatever its words and its place have become."""
    parts = (finding.check, finding.stage, finding.subject.kind, finding.subject.id)
    return sha256("\0".join(parts).encode(errors="replace")).hexdigest()


def _notifications(evaluation: Evaluation, index: Mapping[str, int]) -> Sequence[Mapping[str, Any]]:
    unsettled = [one for one in evaluation.findings if one.counts and one.outcome is Outcome.CANNOT_TELL]
    return [
        *(_unsettled(finding, index[finding.check]) for finding in unsettled),
        *(_remark(remark) for remark in evaluation.remarks),
    ]


def _unsettled(finding: Finding, rule: int) -> Mapping[str, Any]:
    said = f"A {Level.MUST} check cannot be told for {words.subject(finding.subject)}: {words.clean(finding.title)}."
    return {
        "level": "warning",
        "message": message((said,)),
        "associatedRule": {"id": finding.check, "index": rule},
    }


def _remark(remark: Remark) -> Mapping[str, Any]:
    return {
        "level": "note",
        "message": message((words.noticed(remark),)),
        "locations": [places.location(remark.place)],
    }


REPORT = ReportFormat(name="sarif", title="SARIF 2.1.0 for code hosts and editors", write=write)
