import pytest

from sv_rules.loading.absence import circles_through_absence
from sv_rules.model.condition import AllOf, AnyOf, Not
from tests.engine.building import concluded, is_yes, rule, yes_no

A, B, C = map(concluded, "abc")
FACT = is_yes(yes_no("tender.x"))


@pytest.mark.parametrize(
    ("rules", "circles"),
    [
        ([], []),
        ([rule("1", Not(A), "a")], ["1"]),
        ([rule("1", Not(B), "a"), rule("2", Not(A), "b")], ["12"]),
        ([rule("1", Not(B), "a"), rule("2", A, "b")], ["12"]),
        # only presence: the least fixpoint counts
        ([rule("1", B, "a"), rule("2", A, "b")], []),
        # an absence that leads nowhere back
        ([rule("1", AllOf((Not(B), FACT)), "a"), rule("2", FACT, "b")], []),
        # the absence of an absence is no absence
        ([rule("1", Not(Not(B)), "a"), rule("2", A, "b")], []),
        # one rule of the circle reads two of its conclusions, only one of them through absence
        ([rule("1", AllOf((B, Not(C))), "a"), rule("2", A, "b"), rule("3", AnyOf((A, FACT)), "c")], ["123"]),
        # two circles, and a rule that only looks on
        ([rule("1", Not(A), "a"), rule("2", Not(B), "b"), rule("3", AllOf((A, B)), "c")], ["1", "2"]),
    ],
)
def test_a_circle_through_absence_is_found_with_its_rules(rules, circles):
    found = circles_through_absence(rules)
    assert sorted("".join(one.id.removeprefix("pack/") for one in circle) for circle in found) == circles
