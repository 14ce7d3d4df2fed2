"""What every operator of the drawer keeps to, and the English that each one speaks."""

import inspect
import operator as python
from datetime import date
from decimal import Decimal
from keyword import iskeyword
from pathlib import Path
from string import Formatter

import pytest
import yaml

import sv_rules.operators
from sv_rules.model.amount import Money
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType
from sv_rules.operators import operators

DRAWER = {operator.name: operator for operator in operators()}
EVERY = pytest.mark.parametrize("operator", operators(), ids=lambda operator: operator.name)

# The operators that rulepacks may count on, as agreed for version 1 of the format.
NAMES = [
    "after", "at_least", "at_most", "before", "between", "given", "includes", "includes_all", "includes_any", "is",
    "is_not", "less_than", "matches", "mentions_any", "more_than", "none_of", "one_of", "states_any",
    "within",
]  # fmt: skip


def test_the_drawer_holds_the_agreed_operators_sorted_by_name():
    assert [operator.name for operator in operators()] == NAMES


def test_every_file_of_the_drawer_is_found_and_named_as_its_operator():
    folder = Path(sv_rules.operators.__file__).parent
    files = {file.stem for file in folder.glob("*.py") if not file.name.startswith("_")}
    assert files == {name + "_" if iskeyword(name) else name for name in DRAWER}


def test_a_second_call_gives_the_same_operators():
    assert operators() == operators()


@EVERY
def test_the_words_use_the_three_placeholders_and_are_clauses(operator: Operator):
    for words in (operator.holds, operator.fails, operator.denies):
        fields = [
            (name, spec, conversion) for _, name, spec, conversion in Formatter().parse(words) if name is not None
        ]
        assert fields[0] == ("fact", "", None), "a clause begins with what it is about"
        assert {name for name, _, _ in fields} <= {"fact", "actual", "value"}
        assert all(not spec and not conversion for _, spec, conversion in fields)
        assert not words.endswith((".", " "))
    for asks in (operator.holds, operator.denies):
        assert "{actual}" not in asks, "what a check asks for is said before anything is known"
        assert "{value}" in asks
    assert operator.holds != operator.denies


@EVERY
def test_the_docstring_is_a_reference_with_an_example(operator: Operator):
    text = inspect.getdoc(operator.function) or ""
    assert operator.summary.endswith(".")
    assert text.splitlines()[1] == ""
    [example] = [line for line in text.splitlines() if line.startswith("    ")]
    [(fact, comparison)] = yaml.safe_load(example).items()
    assert "." in fact
    assert list(comparison) == [operator.name]


SENTENCES = {  # {fact} {actual} {value} -> holds, fails, denies; read them aloud
    "after": (
        ("Start date", "1 April 2026", "2 April 2026"),
        "Start date is after 2 April 2026",
        "Start date is 1 April 2026, which is not after 2 April 2026",
        "Start date is on or before 2 April 2026",
    ),
    "at_least": (
        ("Contract value", "£90,000", "£100,000"),
        "Contract value is at least £100,000",
        "Contract value is £90,000, which is less than £100,000",
        "Contract value is less than £100,000",
    ),
    "at_most": (
        ("Payment time", "45 days", "30 days"),
        "Payment time is at most 30 days",
        "Payment time is 45 days, which is more than 30 days",
        "Payment time is more than 30 days",
    ),
    "before": (
        ("Start date", "1 April 2026", "1 April 2026"),
        "Start date is before 1 April 2026",
        "Start date is 1 April 2026, which is not before 1 April 2026",
        "Start date is on or after 1 April 2026",
    ),
    "between": (
        ("Weighting", "5%", "10% and 20%"),
        "Weighting is between 10% and 20%",
        "Weighting is 5%, which is not between 10% and 20%",
        "Weighting is not between 10% and 20%",
    ),
    "given": (
        ("Carbon plan", "not known", "yes"),
        "Carbon plan is known: yes",
        "Carbon plan: not known",
        "Carbon plan is known: other than yes",
    ),
    "includes": (
        ("Set of priorities", "jobs and climate", "early-help"),
        "Set of priorities includes early-help",
        "Set of priorities: jobs and climate, without early-help",
        "Set of priorities does not include early-help",
    ),
    "includes_all": (
        ("Set of priorities", "jobs and climate", "jobs and early-help"),
        "Set of priorities includes all of jobs and early-help",
        "Set of priorities: jobs and climate, without all of jobs and early-help",
        "Set of priorities does not include all of jobs and early-help",
    ),
    "includes_any": (
        ("Set of priorities", "an empty list", "jobs and early-help"),
        "Set of priorities includes at least one of jobs and early-help",
        "Set of priorities: an empty list, with none of jobs and early-help",
        "Set of priorities includes none of jobs and early-help",
    ),
    "is": (
        ("Pays the Living Wage", "no", "yes"),
        "Pays the Living Wage: yes",
        "Pays the Living Wage: no, rather than yes",
        "Pays the Living Wage: other than yes",
    ),
    "is_not": (
        ("Procedure", "direct award", "direct award"),
        "Procedure: other than direct award",
        "Procedure: direct award, rather than something else",
        "Procedure: direct award",
    ),
    "less_than": (
        ("Contract value", "£100,000", "£100,000"),
        "Contract value is less than £100,000",
        "Contract value is £100,000, which is not less than £100,000",
        "Contract value is at least £100,000",
    ),
    "matches": (
        ("Area code", "“E9”", "“E[0-9]{8}”"),
        "Area code has the form “E[0-9]{8}”",
        "Area code is “E9”, which does not have the form “E[0-9]{8}”",
        "Area code does not have the form “E[0-9]{8}”",
    ),
    "mentions_any": (
        ("Specification", "“The provider will …”", "“prevention” or “early help”"),
        "Specification mentions any of “prevention” or “early help”",
        "Specification mentions none of “prevention” or “early help”",
        "Specification mentions none of “prevention” or “early help”",
    ),
    "states_any": (
        ("Specification", "“The provider will …”", "“prevention” or “early help”"),
        "Specification states any of “prevention” or “early help”",
        "Specification states none of “prevention” or “early help”",
        "Specification states none of “prevention” or “early help”",
    ),
    "more_than": (
        ("Number of local jobs", "0", "0"),
        "Number of local jobs is more than 0",
        "Number of local jobs is 0, which is not more than 0",
        "Number of local jobs is at most 0",
    ),
    "none_of": (
        ("Procedure", "direct award", "direct award and below threshold"),
        "Procedure is none of direct award and below threshold",
        "Procedure is direct award, which is one of direct award and below threshold",
        "Procedure is one of direct award and below threshold",
    ),
    "one_of": (
        ("Category", "goods", "services and works"),
        "Category is one of services and works",
        "Category is goods, which is not one of services and works",
        "Category is none of services and works",
    ),
    "within": (
        ("Date of the notice", "2 April 2026", "from 1 April 2025 to 1 April 2026"),
        "Date of the notice is within the period from 1 April 2025 to 1 April 2026",
        "Date of the notice is 2 April 2026, which is outside the period from 1 April 2025 to 1 April 2026",
        "Date of the notice is outside the period from 1 April 2025 to 1 April 2026",
    ),
}


