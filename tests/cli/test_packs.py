"""`sv-rules packs`: list, show, lint and test, on Northshire's pack and on copies with a change."""

import json
import shutil

import pytest

from tests.cli.conftest import NORTHSHIRE, PACK

PACKS = NORTHSHIRE / "packs"


@pytest.fixture
def changed(tmp_path):
    """Give the folder of a copy of the pack in which one text is replaced."""

    def change(file, old, new):
        folder = tmp_path / "northshire"
        shutil.copytree(PACK, folder)
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return change


def test_list_counts_each_packs_own_lines(cli):
    rows = json.loads(cli("packs", "list", "--packs-from", PACKS, "--json").stdout)
    [northshire] = [row for row in rows if row["id"] == "northshire"]
    # Counted in the file. Standings: 2 priorities, 4 checks, a measure, a rule and two dated values of a parameter.
    assert northshire == {
        "id": "northshire",
        "version": "1.2",
        "title": "Northshire social value checklist",
        "extends": [],
        "priorities": 2,
        "checks": 4,
        "measures": 1,
        "parameters": 1,
        "rules": 1,
        "standings": {"published": 7, "partial": 2, "derived": 1, "example": 0},
        "gaps": 1,
        "problems": 0,
    }
    assert {"england", "haringey"} <= {row["id"] for row in rows}


def test_list_is_a_table_for_people(cli):
    said = " ".join(cli("packs", "list", "--packs-from", PACKS).stdout.split())
    # The cells of a row that takes several lines come in pieces.
    for piece in ("northshire", "1.2", "2 priorities, 4", "Northshire social"):
        assert piece in said


def test_a_pack_that_cannot_be_read_is_still_listed(cli, changed):
    folder = changed("rulepack.yaml", "id: northshire\n", "id: [northshire\n")
    result = cli("packs", "list", "--packs-from", folder)
    assert "sv-rules packs lint northshire" in " ".join(result.stdout.split())
    assert "england" in result.stdout
    assert result.exit_code == 2


def test_show_is_a_page_in_english(cli):
    page = cli("packs", "show", PACK, "--format", "markdown").stdout
    assert page.startswith("# Northshire social value checklist\n")
    for line in (
        "- **The specification asks for good jobs** (must; `northshire/jobs.named`)",
        "  - Applies when the contract is large.",
        "  - Expects, at the stage specification: List of priorities in the specification includes jobs.",
        "  - Suggested wording: The provider will offer … jobs.",
        "  - Source, published: Social value policy, Northshire Council, 2025, section 2: “good jobs”",
        "  - Applies when it is not established that the contract is large.",
        "- **Apprenticeships for residents**: a whole number of people per contract (`northshire/apprenticeships`)",
        "- **How measures are verified.** The policy does not say.",
        "- `policy`: Social value policy, Northshire Council, 2025 <https://example.org/policy>",
    ):
        assert line in page.splitlines()
    assert "| value from which a contract is large (`northshire/large-from`) | 2026-04-01 | £120,000 |" in page


def test_show_for_a_terminal_says_the_same_without_marks(cli):
    said = " ".join(cli("packs", "show", PACK).stdout.split())
    assert "The specification asks for good jobs (must; northshire/jobs.named)" in said
    assert "**" not in said


def test_show_as_json(cli):
    data = json.loads(cli("packs", "show", PACK, "--json").stdout)
    assert data["checks"][0]["expects"] == {"specification": "list of priorities in the specification includes jobs"}
    assert data["parameters"][0]["values"] == {"2025-04-01": "£100,000", "2026-04-01": "£120,000"}


