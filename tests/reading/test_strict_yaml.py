from decimal import Decimal

import pytest
import yaml

from sv_rules.errors import Problem
from sv_rules.reading.limits import Limits
from sv_rules.reading.strict_yaml import decode, read_with, read_yaml

PARSERS = [
    pytest.param(yaml.SafeLoader, id="python"),
    pytest.param(
        getattr(yaml, "CSafeLoader", None),
        id="c",
        marks=pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml"),
    ),
]


@pytest.fixture(params=PARSERS)
def read(request):
    return lambda text, limits=None: read_with(request.param, text, "pack.yaml", limits or Limits())


def told(problem: Problem) -> tuple[int | None, int | None, str]:
    return (problem.place.line, problem.place.column, problem.what)


VALUES = {
    "nothing": ("", None),
    "null": ("null", None),
    "tilde": ("~", None),
    "true": ("true", True),
    "false": ("false", False),
    "zero": ("0", 0),
    "whole": ("42", 42),
    "negative": ("-7", -7),
    "eighteen digits": ("123456789012345678", 123456789012345678),
    "decimal keeps its last zero": ("0.10", Decimal("0.10")),
    "negative decimal": ("-2.50", Decimal("-2.50")),
    "NO is Norway": ("NO", "NO"),
    "yes": ("yes", "yes"),
    "on": ("on", "on"),
    "off": ("off", "off"),
    "date": ("2025-04-01", "2025-04-01"),
    "thousands": ("1,000", "1,000"),
    "money": ("GBP 207720", "GBP 207720"),
    "percentage": ("10%", "10%"),
    "colon inside a word": ("http://x.test/a", "http://x.test/a"),
    "other digits are text": ("٤٢", "٤٢"),
    "quoted number": ('"012"', "012"),
    "quoted word": ("'true'", "true"),
    "quoted nothing": ('""', ""),
    "text of several lines": ("|\n  one\n  two", "one\ntwo\n"),
    "list": ("[1, 1.0, a]", [1, Decimal("1.0"), "a"]),
    "block": ("{b: 1}", {"b": 1}),
    "empty list": ("[]", []),
}


@pytest.mark.parametrize(("written", "value"), VALUES.values(), ids=VALUES)
def test_value(read, written, value):
    document = read(f"a: {written}\n")
    assert document.problems == ()
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)


# what is written, the likeliest reading, and what the author is told to write
REFUSED = {
    "leading zero": ("012", 12, "Write 12,"),
    "negative with leading zero": ("-012", -12, "Write -12,"),
    "decimal with leading zero": ("01.5", Decimal("1.5"), "Write 1.5,"),
    "hexadecimal": ("0x1F", 31, "Write 31,"),
    "octal": ("0o17", 15, "Write 15,"),
    "binary": ("0b101", 5, "Write 5,"),
    "underscore": ("1_000", 1000, "Write 1000,"),
    "power of ten": ("1e5", 100000, "Write 100000,"),
    "negative power of ten": ("2.5E-1", Decimal("0.25"), "Write 0.25,"),
    "no digit before the point": (".5", Decimal("0.5"), "Write 0.5,"),
    "no digit after the point": ("5.", 5, "Write 5,"),
    "plus sign": ("+5", 5, "Write 5,"),
    "a power that would fill the memory": ("1e999999999", "1e999999999", 'in quotes: "1e999999999"'),
    "more digits than fit": ("1e30", "1e30", 'in quotes: "1e30"'),
    "a power beyond any": ("1e99999999999999999999", "1e99999999999999999999", "in quotes"),
    "infinity": (".inf", ".inf", 'in quotes: ".inf"'),
    "not a number": (".nan", ".nan", 'in quotes: ".nan"'),
    "time that YAML 1.1 makes 90 of": ("1:30", "1:30", 'in quotes: "1:30"'),
    "True": ("True", True, "Write true,"),
    "FALSE": ("FALSE", False, "Write false,"),
    "Null": ("Null", None, "Write null,"),
    "nineteen digits": ("1234567890123456789", "1234567890123456789", "at most 18 digits"),
    "thirteen places": ("0.1234567890123", "0.1234567890123", "and 12 after"),
    "dash without a space": ("-early help", "-early help", 'in quotes: "-early help"'),
}


