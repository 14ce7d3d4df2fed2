from datetime import date, datetime
from decimal import Decimal

import pytest

from sv_rules.model.amount import Money
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.typed import NotOfTypeError, typed

YES_NO = Fact("bid.x", FactType.YES_NO, "x")
INTEGER = Fact("bid.x", FactType.INTEGER, "x")
NUMBER = Fact("bid.x", FactType.NUMBER, "x")
MONEY = Fact("bid.x", FactType.MONEY, "x")
PERCENTAGE = Fact("bid.x", FactType.PERCENTAGE, "x")
DATE = Fact("bid.x", FactType.DATE, "x")
MONTHS = Fact("bid.x", FactType.DURATION, "x", unit="months")
DAYS = Fact("bid.x", FactType.DURATION, "x", unit="days")
TEXT = Fact("bid.x", FactType.TEXT, "x")
CHOICE = Fact("bid.x", FactType.CHOICE, "x", choices=("early-help", "equity"))
NUMBERS = Fact("bid.x", FactType.LIST, "x", items=NUMBER)
PAYMENTS = Fact(
    "bid.x",
    FactType.LIST,
    "x",
    fields=(Fact("year", FactType.INTEGER, "year"), Fact("amount", FactType.MONEY, "amount")),
)

DIGITS_18, DIGITS_12 = "9" * 18, "9" * 12
FIVE = Money(Decimal(5), "GBP")


@pytest.mark.parametrize(
    ("fact", "raw", "value"),
    [
        (YES_NO, True, True),
        (YES_NO, False, False),
        (INTEGER, 4, 4),
        (INTEGER, "-4", -4),
        (INTEGER, Decimal("4.00"), 4),
        (INTEGER, Decimal("4E+2"), 400),
        (INTEGER, int(DIGITS_18), 10**18 - 1),
        (INTEGER, Decimal("0E+17"), 0),
        (NUMBER, 4, 4),
        (NUMBER, "2.50", Decimal("2.5")),
        (NUMBER, Decimal("-0.1"), Decimal("-0.1")),
        (NUMBER, f"{DIGITS_18}.{DIGITS_12}", Decimal(f"{DIGITS_18}.{DIGITS_12}")),
        (NUMBER, Decimal(f"-{DIGITS_18}.{DIGITS_12}"), Decimal(f"-{DIGITS_18}.{DIGITS_12}")),
        (NUMBER, Decimal("1E+17"), 10**17),
        (NUMBER, Decimal("1E-12"), Decimal("0.000000000001")),
        (MONEY, "GBP 5.00", FIVE),
        (MONEY, FIVE, FIVE),
        (MONEY, {"amount": 5, "currency": "GBP"}, FIVE),
        (MONEY, {"currency": "GBP", "amount": "5"}, FIVE),
        (MONEY, {"amount": Decimal("-0.5"), "currency": "EUR"}, Money(Decimal("-0.5"), "EUR")),
        (PERCENTAGE, "7.5%", Decimal("7.5")),
        (DATE, "2026-01-31", date(2026, 1, 31)),
        (DATE, date(2026, 1, 31), date(2026, 1, 31)),
        (MONTHS, "3 years", 36),
        (DAYS, "2 weeks", 14),
        (TEXT, "", ""),
        (TEXT, "12", "12"),
        (CHOICE, "equity", "equity"),
        (NUMBERS, [], ()),
        (NUMBERS, (1, "2.5"), (1, Decimal("2.5"))),
        (
            PAYMENTS,
            [{"amount": "GBP 5", "year": 2026}, {"year": "2027"}, {"year": None, "amount": FIVE}, {}],
            ((2026, FIVE), (2027, None), (None, FIVE), (None, None)),
        ),
    ],
)
def test_a_value_as_written_is_given_its_type(fact, raw, value):
    found = typed(raw, fact)
    assert found == value
    assert type(found) is type(value) or (isinstance(found, Decimal) and isinstance(value, int))


TRUE_OR_FALSE = "Write true or false, without quotes."
DIGITS = "Write digits only, for example 4 or 2.5."
LONG = "Use at most 18 digits before the point and 12 after it."
AMOUNT = "Write the currency and the amount: GBP 250000, without commas."
DAY = "Write year, month and day: 2026-01-31."


