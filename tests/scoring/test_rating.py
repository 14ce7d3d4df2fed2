from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.procurement import Mark
from sv_rules.scoring.options import check_options
from sv_rules.scoring.rating import METHOD, rating

LABELS = ("Unacceptable", "Serious reservations", "Minor reservations", "Acceptable", "Good", "Excellent")
NZ_SCALE = [{"mark": mark, "label": label, "means": f"means {label}"} for mark, label in enumerate(LABELS)]


def options(scale=NZ_SCALE):
    checked, mistakes = check_options(METHOD, {"scale": scale})
    assert not mistakes
    return checked


def mark(value):
    return Mark(criterion="quality", mark=Decimal(value), reason="because")


# share = mark / 5
@pytest.mark.parametrize(
    ("given", "share"),
    [("0", Fraction(0)), ("3", Fraction(3, 5)), ("5", Fraction(1)), ("3.0", Fraction(3, 5))],
    ids=["lowest", "middle", "highest", "written with a decimal"],
)
def test_the_share_is_the_mark_over_the_highest_mark(given, share):
    assert rating({"A": mark(given)}, options())["A"].share == share


@pytest.mark.parametrize("given", ["6", "50", "-1", "3.5", "1E+40"])
def test_a_mark_that_is_not_on_the_scale_is_not_scored(given):
    score = rating({"A": mark(given)}, options())["A"]
    assert score.share is None
    assert score.working == f"The mark {given} is not on the scale, which has 0, 1, 2, 3, 4 or 5."


def test_the_working_shows_the_sum_and_the_label():
    score = rating({"A": mark(4)}, options())["A"]
    assert (score.raw, score.working) == ("mark 4 of 5 (Good)", "4 ÷ 5 = 0.8")


def test_half_marks_count_where_the_scale_describes_them():
    scale = [*NZ_SCALE, {"mark": Decimal("4.5"), "label": "Very good", "means": "between"}]
    assert rating({"A": mark("4.5")}, options(scale))["A"].share == Fraction(9, 10)


def test_on_a_scale_from_one_the_lowest_mark_earns_its_part():
    assert rating({"A": mark(1)}, options(NZ_SCALE[1:]))["A"].share == Fraction(1, 5)


def test_more_marks_never_earn_less():
    shares = [rating({"A": mark(value)}, options())["A"].share for value in range(6)]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


def test_the_method_describes_the_scale_to_bidders():
    assert "0 Unacceptable; 1 Serious reservations" in METHOD.describes(options())


@pytest.mark.parametrize(
    ("scale", "path", "message"),
    [
        ("nz", ("scale",), "there is no scale called 'nz'"),
        (NZ_SCALE[:1], ("scale",), "at least two marks"),
        ([*NZ_SCALE, NZ_SCALE[2]], ("scale", 6, "mark"), "the mark 2 stands on the scale twice"),
        ([{**NZ_SCALE[0], "mark": -1}, NZ_SCALE[1]], ("scale", 0, "mark"), "the mark -1 is below zero"),
        ([{**NZ_SCALE[0], "mark": "0"}, NZ_SCALE[1]], ("scale", 0, "mark"), "not the text '0'"),
        ([{**NZ_SCALE[0], "mark": 0.5}, NZ_SCALE[1]], ("scale", 0, "mark"), "a binary float"),
        ([{**NZ_SCALE[0], "mark": True}, NZ_SCALE[1]], ("scale", 0, "mark"), "not true"),
        ([{**NZ_SCALE[0], "mark": Decimal("NaN")}, NZ_SCALE[1]], ("scale", 0, "mark"), "not NaN"),
        ([{**NZ_SCALE[0], "means": ""}, NZ_SCALE[1]], ("scale", 0, "means"), "'means' must be some words"),
        ([{**NZ_SCALE[0], "lable": "x"}, NZ_SCALE[1]], ("scale", 0, "lable"), "did you mean 'label'?"),
        ([0, NZ_SCALE[1]], ("scale", 0), "must be a group with mark, label and means"),
    ],
)
def test_a_scale_that_cannot_be_used_is_refused_in_words(scale, path, message):
    checked, mistakes = check_options(METHOD, {"scale": scale})
    assert checked is None
    assert [one for one, _ in mistakes] == [path]
    assert message in mistakes[0][1]
