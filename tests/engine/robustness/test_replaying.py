"""One bid changed: the quick way against the plain one, which scores every bid again."""

import random
from decimal import Decimal

import pytest

from sv_rules.engine.robustness.replaying import Replays
from sv_rules.model.amount import Money
from tests.engine.robustness.competitions import BY_MARKS, BY_QUALITY, awarded, bid, contest, criterion, lot, mark

PRICE_METHODS = {
    "lowest price": {"method": "lowest_price"},
    "linear": {"method": "linear_from_lowest", "floor": "10%"},
    "best to worst": {"method": "best_to_worst", "better": "lower"},
    "the mean": {"method": "deviation_from_mean", "deviation": "exact", "outside": "not_scored"},
    "the mean, whole per cents": {"method": "deviation_from_mean", "deviation": "whole_percent", "outside": "capped"},
    "logarithms": {"method": "logarithmic", "nothing_at": 2, "outside": "not_scored"},
    "a method without a yardstick": {"method": "graduated_price"},
    "a method that does not compare": {
        "method": "absolute_linear", "low": "GBP 60", "high": "GBP 130", "better": "lower", "outside": "capped"
    },
}  # fmt: skip
QUALITY = {"fact": "bid.quality", "scoring": {"method": "proportion_of_highest"}}


def _model(method, *, ties_on="exact", quality=QUALITY, **threshold):
    return lot(
        criterion("price", "40%", fact="bid.price", scoring=method),
        criterion("quality", "35%", **quality),
        criterion("staff", "25%", **BY_MARKS, **threshold),
        ties=("staff", "price"),
        ties_on=ties_on,
        rounding={"places": 0 if ties_on == "rounded" else 2},
    )


FLOOR = {"threshold": {"at_least": "2", "disqualifies": True}}
MODELS = (
    {name: _model(method) for name, method in PRICE_METHODS.items()}
    | {f"{name}, rounded": _model(PRICE_METHODS[name], ties_on="rounded") for name in ("lowest price", "the mean")}
    | {f"{name}, a floor": _model(PRICE_METHODS[name], **FLOOR) for name in ("lowest price", "best to worst")}
    | {
        "nothing compares": _model(PRICE_METHODS["a method that does not compare"], quality=BY_QUALITY),
        "a rule decides": lot(
            criterion("quality", "60%", **QUALITY),
            criterion("staff", "40%", **BY_MARKS),
            decided_by={"rule": "relative_value_cost", "price": "bid.price", "maximum": 100},
        ),
    }
)


def _field(drawn):
    return [
        bid(
            name,
            drawn.choice([None, 0, 60]) if drawn.random() < 0.08 else drawn.choice([80, 90, 90, 100, "99.99", 120]),
            drawn.choice([20, 60, 80, 80]),
            marks=[mark("staff", drawn.randint(0, 5))] if drawn.random() < 0.95 else (),
        )
        for name in "ABCDEFG"[: drawn.randint(2, 7)]
    ]


def _changes(drawn, played):
    """Values for one bid on some leaves; None takes its value away."""
    price = Money(Decimal(drawn.choice([1, 59, 80, 90, 100, 250])), "GBP")
    others = {"price": price, "": price, "quality": drawn.choice([Decimal(0), Decimal(80), Decimal(95), None])}
    others["staff"] = drawn.choice([mark("staff", drawn.randint(0, 5)), None])
    return {leaf: others[leaf] for leaf in played.values if drawn.random() < 0.6}


def _put(values, name, new):
    rest = {bid: value for bid, value in values.items() if bid != name}
    return rest if new is None else {**rest, name: new}


@pytest.mark.parametrize("name", MODELS)
def test_the_quick_way_is_the_plain_way(name):
    drawn = random.Random(name)
    won = moved = 0
    for _ in range(40):
        played = contest(MODELS[name], *_field(drawn))
        replays = Replays(played)
        for bid_name in [*played.bids, "a new one"]:
            changes = _changes(drawn, played)
            plain = played.replayed({leaf: _put(played.values[leaf], bid_name, new) for leaf, new in changes.items()})
            quick = replays.changed(bid_name, changes)
            assert quick.first == plain.first
            assert quick.number == plain.numbers.get(bid_name)
            assert quick.lead == plain.lead_of(bid_name)
            assert quick.same_ranked == (plain.numbers.keys() == played.outcome.numbers.keys())
            won += quick.first == (bid_name,)
            moved += not quick.same_ranked
    assert won > 5
    assert moved > 5


def test_what_nobody_else_notices_leaves_everybody_else_alone():
    # 40 × 80/100 + 35 + 25 × 3/5 = 82 for A; B: 40 + 35 × 60/80 + 25 × 2/5 = 76.25, with 4 marks 86.25.
    of_lot = _model(PRICE_METHODS["lowest price"])
    bids = (bid("A", 100, 80, marks=[mark("staff", 3)]), bid("B", 80, 60, marks=[mark("staff", 2)]))
    played = Replays(contest(of_lot, *bids)).changed("B", {"staff": mark("staff", 4)})
    assert (played.first, played.number, played.lead) == (("B",), Decimal("86.25"), Decimal("4.25"))
    assert awarded(of_lot, *bids).robustness.first == ("A",)
