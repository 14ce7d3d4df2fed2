"""Evaluators: marks kept, moderation, overrides with reasons, and how they differ from each other."""

from fractions import Fraction

import pytest

from sv_rules.model.award import EvaluatorStated
from tests.engine.awards import BY_MARKS, assessment, criterion, line, lot, mark, run, seen

MARKED = criterion("quality", "100%", **BY_MARKS)
ANN, BOB, CAT = mark(3, "ann", "three", internal="thin"), mark(4, "bob", "four"), mark(4, "cat", "four")
STATED = tuple(EvaluatorStated(id=name, conflict="none") for name in ("ann", "bob", "cat"))


def model(policy="consensus", *, criteria=(MARKED,), **more):
    return lot(*criteria, moderation={"policy": policy, **more}, evaluators=STATED)


@pytest.mark.parametrize(
    ("policy", "marks", "points", "counted"),
    [
        # 11 ÷ 3 of 5 = 73.333…; half way between 3 and 4 of 5 = 70.
        ("mean", (ANN, BOB, CAT), "220/3", "11/3"),
        ("median", (ANN, BOB, CAT), "80", "4"),
        ("median", (ANN, BOB), "70", "3.5"),
        ("mean", (BOB,), "80", "4"),
    ],
    ids=["mean", "median of three", "median of two", "one mark"],
)
def test_means_and_medians_are_exact_and_may_lie_between_marks(policy, marks, points, counted):
    result = run(model(policy), seen("A", 1, None, *marks))
    kept = assessment(result, "A").marks[0]
    assert (line(result, "A", "quality").exact, kept.counted, kept.counted_as) == (points, counted, policy)


def test_a_mean_off_the_scale_is_said():
    result = run(model("mean"), seen("A", 1, None, ANN, BOB, CAT))
    score = line(result, "A", "quality")
    assert score.raw == "mark 11/3 of 5 (worked out, between marks of the scale)"
    assert score.working == (
        "The mean of 3 by ann, 4 by bob and 4 by cat is 11/3; 11/3 ÷ 5 = 0.733…; of 100 points that is 73.333…"
    )
    assert score.reason == "ann: three bob: four cat: four"
    assert result.warnings == (
        (
            "Quality: the mean of the marks lies between the marks of the scale (11/3 for Bid A), so no description on "
            "the scale says what it stands for."
        ),
    )


def test_originals_are_kept_with_the_mark_that_counts():
    result = run(model(), seen("A", 1, None, ANN, BOB, mark(4, reason="agreed on four", internal="after a long talk")))
    (kept,) = assessment(result, "A").marks
    assert [(one.evaluator, one.mark, one.reason, one.internal) for one in kept.individual] == [
        ("ann", "3", "three", "thin"),
        ("bob", "4", "four", ""),
    ]
    assert (kept.agreed.mark, kept.agreed.internal) == ("4", "after a long talk")
    assert (kept.counted, kept.counted_as) == ("4", "agreed")
    assert (kept.mean, kept.median, kept.spread) == ("3.5", "3.5", "1")
    assert kept.change == "The agreed mark is 4, where ann gave 3 and bob gave 4."


@pytest.mark.parametrize(
    ("policy", "marks", "why"),
    [
        (
            "consensus",
            (ANN, BOB, mark(5, reason=" ")),
            (
                "The agreed mark 5 replaces what evaluators gave (ann gave 3 and bob gave 4) without a reason. "
                "Add the reason, and it counts."
            ),
        ),
        (
            "mean",
            (ANN, BOB, mark(4, reason="")),
            (
                "The agreed mark 4 replaces what evaluators gave (the mean of the evaluators' marks is 3.5) without a "
                "reason. Add the reason, and it counts."
            ),
        ),
        ("median", (), "No mark has been given."),
        (
            "mean",
            (mark(50, "ann"), BOB),
            "The mark by ann cannot count: The mark 50 is not on the scale, which has 0, 1, 2, 3, 4 or 5.",
        ),
    ],
    ids=["consensus", "mean", "no mark", "off the scale"],
)
def test_what_does_not_count_says_why(policy, marks, why):
    result = run(model(policy), seen("A", 1, None, *marks))
    assert assessment(result, "A").why == f"No rank yet. Quality: {why}"
    kept = assessment(result, "A").marks
    assert [one.counted for one in kept] == ([None] if marks else [])


@pytest.mark.parametrize(
    ("policy", "marks", "points"),
    [
        ("consensus", (ANN, mark(5, reason="it shows more")), "100"),
        ("mean", (ANN, BOB, mark(5, reason="it shows more")), "100"),
        # An agreed mark that changes nothing needs no reason to count; that none is given is warned of.
        ("consensus", (BOB, CAT, mark(4, reason="")), "80"),
        ("median", (BOB, CAT, mark(4, reason="")), "80"),
    ],
    ids=["consensus", "overrides the mean", "the same as all", "the same as the median"],
)
def test_an_agreed_mark_counts_under_every_policy(policy, marks, points):
    assert line(run(model(policy), seen("A", 1, None, *marks)), "A", "quality").exact == points


def test_reasons_are_missed_where_they_count():
    by_mean = run(model("mean"), seen("A", 1, None, ANN, mark(3, "bob", "")))
    assert by_mean.warnings == (
        "Quality: no reason is given for the mark of Bid A. A bidder is told why it has the score it has, so add one.",
    )
    # Under consensus the agreed mark has its reason, and the bare one of an evaluator does not count.
    assert run(model(), seen("A", 1, None, mark(3, "bob", ""), mark(4, reason="agreed"))).warnings == ()


