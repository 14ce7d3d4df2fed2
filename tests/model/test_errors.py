import pytest

from sv_rules.errors import (
    DocumentError,
    EngineError,
    PluginError,
    Problem,
    RulepackError,
    SvRulesError,
    did_you_mean,
    listed,
)
from sv_rules.model.place import Place


def at(line, document="a.yaml"):
    return Place(document=document, line=line)


@pytest.mark.parametrize(
    ("problem", "printed"),
    [
        (Problem("it is wrong"), "it is wrong"),
        (Problem("it is wrong", at(3)), "a.yaml:3: it is wrong"),
        (
            Problem("it is wrong", at(3), "check jobs", "Put it right."),
            "a.yaml:3: it is wrong\n    check jobs\n    Put it right.",
        ),
        (Problem("it is wrong", fix="Put it right."), "it is wrong\n    Put it right."),
    ],
)
def test_a_problem_prints_place_what_where_and_fix(problem, printed):
    assert str(problem) == printed


@pytest.mark.parametrize("kind", [RulepackError, DocumentError, PluginError, EngineError])
def test_every_error_is_one_of_ours(kind):
    with pytest.raises(SvRulesError):
        raise kind("it is wrong")


def test_problems_are_sorted_by_place_and_each_told_once():
    late, early, nowhere = Problem("late", at(10)), Problem("early", at(9)), Problem("nowhere")
    second, other = Problem("second", at(9)), Problem("other", at(1, "b.yaml"))
    error = RulepackError([late, other, second, early, late, nowhere, Problem("early", at(9))])
    assert error.problems == (nowhere, early, second, late, other)
    assert str(error) == "nowhere\na.yaml:9: early\na.yaml:9: second\na.yaml:10: late\nb.yaml:1: other"


def test_two_problems_that_differ_in_their_fix_are_two():
    assert len(DocumentError([Problem("a", fix="Do."), Problem("a", fix="Do not.")]).problems) == 2


def test_a_text_or_one_problem_stands_for_itself():
    assert DocumentError("it is wrong").problems == (Problem("it is wrong"),)
    assert DocumentError(Problem("it is wrong", at(1))).problems == (Problem("it is wrong", at(1)),)


@pytest.mark.parametrize(
    ("wrong", "known", "hint"),
    [
        ("at_laest", ["at_most", "at_least"], "Did you mean 'at_least'?"),
        ("tender.price", ["bid.price", "tender.date"], "Did you mean 'tender.date'?"),
        # nothing is near as a whole, but the last word is right; the first of two in the alphabet
        ("x.price", ["organisation.price", "contract.delivered.price"], "Did you mean 'contract.delivered.price'?"),
        ("price", ["organisation.delivered.price"], ""),
        ("zzz", ["at_most"], ""),
        ("at_most", [], ""),
    ],
)
def test_the_nearest_known_name_is_suggested(wrong, known, hint):
    assert did_you_mean(wrong, known) == hint
    assert did_you_mean(wrong, reversed(known)) == hint


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        ([str(number) for number in range(12)], "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 11"),
        ([str(number) for number in range(14)], "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more"),
    ],
)
def test_names_are_listed_as_in_a_sentence(names, words):
    assert listed(iter(names)) == words


def test_a_list_may_be_joined_otherwise_and_cut_sooner():
    assert listed("abc", "or") == "a, b or c"
    assert listed("abcd", "or", most=1) == "a or 3 more"
