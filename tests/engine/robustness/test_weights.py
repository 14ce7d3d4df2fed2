from fractions import Fraction

import pytest

from sv_rules.engine.robustness.weight_space import SAMPLES, SEED, of_samples
from sv_rules.model.robustness import Bound
from tests.engine.robustness.competitions import (
    BY_MARKS,
    BY_PRICE,
    BY_QUALITY,
    bid,
    criterion,
    first,
    lot,
    mark,
    robustness_of,
)


def of_two(quality):
    return lot(criterion("quality", f"{quality}%", **BY_QUALITY), criterion("price", f"{100 - quality}%", **BY_PRICE))


# A: quality 80, price 100. B: quality 70, price 80. With a weight w of quality and 100 − w of price
# A = 0.8 w + 0.8 (100 − w) = 80 and B = 0.7 w + (100 − w) = 100 − 0.3 w, so they are level at w = 66 2/3.
PAIR = (bid("A", 100, 80), bid("B", 80, 70))
LEVEL = Fraction(200, 3)


def test_two_weights_by_algebra():
    found = robustness_of(of_two(60), *PAIR)
    assert found.first == ("B",)
    quality, price = found.weights
    assert (quality.criterion, quality.weight, quality.lowest) == ("quality", "60%", None)
    assert quality.highest == Bound(weight="66.67%", exact="200/3%", first=("A",))
    assert (price.lowest, price.highest) == (Bound(weight="33.33%", exact="100/3%", first=("A",)), None)
    assert [(one.lowest, one.highest, one.first) for one in found.two_criteria] == [
        ("0%", "200/3%", ("B",)),
        ("200/3%", "100%", ("A",)),
    ]
    change = found.smallest_weight_change
    # 6.666… rounded up, so that it is enough
    assert (change.criterion, change.weight, change.to, change.by, change.first) == (
        "quality",
        "60%",
        "66.67%",
        "6.67",
        ("A",),
    )
    assert found.sentences[0] == (
        "Bid B is 2.00 points ahead of Bid A; it stays first until one weight moves by 6.67 percentage points (Quality "
        "from 60% to 66.67%), and then Bid A would be."
    )


def test_the_share_of_two_weights_is_exact():
    space = robustness_of(of_two(60), *PAIR).weight_space
    assert (space.exact, space.samples, space.seed) == (True, 0, None)
    assert [(one.bid, one.share) for one in space.won] == [("A", "33.33%"), ("B", "66.67%")]


@pytest.mark.parametrize(("quality", "winner"), [(66, "B"), (67, "A")])
def test_an_award_on_either_side_of_the_bound(quality, winner):
    assert first(of_two(quality), *PAIR) == (winner,)


def test_a_bid_that_is_best_on_everything_stays_first_whatever_the_weights():
    found = robustness_of(of_two(60), bid("A", 100, 80), bid("B", 120, 70))
    assert [(one.lowest, one.highest) for one in found.weights] == [(None, None), (None, None)]
    assert found.smallest_weight_change is None
    assert "no change of one weight puts another bid first" in found.sentences[0]
    assert [(one.bid, one.share) for one in found.weight_space.won] == [("A", "100%"), ("B", "0%")]


# Three criteria: quality 50, social value 20, price 30. A has 4, 2 and a price of 100; B 3, 4 and 100; C 4, 2 and 125.
# A: 40 + 8 + 30 = 78. B: 30 + 16 + 30 = 76. C: 40 + 8 + 24 = 72, never ahead of A.
# With a weight w of social value the others share 100 − w as 5 to 3: A = (100 − w) × 70/80 + 0.4 w, and
# B = (100 − w) × 60/80 + 0.8 w. Level at 12.5 − 0.125 w = 0.4 w, so w = 12.5/0.525 = 500/21 = 23.809…
# With a weight w of quality the others share 100 − w as 2 to 3: A = 0.8 w + (100 − w) × 38/50, B = 0.6 w + (100 − w) ×
# 46/50. Level at 0.2 w = 16 − 0.16 w, so w = 16/0.36 = 400/9 = 44.444… Price: A and B are alike on it. The others
# share 100 − w as 5 to 2, so both get (100 − w) × 48/70 and × 46/70, and are level only at w = 100.
THREE = lot(
    criterion("quality", "50%", **BY_MARKS),
    criterion("social", "20%", **BY_MARKS),
    criterion("price", "30%", **BY_PRICE),
)
THREE_BIDS = (
    bid("A", 100, marks=[mark("quality", 4), mark("social", 2)]),
    bid("B", 100, marks=[mark("quality", 3), mark("social", 4)]),
    bid("C", 125, marks=[mark("quality", 4), mark("social", 2)]),
)


