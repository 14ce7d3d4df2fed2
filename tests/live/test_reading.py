"""Reading a form: the quick way and the whole way give the same, and every problem has its place."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sv_rules import DocumentError, Kind, Stage
from sv_rules.live.reading import FormReader
from sv_rules.model.amount import Money
from sv_rules.model.condition import AllOf, Comparison, Literal
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.procurement import Subject
from sv_rules.reading.exact_json import read_json
from tests.engine.building import check, is_yes, program, rulepack, yes_no

FLAG = yes_no("bid.flag")
FACTS = (
    FLAG,
    Fact("bid.count", FactType.INTEGER, "count"),
    Fact("bid.size", FactType.NUMBER, "size"),
    Fact("bid.price", FactType.MONEY, "price"),
    Fact("bid.share", FactType.PERCENTAGE, "share"),
    Fact("bid.start", FactType.DATE, "start"),
    Fact("bid.length", FactType.DURATION, "length", unit="months"),
    Fact("bid.note", FactType.TEXT, "note"),
    Fact("bid.colour", FactType.CHOICE, "colour", choices=("red", "green")),
    Fact("bid.tags", FactType.LIST, "tags", items=Fact("tag", FactType.TEXT, "tag")),
)
UNREAD = Fact("bid.unread", FactType.INTEGER, "unread")
TENDER = yes_no("tender.flag")


def reader():
    given_all = AllOf(tuple(Comparison(fact, "given", (Literal(True),)) for fact in FACTS))
    ready = program(rulepack([*FACTS, UNREAD, TENDER], [check("all", given_all, is_yes(TENDER), stage=Stage.BID)]))
    return FormReader(ready, Subject(kind=Kind.BID, id="form", title="", stage=Stage.BID))


READER = reader()
NAMES = [fact.name for fact in FACTS]


def whole(data):
    """Read as the quick way does when it gives up."""
    written = read_json(data.decode(), "form")
    if written.problems:
        raise DocumentError(written.problems)
    return READER.typed(written.data)


def both(data):
    found = []
    for read in (READER.read, whole):
        try:
            values, remarks = read(data)
            found.append((list(map(repr, values)), list(remarks)))
        except DocumentError as error:
            found.append(str(error))
    return found


def test_ordinary_values_are_typed():
    form = {
        "bid.flag": True, "bid.count": 3, "bid.price": "GBP 12.50", "bid.share": "10%", "bid.start": "2026-01-31",
        "bid.length": "2 years", "bid.note": "Ein Büro", "bid.colour": "red", "bid.tags": ["a", "b"], "bid.unread": 4,
    }  # fmt: skip
    data = json.dumps(form, ensure_ascii=False)[:-1] + ', "bid.size": 2.50}'
    values, remarks = READER.read(data.encode())
    expected = [True, 3, Decimal("2.50"), Money(Decimal("12.50"), "GBP"), Decimal(10), date(2026, 1, 31), 24,
                "Ein Büro", "red", ("a", "b")]  # fmt: skip
    assert values == expected
    assert str(values[2]) == "2.50"
    assert list(remarks) == []
    assert both(data.encode())[0] == both(data.encode())[1]


ODD = [
    "1", "-1", "0", "1.0", "-0.0", "2.5", "1e2", "1E+2", "1e999999999", "0.0000000000001", "123456789012345678",
    "1234567890123456789", "-999999999999999999", "-1000000000000000000", "1234567890.12", "12345678901234567890.5",
    "true", "false", "null", "NaN", "Infinity", "[]", "{}", '["a"]', '[["a"]]', '["a", null]', '""', '"red"', '"blue"',
    '"GBP 1"', '"GBP 1,000"', '"10%"', '"10"', '"2026-01-31"', '"2026-02-30"', '"3 months"', '"3 weeks"', '"4"',
    '"\\u00e9"', '"\\ud800"', '"\\ud83d\\ude00"', '"é"', '{"amount": 5, "currency": "GBP"}', f'"{"x" * 65}"',
    f'"{"x" * 20_001}"', f"{'[' * 60}{']' * 60}",
]  # fmt: skip


@pytest.mark.parametrize("name", [*NAMES, "bid.unread", "tender.flag", "bid.nobody-knows"])
@pytest.mark.parametrize("value", ODD)
def test_the_quick_way_accepts_what_the_whole_way_does(name, value):
    quick, slow = both(f'{{"{name}": {value}}}'.encode())
    assert quick == slow


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"5", b"null", b"{", b'{"bid.count": 1', b'{"bid.count": 1,}', b'{"bid.count": 1, "bid.count": 1}',
     b'{"bid.count": 1} {}', b"{'bid.count': 1}", b'{"bid.count": 01}', b'{"bid.note": "a\nb"}', b" {} ", b'{"": 1}',
     b'{"bid.tags": [' + b'"a",' * 50_000 + b'"a"]}', b"[" * 5000, b"{" + b'"bid.count": null' + b" " * 10**6 + b"}"],
    ids=range(17),
)  # fmt: skip
def test_the_quick_way_refuses_what_the_whole_way_does(data):
    quick, slow = both(data)
    assert quick == slow


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(ODD), max_size=6), st.integers(0, 400), st.characters())
def test_damaged_forms(values, at, char):
    text = json.dumps(dict.fromkeys(values)).replace("null", "%s") % tuple(values.values())
    damaged = (text[:at] + char + text[at + 1 :]).encode(errors="replace")
    quick, slow = both(damaged)
    assert quick == slow


def test_every_problem_has_its_place_and_its_fix():
    with pytest.raises(DocumentError) as caught:
        READER.read(b'{"bid.count": 2.5, "bid.colour": "gren", "tender.flag": true, "bid.price": "10 pounds"}')
    told = {str(problem.place): (problem.what, problem.fix) for problem in caught.value.problems}
    assert told == {
        "form, at /bid.count": ("bid.count: 2.5 is not a whole number", "Write a whole number such as 4."),
        "form, at /bid.colour": (
            "bid.colour: 'gren' is not one of the choices",
            "Did you mean 'green'? The choices are red and green.",
        ),
        "form, at /tender.flag": (
            "'tender.flag' is known of a procurement, and stands under a bid here",
            "Move it to the facts of the procurement.",
        ),
        "form, at /bid.price": (
            "bid.price: '10 pounds' is not an amount of money",
            "Write the currency and the amount: GBP 250000, without commas.",
        ),
    }


def test_bytes_that_are_no_text():
    with pytest.raises(DocumentError, match="UTF-16"):
        READER.read('{"bid.count": 1}'.encode("utf-16"))
    with pytest.raises(DocumentError, match=r"UTF-8"):
        READER.read(b'{"bid.note": "\xff"}')


def test_a_name_that_nobody_declares_is_told_and_passed_over():
    values, remarks = READER.read(b'{"bid.cuont": 1, "bid.count": 2}')
    assert values[1] == 2
    assert [(remark.what, str(remark.place), remark.fix) for remark in remarks] == [
        (
            "no rulepack in use declares the fact 'bid.cuont'; it was not read",
            "form, at /bid.cuont",
            "Did you mean 'bid.count'?",
        )
    ]


def test_values_at_hand_are_exact():
    values, _ = READER.typed({"bid.size": Decimal("0.1"), "bid.flag": None})
    assert values[2] == Decimal("0.1")
    assert values[0] is None
    with pytest.raises(DocumentError, match=r"0\.1 is not a number"):
        READER.typed({"bid.size": 0.1})
