import random
from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.engine.awarding import BidSeen, GateSeen, PublishedWeight, Terms, award
from sv_rules.errors import DocumentError, PluginError
from sv_rules.model.amount import Money
from sv_rules.model.evaluation import LotResult
from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.finding import Citation
from sv_rules.model.outcome import Outcome, Standing
from sv_rules.model.place import Place
from sv_rules.model.procurement import AwardCriterion, AwardModel, Bid, Lot, Mark, Rounding
from sv_rules.model.rulepack import Measure
from sv_rules.scoring import methods
from sv_rules.scoring.options import Options

PRICE = Fact("bid.price", FactType.MONEY, "price")
QUALITY = Fact("bid.quality", FactType.NUMBER, "quality score")
JOBS = Fact("bid.offers.jobs", FactType.INTEGER, "jobs offered", unit="people")
VALUE = Fact("tender.value", FactType.MONEY, "contract value")
SOURCE = Citation(text="policy", title="Policy")


def measure(identifier, **scoring):
    return Measure(identifier, "pack", "Jobs", "", JOBS, "", (), scoring, SOURCE, Standing.EXAMPLE)


TERMS = Terms(
    facts={fact.name: fact for fact in (PRICE, QUALITY, JOBS, VALUE)},
    measures={
        "pack/jobs": measure("pack/jobs", method="to_target", target=4),
        "pack/unscored": measure("pack/unscored"),
    },
    checks=("pack/living-wage", "pack/insured"),
    methods={method.name: method for method in methods()},
)
SCALE = [{"mark": mark, "label": f"label {mark}", "means": f"means {mark}"} for mark in range(6)]
BY_PRICE = {"fact": "bid.price", "scoring": {"method": "lowest_price"}}
BY_QUALITY = {"fact": "bid.quality", "scoring": {"method": "to_target", "target": 100}}
BY_MARKS = {"scoring": {"method": "rating", "scale": SCALE}}


def criterion(identifier, weight, *children, **more):
    return AwardCriterion(id=identifier, title=identifier.title(), weight=weight, criteria=children, **more)


def lot(*criteria, **model):
    return Lot(id="lot-1", title="The lot", award=AwardModel(criteria=criteria, **model))


def seen(identifier, price=None, quality=None, *, marks=(), gates=None, jobs=None):
    values = {
        "bid.price": None if price is None else Money(Decimal(price), "GBP"),
        "bid.quality": quality,
        "bid.offers.jobs": jobs,
    }
    given = {check: GateSeen(outcome, f"Sentence on {check}.") for check, outcome in (gates or {}).items()}
    return BidSeen(Bid(id=identifier, lot="lot-1", marks=marks), values, given)


def run(of_lot, *bids, terms=TERMS) -> LotResult:
    return award(of_lot, bids, terms)[1]


def totals(result):
    return {one.bid: (one.total, one.rank) for one in result.assessments}


def line(result, bid, name):
    card = next(one for one in result.assessments if one.bid == bid)
    return next(score for score in card.scores if score.criterion == name)


def problems(of_lot, *bids, terms=TERMS):
    with pytest.raises(DocumentError) as caught:
        award(of_lot, bids, terms)
    return [str(problem) for problem in caught.value.problems]


HALVES = (criterion("quality", "50%", **BY_QUALITY), criterion("price", "50%", **BY_PRICE))
RELATIVE = (
    "Price is scored by lowest_price: what one bid earns depends on the other bids, so a bid that comes or goes can "
    "change the order of the rest, even if it cannot win."
)
SIXTY_FORTY = (criterion("quality", "60%", **BY_QUALITY), criterion("price", "40%", **BY_PRICE))


# Published examples


