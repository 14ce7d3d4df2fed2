"""Quantities in sentences: what they are, what bounds them, and what is none."""

from datetime import date
from decimal import Decimal

import pytest

from sv_rules.model.amount import Money
from sv_rules.prose.number_words import number_words
from sv_rules.prose.quantities import Duration, quantities
from sv_rules.prose.sentences import sentence
from sv_rules.prose.tokens import tokenised


def found(text: str):
    whole = tokenised(text)
    return [(one.value, one.bound) for one in quantities(sentence(whole, 0, len(whole.tokens)))]


def gbp(amount: str) -> Money:
    return Money(Decimal(amount), "GBP")


# text, value, bound: the one quantity there is
ONE = [
    # whole numbers
    ("2 apprentices", 2, ""),
    ("two apprentices", 2, ""),
    ("twelve apprentices", 12, ""),
    ("twenty-five apprentices", 25, ""),
    ("twenty five apprentices", 25, ""),
    ("one hundred apprentices", 100, ""),
    ("a hundred apprentices", 100, ""),
    ("one hundred and fifty hours", 150, ""),
    ("two thousand hours", 2000, ""),
    ("three thousand two hundred and six hours", 3206, ""),
    ("1,250 hours", 1250, ""),
    ("1250 hours", 1250, ""),
    ("2.5 hours", Decimal("2.5"), ""),
    ("two (2) apprentices", 2, ""),
    ("2 (two) apprentices", 2, ""),
    ("zero apprentices", 0, ""),
    ("2000 hours of training", 2000, ""),
    ("apprentices: 5", 5, ""),
    ("apprentices (5)", 5, ""),
    ("5 million people", 5_000_000, ""),
    ("the third of June 2026", date(2026, 6, 3), ""),
    ("the second of March 2026", date(2026, 3, 2), ""),
    ("first April 2027", date(2027, 4, 1), ""),
    ("the twenty-first of June 2026", date(2026, 6, 21), ""),
    ("the thirtieth day of November 2026", date(2026, 11, 30), ""),
    ("by the thirty first of March, 2028", date(2028, 3, 31), "at_most"),
    ("the 3rd day of June 2026", date(2026, 6, 3), ""),
    ("on the ninth of Sept. 2026", date(2026, 9, 9), ""),
    # money
    ("£250,000", gbp("250000"), ""),
    ("£250000.50", gbp("250000.50"), ""),
    ("£ 12.60 an hour", gbp("12.60"), ""),
    ("£1.2m", gbp("1200000"), ""),
    ("£1.2 million", gbp("1200000"), ""),
    ("£1.2bn", gbp("1200000000"), ""),
    ("£250k", gbp("250000"), ""),
    ("250k", gbp("250000"), ""),
    ("GBP 5 million", gbp("5000000"), ""),
    ("GBP 5,000", gbp("5000"), ""),
    ("five thousand pounds", gbp("5000"), ""),
    ("5 million pounds", gbp("5000000"), ""),
    ("50p", gbp("0.5"), ""),
    ("€300", Money(Decimal(300), "EUR"), ""),
    ("USD 20", Money(Decimal(20), "USD"), ""),
    # percentages
    ("10%", Decimal(10), ""),
    ("10 %", Decimal(10), ""),
    ("7.5%", Decimal("7.5"), ""),
    ("10 per cent", Decimal(10), ""),
    ("10 percent", Decimal(10), ""),
    ("ten per cent", Decimal(10), ""),
    # dates
    ("1 April 2026", date(2026, 4, 1), ""),
    ("1st April 2026", date(2026, 4, 1), ""),
    ("the 1st of April 2026", date(2026, 4, 1), ""),
    ("April 1, 2026", date(2026, 4, 1), ""),
    ("1 Apr 2026", date(2026, 4, 1), ""),
    ("3 Sept. 2026", date(2026, 9, 3), ""),
    ("01/04/2026", date(2026, 4, 1), ""),
    ("1/4/26", date(2026, 4, 1), ""),
    ("01-04-2026", date(2026, 4, 1), ""),
    ("01.04.2026", date(2026, 4, 1), ""),
    ("2026-04-01", date(2026, 4, 1), ""),
    # durations
    ("26 weeks", Duration(26, "weeks"), ""),
    ("six months", Duration(6, "months"), ""),
    ("2 years", Duration(2, "years"), ""),
    ("a 24-month term", Duration(24, "months"), ""),
    ("a two-year term", Duration(2, "years"), ""),
    ("30 calendar days", Duration(30, "days"), ""),
    ("10 working days", Duration(10, "working days"), ""),
    # bounds
    ("at least two", 2, "at_least"),
    ("no fewer than two", 2, "at_least"),
    ("no less than 2", 2, "at_least"),
    ("not less than 2", 2, "at_least"),
    ("a minimum of two", 2, "at_least"),
    ("minimum 2", 2, "at_least"),
    ("two or more", 2, "at_least"),
    ("2+", 2, "at_least"),
    ("two as a minimum", 2, "at_least"),
    ("more than two", 2, "at_least"),
    ("in excess of £1m", gbp("1000000"), "at_least"),
    ("at least a further two", 2, "at_least"),
    ("up to five", 5, "at_most"),
    ("at most five", 5, "at_most"),
    ("no more than five", 5, "at_most"),
    ("not more than five", 5, "at_most"),
    ("a maximum of 5", 5, "at_most"),
    ("five or fewer", 5, "at_most"),
    ("not exceeding £5,000", gbp("5000"), "at_most"),
    ("less than 5%", Decimal(5), "at_most"),
    ("within 26 weeks", Duration(26, "weeks"), "at_most"),
    ("no later than 1 April 2026", date(2026, 4, 1), "at_most"),
    ("by 1 April 2026", date(2026, 4, 1), "at_most"),
    ("by the 1st of April 2026", date(2026, 4, 1), "at_most"),
    ("no earlier than 1 April 2026", date(2026, 4, 1), "at_least"),
    ("by five", 5, ""),
    ("over five", 5, "at_least"),
    ("over two years", Duration(2, "years"), ""),
    # ranges: where they begin
    ("2-5 apprentices", 2, "at_least"),
    ("2 to 5 apprentices", 2, "at_least"),
    ("between two and five apprentices", 2, "at_least"),
    ("£10m–£12m", gbp("10000000"), "at_least"),
    ("10% to 20%", Decimal(10), "at_least"),
    ("10-20%", Decimal(10), "at_least"),
    ("6 to 12 months", Duration(6, "months"), "at_least"),
]
NONE = [
    "section 4.2",
    "see 1.2.3",
    "1. The provider",
    "1.2 The provider",
    "(2) The provider",
    "question 5",
    "No. 5",
    "Lot 2",
    "a level 3 qualification",
    "year 1",
    "the Act 2012",
    "in April 2026",
    "since 2019",
    "31 February 2026",
    "31/02/2026",
    "2026-13-01",
    "24/7",
    "at 9:30",
    "9am",
    "the 2nd place",
    "one of the bidders",
    "several apprentices",
    "the second table",
    "first come, first served",
    "the twenty-first century",
    "every third house",
    "the thirty-second of June 2026",
    "the first of may 2026",
    "the fourth of July",
    "a dozen apprentices",
    "aged 16",
    "16 years old",
    "aged 16 to 24 years",
    "under 25 years of age",
    "0207 946 0000",
    "CO2",
    "1,2,3",
    "ISO 14001",
    "PPN 06",
    "2.5 years",
    "9" * 40,
    "%",
    "£",
]


