"""Where sentences end, by how English is written."""

import pytest

from sv_rules.prose.sentences import LONGEST, sentences
from sv_rules.prose.tokens import tokenised

# id, text, the sentences (spaces around them left out)
TABLE = [
    ("one", "We ask for two apprentices.", ["We ask for two apprentices."]),
    ("two", "We ask for two. They start in May.", ["We ask for two.", "They start in May."]),
    ("no full stop", "Social value", ["Social value"]),
    ("question", "Who pays? The bidder does.", ["Who pays?", "The bidder does."]),
    ("exclamation", "Stop! The bidder pays.", ["Stop!", "The bidder pays."]),
    ("for example", "Offer jobs, e.g. Apprenticeships.", ["Offer jobs, e.g. Apprenticeships."]),
    ("that is", "Locally, i.e. The borough and around.", ["Locally, i.e. The borough and around."]),
    ("eg without dots", "Jobs, eg. Cooks.", ["Jobs, eg. Cooks."]),
    ("number abbreviated", "See question No. 5 below.", ["See question No. 5 below."]),
    ("no as an answer", "The answer is no. We agree.", ["The answer is no.", "We agree."]),
    ("a saint", "Work at St. Ann's Hospital.", ["Work at St. Ann's Hospital."]),
    ("a doctor", "Ask Dr. Example first.", ["Ask Dr. Example first."]),
    ("millions", "It costs £1.5m. We agreed.", ["It costs £1.5m.", "We agreed."]),
    ("decimal", "Give 2.5 hours a week.", ["Give 2.5 hours a week."]),
    ("clause number", "See 1.2.3 below. It applies.", ["See 1.2.3 below.", "It applies."]),
    ("numbered paragraph", "1. The provider pays.", ["1. The provider pays."]),
    ("etc within", "Desks, chairs etc. are included.", ["Desks, chairs etc. are included."]),
    ("etc at the end", "Desks, chairs etc. The bidder pays.", ["Desks, chairs etc.", "The bidder pays."]),
    ("a company", "Acme Ltd. pays.", ["Acme Ltd. pays."]),
    ("a company at the end", "We asked Acme Ltd. The bidder pays.", ["We asked Acme Ltd.", "The bidder pays."]),
    ("initials", "Signed by J. Example today.", ["Signed by J. Example today."]),
    ("time of day", "From 9 a.m. on Mondays.", ["From 9 a.m. on Mondays."]),
    ("small letter goes on", "Pay approx. half of it.", ["Pay approx. half of it."]),
    ("closing quotation mark", "“We pay.” They agree.", ["“We pay.”", "They agree."]),
    ("in brackets", "(We pay.) They agree.", ["(We pay.)", "They agree."]),
    ("bullets in one line", "• jobs • training", ["• jobs", "• training"]),
    ("bullets in lines", "We want:\n- jobs\n- training", ["We want:", "- jobs", "- training"]),
    ("numbered lines", "We want\n1) jobs\n2) training", ["We want", "1) jobs", "2) training"]),
    ("lettered lines", "We want\n(a) jobs\n(b) training", ["We want", "(a) jobs", "(b) training"]),
    ("a line that was wrapped", "We want\nmore jobs", ["We want\nmore jobs"]),
    ("an empty line", "Social value\n\nWe want jobs", ["Social value", "We want jobs"]),
    ("a web address", "See www.example.org for it.", ["See www.example.org for it."]),
    ("a missing space", "We pay.They agree.", ["We pay.", "They agree."]),
    ("dots that trail off", "Well... It depends.", ["Well...", "It depends."]),
    ("a month abbreviated", "On 5 Sept. 2026 it starts.", ["On 5 Sept. 2026 it starts."]),
    ("several marks", "Really?! It is.", ["Really?!", "It is."]),
    ("line breaks that were lost", "It is reliable.rnrnBidders must pay.", ["It is reliable.", "Bidders must pay."]),
    ("pages", "See pp. 4 to 5.", ["See pp. 4 to 5."]),
    ("nothing", "", []),
    ("nothing but dots", "....", ["...."]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_sentences(text: str, expected: list[str]):
    whole = tokenised(text)
    assert [whole.text[whole.tokens[a].start : whole.tokens[b - 1].end] for a, b in sentences(whole)] == expected


def test_what_never_ends_is_cut():
    whole = tokenised("word " * (2 * LONGEST + 1))
    assert [b - a for a, b in sentences(whole)] == [LONGEST, LONGEST, 1]


def test_every_token_is_in_one_sentence():
    whole = tokenised(" ".join(text for _, text, _ in TABLE))
    spans = list(sentences(whole))
    assert [index for a, b in spans for index in range(a, b)] == list(range(len(whole.tokens)))
