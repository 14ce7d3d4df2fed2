"""The checks as SARIF's rules."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sv_rules.model.finding import Finding
from sv_rules.model.outcome import Level
from sv_rules.reports import _words as words
from sv_rules.reports._sarif_message import message

LEVELS = {Level.MUST: "error", Level.SHOULD: "warning", Level.MAY: "note"}
"""How SARIF says must, should and may."""


def rules(findings: Iterable[Finding]) -> Sequence[Mapping[str, Any]]:
    """Give a rule for every check there is a finding of, by id."""
    checks: dict[str, Finding] = {}
    for finding in findings:
        checks.setdefault(finding.check, finding)
    return [_rule(checks[check]) for check in sorted(checks)]


def _rule(finding: Finding) -> Mapping[str, Any]:
    rule: dict[str, Any] = {
        "id": finding.check,
        "shortDescription": message((finding.title,)),
        "help": message(_help(finding)),
        "defaultConfiguration": {"level": LEVELS[finding.level]},
        "properties": {
            "pack": finding.pack,
            "standing": finding.standing,
            "tags": sorted({part for part in (finding.pack, finding.priority) if part}),
        },
    }
    if re.fullmatch(r"https?://[!-~]+", finding.source.url):
        rule["helpUri"] = finding.source.url
    return rule


def _help(finding: Finding) -> Sequence[str]:
    return (
        f"{finding.level.capitalize()}: {words.clean(finding.title).removesuffix('.')}.",
        finding.ask,
        f"Suggested wording: {finding.suggestion}" if finding.suggestion else "",
        f"Source, {words.source(finding)}",
    )