@pytest.mark.parametrize(("written", "reading", "fix"), REFUSED.values(), ids=REFUSED)
def test_refused_value(read, written, reading, fix):
    document = read(f"x: 1\na:   {written}\n")
    [problem] = document.problems
    assert (problem.place.line, problem.place.column) == (2, 6)
    assert fix in problem.fix
    assert document.data == {"x": 1, "a": reading}


def test_every_name_is_text_as_written(read):
    document = read("2025-04-01: a\n1: b\nNO: c\ntrue: d\n012: e\n")
    assert document.data == {"2025-04-01": "a", "1": "b", "NO": "c", "true": "d", "012": "e"}
    assert document.problems == ()


NOT_ALLOWED = {
    "name given twice": ("a: 1\nb: 2\na: 3\n", (3, 1, "'a' is given twice: here and in line 1"), {"a": 1, "b": 2}),
    "python object": (
        "a: !!python/object/apply:os.system [x]\n",
        (1, 4, "'!!python/object/apply:os.system' tells programs how to read what follows, which is not allowed here"),
        {"a": ["x"]},
    ),
    "harmless tag": (
        "a: !!int 5\n",
        (1, 4, "'!!int' tells programs how to read what follows, which is not allowed here"),
        {"a": 5},
    ),
    "anchor": ("a: &x 1\n", (1, 4, "'&x' marks a part to be repeated elsewhere, which is not allowed here"), {"a": 1}),
    "alias": ("a: *x\n", (1, 4, "'*x' stands for a part written elsewhere, which is not allowed here"), {"a": None}),
    "alias as a name": ("*x : 1\n", (1, 1, "'*x' stands for a part written elsewhere, which is not allowed here"), {}),
    "merge": ("<<: {b: 1}\n", (1, 1, "'<<' copies a part written elsewhere, which is not allowed here"), {}),
    "second document": (
        "a: 1\n---\nb: 2\n",
        (2, 1, "a second document begins here (---), and a file holds only one"),
        {"a": 1},
    ),
    "directive": (
        "%YAML 1.1\n---\na: 1\n",
        (1, 1, "a line that begins with % has a special meaning, which is not used here"),
        {"a": 1},
    ),
    "list as a name": ("[a]: {b: 1}\nc: 2\n", (1, 1, "a name should be text; this is a list"), {"c": 2}),
    "block as a name": (
        "a: {{x: y}: z}\n",
        (1, 5, "a name should be text; this is a block in brackets { }"),
        {"a": {}},
    ),
    "empty name": ('"": 1\n', (1, 1, "there is no name before this colon"), {}),
    "empty file": ("", (1, 1, "the file is empty"), None),
    "only a remark": ("# later\n", (1, 1, "the file is empty"), None),
    "only null": ("null\n", (1, 1, "the file is empty"), None),
}


@pytest.mark.parametrize(("text", "problem", "data"), NOT_ALLOWED.values(), ids=NOT_ALLOWED)
def test_not_allowed(read, text, problem, data):
    document = read(text)
    assert [told(each) for each in document.problems] == [problem]
    assert all(each.fix.endswith((".", '".')) for each in document.problems)
    assert document.data == data


