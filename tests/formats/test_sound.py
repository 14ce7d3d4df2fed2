"""Sound parts are not held against the schema: what is wrong is told all the same, at the same place."""

import copy
import random

import pytest

from sv_rules.formats._sound import without_sound_parts
from sv_rules.model.document import ProcurementText
from sv_rules.reading.exact_json import Pointers
from sv_rules.reading.shaping import Shape
from sv_rules.reading.written import Written

SHAPE = Shape(ProcurementText.model_json_schema(), "the document")
GOOD = {
    "form": "procurement/1",
    "id": "t",
    "facts": {"tender.value": "GBP 5"},
    "lots": [{"id": "1", "facts": {"lot.title": "One"}}],
    "bids": [
        {"id": "a", "lot": "1", "fictional": True, "bidder": {"name": "A"}, "facts": {"bid.price": "GBP 4"}},
        {"id": "b", "facts": {"bid.price": None}},
    ],
}
ODD = ["", None, 5, True, [], {}, "x" * 700, {"a": 1}, ["a"], "\ud800", {"bid.price": {}}, {"Bid": 1}]


def problems(data, *, all_parts):
    written = Written(data, Pointers("x.json", data), {})
    return SHAPE.problems(written if all_parts else Written(without_sound_parts(data), Pointers("x.json", data), {}))


def test_what_is_sound_is_left_out():
    assert without_sound_parts(GOOD)["bids"] == []
    assert without_sound_parts(GOOD)["facts"] == {}
    assert without_sound_parts(GOOD)["lots"] == [{"id": "1", "facts": {}}]
    assert GOOD["bids"][0]["facts"] == {"bid.price": "GBP 4"}  # the document itself stays as it is


@pytest.mark.parametrize("data", [None, 5, [], "x", {}])
def test_what_is_no_document_is_left_as_it_is(data):
    assert without_sound_parts(data) == data


@pytest.mark.parametrize("seed", range(40))
def test_the_same_problems_are_told(seed):
    """Values are put in at random places; told of the whole and told of the rest must be the same."""
    drawn, told = random.Random(seed), 0
    for _ in range(25):
        data = copy.deepcopy(GOOD)
        for _ in range(drawn.randrange(1, 4)):
            places = list(_places(data))
            parent, key = drawn.choice(places)
            if drawn.random() < 0.2 and isinstance(parent, dict):
                parent[drawn.choice(["marks", "evidence", "lott", "bidder", "lot", "id"])] = copy.deepcopy(
                    drawn.choice(ODD)
                )
            else:
                parent[key] = copy.deepcopy(drawn.choice(ODD))
        whole = problems(data, all_parts=True)
        assert problems(data, all_parts=False) == whole
        told += bool(whole)
    assert told > 5


def _places(data):
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield data, key
        yield from _places(value)
