from decimal import Decimal

import pytest

from sv_rules.engine.award_plan import PublishedWeight, Terms, validate_award
from sv_rules.errors import DocumentError
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.finding import Citation
from sv_rules.model.outcome import Standing
from sv_rules.model.place import Place
from sv_rules.model.procurement import AwardCriterion, AwardModel, Lot
from sv_rules.model.rulepack import Measure
from sv_rules.scoring import methods

FACTS = (
    Fact("bid.price", FactType.MONEY, "price"),
    Fact("bid.hours", FactType.NUMBER, "hours"),
    Fact("tender.value", FactType.MONEY, "contract value"),
)
JOBS = Fact("bid.offers.jobs", FactType.INTEGER, "jobs offered", unit="people")
MEASURES = {
    identifier: Measure(
        identifier, "", "", "", JOBS, "", (), scoring, Citation(text="policy", title="Policy"), Standing.EXAMPLE
    )
    for identifier, scoring in {
        "pack/jobs": {"method": "to_target", "target": 4},
        "pack/unscored": {},
        "one/twin": {},
        "two/twin": {},
    }.items()
}
TERMS = Terms(
    facts={fact.name: fact for fact in FACTS},
    measures=MEASURES,
    checks=("pack/living-wage", "pack/insured"),
    methods={method.name: method for method in methods()},
)


def leaf(identifier, weight="100%", *, method="lowest_price", fact="bid.price", **options):
    scoring = {"method": method, **options} if method else {}
    return AwardCriterion(id=identifier, title=identifier, weight=weight, fact=fact, scoring=scoring)


def branch(identifier, *criteria, weight="100%", **more):
    return AwardCriterion(id=identifier, title=identifier, weight=weight, criteria=criteria, **more)


def measured(name, **more):
    return AwardCriterion(id="a", title="a", weight="100%", measure=name, **more)


def told(*criteria, **model):
    with pytest.raises(DocumentError) as caught:
        validate_award(Lot(id="1", award=AwardModel(criteria=criteria, **model)), TERMS)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("criteria", "message"),
    [
        ([leaf("a", "60%"), leaf("b", "30%")], "the weights of the criteria add up to 90%, not 100%"),
        (
            [branch("a", leaf("b", "50%"), leaf("c", "50.01%"))],
            "the weights of the sub-criteria of a add up to 100.01%, not 100%",
        ),
        ([leaf("a", "33.33%"), leaf("b", "33.33%"), leaf("c", "33.33%")], "add up to 99.99%, not 100%"),
        ([leaf("a", "110%"), leaf("b", "-10%")], "the weight -10% is below zero"),
        ([leaf("a", "100")], "the weight '100' is not a percentage"),
        ([leaf("a", "1st")], "the weight '1st' is not a percentage"),
        ([leaf("a", "50%"), leaf("a", "50%")], "2 criteria have the id 'a'"),
        ([branch("a", leaf("a"))], "2 criteria have the id 'a'"),
        ([leaf("a", method="", fact="")], "nothing says how it is scored"),
        ([leaf("a", method="")], "nothing says how it is scored"),
        ([measured("unscored")], "nothing says how it is scored"),
        ([branch("a", leaf("b"), scoring={"method": "yes_no"})], "it has both sub-criteria and 'scoring'"),
        ([branch("a", leaf("b"), measure="jobs")], "it has both sub-criteria and 'measure'"),
        ([measured("jobs", fact="bid.price")], "it names both a measure and a fact"),
        ([measured("jobs", scoring={"method": "yes_no"})], "already says how measure pack/jobs is scored"),
        ([measured("pack/jbos")], "Did you mean 'pack/jobs'?"),
        ([measured("jbos")], "Did you mean 'jobs'?"),
        ([measured("qqq")], "The measures are one/twin, pack/jobs, pack/unscored and two/twin."),
        ([measured("twin")], "It may be one/twin or two/twin: write the full id."),
        ([leaf("a", fact="bid.prise")], "Did you mean 'bid.price'?"),
        ([leaf("a", fact="zzz")], "Declare it in the rulepack."),
        ([leaf("a", fact="tender.value")], "'tender.value' is not a fact of a bid"),
        ([leaf("a", method="rating", scale="x")], "rating scores evaluators' marks, not a fact"),
        ([leaf("a", fact="")], "no fact is named here"),
        ([leaf("a", fact="bid.hours")], "lowest_price scores amounts of money; bid.hours is a number"),
        ([leaf("a", method="lowest_prise")], "did you mean 'lowest_price'?"),
        (
            [leaf("a", method="bands", bands=[{"form": "GBP 0", "points": 1}])],
            "there is no option called 'form'; did you mean 'from'?\n    criterion a, under scoring, bands, 1, form",
        ),
    ],
)
def test_an_award_model_with_a_mistake_is_refused_before_bids_are_in(criteria, message):
    assert any(message in problem for problem in told(*criteria))


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ({"ties": ("b",)}, "the tie-break names a criterion 'b' that does not exist"),
        ({"gates": ("living-wgae",)}, "Did you mean 'pack/living-wage'?"),
        ({"gates": ("qqq",)}, "The checks are pack/insured and pack/living-wage."),
    ],
)
def test_a_gate_or_tie_break_that_names_nothing_is_refused(model, message):
    assert any(message in problem for problem in told(leaf("a"), **model))


