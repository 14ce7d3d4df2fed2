import random
from decimal import Decimal

import pytest

from sv_rules.engine.robustness.counterfactuals import Tried, highest_winning
from tests.engine.robustness.competitions import (
    BY_MARKS,
    BY_PRICE,
    BY_QUALITY,
    bid,
    contest,
    criterion,
    first,
    lot,
    mark,
    robustness_of,
)
from tests.engine.robustness.test_robustness import CLOSE, TWO_QUESTIONS


def needed(model, *bids):
    return {one.bid: one for one in robustness_of(model, *bids).counterfactuals}


def cheaper(one, price):
    return bid(one.bid.id, price, one.values["bid.quality"], marks=one.bid.marks)


def test_a_lower_price_and_one_more_mark():
    # A 80, B 76: 36 of quality and 40 of price at the lowest, 80. A has 48 and 80/100 × 40. At a lower p B keeps its
    # 40, and A falls to 48 + p/100 × 40: B wins when that is less than 76, so when p < 70: 69.99.
    # One more mark on either question gives B 82.
    b = needed(TWO_QUESTIONS, *CLOSE)["B"]
    assert (b.price.cut, b.price.price) == ("GBP 10.01", "GBP 69.99")
    assert [(one.criterion, one.steps, one.mark, one.instead) for one in b.marks] == [
        ("staff", 1, "4", "5"),
        ("plan", 1, "2", "3"),
    ]
    assert b.sentence == "One more mark on Staff, one more mark on Plan or £10.01 less would have put Bid B first."


@pytest.mark.parametrize(("price", "winner"), [("69.99", ("B",)), ("70", ("A", "B")), ("70.01", ("A",))])
def test_an_award_at_that_price_and_a_penny_above(price, winner):
    a, b = CLOSE
    assert first(TWO_QUESTIONS, a, cheaper(b, price)) == winner


def test_a_loser_that_becomes_the_new_anchor():
    # Quality 60, price 40. A q80 at 100, B q70 at 120. A 48 + 40 = 88; B 42 + 33.3. Above 100 B never wins: at 100 it
    # has 82. Below, B has 82 and A 48 + p/100 × 40 < 82 needs p < 85: 84.99, so £35.01 less.
    model = lot(criterion("quality", "60%", **BY_QUALITY), criterion("price", "40%", **BY_PRICE))
    a, b = bid("A", 100, 80), bid("B", 120, 70)
    cut = needed(model, a, b)["B"].price
    assert (cut.cut, cut.price) == ("GBP 35.01", "GBP 84.99")
    assert first(model, a, cheaper(b, "84.99")) == ("B",)
    assert first(model, a, cheaper(b, "85")) == ("A", "B")


def test_a_loser_that_no_price_helps():
    # With 50 of quality and 50 of price, even free of charge B can have no more than 5 + 50, and A keeps its 50.
    model = lot(criterion("quality", "60%", **BY_QUALITY), criterion("price", "40%", **BY_PRICE))
    found = needed(model, bid("A", 100, 100), bid("B", 90, 10))["B"]
    assert (found.price, found.marks) == (None, ())
    assert found.sentence == "Neither more marks on one criterion nor a lower price would have put Bid B first."


def test_more_marks_than_one():
    # Quality 60: a mark is 12. A 48 + 40 × 80/100 = 80; B 12 + 40 = 52; B needs 3 more marks: 48 + 40 = 88; with 2, 76.
    model = lot(criterion("quality", "60%", **BY_MARKS), criterion("price", "40%", **BY_PRICE))
    b = needed(model, bid("A", 100, marks=[mark("quality", 4)]), bid("B", 80, marks=[mark("quality", 1)]))["B"]
    assert [(one.steps, one.mark, one.instead) for one in b.marks] == [(3, "1", "4")]
    assert b.sentence.startswith("3 more marks on Quality or £")


def test_a_price_with_parts_of_a_penny():
    model = lot(criterion("quality", "60%", **BY_QUALITY), criterion("price", "40%", **BY_PRICE))
    # B wins below 85, as above.
    cut = needed(model, bid("A", 100, 80), bid("B", "85.004", 70))["B"].price
    assert (cut.cut, cut.price) == ("GBP 0.014", "GBP 84.99")


METHODS = {
    "lowest_price": {"method": "lowest_price"},
    "linear_from_lowest": {"method": "linear_from_lowest", "floor": "0%"},
    "best_to_worst": {"method": "best_to_worst", "better": "lower"},
    "deviation_from_mean": {"method": "deviation_from_mean", "deviation": "exact", "outside": "capped"},
    "logarithmic": {"method": "logarithmic", "nothing_at": 2, "outside": "capped"},
    "absolute_linear": {
        "method": "absolute_linear",
        "low": "GBP 0.1",
        "high": "GBP 0.7",
        "better": "lower",
        "outside": "capped",
    },
    "benchmark_price": {
        "method": "benchmark_price",
        "benchmark": "GBP 0.4",
        "at_benchmark": "50%",
        "shape": "inverse",
    },
}


@pytest.mark.parametrize("method", METHODS)
def test_every_penny_tried_gives_the_same_cut(method):
    # Prices from 20p to 60p, so that every price there is can be tried: an oracle that searches nothing.
    model = lot(
        criterion("quality", "55%", **BY_QUALITY), criterion("price", "45%", fact="bid.price", scoring=METHODS[method])
    )
    drawn = random.Random(method)
    won = 0
    for _ in range(3):
        bids = [
            bid(name, str(Decimal(drawn.randint(20, 60)) / 100), drawn.randint(20, 100))
            for name in ("A", "B", "C", "D")
        ]
        for name, found in needed(model, *bids).items():
            place = "ABCD".index(name)
            pence = int(bids[place].values["bid.price"].amount * 100)
            winning = [
                tried
                for tried in range(1, pence)
                if contest(
                    model, *bids[:place], cheaper(bids[place], str(Decimal(tried) / 100)), *bids[place + 1 :]
                ).outcome.first
                == (name,)
            ]
            assert (found.price is None) == (not winning)
            if winning:
                won += 1
                assert Decimal(found.price.price.removeprefix("GBP ")) * 100 == max(winning)
    assert won


@pytest.mark.parametrize("root", [1, 2, 3, 7, 99_999, 1_234_567, 10**9 - 2])
@pytest.mark.parametrize("shape", ["straight", "bent", "unknown"])
def test_the_search_finds_the_last_that_wins(root, shape):
    asked = []

    def at(number):
        asked.append(number)
        lead = {"straight": root - number, "bent": (root - number) ** 3, "unknown": None}[shape]
        return Tried(number <= root, lead)

    assert highest_winning(at, 10**9, at(10**9)) == root
    # No worse than twice as many as halving would take.
    assert len(asked) < 65


def test_the_search_ends_where_nothing_wins():
    assert highest_winning(lambda _: Tried(wins=False, lead=None), 100, Tried(wins=False, lead=None)) is None
    assert highest_winning(lambda _: Tried(wins=True, lead=None), 1, Tried(wins=False, lead=None)) is None