@pytest.mark.parametrize(("text", "value", "bound"), ONE, ids=[row[0] for row in ONE])
def test_one_quantity(text: str, value, bound: str):
    assert found(text) == [(value, bound)]
    assert type(found(text)[0][0]) is type(value)


@pytest.mark.parametrize("text", NONE, ids=[text[:30] for text in NONE])
def test_no_quantity(text: str):
    assert found(text) == []


def test_several():
    text = "At least 2 apprentices, 10% of the price and £5,000 by 1 May 2026 over 2 years."
    assert found(text) == [
        (2, "at_least"),
        (Decimal(10), ""),
        (gbp("5000"), ""),
        (date(2026, 5, 1), "at_most"),
        (Duration(2, "years"), ""),
    ]


@pytest.mark.parametrize(
    ("duration", "days", "months"),
    [
        (Duration(2, "weeks"), 14, None),
        (Duration(5, "days"), 5, None),
        (Duration(2, "years"), None, 24),
        (Duration(6, "months"), None, 6),
        (Duration(10, "working days"), None, None),
    ],
    ids=["weeks", "days", "years", "months", "working days"],
)
def test_durations_in_a_unit(duration: Duration, days, months):
    assert (duration.in_unit("days"), duration.in_unit("months")) == (days, months)


@pytest.mark.parametrize(
    ("text", "number", "length"),
    [
        ("nineteen", 19, 1),
        ("ninety nine", 99, 2),
        ("ninety - nine", 99, 3),
        ("nine hundred and ninety nine thousand nine hundred and ninety nine", 999_999, 11),
        ("twenty twenty", 20, 1),
        ("twelve hundred", 12, 1),
        ("hundred", None, 0),
        ("a", None, 0),
        ("and two", None, 0),
    ],
)
def test_number_words(text: str, number: int | None, length: int):
    assert number_words(text.split(), 0) == (None if number is None else (number, length))
