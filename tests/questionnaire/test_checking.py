"""Answers against questions: each row is one thing that can be wrong, and the same thing right beside it.

The rules are those that Prozorro checks when a bid is activated (its tests of requirement responses: value and values,
expected value, range, subset and counts of values, one group of a criterion, whole groups); the data is ours.
"""

from decimal import Decimal

import pytest

from sv_rules.model.place import Place
from sv_rules.model.questionnaire import AskedCriterion, Requirement, RequirementGroup, Response
from sv_rules.questionnaire import check


def criterion(*groups, **parts):
    return AskedCriterion(
        id=parts.pop("id", "jobs"),
        title=parts.pop("title", "Jobs"),
        groups=tuple(RequirementGroup(id=f"g{number}", requirements=group) for number, group in enumerate(groups)),
        place=Place(document="notice.json", pointer="/tender/criteria/0"),
        **parts,
    )


def answer(requirement, value=None, **parts):
    place = Place(document="bid.json", pointer=f"/{requirement}")
    return Response(requirement=requirement, value=value, place=place, **parts)


def wrong(questions, *responses, lot="1"):
    return [remark.what for remark in check(questions, responses, lot, bid="B")]


# One row: the requirement, the answer, what is wrong with it (None: nothing).
ONE = [
    ("a whole number", {"type": "integer"}, {"value": 4}, None),
    ("a whole number with a point", {"type": "integer"}, {"value": Decimal("4.0")}, None),
    ("a number in a text", {"type": "integer"}, {"value": "4"}, None),
    ("half a person", {"type": "integer"}, {"value": Decimal("4.5")}, "4.5 is not a whole number; it was not used"),
    ("a number", {"type": "number"}, {"value": Decimal("4.5")}, None),
    ("a word for a number", {"type": "number"}, {"value": "ten"}, "'ten' is not a number; it was not used"),
    ("true for a number", {"type": "number"}, {"value": True}, "true is not a number; it was not used"),
    ("an endless number", {"type": "number"}, {"value": Decimal("1E+999999")}, "a number too long to be used is not a"),
    ("a number that is none", {"type": "number"}, {"value": Decimal("NaN")}, "a number too long to be used is not a"),
    ("true", {"type": "yes_no"}, {"value": True}, None),
    ("true as a text", {"type": "yes_no"}, {"value": "True"}, None),
    ("1 for true", {"type": "yes_no"}, {"value": 1}, "1 is not true or false; it was not used"),
    ("a day", {"type": "date"}, {"value": "2026-03-01"}, None),
    ("a day with a time", {"type": "date"}, {"value": "2026-03-01T10:00:00Z"}, None),
    ("no day of the calendar", {"type": "date"}, {"value": "2026-02-30"}, "'2026-02-30' is not a date such as"),
    ("a number for a day", {"type": "date"}, {"value": 2026}, "2026 is not a date such as"),
    ("a text", {"type": "text"}, {"value": "yes"}, None),
    ("a number for a text", {"type": "text"}, {"value": 3}, "3 is not text; it was not used"),
    ("an object for a text", {"type": "text"}, {"value": {"amount": 3}}, "an object is not text; it was not used"),
    ("any type", {}, {"value": True}, None),
    ("any type, but a list", {}, {"value": [1]}, "a list is not a text, a number, or true or false"),
    ("a value and values", {"type": "text"}, {"value": "a", "values": ("a",)}, "has a single value and several values"),
    ("no value", {"type": "text"}, {}, "has no value"),
    ("the expected value", {"type": "yes_no", "expected": True}, {"value": True}, None),
    ("another value", {"type": "yes_no", "expected": True}, {"value": False}, "false is not the answer expected"),
    ("expected as text", {"type": "integer", "expected": "5"}, {"value": 5}, None),
    ("expected as text, no type", {"expected": "5"}, {"value": 5}, None),
    ("expected number, answer as text, no type", {"expected": 5}, {"value": "5"}, None),
    ("expected, not readable", {"type": "integer", "expected": "x"}, {"value": 5}, "the expected value 'x' cannot be"),
    ("at the lower limit", {"type": "integer", "least": 90}, {"value": 90}, None),
    ("below it", {"type": "integer", "least": 90}, {"value": 89}, "89 is below the limit of 90"),
    ("at the upper limit", {"type": "number", "most": Decimal("0.5")}, {"value": Decimal("0.5")}, None),
    ("above it", {"type": "number", "most": Decimal("0.5")}, {"value": Decimal("0.51")}, "0.51 is above the limit of"),
    ("a limit as text", {"type": "integer", "least": "90"}, {"value": 89}, "89 is below the limit of 90"),
    ("a limit that is none", {"type": "integer", "least": "many"}, {"value": 89}, "the lower limit 'many' cannot be"),
    ("a day too early", {"type": "date", "least": "2026-03-01"}, {"value": "2026-02-28"}, "is below the limit of"),
    ("a day in time", {"type": "date", "least": "2026-03-01"}, {"value": "2026-03-01T09:00:00Z"}, None),
    ("no limit on yes or no", {"least": 3}, {"value": True}, None),
    ("a subset", {"type": "text", "expected_values": ("a", "b", "c")}, {"values": ("a", "c")}, None),
    ("no subset", {"type": "text", "expected_values": ("a", "b")}, {"values": ("a", "x")}, "'x' is not among the"),
    ("one value out of several", {"type": "text", "expected_values": ("a", "b")}, {"value": "a"}, None),
    ("one that is not of them", {"type": "text", "expected_values": ("a", "b")}, {"value": "x"}, "'x' is not among"),
    ("a subset of numbers", {"type": "integer", "expected_values": ("1", 2)}, {"values": (1, "2")}, None),
    ("enough values", {"type": "text", "fewest_values": 2}, {"values": ("a", "b")}, None),
    (
        "the same one twice",
        {"type": "text", "fewest_values": 2},
        {"values": ("a", "a")},
        "1 different answer is given,",
    ),
    ("none at all", {"type": "text", "fewest_values": 1}, {"values": ()}, "0 different answers are given, at least 1"),
    ("not too many", {"type": "text", "most_values": 1}, {"values": ("a", "a")}, None),
    (
        "too many",
        {"type": "text", "most_values": 1},
        {"values": ("a", "b")},
        "2 different answers are given, at most 1",
    ),
    ("one of several of another type", {"type": "integer"}, {"values": (1, "x")}, "'x' is not a whole number"),
    ("a pattern is searched for", {"type": "text", "pattern": "[0-9]{2}"}, {"value": "room 42b"}, None),
    ("a pattern from end to end", {"type": "text", "pattern": "^[0-9]{2}$"}, {"value": "room 42"}, "does not have the"),
    ("a pattern at the start", {"type": "text", "pattern": "^ab"}, {"value": "abc"}, None),
    ("a pattern at the end", {"type": "text", "pattern": "ab$"}, {"value": "abc"}, "'abc' does not have the form"),
    ("anchors of one branch each", {"type": "text", "pattern": "^a|b$"}, {"value": "xxb"}, None),
    ("neither branch", {"type": "text", "pattern": "^a|b$"}, {"value": "xbx"}, "'xbx' does not have the form"),
    ("choices in a group", {"type": "text", "pattern": "^(yes|no)$"}, {"value": "no"}, None),
    ("a bar in a class", {"type": "text", "pattern": r"^[|]\|$"}, {"value": "||"}, None),
    ("a dollar sign", {"type": "text", "pattern": r"^5\$"}, {"value": "5$ each"}, None),
    ("an unsafe pattern", {"type": "text", "pattern": r"^(?=a)a$"}, {"value": "a"}, "the pattern asked for cannot be"),
    ("an endless pattern", {"type": "text", "pattern": "a{9999}"}, {"value": "a"}, "the pattern asked for cannot be"),
    ("a pattern that could be slow", {"type": "text", "pattern": "^(a+)+$"}, {"value": "a" * 5000 + "b"}, "does not h"),
    ("a pattern on a number", {"type": "integer", "pattern": "^9$"}, {"value": 8}, None),
    ("an empty pattern branch", {"type": "text", "pattern": "^$|x"}, {"value": ""}, None),
]