def test_three_weights_by_algebra():
    found = robustness_of(THREE, *THREE_BIDS)
    quality, social, price = found.weights
    assert (quality.lowest.exact, quality.lowest.first, quality.highest) == ("400/9%", ("B",), None)
    assert (social.lowest, social.highest.exact, social.highest.first) == (None, "500/21%", ("B",))
    assert (price.lowest, price.highest) == (None, None)
    assert (found.smallest_weight_change.criterion, found.smallest_weight_change.by) == ("social", "3.81")
    assert found.two_criteria == ()


def test_level_bids_have_no_room():
    # A and B are level at 76 with quality 50 and price 50: any move decides.
    found = robustness_of(of_two(50), bid("A", 100, 76), bid("B", 95, 71))
    # A 38 + 47.5 = 85.5; B 35.5 + 50 = 85.5
    assert found.first == ("A", "B")
    quality = found.weights[0]
    assert (quality.lowest.exact, quality.lowest.first) == ("50%", ("B",))
    assert (quality.highest.exact, quality.highest.first) == ("50%", ("A",))


def test_a_lead_by_a_declared_rounding_has_no_room():
    # A 60 × 0.8 + 40 × 100/100 = 88; B 60 × 0.80005 + 40 × 100/100.01 = 48.003 + 39.996… = 87.999…: both show 88.0
    # with one place, and the tie-break on quality puts B first. On exact totals it is behind already.
    model = lot(
        criterion("quality", "60%", **BY_QUALITY),
        criterion("price", "40%", **BY_PRICE),
        rounding={"places": 1},
        ties=("quality",),
        ties_on="rounded",
    )
    found = robustness_of(model, bid("A", 100, 80), bid("B", "100.01", "80.005"))
    assert (found.first, found.margin.by) == (("B",), "0.0")
    assert found.weights[0].lowest.exact == "60%"


# The sampled share


def test_samples_come_near_the_exact_share():
    # 200/3 for B. With 1,000 samples one standard error is 1.5 points; four of them are allowed.
    shares = {
        "quality": {"A": Fraction(80, 100), "B": Fraction(70, 100)},
        "price": {"A": Fraction(80, 100), "B": Fraction(1)},
    }
    space = of_samples(shares, ("A", "B"))
    won = {one.bid: float(one.share.removesuffix("%")) for one in space.won}
    assert (space.exact, space.samples, space.seed) == (False, SAMPLES, SEED)
    assert abs(won["B"] - float(LEVEL)) < 6
    assert won["A"] + won["B"] == pytest.approx(100)


def test_three_weights_are_sampled_and_add_up():
    space = robustness_of(THREE, *THREE_BIDS).weight_space
    won = {one.bid: Fraction(one.share.removesuffix("%")) for one in space.won}
    assert not space.exact
    assert sum(won.values()) == 100
    assert won["C"] == 0
    # B needs w(social) × 0.4 > w(quality) × 0.2: one third of the triangle, where social is more than half of quality,
    # is A's: on each line from the price corner the ratio is uniform, so A wins where social/(social + quality) < 1/3.
    assert abs(won["A"] - Fraction(100, 3)) < 6


def test_bids_alike_share_what_they_win():
    shares = {name: {"A": Fraction(1, 2), "B": Fraction(1, 2)} for name in ("x", "y", "z")}
    assert [one.share for one in of_samples(shares, ("A", "B")).won] == ["50%", "50%"]


def test_of_very_many_bids_fewer_samples_are_drawn():
    # 250,000 ÷ (250 × 2) = 500. All bids are alike but one, which is ahead on everything.
    bids = tuple(f"{place:03}" for place in range(250))
    shares = {name: {bid: Fraction(bid == "007") for bid in bids} for name in ("x", "y")}
    space = of_samples(shares, bids)
    assert space.samples == 500
    assert [one.bid for one in space.won if one.share == "100%"] == ["007"]