@pytest.mark.parametrize(
    ("fact", "raw", "what", "fix"),
    [
        (YES_NO, "true", "'true' is not true or false", TRUE_OR_FALSE),
        (YES_NO, 1, "1 is not true or false", TRUE_OR_FALSE),
        (YES_NO, None, "nothing is not true or false", TRUE_OR_FALSE),
        (INTEGER, True, "true is not a whole number", DIGITS),
        (INTEGER, "four", "'four' is not a whole number", DIGITS),
        (INTEGER, Decimal("4.5"), "4.5 is not a whole number", "Write a whole number such as 4."),
        (INTEGER, "4.5", "'4.5' is not a whole number", "Write a whole number such as 4."),
        (INTEGER, Decimal("Infinity"), "Infinity is not a whole number", DIGITS),
        (NUMBER, "1e3", "'1e3' is not a number", DIGITS),
        (NUMBER, "1,000", "'1,000' is not a number", DIGITS),
        (NUMBER, "007", "'007' is not a number", DIGITS),
        (NUMBER, 2.5, "2.5 is not a number", DIGITS),
        (NUMBER, Decimal("NaN"), "NaN is not a number", DIGITS),
        (NUMBER, [1], "a list is not a number", DIGITS),
        (MONEY, 5, "5 is not an amount of money", AMOUNT),
        (MONEY, "£5", "'£5' is not an amount of money", AMOUNT),
        (MONEY, {"amount": 5}, "a group of names and values is not an amount of money", AMOUNT),
        (
            MONEY,
            {"amount": 5, "currency": "GBP", "tax": 1},
            "a group of names and values is not an amount of money",
            AMOUNT,
        ),
        (MONEY, {"amount": 5, "currency": "GB1"}, "a group of names and values is not an amount of money", AMOUNT),
        (MONEY, {"amount": 5, "currency": "gbp"}, "a group of names and values is not an amount of money", AMOUNT),
        (MONEY, {"amount": 5, "currency": None}, "a group of names and values is not an amount of money", AMOUNT),
        (MONEY, {"amount": "£5", "currency": "GBP"}, "'£5' is not a number", DIGITS),
        (MONEY, Money(Decimal("NaN"), "GBP"), "NaN is not a number", DIGITS),
        (PERCENTAGE, 10, "10 is not a percentage", "Write it with its sign: 10%."),
        (PERCENTAGE, Decimal("7.50"), "7.50 is not a percentage", "Write it with its sign: 7.5%."),
        (PERCENTAGE, "a tenth", "'a tenth' is not a percentage", "Write it with its sign: 10%."),
        (PERCENTAGE, True, "true is not a percentage", "Write it with its sign: 10%."),
        (PERCENTAGE, Decimal("NaN"), "NaN is not a percentage", "Write it with its sign: 10%."),
        (DATE, "31/01/2026", "'31/01/2026' is not a date", DAY),
        (DATE, datetime(2026, 1, 31), "2026-01-31 00:00:00 is not a date", DAY),  # noqa: DTZ001  dates have no zone
        (DATE, FIVE, "GBP 5 is not a date", DAY),
        (MONTHS, "30 days", "'30 days' is not a duration in months", "Write for example 36 months or 3 years."),
        (DAYS, 30, "30 is not a duration in days", "Write for example 30 days or 2 weeks."),
        (TEXT, 12, "12 is not text", "Put it in quotes if it is meant as text: 12."),
        (TEXT, True, "true is not text", "Put it in quotes if it is meant as text: true."),
        (TEXT, ["a"], "a list is not text", "Put it in quotes if it is meant as text."),
        (TEXT, None, "nothing is not text", "Put it in quotes if it is meant as text."),
        (
            CHOICE,
            "early-hepl",
            "'early-hepl' is not one of the choices",
            "Did you mean 'early-help'? The choices are early-help and equity.",
        ),
        (CHOICE, 5, "5 is not one of the choices", "The choices are early-help and equity."),
        (CHOICE, "y" * 41, f"'{'y' * 40}'… is not one of the choices", "The choices are early-help and equity."),
        (NUMBERS, 1, "1 is not a list", "Write a list, even for one entry."),
        (PAYMENTS, {"year": 1}, "a group of names and values is not a list", "Write a list, even for one entry."),
    ],
)
def test_what_is_not_of_the_type_is_refused_in_words(fact, raw, what, fix):
    with pytest.raises(NotOfTypeError) as told:
        typed(raw, fact)
    assert (str(told.value), told.value.fix, told.value.path) == (what, fix, ())


