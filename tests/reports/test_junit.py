"""JUnit XML: what a build server counts, and texts from outside that XML 1.0 forbids."""

from xml.etree import ElementTree as ET

import pytest
from reports.made import BID, CLUE_SAID, WAIVER, clue, evaluation, finding

from sv_rules.conformance.evaluation import made_up_evaluations
from sv_rules.model.outcome import Level, Outcome
from sv_rules.reports.junit import REPORT

MADE_UP = made_up_evaluations()


def tree(one):
    return ET.fromstring(REPORT.write(one))  # noqa: S314  what is read was written a moment ago, here


def parsed(*findings, **more):
    return tree(evaluation(*findings, **more))


@pytest.mark.parametrize(
    ("outcome", "level", "waived", "element"),
    [
        (Outcome.MET, Level.MUST, None, ""),
        (Outcome.MET, Level.MAY, None, ""),
        (Outcome.NOT_MET, Level.MUST, None, "failure"),
        (Outcome.NOT_MET, Level.SHOULD, None, "system-out"),
        (Outcome.NOT_MET, Level.MAY, None, "system-out"),
        (Outcome.CANNOT_TELL, Level.MUST, None, "error"),
        (Outcome.CANNOT_TELL, Level.SHOULD, None, "skipped"),
        (Outcome.NOT_APPLICABLE, Level.MUST, None, "skipped"),
        (Outcome.NOT_MET, Level.MUST, WAIVER, "skipped"),
        (Outcome.CANNOT_TELL, Level.MUST, WAIVER, "skipped"),
    ],
    ids=lambda value: str(value) if isinstance(value, Outcome | Level) else "aside" if value is WAIVER else "",
)
def test_what_a_case_comes_to(outcome, level, waived, element):
    root = parsed(finding(outcome, level, waived=waived))
    (case,) = root.iter("testcase")
    assert [child.tag for child in case] == ([element] if element else [])
    counts = {name: root.get(name) for name in ("tests", "failures", "errors", "skipped")}
    expected = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    assert counts == {"tests": "1", **{name: str(int(tag == element)) for name, tag in expected.items()}}


def test_a_suite_for_each_subject():
    root = parsed(finding(), finding(subject=BID), finding(Outcome.MET, subject=BID, check="town/other"))
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("Works", "1", "1"),
        ("Works: bid b1 (Fictional Bidder)", "2", "1"),
    ]
    assert [case.get("name") for case in root[1].iter("testcase")] == [
        "The contract is large [value]",
        "The contract is large [other]",
    ]
    assert {case.get("classname") for case in root.iter("testcase")} == {"town"}


def test_the_run_can_be_repeated_from_the_first_suite():
    root = parsed(finding(), finding(subject=BID), remarks=("an odd key",))
    known = {one.get("name"): one.get("value") for one in root.iter("property")}
    assert known["as_of"] == "2026-01-31"
    assert known["rulepack town"] == f"2 {'0' * 64}"
    assert root.findtext("testsuite/system-out").startswith("tender.yaml:2: an odd key")


def test_what_failed_is_told_with_question_place_and_words():
    (failure,) = parsed(finding(clues=(clue(),), searched=("Quality",))).iter("failure")
    assert failure.get("message") == "Not met: Contract value is £5."
    assert failure.text.split("\n") == [
        "Not met: Contract value is £5. (A must check.)",
        "Seen in: tender.yaml:4:9",
        CLUE_SAID,
        "No words about this were found in Quality.",
        "Source, example: Fictional policy, section 2",
    ]


@pytest.mark.parametrize("which", sorted(MADE_UP))
def test_any_evaluation_gives_well_formed_xml(which):
    root = tree(MADE_UP[which])
    cases = list(root.iter("testcase"))
    assert int(root.get("tests")) == len(cases) == len(MADE_UP[which].findings)


# XML 1.0, section 2.2: no control characters but tab and line breaks, no surrogates, neither U+FFFE nor U+FFFF.
@pytest.mark.parametrize(
    "char", ["\x00", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\ud800", "\ufffe", "\uffff", "]]>", "&'\""]
)
def test_characters_that_xml_forbids(char):
    (failure,) = parsed(finding(sentence=f"a{char}b")).iter("failure")
    assert failure.get("message").startswith("a")
    assert failure.get("message").endswith("b")
