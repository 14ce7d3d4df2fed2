import pytest

from tests.engine.robustness.competitions import (
    BY_MARKS,
    BY_OFFER,
    BY_PRICE,
    BY_QUALITY,
    awarded,
    bid,
    criterion,
    first,
    lot,
    mark,
    robustness_of,
)

SIXTY_FORTY = lot(criterion("quality", "60%", **BY_QUALITY), criterion("price", "40%", **BY_PRICE))

# Oracle O7 of the notes on bid scoring. Alone, A has 80 × 0.6 + 80/100 × 40 = 80 and B has 70 × 0.6 + 40 = 82.
# With C at a price of 40: A 48 + 16 = 64, B 42 + 20 = 62, C 6 + 40 = 46.
O7 = (bid("A", 100, 80), bid("B", 80, 70), bid("C", 40, 10))

# Quality has 60 points in two questions of 30, each with marks from 0 to 5, so a mark is worth 6; price has 40.
# A: (4 + 4) × 6 + 80/100 × 40 = 48 + 32 = 80.  B: (4 + 2) × 6 + 40 = 36 + 40 = 76. A is 4 ahead.
TWO_QUESTIONS = lot(
    criterion("quality", "60%", criterion("staff", "50%", **BY_MARKS), criterion("plan", "50%", **BY_MARKS)),
    criterion("price", "40%", **BY_PRICE),
)
CLOSE = (
    bid("A", 100, marks=(mark("staff", 4), mark("plan", 4))),
    bid("B", 80, marks=(mark("staff", 4), mark("plan", 2))),
)


# What losing bids do


def test_withdrawing_the_last_of_three_turns_the_order():
    found = robustness_of(SIXTY_FORTY, *O7)
    assert found.first == ("A",)
    assert (found.margin.by, found.margin.next) == ("2.00", ("B",))
    # Without C, B wins. Without B: A 48 + 16 = 64 and C 46. A copy of C at 40 changes no lowest price. C worse, at 44
    # and quality 9: A 48 + 44/100 × 40 = 65.6, B 42 + 44/80 × 40 = 64.
    assert [(one.change, one.bid, one.first) for one in found.losers.reversals] == [("withdrawn", "C", ("B",))]
    assert (found.losers.possible, found.losers.tried) == (True, 6)
    assert "with Bid C withdrawn it is Bid B" in found.sentences[1]


def test_a_copy_of_a_losing_bid_can_turn_the_order():
    # By deviation from the mean a copy moves the mean. Price 40 points, (50 − d) of 100; quality 60.
    # Prices A 100, B 80, C 60: mean 80, d = 25, 0, −25, so 10, 20 and 30 points.
    # Quality A 80, B 62, C 20: totals A 48 + 10 = 58, B 37.2 + 20 = 57.2, C 12 + 30 = 42. A wins by 0.8.
    # With another C: mean 75, d = 33.3, 6.7, −20: A 48 + 6.67 = 54.67, B 37.2 + 17.33 = 54.53: A still wins, by 0.13.
    # With quality B 62.5: A 54.67, B 54.83 and before A 58, B 57.5: so a copy of C puts B first.
    by_mean = {
        "fact": "bid.price",
        "scoring": {"method": "deviation_from_mean", "deviation": "exact", "outside": "capped"},
    }
    model = lot(criterion("quality", "60%", **BY_QUALITY), criterion("price", "40%", **by_mean))
    found = robustness_of(model, bid("A", 100, 80), bid("B", 80, "62.5"), bid("C", 60, 20))
    assert found.first == ("A",)
    assert ("copied", "C", ("B",)) in [(one.change, one.bid, one.first) for one in found.losers.reversals]


def test_where_nothing_is_relative_a_loser_cannot_matter():
    absolute = {
        "scoring": {
            "method": "absolute_linear",
            "low": "GBP 50",
            "high": "GBP 150",
            "better": "lower",
            "outside": "capped",
        }
    }
    model = lot(criterion("quality", "60%", **BY_QUALITY), criterion("price", "40%", fact="bid.price", **absolute))
    found = robustness_of(model, *O7)
    assert not found.losers.possible
    assert (found.losers.tried, found.losers.reversals) == (0, ())
    assert "no losing bid has any part in what the others earn" in found.sentences[1]


# Marks


