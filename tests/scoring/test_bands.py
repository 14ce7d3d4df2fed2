from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.amount import Money
from sv_rules.model.fact import Fact, FactType
from sv_rules.scoring.bands import METHOD, bands
from sv_rules.scoring.options import check_options

APPRENTICES = Fact("bid.offers.apprentices", FactType.INTEGER, "apprentices", unit="people")
SPEND = Fact("bid.offers.spend", FactType.MONEY, "local spend")
SHARE = Fact("bid.offers.local", FactType.PERCENTAGE, "local share")
THREE = [{"from": 0, "points": 0}, {"from": 1, "points": 3}, {"from": 4, "points": 5}]


def options(fact=APPRENTICES, **given):
    checked, mistakes = check_options(METHOD, given, fact)
    assert not mistakes
    return checked


def share(value, **given):
    return bands({"A": value}, options(**({"bands": THREE} | given)))["A"].share


# share = points of the band / 5; each band runs up to the next start, not included
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, Fraction(0)),
        (1, Fraction(3, 5)),
        (3, Fraction(3, 5)),
        (Decimal("3.999"), Fraction(3, 5)),
        (4, Fraction(1)),
        (10**9, Fraction(1)),
    ],
)
def test_an_amount_earns_the_points_of_its_band(value, expected):
    assert share(value) == expected


def test_a_stated_maximum_leaves_room_above_the_best_band():
    assert share(4, maximum=10) == Fraction(1, 2)


def test_an_amount_below_the_first_band_is_not_scored_silently():
    score = bands({"A": 0}, options(bands=THREE[1:]))["A"]
    assert score.share is None
    assert score.working == "0 is below 1, where the first band starts; nothing says what it earns."


def test_an_amount_below_the_first_band_earns_what_is_stated_for_it():
    score = bands({"A": 0}, options(bands=THREE[1:], below=1))["A"]
    assert score.share == Fraction(1, 5)
    assert score.working == "0 is below 1: 1 point; 1 ÷ 5 = 0.2"


@pytest.mark.parametrize(
    ("fact", "written", "value", "working"),
    [
        (SPEND, ["GBP 0", "GBP 1000"], Money(Decimal("999.99"), "GBP"), "£999.99 is at least £0 and below £1,000: "),
        (SHARE, ["0%", "7.5%"], Decimal("7.5"), "7.5% is at least 7.5%: "),
    ],
    ids=["money", "percentage"],
)
def test_bands_are_written_and_said_as_the_fact_is(fact, written, value, working):
    of_fact = [{"from": start, "points": index} for index, start in enumerate(written)]
    assert bands({"A": value}, options(fact, bands=of_fact))["A"].working.startswith(working)


def test_money_in_another_currency_is_not_scored():
    of_money = [{"from": "GBP 0", "points": 1}]
    score = bands({"A": Money(Decimal(5), "EUR")}, options(SPEND, bands=of_money))["A"]
    assert score.share is None
    assert score.working == "€5 and £0 cannot be compared: they are not in one currency."


def test_an_offer_that_grows_never_earns_less_when_points_ascend():
    shares = [share(value) for value in range(8)]
    assert shares == sorted(shares)
    assert all(0 <= one <= 1 for one in shares)


def test_the_method_describes_every_band_to_bidders():
    assert METHOD.describes(options(bands=THREE)) == (
        "Points by band, of 5: 0 points for at least 0 and below 1; 3 points for at least 1 and below 4; "
        "5 points for at least 4."
    )


def test_the_method_describes_what_is_earned_below_the_first_band():
    assert METHOD.describes(options(bands=[{"from": 2, "points": 4}], below=1)) == (
        "Points by band, of 4: 1 point below 2; 4 points for at least 2."
    )


@pytest.mark.parametrize(
    ("given", "path", "message"),
    [
        ({}, ("bands",), "'bands' is missing"),
        ({"bands": []}, ("bands",), "at least one band"),
        ({"bands": 3}, ("bands",), "'bands' must be a list, not 3"),
        ({"bands": [THREE[1], THREE[0]]}, ("bands", 1, "from"), "starts at 0, and the one before it at 1"),
        ({"bands": [THREE[1], THREE[1]]}, ("bands", 1, "from"), "they must ascend"),
        ({"bands": [{"from": 0, "points": 1, "to": 4}]}, ("bands", 0, "to"), "there may be from and points"),
        ({"bands": [{"points": 1}]}, ("bands", 0, "from"), "'from' is missing"),
        ({"bands": [{"from": 0, "points": -1}]}, ("bands", 0, "points"), "must not be below zero; here it is -1"),
        ({"bands": [{"from": "10%", "points": 1}]}, ("bands", 0, "from"), "a whole number of people"),
        ({"bands": [{"from": "0", "points": 1}]}, ("bands", 0, "from"), "not the text '0'"),
        ({"bands": [{"from": 0.5, "points": 1}]}, ("bands", 0, "from"), "a binary float"),
        ({"bands": [{"from": 0, "points": 0}]}, ("bands",), "no band earns anything"),
        ({"bands": [{"from": {"a": 1}, "points": 1}]}, ("bands", 0, "from"), "not a group of names and values"),
        ({"bands": [{"from": [1], "points": 1}]}, ("bands", 0, "from"), "not a list"),
        ({"bands": THREE, "maximum": 4}, ("maximum",), "'maximum' is 4, but a band earns 5 points"),
        ({"bands": THREE, "below": 6}, ("below",), "between 0 and 5 points"),
        ({"bands": THREE, "bellow": 0}, ("bellow",), "did you mean 'below'?"),
        ({"bands": [{"from": Decimal("1E-13"), "points": 1}]}, ("bands", 0, "from"), "too long a number"),
        ({"bands": [{"from": 10**18, "points": 1}]}, ("bands", 0, "from"), "too long a number"),
    ],
)
def test_bands_that_cannot_be_used_are_refused_in_words(given, path, message):
    checked, mistakes = check_options(METHOD, given, APPRENTICES)
    assert checked is None
    assert [one for one, _ in mistakes] == [path]
    assert message in mistakes[0][1]


@pytest.mark.parametrize(
    ("starts", "message"),
    [(["GBP 0", "EUR 5"], "not in one currency"), ([0, "5%"], "0 and 5% are not amounts of one kind")],
)
def test_bands_of_two_kinds_are_refused_even_when_the_fact_is_not_known(starts, message):
    given = {"bands": [{"from": start, "points": 1} for start in starts]}
    _, mistakes = check_options(METHOD, given)
    assert [path for path, _ in mistakes] == [("bands", 1, "from")]
    assert message in mistakes[0][1]


def test_every_mistake_is_told_at_once():
    given = {"bands": [{"from": 3, "points": -3}, {"from": 1, "points": 3}], "maxmum": 1}
    _, mistakes = check_options(METHOD, given, APPRENTICES)
    assert [path for path, _ in mistakes] == [("bands", 0, "points"), ("bands", 1, "from"), ("maxmum",)]
