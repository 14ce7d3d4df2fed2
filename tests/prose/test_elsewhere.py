"""What a specification tells of something else says nothing of this contract: judged by eye, sentence by sentence."""

import pytest

from sv_rules.model.fact import Fact, FactType
from sv_rules.prose.recognising import compile_clues, recognise
from tests.prose.building import APPRENTICES, LIVING_WAGE, VALUE, clue, document, heading, under

CONSULTED = Fact("design.consulted", FactType.YES_NO, "consultation")
PUBLISHED = Fact("tender.notice_date", FactType.DATE, "date of the notice")
CLUES = [
    clue(LIVING_WAGE, "living wage"),
    clue(APPRENTICES, "apprentice"),
    clue(VALUE, "contract value"),
    clue(CONSULTED, "consulted", "asked residents"),
    clue(PUBLISHED, "notice was published"),
]
WAGE, NO_WAGE = {LIVING_WAGE.name: True}, {LIVING_WAGE.name: False}


def found(*parts):
    told = recognise(compile_clues(CLUES), document(*parts))
    known = {name: answer.value for name, answer in told.procurement.facts.items()}
    return known, {one.fact for one in told.clues}


ABOUT_THIS_CONTRACT = [
    ("The provider pays the living wage.", WAGE),
    ("The provider must pay the living wage, as it was paid before.", WAGE),
    ("Under the Act of 2012 the provider must pay the living wage.", WAGE),
    ("The law is strict, and the provider must pay the living wage.", WAGE),
    ("The living wage is required. That is new.", WAGE),
    ("The contractor must pay its own staff and those of subcontractors the living wage.", WAGE),
    ("The living wage is required. It was not required in the last contract.", WAGE),
    ("Staff who were taken on before must have the living wage.", WAGE),
    ("We asked residents what they want.", {CONSULTED.name: True}),
    ("The Council consulted users in May.", {CONSULTED.name: True}),
    ("The notice was published on 3 March 2026.", {PUBLISHED.name: "2026-03-03"}),
]


@pytest.mark.parametrize(("text", "expected"), ABOUT_THIS_CONTRACT, ids=[text for text, _ in ABOUT_THIS_CONTRACT])
def test_about_this_contract(text, expected):
    known, _ = found(text)
    assert {name: str(value) if name == PUBLISHED.name else value for name, value in known.items()} == expected


ABOUT_SOMETHING_ELSE = [
    "The firm paid its staff the living wage.",
    "The last contract had two apprentices.",
    "At that time the contract value was £88,000.",
    "An earlier version said that the living wage would be paid.",
    "One neighbouring council asks for the living wage.",
    "Another authority requires two apprentices.",
    "The Council pays its own staff the living wage.",
    "The Social Value Act 2012 speaks of the living wage.",
    "The Procurement Act 2023 tells authorities to think about the living wage.",
    "The caterer must pay the living wage under a contract of its own.",
    "The caterer is obliged to pay the living wage. That is no part of this contract.",
    "The Act is about the living wage. We mention it for the sake of completeness.",
]


@pytest.mark.parametrize("text", ABOUT_SOMETHING_ELSE)
def test_about_something_else(text):
    assert found(text) == ({}, set())


@pytest.mark.parametrize(
    "text",
    [
        "The living wage was to be asked for. That has been taken out.",
        "The provider pays the living wage. This has not been carried over into the draft.",
        "Bidders pay the living wage. We decided against it.",
    ],
)
def test_what_the_next_sentence_drops_is_denied(text):
    known, _ = found(text)
    assert known in ({}, NO_WAGE)


@pytest.mark.parametrize("above", ["How it was until now", "Annex: what others do", "The existing contract", "History"])
def test_what_stands_under_such_a_heading(above):
    assert found(heading(above), under(above, "The provider pays the living wage and has two apprentices.")) == (
        {},
        set(),
    )


def test_what_was_done_counts_under_such_a_heading():
    known, _ = found(under("How it was until now", "The Council consulted users."))
    assert known == {CONSULTED.name: True}


def test_a_wish_is_no_past():
    _, told = found("It would help if the living wage were paid.")
    assert told == {LIVING_WAGE.name}


def test_to_do_and_to_have_done_are_no_past():
    known, _ = found("The Council intends to let a contract in which the living wage is to be paid.")
    assert known == WAGE
