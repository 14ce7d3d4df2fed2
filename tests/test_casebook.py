"""Cases of a rulepack: a wrong one fails, and says what came out instead; also where pytest runs them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from sv_rules.casebook import run_cases
from sv_rules.errors import RulepackError
from sv_rules.host import Host
from sv_rules.model.outcome import Outcome

PACK = Path(__file__).parent / "northshire" / "packs" / "northshire"


@pytest.fixture
def packs(tmp_path):
    """Give a folder with a copy of Northshire's pack, with other cases and other texts in the pack."""

    def write(cases, **changes):
        folder = tmp_path / "packs" / "northshire"
        shutil.copytree(PACK, folder, ignore=shutil.ignore_patterns("cases.yaml"))
        if cases:
            (folder / "cases.yaml").write_text(dedent(cases), encoding="utf-8")
        text = (folder / "rulepack.yaml").read_text(encoding="utf-8")
        for old, new in changes.items():
            place = "    stages: [bid]\n" if old == "living_wage" else old
            assert text.count(place) == 1
            text = text.replace(place, place + new)
        (folder / "rulepack.yaml").write_text(text, encoding="utf-8")
        return folder.parent

    return write


def ran(folder, pack="northshire"):
    return run_cases(pack, Host(rulepacks=[folder], discover=False).registry, engine="strata")


def refused(folder):
    with pytest.raises(RulepackError) as told:
        ran(folder)
    return [(str(problem.place), problem.what) for problem in told.value.problems]


CASE = "cases:\n- {{case: a case, as_of: 2026-01-31, {}}}\n"
NOT_NAMED = (
    "Not met: List of priorities in the specification: an empty list, without jobs. To meet it: List of priorities in "
    "the specification includes jobs (now: an empty list)."
)
LARGE = "given: {tender.value: GBP 100000, specification.priorities: []}"


@pytest.mark.parametrize(
    ("case", "failure"),
    [
        (
            f"{LARGE}, expect: {{jobs.named: met}}",
            f"jobs.named: expected met, came out as: {NOT_NAMED}",
        ),
        (
            f"{LARGE}, expect: {{jobs.named: not_in_force}}",
            "jobs.named: expected not to be in force on 2026-01-31, but it is in force always",
        ),
        (
            f"{LARGE}, stage: bid, expect: {{jobs.named: met}}",
            "jobs.named: expected met, but it was not looked at: a stage is missing",
        ),
        (
            "given: {bid.pays_living_wage: true}, expect: {living-wage: met}",
            "living-wage: expected met, but it was not looked at: it is in force from 2026-02-01",
        ),
        (f"{LARGE}, concludes: {{large: no}}", "large: expected no, came out as certain"),
        ("given: {}, concludes: {large: certain}", "large: expected certain, came out as possible"),
    ],
)
def test_a_case_that_is_wrong_fails_and_says_what_came_out(packs, case, failure):
    [run] = ran(packs(CASE.format(case), living_wage="    in_force: {from: 2026-02-01}\n")).cases
    assert run.failures == (failure,)
    assert str(run.place) == "northshire/cases.yaml:2:3"


def test_a_check_may_be_named_in_full_and_be_out_of_force(packs):
    case = "given: {bid.pays_living_wage: true}, expect: {northshire/living-wage: not_in_force}"
    run = ran(packs(CASE.format(case), living_wage="    in_force: {from: 2026-02-01}\n"))
    assert run.failed == ()
    assert ("northshire/living-wage", Outcome.MET) in run.missing


def test_values_that_cannot_be_used_fail_the_case_that_gives_them(packs):
    case = "given: {tender.value: £5}, expect: {jobs.named: met}"
    [run] = ran(packs(CASE.format(case))).cases
    assert run.reached == ()
    [failure] = run.failures
    # the value of the second line
    assert failure.startswith("northshire/cases.yaml:2:59: tender.value: '£5' is not an amount of money\n")


def test_a_pack_that_decides_nothing_needs_no_cases(tmp_path):
    folder = tmp_path / "framework"
    folder.mkdir()
    priority = "{id: fairness, title: Fairness, source: {text: book}, standing: published}"
    (folder / "rulepack.yaml").write_text(
        'id: framework\ntitle: Framework\nversion: "1"\n'
        f"sources: {{book: {{title: Book, publisher: Press}}}}\npriorities: [{priority}]\n",
        encoding="utf-8",
    )
    run = ran(tmp_path, "framework")
    assert (run.cases, run.missing) == ((), ())


def test_a_pack_without_cases_shows_nothing(packs):
    assert refused(packs("")) == [("northshire/cases.yaml", "the pack has no cases")]


def test_cases_that_are_not_text(packs):
    folder = packs("")
    (folder / "northshire" / "cases.yaml").write_bytes(b"# caf\xe9\n")
    assert refused(folder) == [
        ("northshire/cases.yaml:1:6", "the file is not saved as UTF-8: this character cannot be read")
    ]


def test_mistakes_in_the_form_of_cases_are_told_at_once(packs):
    cases = """\
        cases:
        - {case: one, as_of: 2026-01-31, given: {}, expect: {jobs.named: mett}}
        - {case: two, given: {}, expects: {}}
        """
    assert {place for place, _ in refused(packs(cases))} == {
        "northshire/cases.yaml:2:66",
        "northshire/cases.yaml:3:3",
        "northshire/cases.yaml:3:26",
    }


def test_pytest_runs_the_cases_that_stand_beside_a_pack(packs):
    good = f"- {{case: it is so, as_of: 2026-01-31, {LARGE}, expect: {{jobs.named: not_met}}}}"
    bad = f"- {{case: it is not, as_of: 2026-01-31, {LARGE}, expect: {{jobs.named: met}}}}"
    folder = packs(f"cases:\n{good}\n{bad}\n")
    (folder / "cases.yaml").write_text("cases: of something else\n", encoding="utf-8")
    words = ["-m", "pytest", "-q", "-p", "sv_rules.pytest_plugin", "-p", "no:cacheprovider", "--rootdir", str(folder)]
    run = subprocess.run(
        [sys.executable, *words, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={
            **os.environ,
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTEST_ADDOPTS": "",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
    )
    assert "1 failed, 1 passed" in run.stdout, run.stdout + run.stderr
    assert "northshire/cases.yaml:3:3\njobs.named: expected met, came out as: Not met:" in run.stdout
    assert "Traceback" not in run.stdout
