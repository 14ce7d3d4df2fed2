"""A pack changes or sets aside lines of the packs it extends."""

from datetime import date
from decimal import Decimal

import pytest

from sv_rules.engine.compiling import compile_rulepack
from sv_rules.evaluate import evaluate
from sv_rules.model.amount import Money
from sv_rules.model.condition import Comparison, FactValue, Literal, ParameterValue
from sv_rules.model.outcome import Level, Outcome, Stage
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Lot, Procurement

NATION = """
sources: {act: {title: Act, publisher: Nation}}
facts:
  tender.value: {type: money, title: value}
  tender.ceiling: {type: money, title: ceiling}
  tender.asked: {type: yes_no, title: request}
parameters:
  over:
    title: threshold
    type: money
    values:
      2025-01-01: {value: GBP 100, source: {text: act}, standing: published}
      2026-01-01: {value: GBP 200, source: {text: act}, standing: published}
checks:
  - id: asked
    title: It is asked
    stages: [specification]
    level: must
    applies_when: {tender.value: {at_least: {parameter: over}}}
    expects: {tender.asked: {is: true}}
    source: {text: act}
    standing: published
"""
TOWN = "extends: [nation]\nsources: {policy: {title: Policy, publisher: Town}}\n"
ENDING = "    reason: The cabinet decided so.\n    source: {text: policy, at: minute 4}\n"


def override(line, what):
    return f"  - line: {line}\n    {what}\n{ENDING}"


def town(*overrides, more=""):
    return TOWN + more + "overrides:\n" + "".join(overrides)


def evaluated(pack, registry, **facts):
    place = Place(document="document.yaml")
    given = {f"tender.{name}": Answer(value=value, place=place) for name, value in facts.items()}
    procurement = Procurement(id="care", facts=given, lots=(Lot(id="all"),))
    return evaluate(compile_rulepack(pack, registry, engine="strata"), procurement, as_of=date(2026, 4, 1))


def test_set_changes_a_part_and_keeps_the_rest(load):
    pack = load({"nation": NATION, "town": town(override("asked", "set: {level: should, ask: Why not?}"))}, "town")
    check = pack.checks["nation/asked"]
    assert (check.level, check.ask, check.title) == (Level.SHOULD, "Why not?", "It is asked")
    assert (check.source.title, check.pack) == ("Act", "nation")
    [record] = pack.overrides
    assert (record.line, record.by, record.changed, record.waived) == ("nation/asked", "town", ("ask", "level"), False)
    assert (record.reason, record.source.title, record.source.at) == ("The cabinet decided so.", "Policy", "minute 4")


def test_without_the_pack_that_overrides_nothing_changes(load):
    pack = load({"nation": NATION, "town": town(override("asked", "set: {level: may}"))}, "nation")
    assert pack.checks["nation/asked"].level is Level.MUST
    assert pack.overrides == ()


def test_names_in_what_is_set_mean_what_they_mean_in_the_pack_that_sets_them(load):
    own = """parameters:
  over:
    title: threshold
    type: money
    values: {2026-01-01: {value: GBP 5, source: {text: policy}, standing: published}}
"""
    expects = "set: {expects: {tender.ceiling: {at_least: {parameter: over}}}}"
    pack = load({"nation": NATION, "town": town(override("asked", expects), more=own)}, "town")
    check = pack.checks["nation/asked"]
    assert isinstance(check.applies, Comparison)
    assert check.applies.operands == (ParameterValue("nation/over"),)  # still the nation's words
    [expected] = check.expects.values()
    assert isinstance(expected, Comparison)
    assert expected.operands == (ParameterValue("town/over"),)


def test_expects_at_takes_the_place_of_expects(load):
    design, specification = "{tender.value: {given: true}}", "{tender.asked: {is: true}}"
    expectations = f"{{design: {design}, specification: {specification}}}"
    changes = f"set: {{stages: [design, specification], expects_at: {expectations}}}"
    pack = load({"nation": NATION, "town": town(override("asked", changes))}, "town")
    expects = pack.checks["nation/asked"].expects
    assert {stage: condition.fact.name for stage, condition in expects.items()} == {
        Stage.DESIGN: "tender.value",
        Stage.SPECIFICATION: "tender.asked",
    }