@pytest.mark.parametrize(("requirement", "response", "what"), [row[1:] for row in ONE], ids=[row[0] for row in ONE])
def test_one_answer(requirement, response, what):
    found = wrong([criterion((Requirement(id="r", title="Posts", **requirement),))], answer("r", **response))
    assert len(found) == (what is not None)
    assert all(what in each for each in found)


A, B, C = (Requirement(id=name, type="yes_no") for name in "abc")
OFF = Requirement(id="off", type="yes_no", active=False)
ALTERNATIVES = criterion((A, B), (C,))

# One row: the questions, what is answered, what is wrong.
MANY = [
    ("in full", [ALTERNATIVES], ["a", "b"], []),
    ("the other group", [ALTERNATIVES], ["c"], []),
    ("not at all", [ALTERNATIVES, criterion((OFF,), id="x")], [], ["bid 'B' does not answer the criterion 'Jobs'"]),
    (
        "in part",
        [ALTERNATIVES],
        ["a"],
        ["bid 'B' answers a group of the criterion 'Jobs' in part: 'b' is not answered"],
    ),
    (
        "two groups",
        [ALTERNATIVES],
        ["a", "b", "c"],
        ["bid 'B' answers 2 groups of the criterion 'Jobs', which are alternatives; none of these answers was used"],
    ),
    (
        "two groups, one in part",
        [ALTERNATIVES],
        ["b", "c"],
        [
            "bid 'B' answers 2 groups of the criterion 'Jobs', which are alternatives; none of these answers was used",
            "bid 'B' answers a group of the criterion 'Jobs' in part: 'a' is not answered",
        ],
    ),
    ("twice", [ALTERNATIVES], ["c", "c"], ["the requirement 'c' is answered 2 times"]),
    ("three times", [ALTERNATIVES], ["c", "c", "c"], ["the requirement 'c' is answered 3 times"]),
    ("unknown", [ALTERNATIVES], ["c", "d"], ["there is no requirement 'd'; this answer was not used"]),
    ("no longer asked", [criterion((A, OFF))], ["a"], []),
    ("no longer asked, and answered", [criterion((A, OFF))], ["a", "off"], []),
    ("another lot's", [criterion((A,), lots=("2",))], [], []),
    ("another lot's, and answered", [criterion((A,), lots=("2",))], ["a"], []),
    ("this lot's", [criterion((A,), lots=("2", "1"))], [], ["bid 'B' does not answer the criterion 'Jobs'"]),
    ("the winner's", [criterion((A,), answered_by="winner")], [], ["bid 'B' does not answer the criterion 'Jobs'"]),
    ("the buyer's", [criterion((A,), answered_by="buyer")], [], []),
    ("somebody else's", [criterion((A,), answered_by="other")], ["a"], []),
    ("nothing asked", [], ["a", "b"], ["bid 'B' answers 2 questions, and no document says what was asked"]),
    ("nothing asked or answered", [], [], []),
    (
        "two requirements with one id",
        [criterion((A,)), criterion((A, B), id="again", title="Again")],
        ["a", "b"],
        [
            "several requirements have the id 'a'; answers were taken to be for the first one",
            "bid 'B' answers a group of the criterion 'Again' in part: 'a' is not answered",
        ],
    ),
]