def test_published_example_of_negometrix():
    # Low bid scoring formula: experience 60, quality 40, time 30 and price 70 of 200 points, so 30, 20, 15 and 35%.
    # A: 40 + 30 + 20 + 8,000/10,000 × 70 = 146 of 200 = 73%.  B: 32 + 20 + 22 + 70 = 144 of 200 = 72%.
    parts = {"experience": (60, "30%"), "assurance": (40, "20%"), "time": (30, "15%")}
    facts = {f"bid.{name}": Fact(f"bid.{name}", FactType.NUMBER, name) for name in parts}
    terms = Terms({**facts, "bid.price": PRICE}, {}, (), TERMS.methods)
    model = lot(
        *(
            criterion(name, weight, fact=f"bid.{name}", scoring={"method": "to_target", "target": most})
            for name, (most, weight) in parts.items()
        ),
        criterion("price", "35%", **BY_PRICE),
    )
    offers = {"A": (40, 30, 20, 10000), "B": (32, 20, 22, 8000)}
    bids = [
        BidSeen(
            Bid(id=name, lot="lot-1"),
            dict(zip(facts, points, strict=True)) | {"bid.price": Money(Decimal(price), "GBP")},
        )
        for name, (*points, price) in offers.items()
    ]
    result = run(model, *bids, terms=terms)
    assert totals(result) == {"A": ("73.00", 1), "B": ("72.00", 2)}
    # 56 of 70 points on price is 28 of 35
    assert line(result, "A", "price").points == "28.00"
    assert result.sentence == "Bid A ranks first with 73.00 points, 1.00 ahead of Bid B."


GOLDILOCKS = (seen("A", 50, 50), seen("B", 75, 75), seen("C", 100, 100))


def test_the_middle_bid_loses_and_the_outer_ones_tie():
    # Goldilocks and the three problems, Local Government Lawyer. A: 25 + 50 = 75.  B: 37.5 + 50/75 × 50 = 70.83…
    # C: 50 + 50/100 × 50 = 75.
    result = run(lot(*HALVES), *GOLDILOCKS)
    assert totals(result) == {"A": ("75.00", 1), "C": ("75.00", 1), "B": ("70.83", 3)}
    assert [one.joint for one in result.assessments] == [True, True, False]
    assert result.assessments[2].total_exact == "425/6"
    assert line(result, "B", "price").exact == "100/3"
    assert result.sentence == "Bid A and Bid C rank joint first with 75.00 points each, 4.17 ahead of Bid B."
    assert result.assessments[0].tie_break == (
        "Its total of 75.00 equals that of Bid C; no tie-break is declared, so the rank is shared."
    )


def test_a_declared_tie_break_decides_between_equal_totals():
    result = run(lot(*HALVES, ties=("quality",)), *GOLDILOCKS)
    assert totals(result) == {"C": ("75.00", 1), "A": ("75.00", 2), "B": ("70.83", 3)}
    assert result.assessments[0].tie_break == (
        "Its total of 75.00 equals that of Bid A; Quality puts it ahead: 50.00 points against 25.00."
    )
    assert result.assessments[1].why == (
        "Ranks 2nd of 3 with 75.00 of 100 points. "
        "Its total of 75.00 equals that of Bid C; Quality puts it behind: 25.00 points against 50.00."
    )
    assert result.sentence == "Bid C ranks first with 75.00 points; the tie-break puts it ahead of Bid A."


def test_a_losing_bid_can_turn_the_order_and_the_result_says_so():
    # A: 80 × 0.6 + 80/100 × 40 = 80.  B: 70 × 0.6 + 40 = 82.
    # With C at price 40: A 48 + 16 = 64; B 42 + 20 = 62; C 6 + 40 = 46.
    a, b, c = seen("A", 100, 80), seen("B", 80, 70), seen("C", 40, 10)
    without, with_c = run(lot(*SIXTY_FORTY), a, b), run(lot(*SIXTY_FORTY), a, b, c)
    assert totals(without) == {"B": ("82.00", 1), "A": ("80.00", 2)}
    assert totals(with_c) == {"A": ("64.00", 1), "B": ("62.00", 2), "C": ("46.00", 3)}
    assert list(with_c.warnings) == [RELATIVE]


# Gates


GATED = lot(*SIXTY_FORTY, gates=("living-wage",))
PASSED = {"pack/living-wage": Outcome.MET}


