"""How much a sentence says for what it mentions."""

import pytest

from sv_rules.prose.recognising import compile_clues, recognise
from tests.prose.building import APPRENTICES, LIVING_WAGE, clue, document, heading, under

# term, sentence, confidence
TABLE = [
    ("voluntary and community sector", "It is bought from the voluntary and community sector.", "medium"),
    ("faith sector", "It is run with the voluntary, community and faith sector.", "medium"),
    ("voluntary work", "The supplier shall offer voluntary work.", "high"),
    ("choir", "The voluntary organisations of the town keep a choir.", "medium"),
    ("choir", "Voluntary groups keep a choir.", "medium"),
    ("choir", "Voluntary/community groups keep a choir.", "medium"),
    ("consider social value", "Bids that consider social value are read.", "medium"),
    ("where possible", "Goods are used again where possible.", "medium"),
    ("choir", "Keeping a choir is voluntary.", "low"),
    ("choir", "A choir is kept on a voluntary basis.", "low"),
    ("choir", "The choir is voluntary and unpaid.", "low"),
    ("voluntary work", "The supplier may offer voluntary work.", "low"),
    ("consider social value", "Bidders could consider social value.", "low"),
    ("choir", "The supplier might keep a choir or might not.", "low"),
]


@pytest.mark.parametrize(("term", "text", "expected"), TABLE, ids=[row[1] for row in TABLE])
def test_confidence(term: str, text: str, expected: str):
    (found,) = recognise(compile_clues([clue(LIVING_WAGE, term)]), document(text)).clues
    assert (found.confidence, found.denied) == (expected, False)


NUMBER = clue(APPRENTICES, "apprentice")

# id, paragraph, values
WITHOUT_A_NUMBER = [
    ("a plain mention", "Apprentices are taken on.", [None]),
    ("a duty", "The supplier shall take on apprentices.", [None]),
    ("denied", "Apprentices are not required.", [None]),
    ("denied under a glossary", under("Glossary", "Apprentices are not required."), [None]),
    ("a number under a glossary", under("Definitions", "Team: two apprentices and a cook."), ["2"]),
    ("a number in a heading", heading("Two apprentices"), ["2"]),
    ("a glossary", under("Glossary", "Apprentice: who learns a trade."), []),
    ("abbreviations", under(["1 About", "1.2 Abbreviations"], "App: apprentice.", "item"), []),
    ("a heading", heading("Apprentices"), []),
    ("a hope", "The supplier may take on apprentices.", []),
    ("an example", "Offers such as apprentices.", []),
    ("a question", "Will you take on apprentices?", []),
]


@pytest.mark.parametrize(
    ("part", "values"), [row[1:] for row in WITHOUT_A_NUMBER], ids=[row[0] for row in WITHOUT_A_NUMBER]
)
def test_words_for_a_quantity_without_one(part, values):
    assert [one.value for one in recognise(compile_clues([NUMBER]), document(part)).clues] == values
