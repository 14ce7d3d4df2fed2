from datetime import date
from decimal import Decimal

import pytest

from sv_rules.model.amount import Money
from sv_rules.model.fact import Fact, FactType, counted, spoken, written
from sv_rules.model.outcome import Kind


def fact(kind, **more):
    return Fact("bid.x", kind, "x", **more)


TEXTS = fact(FactType.LIST, items=fact(FactType.TEXT))
CHOICES = fact(FactType.LIST, items=fact(FactType.CHOICE, choices=("a", "b")))
PAYMENTS = fact(
    FactType.LIST, fields=(Fact("year", FactType.INTEGER, "year"), Fact("amount", FactType.MONEY, "amount"))
)
PAID = ((2026, Money(Decimal("5.00"), "GBP")), (2027, None))


@pytest.mark.parametrize(
    ("unit", "number", "shown"),
    [
        ("hours", 2, "hours"),
        ("hours", 1, "hour"),
        ("hours", 0, "hours"),
        ("hours", Decimal("1.0"), "hour"),
        ("hours", Decimal("1.5"), "hours"),
        ("companies", 1, "company"),
        ("classes", 1, "class"),
        ("business", 1, "business"),
        ("people", 1, "person"),
        ("people", 3, "people"),
        ("children", 1, "child"),
        ("staff", 1, "staff"),
        ("hours a year", 1, "hours a year"),
    ],
)
def test_a_unit_follows_its_number(unit, number, shown):
    assert counted(unit, number) == shown


@pytest.mark.parametrize(
    ("declared", "value", "words"),
    [
        (fact(FactType.YES_NO), True, "yes"),
        (fact(FactType.YES_NO), False, "no"),
        (fact(FactType.YES_NO), None, "not known"),
        (fact(FactType.INTEGER), 1250, "1,250"),
        (fact(FactType.INTEGER, unit="people"), 1, "1 person"),
        (fact(FactType.NUMBER, unit="hours"), Decimal("7.50"), "7.5 hours"),
        (fact(FactType.MONEY), Money(Decimal(250000), "GBP"), "£250,000"),
        (fact(FactType.PERCENTAGE), Decimal("7.5"), "7.5%"),
        (fact(FactType.DATE), date(2026, 1, 31), "31 January 2026"),
        (fact(FactType.DURATION, unit="months"), 36, "36 months"),
        (fact(FactType.CHOICE, choices=("early-help",)), "early-help", "early-help"),
        (fact(FactType.TEXT), "two\n words", "“two words”"),
        (fact(FactType.TEXT), "a" * 80, f"“{'a' * 80}”"),
        (fact(FactType.TEXT), "word " * 20, f"“{'word ' * 16}…”"),  # 80 characters are 16 words
        (CHOICES, (), "an empty list"),
        (CHOICES, ("a",), "a"),
        (CHOICES, ("a", "b"), "a and b"),
        (TEXTS, tuple("abcdef"), "“a”, “b”, “c”, “d”, “e” and “f”"),
        (TEXTS, tuple("abcdefgh"), "“a”, “b”, “c”, “d”, “e”, “f” and 2 more"),
        (PAYMENTS, PAID, "a list of 2"),
        (PAYMENTS, (), "an empty list"),
    ],
)
def test_a_value_is_said_in_english(declared, value, words):
    assert spoken(value, declared) == words


@pytest.mark.parametrize(
    ("declared", "value", "json"),
    [
        (fact(FactType.YES_NO), True, True),
        (fact(FactType.YES_NO), None, None),
        (fact(FactType.INTEGER), 10**18 - 1, "999999999999999999"),
        (fact(FactType.NUMBER), Decimal("7.50"), "7.5"),
        (fact(FactType.MONEY), Money(Decimal("5.00"), "GBP"), "GBP 5"),
        (fact(FactType.PERCENTAGE), Decimal(10), "10%"),
        (fact(FactType.DATE), date(2026, 1, 31), "2026-01-31"),
        (fact(FactType.DURATION, unit="months"), 36, "36 months"),
        (fact(FactType.TEXT), "as it is\n", "as it is\n"),
        (fact(FactType.CHOICE, choices=("a",)), "a", "a"),
        (TEXTS, ("a", "b"), ["a", "b"]),
        (PAYMENTS, PAID, [{"year": "2026", "amount": "GBP 5"}, {"year": "2027", "amount": None}]),
    ],
)
def test_a_value_is_written_as_json_holds_it(declared, value, json):
    assert written(value, declared) == json


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (fact(FactType.YES_NO), "true or false"),
        (fact(FactType.INTEGER), "a whole number"),
        (fact(FactType.INTEGER, unit="people"), "a whole number of people"),
        (fact(FactType.NUMBER, unit="hours"), "a number of hours"),
        (fact(FactType.MONEY, unit="a year"), "an amount of money such as GBP 250000"),
        (fact(FactType.DURATION, unit="days"), "a duration in days"),
        (fact(FactType.CHOICE, choices=("a", "b")), "one of a, b"),
        (CHOICES, "a list, each one of a, b"),
        (PAYMENTS, "a list of records"),
    ],
)
def test_a_type_is_described_to_authors(declared, words):
    assert declared.described == words


def test_a_fact_belongs_to_the_kind_of_its_first_word():
    assert Fact("tender.value", FactType.MONEY, "value").kind is Kind.PROCUREMENT
    assert fact(FactType.TEXT).kind is Kind.BID


def test_a_field_is_found_by_its_name():
    assert PAYMENTS.field("amount") is PAYMENTS.fields[1]
    assert PAYMENTS.field("amounts") is None