def test_a_gated_bid_is_explained_and_does_not_anchor_what_others_earn():
    # With C gated the lowest price is B's 80 again, as above.
    result = run(
        GATED,
        seen("A", 100, 80, gates=PASSED),
        seen("B", 80, 70, gates=PASSED),
        seen("C", 40, 10, gates={"pack/living-wage": Outcome.NOT_MET}),
    )
    assert totals(result) == {"B": ("82.00", 1), "A": ("80.00", 2), "C": (None, None)}
    gated = result.assessments[2]
    assert (gated.status, gated.scores) == ("gated", ())
    assert gated.why == "Not scored. Gate pack/living-wage is not met: Sentence on pack/living-wage."
    assert not result.provisional


@pytest.mark.parametrize("gates", [{"pack/living-wage": Outcome.CANNOT_TELL}, {}], ids=["cannot tell", "not looked at"])
def test_a_gate_that_cannot_be_told_leaves_the_ranking_provisional(gates):
    result = run(GATED, seen("A", 100, 80, gates=PASSED), seen("B", 10, 70, gates=gates))
    assert [(one.bid, one.status, one.rank) for one in result.assessments] == [
        ("A", "ranked", 1),
        ("B", "undecided", None),
    ]
    assert result.assessments[1].why.startswith("Not scored yet. Gate pack/living-wage cannot be told: ")
    assert result.provisional
    assert result.sentence == (
        "Bid A is the only bid ranked, with 88.00 points. The ranking is provisional: Bid B is still open."
    )


def test_a_gate_that_does_not_apply_keeps_nobody_out():
    result = run(GATED, seen("A", 100, 80, gates={"pack/living-wage": Outcome.NOT_APPLICABLE}))
    assert result.assessments[0].status == "ranked"


def test_a_failed_gate_outweighs_one_that_cannot_be_told():
    both = {"pack/living-wage": Outcome.CANNOT_TELL, "pack/insured": Outcome.NOT_MET}
    result = run(lot(*SIXTY_FORTY, gates=("living-wage", "pack/insured")), seen("A", 100, 80, gates=both))
    assert result.assessments[0].status == "gated"
    assert result.sentence == "No bid is ranked: 1 not past a gate."
    assert not result.provisional


# What is not known


def test_a_missing_value_leaves_a_bid_without_rank_and_out_of_the_comparison():
    # C's price is not known: the lowest is 80, A earns 48 + 32, B 42 + 40.
    result = run(lot(*SIXTY_FORTY), seen("C", None, 90), seen("B", 80, 70), seen("A", 100, 80))
    assert totals(result) == {"B": ("82.00", 1), "A": ("80.00", 2), "C": (None, None)}
    incomplete = result.assessments[2]
    assert incomplete.status == "incomplete"
    assert incomplete.why == "No rank yet. Price: The price of this bid is not known."
    assert [(one.criterion, one.points) for one in incomplete.scores] == [("quality", "54.00"), ("price", None)]
    assert result.sentence == (
        "Bid B ranks first with 82.00 points, 2.00 ahead of Bid A. The ranking is provisional: Bid C is still open."
    )


def test_a_zero_price_is_never_scored_silently():
    # Procurement pitfalls 1, Bevan Brittan: the additional unit, 15 points, at 10 and at nil.
    result = run(lot(*SIXTY_FORTY), seen("one", 10, 80), seen("two", 0, 80))
    assert {one.status for one in result.assessments} == {"incomplete"}
    assert "Price: The price of two is £0." in result.assessments[0].why
    assert result.sentence == "No bid is ranked: 2 incomplete."


def test_no_bids_give_a_result_that_says_so():
    result = run(lot(*SIXTY_FORTY))
    assert (result.sentence, result.provisional, result.assessments) == ("There are no bids for this lot.", False, ())


def test_a_lone_bid_is_told_that_nothing_was_compared():
    result = run(lot(*SIXTY_FORTY), seen("A", 100, 80))
    assert "Price is scored for Bid A alone, so there is no other bid to compare it with." in result.warnings


# Marks


MARKED = lot(criterion("quality", "100%", **BY_MARKS))


def mark(value, evaluator="", reason="it says so", criterion="quality"):
    return Mark(criterion=criterion, mark=Decimal(value), evaluator=evaluator, reason=reason)


