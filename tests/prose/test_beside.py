"""A quantity counts where the words that a clue wants beside it stand right after it or after its term."""

import pytest

from sv_rules.model.fact import Fact, FactType
from sv_rules.prose.recognising import compile_clues, recognise
from tests.prose.building import clue, document, table

NET = Fact("tender.value", FactType.MONEY, "value without VAT")
GROSS = Fact("tender.value_gross", FactType.MONEY, "value with VAT")
CLUES = [
    clue(NET, "estimated value", "contract value", name="net", beside=("excluding VAT", "without VAT", "net of VAT")),
    clue(GROSS, "estimated value", "contract value", name="gross", beside=("including VAT", "with VAT")),
]


def known(*parts):
    found = recognise(compile_clues(CLUES), document(*parts)).procurement.facts
    return {name.removeprefix("tender."): str(answer.value) for name, answer in found.items()}


# What a reader would take from each sentence.
SENTENCES = [
    ("The estimated value is £2m excluding VAT.", {"value": "GBP 2000000"}),
    ("The estimated value excluding VAT is £2m.", {"value": "GBP 2000000"}),
    ("The estimated value (excluding VAT) is £2m.", {"value": "GBP 2000000"}),
    ("The estimated value, without VAT, comes to £2m over the whole term.", {"value": "GBP 2000000"}),
    ("With an estimated value of £2m (net of VAT) it is large.", {"value": "GBP 2000000"}),
    ("With an estimated value of £2m, net of VAT, it is large.", {"value": "GBP 2000000"}),
    ("The Council puts the estimated value at £2.4 million including VAT.", {"value_gross": "GBP 2400000"}),
    (
        "The estimated value is £2m excluding VAT and £2.4m including VAT.",
        {"value": "GBP 2000000", "value_gross": "GBP 2400000"},
    ),
    (
        "The estimated value is £2m excluding VAT (£2.4m including VAT).",
        {"value": "GBP 2000000", "value_gross": "GBP 2400000"},
    ),
    # Nobody says whether VAT is in it, or it is said of something else.
    ("The estimated value is £2m.", {}),
    ("The estimated value is £2m. Prices are given excluding VAT.", {}),
    ("The estimated value is £2m and prices are given excluding VAT.", {}),
    ("Bids are excluding VAT; the estimated value is £2m.", {}),
    # What it is worth in a year, or for a part, is not what it is worth.
    ("The estimated value is £2m excluding VAT a year.", {}),
    ("The estimated value excluding VAT is £2m per annum.", {}),
    ("The estimated value is £2m excluding VAT for each lot.", {}),
    ("The estimated value excluding VAT is £90 per meal.", {}),
    ("The estimated value is £2m excluding VAT over five years.", {"value": "GBP 2000000"}),
    ("The estimated value is between £2m and £3m excluding VAT.", {}),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_sentences(text, expected):
    assert known(text) == expected


ROWS = [
    (["Estimated value (excluding VAT)", "£310,000"], {"value": "GBP 310000"}),
    (["Estimated value", "£310,000 excluding VAT"], {"value": "GBP 310000"}),
    (["Estimated value", "£372,000 including VAT"], {"value_gross": "GBP 372000"}),
    (["Estimated value", "£310,000"], {}),
]


@pytest.mark.parametrize(("row", "expected"), ROWS, ids=[" | ".join(row) for row, _ in ROWS])
def test_rows_of_label_and_value(row, expected):
    assert known(*table(["What", "How much"], row)) == expected


def test_a_place_without_its_words_claims_nothing():
    found = recognise(compile_clues(CLUES), document("The estimated value is £2m."))
    assert found.clues == ()


def test_the_value_is_exact_and_its_place_is_told():
    [one] = recognise(compile_clues(CLUES), document("The estimated value is £2.345678m excluding VAT.")).clues
    assert (one.fact, one.value, one.words, one.settled) == ("tender.value", "GBP 2345678", "estimated value", True)
