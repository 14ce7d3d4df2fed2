"""Which quantity belongs to a term, through what a clue comes to say."""

from datetime import date

import pytest

from sv_rules.prose.recognising import compile_clues, recognise
from tests.prose.building import APPRENTICES, HOURS, START, TERM, VALUE, WEIGHT, clue, document

# fact, term, sentence, (value, bound, confidence)
TABLE = [
    (APPRENTICES, "apprentice", "The provider must employ two apprentices.", ("2", "", "high")),
    (APPRENTICES, "apprentice", "Two apprentices within 26 weeks.", ("2", "", "high")),
    (APPRENTICES, "apprentice", "Over 2 years, apprentices are trained.", (None, "", "low")),
    (APPRENTICES, "apprentice", "Employ at least 3 new level 2 apprentices.", ("3", "at_least", "high")),
    (APPRENTICES, "apprentice", "The number of apprentices is 4.", ("4", "", "high")),
    (APPRENTICES, "apprentice", "Apprentices: 4", ("4", "", "high")),
    (APPRENTICES, "apprentice", "Apprentices (minimum 4)", ("4", "at_least", "high")),
    (APPRENTICES, "apprentice", "Ten staff and three apprentices.", ("3", "", "high")),
    (APPRENTICES, "apprentice", "Three apprentices and ten staff.", ("3", "", "high")),
    (APPRENTICES, "apprentice", "Apprentices work with 10 schools.", (None, "", "low")),
    (APPRENTICES, "apprentice", "One apprentice for every £1m of spend.", (None, "", "low")),
    (APPRENTICES, "apprentice", "Up to five apprentices.", ("5", "at_most", "low")),
    (APPRENTICES, "apprentice", "Two to five apprentices.", ("2", "at_least", "low")),
    (APPRENTICES, "apprentice", "Employ apprentices.", (None, "", "low")),
    (APPRENTICES, "apprentice", "2.5 apprentices.", (None, "", "low")),
    (APPRENTICES, "apprentice", "The provider may employ two apprentices.", ("2", "", "low")),
    (
        APPRENTICES,
        "apprentice",
        "The number of apprentices is cut from the present twelve to seven.",
        ("7", "", "high"),
    ),
    (VALUE, "contract value", "The contract value for lot 1 is £90,000.", (None, "", "low")),
    (VALUE, "contract value", "The contract value is £90,000 per annum.", (None, "", "low")),
    (APPRENTICES, "scheme", "The scheme must start two apprenticeships.", ("2", "", "high")),
    (HOURS, "volunteering", "Give 20 hours of volunteering.", ("20", "", "high")),
    (HOURS, "volunteering", "Give 2.5 hours of volunteering.", ("2.5", "", "high")),
    (HOURS, "volunteering", "Give 20 days of volunteering.", (None, "", "low")),
    (WEIGHT, "social value", "Social value has a weight of 10%.", ("10%", "", "high")),
    (WEIGHT, "social value", "10% is for social value and 20% for price.", ("10%", "", "high")),
    (WEIGHT, "social value", "Price 60%, quality 30%, social value 10%.", ("10%", "", "high")),
    (WEIGHT, "social value", "Social value is worth at least 10 per cent.", ("10%", "at_least", "high")),
    (WEIGHT, "quality", "Price 60% Quality 30% Social Value 10%", (None, "", "low")),
    (WEIGHT, "social value", "Social value counts. Price has 60%.", (None, "", "low")),
    (TERM, "contract term", "The contract term is 2 years.", ("24 months", "", "high")),
    (TERM, "contract term", "A contract term of six months.", ("6 months", "", "high")),
    (TERM, "contract term", "A contract term of 26 weeks.", (None, "", "low")),
    (TERM, "contract term", "The contract term is 24 months (2 years).", ("24 months", "", "high")),
    (START, "start", "The contract will start on 1 April 2026.", ("2026-04-01", "", "high")),
    (START, "start", "It must start by 1 April 2026.", ("2026-04-01", "at_most", "high")),
    (START, "start", "It starts on 01/04/2026 and ends on 31/03/2028.", ("2026-04-01", "", "high")),
    (VALUE, "contract value", "The contract value is £1.2m.", ("GBP 1200000", "", "high")),
    (VALUE, "contract value", "Contract value: £250,000", ("GBP 250000", "", "high")),
    (VALUE, "contract value", "The contract value will be £1m to £2m.", ("GBP 1000000", "at_least", "low")),
]


@pytest.mark.parametrize(("fact", "term", "text", "expected"), TABLE, ids=[row[2] for row in TABLE])
def test_the_quantity_of_a_term(fact, term: str, text: str, expected):
    found = recognise(compile_clues([clue(fact, term)]), document(text)).clues
    assert [(one.value, one.bound, one.confidence) for one in found] == [expected]


def test_two_numbers_for_one_term_are_both_told():
    text = "Two apprentices in the first year and three apprentices in the second."
    found = recognise(compile_clues([clue(APPRENTICES, "apprentice")]), document(text))
    assert [one.value for one in found.clues] == ["2", "3"]
    assert "specification.apprenticeships" not in found.procurement.facts


def test_the_same_date_twice_is_one_thing():
    text = "Start on 1 April 2026: the start is 2026-04-01."
    found = recognise(compile_clues([clue(START, "start")]), document(text))
    assert found.procurement.lots[0].facts["lot.start"].value == date(2026, 4, 1).isoformat()