def test_the_agreed_mark_counts_and_the_evaluators_marks_do_not():
    result = run(MARKED, seen("A", marks=(mark(5, "E1"), mark(4), mark(1, "E2"))))
    score = line(result, "A", "quality")
    assert (score.points, score.raw, score.reason) == ("80.00", "mark 4 of 5 (label 4)", "it says so")
    assert score.working == "4 ÷ 5 = 0.8; of 100 points that is 80"


@pytest.mark.parametrize(
    ("marks", "why"),
    [
        ((), "No agreed mark has been given."),
        ((mark(3, "E1"),), "There are marks by one evaluator but no agreed mark; individual marks are never averaged."),
        (
            (mark(3, "E1"), mark(5, "E2")),
            "There are marks by 2 evaluators but no agreed mark; individual marks are never averaged.",
        ),
        ((mark(50),), "The mark 50 is not on the scale, which has 0, 1, 2, 3, 4 or 5."),
    ],
    ids=["none", "one evaluator", "two evaluators", "off the scale"],
)
def test_a_mark_that_cannot_count_leaves_the_bid_incomplete(marks, why):
    result = run(MARKED, seen("A", marks=marks))
    assert result.assessments[0].status == "incomplete"
    assert result.assessments[0].why == f"No rank yet. Quality: {why}"


def test_a_mark_without_a_reason_counts_and_is_warned_of():
    result = run(MARKED, seen("A", marks=(mark(4, reason=" "),)), seen("B", marks=(mark(3),)))
    assert totals(result) == {"A": ("80.00", 1), "B": ("60.00", 2)}
    assert result.warnings == (
        "Quality: no reason is given for the mark of Bid A. A bidder is told why it has the score it has, so add one.",
    )


def test_marks_that_contradict_the_model_are_all_told_at_once():
    model = lot(
        criterion("quality", "60%", criterion("method", "50%", **BY_MARKS), criterion("team", "50%", **BY_MARKS)),
        criterion("price", "40%", **BY_PRICE),
    )
    marks = tuple(
        mark(3, evaluator, criterion=name).model_copy(update={"place": Place(document="bids.json", line=number)})
        for number, (name, evaluator) in enumerate(
            [("team", ""), ("team", ""), ("quality", ""), ("price", ""), ("metod", ""), ("team", "E1"), ("team", "E1")],
            start=1,
        )
    )
    assert [one.splitlines() for one in problems(model, seen("A", 10, marks=marks))] == [
        [
            "bids.json:2: there are two agreed marks for 'team'",
            "    bid A, under marks",
            "    Keep one of them. A mark without an evaluator is the panel's agreed mark.",
        ],
        [
            "bids.json:3: 'quality' has sub-criteria, so it takes no mark",
            "    bid A, under marks",
            "    Mark its sub-criteria: method and team.",
        ],
        [
            "bids.json:4: 'price' is scored from the price, so it takes no mark",
            "    bid A, under marks",
            "    Marks are given for method and team.",
        ],
        [
            "bids.json:5: there is no criterion called 'metod'",
            "    bid A, under marks",
            "    Did you mean 'method'? Marks are given for method and team.",
        ],
        [
            "bids.json:7: there are two marks for 'team' by E1",
            "    bid A, under marks",
            "    Keep one of them. A mark without an evaluator is the panel's agreed mark.",
        ],
    ]


def test_bids_that_cannot_be_told_apart_or_belong_elsewhere_are_refused():
    stray = BidSeen(Bid(id="C", lot="lot-2"))
    assert problems(MARKED, seen("A"), seen("A"), stray) == [
        "bid 'C' is for lot 'lot-2', not for lot 'lot-1'",
        "two bids for lot lot-1 have the id 'A'\n    Give each bid an id of its own.",
    ]


# The weight tree


