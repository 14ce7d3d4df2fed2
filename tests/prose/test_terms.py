"""Terms and their English forms: what is found and what is another word."""

import pytest

from sv_rules.prose.terms import Finder, gaps, has_words, same_term
from sv_rules.prose.tokens import tokenised

# term, text, found
TABLE = [
    ("apprentice", "two apprentices", True),
    ("apprentice", "an Apprentice", True),
    ("apprentice", "APPRENTICES", True),
    ("apprentice", "an apprenticeship", False),
    ("apprenticeship", "two apprenticeships", True),
    ("apprenticeships", "one apprenticeship", True),
    ("community", "communities", True),
    ("communities", "a community", True),
    ("charity", "charities", True),
    ("day", "days", True),
    ("business", "businesses", True),
    ("businesses", "a business", True),
    ("bus", "buses", True),
    ("box", "boxes", True),
    ("church", "churches", True),
    ("churches", "the church", True),
    ("potato", "potatoes", True),
    ("photo", "photos", True),
    ("child", "children", True),
    ("children", "one child", True),
    ("person", "people", True),
    ("woman", "women", True),
    ("criterion", "criteria", True),
    ("life", "lives", True),
    ("news", "a new school", False),
    ("goods", "good work", False),
    ("means", "a mean score", False),
    ("prevent", "preventing harm", True),
    ("prevent", "harm is prevented", True),
    ("prevent", "prevention", False),
    ("plan", "planned work", True),
    ("plan", "planning", True),
    ("plan", "planed wood", False),
    ("hire", "hired locally", True),
    ("hire", "hiring locally", True),
    ("hop", "hoping", False),
    ("refer", "referred", True),
    ("offer", "offered", True),
    ("travel", "travelling", True),
    ("visit", "visited", True),
    ("carry", "carried", True),
    ("carry", "carrying", True),
    ("play", "played", True),
    ("agree", "agreed", True),
    ("agree", "agreeing", True),
    ("tie", "tying", True),
    ("pay", "paid", True),
    ("build", "built", True),
    ("recycle", "recycling", True),
    ("organise", "organized", True),
    ("organization", "organisations", True),
    ("housing", "a house", False),
    ("training", "a train", False),
    ("training", "trainings", True),
    ("bed", "beds", True),
    ("need", "needed", True),
    ("care leaver", "care leavers", True),
    ("care leaver", "care for leavers", False),
    ("early help", "early-help", True),
    ("early help", "early\nhelp", True),
    ("early help", "early, help", False),
    ("early help", "early – help", False),
    ("early-help", "early help", True),
    ("well-being", "wellbeing", True),
    ("wellbeing", "well-being", True),
    ("well being", "wellbeing", False),
    ("co-operative", "cooperatives", True),
    ("apprenticeship", "apprentice-\nships", True),
    ("children's services", "children’s services", True),
    ("children's services", "childrens services", True),
    ("resident", "each resident's view", True),
    ("resident", "the residents' views", True),
    ("SME", "SMEs and others", True),
    ("SME", "the SME's bid", True),
    ("SME", "sme", False),
    ("IT", "it works", False),
    ("IT equipment", "IT Equipment", True),
    ("IT equipment", "it equipment", False),
    ("R&D", "spend on R & D", True),
    ("ISO 14001", "ISO 14001", True),
    ("ISO 14001", "ISO 140010", False),
    ("net zero", "net-zero", True),
    ("café", "cafés", True),
    ("café", "cafe", False),
    ("finance", "\ufb01nance", True),
    ("prevention", "preven\u00adtion", True),
    ("zero-hours contract", "zero hours contracts", True),
    ("of", "offer", False),
]


@pytest.mark.parametrize(("term", "text", "found"), TABLE, ids=[f"{row[0]} in {row[1]!r}" for row in TABLE])
def test_forms(term: str, text: str, found: bool):
    assert bool(list(Finder({0: [term]}).find(tokenised(text)))) is found


def test_where_terms_stand():
    finder = Finder({0: ["social value", "value"], 1: ["value for money"]})
    text = tokenised("Social value is value for money.")
    assert sorted(finder.find(text)) == [(0, 0, 2), (0, 1, 2), (0, 3, 4), (1, 3, 6)]


def test_a_term_of_two_keys_is_found_for_both():
    assert {found.key for found in Finder({0: ["job"], 7: ["jobs"]}).find(tokenised("a job"))} == {0, 7}


@pytest.mark.parametrize(
    ("text", "found"),
    [("apprentice", True), ("apprentices", False), ("SME", True), ("sme", True), ("well being", True)],
)
def test_exact_words_have_no_other_forms(text: str, found: bool):
    finder = Finder({0: ["apprentice", "SME", "well-being"]}, exact=True)
    assert bool(list(finder.find(tokenised(text)))) is found


def test_a_term_of_signs_has_no_words():
    assert [has_words(term) for term in ("…", "- -", "R&D", "7")] == [False, False, True, True]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("apprentice", "Apprentices", True),
        ("early-help", "early help", True),
        ("apprentice", "apprenticeship", False),
        ("IT", "it", False),
    ],
)
def test_terms_that_find_the_same(one: str, other: str, same: bool):
    assert (same_term(one) == same_term(other)) is same


# term, text, found
GAPS = [
    ("pay … living wage", "must pay the living wage", True),
    ("pay … living wage", "pay living wage", True),
    ("pay ... living wage", "paying all of its part-time staff the Living Wage", True),
    ("pay … living wage", "pay no less than the living wage", True),
    ("pay … living wage", "pay 40 people the living wage", True),
    ("pay … living wage", "pay, where possible, the living wage", False),
    ("pay … living wage", "pay those who earn the living wage", False),
    ("pay … living wage", "pay staff but not the living wage", False),
    ("pay … living wage", "pay a wage without the living wage", False),
    ("pay … living wage", "pay. The living wage", False),
    ("pay … living wage", "pay one two three four five six seven eight living wage", True),
    ("pay … living wage", "pay one two three four five six seven eight nine living wage", False),
    ("bids … same … total", "if two bids come to the same in total", True),
    ("bids … same … total", "if two bids come to the total", False),
]


@pytest.mark.parametrize(("term", "text", "found"), GAPS, ids=[f"{text}" for _, text, _ in GAPS])
def test_a_gap_passes_over_a_few_words(term, text, found):
    finder = Finder({0: [term]})
    assert any(True for _ in finder.find(tokenised(text))) is found
    assert finder.may_find(text.lower()) or not found


def test_gaps_share_their_beginning_and_are_found_at_their_own_ends():
    finder = Finder({1: ["pay … living wage"], 2: ["pay … bonus"], 3: ["pay"]})
    found = finder.find(tokenised("pay staff a living wage and a bonus"))
    assert sorted((one.key, one.start, one.end) for one in found) == [(1, 0, 5), (2, 0, 8), (3, 0, 1)]


@pytest.mark.parametrize(
    ("term", "count"), [("a", 0), ("a … b", 1), ("a … b … c", 2), ("… a", -1), ("a …", -1), ("a … … b", -1)]
)
def test_gaps_are_counted_where_they_stand_between_words(term, count):
    assert gaps(term) == count