# Slips of an author: the place is where the slip was made, which is often above where a parser gives up.
SLIPS = {
    "quotation mark never closed": ('a: 1\nb: "x\nc: 2\n', (2, 4, "a quotation mark is opened here and never closed")),
    "quotation mark closed by the next one": (
        'a: "x\nb: "y"\nc: 1\n',
        (1, 4, "a quotation mark is opened here, and the next one is only in line 2"),
    ),
    "apostrophe in single quotes": (
        "a: 'the council's plan'\n",
        (1, 16, "the text ends with this quotation mark, but the line goes on"),
    ),
    "text after quotes": ('a: "x" y\n', (1, 6, "the text ends with this quotation mark, but the line goes on")),
    "too far left": ("a:\n    b: 1\n  c: 2\n", (3, 3, "this line does not line up with any line above it")),
    "list entry too far left": ("a:\n  - b\n - c\n", (3, 2, "this line does not line up with any line above it")),
    "too far right": (
        "a: 1\n  b: 2\n",
        (2, 3, "this line is further to the right than the line above, which already has its value"),
    ),
    "second colon": (
        "a: b: c\n",
        (1, 5, "there is a second colon in this line, and what follows the first is not in quotes"),
    ),
    "second colon in brackets": (
        "a: {b: c: d}\n",
        (1, 9, "there is a second colon in this line, and what follows the first is not in quotes"),
    ),
    "no colon in the first line": ("title x\nb: 1\n", (1, 1, "this line has no colon after its name")),
    "no colon further down": ("a: 1\n# note\ntitle x\nb: 2\n", (3, 1, "this line has no colon after its name")),
    "no colon, inner line": ("a:\n  long text\n\n  more: x\n", (2, 3, "this line has no colon after its name")),
    "no space after the colon": ("a: 1\ntitle:x\nb: 2\n", (2, 6, "there is no space after the colon of 'title'")),
    "no space after the first colon": ("title:x\nb: 2\n", (1, 6, "there is no space after the colon of 'title'")),
    "no space after a dash": ("a:\n  - b\n  -c\n  - d\n", (3, 3, "there is no space after the dash")),
    "no space after a dash with a name": ("a:\n  - b: 1\n  -c: 2\n", (3, 3, "there is no space after the dash")),
    "tab before a name": ("a:\n\tb: 1\n", (2, 1, "there is a tab where spaces are needed")),
    "tab after spaces": ("a:\n  b: 1\n  \tc: 1\n", (3, 3, "there is a tab where spaces are needed")),
    "tab after a dash": ("a:\n  -\tb: c\n", (2, 4, "there is a tab where spaces are needed")),
    "at sign": ("a: @x\n", (1, 4, "a text cannot begin with @ unless it is in quotes")),
    "backtick": ("a: `x`\n", (1, 4, "a text cannot begin with ` unless it is in quotes")),
    "percent sign": ("a: %5\n", (1, 4, "a text cannot begin with % unless it is in quotes")),
    "asterisk": ("a: *very* good\n", (1, 4, "a text that begins with * has a special meaning unless it is in quotes")),
    "ampersand": ("a: & co\n", (1, 4, "a text that begins with & has a special meaning unless it is in quotes")),
    "more than": ("a: > 5\n", (1, 4, "a text that begins with > has a special meaning unless it is in quotes")),
    "bar": ("a: | x\n", (1, 4, "a text that begins with | has a special meaning unless it is in quotes")),
    "exclamation mark": (
        "a: !x!y z\n",
        (1, 4, "a text that begins with ! has a special meaning unless it is in quotes"),
    ),
    "bracket not closed": ("a: [b, c\nd: e\n", (1, 4, "a bracket [ is opened here and not closed")),
    "brace not closed": ("a: {b: c\nd: e\n", (1, 4, "a bracket { is opened here and not closed")),
    "bracket not opened": ("a: ]\n", (1, 4, "a bracket ] is closed here that was not opened")),
    "comma too many": ("a: [b,, c]\n", (1, 7, "there is nothing before this comma")),
    "no name before a colon": (": x\n", (1, 1, "there is no name before this colon")),
    "no name before a colon in brackets": ("{: x}\n", (1, 2, "there is no name before this colon")),
    "list beside its name": ("a: - b\n", (1, 4, "a list cannot begin in the same line as its name")),
    "list under a value": ("a: b\n- c\n", (2, 1, "a list begins here, but the name above it already has a value")),
    "name after a list": (
        "- a\nb: c\n",
        (2, 1, "the list above ends here, and nothing but another entry can follow it"),
    ),
    "question mark": ("a: ? b\n", (1, 4, "a text cannot begin with ? and a space")),
    "backslash": ('a: "C:\\path"\n', (1, 7, "a backslash between double quotation marks has a special meaning")),
    "value after a bracket": ('"a": [b] c\n', (1, 10, "the value has ended, but the line goes on")),
    "dash without a space before two colons": (
        "-a: b: c\n",
        (1, 6, "there is a second colon in this line, and what follows the first is not in quotes"),
    ),
    "more after the end": ("a: b\n...\nc: d\n", (3, 1, "this does not belong to what stands above it")),
    "directive below": (
        "a: b\n%x: c\n",
        (2, 1, "a line that begins with % has a special meaning, which is not used here"),
    ),
    "wrong version": (
        "%YAML 2.0\n---\na: b\n",
        (1, 1, "a line that begins with % has a special meaning, which is not used here"),
    ),
}
PARSERS_WORDS = (
    "token",
    "scalar",
    "mapping",
    "sequence",
    "indicator",
    "flow",
    "stream",
    "alias",
    "anchor",
    "expected",
    "node",
    "parse",
)