def test_weights_multiply_down_the_tree_and_points_add_up_it():
    # Social 20%: jobs 75% of it is 15 points, living 25% is 5. Offer of 2 jobs of 4: 7.5; mark 3 of 5: 3.
    model = lot(
        criterion(
            "social",
            "20%",
            criterion("jobs", "75%", measure="jobs"),
            criterion("plan", "25%", **BY_MARKS),
        ),
        criterion("price", "80%", **BY_PRICE),
    )
    used, result = award(model, [seen("A", 10, jobs=2, marks=(mark(3, criterion="plan"),))], TERMS)
    assert [(one.id, one.parent, one.weight, one.weight_of_total, one.method) for one in used] == [
        ("social", "", "20%", "20%", ""),
        ("jobs", "social", "75%", "15%", "to_target"),
        ("plan", "social", "25%", "5%", "rating"),
        ("price", "", "80%", "80%", "lowest_price"),
    ]
    assert used[1].how == "The offer divided by the target of 4 is the part earned, at most all of it."
    assert [one.relative for one in used] == [False, False, False, True]
    assert [(one.criterion, one.maximum, one.points) for one in result.assessments[0].scores] == [
        ("social", "20", "10.50"),
        ("jobs", "15", "7.50"),
        ("plan", "5", "3.00"),
        ("price", "80", "80.00"),
    ]
    assert line(result, "A", "social").working == "7.5 + 3 = 10.5"
    assert line(result, "A", "jobs").raw == "2 people"
    assert line(result, "A", "jobs").working == "2 ÷ 4 = 0.5; of 15 points that is 7.5"
    assert result.assessments[0].total == "90.50"


def test_a_sum_waits_for_the_parts_that_cannot_be_told():
    model = lot(
        criterion("social", "100%", criterion("jobs", "75%", measure="jobs"), criterion("plan", "25%", **BY_MARKS))
    )
    result = run(model, seen("A", jobs=2))
    assert line(result, "A", "social").points is None
    assert line(result, "A", "social").working == "It cannot be added up while Plan cannot be told."


def test_an_only_sub_criterion_passes_its_points_on():
    model = lot(criterion("social", "100%", criterion("jobs", "100%", measure="pack/jobs")))
    assert line(run(model, seen("A", jobs=3)), "A", "social").working == "the points of its only sub-criterion: 75"


def test_a_measure_without_scoring_of_its_own_takes_the_criterions():
    model = lot(criterion("jobs", "100%", measure="unscored", scoring={"method": "to_target", "target": 10}))
    assert run(model, seen("A", jobs=3)).assessments[0].total == "30.00"


def test_a_measure_may_be_judged_by_marks():
    terms = Terms(TERMS.facts, {"pack/judged": measure("pack/judged", method="rating", scale=SCALE)}, (), TERMS.methods)
    model = lot(criterion("quality", "100%", measure="judged"))
    assert run(model, seen("A", marks=(mark(3),)), terms=terms).assessments[0].total == "60.00"


def test_a_lot_without_an_award_model_is_refused():
    with pytest.raises(DocumentError, match="lot 7 has no award model"):
        award(Lot(id="7"), [], TERMS)


def test_differences_from_the_notice_reach_the_result():
    terms = Terms(TERMS.facts, {}, (), TERMS.methods, (PublishedWeight("Price", Decimal(50)),))
    result = run(lot(*SIXTY_FORTY), seen("A", 1, 1), terms=terms)
    assert result.warnings[0] == "The tender notice gives “Price” a weight of 50%; here it has 40% of the whole."


# Totals that look equal


NEAR = (seen("A", quality=Decimal("70.004")), seen("B", quality=Decimal("70.001")))
QUALITY_ONLY = criterion("quality", "100%", **BY_QUALITY)


def test_exact_totals_decide_unless_the_model_says_otherwise():
    result = run(lot(QUALITY_ONLY), *NEAR)
    assert totals(result) == {"A": ("70.00", 1), "B": ("70.00", 2)}
    assert result.sentence == "Bid A ranks first with 70.00 points, less than 0.01 ahead of Bid B."
    assert result.warnings == (
        "Bid A and Bid B both show 70.00, differ before rounding, and are ranked by their exact totals.",
    )


def test_rounded_totals_decide_where_the_model_says_so():
    result = run(lot(QUALITY_ONLY, ties_on="rounded"), *NEAR)
    assert totals(result) == {"A": ("70.00", 1), "B": ("70.00", 1)}
    assert result.warnings[0].endswith("and count as equal.")
    assert result.sentence == "Bid A and Bid B rank joint first with 70.00 points each."


