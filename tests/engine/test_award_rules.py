"""What an award model says beside its criteria, and tables of values: what is refused. The gallery has them in full."""

from datetime import date

import pytest

from sv_rules.engine.award_plan import Terms, validate_award
from sv_rules.errors import DocumentError
from sv_rules.model.award import AbnormallyLow, Commitments, Draw, EvaluatorStated, OfferBounds
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.rulepack import Measure
from tests.engine.awards import BY_MARKS, BY_PRICE, BY_QUALITY, FACTS, MEASURES, criterion, lot, proxy, table, terms

PRICE = criterion("price", "40%", **BY_PRICE)
QUALITY = criterion("quality", "60%", **BY_QUALITY)
YES = Fact("bid.offers.wage", FactType.YES_NO, "payment of the living wage")


def told(*criteria, values=None, **model):
    known = terms(proxies={} if values is None else {"values": values})
    wage = Measure(
        **{name: getattr(MEASURES["pack/jobs"], name) for name in Measure.__slots__} | {"fact": YES, "id": "pack/wage"}
    )
    facts = {fact.name: fact for fact in (*FACTS, YES)}
    with_wage = Terms(
        facts, {**MEASURES, "pack/wage": wage}, known.checks, known.methods, rules=known.rules, proxies=known.proxies
    )
    with pytest.raises(DocumentError) as caught:
        validate_award(lot(*(criteria or (PRICE, QUALITY)), **model), with_wage)
    return [problem.what for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("model", "whats"),
    [
        (
            {"draw": Draw(drawn_by="x", drawn_on=date(2026, 5, 1), order=("A", "B", "A"))},
            ["bid 'A' is drawn twice"],
        ),
        (
            {"evaluators": (EvaluatorStated(id="ann"), EvaluatorStated(id="ann", conflict="none"))},
            ["evaluator 'ann' is given twice"],
        ),
        ({"offers": {"wage": OfferBounds(cap=True)}}, ["measure pack/wage is true or false, which has no bounds"]),
        ({"offers": {"twin": OfferBounds(cap=1)}}, ["there is no measure called 'twin'"]),
        (
            {"offers": {"spend": OfferBounds(cap="GBP 5", plausible_to="EUR 6")}},
            ["the bounds are in EUR and GBP"],
        ),
        ({"offers": {"spend": OfferBounds(cap="GBP -5")}}, ["the cap of -£5 is below zero"]),
        (
            {"abnormally_low": AbnormallyLow(should_cost="GBP 5", price="bid.quality")},
            ["'bid.quality' is not an amount of money that a bid asks for"],
        ),
        # The price is named twice wrong, and told once.
        (
            {
                "abnormally_low": AbnormallyLow(below_mean_by="20%"),
                "decided_by": {"rule": "price_per_quality_point", "minimum": 1, "price": "bid.prise"},
            },
            ["there is no fact called 'bid.prise'"],
        ),
    ],
)
def test_rules_that_make_no_sense(model, whats):
    assert told(**model) == whats


def test_a_low_price_needs_one_price():
    twice = criterion("price", "50%", **BY_PRICE), criterion("spend", "50%", fact="bid.offers.spend", **_LINEAR)
    assert validate_award(lot(*twice, abnormally_low=AbnormallyLow(below_mean_by="20%")), terms()).low_price.price
    other = Fact("bid.running_cost", FactType.MONEY, "running cost")
    known = terms()
    two = Terms({**known.facts, other.name: other}, known.measures, (), known.methods)
    model = lot(
        criterion("price", "50%", **BY_PRICE),
        criterion("running", "50%", fact="bid.running_cost", scoring={"method": "lowest_price"}),
        abnormally_low=AbnormallyLow(below_mean_by="20%"),
    )
    with pytest.raises(DocumentError, match="several facts are scored as prices"):
        validate_award(model, two)


_LINEAR = {"scoring": {"method": "to_target", "target": "GBP 5"}}


def social(**commitments):
    return criterion("social", "100%", commitments=Commitments(proxies="values", **commitments), scoring=_BEST)


_BEST = {"method": "proportion_of_highest"}


@pytest.mark.parametrize(
    ("commitments", "values", "whats"),
    [
        ({}, table(), ["table values has no values"]),
        ({}, None, ["there is no table of proxy values 'values'"]),
        ({"discount": "lots"}, table(jobs=proxy("5")), ["the discount 'lots' is not a rate between 0% and 100%"]),
        ({"discount": "101%"}, table(jobs=proxy("5")), ["the discount '101%' is not a rate between 0% and 100%"]),
        ({"measures": ("jbos",)}, table(jobs=proxy("5")), ["there is no measure called 'jbos'"]),
        ({"measures": ("hours",)}, table(jobs=proxy("5")), ["table values has no value for measure 'hours'"]),
        (
            {},
            table(jobs=proxy("5"), hours=proxy("5", currency="EUR")),
            ["the values of table values are in EUR and GBP"],
        ),
        (
            {},
            table(wage=proxy("5")),
            ["measure pack/wage is true or false, which cannot be multiplied by a value"],
        ),
        (
            {"years": 2},
            table(jobs=proxy("5", None, None, None)),
            ["table values does not state deadweight, attribution, displacement and drop_off for pack/jobs"],
        ),
    ],
)
def test_commitments_that_cannot_be_valued(commitments, values, whats):
    assert told(social(**commitments), values=values) == whats


def test_names_in_a_table_that_are_not_chosen_may_be_anybodys():
    values = table(jobs=proxy("5"), something_else=proxy("7"))
    plan = validate_award(lot(social(measures=("jobs",))), terms(proxies={"values": values}))
    assert [measure.id for measure, _ in plan.nodes["social"].valuing.proxies] == ["pack/jobs"]


def test_marks_are_not_scored_over_commitments():
    wrong = criterion("social", "100%", commitments=Commitments(proxies="values"), **BY_MARKS)
    assert told(wrong, values=table(jobs=proxy("5"))) == [
        "rating scores evaluators' marks, not the value of commitments"
    ]


def test_sub_criteria_have_the_commitments():
    branch = criterion(
        "social", "100%", criterion("a", "100%", **BY_QUALITY), commitments=Commitments(proxies="values")
    )
    assert told(branch) == ["it has both sub-criteria and 'commitments'"]


def test_without_sums_a_threshold_stands_on_what_is_scored():
    parts = criterion("a", importance="much", **BY_QUALITY), criterion("b", importance="less", **BY_MARKS)
    model = criterion("q", "", *parts, at_least="50%", importance="all")
    assert told(model, importance="described") == [
        "a threshold needs points to add up, and importance is not stated in percentages here"
    ]


def test_a_threshold_above_a_relative_part_is_refused_too():
    branch = criterion("q", "100%", PRICE, QUALITY, at_least="50%")
    assert told(branch) == ["a threshold cannot stand on a score that depends on the other bids"]