@pytest.mark.parametrize(
    ("fact", "raw", "what", "fix", "path"),
    [
        (NUMBERS, [1, "x"], "entry 2: 'x' is not a number", DIGITS, (1,)),
        (PAYMENTS, ["x"], "entry 1: 'x' is not a record", "Its fields are year and amount.", (0,)),
        (
            PAYMENTS,
            [{}, {"yaer": 1}],
            "entry 2 has no field 'yaer'",
            "Did you mean 'year'? Its fields are year and amount.",
            (1, "yaer"),
        ),
        (PAYMENTS, [{2026: 1}], "entry 1 has no field 2026", "Its fields are year and amount.", (0, 2026)),
        (
            PAYMENTS,
            [{"z" * 50: 1}],
            f"entry 1 has no field '{'z' * 40}'…",
            "Its fields are year and amount.",
            (0, "z" * 50),
        ),
        (
            PAYMENTS,
            [{}, {}, {"year": 2026, "amount": "5"}],
            "entry 3, amount: '5' is not an amount of money",
            AMOUNT,
            (2, "amount"),
        ),
        (
            Fact("bid.x", FactType.LIST, "x", items=NUMBERS),
            [[1], [2, "x"]],
            "entry 2: entry 2: 'x' is not a number",
            DIGITS,
            (1, 1),
        ),
    ],
)
def test_what_is_wrong_inside_a_list_is_told_with_its_place(fact, raw, what, fix, path):
    with pytest.raises(NotOfTypeError) as told:
        typed(raw, fact)
    assert (str(told.value), told.value.fix, told.value.path) == (what, fix, path)


# Each would take a great deal of time or memory, or fail in Python itself, if it were reckoned with or written out.
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        pytest.param(Decimal("1E-999999999"), "1E-999999999", id="tiny"),
        pytest.param(Decimal("1E+999999999"), "1E+999999999", id="huge"),
        pytest.param(Decimal("0E+999999999"), "0E+999999999", id="nought with an exponent"),
        pytest.param(Decimal("0E-999999999"), "0E-999999999", id="nought with places"),
        pytest.param(Decimal("1." + "0" * 100_000), f"1.{'0' * 38}", id="many noughts"),
        pytest.param(Decimal("0.1234567890123"), "0.1234567890123", id="13 places"),
        pytest.param(Decimal("1E+18"), "1E+18", id="19 digits"),
        pytest.param(10**18, "1000000000000000000", id="19 digits, whole"),
        pytest.param(-(10**18), "-1000000000000000000", id="19 digits below zero"),
        pytest.param(10**5000, "a number of hundreds of digits", id="5,001 digits, whole"),
        pytest.param("9" * 100_000, f"'{'9' * 40}'…", id="100,000 digits of text"),
        pytest.param("0.1234567890123", "'0.1234567890123'", id="13 places of text"),
    ],
)
@pytest.mark.parametrize("fact", [INTEGER, NUMBER, MONEY], ids=["integer", "number", "money"])
def test_a_number_that_is_too_long_is_refused(fact, raw, shown):
    with pytest.raises(NotOfTypeError) as told:
        typed({"amount": raw, "currency": "GBP"} if fact is MONEY else raw, fact)
    assert (str(told.value), told.value.fix) == (f"{shown} is too long a number", LONG)


def test_ready_made_money_is_bounded_too():
    with pytest.raises(NotOfTypeError, match=r"^1E-999999999 is too long a number$"):
        typed(Money(Decimal("1E-999999999"), "GBP"), MONEY)


@pytest.mark.parametrize("raw", [10**5000, Decimal("1E+999999999")], ids=["whole", "decimal"])
@pytest.mark.parametrize("fact", [PERCENTAGE, DATE, TEXT, CHOICE, NUMBERS], ids=lambda fact: str(fact.type))
def test_a_hostile_number_under_another_type_is_shown_in_short(fact, raw):
    with pytest.raises(NotOfTypeError) as told:
        typed(raw, fact)
    assert len(str(told.value)) < 80
    assert len(told.value.fix) < 80