@pytest.mark.parametrize(
    ("rounding", "shown"),
    [
        ({}, "70.13"),
        ({"mode": "half_even"}, "70.12"),
        ({"mode": "down"}, "70.12"),
        ({"places": 0}, "70"),
        ({"places": 6}, "70.125000"),
    ],
)
def test_rounding_is_as_declared_and_the_exact_total_is_kept(rounding, shown):
    result = run(lot(QUALITY_ONLY, rounding=Rounding.model_validate(rounding)), seen("A", quality=Decimal("70.125")))
    assert (result.assessments[0].total, result.assessments[0].total_exact) == (shown, "70.125")


def test_a_hundred_equal_bids_share_a_rank_and_are_counted_not_listed():
    result = run(lot(QUALITY_ONLY), *(seen(f"b{number}", quality=50) for number in range(100)), seen("z", quality=1))
    assert result.assessments[0].tie_break.startswith("Its total of 50.00 equals that of 99 other bids;")
    assert (result.assessments[100].rank, result.assessments[100].why) == (
        101,
        "Ranks 101st of 101 with 1.00 of 100 points.",
    )


def test_equal_on_the_tie_break_too_is_a_joint_rank():
    result = run(lot(*HALVES, ties=("quality", "price")), seen("A", 5, 5), seen("B", 5, 5))
    assert totals(result) == {"A": ("52.50", 1), "B": ("52.50", 1)}
    assert "Quality and Price also equal, so the rank is shared." in result.assessments[0].tie_break


# Promises


def test_the_order_of_bids_changes_nothing():
    chance = random.Random(11)
    outcomes = [Outcome.MET, Outcome.MET, Outcome.MET, Outcome.NOT_MET, Outcome.CANNOT_TELL]
    for _ in range(30):
        bids = [
            seen(
                f"bid-{number}",
                chance.choice([None, *range(1, 30)]),
                chance.randint(0, 10) * 10,
                gates={"pack/living-wage": chance.choice(outcomes)},
            )
            for number in range(8)
        ]
        model = lot(*HALVES, gates=("living-wage",), ties=("quality",))
        expected = run(model, *bids)
        assert run(model, *chance.sample(bids, len(bids))) == expected


def test_a_better_offer_never_lowers_the_bid_that_makes_it():
    chance = random.Random(12)
    for _ in range(30):
        bids = [seen(f"b{number}", chance.randint(2, 50), chance.randint(0, 99)) for number in range(5)]
        before = {one.bid: Fraction(one.total_exact) for one in run(lot(*HALVES), *bids).assessments}
        price, quality = bids[0].values["bid.price"].amount, bids[0].values["bid.quality"]
        bids[0] = seen("b0", price - 1, quality + 1)
        after = {one.bid: Fraction(one.total_exact) for one in run(lot(*HALVES), *bids).assessments}
        assert after["b0"] > before["b0"]
        assert all(0 <= total <= 100 for total in after.values())


class _None(Options):
    pass


def _broken(scores):
    def broken(values, _options):
        return scores(values)

    return Terms(TERMS.facts, {}, (), {"broken": ScoringMethod(broken, _None, Reads.FACT, (FactType.MONEY,))})


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        (lambda values: {}, "did not score exactly the bids it was given"),  # noqa: ARG005  a method has this form
        (lambda values: dict.fromkeys(values, Score(Fraction(3, 2), "")), "gave bid 'A' the share 3/2"),
        (lambda values: dict.fromkeys(values, Score(Fraction(-1), "")), "gave bid 'A' the share -1"),
        (lambda values: dict.fromkeys(values, Score(0.5, "")), "gave bid 'A' the share 0.5"),
    ],
    ids=["bids left out", "above one", "below zero", "a float"],
)
def test_a_method_that_breaks_its_promise_is_named(scores, told):
    model = lot(criterion("price", "100%", fact="bid.price", scoring={"method": "broken"}))
    with pytest.raises(PluginError) as caught:
        award(model, [seen("A", 5)], _broken(scores))
    assert "the scoring method 'broken'" in str(caught.value)
    assert told in str(caught.value)
