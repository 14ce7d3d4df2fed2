"""Several lots: the best combination when a bidder may win only so many, and one promise offered twice."""

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from sv_rules.engine.lot_limits import best_combination, limit_problems
from sv_rules.engine.repeated_offers import repeated_offers
from sv_rules.model.award import LotLimits
from sv_rules.model.award_result import DecisionUsed
from sv_rules.model.evaluation import Assessment, LotResult
from sv_rules.model.place import Place
from sv_rules.model.procurement import Answer, Bid, Lot, Organisation, Procurement, Rounding
from tests.engine.awards import FACTS, MEASURES


def lot_result(lot, more=None, **totals):
    """A ranked lot; bids are called by bidder and lot, such as a1."""
    ordered = sorted(totals, key=lambda bidder: (-Fraction(totals[bidder]), bidder))
    assessments = tuple(
        Assessment(
            lot=lot,
            bid=f"{bidder}{lot}",
            bidder=Organisation(id=bidder),
            status="ranked",
            why="",
            total=f"{totals[bidder]}.00",
            total_exact=str(totals[bidder]),
            rank=1 + sum(Fraction(other) > Fraction(totals[bidder]) for other in totals.values()),
            joint=list(totals.values()).count(totals[bidder]) > 1,
        )
        for bidder in ordered
    )
    return LotResult(
        lot=lot, title="", provisional=False, sentence="", warnings=(), rounding=Rounding(), assessments=assessments,
        **(more or {}),
    )  # fmt: skip


def won(combination):
    return {one.lot: one.bid for one in combination.lots}


def test_the_best_combination_and_why():
    # A leads every lot by little in 1 and 2 and by much in 3. With one lot each it is best to let A have lot 3:
    # b1 75 + c2 70 + a3 90 = 235; a1 80 + c2 70 + b3 50 = 200; b1 75 + a2 80 + c3 40 = 195.
    results = [lot_result("1", a=80, b=75, c=20), lot_result("2", a=80, b=10, c=70), lot_result("3", a=90, b=50, c=40)]
    found = best_combination(LotLimits(most_per_bidder=1), results)
    assert won(found) == {"1": "b1", "2": "c2", "3": "a3"}
    assert (found.total_exact, found.provisional, found.warnings) == ("235", False, ())
    assert [one.sentence for one in found.lots] == [
        (
            "Lot 1 goes to Bid b1, ranked 2 with 75.00 points. Bid a1 ranks 1 with 80.00 points, but its bidder wins "
            "lot 3, and may win no more than one lot; no allowed combination has a higher sum of totals."
        ),
        (
            "Lot 2 goes to Bid c2, ranked 2 with 70.00 points. Bid a2 ranks 1 with 80.00 points, but its bidder wins "
            "lot 3, and may win no more than one lot; no allowed combination has a higher sum of totals."
        ),
        "Lot 3 goes to Bid a3, which ranks first with 90.00 points.",
    ]
    assert found.sentence.startswith("A bidder may win one lot. 3 of 3 lots are awarded: ")


def test_a_limit_that_does_not_bite_changes_nothing():
    results = [lot_result("1", a=80, b=75), lot_result("2", a=80, b=10)]
    assert won(best_combination(LotLimits(most_per_bidder=2), results)) == {"1": "a1", "2": "a2"}


def test_a_lot_may_be_left_without_a_winner():
    results = [lot_result("1", a=80), lot_result("2", a=90), lot_result("3")]
    found = best_combination(LotLimits(most_per_bidder=1), results)
    assert won(found) == {"1": None, "2": "a2", "3": None}
    assert [one.sentence for one in found.lots if one.bid is None] == [
        "Lot 1 goes to nobody: every bidder with a ranked bid for it wins as many other lots as it may.",
        "Lot 3 goes to nobody: no bid for it is ranked.",
    ]