@pytest.mark.parametrize(("questions", "given", "what"), [row[1:] for row in MANY], ids=[row[0] for row in MANY])
def test_all_answers(questions, given, what):
    remarks = check(questions, [answer(name, True) for name in given], "1", bid="B")
    # An answer three times is told at its second and third place.
    assert list(dict.fromkeys(remark.what for remark in remarks)) == what


def test_a_remark_says_where_and_what_to_do():
    questions = [criterion((Requirement(id="r", title="Posts", type="integer", least=2),))]
    (remark,) = check(questions, [answer("r", 1)], "")
    assert (remark.what, remark.fix) == ("answer to 'Posts': 1 is below the limit of 2", "Answer at least 2.")
    assert remark.place == Place(document="bid.json", pointer="/r")
    (remark,) = check(questions, [], "")
    assert remark.place == Place(document="notice.json", pointer="/tender/criteria/0")


def test_a_slip_in_an_id_has_a_suggestion():
    questions = [criterion((Requirement(id="apprenticeships"),))]
    remarks = check(questions, [answer("aprenticeships", 1), answer("apprenticeships", 1)], "")
    assert [remark.fix for remark in remarks] == ["Did you mean 'apprenticeships'?"]


def test_names_are_cut_and_places_are_found_anywhere():
    long = AskedCriterion(id="c", title="word " * 40, groups=(RequirementGroup(id="g", requirements=(A,)),))
    (remark,) = check([long], [], "")
    assert len(remark.what) < 140
    assert remark.place.document == "the questions and answers"
