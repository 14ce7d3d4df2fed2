from decimal import Decimal

import pytest

from sv_rules.reading.exact_json import read_json
from sv_rules.reading.limits import Limits


def told(document):
    return [(str(problem.place), problem.what) for problem in document.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.10", Decimal("0.10")),
        ("1.0", Decimal("1.0")),
        ("-3", -3),
        ("123456789012345678", 123456789012345678),
        ("12e2", Decimal(1200)),
        ("5e-3", Decimal("0.005")),
        ("true", True),
        ("null", None),
        ('"NO"', "NO"),
        ('"\\u00e9\\ud83d\\ude00"', "é😀"),
        ('[{"a": []}, {}]', [{"a": []}, {}]),
        ('\ufeff{"a": 1}', {"a": 1}),
    ],
)
def test_value(text, value):
    document = read_json(text, "notice.json")
    assert document.problems == ()
    assert document.data == value
    assert type(document.data) is type(value)


# what is written; where and what; the value that stands there
REFUSED = {
    "name given twice": (
        '{"lots": [{"id": 1, "id": 2, "id": 3}]}',
        "/lots/0/id",
        "'id' is given twice",
        {"lots": [{"id": 3}]},
    ),
    "outer name twice": ('{"a/b": 1, "a/b": {"c": 2}}', "/a~1b", "'a/b' is given twice", {"a/b": {"c": 2}}),
    "not a number": ('{"a": [NaN]}', "/a/0", "NaN is not a number that can be reckoned with", {"a": [None]}),
    "infinity": ('{"a": -Infinity}', "/a", "-Infinity is not a number that can be reckoned with", {"a": None}),
    "at the top": ("NaN", "the top", "NaN is not a number that can be reckoned with", None),
    "half a character": ('["x\\ud800y"]', "/0", "half of a character is missing from the text", ["x�y"]),
    "half a character, raw": ('["x\udc80y"]', "/0", "half of a character is missing from the text", ["x�y"]),
    "half a character in a name": (
        '{"\\ud800": 1}',
        "the top",
        "half of a character is missing from the text",
        {"�": 1},
    ),
    "too many digits": ("[1234567890123456789]", "/0", "the number 1234567890123456789 is too long", [None]),
    "too many places": ("[0.1234567890123]", "/0", "the number 0.1234567890123 is too long", [None]),
    "a power that would fill the memory": ("[1e999999999]", "/0", "the number 1e999999999 is too long", [None]),
    "a power beyond any": ("[1E-99999999999999999999]", "/0", "the number 1E-9999999999999999… is too long", [None]),
    "long text": ('["' + "x" * 20_001 + '"]', "/0", "the text is too long: 20,001 characters", ["x" * 20_000]),
}


@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "lenient"])
@pytest.mark.parametrize(("text", "place", "what", "data"), REFUSED.values(), ids=REFUSED)
def test_refused_value(text, place, what, data, lenient):
    document = read_json(text, "notice.json", Limits(), lenient=lenient)
    assert told(document) == [(f"notice.json, at {place}", what)]
    assert document.data == data


def test_lenient_says_what_was_made_of_it_and_strict_how_to_put_it_right():
    text = '{"a": 1, "a": 2, "b": NaN}'
    assert [problem.fix for problem in read_json(text, "n").problems] == [
        "Keep one of them.",
        "Leave the value out, or write null.",
    ]
    assert [problem.fix for problem in read_json(text, "n", lenient=True).problems] == [
        "The last one is used.",
        "It is taken as not known.",
    ]


def test_published_notices_may_be_longer():
    text = '["' + "x" * 30_000 + '", 0.30000000000000004, 12345678901234567890]'
    assert len(read_json(text, "n").problems) == 3
    document = read_json(text, "n", lenient=True)
    assert document.problems == ()
    assert document.data[1:] == [Decimal("0.30000000000000004"), 12345678901234567890]


