"""Defects found by running the only bid evaluation library on the Python package index, and that ours has none of them.

The numbers are those of our study of `bid-evaluation` 0.1.0; each test names what happens there.
"""

import ast
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import sv_rules
from sv_rules.engine.awarding import BidSeen, GateSeen, Terms, award
from sv_rules.errors import DocumentError
from sv_rules.model.amount import Money
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.outcome import Outcome
from sv_rules.model.procurement import AwardCriterion, AwardModel, Bid, Lot, Mark
from sv_rules.scoring import methods
from sv_rules.scoring.options import check_scoring

METHODS = {method.name: method for method in methods()}
PRICE = Fact("bid.price", FactType.MONEY, "price")
SCORE = Fact("bid.score", FactType.NUMBER, "quality score")
TERMS = Terms({"bid.price": PRICE, "bid.score": SCORE}, {}, ("pack/threshold",), METHODS)
SCALE = [{"mark": mark, "label": f"label {mark}", "means": f"means {mark}"} for mark in range(6)]


def on_price(weight, identifier="price", title="Price"):
    return AwardCriterion(
        id=identifier, title=title, weight=weight, fact="bid.price", scoring={"method": "lowest_price"}
    )


def on_score(weight, identifier="quality", title="Quality", **scoring):
    scoring = scoring or {"method": "to_target", "target": 10}
    return AwardCriterion(id=identifier, title=title, weight=weight, fact="bid.score", scoring=scoring)


def on_marks(weight):
    return AwardCriterion(id="marked", title="Marked", weight=weight, scoring={"method": "rating", "scale": SCALE})


def bid(identifier, price=None, score=None, mark=None, *, gate=None):
    marks = () if mark is None else (Mark(criterion="marked", mark=mark, reason="because"),)
    values = {"bid.price": None if price is None else Money(Decimal(price), "GBP"), "bid.score": score}
    gates = {"pack/threshold": GateSeen(gate, "Sentence.")} if gate else {}
    return BidSeen(Bid(id=identifier, lot="1", marks=marks), values, gates)


def run(criteria, bids, **model):
    return award(Lot(id="1", award=AwardModel(criteria=criteria, **model)), bids, TERMS)[1]


def totals(result):
    return {one.bid: one.total for one in result.assessments}


def mistakes(fact=SCORE, **scoring):
    return [message for _, message in check_scoring(scoring, METHODS, fact).mistakes]


def test_01_the_published_example_does_not_reproduce():
    # There: printed 88.33, 66.67 and 40.00 for prices of 45m, 50m and 52m (60%) and experience of 10, 8 and 6 (40%).
    # By hand, with experience against a target of 10: A 60 × 45/50 + 40 × 8/10 = 54 + 32 = 86; B 60 + 40 = 100;
    # C 60 × 45/52 + 40 × 6/10 = 51.923… + 24 = 75.923….
    result = run((on_price("60%"), on_score("40%")), [bid("A", 50, 8), bid("B", 45, 10), bid("C", 52, 6)])
    assert totals(result) == {"B": "100.00", "A": "86.00", "C": "75.92"}


def test_02_a_misspelt_option_is_accepted_and_ignored():
    assert mistakes(method="to_target", target=10, flor=2) == [
        "there is no option called 'flor'; did you mean 'floor'?"
    ]


def test_03_any_failure_in_a_formula_becomes_a_score_of_zero():
    result = run((on_score("100%"),), [bid("A", score=-1), bid("B", score=5)])
    assert totals(result) == {"B": "50.00", "A": None}
    assert result.assessments[1].why == ("No rank yet. Quality: -1 is below zero, which cannot be part of a target.")


def test_04_a_negative_weight_ranks_everybody_first():
    with pytest.raises(DocumentError, match="the weight -10% is below zero"):
        run((on_price("110%"), on_score("-10%")), [bid("A", 1, 1)])


@pytest.mark.parametrize("weights", [("40%", "30%"), ("60%", "41%"), ("50%", "50.000000001%")])
def test_05_weights_that_do_not_make_a_hundred_are_rescaled(weights):
    with pytest.raises(DocumentError, match=r"add up to [0-9.]+%, not 100%"):
        run((on_price(weights[0]), on_score(weights[1])), [bid("A", 1, 1)])


