from decimal import Decimal
from fractions import Fraction

import pytest

from sv_rules.model.fact import Fact, FactType
from sv_rules.model.procurement import Mark
from sv_rules.scoring.options import check_options, check_scoring
from sv_rules.scoring.points import METHOD, points

HOURS = Fact("bid.training", FactType.NUMBER, "training points")
SHARE = Fact("bid.coverage", FactType.PERCENTAGE, "coverage")


def score(value, fact=HOURS, **options):
    checked, mistakes = check_options(METHOD, options, fact)
    assert not mistakes
    return points({"A": value}, checked)["A"]


def mark(value):
    return Mark(criterion="quality", mark=Decimal(value), reason="because")


TOO_LONG = "1E+900 is too long a number: at most 40 digits before the point and as many after it can be computed with."


# share = value / 60
@pytest.mark.parametrize(
    ("value", "share"),
    [
        (0, Fraction(0)),
        (40, Fraction(2, 3)),
        (Decimal("0.5"), Fraction(1, 120)),
        (60, Fraction(1)),
        (61, None),
        (-1, None),
    ],
)
def test_the_share_is_the_part_of_the_maximum(value, share):
    assert score(value, maximum=60).share == share


@pytest.mark.parametrize(
    ("value", "fact", "maximum", "working", "raw"),
    [
        (40, HOURS, 60, "40 ÷ 60 = 0.666…", ""),
        (Decimal(45), SHARE, "60%", "45% ÷ 60% = 0.75", ""),
        (mark(40), None, 60, "40 ÷ 60 = 0.666…", "mark 40 of 60"),
        (mark(61), None, 60, "61 is more than the maximum of 60.", "mark 61 of 60"),
        (mark(-1), None, 60, "-1 is below zero, which is no number of points.", "mark -1 of 60"),
        (
            mark("1E+900"),
            None,
            60,
            TOO_LONG,
            "mark 1E+900 of 60",
        ),
    ],
    ids=["fact", "percentage", "mark", "above", "below", "any exponent"],
)
def test_the_working_shows_the_sum_or_why_there_is_none(value, fact, maximum, working, raw):
    found = score(value, fact, maximum=maximum)
    assert (found.working, found.raw) == (working, raw)


def test_it_reads_marks_where_no_fact_is_named_and_the_fact_otherwise():
    scoring = {"method": "points", "maximum": "10%"}
    assert check_scoring(scoring, {"points": METHOD}, SHARE).mistakes == ()
    assert check_scoring(scoring, {"points": METHOD}).mistakes == (
        (("maximum",), "'maximum' must be a number, as an evaluator's mark is, not the text '10%'"),
    )