@EVERY
def test_the_words_read_as_english(operator: Operator):
    (fact, actual, value), *expected = SENTENCES[operator.name]
    words = (operator.holds, operator.fails, operator.denies)
    assert [each.format(fact=fact, actual=actual, value=value) for each in words] == expected


SIGNS = {"==": python.eq, "!=": python.ne, ">=": python.ge, "<=": python.le, ">": python.gt, "<": python.lt}
LOW_AND_HIGH = {
    FactType.YES_NO: (False, True),
    FactType.INTEGER: (-1, 2),
    FactType.NUMBER: (Decimal("0.1"), Decimal("0.10000000001")),
    FactType.MONEY: (Money(Decimal("99999.99"), "GBP"), Money(Decimal(100000), "GBP")),
    FactType.PERCENTAGE: (Decimal("7.5"), Decimal(10)),
    FactType.DURATION: (30, 36),
    FactType.DATE: (date(2025, 12, 31), date(2026, 1, 1)),
    FactType.TEXT: ("Leeds", "leeds"),
    FactType.CHOICE: ("goods", "works"),
}


def inline_cases():
    for operator in operators():
        if operator.compares in SIGNS:
            for kind in operator.takes:
                yield pytest.param(operator, *LOW_AND_HIGH[kind], id=f"{operator.name}-{kind}")


@pytest.mark.parametrize(("operator", "low", "high"), list(inline_cases()))
def test_what_the_compiler_writes_inline_agrees_with_the_function(operator: Operator, low, high):
    for actual, value in ((low, low), (low, high), (high, low), (high, high)):
        assert SIGNS[operator.compares](actual, value) is operator.function(actual, value)
        if isinstance(actual, Money):
            assert SIGNS[operator.compares](actual.amount, value.amount) is operator.function(actual, value)


@pytest.mark.parametrize("values", [LOW_AND_HIGH[kind] for kind in (FactType.TEXT, FactType.NUMBER, FactType.DATE)])
def test_lists_of_values_are_written_inline_with_in(values):
    low, high = values
    for actual, several in ((low, (low, high)), (low, (high,)), (high, (low,))):
        assert DRAWER["one_of"].function(actual, several) is (actual in several)
        assert DRAWER["none_of"].function(actual, several) is (actual not in several)


@pytest.mark.parametrize("actual", [None, False, 0, "", ()])
def test_given_is_written_inline_as_being_there(actual):
    assert DRAWER["given"].function(actual, True) is (actual is not None)
    assert DRAWER["given"].function(actual, False) is (actual is None)


def test_only_simple_comparisons_are_written_inline():
    signs = {operator.name: operator.compares for operator in operators() if operator.compares}
    assert signs == {
        "is": "==", "is_not": "!=", "at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<",
        "before": "<", "after": ">", "one_of": "in", "none_of": "not in", "given": "is not None",
    }  # fmt: skip
    forms = {Takes.LIST: {"in", "not in"}, Takes.NOTHING: {"is not None"}, Takes.SAME: set(SIGNS)}
    assert all(sign in forms[DRAWER[name].value] for name, sign in signs.items())


def test_only_given_judges_absence_and_it_does_so_for_every_type():
    assert [operator.name for operator in operators() if operator.judges_absence] == ["given"]
    assert set(DRAWER["given"].takes) == set(FactType)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FactType.YES_NO, "given is is_not"),
        (FactType.DATE, "after before given is is_not none_of one_of within"),
        (FactType.TEXT, "given is is_not matches mentions_any none_of one_of states_any"),
        (FactType.CHOICE, "given is is_not none_of one_of"),
        (FactType.LIST, "given includes includes_all includes_any mentions_any states_any"),
        *(
            (kind, "at_least at_most between given is is_not less_than more_than none_of one_of")
            for kind in (FactType.INTEGER, FactType.NUMBER, FactType.MONEY, FactType.PERCENTAGE, FactType.DURATION)
        ),
    ],
)
def test_each_type_of_fact_has_the_operators_that_make_sense_for_it(kind: FactType, expected: str):
    assert [operator.name for operator in operators() if kind in operator.takes] == expected.split()
