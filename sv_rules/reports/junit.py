"""Findings as JUnit XML, which every build server shows as tests: a suite for each subject, a case for each check.

A build fails where `sv-rules` itself ends with exit code 1: only must checks count.

| outcome        | must        | should, may                       |
| -------------- | ----------- | --------------------------------- |
| met            | passes      | passes                            |
| not met        | `<failure>` | passes, told in `<system-out>`    |
| cannot tell    | `<error>`   | `<skipped>`, since nobody knows   |
| does not apply | `<skipped>` | `<skipped>`                       |

`<error>` and not `<failure>` where it cannot be told: nothing is known to be wrong, but the test could not be carried
out. What was set aside is `<skipped>` with who did it and why. There are no times: the same input gives the same bytes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sv_rules.model.evaluation import Evaluation
from sv_rules.model.extending import ReportFormat
from sv_rules.model.finding import Finding, SubjectRef
from sv_rules.model.outcome import Kind, Level, Outcome
from sv_rules.reports import _words as words


def write(evaluation: Evaluation) -> str:
    """Give the suites in the order of the findings, after one property for each thing needed to repeat the run."""
    suites = [_Suite(subject, cases) for subject, cases in _by_subject(evaluation.findings).items()]
    total = _counted([case for suite in suites for case in suite.cases])
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites{_attributes({'name': 'sv-rules', **total})}>"]
    for number, suite in enumerate(suites):
        lines += _suite_lines(suite, evaluation, first=number == 0)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


class _Case(NamedTuple):
    finding: Finding
    element: str  # failure, error, skipped, system-out; empty when there is nothing to tell


class _Suite(NamedTuple):
    subject: SubjectRef
    cases: Sequence[_Case]


def _by_subject(findings: Iterable[Finding]) -> Mapping[SubjectRef, Sequence[_Case]]:
    found: dict[SubjectRef, list[_Case]] = {}
    for finding in findings:
        found.setdefault(finding.subject, []).append(_Case(finding, _element(finding)))
    return found


def _element(finding: Finding) -> str:
    must = finding.level is Level.MUST
    match finding.outcome:
        case Outcome.NOT_APPLICABLE:
            return "skipped"
        case _ if finding.waived is not None:
            return "skipped"
        case Outcome.NOT_MET:
            return "failure" if must else "system-out"
        case Outcome.CANNOT_TELL:
            return "error" if must else "skipped"
        case Outcome.MET:
            return ""


def _counted(cases: Sequence[_Case]) -> Mapping[str, str]:
    elements = [case.element for case in cases]
    return {
        "tests": str(len(cases)),
        "failures": str(elements.count("failure")),
        "errors": str(elements.count("error")),
        "skipped": str(elements.count("skipped")),
    }


def _suite_lines(suite: _Suite, evaluation: Evaluation, *, first: bool) -> Iterator[str]:
    name = f"{words.title(evaluation)}: {words.subject(suite.subject)}"
    if suite.subject.kind is Kind.PROCUREMENT:
        name = words.title(evaluation)
    yield f" <testsuite{_attributes({'name': name, **_counted(suite.cases)})}>"
    if first:
        yield from _properties(evaluation)
    for case in suite.cases:
        yield from _case(case)
    if first and evaluation.remarks:
        noticed = _text("\n".join(map(words.noticed, evaluation.remarks)))
        yield f"  <system-out>{noticed}</system-out>"
    yield " </testsuite>"


def _properties(evaluation: Evaluation) -> Iterator[str]:
    run = evaluation.run
    known = [
        ("procurement", evaluation.id),
        ("as_of", run.as_of.isoformat()),
        ("sv_rules", run.sv_rules),
        ("engine", f"{run.engine.name} {run.engine.version}"),
        *((f"rulepack {pack.id}", f"{pack.version} {pack.sha256}") for pack in run.packs),
        *((f"document {one.name}", f"{one.format} {one.sha256}") for one in run.inputs),
    ]
    yield "  <properties>"
    for name, value in known:
        yield f"   <property{_attributes({'name': name, 'value': value})}/>"
    yield "  </properties>"


def _case(case: _Case) -> Iterator[str]:
    finding = case.finding
    # The check's own id keeps two checks of one title apart.
    name = f"{finding.title} [{finding.check.rpartition('/')[2]}]"
    head = f"  <testcase{_attributes({'classname': finding.pack, 'name': name})}"
    if not case.element:
        yield f"{head}/>"
        return
    yield f"{head}>"
    said = _text("\n".join(_told(finding)))
    if case.element == "system-out":
        yield f"   <system-out>{said}</system-out>"
    else:
        kind = {} if case.element == "skipped" else {"type": f"{finding.level} {finding.outcome}"}
        about = _attributes({"message": _headline(finding), **kind})
        yield f"   <{case.element}{about}>{said}</{case.element}>"
    yield "  </testcase>"


def _headline(finding: Finding) -> str:
    return words.set_aside(finding) or words.clean(finding.sentence)


def _told(finding: Finding) -> Iterator[str]:
    yield f"{words.clean(finding.sentence)} (A {finding.level} check.)"
    for question in finding.asks[0].questions if finding.asks else ():
        yield f"To ask: {words.clean(question.question)}"
    if seen := words.seen_in(finding):
        yield f"Seen in: {'; '.join(seen)}"
    yield from words.clues(finding)
    if nowhere := words.searched(finding):
        yield nowhere
    yield f"Source, {words.source(finding)}"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_text(words.clean(value))}"' for name, value in values.items())


# Section 2.2 of XML 1.0: nothing but these is a character there, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}


def _text(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in _NOT_XML.sub("\ufffd", text))


REPORT = ReportFormat(name="junit", title="JUnit XML for build servers", write=write)
