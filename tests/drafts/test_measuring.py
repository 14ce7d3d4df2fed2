"""The arithmetic of measuring, on an example made by hand: what is found, missed, wrong, and in the wrong place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from drafts.comparing import METRICS, Comparison, Found, Observed, Tally, compare
from drafts.expectation import Expectation, ExpectedFact, ExpectedOutcome, ExpectedRemark, Pair, pair, points_at
from drafts.measuring import table
from drafts.observing import observed

from sv_rules import Host
from sv_rules.evaluate import evaluate
from sv_rules.model.finding import ClueFound, Confidence, SubjectRef
from sv_rules.model.outcome import Kind
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Lot, Procurement

SERVICES = Pair("tender.category", "services")
FRAMEWORK = Pair("tender.framework", "no")
FOUR, FIVE = Pair("lot.kpis", "4"), Pair("lot.kpis", "5")
EARLY = Pair("specification.priorities", "early-help")
EQUITY = Pair("specification.priorities", "equity")
WEIGHT = Pair("lot.social_value_weight", "10%")

EXPECTED = Expectation(
    packs=("haringey",),
    as_of=date(2026, 6, 1),
    kinds=(),
    facts=(
        ExpectedFact(SERVICES, "settled", ("a services contract",)),
        ExpectedFact(FRAMEWORK, "settled", ("not a framework",)),
        ExpectedFact(FOUR, "contradicted", ("four indicators",)),
        ExpectedFact(FIVE, "contradicted", ("five indicators",)),
        ExpectedFact(EARLY, "suggested", ("helps early",), also=("Early help",)),
        ExpectedFact(WEIGHT, "suggested", ("Social value",), optional=True),
    ),
    outcomes={
        "haringey/early-help.named": ExpectedOutcome("cannot_tell", ("helps early",)),
        "haringey/equity.named": ExpectedOutcome("cannot_tell"),
        "haringey/healthy-life.named": ExpectedOutcome("met"),
    },
    weights={"Quality": "60%", "Price": "37%"},
    sum_of_weights="97%",
    remarks=(
        ExpectedRemark("the sum", (("97",),)),
        ExpectedRemark("the indicators", (("four", "4"), ("five", "5"))),
    ),
)

OBSERVED = Observed(
    found=(
        Found(SERVICES, settled=True, paragraph="This is a services contract."),
        Found(FOUR, settled=True, paragraph="There are four indicators."),
        Found(FIVE, settled=False, paragraph="Elsewhere."),
        Found(EARLY, settled=False, paragraph="It helps early."),
        Found(EARLY, settled=False, paragraph="Early help"),
        Found(EARLY, settled=False, paragraph="Fire prevention."),
        Found(EQUITY, settled=False, paragraph="Private equity."),
        Found(WEIGHT, settled=True, paragraph="Social value"),
        Found(Pair("tender.title", "Anything"), settled=True, paragraph="Outside the vocabulary."),
    ),
    outcomes={"haringey/early-help.named": "cannot_tell", "haringey/equity.named": "met"},
    pointed={"haringey/early-help.named": ("Fire prevention.",)},
    weights={"quality": "60.0%", "Price": "40%"},
    remarks=("The weights make 97%, not 100%.", "There are four indicators here."),
)


# found, right among the found, expected, right among the expected; counted by hand from the two lists above
COUNTS = {
    # found SERVICES, FOUR; expected SERVICES, FRAMEWORK; WEIGHT is optional and the title out of scope
    "settled": Tally(2, 1, 2, 1),
    # FOUR was counted as settled; found FIVE, EARLY, EQUITY; expected FIVE, EARLY
    "suggested": Tally(3, 2, 2, 2),
    # SERVICES 1 of 1, FOUR 1 of 1, FIVE 0 of 1, EARLY 2 of 3; FRAMEWORK was not found at all
    "places": Tally(6, 4, 4, 3),
    "outcomes": Tally(2, 1, 3, 1),
    "pointers": Tally(1, 0, 1, 0),
    # Quality is right whatever its capitals and zeros, Price has another percentage
    "weights": Tally(2, 1, 2, 1),
    # the indicators are told with four only
    "remarks": Tally(0, 0, 2, 1),
}


@pytest.fixture
def compared() -> Comparison:
    return compare(EXPECTED, OBSERVED)


@pytest.mark.parametrize("metric", METRICS)
def test_the_counts_of_the_example(compared: Comparison, metric: str) -> None:
    assert compared.tallies[metric] == COUNTS[metric]


def test_every_mistake_is_named(compared: Comparison) -> None:
    assert list(compared.mistakes) == [
        "settled: missed tender.framework no",
        "settled: wrongly found lot.kpis 4",
        "suggested: wrongly found specification.priorities equity",
        "places: lot.kpis 5 in “Elsewhere.”",
        "places: lot.kpis 5 not found in “five indicators”",
        "places: specification.priorities early-help in “Fire prevention.”",
        "outcomes: haringey/equity.named is met, not cannot_tell",
        "outcomes: haringey/healthy-life.named is not looked at, not met",
        "pointers: haringey/early-help.named does not lead to “helps early”",
        "weights: missed price 37%",
        "weights: wrongly found price 40%",
        "remarks: not told: the indicators",
    ]


def perfect() -> Observed:
    return Observed(
        found=[Found(fact.pair, fact.told == "settled", fact.at[0]) for fact in EXPECTED.facts],
        outcomes={check: wanted.outcome for check, wanted in EXPECTED.outcomes.items()},
        pointed={check: wanted.at for check, wanted in EXPECTED.outcomes.items()},
        weights=EXPECTED.weights,
        remarks=["97", "four or 5"],
    )


def test_finding_just_what_is_expected_is_perfect() -> None:
    compared = compare(EXPECTED, perfect())
    assert not compared.mistakes
    assert {tally.recall for tally in compared.tallies.values()} == {1}
    assert {tally.precision for metric, tally in compared.tallies.items() if metric != "remarks"} == {1}


def test_finding_nothing_has_no_precision_and_no_recall() -> None:
    tallies = compare(EXPECTED, Observed()).tallies
    assert {tally.precision for tally in tallies.values()} == {None}
    assert {tally.recall for metric, tally in tallies.items() if metric != "places"} == {0}


def test_a_fact_that_is_only_suggested_where_it_is_told_is_one_mistake() -> None:
    found = [replace(one, settled=False) if one.pair == SERVICES else one for one in perfect().found]
    assert list(compare(EXPECTED, replace(perfect(), found=found)).mistakes) == [
        "settled: missed tender.category services"
    ]


def test_a_fact_that_is_settled_where_it_is_only_suggested_is_one_mistake() -> None:
    found = [replace(one, settled=True) if one.pair == EARLY else one for one in perfect().found]
    mistakes = compare(EXPECTED, replace(perfect(), found=found)).mistakes
    assert list(mistakes) == ["settled: wrongly found specification.priorities early-help"]


def test_the_table() -> None:
    lines = table({"one": COUNTS, "two": dict.fromkeys(METRICS, Tally())}).splitlines()
    assert [line.split()[0] for line in lines] == ["precision/recall,", "one", "two", "all", "number"]
    assert lines[1].split()[1:] == ["50/50", "67/100", "67/75", "50/33", "0/0", "50/50", "–/50"]
    assert lines[2].split()[1:] == ["–/–"] * 7
    assert lines[3].split()[1:] == lines[1].split()[1:]


def test_tallies_add_up_and_give_exact_shares() -> None:
    added = Tally(3, 2, 4, 1) + Tally(1, 0, 5, 5)
    assert added == Tally(4, 2, 9, 6)
    assert (added.precision, added.recall) == (Fraction(1, 2), Fraction(2, 3))


@pytest.mark.parametrize(
    ("value", "denied", "expected"),
    [
        pytest.param(True, False, Pair("f", "yes"), id="yes"),
        pytest.param(False, False, Pair("f", "no"), id="no"),
        pytest.param(True, True, Pair("f", "no"), id="yes denied"),
        pytest.param(False, True, Pair("f", "no"), id="no, told by a denial"),
        pytest.param("haringey/equity", True, Pair("f", "equity", denied=True), id="entry with its pack, denied"),
        pytest.param("GBP 1240000.00", False, Pair("f", "GBP 1240000"), id="money with idle zeros"),
        pytest.param("10.0%", False, Pair("f", "10%"), id="percentage with an idle zero"),
        pytest.param("4", False, Pair("f", "4"), id="number"),
        pytest.param(date(2026, 3, 3), False, Pair("f", "2026-03-03"), id="date"),
        pytest.param("ppn-06-20", False, Pair("f", "ppn-06-20"), id="choice"),
    ],
)
def test_pairs_are_compared_in_one_form(value: object, denied: bool, expected: Pair) -> None:
    assert pair("f", value, denied=denied) == expected


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        pytest.param("Social value", [1], id="the paragraph that is it, not those that hold it"),
        pytest.param("social value is", [0], id="the one that holds it"),
        pytest.param("The council's own", [2], id="quotation marks and line ends do not matter"),
        pytest.param("value", [0, 1], id="two that hold it"),
        pytest.param("wages", [], id="none"),
    ],
)
def test_which_paragraph_a_snippet_names(snippet: str, expected: list[int]) -> None:
    texts = ["The Social value of social value is 10%.", "Social value", "The council’s\n own page"]
    assert points_at(snippet, texts) == expected


def clues() -> Iterator[ClueFound]:
    subject = SubjectRef(kind=Kind.PROCUREMENT, id="d")
    for fact, value, denied, paragraph in (("tender.framework", True, True, 1), ("lot.kpis", "4", False, 2)):
        yield ClueFound(
            clue="england/some",
            fact=fact,
            subject=subject,
            value=value,
            denied=denied,
            confidence=Confidence.HIGH,
            words="some words",
            quote="some words",
            place=Place(document="d.md", paragraph=paragraph),
            settled=paragraph == 1,
        )


def test_an_evaluation_is_brought_into_the_form_that_is_compared() -> None:
    here = Place(document="d.md", paragraph=2)
    criteria = Answer(value=[{"name": "Quality", "weight": "60%"}, {"name": "Price"}], place=here)
    decided = {"specification.tie_break_stated": Answer(value=True, place=here)}
    lot = Lot(id="whole", implied=True, facts={"lot.criteria": criteria})
    procurement = Procurement(id="d", facts=decided, lots=(lot,))
    program = Host(discover=False).rulepack("england").program
    evaluation = evaluate(program, procurement, as_of=date(2026, 6, 1)).model_copy(update={"clues": tuple(clues())})
    seen = observed(evaluation, procurement, {1: "Not a framework.", 2: "Four indicators."})
    assert list(seen.found) == [
        Found(Pair("tender.framework", "no"), settled=True, paragraph="Not a framework."),
        Found(Pair("lot.kpis", "4"), settled=False, paragraph="Four indicators."),
    ]
    assert seen.outcomes["england/assessment.tie-break"] == "met"
    assert seen.pointed["england/assessment.tie-break"] == ["Four indicators."]
    assert seen.weights == {"Quality": "60%"}
