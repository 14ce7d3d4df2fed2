from fractions import Fraction
from pathlib import Path

import pytest
from sv_rules import Host, RulepackError

from sv_rules_example.in_postcode_area import OPERATOR
from sv_rules_example.in_steps import InSteps, in_steps

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def host():
    # The plugin is not named: the host finds it by its entry point, so it has to be installed.
    return Host(rulepacks=[HERE / "northtown"])


@pytest.mark.parametrize(
    ("postcode", "inside"),
    [
        ("NT4 1AB", True),
        ("nt41ab", True),
        ("ET4 9ZZ", True),
        ("ET42 9ZZ", False),
        ("ET5 9ZZ", False),
        ("N4 1AB", False),
        ("NT4", False),
        ("next to the station", False),
        ("", False),
    ],
)
def test_postcodes(postcode, inside):
    assert OPERATOR.function(postcode, OPERATOR.prepare(("NT", "ET4"))) is inside


@pytest.mark.parametrize("place", ["nt", "NT4 1AB", "NTX", "", "4"])
def test_what_is_no_area(place):
    with pytest.raises(ValueError, match="is no postcode area or district"):
        OPERATOR.prepare((place,))


@pytest.mark.parametrize(
    ("value", "share", "working"),
    [
        (0, Fraction(0), "0 full steps of 5 earn 0 of 10 points"),
        (4, Fraction(0), "0 full steps of 5 earn 0 of 10 points"),
        (5, Fraction(1, 5), "1 full steps of 5 earn 2 of 10 points"),
        (24, Fraction(4, 5), "4 full steps of 5 earn 8 of 10 points"),
        (25, Fraction(1), "5 full steps of 5 earn 10 of 10 points"),
        (1000, Fraction(1), "200 full steps of 5 earn 10 of 10 points"),
        (-1, None, "-1 is below zero, so there are no steps to count."),
    ],
)
def test_steps(value, share, working):
    options = InSteps(step=5, points_each=2, most=10)
    [score] = in_steps({"acme": value}, options).values()
    assert (score.share, score.working) == (share, working)


def test_the_host_finds_the_plugin(host):
    assert host.registry.plugins["example"] == {
        "operators": ("in_postcode_area",),
        "scoring_methods": ("in_steps",),
        "facts": ("example",),
    }


def test_a_rulepack_uses_all_three(host):
    evaluation = host.rulepack("northtown").evaluate(host.read(HERE / "bids.yaml"))
    assert {finding.subject.id: finding.outcome.value for finding in evaluation.findings} == {
        "acme": "met",
        "bolt": "not_met",
    }
    [lot] = evaluation.lots
    # acme: 2 full steps of 5 are 4 of 10 points, of 60; 3 of 4, of 40. bolt: 10 of 10, of 60; none of 40.
    assert {one.bid: one.total for one in lot.assessments} == {"acme": "54.00", "bolt": "60.00"}


def test_a_mistake_in_an_option_is_told_like_any_other(tmp_path):
    pack = tmp_path / "northtown"
    pack.mkdir()
    text = (HERE / "northtown" / "rulepack.yaml").read_text(encoding="utf-8").replace("step: 5", "step: 0")
    (pack / "rulepack.yaml").write_text(text.replace("[NT, ET4]", "[NT, Northtown]"), encoding="utf-8")
    with pytest.raises(RulepackError) as caught:
        Host(rulepacks=[pack]).rulepack("northtown")
    assert [problem.what for problem in caught.value.problems] == [
        "'Northtown' is no postcode area or district",
        "'step' must be at least 1, not 0",
    ]