def test_equal_sums_follow_the_preferences_and_then_the_order_of_lots():
    # a1 + b2 = b1 + a2 = 120.
    results = [lot_result("1", a=60, b=60), lot_result("2", a=60, b=60)]
    assert won(best_combination(LotLimits(most_per_bidder=1), results)) == {"1": "a1", "2": "b2"}
    wishes = LotLimits(most_per_bidder=1, preferences={"a": ("2", "1")})
    found = best_combination(wishes, results)
    assert won(found) == {"1": "b1", "2": "a2"}
    assert found.warnings == (
        "Lot 1: Bid b1 shares its rank. Record a draw before it is given the lot.",
        "Lot 2: Bid a2 shares its rank. Record a draw before it is given the lot.",
    )
    assert found.lots[0].sentence == "Lot 1 goes to Bid b1, which ranks joint first with Bid a1 at 60.00 points."


def test_preferences_never_cost_points():
    results = [lot_result("1", a=61, b=60), lot_result("2", a=60, b=60)]
    wishes = LotLimits(most_per_bidder=1, preferences={"a": ("2", "1")})
    assert won(best_combination(wishes, results)) == {"1": "a1", "2": "b2"}


def test_what_is_still_open_is_said():
    result = lot_result("1", a=60)
    incomplete = result.assessments[0].model_copy(update={"status": "incomplete", "rank": None, "bid": "b1"})
    open_ = result.model_copy(update={"provisional": True, "assessments": (*result.assessments, incomplete)})
    found = best_combination(LotLimits(most_per_bidder=1), [open_])
    assert found.provisional
    assert found.warnings == ("Lot 1 is still open, so the combination can change.",)


def test_a_bid_without_a_bidder_counts_by_itself():
    results = [lot_result("1", a=60), lot_result("2", a=60)]
    nameless = [
        each.model_copy(
            update={"assessments": (each.assessments[0].model_copy(update={"bidder": Organisation()}),)}
        )
        for each in results
    ]  # fmt: skip
    found = best_combination(LotLimits(most_per_bidder=1), nameless)
    assert won(found) == {"1": "a1", "2": "a2"}
    assert found.warnings == ("Bid a1 and Bid a2 name no bidder, so each counts as a bidder of its own.",)


def brute(limits, results):
    """Try every combination; the best by sum, then preferences, then places from the first lot on."""
    best = None
    ranked = [[None, *one.assessments] for one in results]
    for choice in product(*ranked):
        winners = [one.bidder.id for one in choice if one]
        if any(winners.count(one) > limits.most_per_bidder for one in winners):
            continue
        total = sum(Fraction(one.total_exact) for one in choice if one)
        wishes = 0
        for one in filter(None, choice):
            wanted = limits.preferences.get(one.bidder.id, ())
            wishes += len(wanted) - wanted.index(one.lot) if one.lot in wanted else 0
        places = [len(offers) - offers.index(one) if one else 0 for offers, one in zip(ranked, choice, strict=True)]
        key = (total, wishes, places)
        if best is None or key > best[0]:
            best = (key, {lot.lot: one.bid if one else None for lot, one in zip(results, choice, strict=True)})
    return best[1]


def test_it_is_the_best_of_all_combinations():
    random = Random(5)
    for _ in range(300):
        # Few different totals, so that sums are often equal.
        names = "abcde"[: random.randint(1, 5)]
        results = [
            lot_result(
                str(number), **{name: random.choice([0, 40, 50, 50, 60]) for name in names if random.random() < 0.8}
            )
            for number in range(random.randint(1, 5))
        ]
        lots = [one.lot for one in results]
        wishes = {name: tuple(random.sample(lots, random.randint(0, len(lots)))) for name in names}
        limits = LotLimits(
            most_per_bidder=random.randint(1, 3), preferences=wishes if random.random() < 0.5 else {}
        )  # fmt: skip
        assert won(best_combination(limits, results)) == brute(limits, results)


def test_many_lots_and_bidders_take_no_time_to_speak_of():
    random = Random(6)
    results = [
        lot_result(str(number), **{f"b{bidder}": random.randint(0, 10_000) for bidder in range(25)})
        for number in range(60)
    ]
    found = best_combination(LotLimits(most_per_bidder=3), results)
    assert sum(one.bid is not None for one in found.lots) == 60


