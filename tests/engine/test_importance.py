"""Importance as percentages of the criterion above or of the whole, as ranks, and in words."""

import pytest

from sv_rules.engine.award_plan import PublishedWeight, validate_award
from sv_rules.engine.awarding import award
from tests.engine.awards import BY_MARKS, BY_PRICE, BY_QUALITY, criterion, line, lot, mark, run, seen, terms, totals


def ranked(name, rank, **more):
    return criterion(name, rank=rank, **more)


RANKED = (ranked("quality", 1, **BY_MARKS), ranked("price", 2, **BY_PRICE))
BIDS = (seen("A", 100, None, mark(4)), seen("B", 80, None, mark(3)))


def test_weights_of_the_total_are_shown_within_the_criterion_above_too():
    # Quality 60% of the whole; plan 45% of the whole is three quarters of it, team 15% one quarter.
    parts = criterion("plan", "45%", **BY_MARKS), criterion("team", "15%", **BY_MARKS)
    model = lot(criterion("quality", "60%", *parts), criterion("price", "40%", **BY_PRICE), weights="of_total")
    marks = mark(4, criterion="plan"), mark(5, criterion="team")
    used, result = award(model, [seen("A", 100, None, *marks)], terms())
    assert [(one.id, one.weight, one.weight_of_total, one.importance) for one in used] == [
        ("quality", "60%", "60%", "60%"),
        ("plan", "75%", "45%", "45%"),
        ("team", "25%", "15%", "15%"),
        ("price", "40%", "40%", "40%"),
    ]
    # 45 × 4/5 + 15 × 5/5 = 36 + 15; with the lowest price 51 + 40.
    assert (line(result, "A", "quality").points, totals(result)) == ("51.00", {"A": ("91.00", 1)})


def test_the_two_ways_to_write_weights_give_the_same_points():
    within = lot(
        criterion("q", "60%", criterion("plan", "75%", **BY_MARKS), criterion("team", "25%", **BY_MARKS)),
        criterion("price", "40%", **BY_PRICE),
    )
    of_total = lot(
        criterion("q", "60%", criterion("plan", "45%", **BY_MARKS), criterion("team", "15%", **BY_MARKS)),
        criterion("price", "40%", **BY_PRICE),
        weights="of_total",
    )
    bids = [seen("A", 7, None, mark(2, criterion="plan"), mark(5, criterion="team"))]
    assert run(within, *bids).assessments == run(of_total, *bids).assessments


def test_a_criterion_without_weight_has_parts_without_weight():
    parts = criterion("plan", "0%", **BY_MARKS), criterion("team", "0%", **BY_MARKS)
    model = lot(criterion("q", "0%", *parts), criterion("price", "100%", **BY_PRICE), weights="of_total")
    used, result = award(model, [seen("A", 7, None, mark(2, criterion="plan"), mark(5, criterion="team"))], terms())
    assert [(one.weight, one.weight_of_total) for one in used][:2] == [("0%", "0%"), ("0%", "0%")]
    assert totals(result) == {"A": ("100.00", 1)}


def test_ranked_importance_scores_every_criterion_and_adds_nothing_up():
    result = run(lot(*RANKED, importance="ranks"), *BIDS)
    assert [(one.bid, one.status, one.total, one.rank) for one in result.assessments] == [
        ("A", "scored", None, None),
        ("B", "scored", None, None),
    ]
    # 4 of 5 is 80 of 100 for the criterion; 80 ÷ 100 of the price likewise.
    assert [(one.criterion, one.points, one.maximum) for one in result.assessments[0].scores] == [
        ("quality", "80.00", "100"),
        ("price", "80.00", "100"),
    ]
    assert line(result, "A", "quality").working == "4 ÷ 5 = 0.8; of 100 for this criterion that is 80"
    assert result.sentence == (
        "The importance of the criteria is stated as an order of rank, as section 23 of the Procurement Act 2023 "
        "allows; that gives no sum, so there is no total and no ranking. Each bid is scored on every criterion; "
        "whoever decides says from the scores which tender best satisfies the criteria, and why."
    )
    assert not result.provisional


def test_ranks_are_said_and_weights_are_left_empty():
    used, _ = award(lot(*RANKED, importance="ranks"), BIDS, terms())
    assert [(one.importance, one.weight, one.weight_of_total) for one in used] == [
        ("rank 1 of 2", "", ""),
        ("rank 2 of 2", "", ""),
    ]


def test_importance_in_words_keeps_sub_criteria_apart():
    parts = criterion("plan", importance="most of it", **BY_MARKS), criterion("team", importance="less", **BY_MARKS)
    price = criterion("price", importance="next", **BY_PRICE)
    model = lot(criterion("q", "", *parts, importance="matters most"), price, importance="described")
    marks = mark(4, criterion="plan"), mark(5, criterion="team")
    used, result = award(model, [seen("A", 10, None, *marks)], terms())
    assert (used[0].id, used[0].importance, used[0].how) == (
        "q",
        "matters most",
        "Its sub-criteria are scored one by one.",
    )
    # No line for the criterion above: nothing says how its parts add up.
    assert [(one.criterion, one.points) for one in result.assessments[0].scores] == [
        ("plan", "80.00"),
        ("team", "100.00"),
        ("price", "100.00"),
    ]
    assert result.sentence.startswith("The importance of the criteria is described in words, ")


def test_a_missing_score_leaves_it_open():
    result = run(lot(*RANKED, importance="ranks"), BIDS[0], seen("B", 80))
    assert [one.status for one in result.assessments] == ["scored", "incomplete"]
    assert result.sentence.endswith("Bid B is still open.")
    assert result.provisional


def test_without_any_score_the_sentence_says_so():
    result = run(lot(*RANKED, importance="ranks"), seen("B", 80))
    assert "No bid is scored in full: 1 incomplete; " in result.sentence


def test_names_are_compared_with_the_notice_and_weights_it_gives_are_missed():
    published = (PublishedWeight("Quality", 60), PublishedWeight("Carbon", None))
    plan = validate_award(lot(*RANKED, importance="ranks"), terms(published=published))
    assert plan.warnings == (
        (
            "The tender notice gives “Quality” a weight of 60%; here it has none, since its importance is not stated "
            "in percentages."
        ),
        "The tender notice has a criterion “Carbon” that is not among the criteria of this lot.",
        "The tender notice has no criterion “Price”, which is used here.",
    )


@pytest.mark.parametrize("weights", ["within_parent", "of_total"])
def test_quantitative_and_qualitative_social_value_are_split_as_declared(weights):
    # Social value 20%: half by what is offered (2 of a highest 4), half by the plan (3 of 5): 10 × 0.5 + 10 × 0.6 = 11.
    half = "10%" if weights == "of_total" else "50%"
    numbers = {"measure": "jobs", "scoring": {"method": "proportion_of_highest"}}
    parts = criterion("offers", half, **numbers), criterion("plan", half, **BY_MARKS)
    model = lot(criterion("social", "20%", *parts), criterion("q", "80%", **BY_QUALITY), weights=weights)
    bids = [seen(name, 1, 50, mark(3, criterion="plan"), jobs=jobs) for name, jobs in (("A", 2), ("B", 4))]
    assert line(run(model, *bids), "A", "social").points == "11.00"
