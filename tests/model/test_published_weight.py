"""What publishers write as a weight, by hand: percentages only where it is certain."""

from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from sv_rules.model.published_weight import FIX, PublishedWeight, WeightKind, percentages, weight_in_text


@dataclass
class Spot:
    """A place that keeps what is remarked on it."""

    remarks: list[tuple[str, str]] = field(default_factory=list)

    def remark(self, what: str, fix: str = "") -> None:
        self.remarks.append((what, fix))


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("60%", WeightKind.PERCENTAGE, 60),
        (" 37.5 per cent ", WeightKind.PERCENTAGE, Fraction(75, 2)),
        ("60 Percent", WeightKind.PERCENTAGE, 60),
        ("60", WeightKind.BARE, 60),
        ("0.6", WeightKind.BARE, Fraction(3, 5)),
        ("60-85%", WeightKind.UNKNOWN, 0),
        ("60 to 85", WeightKind.UNKNOWN, 0),
        ("Pass/ Fail", WeightKind.NO_WEIGHT, 0),
        ("pass or fail", WeightKind.NO_WEIGHT, 0),
    ],
)
def test_a_description_that_is_only_a_weight(text, kind, number):
    found = weight_in_text(Spot(), text)
    assert (found.kind, found.number, found.only_weight) == (kind, number, True)


@pytest.mark.parametrize("text", ["", "Quality", "Quality 60%", "60% or more", "-5", "1e3", "£60", "6O%"])
def test_any_other_description_is_none(text):
    assert weight_in_text(Spot(), text) is None


def told(*texts):
    spots = [Spot() for _ in texts]
    found = [
        weight_in_text(spot, text) or PublishedWeight.unknown(spot, "nothing is said")
        for spot, text in zip(spots, texts, strict=True)
    ]
    return percentages(found), [spot.remarks for spot in spots]


def test_bare_numbers_are_percentages_where_all_of_them_make_100():
    assert told("60", "30%", "10", "Pass/Fail") == (
        ["60%", "30%", "10%", None],
        [[], [], [], [("'Pass/Fail' is no weight", "")]],
    )


def test_bare_numbers_that_make_something_else_stay_unknown():
    words = "without a percent sign, and the weights of the lot add up to 65, not to 100, so it may not be a percentage"
    assert told("40", "25") == (
        [None, None],
        [[(f"the weight is published as '{number}' {words}", FIX)] for number in (40, 25)],
    )


def test_one_that_is_not_known_leaves_the_others_open_but_for_percentages():
    weights, remarks = told("70", "30%", "")
    assert weights == [None, "30%", None]
    assert remarks[0][0][0].endswith("another criterion of the lot has no exact weight, so it may not be a percentage")
    assert remarks[1:] == [[], [("nothing is said", FIX)]]


def points(*numbers):
    spots = [Spot() for _ in numbers]
    return percentages(
        [
            PublishedWeight(spot, WeightKind.POINTS, f"{number} points", Fraction(number))
            for spot, number in zip(spots, numbers, strict=True)
        ]
    ), [what for spot in spots for what, _ in spot.remarks]


def test_points_are_percentages_where_they_make_100_and_none_is_below_zero():
    assert points(80, 20) == (["80%", "20%"], [])
    assert points(120, -20)[0] == [None, None]
    assert (
        points(80, 30)[1][0]
        == "80 points, and the weights of the lot add up to 110, not to 100, so it may not be a percentage"
    )


def test_a_percentage_past_100_is_none():
    assert told("150%") == (
        [None],
        [[("the weight is published as '150%', which is not between 0% and 100%", FIX)]],
    )
