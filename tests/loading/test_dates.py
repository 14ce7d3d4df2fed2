"""Parameters by date, and the days on which rules and checks count."""

from dataclasses import replace as replaced
from datetime import date
from decimal import Decimal

import pytest

from sv_rules.engine.compiling import compile_rulepack
from sv_rules.evaluate import evaluate
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Lot, Procurement
from sv_rules.model.rulepack import Period

PACK = """
sources: {act: {title: Act, publisher: Nation}}
facts:
  tender.value: {type: number, title: value}
  tender.asked: {type: yes_no, title: request}
parameters:
  over:
    title: threshold
    type: number
    values:
      2026-04-01: {value: 200, source: {text: act}, standing: derived}
      2025-04-01: {value: 100.5, source: {text: act}, standing: published}
    until: 2027-03-31
rules:
  - id: large
    applies_when: {tender.value: {at_least: {parameter: over}}}
    concludes: large
    in_force: {from: 2025-06-01, to: 2025-12-31}
    source: {text: act}
    standing: published
checks:
  - id: asked
    title: It is asked
    stages: [specification]
    level: must
    applies_when: {conclusion: large}
    expects: {tender.asked: {is: true}}
    in_force: {from: 2025-09-01}
    source: {text: act}
    standing: published
"""


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2025, 3, 31), None),
        (date(2025, 4, 1), Decimal("100.5")),
        (date(2026, 3, 31), Decimal("100.5")),
        (date(2026, 4, 1), 200),
        (date(2027, 3, 31), 200),
        (date(2027, 4, 1), None),
    ],
    ids=["before the first", "on the first", "the day before the second", "on the second", "the last day", "after it"],
)
def test_a_parameter_on_a_day(load, day, value):
    parameter = load({"nation": PACK}).parameters["nation/over"]
    assert parameter.on(day) == value
    assert list(parameter.standings) == ["published", "derived"]  # in the order of the dates, not of the lines


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in_force: {from: 2025-09-01}", Period(date(2025, 9, 1), None)),
        ("in_force: {to: 2025-09-01}", Period(None, date(2025, 9, 1))),
        ("in_force: {from: 2025-09-01, to: 2025-09-01}", Period(date(2025, 9, 1), date(2025, 9, 1))),
        ("", Period()),
    ],
    ids=["from", "to", "one day", "always"],
)
def test_the_period_of_a_check(load, text, period):
    pack = PACK.replace("in_force: {from: 2025-09-01}", text)
    assert load({"nation": pack}).checks["nation/asked"].period == period


@pytest.mark.parametrize(
    ("day", "looked_at", "concluded"),
    [
        (date(2025, 5, 31), False, False),
        (date(2025, 6, 1), False, True),
        (date(2025, 8, 31), False, True),
        (date(2025, 9, 1), True, True),
        (date(2025, 12, 31), True, True),
        (date(2026, 1, 1), True, False),
    ],
    ids=["before both", "rule begins", "before the check", "check begins", "rule's last day", "rule is over"],
)
def test_rules_and_checks_count_in_their_periods(load, registry, day, looked_at, concluded):
    program = compile_rulepack(load({"nation": PACK}), registry, engine="strata")
    place = Place(document="document.yaml")
    facts = {name: Answer(value=value, place=place) for name, value in (("tender.value", 150), ("tender.asked", False))}
    evaluation = evaluate(program, Procurement(id="care", facts=facts, lots=(Lot(id="all"),)), as_of=day)
    found = [finding.outcome.value for finding in evaluation.findings]
    assert found == (["not_met" if concluded else "not_applicable"] if looked_at else [])
    assert bool(evaluation.conclusions) == concluded
    assert [one.check for one in evaluation.coverage.not_looked_at] == ([] if looked_at else ["nation/asked"])


def test_a_rule_is_kept_with_its_period(load):
    [rule] = load({"nation": PACK}).rules
    assert rule.period == Period(date(2025, 6, 1), date(2025, 12, 31))
    assert replaced(rule.period, last=None).holds(date(2030, 1, 1))