def test_one_mark_that_changes_the_winner():
    found = robustness_of(TWO_QUESTIONS, *CLOSE)
    assert (found.first, found.margin.by, found.margin.one_mark) == (("A",), "4.00", "6.00")
    # A mark down for A leaves 74, and one up for B makes 82: six of the eight moves keep A first, four do not.
    assert [(one.bid, one.criterion, one.mark, one.instead, one.first) for one in found.marks.flips] == [
        ("A", "staff", "4", "3", ("B",)),
        ("B", "staff", "4", "5", ("B",)),
        ("A", "plan", "4", "3", ("B",)),
        ("B", "plan", "2", "3", ("B",)),
    ]
    assert found.marks.tried == 8
    assert found.margin.near_tie
    assert found.sentences[0].startswith("Bid A is 4.00 points ahead of Bid B, and one mark can be worth as much")
    assert found.sentences[1].startswith("4 of 8 ways to give one mark one step differently put another bid first")


@pytest.mark.parametrize("flip", range(4))
def test_each_of_them_is_what_an_award_with_that_mark_says(flip):
    found = robustness_of(TWO_QUESTIONS, *CLOSE).marks.flips[flip]
    changed = [
        bid(
            one.bid.id,
            one.values["bid.price"].amount,
            marks=[
                given.model_copy(update={"mark": type(given.mark)(found.instead)})
                if (one.bid.id, given.criterion) == (found.bid, found.criterion)
                else given
                for given in one.bid.marks
            ],
        )
        for one in CLOSE
    ]
    assert first(TWO_QUESTIONS, *changed) == found.first != ("A",)


def test_a_mark_at_the_end_of_its_scale_moves_one_way_only():
    model = lot(criterion("quality", "60%", **BY_MARKS), criterion("price", "40%", **BY_PRICE))
    found = robustness_of(model, bid("A", 100, marks=[mark("quality", 5)]), bid("B", 100, marks=[mark("quality", 0)]))
    assert (found.marks.tried, found.marks.flips) == (2, ())


def test_one_mark_by_one_evaluator_where_the_mean_counts():
    # Quality has 60 points and A's mean of (4 + 3) ÷ 2 = 3.5 earns 42; B's 3 earns 36. Price 40: A at 100 earns 32 of
    # B's 80. A 74, B 76. With a 5 by the first of A's evaluators the mean is 4 and A has 48 + 32 = 80.
    # So has it with a 4 by the second; and B with a 2 by either has 30 + 40 = 70, and A wins with 74.
    model = lot(
        criterion("quality", "60%", **BY_MARKS),
        criterion("price", "40%", **BY_PRICE),
        moderation={"policy": "mean"},
    )
    a = bid("A", 100, marks=[mark("quality", 4, "eve"), mark("quality", 3, "oli")])
    b = bid("B", 80, marks=[mark("quality", 3, "eve"), mark("quality", 3, "oli")])
    found = robustness_of(model, a, b)
    assert (found.first, found.marks.tried) == (("B",), 8)
    assert [(one.bid, one.evaluator, one.mark, one.instead) for one in found.marks.flips] == [
        ("A", "eve", "4", "5"),
        ("A", "oli", "3", "4"),
        ("B", "eve", "3", "2"),
        ("B", "oli", "3", "2"),
    ]


def test_an_evaluators_mark_beside_an_agreed_one_is_not_moved():
    model = lot(criterion("quality", "60%", **BY_MARKS), criterion("price", "40%", **BY_PRICE))
    a = bid("A", 100, marks=[mark("quality", 4, "eve"), mark("quality", 3, "oli"), mark("quality", 4)])
    found = robustness_of(model, a, bid("B", 80, marks=[mark("quality", 1)]))
    assert found.marks.tried == 4
    assert {one.evaluator for one in found.marks.flips} <= {""}


