"""What the casebook makes of cases: right ones pass, wrong ones fail, and what no case shows is named."""

import pytest

from sv_rules.casebook import OutOfForce, coverage_line, run_cases
from sv_rules.errors import RulepackError
from sv_rules.host import Host
from sv_rules.model.outcome import Outcome

PACK = """
id: shire
title: Shire
version: "1"
sources: {policy: {title: Policy, publisher: Shire Council}}
facts:
  tender.value: {type: money, title: contract value}
  specification.asks: {type: yes_no, title: request}
  design.asks: {type: yes_no, title: thought of it}
  bid.offers_it: {type: yes_no, title: offer}
  contract.delivers_it: {type: yes_no, title: delivery}
  organisation.reports: {type: yes_no, title: report}
rules:
  - id: large
    applies_when: {tender.value: {at_least: GBP 100}}
    concludes: large
    source: {text: policy}
    standing: published
checks:
  - id: asked
    title: It is asked for
    stages: [design, specification]
    level: must
    applies_when: {conclusion: large}
    expects_at: {design: {design.asks: {is: true}}, specification: {specification.asks: {is: true}}}
    source: {text: policy}
    standing: published
  - id: done
    title: It is offered and done
    stages: [bid, delivery]
    level: must
    expects_at: {bid: {bid.offers_it: {is: true}}, delivery: {contract.delivers_it: {is: true}}}
    in_force: {from: 2025-01-01, to: 2025-12-31}
    source: {text: policy}
    standing: published
  - id: reported
    title: The council reports
    stages: [organisation]
    level: may
    expects: {organisation.reports: {is: true}}
    in_force: {from: 2024-01-01}
    source: {text: policy}
    standing: published
"""


@pytest.fixture
def run(tmp_path):
    """Run cases, each as it goes on after `case: it`, on `PACK` or another one."""

    def ran(*cases, pack=PACK, engine="strata"):
        here = tmp_path / "shire"
        here.mkdir()
        (here / "rulepack.yaml").write_text(pack, encoding="utf-8")
        if cases:
            text = "".join(f"  - {{case: it, {case}}}\n" for case in cases)
            (here / "cases.yaml").write_text(f"cases:\n{text}", encoding="utf-8")
        return run_cases("shire", Host(rulepacks=(tmp_path,), discover=False).registry, engine=engine)

    return ran


RIGHT = {
    "met": "as_of: 2025-06-01, given: {tender.value: GBP 100, specification.asks: true}, expect: {asked: met}",
    "not met": "as_of: 2025-06-01, given: {tender.value: GBP 100, specification.asks: false}, expect: {asked: not_met}",
    "cannot tell": "as_of: 2025-06-01, given: {tender.value: GBP 100}, expect: {asked: cannot_tell}",
    "does not apply": "as_of: 2025-06-01, given: {tender.value: GBP 99}, expect: {asked: not_applicable}",
    "the full id": "as_of: 2025-06-01, given: {tender.value: GBP 99}, expect: {shire/asked: not_applicable}",
    "a conclusion is taken as established": (
        "as_of: 2025-06-01, assume: [large], given: {specification.asks: true}, expect: {asked: met}"
    ),
    "a conclusion is taken as established whatever its rules say": (
        "as_of: 2025-06-01, assume: [shire/large], given: {tender.value: GBP 1, specification.asks: true},"
        " expect: {asked: met}"
    ),
    "a conclusion is certain": "as_of: 2025-06-01, given: {tender.value: GBP 100}, concludes: {large: certain}",
    "a conclusion is possible": "as_of: 2025-06-01, given: {specification.asks: true}, concludes: {large: possible}",
    "a conclusion is not drawn": "as_of: 2025-06-01, given: {tender.value: GBP 99}, concludes: {large: no}",
    "the specification, where no stage is named": (
        "as_of: 2025-06-01, assume: [large], given: {design.asks: false, specification.asks: true},"
        " expect: {asked: met}"
    ),
    "the stage that is named": (
        "as_of: 2025-06-01, stage: design, assume: [large], given: {design.asks: true, specification.asks: false},"
        " expect: {asked: met}"
    ),
    "the bid, whose facts are given": "as_of: 2025-06-01, given: {bid.offers_it: true}, expect: {done: met}",
    "the contract, whose facts are given": (
        "as_of: 2025-06-01, given: {contract.delivers_it: false}, expect: {done: not_met}"
    ),
    "the last stage of which facts are given": (
        "as_of: 2025-06-01, given: {bid.offers_it: false, contract.delivers_it: true}, expect: {done: met}"
    ),
    "the first stage, where nothing is given": "as_of: 2025-06-01, expect: {done: cannot_tell}",
    "an organisation": "as_of: 2025-06-01, given: {organisation.reports: true}, expect: {reported: met}",
    "several checks": (
        "as_of: 2025-06-01, assume: [large], given: {organisation.reports: false, specification.asks: true},"
        " expect: {reported: not_met, asked: met}"
    ),
    "the first day": "as_of: 2025-01-01, given: {bid.offers_it: true}, expect: {done: met}",
    "the last day": "as_of: 2025-12-31, given: {bid.offers_it: true}, expect: {done: met}",
    "the day before": "as_of: 2024-12-31, given: {bid.offers_it: true}, expect: {done: not_in_force}",
    "the day after": "as_of: 2026-01-01, given: {bid.offers_it: true}, expect: {done: not_in_force}",
}


