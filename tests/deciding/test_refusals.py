"""`decided_by:` sections that cannot be used, each with its message in full."""

import pytest

from sv_rules.deciding import rules
from sv_rules.deciding.options import check_decision
from sv_rules.model.fact import Fact, FactType

RULES = {rule.name: rule for rule in rules()}
PRICE = Fact("bid.price", FactType.MONEY, "price")
KNOWN = (
    "the decision rules are lowest_price_technically_compliant, monetised_quality, price_per_quality_point, "
    "relative_value_cost, utility_index, value_for_money_index and weighted_value_for_money_index"
)


@pytest.mark.parametrize(
    ("decided_by", "under", "message"),
    [
        ({}, (), f"'rule' is missing; {KNOWN}"),
        (
            {"rule": "price_per_qualitypoint"},
            ("rule",),
            "there is no decision rule called 'price_per_qualitypoint'; did you mean 'price_per_quality_point'?",
        ),
        ({"rule": "x"}, ("rule",), f"there is no decision rule called 'x'; {KNOWN}"),
        ({"rule": 3}, ("rule",), f"there is no decision rule called 3; {KNOWN}"),
        ({"rule": "price_per_quality_point"}, ("minimum",), "'minimum' is missing"),
        (
            {"rule": "price_per_quality_point", "minimum": 0},
            ("minimum",),
            "'minimum' must be above zero; here it is 0",
        ),
        (
            {"rule": "price_per_quality_point", "minimum": "50%"},
            ("minimum",),
            "'minimum' must be a number such as 4 or 2.5, not the text '50%'",
        ),
        (
            {"rule": "price_per_quality_point", "minimun": 50},
            ("minimun",),
            "there is no option called 'minimun'; did you mean 'minimum'?",
        ),
        (
            {"rule": "value_for_money_index", "per": 0},
            ("per",),
            "'per' must be above zero; here it is 0",
        ),
        (
            {"rule": "value_for_money_index", "minimum": -1},
            ("minimum",),
            "'minimum' must not be below zero; here it is -1",
        ),
        (
            {"rule": "value_for_money_index", "weight": 3},
            ("weight",),
            "there is no option called 'weight'; value_for_money_index has the options per and minimum",
        ),
        (
            {"rule": "weighted_value_for_money_index", "quality_weight": "60%", "price_weight": "50%"},
            ("price_weight",),
            "the two weights add up to 110%, not 100%",
        ),
        (
            {"rule": "weighted_value_for_money_index", "quality_weight": "100%", "price_weight": "0%"},
            ("price_weight",),
            "'price_weight' must be at least 1%; here it is 0%",
        ),
        (
            {"rule": "utility_index", "quality_weight": "50%"},
            ("price_weight",),
            "'price_weight' is missing",
        ),
        (
            {"rule": "utility_index", "quality_weight": 50, "price_weight": "50%"},
            ("quality_weight",),
            "'quality_weight' must be a percentage such as 10%, not 50",
        ),
        (
            {"rule": "monetised_quality", "point_worth": 500},
            ("point_worth",),
            "'point_worth' must be an amount of money such as GBP 250000, not 500",
        ),
        (
            {"rule": "monetised_quality", "point_worth": "GBP 0"},
            ("point_worth",),
            "'point_worth' must be above zero; here it is £0",
        ),
        (
            {"rule": "lowest_price_technically_compliant"},
            ("pass_mark",),
            "'pass_mark' is missing",
        ),
        (
            {"rule": "relative_value_cost", "maximum": -100},
            ("maximum",),
            "'maximum' must be above zero; here it is -100",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(decided_by, under, message):
    checked = check_decision({"price": "bid.price", **decided_by}, RULES, PRICE)
    assert checked.options is None
    assert list(checked.mistakes) == [(under, message)]