def test_lint_passes_a_sound_pack(cli):
    result = cli("packs", "lint", PACK)
    assert (result.exit_code, result.stdout) == (0, "1 pack: no problems, no warnings.\n")


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        pytest.param(
            "    ask: How will emissions be cut?\n", "", "the check 'climate.named' has no question", id="no ask"
        ),
        pytest.param(
            "priorities:\n  - {id: jobs,",
            "priorities:\n  - {id: art, title: Art, source: {text: policy}, standing: derived}\n  - {id: jobs,",
            "no check and no measure advances the priority 'art'",
            id="unadvanced priority",
        ),
        pytest.param(
            "facts:\n",
            "facts:\n  tender.age: {type: text, title: age, question: How old?}\n",
            "nothing reads the fact 'tender.age'",
            id="unread fact",
        ),
        pytest.param(
            ", question: Is everyone paid the living wage?",
            "",
            "the fact 'bid.pays_living_wage' has no question",
            id="no question",
        ),
        pytest.param(
            "{parameter: large-from}", "GBP 100000", "nothing reads the parameter 'large-from'", id="unread parameter"
        ),
        pytest.param(
            "sources:\n",
            "sources:\n  memo: {title: Memo, publisher: Northshire Council}\n",
            "no line cites the source 'memo'",
            id="uncited source",
        ),
    ],
)
def test_lint_warns_with_the_place_and_does_not_fail(cli, changed, old, new, warning):
    result = cli("packs", "lint", changed("rulepack.yaml", old, new))
    assert result.exit_code == 0
    [line] = [line for line in result.stdout.splitlines() if line.startswith("warning: ")]
    assert warning in line
    assert "northshire/rulepack.yaml:" in line
    assert result.stdout.endswith("1 pack: no problems, 1 warning.\n")


def test_lint_warns_of_a_pack_without_cases(cli, tmp_path):
    shutil.copytree(PACK, tmp_path / "northshire", ignore=shutil.ignore_patterns("cases.yaml"))
    assert (
        "warning: northshire/cases.yaml: the pack has no cases" in cli("packs", "lint", tmp_path / "northshire").stdout
    )


def test_lint_tells_every_problem_with_its_line_and_fix(cli, changed):
    folder = changed("rulepack.yaml", "includes_any: [jobs, climate]", "inclodes_any: [jobs, climate]")
    result = cli("packs", "lint", folder)
    assert result.exit_code == 2
    assert "northshire/rulepack.yaml:64:" in result.stdout  # the line of the replaced text
    assert "includes_any" in result.stdout
    assert "1 pack: 1 problem, no warnings." in result.stderr
    data = json.loads(cli("packs", "lint", folder, "--json").stdout)
    assert data["problems"][0]["place"]["line"] == 64


def test_cases_pass_and_the_table_says_what_they_show(cli):
    result = cli("packs", "test", PACK)
    assert result.exit_code == 0
    # Four checks want met, not met and cannot tell; two have a condition: 14 outcomes, of which one is left out.
    assert "8 cases, 0 failed; 13 of 14 outcomes of checks shown by cases (92%)." in result.stdout
    assert "northshire/living-wage: cannot tell" in result.stdout


def test_full_wants_every_outcome(cli):
    result = cli("packs", "test", PACK, "--full", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)[0]["missing"] == [{"check": "northshire/living-wage", "outcome": "cannot_tell"}]


def test_a_case_that_fails_is_told_with_its_place(cli, changed):
    result = cli("packs", "test", changed("cases.yaml", "expect: {living-wage: not_met}", "expect: {living-wage: met}"))
    assert result.exit_code == 1
    assert "northshire/cases.yaml:32:" in result.stdout  # the line of the last case
    assert "case “a bidder that does not” fails" in result.stdout
    assert "living-wage: expected met, came out as: Not met:" in result.stdout


@pytest.mark.parametrize("command", ["show", "lint", "test"])
def test_an_unknown_pack_is_bad_use(cli, command):
    result = cli("packs", command, "northshrie", "--packs-from", PACKS)
    assert result.exit_code == 2
    assert "Did you mean 'northshire'?" in result.stdout + result.stderr