@pytest.mark.parametrize("case", RIGHT.values(), ids=RIGHT)
def test_a_right_case_passes(run, case):
    assert run(case).failed == ()


WRONG = {
    "another outcome": (
        "as_of: 2025-06-01, given: {tender.value: GBP 100, specification.asks: true}, expect: {asked: not_met}",
        "asked: expected not met, came out as: Met: ",
    ),
    "not known taken for not met": (
        "as_of: 2025-06-01, given: {tender.value: GBP 100}, expect: {asked: not_met}",
        "asked: expected not met, came out as: Cannot tell: ",
    ),
    "one of two": (
        "as_of: 2025-06-01, assume: [large], given: {bid.offers_it: false}, expect: {done: met, asked: cannot_tell}",
        "done: expected met, came out as: Not met: ",
    ),
    "a conclusion that is only possible": (
        "as_of: 2025-06-01, concludes: {large: certain}",
        "large: expected certain, came out as possible",
    ),
    "a conclusion that is not drawn": (
        "as_of: 2025-06-01, given: {tender.value: GBP 99}, concludes: {large: possible}",
        "large: expected possible, came out as no",
    ),
    "a stage that the check has not": (
        "as_of: 2025-06-01, stage: specification, expect: {done: cannot_tell}",
        "done: expected cannot tell, but it was not looked at: a stage is missing",
    ),
    "looked at before it begins": (
        "as_of: 2024-12-31, given: {bid.offers_it: true}, expect: {done: met}",
        "done: expected met, but it was not looked at: it is in force from 2025-01-01 to 2025-12-31",
    ),
    "said to have ended on its last day": (
        "as_of: 2025-12-31, expect: {done: not_in_force}",
        "done: expected not to be in force on 2025-12-31, but it is in force from 2025-01-01 to 2025-12-31",
    ),
    "said not to have begun, and it always counts": (
        "as_of: 1900-01-01, expect: {asked: not_in_force}",
        "asked: expected not to be in force on 1900-01-01, but it is in force always",
    ),
    # `  - {case: it, as_of: 2025-06-01, given: {specification.asks: 10%}`: 62 characters stand before the value.
    "a value of another type": (
        "as_of: 2025-06-01, given: {specification.asks: 10%}, expect: {asked: cannot_tell}",
        "shire/cases.yaml:2:63: ",
    ),
}


@pytest.mark.parametrize(("case", "failure"), WRONG.values(), ids=WRONG)
def test_a_wrong_case_fails(run, case, failure):
    [failed] = run(case).failed
    [said] = failed.failures
    assert said.startswith(failure)
    assert failed.place.line == 2


def test_cases_may_assume_the_same(run):
    one = RIGHT["a conclusion is taken as established"]
    other = one.replace("true", "false").replace("asked: met", "asked: not_met")
    assert run(one, other).failed == ()


def test_the_standard_engine_runs_cases(run):
    assert run(RIGHT["a conclusion is taken as established"], engine="").failed == ()


