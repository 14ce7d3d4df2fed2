"""Measures give facts and have their scoring checked; scales may be named."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sv_rules.errors import RulepackError
from sv_rules.model.fact import FactType

SOURCES = "sources: {policy: {title: Policy, publisher: Council}}\n"
SCALE = """scales:
  quality:
    title: Quality
    points:
      - {mark: 0, label: Nothing, means: There is no plan.}
      - {mark: 2.5, label: Full, means: All of it is planned.}
    source: {text: policy}
    standing: published
"""
POINTS = [
    {"mark": 0, "label": "Nothing", "means": "There is no plan."},
    {"mark": Decimal("2.5"), "label": "Full", "means": "All of it is planned."},
]


def measure(scoring="", *, kind="integer", more=""):
    return f"""measures:
  - id: jobs.local
    title: Jobs for residents
    type: {kind}
    unit: people
    per: year
    {scoring}
    {more}
    evidence: [payroll]
    source: {{text: policy}}
    standing: published
"""


def test_a_measure_gives_what_is_offered_and_what_is_delivered(load):
    pack = load({"town": SOURCES + measure()})
    offered, delivered = pack.facts["bid.offers.jobs.local"], pack.facts["contract.delivered.jobs.local"]
    assert (offered.type, offered.unit, offered.declared_by) == (FactType.INTEGER, "people", "town")
    assert (delivered.type, delivered.unit) == (FactType.INTEGER, "people")
    assert offered.question == "How much do you offer, a year: jobs for residents?"
    assert delivered.question == "How much has been delivered so far: jobs for residents?"
    assert pack.measures["town/jobs.local"].fact == offered
    assert pack.measures["town/jobs.local"].evidence == ("payroll",)


def test_a_measure_may_ask_in_its_own_words(load):
    pack = load({"town": SOURCES + measure(more="question: How many?")})
    assert pack.facts["bid.offers.jobs.local"].question == "How many?"


def test_a_check_reads_the_fact_of_a_measure(load):
    check = """checks:
  - id: jobs
    title: Jobs are offered
    stages: [bid]
    level: should
    expects: {bid.offers.jobs.local: {at_least: 1}}
    source: {text: policy}
    standing: published
"""
    assert "town/jobs" in load({"town": SOURCES + measure() + check}).checks


@pytest.mark.parametrize("name", ["quality", "town/quality"])
def test_a_scale_is_named_and_its_points_are_put_in(load, name):
    pack = load({"town": SOURCES + SCALE + measure(f"scoring: {{method: rating, scale: {name}}}")})
    assert pack.measures["town/jobs.local"].scoring == {"method": "rating", "scale": POINTS}


def test_a_scale_of_the_parent(load):
    town = "extends: [nation]\n" + measure("scoring: {method: rating, scale: quality}")
    pack = load({"nation": SOURCES + SCALE, "town": town}, "town")
    assert pack.measures["town/jobs.local"].scoring["scale"] == POINTS


def test_a_scale_written_out(load):
    scale = "[{mark: 0, label: No, means: Nothing.}, {mark: 1, label: Yes, means: All.}]"
    pack = load({"town": SOURCES + measure(f"scoring: {{method: rating, scale: {scale}}}")})
    assert [point["mark"] for point in pack.measures["town/jobs.local"].scoring["scale"]] == [0, 1]


OFFER = "bid.offers.jobs.local"


@pytest.mark.parametrize(
    ("scoring", "kind", "what"),
    [
        pytest.param(
            "{method: rating, scale: quaylity}", "integer", "there is no scale called 'quaylity'", id="no such scale"
        ),
        pytest.param(
            "{method: rating, scale: quality, top: 5}",
            "integer",
            "there is no option called 'top'; rating has the option scale",
            id="unknown option",
        ),
        pytest.param(
            "{method: to_target, target: 5}",
            "yes_no",
            f"to_target scores whole numbers, numbers, amounts of money or percentages; {OFFER} is true or false",
            id="wrong type",
        ),
        pytest.param(
            "{method: to_target, target: 10%}",
            "money",
            f"'target' must be an amount of money such as GBP 250000, as {OFFER} is, not the text '10%'",
            id="wrong unit",
        ),
        pytest.param(
            "{target: 5}",
            "integer",
            "'method' is missing; the scoring methods are bands, rating and to_target",
            id="no method",
        ),
    ],
)
def test_scoring_is_checked_when_the_pack_is_loaded(load, registry, scoring, kind, what):
    methods = {name: registry.scoring_methods[name] for name in ("bands", "rating", "to_target")}
    pack = SOURCES + SCALE + measure(f"scoring: {scoring}", kind=kind)
    with pytest.raises(RulepackError) as caught:
        load({"town": pack}, of=replace(registry, scoring_methods=methods))
    assert [problem.what for problem in caught.value.problems] == [what]


def test_a_scale_that_cannot_be_used_is_told_of_at_its_name(problems):
    below = SCALE.replace("mark: 0", "mark: -1")
    pack = SOURCES + below + measure("scoring: {method: rating, scale: quality}")
    [(place, what)] = problems({"town": pack})
    assert what == "the mark -1 is below zero; the lowest mark of a scale is normally 0"
    assert place == "town/rulepack.yaml:19:38"