SLIPS = {
    "empty": ("", (1, 1, "the document is empty")),
    "blank": (" \n ", (1, 1, "the document is empty")),
    "ends in a list": ('{"a": [1,\n', (2, 1, "the document ends in the middle")),
    "ends in a block": ('{"a": 1', (1, 8, "the document ends in the middle")),
    "text not closed": ('{"a": "x}', (1, 7, "a quotation mark is opened here and never closed")),
    "comma at the end of a list": ("[1,\n 2,\n]", (2, 3, "there is a comma after the last part")),
    "comma at the end of a block": ('{"a": 1,}', (1, 8, "there is a comma after the last part")),
    "single quotes": ("{'a': 1}", (1, 2, "a text cannot be in this kind of quotation marks: '")),
    "curly quotes": ("{“a”: 1}", (1, 2, "a text cannot be in this kind of quotation marks: “")),
    "remark": ('{\n// x\n"a": 1}', (2, 1, "JSON has no comments")),
    "Python's True": ('{"a": True}', (1, 7, "'True' is not a word of JSON")),
    "name without quotes": ("{a: 1}", (1, 2, "'a' is not in quotation marks")),
    "no comma": ('["a" "b"]', (1, 6, "there is no comma or colon between these parts")),
    "no colon": ('{"a" 1}', (1, 6, "there is no comma or colon between these parts")),
    "second document": ('{"a": 1}\n{"a": 2}', (2, 1, "the document has ended, and this comes after it")),
    "backslash": (
        '["C:\\path"]',
        (1, 5, "a backslash in a text has a special meaning, and what follows this one has none"),
    ),
    "text over two lines": ('["a\nb"]', (1, 4, "a text goes over the end of its line, or holds a tab")),
    "leading zero": ("[012]", (1, 3, "this cannot stand here")),
    "a dash": ("[-]", (1, 2, "this cannot stand here")),
}


@pytest.mark.parametrize("lenient", [False, True], ids=["strict", "lenient"])
@pytest.mark.parametrize(("text", "problem"), SLIPS.values(), ids=SLIPS)
def test_slip(text, problem, lenient):
    document = read_json(text, "notice.json", lenient=lenient)
    [found] = document.problems
    assert (found.place.line, found.place.column, found.what) == problem
    assert found.fix.endswith(".") or found.fix.endswith('"')
    assert document.data is None
    assert "xpecting" not in str(found)


TOO_DEEP = "there are more than 40 lists or blocks inside each other"
TOO_MUCH = {
    "five megabytes": ("[" + "1," * 2_500_000 + "1]", "notice.json:1:1", "the document is too big"),
    "lists 41 deep": ("[" * 41 + "]" * 41, "notice.json:1:41", TOO_DEEP),
    "lists 10,000 deep": ("[" * 10_000 + "]" * 10_000, "notice.json:1:41", TOO_DEEP),
    "blocks 10,000 deep": ('{"[[\\"":\n' * 10_000 + "1" + "}" * 10_000, "notice.json:41:1", TOO_DEEP),
    "deep after much that is flat": ("[[], {}, [[]], " + "[" * 40 + "]" * 41, "notice.json:1:55", TOO_DEEP),
    "200,000 entries": ("[" + "1," * 199_999 + "1]", "notice.json:1:1", "the document has more than 200,000 parts"),
}


@pytest.mark.parametrize(("text", "place", "what"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much(text, place, what):
    document = read_json(text, "notice.json")
    assert told(document) == [(place, what)]
    assert document.data is None


def test_deepest_that_is_read():
    assert read_json("[" * 40 + "]" * 40, "n").problems == ()


def test_number_of_a_million_digits():
    document = read_json("[" + "9" * 999_000 + "]", "n")
    assert [problem.what for problem in document.problems] == ["the number 9999999999999999999… is too long"]
    assert document.data == [None]


def test_two_hundred_thousand_names_of_a_published_notice():
    document = read_json("{" + ",".join(f'"{i}":1' for i in range(200_000)) + "}", "n", lenient=True)
    assert document.problems == ()
    assert len(document.data) == 200_000


def test_problems_are_bounded_and_nothing_odd_is_left():
    document = read_json("[" + ",".join(["NaN"] * 1000) + "]", "n", lenient=True)
    assert len(document.problems) == 500
    assert set(document.data) == {None}


def test_places_are_made_on_demand():
    document = read_json('{"lots": [{"id": "a"}]}', "notice.json")
    assert document.places["lots", 0, "id"].pointer == "/lots/0/id"
    assert document.place(("lots", 0, "id"), key=True).pointer == "/lots/0/id"
    assert document.place(("lots", 0, "value", "amount")).pointer == "/lots/0"
    assert document.place(("lots", 1)).pointer == "/lots"
    assert set(document.places) == {(), ("lots",), ("lots", 0), ("lots", 0, "id")}
    assert len(document.places) == 4
    assert ("lots", "0") not in document.places
    assert "lots" not in document.places
    with pytest.raises(KeyError):
        document.places["lots", 1]
