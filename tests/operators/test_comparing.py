"""Equality, order, dates, lists and absence: each operator from both sides of its edge."""

from datetime import date
from decimal import Decimal

import pytest

from sv_rules.model.amount import Money
from sv_rules.operators import operators

DRAWER = {operator.name: operator for operator in operators()}


def gbp(amount: str) -> Money:
    return Money(Decimal(amount), "GBP")


D = Decimal
EVE, DAY, MORROW = date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 2)
PERIOD = (date(2025, 4, 1), date(2026, 3, 31))

# operator, actual, value, expected
TABLE = [
    ("is", True, True, True),
    ("is", False, True, False),
    ("is", 10, 10, True),
    ("is", D("10.00"), D(10), True),
    ("is", D("0.1"), D("0.100000000001"), False),
    ("is", gbp("100000.00"), gbp("100000"), True),
    ("is", gbp("100000.01"), gbp("100000"), False),
    ("is", DAY, DAY, True),
    ("is", DAY, MORROW, False),
    ("is", "Leeds", "Leeds", True),
    ("is", "Leeds", "leeds", False),
    ("is", "Leeds ", "Leeds", False),
    ("is", "", "", True),
    ("is_not", True, True, False),
    ("is_not", False, True, True),
    ("is_not", D("10.00"), D(10), False),
    ("is_not", gbp("0.01"), gbp("0"), True),
    ("is_not", "Leeds", "leeds", True),
    ("one_of", "works", ("services", "works"), True),
    ("one_of", "goods", ("services", "works"), False),
    ("one_of", "work", ("services", "works"), False),
    ("one_of", D("5.0"), (D(3), D(5)), True),
    ("one_of", gbp("5"), (gbp("3"), gbp("5.00")), True),
    ("one_of", DAY, (EVE, MORROW), False),
    ("none_of", "works", ("services", "works"), False),
    ("none_of", "goods", ("services", "works"), True),
    ("none_of", 36, (12, 24), True),
    ("none_of", D("5.0"), (D(3), D(5)), False),
    ("at_least", gbp("99999.99"), gbp("100000"), False),
    ("at_least", gbp("100000"), gbp("100000.00"), True),
    ("at_least", gbp("100000.01"), gbp("100000"), True),
    ("at_least", D("9.999999999999"), D(10), False),
    ("at_least", -1, 0, False),
    ("at_least", 0, 0, True),
    ("at_least", 0, D("0.5"), False),
    ("at_most", 30, 30, True),
    ("at_most", 31, 30, False),
    ("at_most", 29, 30, True),
    ("at_most", gbp("100000.01"), gbp("100000"), False),
    ("at_most", gbp("100000.00"), gbp("100000"), True),
    ("more_than", 0, 0, False),
    ("more_than", 1, 0, True),
    ("more_than", D("0.000000000001"), D(0), True),
    ("more_than", gbp("100000"), gbp("100000.00"), False),
    ("less_than", gbp("214903.99"), gbp("214904"), True),
    ("less_than", gbp("214904"), gbp("214904"), False),
    ("less_than", gbp("214904.01"), gbp("214904"), False),
    ("less_than", 11, 12, True),
    ("between", D("9.99"), (D(10), D(20)), False),
    ("between", D(10), (D(10), D(20)), True),
    ("between", D(20), (D(10), D(20)), True),
    ("between", D("20.01"), (D(10), D(20)), False),
    ("between", 5, (5, 5), True),
    ("between", gbp("15"), (gbp("10"), gbp("20")), True),
    ("between", gbp("21"), (gbp("10"), gbp("20")), False),
    # Two facts or parameters may be the wrong way round: that is an answer, not an error.
    ("between", 15, (20, 10), False),
    ("before", EVE, DAY, True),
    ("before", DAY, DAY, False),
    ("before", MORROW, DAY, False),
    ("after", EVE, DAY, False),
    ("after", DAY, DAY, False),
    ("after", MORROW, DAY, True),
    ("within", date(2025, 3, 31), PERIOD, False),
    ("within", date(2025, 4, 1), PERIOD, True),
    ("within", date(2026, 3, 31), PERIOD, True),
    ("within", date(2026, 4, 1), PERIOD, False),
    ("within", EVE, (DAY, None), False),
    ("within", DAY, (DAY, None), True),
    ("within", MORROW, (DAY, None), True),
    ("within", EVE, (None, DAY), True),
    ("within", DAY, (None, DAY), True),
    ("within", MORROW, (None, DAY), False),
    ("within", DAY, (MORROW, EVE), False),
    ("includes", ("jobs", "climate"), "jobs", True),
    ("includes", ("jobs", "climate"), "job", False),
    ("includes", ("Jobs",), "jobs", False),
    ("includes", (), "jobs", False),
    ("includes", (D("1.0"), D(2)), D(1), True),
    ("includes_any", ("jobs", "climate"), ("early-help", "jobs"), True),
    ("includes_any", ("jobs", "climate"), ("early-help", "Jobs"), False),
    ("includes_any", (), ("jobs",), False),
    ("includes_any", (gbp("1.0"),), (gbp("1"), gbp("2")), True),
    ("includes_all", ("jobs", "climate", "homes"), ("climate", "jobs"), True),
    ("includes_all", ("jobs", "homes"), ("climate", "jobs"), False),
    ("includes_all", ("jobs",), ("jobs", "jobs"), True),
    ("includes_all", (), ("jobs",), False),
    ("given", "a plan", True, True),
    ("given", None, True, False),
    ("given", "a plan", False, False),
    ("given", None, False, True),
    # What is known to be nothing is known.
    ("given", False, True, True),
    ("given", 0, True, True),
    ("given", "", True, True),
    ("given", (), True, True),
    ("given", (), False, False),
]


@pytest.mark.parametrize(
    ("name", "actual", "value", "expected"), TABLE, ids=[f"{row[0]}-{number}" for number, row in enumerate(TABLE)]
)
def test_an_operator_from_both_sides(name: str, actual, value, expected: bool):
    operator = DRAWER[name]
    assert operator.function(actual, value) is expected


def test_every_operator_is_seen_true_and_false():
    tables_of_their_own = {"matches", "mentions_any", "states_any"}
    seen = {(name, expected) for name, _, _, expected in TABLE}
    assert seen == {(name, answer) for name in set(DRAWER) - tables_of_their_own for answer in (True, False)}