def test_every_mistake_is_told_at_once_with_its_place():
    first = leaf("a", "50%", method="", fact="").model_copy(update={"place": Place(document="tender.yaml", line=4)})
    assert told(first, leaf("b", "40%", fact="bid.prise"), gates=("x",), ties=("y",)) == [
        (
            "the gate 'x' is not a check of the rulepack\n    award, under gates\n"
            "    The checks are pack/insured and pack/living-wage."
        ),
        "the tie-break names a criterion 'y' that does not exist\n    award, under ties\n    The criteria are a and b.",
        "there is no fact called 'bid.prise'\n    criterion b\n    Did you mean 'bid.price'?",
        (
            "tender.yaml:4: nothing says how it is scored\n    criterion a\n"
            "    Add 'scoring' with a method, name a measure that the rulepack scores, or give it sub-criteria."
        ),
        (
            "tender.yaml:4: the weights of the criteria add up to 90%, not 100%\n    award, under criteria\n"
            "    They are a 50% and b 40%; change them to make 100%."
        ),
    ]


def test_a_rulepack_without_measures_says_so():
    terms = Terms(TERMS.facts, {}, (), TERMS.methods)
    with pytest.raises(DocumentError, match=r"The rulepack has no measures\."):
        validate_award(Lot(id="1", award=AwardModel(criteria=(measured("jobs"),))), terms)


def test_names_are_resolved_to_full_ids_once_each():
    model = AwardModel(criteria=(measured("jobs"),), gates=("insured", "pack/insured", "living-wage"))
    plan = validate_award(Lot(id="1", award=model), TERMS)
    assert plan.gates == ("pack/insured", "pack/living-wage")
    assert plan.nodes["a"].fact is JOBS


def test_weights_need_not_be_whole():
    model = AwardModel(criteria=(leaf("a", "33.33%"), leaf("b", "33.33%"), leaf("c", "33.34%")))
    used = [node.used("1") for node in validate_award(Lot(id="1", award=model), TERMS).nodes.values()]
    assert [one.weight_of_total for one in used] == ["33.33%", "33.33%", "33.34%"]


HEADED = (
    branch(
        "non-price",
        AwardCriterion(
            id="q", title="Quality", weight="50%", fact="bid.hours", scoring={"method": "to_target", "target": 9}
        ),
        AwardCriterion(id="s", title="Jobs", weight="50%", published_as="Social value", measure="jobs"),
        weight="60%",
    ),
    leaf("price", "40%"),
)


@pytest.mark.parametrize(
    ("published", "warnings"),
    [
        ({}, []),
        ({"Quality": 30, "social  VALUE": 30, "Price": 40}, []),
        ({"Quality": 50, "Social value": None, "Price": 40}, []),
        (
            {"Quality": 40, "Social value": 30, "Price": 40},
            ["The tender notice gives “Quality” a weight of 40%; here it has 30% of the whole."],
        ),
        (
            {"Quality": 30, "Price": 40, "Carbon": 30},
            [
                "The tender notice has a criterion “Carbon” (30%) that is not among the criteria of this lot.",
                "The tender notice has no criterion “Social value”, which is used here.",
            ],
        ),
        ({"Price": 40}, ["The tender notice has no criterion “non-price”, which is used here."]),
    ],
    ids=["notice silent", "agrees", "part of the criterion above", "another weight", "other names", "all of a heading"],
)
def test_differences_from_the_notice_are_warned_of(published, warnings):
    lines = tuple(PublishedWeight(name, weight and Decimal(weight)) for name, weight in published.items())
    terms = Terms(TERMS.facts, TERMS.measures, TERMS.checks, TERMS.methods, lines)
    assert list(validate_award(Lot(id="1", award=AwardModel(criteria=HEADED)), terms).warnings) == warnings


def test_parts_of_one_published_criterion_are_added_up():
    parts = [
        leaf("a", "40%").model_copy(update={"published_as": "Price"}),
        leaf("b", "60%").model_copy(update={"published_as": "Price"}),
    ]
    terms = Terms(TERMS.facts, {}, (), TERMS.methods, (PublishedWeight("Price", Decimal(100)),))
    assert validate_award(Lot(id="1", award=AwardModel(criteria=tuple(parts))), terms).warnings == ()


def test_a_sub_criterion_of_the_same_name_is_not_counted_twice():
    tree = branch("price", leaf("low").model_copy(update={"title": "Price"}))
    terms = Terms(TERMS.facts, {}, (), TERMS.methods, (PublishedWeight("Price", Decimal(100)),))
    assert validate_award(Lot(id="1", award=AwardModel(criteria=(tree,))), terms).warnings == ()