def test_marks_of_a_gated_bid_are_kept():
    gated = lot(MARKED, gates=("living-wage",), evaluators=STATED)
    (kept,) = run(gated, seen("A", 1, None, ANN, passes=False)).assessments[0].marks
    assert (kept.individual[0].mark, kept.counted) == ("3", None)


# Conflicts of interest


def test_an_undeclared_conflict_of_interest_is_warned_of():
    stated = (EvaluatorStated(id="ann", conflict="none"), EvaluatorStated(id="bob"))
    result = run(lot(MARKED, evaluators=stated), seen("A", 1, None, ANN, BOB, mark(4)))
    assert result.warnings == (
        (
            "bob has not stated whether there is a conflict of interest. Record it under evaluators before the award "
            "is decided."
        ),
    )
    assert [(one.id, one.conflict) for one in result.marking.evaluators] == [("ann", "none"), ("bob", "not_stated")]


def test_evaluators_that_the_award_does_not_list_have_stated_nothing():
    result = run(lot(MARKED), seen("A", 1, None, ANN, BOB, mark(4)))
    assert result.warnings[0].startswith("ann and bob have not stated whether there is a conflict of interest.")


def test_a_declared_conflict_is_kept_with_its_note():
    stated = (EvaluatorStated(id="ann", conflict="declared", note="A cousin works for A; stood down for that bid."),)
    result = run(lot(MARKED, evaluators=stated), seen("A", 1, None, mark(4)))
    assert result.warnings == ()
    assert result.marking.evaluators[0].note.startswith("A cousin")


# How they differ


def _marks(**given):
    return [mark(value, evaluator, "because") for evaluator, value in given.items()]


def test_severity_outliers_and_what_to_moderate_first():
    # A: 1, 4, 4: mean 3, so ann −2, bob and cat +1; median 4, ann 3 steps from it. B: 2, 3, 4: mean 3, so −1, 0, +1.
    # Severity: ann (−2 − 1) ÷ 2 = −1.5, bob 0.5, cat 1. On A the marks lie 3 of 5 apart, 60 of 100 points.
    result = run(
        model("median"),
        seen("A", 1, None, *_marks(ann=1, bob=4, cat=4)),
        seen("B", 1, None, *_marks(ann=2, bob=3, cat=4)),
    )
    marking = result.marking
    assert {one.id: one.severity for one in marking.evaluators} == {"ann": "-1.5", "bob": "0.5", "cat": "1"}
    (outlier,) = marking.outliers
    assert outlier.sentence == "ann gave Bid A 1 on Quality, 3 steps of the scale from the median of 4."
    (first,) = marking.moderate_first
    assert (first.bid, first.spread, first.at_stake) == ("A", "3", "60")
    assert first.sentence == "Quality: the marks for Bid A lie up to 3 apart, 60 of 100 points."


@pytest.mark.parametrize(("steps", "outliers"), [(1, ["ann"]), (2, ["ann"]), (3, [])])
def test_outliers_are_by_the_declared_rule(steps, outliers):
    result = run(model("median", outlier_steps=steps), seen("A", 1, None, *_marks(ann=1, bob=4, cat=4)))
    assert [one.evaluator for one in result.marking.outliers] == outliers


def test_of_two_marks_neither_is_the_odd_one():
    assert run(model("mean"), seen("A", 1, None, *_marks(ann=0, bob=5))).marking.outliers == ()


def test_steps_count_marks_of_the_scale_and_not_their_numbers():
    # On 0, 1, 10 a mark of 10 is one step from 1, whose number is 9 away.
    scale = [{"mark": value, "label": "x", "means": "x"} for value in (0, 1, 10)]
    uneven = criterion("quality", "100%", scoring={"method": "rating", "scale": scale})
    result = run(model("median", criteria=(uneven,)), seen("A", 1, None, *_marks(ann=10, bob=1, cat=1)))
    assert result.marking.outliers == ()
    # Steps 2, 1, 1: mean 4/3.
    assert {one.id: one.severity for one in result.marking.evaluators} == {"ann": "2/3", "bob": "-1/3", "cat": "-1/3"}


def test_what_is_at_stake_counts_by_weight():
    # Quality 80%: 1 of 5 apart, 16 points. Team 20%: 3 of 5 apart, 12 points.
    tree = criterion("team", "20%", **BY_MARKS), criterion("quality", "80%", **BY_MARKS)
    marks = [mark(2, "ann"), mark(3, "bob"), mark(1, "ann", criterion="team"), mark(4, "bob", criterion="team")]
    found = run(model("mean", criteria=tree), seen("A", 1, None, *marks)).marking.moderate_first
    assert [(one.criterion, Fraction(one.at_stake)) for one in found] == [("quality", 16), ("team", 12)]


def test_points_without_a_scale_are_marks_too():
    by_points = criterion("quality", "100%", scoring={"method": "points", "maximum": 20})
    result = run(model("mean", criteria=(by_points,)), seen("A", 1, None, *_marks(ann=7, bob=10, cat=11)))
    assert line(result, "A", "quality").exact == "140/3"  # 28 ÷ 3 of 20
    assert [one.steps for one in result.marking.outliers] == ["3"]


def test_relative_marks_have_no_points_of_their_own():
    best = criterion("quality", "100%", scoring={"method": "proportion_of_highest"})
    bids = seen("A", 1, None, *_marks(ann=1, bob=2)), seen("B", 1, None, *_marks(ann=3, bob=3))
    result = run(model("mean", criteria=(best,)), *bids)
    # 1.5 of a highest 3.
    assert line(result, "A", "quality").exact == "50"
    (first,) = result.marking.moderate_first
    assert (first.at_stake, first.sentence) == (None, "Quality: the marks for Bid A lie up to 1 apart.")


def test_without_evaluators_there_is_nothing_to_say():
    assert run(lot(MARKED), seen("A", 1, None, mark(4))).marking is None