REFUSED = {
    "nothing is expected": ("as_of: 2025-06-01, given: {tender.value: GBP 1}", "the case expects nothing"),
    "an empty expectation": ("as_of: 2025-06-01, expect: {}", "the case expects nothing"),
    "no such check": ("as_of: 2025-06-01, expect: {askd: met}", "there is no check called 'askd'"),
    "no such conclusion": ("as_of: 2025-06-01, concludes: {larg: certain}", "there is no conclusion called 'larg'"),
    "no such conclusion to assume": (
        "as_of: 2025-06-01, assume: [larg], expect: {asked: met}",
        "there is no conclusion called 'larg'",
    ),
    "no such fact": (
        "as_of: 2025-06-01, given: {tender.valu: GBP 1}, expect: {asked: met}",
        "there is no fact called 'tender.valu'",
    ),
    "no such day": ("as_of: 2025-02-30, expect: {asked: met}", "'2025-02-30' is no day of the calendar"),
    "no such outcome": (
        "as_of: 2025-06-01, expect: {asked: mett}",
        "'asked' is 'mett', which is not one of the choices",
    ),
}


@pytest.mark.parametrize(("case", "what"), REFUSED.values(), ids=REFUSED)
def test_a_case_that_can_show_nothing_is_refused(run, case, what):
    with pytest.raises(RulepackError) as caught:
        run(case)
    assert [problem.what for problem in caught.value.problems] == [what]


def test_checks_without_cases_are_refused(run):
    with pytest.raises(RulepackError, match="the pack has no cases"):
        run()


def test_a_pack_that_only_concludes_needs_cases(run):
    with pytest.raises(RulepackError, match="the pack has no cases"):
        run(pack=PACK.partition("checks:")[0])


def test_a_framework_that_decides_nothing_counts_for_nothing(run):
    priority = "priorities: [{id: work, title: Work, source: {text: policy}, standing: published}]\n"
    framework = run(pack=PACK.partition("facts:")[0] + priority)
    assert (framework.cases, framework.missing) == ((), ())
    assert coverage_line([framework]) == "0 of 0 outcomes of checks shown by cases (100%)"


ALWAYS = (Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_TELL)


def test_what_cases_should_show(run):
    """Every outcome that can be, and each side of a period that has an end."""
    assert run(RIGHT["met"]).wanted == {
        "shire/asked": (*ALWAYS, Outcome.NOT_APPLICABLE),
        "shire/done": (*ALWAYS, OutOfForce.NOT_YET, OutOfForce.NO_LONGER),
        "shire/reported": (*ALWAYS, OutOfForce.NOT_YET),
    }


def test_what_no_case_shows_is_named(run):
    shown = ("met", "not met", "does not apply", "the first day", "the day before")
    found = run(*(RIGHT[name] for name in shown))
    assert found.missing == (
        ("shire/asked", Outcome.CANNOT_TELL),
        ("shire/done", Outcome.NOT_MET),
        ("shire/done", Outcome.CANNOT_TELL),
        ("shire/done", OutOfForce.NO_LONGER),
        ("shire/reported", Outcome.MET),
        ("shire/reported", Outcome.NOT_MET),
        ("shire/reported", Outcome.CANNOT_TELL),
        ("shire/reported", OutOfForce.NOT_YET),
    )
    # Wanted are 4, 5 and 4.
    assert coverage_line([found]) == "5 of 13 outcomes of checks shown by cases (38%)"


def test_a_case_that_fails_shows_nothing(run):
    wrong = "as_of: 2024-12-31, given: {organisation.reports: true}, expect: {done: not_in_force, reported: not_met}"
    assert ("shire/done", OutOfForce.NOT_YET) in run(wrong).missing


def test_checks_of_a_parent_are_for_its_own_cases_to_show(run, tmp_path):
    town = tmp_path / "town"
    town.mkdir()
    (town / "rulepack.yaml").write_text('id: town\ntitle: Town\nversion: "1"\nextends: [shire]\n', encoding="utf-8")
    (town / "cases.yaml").write_text(f"cases:\n  - {{case: it, {RIGHT['met']}}}\n", encoding="utf-8")
    assert run(RIGHT["met"]).failed == ()
    found = run_cases("town", Host(rulepacks=(tmp_path,), discover=False).registry, engine="strata")
    assert (found.failed, dict(found.wanted)) == ((), {})
