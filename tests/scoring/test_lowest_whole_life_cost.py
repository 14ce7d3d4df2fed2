from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.model.fact import Fact, FactType
from sv_rules.scoring.lowest_whole_life_cost import METHOD, lowest_whole_life_cost
from sv_rules.scoring.options import check_options, check_scoring

YEARS = (
    Fact("note", FactType.TEXT, "note"),
    Fact("year", FactType.INTEGER, "year"),
    Fact("cost", FactType.MONEY, "cost"),
)
COSTS = Fact("bid.costs", FactType.LIST, "costs over the contract's life", fields=YEARS)
DATED = Fact(
    "bid.costs",
    FactType.LIST,
    "costs",
    fields=(Fact("day", FactType.DATE, "day"), Fact("cost", FactType.MONEY, "cost")),
)
AT_10 = {"rate": "10%", "base_year": 2026, "year": "year", "amount": "cost"}


def gbp(amount):
    return Money(Decimal(amount), "GBP")


def paid(*payments):
    return tuple(("", year, gbp(amount)) for year, amount in payments)


def scores(fact=COSTS, given=AT_10, **values):
    options, mistakes = check_options(METHOD, given, fact)
    assert not mistakes
    return lowest_whole_life_cost(values, options)


def test_the_share_is_the_lowest_present_value_over_a_bids_own():
    # A: 100 + 110/1.1 = 200 (nominal 210). B: 190 + 0 = 190, dearer at first and cheaper in all: 190/200 = 0.95
    found = scores(A=paid((2026, 100), (2027, 110)), B=paid((2026, 190)))
    assert {bid: score.share for bid, score in found.items()} == {"A": Fraction(19, 20), "B": Fraction(1)}
    assert found["A"].working == "£190 ÷ £200 = 0.95"
    assert found["A"].raw == "whole-life cost £200 in money of 2026 at 10% a year (nominal £210)"


def test_money_later_weighs_less_and_income_is_taken_off():
    # A: 121 − 12.1/1.1 = 110; B: 121/1.21 = 100
    found = scores(A=paid((2026, 121), (2027, "-12.1")), B=paid((2028, 121)))
    assert found["A"].share == Fraction(100, 110)


def test_years_may_be_written_as_dates():
    given = {**AT_10, "year": "day"}
    found = scores(
        DATED,
        given,
        A=((date(2026, 12, 31), gbp(100)),),
        B=((date(2027, 1, 1), gbp(110)),),
    )
    assert found["B"].share == Fraction(1)


@pytest.mark.parametrize(
    ("flow", "working"),
    [
        ((), "No payment is stated, so there is nothing to add up."),
        ((("", 2026, None),), "Payment 1 has no cost, so the payments cannot be added up."),
        ((*paid((2026, 1)), ("", None, gbp(1))), "Payment 2 has no year, so the payments cannot be added up."),
        (paid((2025, 1)), "A payment of 2025 lies before the base year 2026."),
        (paid((2227, 1)), "A payment of 2227 lies more than 200 years after 2026."),
        (
            (("", 2026, gbp(1)), ("", 2026, Money(Decimal(1), "EUR"))),
            "The payments are in EUR and GBP, which cannot be added up.",
        ),
    ],
    ids=["empty", "no amount", "no year", "too early", "too late", "two currencies"],
)
def test_a_flow_without_a_cost_is_not_scored_and_leaves_the_others_alone(flow, working):
    found = scores(A=flow, B=paid((2026, 5)))
    assert (found["A"].share, found["A"].working) == (None, working)
    assert found["B"].share == 1


def test_costs_that_cannot_be_compared_leave_nobody_with_a_score():
    found = scores(A=paid((2026, 1)), B=(("", 2026, Money(Decimal(1), "EUR")),))
    assert {score.working for score in found.values()} == {
        "The whole-life costs are in EUR and GBP, which cannot be compared."
    }
    found = scores(A=paid((2026, 1)), B=paid((2026, 0)))
    assert {score.share for score in found.values()} == {None}
    assert found["A"].working == (
        "The whole-life cost of B is £0. Lowest cost divided by cost has a meaning only for costs above zero, so none "
        "can be scored until it is settled what that one earns."
    )


def test_a_plain_list_is_no_cash_flow():
    plain = Fact("bid.tags", FactType.LIST, "tags", items=Fact("tag", FactType.TEXT, "tag"))
    checked = check_scoring({"method": METHOD.name, **AT_10}, {METHOD.name: METHOD}, plain)
    assert [message for _, message in checked.mistakes] == [
        "'year' names a field 'year' that bid.tags does not have: its entries are no records",
        "'amount' names a field 'cost' that bid.tags does not have: its entries are no records",
    ]
