"""Findings carry the clues to what their check reads, or where nothing was found."""

import pytest

from sv_rules.model.condition import Comparison, Condition, Literal, Quantified, Quantifier
from sv_rules.model.fact import Fact
from sv_rules.model.finding import Citation, Finding, SubjectRef
from sv_rules.model.outcome import Kind, Level, Outcome, Stage, Standing
from sv_rules.model.place import Place
from sv_rules.model.rulepack import Check, Period
from sv_rules.prose.attaching import attach
from sv_rules.prose.recognising import compile_clues, recognise
from tests.prose.building import APPRENTICES, CRITERIA, LIVING_WAGE, WEIGHT, clue, document, heading, under

CITED = Citation(text="policy", title="Policy")


def check(expects: Condition, applies: Condition | None = None) -> Check:
    return Check(
        id="pack/check", pack="pack", title="A check", priority="", kinds={Stage.SPECIFICATION: Kind.PROCUREMENT},
        level=Level.SHOULD, applies=applies, expects={Stage.SPECIFICATION: expects}, ask="", suggest="", help="",
        period=Period(), source=CITED, standing=Standing.DERIVED, place=Place(document="pack/checks.yaml"),
    )  # fmt: skip


def finding(outcome: Outcome = Outcome.CANNOT_TELL, kind: Kind = Kind.PROCUREMENT, subject: str = "meals") -> Finding:
    return Finding(
        check="pack/check", title="A check", pack="pack", level=Level.SHOULD, stage=Stage.SPECIFICATION,
        subject=SubjectRef(kind=kind, id=subject), outcome=outcome, sentence="Cannot tell.", comparisons=(),
        source=CITED, standing=Standing.DERIVED,
    )  # fmt: skip


def about(fact: Fact) -> Condition:
    return Comparison(fact, "at_least", (Literal(1),))


def attached(clues, parts, one: Check, before: Finding) -> Finding:
    (after,) = attach([before], {one.id: one}, recognise(compile_clues(clues), document(*parts)))
    return after


NUMBER = clue(APPRENTICES, "apprentice")
HINT = clue(APPRENTICES, "trainee", settles=False)


def test_the_best_five_come_first_to_last():
    parts = [
        heading("We take one trainee"),
        "You may take two trainees.",
        "Trainees will not be taken.",
        "Take two trainees.",
        "Take two apprentices.",
        "You may take three apprentices.",
        "Trainees are young.",
    ]
    after = attached([NUMBER, HINT], parts, check(about(APPRENTICES)), finding())
    # Settled; then high: a number, then a denied obligation; then low in reading order.
    assert [one.place.paragraph for one in after.clues] == [5, 4, 3, 1, 2]
    assert [one.settled for one in after.clues] == [True, False, False, False, False]
    assert after.searched == ()


def test_what_applies_when_reads_counts_too():
    one = check(about(WEIGHT), applies=about(APPRENTICES))
    assert len(attached([NUMBER], ["Take two apprentices."], one, finding()).clues) == 1


def test_a_list_of_records_is_read():
    one = check(Quantified(Quantifier.SOME, CRITERIA, None))
    parts = ["Price 90% and social value 10%."]
    (found,) = attached([clue(CRITERIA, "social value")], parts, one, finding(kind=Kind.LOT, subject="whole")).clues
    assert found.value == "social value"


SECTIONS = [heading("1 Service"), under("1 Service", "Meals."), heading("1.1 Vans", "1 Service"), heading("2 Award")]


@pytest.mark.parametrize(
    ("clues", "outcome", "searched"),
    [
        ([NUMBER], Outcome.CANNOT_TELL, ("1 Service", "2 Award")),
        ([NUMBER], Outcome.NOT_MET, ("1 Service", "2 Award")),
        ([NUMBER], Outcome.MET, ()),
        ([NUMBER], Outcome.NOT_APPLICABLE, ()),
        ([clue(LIVING_WAGE, "living wage")], Outcome.CANNOT_TELL, ()),
    ],
    ids=["cannot tell", "not met", "met", "not applicable", "no clues to its facts"],
)
def test_where_nothing_was_found_the_sections_are_told(clues, outcome: Outcome, searched):
    after = attached(clues, SECTIONS, check(about(APPRENTICES)), finding(outcome))
    assert (after.searched, after.clues) == (searched, ())


def test_without_prose_findings_stay_as_they_are():
    before = finding()
    assert attached([NUMBER], [], check(about(APPRENTICES)), before) is before


def test_many_sections_are_cut():
    parts = [heading(f"Section {number}") for number in range(15)]
    after = attached([NUMBER], parts, check(about(APPRENTICES)), finding())
    assert after.searched == (*(f"Section {number}" for number in range(12)), "and 3 more")


def test_a_document_without_headings_is_called_by_its_name():
    assert attached([NUMBER], ["Meals."], check(about(APPRENTICES)), finding()).searched == ("spec.docx",)


def test_clues_to_one_lot_are_not_shown_for_another():
    one = check(about(WEIGHT))
    parts = ["Social value has 10%."]
    clues = [clue(WEIGHT, "social value")]
    assert len(attached(clues, parts, one, finding(kind=Kind.LOT, subject="whole")).clues) == 1
    assert attached(clues, parts, one, finding(kind=Kind.LOT, subject="other")).clues == ()
