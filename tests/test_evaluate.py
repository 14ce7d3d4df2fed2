"""From documents to report: a notice and three bids of the worked example, judged and ranked by Haringey's rulepack.

The bids are made up; see `examples/haringey-catering/README.md`, which says by hand what comes out.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import ValidationError

import sv_rules_ocds
from sv_rules.errors import DocumentError
from sv_rules.host import Host, ReadyRulepack
from sv_rules.model.evaluation import Assessment, Evaluation
from sv_rules.model.finding import ComparisonMade, Finding
from sv_rules.model.outcome import Level, Outcome
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer
from sv_rules.shipped import shipped

EXAMPLE = shipped("examples") / "haringey-catering"
NOTICE, BIDS = EXAMPLE / "notice.json", EXAMPLE / "bids.yaml"
PROCUREMENT = "ocds-213czf-haringey-catering-example"


# A host finds the plugins, reads a rulepack once, reads the documents and evaluates them.


@pytest.fixture(scope="module")
def host() -> Host:
    return Host(discover=False, plugins=[sv_rules_ocds])


@pytest.fixture(scope="module")
def haringey(host: Host) -> ReadyRulepack:
    return host.rulepack("haringey")


@pytest.fixture(scope="module")
def evaluation(host: Host, haringey: ReadyRulepack) -> Evaluation:
    return haringey.evaluate(host.read(NOTICE, BIDS))


# What was evaluated ---------------------------------------------------------------------------------------------


def test_it_says_what_it_takes_to_repeat_it(evaluation: Evaluation) -> None:
    assert evaluation.id == PROCUREMENT
    assert evaluation.buyer.id == "GB-PPON-PBHY-1866-HTLD"
    # The notice's own date: "date": "2026-02-20T09:00:00Z".
    assert (evaluation.run.as_of, evaluation.run.as_of_from) == (date(2026, 2, 20), "tender notice")
    packs = {pack.id: pack for pack in evaluation.run.packs}
    assert packs["haringey"].asked_for
    assert not packs["england"].asked_for
    assert [(source.name, source.format) for source in evaluation.run.inputs] == [
        ("notice.json", "ocds"),
        ("bids.yaml", "procurement"),
    ]


def test_a_date_may_be_asked_for(host: Host) -> None:
    found = host.rulepack("haringey", as_of="2010-06-01").evaluate(host.read(NOTICE, BIDS))
    assert (found.run.as_of, found.run.as_of_from) == (date(2010, 6, 1), "argument")
    # A policy that ended with 2012 was in force on that day, and is not on the notice's.
    assert "haringey/sustainable.products" in {finding.check for finding in found.findings}


def test_without_any_date_there_is_no_evaluation(host: Host, haringey: ReadyRulepack) -> None:
    with pytest.raises(DocumentError, match="no date is given"):
        haringey.evaluate(host.read(BIDS))


# Findings -------------------------------------------------------------------------------------------------------

# The table of the example's README.
OUTCOMES = [
    ("england/act.economic", PROCUREMENT, Outcome.MET),
    ("england/act.social", PROCUREMENT, Outcome.MET),
    ("england/act.environmental", PROCUREMENT, Outcome.MET),
    ("england/act.in-time", PROCUREMENT, Outcome.MET),
    ("england/act.process", PROCUREMENT, Outcome.MET),
    ("england/act.relevant-area", PROCUREMENT, Outcome.NOT_MET),
    ("england/act.proportionate", PROCUREMENT, Outcome.NOT_MET),
    ("england/act.consultation", PROCUREMENT, Outcome.CANNOT_TELL),
    ("england/act.consultation-reason", PROCUREMENT, Outcome.CANNOT_TELL),
    ("england/act.urgency", PROCUREMENT, Outcome.NOT_APPLICABLE),
    ("england/act.criteria-traced", PROCUREMENT, Outcome.MET),
    ("haringey/early-help.named", PROCUREMENT, Outcome.MET),
    ("haringey/equity.named", PROCUREMENT, Outcome.MET),
    ("haringey/healthy-life.named", PROCUREMENT, Outcome.NOT_MET),
    ("haringey/no-extra-cost", PROCUREMENT, Outcome.MET),
    ("haringey/refurbishment.terms", PROCUREMENT, Outcome.NOT_APPLICABLE),
    ("haringey/london-living-wage", "kitchen-one", Outcome.MET),
    ("haringey/london-living-wage", "kitchen-two", Outcome.NOT_MET),
    ("haringey/london-living-wage", "kitchen-three", Outcome.CANNOT_TELL),
]


@pytest.mark.parametrize(("check", "subject", "outcome"), OUTCOMES, ids=[f"{row[0]} {row[1][:13]}" for row in OUTCOMES])
def test_outcome(evaluation: Evaluation, check: str, subject: str, outcome: Outcome) -> None:
    assert _finding(evaluation, check, subject).outcome is outcome


def test_all_four_outcomes_are_there(evaluation: Evaluation) -> None:
    assert {finding.outcome for finding in evaluation.findings} == set(Outcome)


def test_every_finding_says_why_and_whence(evaluation: Evaluation) -> None:
    for finding in evaluation.findings:
        assert finding.source.title, finding.check
        assert finding.standing, finding.check
        assert finding.comparisons, finding.check
        assert finding.sentence.startswith(OPENINGS[finding.outcome]), finding.sentence
        assert bool(finding.asks) is (finding.outcome is Outcome.CANNOT_TELL), finding.check
        assert not finding.changes or finding.outcome is Outcome.NOT_MET, finding.check
        for made in finding.comparisons:
            assert (made.result is None) is (finding.outcome is Outcome.CANNOT_TELL), finding.check


OPENINGS = {
    Outcome.MET: "Met: ",
    Outcome.NOT_MET: "Not met: ",
    Outcome.CANNOT_TELL: "Cannot tell: ",
    Outcome.NOT_APPLICABLE: "Does not apply: ",
}


def test_what_cannot_be_told_is_asked(evaluation: Evaluation) -> None:
    def asked(check: str, subject: str = PROCUREMENT) -> list[list[str]]:
        return [[question.fact for question in ask.questions] for ask in _finding(evaluation, check, subject).asks]

    assert asked("england/act.consultation") == [["design.consultation_decision"]]
    assert asked("haringey/london-living-wage", "kitchen-three") == [["bid.pays_london_living_wage"]]
    for finding in evaluation.findings:
        sizes = [len(ask.questions) for ask in finding.asks]
        assert sizes == sorted(sizes)
        assert all(question.question and question.answer for ask in finding.asks for question in ask.questions)


def test_what_is_asked_settles_it(host: Host, haringey: ReadyRulepack) -> None:
    answered = _with_facts(host, {"design.consultation_decision": "consult"})
    found = haringey.evaluate(answered)
    assert _finding(found, "england/act.consultation").outcome is not Outcome.CANNOT_TELL


def test_the_smallest_change_meets_it(host: Host, haringey: ReadyRulepack, evaluation: Evaluation) -> None:
    changes = _finding(evaluation, "england/act.relevant-area").changes
    assert [change.fact for change in changes] == ["design.relevant_area"]
    found = haringey.evaluate(_with_facts(host, {"design.relevant_area": ["Haringey"]}))
    assert _finding(found, "england/act.relevant-area").outcome is Outcome.MET


def _with_facts(host: Host, values: dict[str, Any]) -> Any:
    read = host.read(NOTICE, BIDS)
    more = {name: Answer(value=value, place=Place(document="test")) for name, value in values.items()}
    return read.model_copy(update={"facts": {**read.facts, **more}})


def _finding(evaluation: Evaluation, check: str, subject: str = PROCUREMENT) -> Finding:
    (found,) = (one for one in evaluation.findings if one.check == check and one.subject.id == subject)
    return found


# Places ---------------------------------------------------------------------------------------------------------

# Where a fact is read from a code, the code that stands there in the notice.
CODES = {
    ("buyer.nation", "england"): "UKI",
    ("buyer.kind", "sub-central"): "publicAuthoritySubCentralGovernment",
    ("tender.legal_basis", "procurement-act-2023"): "2023/54",
}


def test_places_lead_to_the_values(evaluation: Evaluation) -> None:
    text = BIDS.read_text(encoding="utf-8").splitlines()
    documents = {
        "notice.json": json.loads(NOTICE.read_text(encoding="utf-8")),
        "bids.yaml": yaml.safe_load("\n".join(text)),
    }
    looked_at = set()
    for made in _made(evaluation):
        if made.place is None:
            # Only what is not known stands nowhere; a conclusion has reasons instead.
            assert made.conclusion or made.value is None, made.sentence
            continue
        assert made.place.pointer is not None
        found = _resolved(documents[made.place.document], made.place.pointer)
        assert _is_written(made, found), (made, found)
        if made.place.line is not None:
            column = made.place.column
            assert column is not None
            assert text[made.place.line - 1][column - 1 :].startswith(_first_word(found)), made
        looked_at.add((made.place.document, made.fact))
    # The value of the tender stands in the notice; the record of what was considered beside the bids.
    assert {
        ("notice.json", "tender.value_gross"),
        ("notice.json", "tender.category"),
        ("bids.yaml", "design.considered_on"),
        ("bids.yaml", "specification.priorities"),
        ("bids.yaml", "bid.pays_london_living_wage"),
    } <= looked_at


def _made(evaluation: Evaluation) -> Iterator[ComparisonMade]:
    for finding in evaluation.findings:
        yield from _with_reasons((*finding.comparisons, *finding.applies_because))
    for conclusion in evaluation.conclusions:
        yield from _with_reasons(conclusion.because)


def _with_reasons(comparisons: Iterable[ComparisonMade]) -> Iterator[ComparisonMade]:
    for made in comparisons:
        yield made
        yield from _with_reasons(made.because)


def _resolved(node: Any, pointer: str) -> Any:
    """RFC 6901, section 4."""
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        node = node[int(key)] if isinstance(node, list) else node[key]
    return node


def _is_written(made: ComparisonMade, found: Any) -> bool:
    code = CODES.get((made.fact, str(made.value)))
    if code is not None:
        return code in (found, found.get("id") if isinstance(found, dict) else None)
    if isinstance(found, list) and isinstance(made.value, str):
        return made.value == f"{len(found)} entries"
    if isinstance(found, bool | list):
        return bool(made.value == found)
    # Money stands in a notice as a number with its currency beside it.
    return str(found) in (made.value, str(made.value).removeprefix("GBP "))


def _first_word(found: Any) -> tuple[str, ...]:
    if isinstance(found, bool):
        return ("true",) if found else ("false",)
    return ("[", "- ") if isinstance(found, list) else (str(found),)


# Compliance and coverage ----------------------------------------------------------------------------------------


def test_compliance(evaluation: Evaluation) -> None:
    by_subject = {one.subject.id: one for one in evaluation.compliance}
    assert set(by_subject) == {finding.subject.id for finding in evaluation.findings}
    procurement = by_subject[PROCUREMENT]
    assert procurement.compliant is False
    assert "england/act.relevant-area" in procurement.broken
    assert "england/act.consultation" in procurement.open
    for subject, one in by_subject.items():
        counting = [
            finding
            for finding in evaluation.findings
            if finding.subject.id == subject
            and finding.level is Level.MUST
            and finding.waived is None
            and finding.outcome is not Outcome.NOT_APPLICABLE
        ]
        assert one.must_checks == len(counting)
        assert one.broken == tuple(each.check for each in counting if each.outcome is Outcome.NOT_MET)
        assert one.open == tuple(each.check for each in counting if each.outcome is Outcome.CANNOT_TELL)


def test_what_cannot_be_told_never_counts_as_met(host: Host, haringey: ReadyRulepack) -> None:
    found = haringey.evaluate(_with_facts(host, {"design.relevant_area": ["Haringey"]}))
    (procurement,) = (one for one in found.compliance if one.subject.id == PROCUREMENT)
    assert procurement.open
    assert procurement.compliant is not True


def test_coverage_adds_up(evaluation: Evaluation, haringey: ReadyRulepack) -> None:
    coverage = evaluation.coverage
    every = set(haringey.program.rulepack.checks)
    looked_at = {finding.check for finding in evaluation.findings}
    missed = [one.check for one in coverage.not_looked_at]
    assert coverage.checks == len(every)
    assert coverage.applied + coverage.not_applicable == len(evaluation.findings)
    assert coverage.not_applicable == sum(one.outcome is Outcome.NOT_APPLICABLE for one in evaluation.findings)
    assert looked_at | set(missed) == every
    assert len(looked_at) + len(missed) == coverage.checks
    assert all(one.why for one in coverage.not_looked_at)
    assert 0 < coverage.facts_given <= coverage.facts_wanted
    assert {gap.pack for gap in coverage.gaps} >= {"england", "haringey"}


def test_checking_a_specification_leaves_the_bids_out(host: Host, haringey: ReadyRulepack) -> None:
    found = haringey.check(host.read(NOTICE, BIDS))
    assert {finding.subject.id for finding in found.findings} <= {PROCUREMENT, "1"}
    assert not any(lot.assessments for lot in found.lots)


# The award ------------------------------------------------------------------------------------------------------

LOWEST, PRICES = 5_950_000, {"kitchen-one": 6_100_000, "kitchen-two": 6_480_000, "kitchen-three": 5_950_000}
# Agreed marks out of 5 for quality (50 points), innovation (10) and social value (10); price earns 30 × lowest ÷ price.
#
# one    50 × 4/5 + 30 × 5,950,000/6,100,000 + 10 × 3/5 + 10 × 4/5 = 40 + 1785/61  + 6 + 8  =  5079/61  = 83.26…
# two    50 × 5/5 + 30 × 5,950,000/6,480,000 + 10 × 4/5 + 10 × 3/5 = 50 + 2975/108 + 8 + 6  =  9887/108 = 91.54…
# three  50 × 3/5 + 30 × 5,950,000/5,950,000 + 10 × 2/5 + 10 × 5/5 = 30 + 30       + 4 + 10 =  74
MARKS = {"kitchen-one": (4, 3, 4), "kitchen-two": (5, 4, 3), "kitchen-three": (3, 2, 5)}
# 9887/108 is 91.5462…, so 91.55; 5079/61 is 83.2622…, so 83.26.
TOTALS = {
    "kitchen-two": (1, "91.55", Fraction(9887, 108)),
    "kitchen-one": (2, "83.26", Fraction(5079, 61)),
    "kitchen-three": (3, "74.00", Fraction(74)),
}


def test_the_ranking(evaluation: Evaluation) -> None:
    (lot,) = evaluation.lots
    assert [one.bid for one in lot.assessments] == list(TOTALS)
    for one in lot.assessments:
        rank, shown, exact = TOTALS[one.bid]
        assert (one.rank, one.total, Fraction(str(one.total_exact))) == (rank, shown, exact)
        assert one.fictional


@pytest.mark.parametrize("bid", TOTALS)
def test_the_sums_behind_a_total(evaluation: Evaluation, bid: str) -> None:
    one = _assessment(evaluation, bid)
    quality, innovation, social_value = MARKS[bid]
    by_hand = {
        "quality": 50 * Fraction(quality, 5),
        "price": 30 * Fraction(LOWEST, PRICES[bid]),
        "innovation": 10 * Fraction(innovation, 5),
        "social-value": 10 * Fraction(social_value, 5),
    }
    assert {score.criterion: Fraction(str(score.exact)) for score in one.scores} == by_hand
    assert sum(by_hand.values()) == TOTALS[bid][2]
    for score in one.scores:
        assert score.points == f"{Decimal(str(score.points)):.2f}"
        # Half up to two places is never further than half a hundredth away.
        assert abs(Fraction(score.points) - by_hand[score.criterion]) <= Fraction(1, 200)
        assert score.working
        assert score.reason or score.criterion == "price"


def _assessment(evaluation: Evaluation, bid: str) -> Assessment:
    return next(one for lot in evaluation.lots for one in lot.assessments if one.bid == bid)


# The evaluation as a document -----------------------------------------------------------------------------------


def test_it_is_frozen(evaluation: Evaluation) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        evaluation.title = "another"
    with pytest.raises(ValidationError, match="frozen"):
        evaluation.findings[0].outcome = Outcome.MET


def test_it_can_be_written_and_read_again(evaluation: Evaluation) -> None:
    written = evaluation.to_bytes()
    again = Evaluation.model_validate_json(written)
    assert again.to_bytes() == written
    assert again.digest == evaluation.digest


def test_it_is_of_the_published_form(evaluation: Evaluation) -> None:
    schema = json.loads((shipped("schemas") / "evaluation.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(evaluation.to_bytes()))


# Counts, ranks and places. Whatever is compared or scored is a string, which no reader turns into a binary float.
COUNTS = {
    "applied", "checks", "column", "facts_given", "facts_wanted", "line", "marks_given", "must_checks",
    "not_applicable", "page", "paragraph", "places", "rank", "samples", "seed", "steps", "tried", "year",
}  # fmt: skip


def test_amounts_are_strings(evaluation: Evaluation) -> None:
    numbers = set(_numbers(json.loads(evaluation.to_bytes())))
    assert {key for key, _ in numbers} <= COUNTS
    assert not any(isinstance(number, float) for _, number in numbers)


def _numbers(node: Any, key: str = "") -> Iterator[tuple[str, int | float]]:
    if isinstance(node, dict):
        for name, part in node.items():
            yield from _numbers(part, name)
    elif isinstance(node, list):
        for part in node:
            yield from _numbers(part, key)
    elif isinstance(node, int | float) and not isinstance(node, bool):
        yield key, node


def test_it_names_no_place_of_this_machine(evaluation: Evaluation) -> None:
    assert str(Path(__file__).parents[1]) not in evaluation.to_bytes().decode()


def test_the_same_again(host: Host, haringey: ReadyRulepack, evaluation: Evaluation) -> None:
    assert haringey.evaluate(host.read(NOTICE, BIDS)).to_bytes() == evaluation.to_bytes()