def test_lint_puts_a_line_between_problems_and_warnings(cli, tmp_path):
    for name, level in {"eastshire": "may", "westshire": "maybe"}.items():
        shutil.copytree(PACK, tmp_path / name, ignore=shutil.ignore_patterns("cases.yaml"))
        text = (tmp_path / name / "rulepack.yaml").read_text(encoding="utf-8")
        text = text.replace("id: northshire", f"id: {name}").replace("level: may", f"level: {level}")
        (tmp_path / name / "rulepack.yaml").write_text(text, encoding="utf-8")
    result = cli("packs", "lint", tmp_path / "eastshire", tmp_path / "westshire")
    problems, warnings = result.stdout.split("\n\n")
    assert problems.startswith("westshire/rulepack.yaml:")
    assert warnings.startswith("warning: eastshire/cases.yaml: the pack has no cases")


SOUTHSHIRE = """\
id: southshire
title: Southshire checklist
version: "1"
description: For *the* south.
extends: [northshire]
sources: {policy: {title: South policy, publisher: Southshire}}
priorities:
  - id: sea
    title: Sea
    help: Clean beaches.
    advances: [northshire/climate]
    source: {text: policy}
    standing: derived
checks:
  - id: sea.named
    title: The specification names the climate of the sea
    priority: sea
    stages: [specification]
    level: may
    help: See the map.
    in_force: {from: 2026-04-01}
    expects: {specification.priorities: {includes: climate}}
    source: {text: policy}
    standing: derived
measures:
  - {id: beaches, title: Beaches cleaned, unit: miles, source: {text: policy}, standing: derived}
overrides:
  - {line: living-wage, waive: true, reason: We pay *more*., source: {text: policy, at: page 3}}
  - {line: jobs.named, set: {title: Jobs, level: should}, reason: It depends., source: {text: policy}}
"""


@pytest.fixture
def southshire(tmp_path):
    """Give a folder with Northshire's pack, one that builds on it, one with nothing in it and one that is broken."""
    shutil.copytree(PACK, tmp_path / "northshire")
    for name, text in {
        "southshire": SOUTHSHIRE,
        "bare": 'id: bare\ntitle: Bare\nversion: "1"\n',
        "broken": "",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "rulepack.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_page_of_a_pack_that_builds_on_another_shows_its_own_lines_and_what_it_changes(cli, southshire):
    page = cli("packs", "show", "southshire", "--packs-from", southshire, "--format", "markdown").stdout
    digest = page.partition("digest `")[2][:12]
    assert (
        page
        == f"""\
# Southshire checklist

`southshire`, version 1, digest `{digest}`.
Builds on Northshire social value checklist (`northshire`); their lines count too and are not repeated here.

For \\*the\\* south.

## Priorities

- **Sea** (`southshire/sea`)
  - Clean beaches.
  - Advances `northshire/climate`
  - Source, derived: South policy, Southshire

## The checklist

### Sea

- **The specification names the climate of the sea** (may; `southshire/sea.named`)
  - Expects, at the stage specification: List of priorities in the specification includes climate.
  - In force from 2026-04-01.
  - See the map.
  - Source, derived: South policy, Southshire

## Measures

- **Beaches cleaned**: a number of miles per contract (`southshire/beaches`)
  - Source, derived: South policy, Southshire

## What it changes in the packs it builds on

- `northshire/living-wage`: set aside. We pay \\*more\\*. Source: South policy, Southshire, page 3
- `northshire/jobs.named`: changed (level and title). It depends. Source: South policy, Southshire

## Sources

- `policy`: South policy, Southshire
"""
    )


def test_the_page_of_a_pack_with_nothing_in_it_is_its_head(cli, southshire):
    page = cli("packs", "show", "bare", "--packs-from", southshire, "--format", "markdown").stdout
    assert [line for line in page.splitlines() if line][0::2] == ["# Bare"]
    assert page.count("\n") == 3


def test_lint_reads_over_a_pack_that_cannot_be_read_when_it_looks_for_who_reads_what(cli, southshire):
    result = cli("packs", "lint", "southshire", "--packs-from", southshire)
    assert result.exit_code == 0
    # No other pack reads the measure's facts or advances the priority either.
    assert "warning: southshire/cases.yaml: the pack has no cases" in result.stdout
