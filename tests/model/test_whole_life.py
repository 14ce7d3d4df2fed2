from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.model.whole_life import NoWholeLifeCostError, Payment, whole_life_cost


def flow(*payments):
    return [Payment(year, Money(Decimal(amount), "GBP")) for year, amount in payments]


@pytest.mark.parametrize(
    ("payments", "rate", "present", "nominal"),
    [
        # 1000 + 500/1.035 + 500/1.035²
        (
            flow((2026, 1000), (2027, 500), (2028, 500)),
            "3.5",
            1000 + 500 / Fraction("1.035") + 500 / Fraction("1.071225"),
            2000,
        ),
        (flow((2028, 500), (2026, 1000)), "0", Fraction(1500), 1500),
        (flow((2026, 10), (2027, "-11")), "10", Fraction(0), -1),
        (flow((2027, 1), (2027, 2)), "50", Fraction(2), 3),
    ],
    ids=["3.5%", "undiscounted, any order", "a resale value", "two in one year"],
)
def test_each_payment_is_discounted_by_its_years(payments, rate, present, nominal):
    found = whole_life_cost(payments, Decimal(rate), 2026)
    assert (found.present, found.nominal, found.currency) == (present, nominal, "GBP")


def test_to_the_penny_it_is_what_a_spreadsheet_gives():
    # =1000+PV: 1000 + 483.0917874 + 466.7553502 = 1949.8471376
    found = whole_life_cost(flow((2026, 1000), (2027, 500), (2028, 500)), Decimal("3.5"), 2026)
    assert round(found.present, 7) == Fraction("1949.8471376")


def test_no_payment_has_no_cost():
    with pytest.raises(NoWholeLifeCostError, match="No payment is stated"):
        whole_life_cost([], Decimal(0), 2026)