@pytest.mark.parametrize(("text", "problem"), SLIPS.values(), ids=SLIPS)
def test_slip(read, text, problem):
    document = read(text)
    assert [told(each) for each in document.problems] == [problem]
    assert document.data is None
    words = str(document.problems[0])
    assert not [word for word in PARSERS_WORDS if word in words]
    assert document.problems[0].fix


def test_many_mistakes_are_found_in_one_go(read):
    document = read("a: 012\na: True\nb: [1_0, &x 2]\nc: {<<: *x}\nd: \n")
    assert [(each.place.line, each.place.column) for each in document.problems] == [
        (1, 4), (2, 1), (2, 4), (3, 5), (3, 10), (4, 5), (4, 9),
    ]  # fmt: skip


def test_what_was_found_before_a_slip_is_told_too(read):
    document = read("a: 012\nb: 'x\n")
    assert [each.place.line for each in document.problems] == [1, 2]


def test_places(read):
    document = read("é: 1\nchecks:\n  - id: a\n    stages: [bid,\n       delivery]\n  - \n")
    assert {path: (place.line, place.column) for path, place in document.places.items()} == {
        (): (1, 1),
        ("é",): (1, 4),
        ("checks",): (3, 3),
        ("checks", 0): (3, 5),
        ("checks", 0, "id"): (3, 9),
        ("checks", 0, "stages"): (4, 13),
        ("checks", 0, "stages", 0): (4, 14),
        ("checks", 0, "stages", 1): (5, 8),
        ("checks", 1): (6, 4),
    }
    assert {path: (place.line, place.column) for path, place in document.keys.items()} == {
        ("é",): (1, 1),
        ("checks",): (2, 1),
        ("checks", 0, "id"): (3, 5),
        ("checks", 0, "stages"): (4, 5),
    }
    assert (len(document.places), len(document.keys)) == (9, 4)
    assert document.place(("checks", 0, "stages"), key=True).column == 5
    # What is missing stands where it is missing from.
    assert str(document.place(("checks", 0, "source", "text"))) == "pack.yaml:3:5"
    assert str(document.place(("nowhere",), key=True)) == "pack.yaml:1:1"


def test_line_ends_of_windows(read):
    document = read("a: 1\r\nb: 012\r\n")
    assert [each.place.line for each in document.problems] == [2]


def test_byte_order_mark_is_no_part_of_a_name(read):
    document = read("\ufeffa: 1\n")
    assert document.data == {"a": 1}
    assert document.place(("a",)).column == 4


@pytest.mark.parametrize(
    ("character", "code"),
    [("\x00", "0000"), ("\x07", "0007"), ("\x85", "0085"), ("\u2028", "2028"), ("\ufeff", "FEFF"), ("\ud800", "D800")],
)
def test_invisible_character(read, character, code):
    document = read(f"a: 1\r\nb: x{character}y\n")
    assert [told(each) for each in document.problems] == [(2, 5, f"there is an invisible character here (U+{code})")]
    assert document.data is None


