"""Thresholds: judged after what depends on no other bid, before what does."""

import pytest

from tests.engine.awards import (
    BY_MARKS,
    BY_PRICE,
    BY_QUALITY,
    assessment,
    criterion,
    line,
    lot,
    mark,
    run,
    seen,
    totals,
)


def model(at_least="50%", *, disqualifies=True, **more):
    return lot(
        criterion("quality", "60%", at_least=at_least, disqualifies=disqualifies, **BY_QUALITY),
        criterion("price", "40%", **BY_PRICE),
        **more,
    )


A, B, C = seen("A", 100, 80), seen("B", 80, 70), seen("C", 40, 10)


def test_a_bid_below_a_threshold_is_out_and_anchors_nobody():
    # C has 10 of 100 on quality, 6 of 60 points, where 30 are asked. Without it the lowest price is 80:
    # A 80 × 0.6 + 80/100 × 40 = 80; B 70 × 0.6 + 40 = 82. With C at 40 it would be A 64, B 62.
    result = run(model(), A, B, C)
    assert totals(result) == {"B": ("82.00", 1), "A": ("80.00", 2), "C": (None, None)}
    out = assessment(result, "C")
    assert (out.status, out.why) == (
        "gated",
        (
            "Not ranked: it has less than a threshold asks. "
            "Quality needs at least 50% of its maximum, 30 of 60 points; it has 6."
        ),
    )
    # What it earned by itself is kept, and that it was not compared.
    assert (line(result, "C", "quality").points, line(result, "C", "price").points) == ("6.00", None)
    assert line(result, "C", "price").working == "It is not compared with other bids, because of a threshold."
    assert not result.provisional


@pytest.mark.parametrize(
    ("at_least", "status"), [("80%", "ranked"), ("80.01%", "gated")], ids=["exactly", "just below"]
)
def test_the_threshold_itself_is_enough(at_least, status):
    assert assessment(run(model(at_least), A), "A").status == status


def test_without_a_consequence_less_is_a_warning_and_the_bid_is_compared():
    # As without a threshold: A 48 + 16 = 64; B 42 + 20 = 62; C 6 + 40 = 46.
    result = run(model(disqualifies=False), A, B, C)
    assert totals(result) == {"A": ("64.00", 1), "B": ("62.00", 2), "C": ("46.00", 3)}
    assert (
        "Bid C is below a threshold, which is a warning and no more. "
        "Quality needs at least 50% of its maximum, 30 of 60 points; it has 6."
    ) in result.warnings
    assert [line(result, bid, "quality").reached for bid in "ABC"] == [True, True, False]


def test_a_threshold_that_cannot_be_told_leaves_the_bid_undecided_and_out_of_the_comparison():
    result = run(model(), A, B, seen("C", 40, None))
    assert totals(result) == {"B": ("82.00", 1), "A": ("80.00", 2), "C": (None, None)}
    out = assessment(result, "C")
    assert (out.status, line(result, "C", "quality").reached) == ("undecided", None)
    assert out.why.endswith("30 of 60 points; what it has cannot be told yet.")
    assert result.provisional


def test_a_mark_may_be_the_threshold():
    marked = lot(criterion("quality", "100%", at_least="3", disqualifies=True, **BY_MARKS))
    result = run(marked, seen("A", 1, None, mark(3)), seen("B", 1, None, mark(2)))
    assert [(one.bid, one.status) for one in result.assessments] == [("A", "ranked"), ("B", "gated")]
    assert line(result, "B", "quality").threshold == "Quality needs at least mark 3, 60 of 100 points; it has 40."


def test_a_mean_between_marks_is_held_against_the_threshold_as_it_is():
    # 2 and 3 are 2.5 in the mean: 50 of 100 points, where mark 3 asks for 60.
    marked = lot(
        criterion("quality", "100%", at_least="3", disqualifies=True, **BY_MARKS), moderation={"policy": "mean"}
    )
    result = run(marked, seen("A", 1, None, mark(2, "ann"), mark(3, "bob")))
    assert (result.assessments[0].status, line(result, "A", "quality").points) == ("gated", "50.00")


def test_a_criterion_with_parts_is_judged_by_their_sum():
    # 30 × 4/5 + 30 × 1/5 = 30 of 60 points; neither part has a threshold of its own.
    parts = criterion("plan", "50%", **BY_MARKS), criterion("team", "50%", **BY_MARKS)
    tree = criterion("q", "60%", *parts, at_least="51%", disqualifies=True), criterion("price", "40%", **BY_PRICE)
    result = run(lot(*tree), seen("A", 1, None, mark(4, criterion="plan"), mark(1, criterion="team")))
    assert result.assessments[0].status == "gated"
    assert line(result, "A", "q").threshold == ("Q needs at least 51% of its maximum, 30.6 of 60 points; it has 30.")
    half = run(lot(*tree), seen("A", 1, None, mark(4, criterion="plan")))
    assert half.assessments[0].status == "undecided"


def test_gates_come_first():
    result = run(model(gates=("living-wage",)), seen("A", 100, 80, passes=True), seen("C", 40, 10, passes=False))
    assert (assessment(result, "C").status, assessment(result, "C").scores) == ("gated", ())


def test_a_threshold_works_where_importance_is_ranked():
    quality = criterion("quality", rank=1, at_least="50%", disqualifies=True, **BY_QUALITY)
    result = run(lot(quality, criterion("price", rank=2, **BY_PRICE), importance="ranks"), A, C)
    assert [(one.bid, one.status) for one in result.assessments] == [("A", "scored"), ("C", "gated")]
    # With C out, A's price is the lowest.
    assert line(result, "A", "price").points == "100.00"