def problems(limits, *results, bids=()):
    lots = tuple(Lot(id=one.lot) for one in results)
    given = Procurement(id="x", lots=lots, bids=bids)
    return [one.what for one in limit_problems(limits, given, results)]


def test_limits_that_cannot_be_kept_are_refused():
    ranked = lot_result("1", more={"importance": "ranks"})
    decision = DecisionUsed(rule="r", price="bid.price", how="", lower_wins=True, relative=False)
    decided = lot_result("2", more={"decision": decision})
    assert problems(LotLimits(most_per_bidder=1), ranked, decided, lot_result("3")) == [
        "limits on lots compare sums of totals, and lot 1 has none that can be added up",
        "limits on lots compare sums of totals, and lot 2 has none that can be added up",
    ]


def test_a_search_that_would_take_too_long_is_refused():
    one = lot_result("1", a=50)
    big = one.model_copy(update={"assessments": one.assessments * 1500})  # 1,500 bids × 1,400 lots
    assert problems(LotLimits(most_per_bidder=1), big, *[lot_result("2")] * 1399) == [
        "there are too many lots and bids to find the best combination"
    ]


def test_preferences_name_bidders_and_lots_that_are_there():
    bids = (Bid(id="a1", lot="1", bidder=Organisation(name="Acme")),)
    limits = LotLimits(most_per_bidder=1, preferences={"Acme": ("1", "2", "1"), "Bolt": ()})
    assert problems(limits, lot_result("1"), bids=bids) == [
        "'Acme' prefers a lot '2' that does not exist",
        "'Acme' prefers a lot twice",
        "there is no bidder 'Bolt'",
    ]


# The same promise


def offered(identifier, lot, value, *, bidder="acme", fact="bid.offers.jobs"):
    place = Place(document="bids.yaml")
    facts = {} if value is None else {fact: Answer(value=value, place=place)}
    return Bid(id=identifier, lot=lot, bidder=Organisation(id=bidder), facts=facts)


def repeated(*bids):
    return repeated_offers(MEASURES.values(), bids, {fact.name: fact for fact in FACTS})


def test_the_same_commitment_in_several_lots_is_flagged_in_each():
    found = repeated(
        offered("a1", "1", 4), offered("a2", "2", 4), offered("a3", "3", 5), offered("b1", "1", 4, bidder="b")
    )
    sentence = (
        "acme offers 4 people on Jobs in lots 1 and 2 alike. Ask whether that is one promise or several; one promise "
        "counts once."
    )
    assert found == {"1": (sentence,), "2": (sentence,)}


@pytest.mark.parametrize(
    "bids",
    [
        (offered("a1", "1", 4), offered("a2", "2", 5)),
        (offered("a1", "1", 0), offered("a2", "2", 0)),
        (offered("a1", "1", None), offered("a2", "2", None)),
        (offered("a1", "1", 4), offered("x1", "1", 4)),
        (offered("a1", "1", 4), offered("b2", "2", 4, bidder="bolt")),
        (
            offered("a1", "1", "GBP 0", fact="bid.offers.spend"),
            offered("a2", "2", "GBP 0", fact="bid.offers.spend"),
        ),
    ],
    ids=["another value", "nothing", "not known", "one lot", "another bidder", "no money"],
)
def test_what_is_not_the_same_promise(bids):
    assert repeated(*bids) == {}


def test_money_written_differently_is_the_same_promise():
    fact = "bid.offers.spend"
    found = repeated(offered("a1", "1", "GBP 5", fact=fact), offered("a2", "2", "GBP 5.00", fact=fact))
    assert set(found) == {"1", "2"}


def test_of_two_bids_by_one_bidder_for_a_lot_the_better_one_counts():
    result = lot_result("1", a=80, b=75)
    again = result.assessments[1].model_copy(update={"bid": "a1-variant", "bidder": Organisation(id="a")})
    both = result.model_copy(update={"assessments": (result.assessments[0], again)})
    other = lot_result("2", a=10, c=5)
    # With one lot each: a1 80 + c2 5 = 85; a's second bid for lot 1, with 75, is never needed.
    assert won(best_combination(LotLimits(most_per_bidder=1), [both, other])) == {"1": "a1", "2": "c2"}