def test_06_a_second_criterion_on_the_same_fact_or_of_the_same_name_replaces_the_first():
    # A: 5/10 of 60 and 5/20 of 40 = 30 + 10.
    criteria = (
        on_score("60%", "one", "Same"),
        on_score("40%", "two", "Same", method="to_target", target=20),
    )
    result = run(criteria, [bid("A", score=5)])
    assert [(one.criterion, one.points) for one in result.assessments[0].scores] == [("one", "30.00"), ("two", "10.00")]
    with pytest.raises(DocumentError, match="2 criteria have the id 'one'"):
        run((on_score("60%", "one"), on_score("40%", "one")), [])


@pytest.mark.parametrize(
    ("price", "why"),
    [(None, "Price: The price of this bid is not known."), (0, "Price: The price of B is £0.")],
    ids=["blank", "zero"],
)
def test_07_a_blank_or_a_zero_price_names_no_bidder_or_criterion(price, why):
    result = run((on_price("100%"),), [bid("A", 5), bid("B", price)])
    (told,) = (one for one in result.assessments if one.bid == "B")
    assert (told.status, told.total) == ("incomplete", None)
    assert told.why.startswith(f"No rank yet. {why}")
    assert result.provisional


def test_08_a_negative_price_wins_and_a_mark_of_fifty_out_of_five_scores_a_thousand():
    result = run((on_price("50%"), on_marks("50%")), [bid("A", -5, mark=5), bid("B", 5, mark=50)])
    assert totals(result) == {"A": None, "B": None}
    assert "The price of A is -£5." in result.assessments[0].why
    assert "The mark 50 is not on the scale, which has 0, 1, 2, 3, 4 or 5." in result.assessments[1].why


def test_09_bands_leave_gaps_overlap_and_shift_at_their_edges():
    three = [{"from": 0, "points": 1}, {"from": 10, "points": 3}, {"from": 20, "points": 5}]
    edges = ("0", "9.99", "10", "19.99", "20", "1000")
    bids = [bid(f"b{index}", score=Decimal(value)) for index, value in enumerate(edges)]
    found = totals(run((on_score("100%", method="bands", bands=three),), bids))
    assert [found[one.bid.id] for one in bids] == ["20.00", "20.00", "60.00", "60.00", "100.00", "100.00"]
    overlapping = [three[0], three[2], three[1]]
    assert "they must ascend" in mistakes(method="bands", bands=overlapping)[0]
    assert "there may be from and points" in mistakes(method="bands", bands=[{**three[0], "to": 5}])[0]


def test_10_scores_depend_on_the_spread_of_bids_whatever_they_offer():
    # There: 98, 99 and 100 became 0, 50 and 100, and a lone bid 100. Here each is its part of the stated target.
    criteria = (on_score("100%", method="to_target", target=200),)
    assert totals(run(criteria, [bid("A", score=98), bid("B", score=99), bid("C", score=100)])) == {
        "C": "50.00",
        "B": "49.50",
        "A": "49.00",
    }
    assert totals(run(criteria, [bid("A", score=98)])) == {"A": "49.00"}


def test_11_a_withdrawn_loser_changes_the_winner_unreported():
    # A 48 + 32 = 80, B 42 + 40 = 82; with C, last, A 48 + 16 = 64 and B 42 + 20 = 62.
    criteria, a, b, c = (on_score("60%"), on_price("40%")), bid("A", 100, 8), bid("B", 80, 7), bid("C", 40, 1)
    assert totals(run(criteria, [a, b])) == {"B": "82.00", "A": "80.00"}
    with_loser = run(criteria, [a, b, c])
    assert totals(with_loser) == {"A": "64.00", "B": "62.00", "C": "46.00"}
    assert any("can change the order of the rest, even if it cannot win" in warning for warning in with_loser.warnings)


