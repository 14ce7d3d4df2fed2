"""The quick way of playing a ranking again, held against whole awards on random competitions."""

import random
from decimal import Decimal

import pytest

from sv_rules.engine.awarding import BidSeen
from sv_rules.engine.robustness.replaying import Replays
from tests.engine.robustness.competitions import (
    BY_MARKS,
    BY_OFFER,
    BY_PRICE,
    BY_QUALITY,
    awarded,
    bid,
    contest,
    criterion,
    first,
    lot,
    mark,
)

BEST_TO_WORST = {"fact": "bid.price", "scoring": {"method": "best_to_worst", "better": "lower"}}
MODELS = {
    "two criteria": lot(criterion("quality", "60%", **BY_QUALITY), criterion("price", "40%", **BY_PRICE)),
    "a tree": lot(
        criterion("quality", "50%", criterion("staff", "40%", **BY_MARKS), criterion("plan", "60%", **BY_MARKS)),
        criterion("social", "20%", **BY_OFFER),
        criterion("price", "30%", **BEST_TO_WORST),
        ties=("quality", "price"),
    ),
    "rounded ties": lot(
        criterion("staff", "60%", **BY_MARKS),
        criterion("price", "40%", **BY_PRICE),
        rounding={"places": 0},
        ties=("staff",),
        ties_on="rounded",
    ),
    "thresholds": lot(
        criterion(
            "quality",
            "60%",
            criterion("staff", "50%", threshold={"at_least": "2", "disqualifies": True}, **BY_MARKS),
            criterion("plan", "50%", **BY_MARKS),
            threshold={"at_least": "40%", "disqualifies": True},
        ),
        criterion("price", "40%", **BY_PRICE),
    ),
    "a warning threshold": lot(
        criterion("staff", "60%", threshold={"at_least": "3", "disqualifies": False}, **BY_MARKS),
        criterion("price", "40%", **BY_PRICE),
    ),
    "graduated": lot(
        criterion("quality", "60%", **BY_QUALITY),
        criterion("price", "40%", fact="bid.price", scoring={"method": "graduated_price"}),
    ),
    "price per point": lot(
        criterion("quality", "100%", **BY_QUALITY),
        decided_by={"rule": "price_per_quality_point", "price": "bid.price", "minimum": 30},
    ),
    "utility": lot(
        criterion("quality", "100%", **BY_QUALITY),
        decided_by={
            "rule": "utility_index",
            "price": "bid.price",
            "quality_weight": "60%",
            "price_weight": "40%",
            "maximum": 100,
        },
        ties_on="rounded",
    ),
}


def some_bids(drawn: random.Random) -> list[BidSeen]:
    """Few different values, so that ties, thresholds and gaps come up."""
    return [
        bid(
            name,
            drawn.choice([None, 60, 80, 100, 100, 120]),
            drawn.choice([None, 20, 60, 80, 80]),
            offer=drawn.choice([0, 50, 100]),
            marks=[mark(one, drawn.randint(0, 5)) for one in ("staff", "plan") if drawn.random() < 0.95],
        )
        for name in "ABCDE"[: drawn.randint(2, 5)]
    ]


def fitted(of_lot, bids):
    """The bids with the marks that the lot asks for."""
    asked = {one.id for one in of_lot.award.criteria} | {
        below.id for one in of_lot.award.criteria for below in one.criteria
    }
    return [
        BidSeen(
            one.bid.model_copy(update={"marks": tuple(given for given in one.bid.marks if given.criterion in asked)}),
            one.values,
        )
        for one in bids
    ]


@pytest.mark.parametrize("name", MODELS)
def test_it_agrees_with_whole_awards(name):
    model, drawn = MODELS[name], random.Random(name)
    told = 0
    for _ in range(25):
        bids = fitted(model, some_bids(drawn))
        played = contest(model, *bids)
        result = awarded(model, *bids)
        assert played.outcome.first == tuple(sorted(one.bid for one in result.assessments if one.rank == 1))
        assert set(played.ranked) == {one.bid for one in result.assessments if one.rank is not None}
        told += len(played.ranked) > 1
        for leave in [one.bid.id for one in bids]:
            rest = [one for one in bids if one.bid.id != leave]
            assert Replays(played).without(leave).first == first(model, *rest)
        chosen = drawn.choice(bids)
        twin = BidSeen(chosen.bid.model_copy(update={"id": "twin"}), chosen.values)
        assert Replays(played).with_copy(chosen.bid.id, "twin").first == first(model, *bids, twin)
    assert told > 5


@pytest.mark.parametrize("name", ["a tree", "rounded ties", "thresholds"])
def test_it_agrees_when_a_mark_is_another(name):
    model, drawn = MODELS[name], random.Random(name)
    for _ in range(25):
        bids = fitted(model, some_bids(drawn))
        place = drawn.randrange(len(bids))
        changed = bids[place]
        if not changed.bid.marks:
            continue
        old = changed.bid.marks[0]
        new = old.model_copy(update={"mark": Decimal(drawn.randint(0, 5))})
        marks = (new, *changed.bid.marks[1:])
        after = BidSeen(changed.bid.model_copy(update={"marks": marks}), changed.values)
        played = contest(model, *bids)
        values = {**played.values[old.criterion], changed.bid.id: new}
        assert played.replayed({old.criterion: values}).first == first(model, *bids[:place], after, *bids[place + 1 :])


def test_a_recorded_draw_tells_the_level_apart():
    draw = {"drawn_by": "the clerk", "drawn_on": "2026-03-01", "order": ["B", "A"]}
    model = lot(*MODELS["two criteria"].award.criteria, draw=draw)
    bids = (bid("A", 100, 80), bid("B", 100, 80))
    assert contest(model, *bids).outcome.first == first(model, *bids) == ("B",)


def test_the_lead_of_a_bid():
    # A 48 + 40 = 88, B 42 + 40 = 82.
    outcome = contest(MODELS["two criteria"], bid("A", 100, 80), bid("B", 100, 70)).outcome
    assert (outcome.lead_of("A"), outcome.lead_of("B"), outcome.lead_of("C")) == (6, -6, None)
    assert contest(MODELS["two criteria"], bid("A", 100, 80)).outcome.lead_of("A") is None
