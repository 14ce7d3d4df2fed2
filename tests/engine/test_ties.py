"""Near ties, and lots drawn by hand for what every tie-break leaves equal."""

from datetime import date
from decimal import Decimal

import pytest

from sv_rules.errors import DocumentError
from sv_rules.model.award import Draw
from tests.engine.awards import BY_PRICE, BY_QUALITY, assessment, criterion, lot, run, seen, totals

QUALITY = criterion("quality", "100%", **BY_QUALITY)
HALVES = criterion("quality", "50%", **BY_QUALITY), criterion("price", "50%", **BY_PRICE)


def drawn(*order):
    return Draw(drawn_by="the head of legal services", drawn_on=date(2026, 5, 1), order=order, note="two witnesses")


def near(result):
    return [one for one in result.warnings if one.startswith("A near tie")]


@pytest.mark.parametrize(
    ("second", "warned"),
    [("70", False), ("70.9", False), ("71", True), ("71.4", True), ("72", False)],
    ids=["far", "outside", "on the margin", "inside", "a tie"],
)
def test_a_lead_within_the_declared_margin_is_warned_of(second, warned):
    result = run(lot(QUALITY, near_tie=1), seen("A", quality=72), seen("B", quality=Decimal(second)))
    assert bool(near(result)) is warned


def test_all_bids_near_the_first_are_named():
    bids = seen("A", quality=72), seen("B", quality=71), seen("C", quality=70), seen("D", quality=50)
    assert near(run(lot(QUALITY, near_tie=2), *bids)) == [
        (
            "A near tie: Bid B and Bid C are no more than 2.00 points behind Bid A, within the declared margin of 2. "
            "Look again at the marks and reasons before the award is decided."
        )
    ]
    assert near(run(lot(QUALITY), *bids)) == []


def test_a_draw_settles_what_is_still_equal():
    # Goldilocks: A 25 + 50 and C 50 + 25, both 75.
    bids = seen("A", 50, 50), seen("B", 75, 75), seen("C", 100, 100)
    result = run(lot(*HALVES, draw=drawn("C", "A")), *bids)
    assert totals(result) == {"C": ("75.00", 1), "A": ("75.00", 2), "B": ("70.83", 3)}
    assert [one.joint for one in result.assessments] == [False, False, False]
    assert assessment(result, "A").tie_break == (
        "Its total of 75.00 equals that of Bid C; no tie-break is declared. Lots drawn by the head of legal services "
        "on 1 May 2026 put it in place 2 of these 2."
    )
    assert result.sentence == "Bid C ranks first with 75.00 points; the draw puts it ahead of Bid A."
    assert (result.draw.drawn_by, result.draw.order, result.draw.note) == (
        "the head of legal services",
        ("C", "A"),
        "two witnesses",
    )


def test_declared_criteria_come_before_the_draw():
    bids = seen("A", 50, 50), seen("C", 100, 100)
    result = run(lot(*HALVES, ties=("quality",), draw=drawn("A", "C")), *bids)
    assert totals(result) == {"C": ("75.00", 1), "A": ("75.00", 2)}
    assert "Lots drawn" not in result.assessments[0].tie_break


def test_a_draw_that_misses_a_bid_settles_nothing_between_them():
    bids = seen("A", quality=50), seen("B", quality=50), seen("C", quality=40), seen("D", quality=40)
    result = run(lot(QUALITY, draw=drawn("B", "D", "C")), *bids)
    assert {one.bid: (one.rank, one.joint) for one in result.assessments} == {
        "A": (1, True),
        "B": (1, True),
        "D": (3, False),
        "C": (4, False),
    }
    assert assessment(result, "A").tie_break == (
        "Its total of 50.00 equals that of Bid B; no tie-break is declared; the recorded draw does not name Bid A, so "
        "the rank is shared."
    )


def test_a_draw_changes_no_order_that_is_settled():
    result = run(lot(QUALITY, draw=drawn("B", "A")), seen("A", quality=60), seen("B", quality=50))
    assert totals(result) == {"A": ("60.00", 1), "B": ("50.00", 2)}


def test_a_draw_of_bids_that_are_not_there_is_refused():
    with pytest.raises(DocumentError, match=r"there is no bid 'Z' for lot lot-1"):
        run(lot(QUALITY, draw=drawn("Z", "A")), seen("A", quality=60))