def test_11_without_relative_methods_no_withdrawal_changes_a_score_and_nothing_is_warned_of():
    bids = [bid("A", score=8), bid("B", score=7), bid("C", score=1)]
    everyone = run((on_score("100%"),), bids)
    assert everyone.warnings == ()
    for left_out in bids:
        remaining = totals(run((on_score("100%"),), [one for one in bids if one is not left_out]))
        assert remaining.items() <= totals(everyone).items()


def test_12_an_eliminated_bid_keeps_a_partial_total_and_a_tie_eliminates_everyone():
    bids = [
        bid("A", 10, 5, gate=Outcome.MET),
        bid("B", 10, 5, gate=Outcome.MET),
        bid("C", 1, 9, gate=Outcome.NOT_MET),
    ]
    result = run((on_score("60%"), on_price("40%")), bids, gates=("threshold",))
    assert [(one.bid, one.rank, one.total, len(one.scores)) for one in result.assessments] == [
        ("A", 1, "70.00", 2),
        ("B", 1, "70.00", 2),
        ("C", None, None, 0),
    ]


def test_13_two_bids_of_one_name_get_each_others_scores():
    with pytest.raises(DocumentError, match="two bids for lot 1 have the id 'A'"):
        run((on_score("100%"),), [bid("A", score=1), bid("A", score=9)])


def test_14_no_tie_break_no_rounding_and_results_that_the_next_run_overwrites():
    bids = [bid("A", 30, 9), bid("B", 20, 6)]
    first = run((on_score("50%"), on_price("50%")), bids, ties=("quality",))
    kept = first.model_dump_json()
    # A 45 + 33.333… = 78.333…; B 30 + 50 = 80.
    assert [(one.total, one.total_exact) for one in first.assessments] == [("80.00", "80"), ("78.33", "235/3")]
    assert (first.rounding.places, first.rounding.mode) == (2, "half_up")
    run((on_score("50%"), on_price("50%")), [bid("Z", 1, 1)])
    assert first.model_dump_json() == kept
    assert run((on_score("50%"), on_price("50%")), bids, ties=("quality",)) == first


EVALUATORS = {"eval", "exec", "__import__"}
EXPRESSION_LIBRARIES = {"simpleeval", "asteval", "numexpr", "jinja2"}
COMPILER = "engine/fusing.py"
"""Conditions become one function by way of a syntax tree; no other file makes code."""


def test_15_expressions_are_evaluated():
    root = Path(sv_rules.__file__).parent
    found = []
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found += [f"{name}: {wrong}" for wrong in evaluating(node, compiler=name == COMPILER)]
    assert found == []


def evaluating(node, *, compiler):
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id in EVALUATORS - ({"exec"} if compiler else set()):
            yield node.func.id
        elif node.func.id in {"compile", "exec"} and not (compiler and takes_no_text(node)):
            yield f"{node.func.id} of text"
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
        yield from (name for name in names if name.partition(".")[0] in EXPRESSION_LIBRARIES)


def takes_no_text(call):
    return not isinstance(call.args[0], ast.Constant | ast.JoinedStr | ast.BinOp)


@pytest.mark.parametrize(
    ("code", "compiler", "found"),
    [
        ("eval('1')", True, ["eval"]),
        ("exec(code)", False, ["exec"]),
        ("exec(compile(tree, 'x', 'exec'), names)", True, []),
        ("compile(tree, 'x', 'exec')", False, ["compile of text"]),
        ("compile(f'{a}', 'x', 'exec')", True, ["compile of text"]),
        ("import simpleeval", True, ["simpleeval"]),
        ("from asteval import Interpreter", False, ["asteval"]),
        ("re.compile('a')", False, []),
    ],
)
def test_15_the_search_for_evaluators_finds_them(code, compiler, found):
    assert [wrong for node in ast.walk(ast.parse(code)) for wrong in evaluating(node, compiler=compiler)] == found


def test_15_shares_stay_exact_where_binary_floats_would_not():
    # 0.1 + 0.2 of a target of 0.3 is everything, exactly.
    result = run((on_score("100%", method="to_target", target=Decimal("0.3")),), [bid("A", score=Decimal("0.1") * 3)])
    assert Fraction(result.assessments[0].total_exact) == 100
