"""Both sides of the two rules on reasons."""

import pytest

from sv_rules.summaries.reasoning import only_repeats, refers_to_tender

CRITERION = (
    "Social value",
    "Evaluators give a mark, and the mark divided by the highest one is the part earned: 3 Sound; 5 Very good.",
    "Sound What was asked for is there; how residents will find jobs is explained in part.",
    "Very good What was asked for is there and how residents will find jobs is explained in full.",
)


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "Social value.",
        "Sound",
        "What was asked for is there; how residents will find jobs is explained in part.",
        "The tender demonstrates social value and explains in full how residents find jobs.",
        "In answer 4 the bidder explained how it will find jobs for residents. Good.",
        "A comprehensive and detailed response with clear evidence.",
        "A comprehensive and detailed response on apprenticeships.",  # one word of its own
        "Meets the requirement; minor weaknesses.",
        "3",
    ],
)
def test_this_only_repeats(reason):
    assert only_repeats(reason, CRITERION)


@pytest.mark.parametrize(
    "reason",
    [
        "Two apprenticeships with Northtown College.",
        "Answer 4 offers work placements and explains only in part who will find them.",
        "Answer 3 names an ordering app and does not explain it.",
        "Residents find jobs through a hub in Northtown.",
        "Ateb 4: deuddeg o brentisiaethau.",  # another language: words of its own, so it passes
    ],
)
def test_this_says_something_of_its_own(reason):
    assert not only_repeats(reason, CRITERION)


@pytest.mark.parametrize(
    "reason",
    [
        "Answer 4 names the jobs.",
        "Answers 1 and 2 describe it.",
        "See Section 2.1.",
        "On page 12.",
        "pp. 3–4",
        "Q3 is thin.",
        "Question no. 7 is thin.",
        "Annex B has it.",
        "Appendix iv has it.",
        "§ 4 has it.",
        "The third answer has it.",
        "It offers “twelve paid placements” a year.",
        'It offers "twelve paid placements" a year.',
        "It offers ‘twelve paid placements’ a year.",
    ],
)
def test_this_leads_into_the_tender(reason):
    assert refers_to_tender(reason)


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "Good.",
        "The answer is thin.",
        "It offers twelve placements.",
        "A “good” bid.",  # one word is no quotation
        "It's the bidder's plan that doesn't convince.",
        "This section was strong.",
        "The answer in part explains it.",
        "Answering 4 calls",
    ],
)
def test_this_does_not(reason):
    assert not refers_to_tender(reason)
