"""A yardstick gives the shares that its method gives, on random fields of ordinary and of unusable amounts."""

from decimal import Decimal
from random import Random

import pytest

from sv_rules.model.amount import Money
from sv_rules.scoring import methods

METHODS = {method.name: method for method in methods()}
OPTIONS = [
    ("lowest_price", {}),
    ("linear_from_lowest", {"floor": "0%"}),
    ("linear_from_lowest", {"floor": "12.5%"}),
    ("best_to_worst", {"better": "lower"}),
    ("best_to_worst", {"better": "higher"}),
    ("proportion_of_highest", {}),
    ("deviation_from_mean", {"deviation": "exact", "outside": "capped"}),
    ("deviation_from_mean", {"deviation": "exact", "outside": "not_scored"}),
    ("deviation_from_mean", {"deviation": "whole_percent", "outside": "capped"}),
    ("logarithmic", {"nothing_at": 2, "outside": "capped"}),
    ("logarithmic", {"nothing_at": Decimal("1.5"), "outside": "not_scored"}),
]
AMOUNTS = ("100", "100.00", "99.99", "120", "250", "1E+2", "7.000001")
UNUSABLE = ("0", "-5", "1E-60", "1E+50")


def _field(drawn):
    unusable = UNUSABLE if drawn.random() < 0.2 else ()
    currencies = ("GBP", "EUR") if drawn.random() < 0.1 else ("GBP",)
    return {
        f"bid-{number}": Money(Decimal(drawn.choice((*AMOUNTS, *unusable))), drawn.choice(currencies))
        for number in range(drawn.randint(0, 6))
    }


@pytest.mark.parametrize(("name", "given"), OPTIONS, ids=[f"{name} {list(given.values())}" for name, given in OPTIONS])
def test_a_yardstick_gives_what_its_method_gives(name, given):
    method, drawn = METHODS[name], Random(f"{name} {given}")
    options = method.options.model_validate(given)
    open_fields = 0
    for _ in range(120):
        values = _field(drawn)
        measure = method.yardstick.of(values, options)
        shares = {bid: score.share for bid, score in method.function(values, options).items()}
        if measure is None:
            assert set(shares.values()) <= {None}
            open_fields += bool(values)
        else:
            assert {bid: method.yardstick.share(value, measure, options) for bid, value in values.items()} == shares
    assert open_fields > 3


def test_every_method_with_a_yardstick_is_tried_here():
    assert {name for name, method in METHODS.items() if method.yardstick} == {name for name, _ in OPTIONS}


def test_only_relative_methods_have_one():
    assert all(method.relative for method in METHODS.values() if method.yardstick)
