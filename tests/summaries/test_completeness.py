"""What keeps a summary from being sent: one change at a time to one that is complete."""

import pytest
from summaries.made import HOW, evaluation, procurement

from sv_rules.errors import DocumentError
from sv_rules.model.summary import AssessmentSummary, Decision, WinnerTold
from sv_rules.summaries import as_html, as_markdown, assessment_summary, incomplete


def complete(bid="beta"):
    return assessment_summary(
        evaluation(),
        "1",
        bid,
        procurement=procurement(),
        full_criteria_at="Invitation to tender, annex 2",
        winner_told=WinnerTold.INCLUDED,
    )


def with_menus(made, **fields):
    """The summary with its criterion Menus changed."""
    quality, price = made.criteria
    menus, staff = quality.parts
    parts = (menus.model_copy(update=fields), staff)
    return made.model_copy(update={"criteria": (quality.model_copy(update={"parts": parts}), price)})


@pytest.mark.parametrize("bid", ["alpha", "beta", "gamma"])
def test_this_one_is_complete(bid):
    made = complete(bid)
    assert incomplete(made) == []
    assert "Draft" not in as_markdown(made, publish=True)
    assert "Draft" not in as_html(made, publish=True)


def _supplier(**fields):
    return lambda made: made.model_copy(update={"supplier": made.supplier.model_copy(update=fields)})


def _updated(**fields):
    return lambda made: made.model_copy(update=fields)


def _menus(**fields):
    return lambda made: with_menus(made, **fields)


def _no_offer(made):
    quality, price = made.criteria
    return made.model_copy(update={"criteria": (quality, price.model_copy(update={"offered": ()}))})


MISSING = {
    "name": (_supplier(name=" "), "the name of the supplier is not known"),
    "address": (_supplier(address=""), "the supplier's postal address is not known"),
    "e-mail": (_supplier(email=""), "the supplier's e-mail address is not known"),
    "identifier": (_supplier(identifier=""), "the supplier's unique identifier is not known"),
    "where the criteria are": (
        _updated(full_criteria_at=""),
        "nothing says where the award criteria and the methodology can be read in full",
    ),
    "criteria": (_updated(criteria=()), "no criterion is known"),
    "scale": (_menus(scale=()), "the scores that were available for 'Menus' are not known"),
    "score": (_menus(score=None, working="No agreed mark has been given."), "'Menus' has no score"),
    "reason": (_menus(explanation=" "), "no reason is given for the mark on 'Menus'"),
    "reason of one of several marks": (
        _menus(unexplained=1),
        "1 of the marks that count on 'Menus' have no reason",
    ),
    "repeats the title and the scale": (
        _menus(explanation="Answer 1: what was asked for on menus is there and is explained in part."),
        "the reason for the mark on 'Menus' only repeats the criterion or its scale",
    ),
    "repeats how it is scored": (
        _menus(explanation=f"Answer 1. {HOW}"),
        "the reason for the mark on 'Menus' only repeats the criterion or its scale",
    ),
    "no reference": (
        _menus(explanation="Four weeks of seasonal food from suppliers nearby."),
        "the reason for the mark on 'Menus' does not refer to anything in the tender",
    ),
    "nothing offered": (_no_offer, "the explanation of 'Price' does not say what the tender offers"),
    "total": (_updated(total=None), "the tender has no total score"),
    "provisional": (_updated(provisional=True), "the ranking is provisional: another bid of this lot is still open"),
    "decision": (_updated(decision=Decision.OPEN), "it is not decided which tender the contract is awarded to"),
    "outranks the winner": (
        _updated(outranks_winner=True),
        "the tender ranks above the one that the contract is awarded to, and nothing says why",
    ),
    "the winner's assessment": (
        _updated(winner_told=WinnerTold.LEFT_OUT, winner=None),
        "it does not say how the winning tender was assessed",
    ),
    "no winner": (_updated(winner=None), "there is no winning tender yet to tell the supplier of"),
}


@pytest.mark.parametrize(("change", "what"), MISSING.values(), ids=MISSING)
def test_one_thing_is_missing(change, what):
    made = AssessmentSummary.model_validate(change(complete()).model_dump())
    [problem] = incomplete(made)
    assert problem.what == what
    assert problem.where.startswith("lot 1, bid beta")
    assert problem.fix.endswith(".")
    assert "Draft: not to be sent" in as_markdown(made)
    assert "Draft: not to be sent" in as_html(made)
    for written in (as_markdown, as_html):
        with pytest.raises(DocumentError) as error:
            written(made, publish=True)
        assert what in str(error.value)


def test_the_requirement_that_disqualified_is_asked_for():
    made = complete("gamma").model_copy(update={"disqualified_by": ()})
    assert [one.what for one in incomplete(made)] == ["the requirement that disqualified the tender is not known"]


@pytest.mark.parametrize(
    "change",
    [
        _updated(outranks_winner=True, further="The tender ranked first was withdrawn."),
        _updated(winner_told=WinnerTold.ELSEWHERE, winner=None),
        _updated(total=None, has_totals=False),
        # A quotation is a reference, and these are words of its own.
        _menus(explanation="It plans “porridge on Mondays” and nothing for coeliacs."),
    ],
    ids=["further explanation", "told elsewhere", "importance is ranked", "a quotation"],
)
def test_this_is_still_complete(change):
    assert incomplete(change(complete())) == []


def test_several_things_are_told_in_the_order_of_the_regulation():
    bare = assessment_summary(evaluation(), "1", "beta")
    assert [one.what.partition(" ")[2] for one in incomplete(bare)] == [
        "supplier's postal address is not known",
        "supplier's e-mail address is not known",
        "says where the award criteria and the methodology can be read in full",
        "scores that were available for 'Menus' are not known",
        "scores that were available for 'Staff' are not known",
        "does not say how the winning tender was assessed",
    ]