def test_one_mark_below_a_threshold_puts_the_winner_out():
    # A 36 + 32 = 68, B 24 + 40 = 64. With a 2, A has less than the 3 that is asked, and B, who then is alone, wins. B
    # itself is below it with its 2 and so out already: with a 3 it would come in with 36 + 40 = 76 and win.
    model = lot(
        criterion("quality", "60%", threshold={"at_least": "3", "disqualifies": True}, **BY_MARKS),
        criterion("price", "40%", **BY_PRICE),
    )
    a, b = bid("A", 100, marks=[mark("quality", 3)]), bid("B", 80, marks=[mark("quality", 2)])
    c = bid("C", 100, marks=[mark("quality", 3)])
    d = bid("D", 200, marks=[mark("quality", 3)])
    assert awarded(model, a, b).not_tested == "Only one bid has a rank, so there is no ranking to test."
    # Without B the lowest price is 100: A and C have 36 + 40 = 76 and D 36 + 20 = 56.
    found = robustness_of(model, a, b, d)
    assert found.first == ("A",)
    assert [(one.bid, one.mark, one.instead, one.first) for one in found.marks.flips] == [
        ("A", "3", "2", ("D",)),
        ("B", "2", "3", ("B",)),
        ("D", "3", "4", ("A",)),
    ][:2]
    assert robustness_of(model, a, c, d).first == ("A", "C")


def test_a_yes_has_nothing_a_little_worse():
    # Insured 20, price 50, jobs 30 by the highest. A 20 + 50 + 30 = 100; B 20 + 45.5 + 15. B worse: a price of 121 and
    # nine jobs instead of ten. Nothing B does counts.
    model = lot(
        criterion("insured", "20%", fact="bid.insured", scoring={"method": "yes_no"}),
        criterion("price", "50%", **BY_PRICE),
        criterion("jobs", "30%", fact="bid.offers.jobs", scoring={"method": "proportion_of_highest"}),
    )
    found = robustness_of(
        model,
        bid("A", 100, insured=True, jobs=20),
        bid("B", 110, insured=True, jobs=10),
        bid("C", 90, insured=False, jobs=0),
    )
    assert (found.first, found.losers.tried, found.losers.reversals) == (("A",), 6, ())


def test_a_single_criterion_and_a_single_mark():
    # B has the lowest mark of the scale, and A the highest: with one step between them there are two ways to move one.
    yes_or_no = [{"mark": mark, "label": f"label {mark}", "means": f"means {mark}"} for mark in (0, 1)]
    model = lot(criterion("quality", "100%", scoring={"method": "rating", "scale": yes_or_no}))
    found = robustness_of(model, bid("A", marks=[mark("quality", 1)]), bid("B", marks=[mark("quality", 0)]))
    assert (found.weights, found.weight_space) == ((), None)
    assert found.untested[0] == "There is only one criterion with a weight, so no weight can move."
    # Either makes them level: both 0, or both 1.
    assert [one.first for one in found.marks.flips] == [("A", "B"), ("A", "B")]
    assert found.sentences[1].startswith("All 2 ways to give one mark one step differently put another bid first")
    assert [one.sentence for one in found.counterfactuals] == [
        "No more marks on one criterion would have put Bid B first."
    ]


def test_an_evaluator_is_named():
    yes_or_no = [{"mark": mark, "label": f"label {mark}", "means": f"means {mark}"} for mark in (0, 1)]
    model = lot(
        criterion("quality", "60%", scoring={"method": "rating", "scale": yes_or_no}),
        criterion("price", "40%", **BY_PRICE),
        moderation={"policy": "mean"},
    )
    a, b = bid("A", 100, marks=[mark("quality", 1, "eve")]), bid("B", 100, marks=[mark("quality", 0, "eve")])
    assert "such as 0 instead of 1 by eve for Bid A on Quality" in robustness_of(model, a, b).sentences[1]


# Near ties


def test_level_bids_are_a_near_tie():
    found = robustness_of(SIXTY_FORTY, bid("A", 100, 80), bid("B", 100, 80), bid("C", 100, 10))
    assert found.first == ("A", "B")
    assert (found.margin.by, found.margin.near_tie) == ("0.00", True)
    assert found.sentences[0] == "Bid A and Bid B are level, so the smallest change decides between them."


@pytest.mark.parametrize(("near", "is_near"), [("3.9", False), ("4", True)])
def test_a_near_tie_is_what_the_award_model_says(near, is_near):
    model = TWO_QUESTIONS.model_copy(
        update={"award": TWO_QUESTIONS.award.model_copy(update={"near_tie": type(mark("x", 1).mark)(near)})}
    )
    margin = robustness_of(model, *CLOSE).margin
    assert (margin.near_tie, margin.near_from) == (is_near, "award model")


# Other price formulas