def test_several_packs_in_a_row_change_a_line(load):
    packs = {
        "nation": NATION,
        "town": town(override("asked", "set: {level: should, ask: Why?}")),
        "ward": town(override("asked", "set: {level: may, help: Ask.}")).replace("[nation]", "[town]"),
    }
    check = load(packs, "ward").checks["nation/asked"]
    assert (check.level, check.ask, check.help) == (Level.MAY, "Why?", "Ask.")


def test_a_waived_check_keeps_its_outcome_and_does_not_count(load, registry):
    packs = {"nation": NATION, "town": town(override("nation/asked", "waive: true"))}
    facts = {"value": "GBP 300", "asked": False}
    [counted] = evaluated(load(packs, "nation"), registry, **facts).findings
    evaluation = evaluated(load(packs, "town"), registry, **facts)
    [finding] = evaluation.findings
    assert counted.outcome is finding.outcome is Outcome.NOT_MET
    assert counted.waived is None
    assert finding.waived is not None
    assert (finding.waived.by, finding.waived.reason) == ("town", "The cabinet decided so.")
    assert counted.counts
    assert not finding.counts
    assert all(line.broken == () and line.must_checks == 0 for line in evaluation.compliance)
    assert [noted.line for noted in evaluation.coverage.overrides] == ["nation/asked"]


def test_a_parameter_gets_other_values_with_their_dates_and_sources(load):
    values = "set: {values: {2026-04-01: {value: GBP 500, source: {text: policy}, standing: published}}}"
    parameter = load({"nation": NATION, "town": town(override("over", values))}, "town").parameters["nation/over"]
    assert parameter.on(date(2026, 4, 1)) == Money(Decimal(500), "GBP")
    assert parameter.on(date(2026, 3, 31)) is None  # the values are set in whole: none is left of the parent's
    assert [citation.title for citation in parameter.citations] == ["Policy"]


def test_a_measure_asks_another_question(load):
    nation = (
        NATION
        + """measures:
  - id: jobs
    title: Jobs
    type: integer
    scoring: {method: bands, bands: [{from: 1, points: 1}]}
    source: {text: act}
    standing: published
"""
    )
    changes = "set: {question: How many jobs for people of the town?, scoring: {method: to_target, target: 4}}"
    pack = load({"nation": nation, "town": town(override("jobs", changes))}, "town")
    assert pack.facts["bid.offers.jobs"].question == "How many jobs for people of the town?"
    assert pack.measures["nation/jobs"].scoring == {"method": "to_target", "target": 4}


def joint(east, west, *both):
    packs = {"nation": NATION, "east": town(east), "west": town(west)}
    if both:
        packs["both"] = town(*both).replace("[nation]", "[east, west]")
    return packs


def test_two_packs_that_disagree(problems):
    packs = joint(override("asked", "set: {level: should}"), override("asked", "set: {level: may}"))
    assert problems(packs, "east", "west") == [
        ("west/rulepack.yaml:7:11", "'east' and this pack change 'level' of 'nation/asked' in different ways")
    ]


def test_expects_and_expects_at_are_the_same_part(problems):
    packs = joint(
        override("asked", "set: {expects: {tender.asked: {is: false}}}"),
        override("asked", "set: {expects_at: {specification: {tender.asked: {is: true}}}}"),
    )
    [(_, what)] = problems(packs, "east", "west")
    assert "'expects'" in what


@pytest.mark.parametrize(
    ("east", "west"),
    [
        ("set: {level: may}", "set: {level: may}"),
        ("set: {level: may}", "set: {ask: Why?}"),
        ("waive: true", "waive: true"),
    ],
    ids=["the same change", "different parts", "both set it aside"],
)
def test_two_packs_that_agree(load, east, west):
    pack = load(joint(override("asked", east), override("asked", west)), "east", "west")
    assert [record.by for record in pack.overrides] == ["east", "west"]