# Each would cost much time or memory if it were read; it must come back with one problem and nothing read.
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 40))
TOO_MUCH = {
    "five megabytes": ("a: b\n" * 1_000_000, "the file is too big"),
    "megabyte in UTF-8 only": ("é" * 500_001, "the file is too big"),
    "brackets 10,000 deep": ("[" * 10_000, "there are more than 40 lists or blocks inside each other"),
    "braces 10,000 deep": ("{a: " * 10_000, "there are more than 40 lists or blocks inside each other"),
    "dashes 10,000 deep": ("- " * 10_000 + "a", "there are more than 40 lists or blocks inside each other"),
    "lines 1,000 deep": (
        "".join(" " * i + "a:\n" for i in range(1000)),
        "there are more than 40 lists or blocks inside each other",
    ),
    "number of almost a million digits": ("a: " + "9" * 999_000, "the text is too long: 999,000 characters"),
    "long text": ("a: '" + "x" * 20_001 + "'", "the text is too long: 20,001 characters"),
}


@pytest.mark.parametrize(("text", "what"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much(text, what):
    document = read_yaml(text, "pack.yaml")
    assert [each.what for each in document.problems] == [what]
    assert document.data is None


def test_too_many_parts():
    limits = Limits(nodes=1000)
    assert read_yaml("a: [" + "b," * 997 + "]", "pack.yaml", limits).problems == ()
    document = read_yaml("a: [" + "b," * 998 + "]", "pack.yaml", limits)
    assert [told(each) for each in document.problems] == [(1, 4 + 1 + 2 * 997, "the file has more than 1,000 parts")]


def test_two_hundred_thousand_names():
    document = read_yaml("".join(f"{i}:\n" for i in range(105_000)), "pack.yaml")
    assert [each.what for each in document.problems] == ["the file has more than 200,000 parts"]


@pytest.mark.parametrize(
    "text", [BOMB, "[" + "012," * 90_000 + "]", "\x01" * 900_000], ids=["aliases", "zeros", "controls"]
)
def test_too_many_mistakes(text):
    document = read_yaml(text, "pack.yaml")
    assert len(document.problems) == Limits().problems + 1
    assert document.problems[-1].what == "there are more mistakes after this one"
    assert document.data is None


def test_deepest_that_is_read():
    assert read_yaml("[" * 40 + "]" * 40, "pack.yaml").problems == ()
    assert read_yaml("[" * 41 + "]" * 41, "pack.yaml").problems != ()


def test_both_parsers_read_alike():
    text = "a: 1\nb:\n  - {c: 'x', d: [1.50, no]}\n  - |\n    text\n\n    more\ne: >-\n  folded\n  text\n"
    one, other = (read_with(parser.values[0], text, "pack.yaml", Limits()) for parser in PARSERS if parser.values[0])
    assert one.data == other.data
    assert dict(one.places) == dict(other.places)
    assert dict(one.keys) == dict(other.keys)


class TestDecode:
    def test_utf_8(self):
        assert decode("café".encode(), "f") == ("café", None)

    def test_byte_order_mark(self):
        assert decode(b"\xef\xbb\xbfa: 1", "f") == ("a: 1", None)

    def test_windows_1252(self):
        text, problem = decode("a: 1\nb: é – café\n".encode("cp1252"), "f")
        assert text is None
        assert told(problem) == (2, 4, "the file is not saved as UTF-8: this character cannot be read")

    def test_place_is_in_characters(self):
        _, problem = decode(b"\xef\xbb\xbfa: \xc3\xa9\xff", "f")
        assert (problem.place.line, problem.place.column) == (1, 5)

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_utf_16(self, encoding):
        mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
        text, problem = decode(mark + "a: 1".encode(encoding), "f")
        assert text is None
        assert problem.what == "the file is saved as UTF-16, not as UTF-8"