def test_the_winner_by_other_price_formulas():
    # O7 by linear from lowest: prices 100, 80 and 40 against 40 are 150%, 100% and 0% above, so 0, 0 and 40 points:
    # A 48, B 42, C 46. By best to worst 0, 1/3 and 1 of 40: A 48, B 55.3, C 46. By the mean of 73.3: A is 36.4% above
    # it and earns 13.6% of 40, B 9.1% and 40.9%, C 45.5% below and 95.5%: A 53.5, B 58.4, C 44.2.
    found = robustness_of(SIXTY_FORTY, *O7)
    assert [(one.method, one.first, one.same) for one in found.other_formulas] == [
        ("linear_from_lowest", ("A",), True),
        ("best_to_worst", ("B",), False),
        ("deviation_from_mean", ("B",), False),
    ]


def test_an_offer_of_money_is_no_price():
    # The more the better, so it is left out of other price formulas, and no lower offer is a counterfactual.
    model = lot(criterion("quality", "60%", **BY_QUALITY), criterion("social", "40%", **BY_OFFER))
    found = robustness_of(model, bid("A", quality=80, offer=100), bid("B", quality=70, offer=100))
    assert found.other_formulas == ()
    assert [one.price for one in found.counterfactuals] == [None]
    assert found.untested[0] == "No criterion scores a price, so no other price formula and no lower price was tried."


# Nothing to test


@pytest.mark.parametrize(
    ("bids", "why"),
    [
        ((), "No bid has a rank, so there is no ranking to test."),
        ((bid("A", 100, 80),), "Only one bid has a rank, so there is no ranking to test."),
        ((bid("A", 100, 80), bid("B", 100)), "Only one bid has a rank, so there is no ranking to test."),
    ],
    ids=["no bid", "one bid", "one complete bid"],
)
def test_it_says_why_there_is_nothing_to_test(bids, why):
    result = awarded(SIXTY_FORTY, *bids)
    assert (result.robustness, result.not_tested) == (None, why)


def test_importance_in_ranks_gives_no_ranking_to_test():
    criteria = [
        one.model_copy(update={"weight": "", "rank": place}) for place, one in enumerate(SIXTY_FORTY.award.criteria, 1)
    ]
    result = awarded(lot(*criteria, importance="ranks"), *O7)
    assert result.robustness is None
    assert result.not_tested == "The importance of criteria is ranked, so bids are not ranked."


# A decision rule in place of weights


def test_a_decision_rule_is_tried_by_its_index():
    # Price per quality point: A 100/80 = 1.25, B 80/70 = 1.142…, C 75/60 = 1.25 (oracle O9 in pounds). B is first by
    # 1.25 − 1.142… = 0.107…, which shows as 0.11. For A to cost less than 80/70 a point it must ask less than 91.43.
    model = lot(
        criterion("quality", "100%", **BY_QUALITY),
        decided_by={"rule": "price_per_quality_point", "price": "bid.price", "minimum": 10},
    )
    found = robustness_of(model, bid("A", 100, 80), bid("B", 80, 70), bid("C", 75, 60))
    assert (found.first, found.margin.of, found.margin.by, found.margin.exact) == (("B",), "index", "0.11", "3/28")
    assert (found.weights, found.weight_space, found.other_formulas) == ((), None, ())
    assert found.untested[0].startswith("The award is decided by price_per_quality_point and not by a weighted sum")
    cuts = {one.bid: one.price for one in found.counterfactuals}
    # 80/70 × 80 = 91.428…, and × 60 = 68.571…
    assert (cuts["A"].price, cuts["A"].cut) == ("GBP 91.42", "GBP 8.58")
    assert (cuts["C"].price, cuts["C"].cut) == ("GBP 68.57", "GBP 6.43")
    assert not found.losers.possible


# Many bids


def test_of_very_many_bids_only_the_best_are_changed():
    # 2,000 ÷ 200 = 10 bids are changed: the nine best losers three ways each, and two marks of each of the ten.
    model = lot(criterion("quality", "60%", **BY_MARKS), criterion("price", "40%", **BY_PRICE))
    bids = [bid(f"{place:03}", 100 + place, marks=[mark("quality", 3)]) for place in range(200)]
    found = robustness_of(model, *bids)
    assert (found.losers.tried, found.marks.tried, len(found.counterfactuals)) == (27, 20, 9)
    assert found.untested == ("Of 200 bids only the 10 that rank highest were changed one at a time.",)
