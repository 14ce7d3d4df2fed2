import pytest

from sv_rules.model.place import Place, pointer


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ({}, "a.json"),
        ({"line": 3}, "a.json:3"),
        ({"line": 3, "column": 7}, "a.json:3:7"),
        ({"pointer": "/lots/0"}, "a.json, at /lots/0"),
        ({"pointer": ""}, "a.json, at the top"),
        ({"page": 2, "paragraph": 5}, "a.json, page 2, paragraph 5"),
        ({"sheet": "Bids", "cell": "B7"}, "a.json, sheet Bids, cell B7"),
    ],
)
def test_a_place_is_said_as_its_reader_finds_it(parts, shown):
    assert str(Place(document="a.json", **parts)) == shown


def test_places_are_in_the_order_in_which_they_are_read():
    ordered = [
        Place(document="a"),
        Place(document="a", pointer="/b"),
        Place(document="a", line=2),
        Place(document="a", line=2, column=1),
        Place(document="a", line=10),
        Place(document="b"),
    ]
    shuffled = [ordered[number] for number in (3, 0, 5, 1, 4, 2)]
    assert sorted(shuffled, key=lambda place: place.order) == ordered


# RFC 6901, section 3: ~ is written ~0 and / is written ~1, the ~ first
@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ((), ""),
        (("lots", 0, "value"), "/lots/0/value"),
        (("",), "/"),
        (("a/b", "m~n", "~1"), "/a~1b/m~0n/~01"),
    ],
)
def test_a_pointer_is_written_as_the_standard_says(parts, written):
    assert pointer(*parts) == written
