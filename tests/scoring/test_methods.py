from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field

import sv_rules.scoring
from sv_rules.model.extending import Reads, ScoringMethod
from sv_rules.model.fact import Fact, FactType
from sv_rules.scoring import methods
from sv_rules.scoring.options import Options, Several, check_options, check_scoring

METHODS = {method.name: method for method in methods()}
PEOPLE = Fact("bid.offers.people", FactType.INTEGER, "people", unit="people")


def test_each_file_of_the_drawer_is_a_method_of_its_name():
    drawer = Path(sv_rules.scoring.__file__).parent
    files = sorted(path.stem for path in drawer.glob("*.py") if path.stem != "__init__")
    assert list(METHODS) == files


@pytest.mark.parametrize("method", methods(), ids=lambda method: method.name)
def test_each_method_says_what_it_does_and_has_a_schema(method):
    assert method.summary.endswith(".")
    assert "Source: " in method.function.__doc__
    assert bool(method.takes) == (method.reads is not Reads.MARKS)
    assert method.options.model_json_schema()["additionalProperties"] is False


@pytest.mark.parametrize(
    ("scoring", "fact", "path", "message"),
    [
        ({}, PEOPLE, (), "'method' is missing; the scoring methods are absolute_linear, bands, benchmark_price"),
        ({"method": "bnads"}, PEOPLE, ("method",), "no scoring method called 'bnads'; did you mean 'bands'?"),
        ({"method": "x"}, PEOPLE, ("method",), "the scoring methods are absolute_linear, bands, benchmark_price"),
        ({"method": 3}, PEOPLE, ("method",), "no scoring method called 3"),
        (
            {"method": "lowest_price"},
            PEOPLE,
            ("method",),
            "scores amounts of money; bid.offers.people is a whole number",
        ),
        ({"method": "yes_no"}, None, ("method",), "scores yes or no, and no fact is named here"),
    ],
)
def test_a_scoring_section_that_cannot_be_used_is_refused_in_words(scoring, fact, path, message):
    checked = check_scoring(scoring, METHODS, fact)
    assert [one for one, _ in checked.mistakes] == [path]
    assert message in checked.mistakes[0][1]


def test_a_good_scoring_section_gives_the_method_and_its_options():
    checked = check_scoring({"method": "to_target", "target": 4}, METHODS, PEOPLE)
    assert checked.method is METHODS["to_target"]
    assert checked.options.target == 4
    assert checked.mistakes == ()


class _Part(Options):
    size: int


class _Odd(Options):
    count: Annotated[int, Field(gt=0)]
    mode: Literal["up", "down"]
    steps: Annotated[Several[int], Field(max_length=2)] = ()
    code: Annotated[str, Field(pattern="^x$")] = "x"
    sure: bool = True
    parts: Annotated[dict[str, _Part], Field(default_factory=dict)]


def _odd(*_):
    return {}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"count": 0}, "'count' must be more than 0, not 0"),
        ({"count": "1"}, "'count' must be a whole number, not the text '1'"),
        ({"count": None}, "'count' must be a whole number, not nothing"),
        ({"mode": "sideways"}, "'mode' must be 'up' or 'down', not the text 'sideways'"),
        ({"steps": [1, 2, 3]}, "'steps' must have at most 2 entries"),
        ({"steps": [1, "2"]}, "entry 2 of 'steps' must be a whole number, not the text '2'"),
        ({"code": "y"}, "'code' cannot be the text 'y'"),
        ({"sure": "yes"}, "'sure' must be true or false, not the text 'yes'"),
        ({"parts": {"a": 3}}, "'a' must be a group with size, not 3"),
        ({"parts": {"a": {"size": 1, "sise": 2}}}, "there is no option called 'sise'; did you mean 'size'?"),
        ({"cuont": 1}, "there is no option called 'cuont'; did you mean 'count'?"),
        ({"zzz": 1}, "there is no option called 'zzz'; _odd has the options count, mode, steps, code, sure and parts"),
    ],
)
def test_options_of_a_plugin_are_told_in_words_too(changed, message):
    method = ScoringMethod(_odd, _Odd, Reads.MARKS)
    _, mistakes = check_options(method, {"count": 1, "mode": "up"} | changed)
    assert [told for _, told in mistakes] == [message]
