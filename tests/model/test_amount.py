from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import (
    Money,
    finite,
    plain,
    read_date,
    read_decimal,
    read_duration,
    read_money,
    read_percentage,
    spoken_date,
    spoken_duration,
    spoken_money,
    spoken_number,
)

MOST = "999999999999999999.999999999999"  # 18 digits before the point, 12 after it


@pytest.mark.parametrize("text", ["0", "7", "-7", "2.5", "0.10", "-0.000000000001", MOST, f"-{MOST}"])
def test_a_number_is_read_to_its_last_digit(text):
    assert str(read_decimal(text)) == str(Decimal(text))


@pytest.mark.parametrize(
    "text",
    [
        "", " 1", "1 ", "+1", "01", "00", "-", "--1", ".5", "5.", "1,000", "1_000", "1e3", "1E-999999999", "0x10",
        "NaN", "Infinity", "½", "１", "1\n", "1234567890123456789", "0.1234567890123", "9" * 100_000,
    ],
)  # fmt: skip
def test_what_is_written_otherwise_is_no_number_nor_percentage_nor_money(text):
    assert read_decimal(text) is None
    assert read_percentage(f"{text}%") is None
    assert read_money(f"GBP {text}") is None


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("GBP 207720.50", "207720.50", "GBP"),
        ("EUR -1", "-1", "EUR"),
        (f"AED {MOST}", MOST, "AED"),
    ],
)
def test_money_has_a_currency_and_an_amount(text, amount, currency):
    assert read_money(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize("text", ["207720", "£5", "GBP", "GBP5", "gbp 5", "GB 5", "GBPS 5", "GBP  5", "5 GBP", "GB1 5"])
def test_money_is_not_read_from_anything_else(text):
    assert read_money(text) is None


@pytest.mark.parametrize(("text", "number"), [("10%", "10"), ("7.5%", "7.5"), ("-0.5%", "-0.5"), ("0%", "0")])
def test_a_percentage_is_the_number_before_the_sign(text, number):
    assert read_percentage(text) == Decimal(number)


@pytest.mark.parametrize("text", ["10", "10 %", "%", "10%%", "0.1", "ten%"])
def test_a_percentage_needs_its_sign(text):
    assert read_percentage(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "count"),
    [
        ("36 months", "months", 36),
        ("1 month", "months", 1),
        ("3 years", "months", 36),
        ("0 days", "days", 0),
        ("2 weeks", "days", 14),
        ("9999999 days", "days", 9_999_999),
    ],
)
def test_a_duration_is_counted_in_the_unit_of_its_fact(text, unit, count):
    assert read_duration(text, unit) == count


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("36 months", "days"),
        ("30 days", "months"),
        ("10000000 days", "days"),
        ("1.5 years", "months"),
        ("-1 days", "days"),
        ("01 days", "days"),
        ("days", "days"),
        ("3 Years", "months"),
        ("3 decades", "months"),
        ("36", "months"),
    ],
)
def test_a_duration_of_the_other_family_or_another_form_is_not_read(text, unit):
    assert read_duration(text, unit) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-01-31", date(2026, 1, 31)),
        ("2024-02-29", date(2024, 2, 29)),
        ("0001-01-01", date(1, 1, 1)),
        ("2026-02-29", None),
        ("2026-13-01", None),
        ("0000-01-01", None),
        ("31/01/2026", None),
        ("20260131", None),
        ("2026-W05-6", None),
        ("2026-1-31", None),
        ("2026-01-31T00:00:00Z", None),
    ],
)
def test_a_date_is_a_day_of_the_calendar(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("ratio", "exact"),
    [
        (Fraction(1, 2), "0.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(3, 40), "0.075"),
        (Fraction(7), "7"),
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        # 1 ÷ 2^30: more digits than the 28 of an ordinary Decimal sum
        (Fraction(1, 2**30), "9.31322574615478515625E-10"),
        (Fraction(10**40 + 1, 10), "1" + "0" * 39 + ".1"),
    ],
)
def test_a_ratio_whose_expansion_ends_is_an_exact_decimal(ratio, exact):
    found = finite(ratio)
    assert found == Decimal(exact)
    assert Fraction(found) == ratio


@pytest.mark.parametrize("ratio", [Fraction(1, 3), Fraction(1, 6), Fraction(-22, 7), Fraction(1, 10**20 + 1)])
def test_a_ratio_whose_expansion_does_not_end_is_no_decimal(ratio):
    assert finite(ratio) is None


def test_a_ratio_of_more_digits_than_python_writes_out_is_exact_too():
    # 5^6600 has 4,614 digits; Python refuses to turn whole numbers of more than 4,300 into text
    assert Fraction(finite(Fraction(1, 2**6600))) == Fraction(1, 2**6600)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-12, "-12"),
        (Decimal("10.00"), "10"),
        (Decimal("7.50"), "7.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("-0.0"), "0"),
        (Decimal("-0.10"), "-0.1"),
        (Decimal(100), "100"),
        (Fraction(2, 3), "2/3"),
        (Fraction(-1, 3), "-1/3"),
        (Fraction(5, 2), "2.5"),
        (Fraction(10), "10"),
    ],
)
def test_a_number_is_written_without_exponent_or_needless_zeros(number, text):
    assert plain(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1,000"),
        (-1234567, "-1,234,567"),
        (Decimal("1250.50"), "1,250.5"),
        (Decimal("-1250.125"), "-1,250.125"),
        (Decimal("-0.5"), "-0.5"),
        (Fraction(2500, 3), "2500/3"),
        (Fraction(5001, 2), "2,500.5"),
    ],
)
def test_a_number_is_said_with_its_thousands_apart(number, text):
    assert spoken_number(number) == text


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("207720", "GBP", "£207,720"),
        ("207720.00", "GBP", "£207,720"),
        ("1.5", "GBP", "£1.50"),
        ("1.05", "GBP", "£1.05"),
        ("0.125", "GBP", "£0.125"),
        ("-1.5", "GBP", "-£1.50"),
        ("-5", "EUR", "-€5"),
        ("1000", "USD", "$1,000"),
        ("1000.1", "AED", "AED 1,000.10"),
        ("-1000", "AED", "AED -1,000"),
    ],
)
def test_money_is_said_with_its_sign_and_two_digits_of_pence(amount, currency, text):
    assert spoken_money(Money(Decimal(amount), currency)) == text


def test_money_writes_itself_as_documents_do():
    assert str(Money(Decimal("207720.50"), "GBP")) == "GBP 207720.5"
    assert read_money(str(Money(Decimal("-0.01"), "EUR"))) == Money(Decimal("-0.01"), "EUR")


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2025, 2, 24), "24 February 2025"),
        (date(2026, 1, 1), "1 January 2026"),
        (date(1, 12, 31), "31 December 1"),
    ],
)
def test_a_date_is_said_in_english(day, text):
    assert spoken_date(day) == text


@pytest.mark.parametrize(
    ("count", "unit", "text"),
    [
        (36, "months", "36 months"),
        (1, "months", "1 month"),
        (1, "days", "1 day"),
        (0, "days", "0 days"),
        (1200, "days", "1,200 days"),
    ],
)
def test_a_duration_is_said_with_its_unit(count, unit, text):
    assert spoken_duration(count, unit) == text
