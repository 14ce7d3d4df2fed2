from fractions import Fraction

from sv_rules.scoring.options import check_options
from sv_rules.scoring.yes_no import METHOD, YesNo, yes_no


def test_yes_earns_everything_and_no_earns_nothing():
    scores = yes_no({"A": True, "B": False}, YesNo())
    assert {bid: (score.share, score.working) for bid, score in scores.items()} == {
        "A": (Fraction(1), "yes earns everything"),
        "B": (Fraction(0), "no earns nothing"),
    }


def test_there_are_no_options():
    assert check_options(METHOD, {"method": "yes_no", "points": 5}) == (
        None,
        [(("points",), "there is no option called 'points'; yes_no has no options")],
    )
