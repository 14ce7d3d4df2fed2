"""The trial on made-up bids: held against the exact engine, against algebra and against published rates."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from sv_rules.engine.award_plan import validate_award
from sv_rules.errors import DocumentError, EngineError
from sv_rules.model.amount import Money
from sv_rules.model.extending import DecisionRule, Index, Reads, Score, ScoringMethod
from sv_rules.model.fact import Fact, FactType
from sv_rules.scoring.options import Options
from sv_rules.stress import shares as twins
from sv_rules.stress.exactly import check_sample, exact_outcome
from sv_rules.stress.pathologies import PRICE as PATHOLOGIES
from sv_rules.stress.running import Size, stress
from sv_rules.stress.safer import safer_methods
from sv_rules.stress.trial import NOBODY, draw_trial
from tests.engine.robustness.competitions import (
    BY_MARKS,
    BY_OFFER,
    BY_QUALITY,
    FACTS,
    TERMS,
    criterion,
    lot,
)

PRICE = Money(Decimal(500_000), "GBP")


def plan(of_lot, terms=TERMS):
    return validate_award(of_lot, terms)


def tried(of_lot, fields=2000, bids=6, seed=1, price=PRICE):
    return stress(plan(of_lot), TERMS.methods, price, Size(fields, bids, seed))


def priced(weight, **scoring):
    return criterion("price", weight, fact="bid.price", scoring=scoring)


def percent(text):
    return float(text.removesuffix("%"))


QUALITY_40 = criterion("quality", "40%", **BY_MARKS)
MODELS = {
    "lowest price": lot(QUALITY_40, priced("60%", method="lowest_price")),
    "linear from lowest": lot(QUALITY_40, priced("60%", method="linear_from_lowest", floor="20%")),
    "best to worst": lot(QUALITY_40, priced("60%", method="best_to_worst", better="lower")),
    "mean, exact": lot(QUALITY_40, priced("60%", method="deviation_from_mean", deviation="exact", outside="capped")),
    "mean, whole": lot(
        QUALITY_40, priced("60%", method="deviation_from_mean", deviation="whole_percent", outside="not_scored")
    ),
    "logarithmic": lot(QUALITY_40, priced("60%", method="logarithmic", nothing_at=2, outside="not_scored")),
    "graduated": lot(QUALITY_40, priced("60%", method="graduated_price")),
    "absolute": lot(
        QUALITY_40,
        priced("60%", method="absolute_linear", low="GBP 400000", high="GBP 700000", better="lower", outside="capped"),
    ),
    "benchmark": lot(
        QUALITY_40, priced("60%", method="benchmark_price", benchmark="GBP 500000", at_benchmark="50%", shape="inverse")
    ),
    "offers": lot(QUALITY_40, priced("40%", method="lowest_price"), criterion("social", "20%", **BY_OFFER)),
    "offers by min-max": lot(
        QUALITY_40,
        criterion("social", "60%", fact="bid.offers.value", scoring={"method": "best_to_worst", "better": "higher"}),
    ),
    "bands": lot(
        QUALITY_40,
        criterion(
            "social",
            "60%",
            fact="bid.offers.value",
            scoring={
                "method": "bands",
                "bands": [
                    {"from": "GBP 0", "points": 0},
                    {"from": "GBP 50000", "points": 3},
                    {"from": "GBP 90000", "points": 5},
                ],
            },
        ),
    ),
    "a number to a target": lot(criterion("quality", "60%", **BY_QUALITY), priced("40%", method="lowest_price")),
    "best marks": lot(
        criterion("quality", "60%", scoring={"method": "proportion_of_highest"}), priced("40%", method="lowest_price")
    ),
    "a tree with tie-breaks": lot(
        criterion("quality", "60%", criterion("staff", "50%", **BY_MARKS), criterion("plan", "50%", **BY_MARKS)),
        priced("40%", method="best_to_worst", better="lower"),
        ties=("quality", "price"),
        rounding={"places": 0},
        ties_on="rounded",
    ),
    "thresholds": lot(
        criterion(
            "quality",
            "60%",
            criterion("staff", "50%", threshold={"at_least": "3", "disqualifies": True}, **BY_MARKS),
            criterion("plan", "50%", **BY_MARKS),
            threshold={"at_least": "60%", "disqualifies": True},
        ),
        priced("40%", method="lowest_price"),
    ),
}
RULES = {
    "lowest_price_technically_compliant": {"pass_mark": 60},
    "monetised_quality": {"point_worth": "GBP 4000"},
    "price_per_quality_point": {"minimum": 40},
    "relative_value_cost": {},
    "utility_index": {"quality_weight": "60%", "price_weight": "40%"},
    "value_for_money_index": {"minimum": 40},
    "weighted_value_for_money_index": {"quality_weight": "60%", "price_weight": "40%", "minimum": 20},
}
for _name, _options in RULES.items():
    MODELS[_name] = lot(
        criterion("quality", "70%", **BY_MARKS),
        criterion("social", "30%", **BY_OFFER),
        decided_by={"rule": _name, "price": "bid.price", **_options},
    )


# Floats against the exact engine


@pytest.mark.parametrize("name", MODELS)
def test_a_sample_of_fields_by_exact_numbers(name):
    trial = draw_trial(plan(MODELS[name]), PRICE, 120, 5, 7)
    points = trial.points(trial.all_there)
    first = trial.first(points)
    told = 0
    for field in range(0, 120, 2):
        exact = exact_outcome(trial, field)
        assert first[field] == (int(exact.first[0]) if exact.first else NOBODY)
        totals = {bid: sum(earned[field][bid] for earned in points.values()) for bid in range(5)}
        assert {int(bid): float(total) for bid, total in exact.totals.items()} == pytest.approx(
            {bid: total for bid, total in totals.items() if not np.isnan(total)}, abs=1e-9
        )
        told += bool(exact.first)
    assert told > 20


@pytest.mark.parametrize("name", ["lowest price", "offers", "mean, exact", "thresholds", "utility_index"])
def test_withdrawing_a_bid_by_exact_numbers(name):
    trial = draw_trial(plan(MODELS[name]), PRICE, 40, 4, 3)
    for bid in range(4):
        present = trial.all_there.copy()
        present[:, bid] = False
        without = trial.first(trial.points(present))
        for field in range(0, 40, 4):
            exact = exact_outcome(trial, field, leave_out=bid).first
            assert without[field] == (int(exact[0]) if exact else NOBODY)


def test_a_difference_from_the_exact_engine_is_an_error():
    trial = draw_trial(plan(MODELS["lowest price"]), PRICE, 100, 4, 1)
    first = trial.first(trial.points(trial.all_there))
    assert check_sample(trial, first, 1) == 20
    with pytest.raises(EngineError, match="by exact numbers"):
        check_sample(trial, (first + 1) % 4, 1)


def test_a_method_of_a_plugin_is_asked_field_by_field():
    def cheapest_takes_all(values, options):  # noqa: ARG001  every method is called alike
        """Give the lowest price everything and the others nothing."""
        lowest = min(price.amount for price in values.values())
        return {bid: Score(Fraction(price.amount == lowest), "told") for bid, price in values.items()}

    class NoOptions(Options):
        """None."""

    method = ScoringMethod(cheapest_takes_all, NoOptions, Reads.FACT, (FactType.MONEY,), relative=True)
    terms = type(TERMS)(FACTS, {}, (), {**TERMS.methods, method.name: method}, rules=TERMS.rules)
    assert method.name not in twins.TWINS
    model = plan(lot(QUALITY_40, priced("60%", method="cheapest_takes_all")), terms)
    found = stress(model, terms.methods, PRICE, Size(200, 4, 1))
    # 60 points for the cheapest alone are more than all that quality gives: price always decides.
    assert found.relative
    assert [one.decides.share == "0%" for one in found.criteria if one.criterion == "quality"] == [True]


# Published rates of rank reversal: product.md, 3.4


PUBLISHED = {
    "price 60, quality 40": (lot(priced("60%", method="lowest_price"), QUALITY_40), 0.28),
    "price 40, quality 40, share of the highest offer 20": (
        lot(priced("40%", method="lowest_price"), QUALITY_40, criterion("social", "20%", **BY_OFFER)),
        1.6,
    ),
    "price 60, offers by min-max 40": (
        lot(
            priced("60%", method="lowest_price"),
            criterion(
                "social", "40%", fact="bid.offers.value", scoring={"method": "best_to_worst", "better": "higher"}
            ),
        ),
        6.8,
    ),
}


@pytest.mark.parametrize("bids", [3, 4, 5])
def test_published_rates_in_order_of_size(bids):
    # The source names neither the number of bids nor their spread. It says that the size depends on the spread, and
    # that each relative element makes it worse. So the order must hold, and each rate must be within a factor of three
    # of what was published, while from one to the next those differ by a factor of more than four. With six bids and
    # more the last two come level: one bid of many is rarely the lowest or the highest alone.
    rates = {}
    for name, (model, published) in PUBLISHED.items():
        found = tried(model, fields=20_000, bids=bids).reversal
        rates[name] = percent(found.share)
        assert published / 3 < rates[name] < published * 3, name
    one, two, three = rates.values()
    assert one < two < three


# What it says


def test_what_nothing_relative_cannot_do():
    found = tried(MODELS["absolute"])
    assert (found.relative, found.reversal.share, found.safer) == (False, "0%", ())
    assert found.sentences[0] == (
        "No bid's score depends on the other bids, so a bid that loses cannot decide who wins."
    )


def test_a_quality_point_in_money():
    # Price has 40 points: 40 × (1 − 500,000 ÷ (500,000 + x)) = 1 where x = 500,000 ÷ 39 = 12,820.5128…
    found = tried(MODELS["offers"], fields=200).point
    assert (found.price, found.money) == ("GBP 500000", "GBP 12820.51")
    # Quality has 40 points and five steps, so a mark is 8: x = 500,000 × 8 ÷ 32 = 125,000.
    assert [(one.criterion, one.points, one.money) for one in found.marks] == [("quality", "8", "GBP 125000")]


@pytest.mark.parametrize(
    ("rule", "money"),
    [
        # 60 points at 500,000 and 61 at 500,000 × 61 ÷ 60 cost the same a point.
        ("price_per_quality_point", "GBP 8333.33"),
        ("monetised_quality", "GBP 4000"),
        # (161 ÷ 160) of the price: 3,125.
        ("relative_value_cost", "GBP 3125"),
    ],
)
def test_a_quality_point_in_money_under_a_decision_rule(rule, money):
    assert tried(MODELS[rule], fields=200).point.money == money


def test_without_a_price_no_point_has_one():
    assert tried(MODELS["bands"], fields=200).point is None


def test_a_price_beyond_the_scale_costs_nothing_more():
    # From the lowest price to the floor it loses 80% of 1 point, which is less than a quality point.
    model = lot(criterion("quality", "99%", **BY_MARKS), priced("1%", method="linear_from_lowest", floor="20%"))
    found = tried(model, fields=200).point
    assert found.money is None
    assert found.sentence == "Against a rival at £500,000, even 10 times the price does not cost one quality point."


def test_a_criterion_that_never_decides_is_dead():
    # 1 point of 100 in five steps moves a total by a fifth of a point; the ties of others need more than that here.
    yes = Fact("bid.insured", FactType.YES_NO, "insured")
    terms = type(TERMS)({**FACTS, yes.name: yes}, {}, (), TERMS.methods)
    model = lot(
        criterion("quality", "60%", **BY_MARKS),
        priced("40%", method="lowest_price"),
        criterion("insured", "0%", fact="bid.insured", scoring={"method": "yes_no"}),
    )
    found = stress(plan(model, terms), TERMS.methods, PRICE, Size(500, 4, 1))
    assert {one.criterion: one.dead for one in found.criteria} == {"quality": False, "price": False, "insured": True}
    assert any(sentence.startswith("Insured decided no field at all: take it out") for sentence in found.sentences)


def test_nominal_and_effective_weights():
    # Prices spread by 15%, so that lowest ÷ price leaves half of its range unused; marks use most of theirs.
    found = {one.criterion: one for one in tried(lot(QUALITY_40, priced("60%", method="lowest_price"))).criteria}
    assert (found["quality"].nominal, found["price"].nominal) == ("40%", "60%")
    assert percent(found["quality"].effective) > 50 > percent(found["price"].effective)
    assert sum(percent(one.effective) for one in found.values()) == pytest.approx(100, abs=0.01)


@pytest.mark.parametrize(
    ("model", "names"),
    [
        ("lowest price", ["the middle bid loses", "a zero price", "a low outlier"]),
        ("linear from lowest", ["a zero price", "a low outlier"]),
        ("best to worst", ["a zero price", "a low outlier", "a hair's breadth"]),
        ("mean, exact", ["a zero price"]),
        ("absolute", ["a zero price"]),
        ("offers by min-max", ["only the comparison counts"]),
    ],
)
def test_pathologies(model, names):
    assert [one.name for one in tried(MODELS[model], fields=200).pathologies] == names


def test_the_middle_bid_by_hand():
    # 60 points at 500,000, 54.545… at 550,000, 50 at 600,000. The line between the outer two has 55 in the middle.
    [found] = [
        one for one in tried(MODELS["lowest price"], fields=200).pathologies if one.name == "the middle bid loses"
    ]
    assert "it is 0.454… points behind both on Price" in found.sentence


def test_a_safer_method_takes_the_reversals_away():
    found = tried(MODELS["lowest price"])
    [safer] = found.safer
    assert (safer.criterion, safer.method, safer.reversal.share) == ("price", "lowest_price", "0%")
    assert percent(safer.same_first) > 60


def test_the_same_seed_gives_the_same_and_another_does_not():
    assert tried(MODELS["offers"]) == tried(MODELS["offers"])
    assert tried(MODELS["offers"]).criteria != tried(MODELS["offers"], seed=2).criteria


# What cannot be tried


def test_importance_without_percentages_is_refused():
    one = criterion("quality", "", **BY_MARKS).model_copy(update={"rank": 1})
    with pytest.raises(DocumentError, match="nothing adds up"):
        tried(lot(one, importance="ranks"))


def test_what_cannot_be_made_up_is_refused():
    day = Fact("bid.starts", FactType.DATE, "start")

    def early(values, options):  # noqa: ARG001  every method is called alike
        """Give everything."""
        return dict.fromkeys(values, Score(Fraction(1), "told"))

    class NoOptions(Options):
        """None."""

    terms = type(TERMS)(
        {day.name: day}, {}, (), {"early": ScoringMethod(early, NoOptions, Reads.FACT, (FactType.DATE,))}
    )
    model = lot(criterion("start", "100%", fact="bid.starts", scoring={"method": "early"}))
    with pytest.raises(DocumentError, match="cannot be made up"):
        stress(plan(model, terms), terms.methods, PRICE, Size(100, 2, 1))


# Other kinds of offers

LIFE = Fact(
    "bid.payments",
    FactType.LIST,
    "payments",
    fields=(
        Fact("year", FactType.INTEGER, "year"),
        Fact("note", FactType.TEXT, "note"),
        Fact("sum", FactType.MONEY, "sum"),
    ),
)
DATED = Fact(
    "bid.dated",
    FactType.LIST,
    "payments",
    fields=(Fact("day", FactType.DATE, "day"), Fact("sum", FactType.MONEY, "sum")),
)
INSURED = Fact("bid.insured", FactType.YES_NO, "insured")
JOBS = Fact("bid.offers.jobs", FactType.INTEGER, "jobs")
LOCAL = Fact("bid.offers.local", FactType.PERCENTAGE, "local spend")
OTHER_TERMS = type(TERMS)({fact.name: fact for fact in (LIFE, DATED, INSURED, JOBS, LOCAL)}, {}, (), TERMS.methods)
WHOLE_LIFE = {"method": "lowest_whole_life_cost", "rate": "3.5%", "base_year": 2026, "amount": "sum"}


@pytest.mark.parametrize(
    ("weighed", "words"),
    [
        (
            criterion("cost", "60%", fact="bid.payments", scoring={**WHOLE_LIFE, "year": "year"}),
            "One payment, in 2026.",
        ),
        (criterion("cost", "60%", fact="bid.dated", scoring={**WHOLE_LIFE, "year": "day"}), "One payment, in 2026."),
        (criterion("insured", "60%", fact="bid.insured", scoring={"method": "yes_no"}), "Yes from 70% of the bids."),
        (
            criterion("jobs", "60%", fact="bid.offers.jobs", scoring={"method": "to_target", "target": 20}),
            "Lognormal: median 14,",
        ),
        (
            criterion("jobs", "60%", fact="bid.offers.jobs", scoring={"method": "proportion_of_highest"}),
            "Lognormal: median 100,",
        ),
        (
            criterion("local", "60%", fact="bid.offers.local", scoring={"method": "best_to_worst", "better": "higher"}),
            "Lognormal: median 50%,",
        ),
    ],
    ids=[
        "payments by year",
        "payments by day",
        "yes or no",
        "a whole number",
        "a whole number, relative",
        "a percentage",
    ],
)
def test_other_kinds_of_offers_by_exact_numbers(weighed, words):
    model = plan(lot(QUALITY_40, weighed), OTHER_TERMS)
    trial = draw_trial(model, PRICE, 60, 4, 2)
    first = trial.first(trial.points(trial.all_there))
    for field in range(60):
        assert int(exact_outcome(trial, field).first[0]) == first[field]
    found = stress(model, TERMS.methods, PRICE, Size(200, 4, 2))
    assert words in found.assumptions[1].words
    # Payments have no line between bounds that could take their place; whatever else compares bids has.
    relative = [leaf for leaf in model.leaves if leaf.relative and leaf.fact.type is not FactType.LIST]
    assert [one.criterion for one in found.safer] == [leaf.id for leaf in relative]


def test_a_rule_of_a_plugin_is_asked_field_by_field():
    known = TERMS.rules["monetised_quality"]

    def best_value(qualities, prices, options):
        """Do as monetised_quality does, but give no place to a quality below 20."""
        told = known.function(qualities, prices, options)
        return {bid: Index(None, "too poor") if qualities[bid] < 20 else index for bid, index in told.items()}

    rule = DecisionRule(best_value, known.options, lower_wins=True)
    terms = type(TERMS)(FACTS, {}, (), TERMS.methods, rules={"best_value": rule})
    decided = {"rule": "best_value", "price": "bid.price", "point_worth": "GBP 4000"}
    model = plan(lot(criterion("quality", "100%", **BY_MARKS), decided_by=decided), terms)
    trial = draw_trial(model, PRICE, 60, 4, 2)
    first = trial.first(trial.points(trial.all_there))
    assert [int(exact_outcome(trial, field).first[0]) for field in range(60)] == list(first)
    assert stress(model, TERMS.methods, PRICE, Size(100, 3, 1)).point.money == "GBP 4000"


def test_a_field_in_which_nobody_is_ranked():
    # Nobody reaches 100 points of quality and 5 of 5 on every question of ten.
    questions = [
        criterion(f"q{place}", "10%", threshold={"at_least": "5", "disqualifies": True}, **BY_MARKS)
        for place in range(6)
    ]
    found = tried(lot(*questions, priced("40%", method="lowest_price")), fields=100, bids=2)
    assert (found.ranked, found.reversal.low, found.reversal.high) == ("0%", "0%", "100%")


def test_what_a_price_of_zero_does():
    def shares(free, other):
        def told(values, options):  # noqa: ARG001  every method is called alike
            """Give what the test says."""
            given = {True: free, False: other}
            return {bid: Score(given[price.amount == 0], "told") for bid, price in values.items()}

        return told

    leaf = plan(MODELS["lowest price"]).nodes["price"]

    def said(free, other):
        method = ScoringMethod(shares(free, other), Options, Reads.FACT, (FactType.MONEY,))
        return PATHOLOGIES["a zero price"](replace(leaf, method=method), PRICE)

    assert said(None, None).startswith("If any bid asks for nothing, no bid can be scored on Price")
    assert said(None, Fraction(1)).startswith("A price of zero has no score on Price")
    assert said(Fraction(1), Fraction(0)) == "If one bid asks for nothing, every other bid earns nothing on Price."
    assert said(Fraction(1), Fraction(1, 2)) == ""


def test_where_the_host_has_no_line_nothing_safer_is_offered():
    trial = draw_trial(plan(MODELS["lowest price"]), PRICE, 100, 3, 1)
    assert list(safer_methods(trial, trial.first(trial.points(trial.all_there)), {})) == []
