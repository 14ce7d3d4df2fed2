"""Rows of label and value: what the cell beside a label says."""

import pytest

from sv_rules.model.fact import Fact, FactType
from sv_rules.prose.recognising import compile_clues, recognise
from tests.prose.building import APPRENTICES, LIVING_WAGE, START, TERM, VALUE, clue, document, table

CLUES = [
    clue(APPRENTICES, "apprentice"),
    clue(LIVING_WAGE, "living wage"),
    clue(VALUE, "contract value"),
    clue(START, "start of service"),
    clue(TERM, "contract length"),
]
HEADER = ["Item", "What to know"]

# id, rows, value, bound and whether it is settled for each clue that is found
TABLE = [
    ("money", [HEADER, ["Contract value excluding VAT", "£48,000"]], [("GBP 48000", "", True)]),
    ("a date in words", [HEADER, ["Start of service:", "On the first of May 2027"]], [("2027-05-01", "", True)]),
    ("a duration", [HEADER, ["Contract length", "Two years"]], [("24 months", "", True)]),
    ("a number in words", [HEADER, ["Apprentices", "Seven"]], [("7", "", True)]),
    ("a number with a bound", [HEADER, ["Apprentices", "At least 3"]], [("3", "at_least", True)]),
    ("a question", [HEADER, ["How many apprentices?", "Seven"]], [("7", "", True)]),
    ("a number that counts something else", [HEADER, ["Apprentices", "Two evenings a week"]], [(None, "", False)]),
    ("another type", [HEADER, ["Contract value", "Two years"]], [(None, "", False)]),
    ("two values in one cell", [HEADER, ["Contract value", "£48,000 or £57,600"]], [(None, "", False)]),
    ("at most", [HEADER, ["Contract value", "Up to £48,000"]], [("GBP 48000", "at_most", False)]),
    (
        "two cells with values",
        [["Item", "Year 1", "Year 2"], ["Contract value", "£20,000", "£28,000"]],
        [(None, "", False)],
    ),
    (
        "two cells, and a header for one",
        [["Item", "Paid before", "Value"], ["Contract value", "£20,000", "£28,000"]],
        [("GBP 28000", "", True)],
    ),
    (
        "a remark in a third cell",
        [["Item", "", "Note"], ["Contract value", "£9,000", "Yearly"]],
        [("GBP 9000", "", True)],
    ),
    ("a value to the left", [HEADER, ["£48,000", "Contract value"]], [(None, "", False)]),
    (
        "a text that is no label",
        [HEADER, [f"The contract value {'is told to all who ask ' * 4}", "£9,000"]],
        [(None, "", False)],
    ),
    (
        "more cells than a label has",
        [["", *"1234567", ""], ["Contract value", *"abcdefg", "£9,000"]],
        [(None, "", False)],
    ),
    ("no value", [HEADER, ["Contract value", "See above"]], [(None, "", False)]),
    ("its own value goes before", [HEADER, ["Contract value of £9,000", "£8,000"]], [("GBP 9000", "", True)]),
    ("denied", [HEADER, ["Living wage", "Not required"]], [(False, "", True)]),
    ("denied shortly", [HEADER, ["Living wage", "N/A"]], [(False, "", True)]),
    ("none", [HEADER, ["Apprentices", "None"]], [(None, "", False)]),
    ("not denied", [HEADER, ["Living wage", "Required"]], [(True, "", True)]),
    ("another cell says more", [["", "", ""], ["Living wage", "Not required", "See 4"]], [(True, "", True)]),
]


@pytest.mark.parametrize(("rows", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_rows(rows, expected):
    found = recognise(compile_clues(CLUES), document(*table(*rows))).clues
    assert [(one.value, one.bound, one.settled) for one in found] == expected


def test_the_place_is_the_label_and_the_quote_has_both():
    (found,) = recognise(compile_clues(CLUES), document(*table(HEADER, ["Contract value", "£48,000"]))).clues
    assert (found.place.paragraph, found.words, found.quote) == (3, "Contract value", "Contract value: £48,000")


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([["Contract value", "£48,000"], ["Place", "Town"]], "GBP 48000"),
        ([["Contract value", "£48,000", "£50,000"], ["1", "2", "3"]], None),
        ([["Contract value", "Paid", "£50,000"], ["1", "2", "3"]], None),
    ],
    ids=["label and value", "three cells", "three cells, one value"],
)
def test_a_first_row_that_nobody_marked_as_a_header(rows, value):
    parts = [part.model_copy(update={"header": False}) for part in table(*rows)]
    (found,) = recognise(compile_clues(CLUES), document(*parts)).clues
    assert found.value == value


def test_a_label_that_is_hedged_still_has_its_value():
    rows = [HEADER, ["Contract value (could change)", "£48,000"]]
    (found,) = recognise(compile_clues(CLUES), document(*table(*rows))).clues
    assert (found.value, found.confidence, found.settled) == ("GBP 48000", "low", False)


def test_none_in_a_row_denies():
    (found,) = recognise(compile_clues(CLUES), document(*table(HEADER, ["Apprentices", "None"]))).clues
    assert found.denied


CATEGORY = Fact("tender.category", FactType.CHOICE, "category", choices=("services", "goods"))
FRAMEWORK = Fact("tender.framework", FactType.YES_NO, "framework")
SPANNING = [
    clue(CATEGORY, "type of contract: services", name="services", value="services"),
    clue(CATEGORY, "type of contract: goods", name="goods", value="goods"),
    clue(FRAMEWORK, "framework agreement: no", name="framework", value=False),
]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["Type of contract", "Services"], {"tender.category": "services"}),
        (["Type of contract:", "Services for adults"], {"tender.category": "services"}),
        (["Type of contract", "Goods"], {"tender.category": "goods"}),
        (["Framework agreement?", "No"], {"tender.framework": False}),
        (["Framework agreement", "To be decided"], {}),
        (["Services", "Type of contract"], {}),
        (["Type of contract", "Services", "Goods"], {}),
    ],
    ids=["a choice", "more words", "the other choice", "no", "neither", "the wrong way round", "two values"],
)
def test_a_label_and_its_value_are_read_as_one_line(row, expected):
    found = recognise(compile_clues(SPANNING), document(*table(["Item", "What to know"], row)))
    assert {name: answer.value for name, answer in found.procurement.facts.items()} == expected