def test_a_pack_that_extends_both_decides(load):
    packs = joint(
        override("asked", "set: {level: should}"),
        override("asked", "set: {level: may}"),
        override("asked", "set: {level: must}"),
    )
    pack = load(packs, "both")
    assert pack.checks["nation/asked"].level is Level.MUST
    assert [record.by for record in pack.overrides] == ["east", "west", "both"]


def test_a_decision_on_another_part_is_none(problems):
    packs = joint(
        override("asked", "set: {level: should}"),
        override("asked", "set: {level: may}"),
        override("asked", "set: {ask: Why?}"),
    )
    assert len(problems(packs, "both")) == 1


@pytest.mark.parametrize(
    ("overrides", "what"),
    [
        (
            [override("asked", "set: {level: may}"), override("asked", "set: {level: should}")],
            "'nation/asked' is overridden twice here, and both say something of 'level'",
        ),
        ([override("town/own", "waive: true")], "'own' is a line of this pack itself"),
        (
            [override("asked", "set: {expects: {tender.asked: {is: true}}, expects_at: {}}")],
            "a check has either expects: or expects_at:",
        ),
        ([override("asked", "set: {in_force: {from: 2026-02-30}}")], "'2026-02-30' is no day of the calendar"),
        ([override("asked", "set: {level: maybe}")], "'level' is 'maybe', which is not one of the choices"),
        ([override("asked", "set: {source: {text: policy}}")], "'source' is not known here"),
        ([override("over", "set: {values: {}}")], "'values' is empty"),
    ],
    ids=["twice", "own line", "both expectations", "no such day", "no such level", "source", "nothing set"],
)
def test_refused(problems, overrides, what):
    assert [said for _, said in problems({"nation": NATION, "town": town(*overrides)}, "town")] == [what]


def test_a_mistake_stands_where_it_was_written(problems):
    changes = "set: {applies_when: {tender.value: {at_least: 5}}}"
    assert problems({"nation": NATION, "town": town(override("asked", changes))}, "town") == [
        ("town/rulepack.yaml:8:51", "5 is not an amount of money")
    ]


def test_a_line_that_two_parents_have_must_be_named_in_full(load, problems):
    packs = {
        "nation": NATION,
        "region": NATION,
        "town": town(override("asked", "set: {level: may}")).replace("[nation]", "[nation, region]"),
    }
    assert [what for _, what in problems(packs, "town")] == ["'asked' may mean nation/asked or region/asked"]
    packs["town"] = packs["town"].replace("line: asked", "line: region/asked")
    checks = load(packs, "town").checks
    assert (checks["nation/asked"].level, checks["region/asked"].level) == (Level.MUST, Level.MAY)


def test_an_operand_may_be_another_fact(load):
    changes = "set: {expects: {tender.value: {at_most: {fact: tender.ceiling}}}}"
    pack = load({"nation": NATION, "town": town(override("asked", changes))}, "town")
    [expected] = pack.checks["nation/asked"].expects.values()
    assert isinstance(expected, Comparison)
    assert not isinstance(expected.operands[0], Literal)
    assert expected.operands == (FactValue(pack.facts["tender.ceiling"]),)


NAMESAKES = NATION.replace("  - id: asked\n", "  - id: over\n")
"""A check and its parameter of one name."""


@pytest.mark.parametrize(
    ("what", "section"),
    [
        ("set: {level: may}", "checks"),
        ("waive: true", "checks"),
        ("set: {until: 2026-12-31}", "parameters"),
    ],
    ids=["a part of a check", "set aside", "a part of a parameter"],
)
def test_what_is_changed_says_which_of_two_lines_of_one_name_is_meant(load, what, section):
    pack = load({"nation": NAMESAKES, "town": town(override("over", what))}, "town")
    check, parameter = pack.checks["nation/over"], pack.parameters["nation/over"]
    assert (check.waived is not None or check.level is Level.MAY) is (section == "checks")
    assert (parameter.until is not None) is (section == "parameters")


def test_what_both_lines_of_one_name_have_leaves_it_open(problems):
    packs = {"nation": NAMESAKES, "town": town(override("over", "set: {title: Other}"))}
    [(_, what)] = problems(packs, "town")
    assert what == "'over' is a line under checks and parameters, so this does not say which is meant"
