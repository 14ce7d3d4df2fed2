"""What a cell says: the digits in the file, its number format, the brackets after the column's name."""

from datetime import date
from decimal import Decimal

import pytest

from sv_rules_sheets.forms import read_value
from sv_rules_sheets.grid import cell_name, column_number
from sv_rules_sheets.number_formats import kind_of, number_of, serial_of, value_of
from sv_rules_sheets.writing_values import made_cell


@pytest.mark.parametrize(
    ("in_the_file", "expected"),
    [
        pytest.param("0.1", Decimal("0.1"), id="a tenth stays a tenth"),
        pytest.param("7.0000000000000007E-2", Decimal("0.07"), id="as Excel writes 0.07"),
        pytest.param("0.30000000000000004", Decimal("0.3"), id="0.1 + 0.2, of which Excel shows 0.3"),
        pytest.param("6100000", 6100000, id="a whole number"),
        pytest.param("6.1E6", 6100000, id="a whole number with a power of ten"),
        pytest.param("123456789012345", 123456789012345, id="fifteen digits, all kept"),
        pytest.param("1234567890123456", 1234567890123460, id="sixteen digits, as Excel keeps them"),
        pytest.param("-2.50", Decimal("-2.5"), id="below zero"),
        pytest.param("1E+999", int("1" + "0" * 999), id="larger than any float"),
        pytest.param("1E+9999", None, id="no number of a workbook"),
        pytest.param("nan", None, id="not a number"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_number_is_its_digits(in_the_file, expected):
    assert number_of(in_the_file) == expected


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("General", ""),
        ("0.00", ""),
        ("0%", "%"),
        ("0.00%", "%"),
        ("yyyy-mm-dd", "date"),
        ("dd/mm/yyyy;@", "date"),
        ("[$-809]d mmmm yyyy", "date"),
        ("hh:mm", ""),
        ("[h]:mm:ss", ""),
        ("mmm", "date"),
        ('"£"#,##0.00', "GBP"),
        ("[$£-809]#,##0", "GBP"),
        ("_-£* #,##0.00_-", "GBP"),
        ("#,##0 [$€-407]", "EUR"),
        ("[$AED] #,##0", "AED"),
        ("$#,##0", "$"),
        ("[$$-409]#,##0", "$"),
        ('0 "days"', ""),
        ("[Red]0", ""),
    ],
)
def test_a_number_format_shows_what_is_meant(code, shows):
    assert kind_of(code) == shows


# Serials by the calendar of ECMA-376: 1 is 1 January 1900, 60 the false 29 February; 1904: 0 is 1 January 1904.
@pytest.mark.parametrize(
    ("serial", "since_1904", "expected"),
    [
        (46073, False, "2026-02-20"),
        (44611, True, "2026-02-20"),
        (1, False, "1900-01-01"),
        (59, False, "1900-02-28"),
        (60, False, 60),
        (61, False, "1900-03-01"),
        (2958465, False, "9999-12-31"),
        (2958466, False, 2958466),
        (0, False, 0),
        (Decimal("46073.5"), False, Decimal("46073.5")),
    ],
)
def test_a_date_is_its_day(serial, since_1904, expected):
    assert value_of(serial, "date", since_1904=since_1904) == expected


def test_serials_go_both_ways():
    for day in (date(1900, 3, 1), date(2000, 2, 29), date(2026, 2, 20), date(9999, 12, 31)):
        assert value_of(serial_of(day), "date", since_1904=False) == day.isoformat()
    assert serial_of(date(1900, 2, 28)) is None


@pytest.mark.parametrize(
    ("number", "kind", "expected"),
    [
        (Decimal("0.1"), "%", "10%"),
        (Decimal("0.075"), "%", "7.5%"),
        (1, "%", "100%"),
        (Decimal("0.07"), "%", "7%"),
        (6100000, "GBP", "GBP 6100000"),
        (Decimal("9.99"), "EUR", "EUR 9.99"),
        (5, "$", "$ 5"),
        (5, "", 5),
    ],
)
def test_a_number_is_what_its_cell_shows(number, kind, expected):
    assert value_of(number, kind, since_1904=False) == expected


@pytest.mark.parametrize(
    ("cell", "form", "expected"),
    [
        pytest.param(6100000, "GBP", "GBP 6100000", id="a plain number has the column's currency"),
        pytest.param("6100000.50", "GBP", "GBP 6100000.50", id="as text, with its pence"),
        pytest.param("EUR 5", "GBP", "EUR 5", id="another currency goes before"),
        pytest.param("1,250", "GBP", "1,250", id="thousands are not guessed"),
        pytest.param("Yes", "yes/no", True, id="yes"),
        pytest.param("no", "yes/no", False, id="no"),
        pytest.param(True, "yes/no", True, id="Excel's own TRUE"),
        pytest.param("maybe", "yes/no", "maybe", id="neither"),
        pytest.param("ja", "yes/no", "ja", id="English only"),
        pytest.param("yes", "text", "yes", id="a text that says yes"),
        pytest.param(True, "text", "TRUE", id="a text that Excel took for TRUE"),
        pytest.param(5, "choice", "5", id="a choice that is a number"),
        pytest.param("yes", "", True, id="without brackets"),
        pytest.param("4", "", 4, id="without brackets, a number as text"),
        pytest.param("007", "", "007", id="no number has leading zeros"),
        pytest.param(10, "%", "10%", id="ten in a column of percentages"),
        pytest.param("10%", "%", "10%", id="ten percent"),
        pytest.param(36, "months", "36 months", id="months"),
        pytest.param("3 years", "months", "3 years", id="years among months"),
        pytest.param("2026-01-31", "date", "2026-01-31", id="a date"),
        pytest.param("31/01/2026", "date", "31/01/2026", id="a date that nobody guesses"),
        pytest.param("a; b ;c", "list", ["a", "b", "c"], id="a list"),
        pytest.param("a", "list", ["a"], id="a list of one"),
        pytest.param("(none)", "list", [], id="an empty list"),
        pytest.param("2.50", "number", Decimal("2.50"), id="a number"),
    ],
)
def test_brackets_say_how_cells_are_written(cell, form, expected):
    read = read_value(cell, form)
    assert read == expected
    assert type(read) is type(expected)


@pytest.mark.parametrize(
    ("value", "form", "text", "number"),
    [
        ("GBP 6100000", "GBP", "6100000", 6100000),
        ("GBP 6100000.50", "GBP", "6100000.50", None),  # as a number its last 0 would be lost
        ("GBP 1234567890123456", "GBP", "1234567890123456", None),  # as a number its last digit would be
        ("EUR 5", "GBP", "EUR 5", None),
        ("10%", "%", "10%", Decimal("0.1")),
        ("7.50%", "%", "7.50%", None),
        ("2026-02-20", "date", "2026-02-20", 46073),
        ("1900-01-01", "date", "1900-01-01", None),
        ("36 months", "months", "36", 36),
        ("3 years", "months", "3 years", None),
        (True, "yes/no", "yes", None),
        ([], "list", "(none)", None),
        (["a", "b"], "list", "a; b", None),
        (Decimal("2.5"), "number", "2.5", Decimal("2.5")),
        ("=1+1", "text", "=1+1", None),
    ],
)
def test_values_are_written_so_that_they_come_back(value, form, text, number):
    cell, same = made_cell(value, form)
    assert (cell.text, cell.number, same) == (text, number, True)


@pytest.mark.parametrize(("value", "form"), [("yes", ""), ("a", "list"), ("3", "months")])
def test_what_would_come_back_otherwise_is_known(value, form):
    assert made_cell(value, form)[1] is False


@pytest.mark.parametrize(("column", "name"), [(1, "A1"), (26, "Z1"), (27, "AA1"), (702, "ZZ1"), (16384, "XFD1")])
def test_columns_have_letters(column, name):
    assert cell_name(1, column) == name
    assert column_number(name[:-1]) == column
