"""Mistakes of authors that the gallery does not hold: what is told, what to do, and the place, which » marks."""

import pytest

from sv_rules.errors import RulepackError

SOURCES = "sources: {policy: {title: Policy, publisher: Council}}\n"
FACTS = """facts:
  bid.price: {type: money, title: price}
  bid.jobs: {type: integer, title: jobs}
  bid.until: {type: date, title: end}
  bid.payments: {type: list, title: payments, fields: {year: {type: integer, title: year}}}
  bid.places: {type: list, title: places, fields: {year: {type: integer, title: year}}}
"""


def told(load, text):
    """Give every problem as `(what, fix)`, after a look at the place of the first one."""
    before, mark, after = text.partition("»")
    assert mark
    with pytest.raises(RulepackError) as caught:
        load({"town": before + after})
    first = caught.value.problems[0].place
    # Three lines of head come before the text.
    assert (first.line, first.column) == (3 + before.count("\n") + 1, len(before) - before.rfind("\n"))
    return [(problem.what, problem.fix) for problem in caught.value.problems]


def check(expects, more="stages: [bid]"):
    return (
        f"checks:\n  - {{id: a, title: A, level: may, {more}, expects: {expects}, "
        "source: {text: policy}, standing: derived}\n"
    )


PERIOD = ("a period is expected here", "Write {from: 2026-01-01, to: 2026-12-31}; one may be left out.")
IN_FULL = ("the full name of a fact is expected here", "Write {fact: tender.value}.")
TWO_VALUES = ("'between' needs two values", "Write between: [LOWEST, HIGHEST].")


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        (
            "{some: {of: bid.payments, where: {conclusion: »large}}}",
            ("a conclusion cannot be asked about each record of a list", "Put it beside the quantifier."),
        ),
        ("{conclusion: »5}", ("a conclusion's name is expected here", "Write conclusion: NAME.")),
        (
            "{some: {of: bid.payments, where: {every: »{of: bid.places, where: {year: {is: 1}}}}}}",
            ("'every' cannot stand inside another 'where'", "Look at one list at a time."),
        ),
        (
            "{some: {of: »5, where: {year: {is: 1}}}}",
            ("the name of a list is expected here", "Write of: FACT."),
        ),
        (
            "{none: {of: »bid.jobs, where: {year: {is: 1}}}}",
            ("'bid.jobs' is a whole number, not a list", "Compare it directly."),
        ),
        (
            "{some: {of: bid.payments, where: {year: {is: 1}}, »at_least: 2}}",
            ("'some' knows no 'at_least'", "It has of: and where: only."),
        ),
        ("{bid.jobs: {between: »[1]}}", TWO_VALUES),
        ("{bid.jobs: {between: »[1, 2, 3]}}", TWO_VALUES),
        ("{bid.until: {within: »2026}}", PERIOD),
        ("{bid.until: {within: »{}}}", PERIOD),
        ("{bid.until: {within: »{since: 2026-01-01}}}", PERIOD),
        (
            "{bid.until: {within: {from: »soon}}}",
            ("'soon' is not a date", "Write year, month and day: 2026-01-31."),
        ),
        (
            "{bid.until: {within: »{from: 2026-02-01, to: 2026-01-31}}}",
            ("the period ends before it begins", "Exchange the two dates."),
        ),
        ("{bid.jobs: {is: {parameter: »5}}}", ("a parameter's name is expected here", "Write {parameter: NAME}.")),
        ("{bid.jobs: {is: {fact: »5}}}", IN_FULL),
        ("{bid.jobs: {is: {fact: »jobs}}}", IN_FULL),
        (
            "{bid.jobs: {is: »{other: 5}}}",
            ("a group of names and values is not a whole number", "Write digits only, for example 4 or 2.5."),
        ),
    ],
)
def test_mistakes_in_conditions(load, condition, problem):
    assert told(load, SOURCES + FACTS + check(condition)) == [problem]


def test_a_period_of_one_day_is_none(load):
    assert load({"town": SOURCES + FACTS + check("{bid.until: {within: {from: 2026-01-31, to: 2026-01-31}}}")})


@pytest.mark.parametrize(
    ("fact", "problem"),
    [
        (
            "{type: text, title: x, choices: »[a]}",
            ("only a choice has choices:", "Make it type: choice, or take them out."),
        ),
        ("{type: choice, title: x, choices: »[a, b, a]}", ("a choice is given twice", "Give each once.")),
        (
            "»{type: list, title: x, items: {type: text, title: y}, fields: {z: {type: text, title: z}}}",
            ("a list has either items: or fields:", "Keep items: for plain entries, or fields: for records."),
        ),
        (
            "{type: text, title: x, items: »{type: text, title: y}}",
            ("only a list has items:", "Make it type: list, or take them out."),
        ),
        (
            "{type: text, title: x, fields: »{y: {type: text, title: y}}}",
            ("only a list has fields:", "Make it type: list, or take them out."),
        ),
        (
            "{type: list, title: x, items: »{type: list, title: y, items: {type: text, title: z}}}",
            ("a list cannot stand inside a list", "Make it a fact of its own."),
        ),
        (
            "{type: list, title: x, fields: {y: »{type: list, title: y, items: {type: text, title: z}}}}",
            ("a list cannot stand inside a list", "Make it a fact of its own."),
        ),
    ],
)
def test_mistakes_in_facts(load, fact, problem):
    assert told(load, f"facts:\n  bid.x: {fact}\n") == [problem]


def test_a_duration_among_parameters_needs_its_unit(load):
    value = "2026-01-01: {value: 3 years, source: {text: policy}, standing: derived}"
    parameters = f"parameters:\n  term: »{{title: term, type: duration, values: {{{value}}}}}\n"
    facts = "facts:\n  bid.term: {type: duration, unit: months, title: term}\n"
    # The check that names the parameter is not told that it does not exist.
    text = SOURCES + facts + parameters + check("{bid.term: {at_least: {parameter: term}}}")
    assert told(load, text) == [("a duration needs its unit", "Add unit: days or unit: months.")]


@pytest.mark.parametrize(
    ("stages", "problem"),
    [
        (
            "stages: »[bid, organisation]",
            ("these stages look at subjects that share nothing", "Write a check for each of them."),
        ),
        ("stages: »[bid, bid]", ("a stage is given twice", "Give each once.")),
    ],
)
def test_mistakes_in_stages(load, stages, problem):
    assert told(load, SOURCES + FACTS + check("{bid.jobs: {is: 1}}", stages)) == [problem]


def test_a_name_in_full_of_a_line_with_a_mistake_is_not_told_again(load):
    value = "2026-01-01: {value: »x, source: {text: policy}, standing: derived}"
    parameters = f"parameters:\n  least: {{title: least, type: integer, values: {{{value}}}}}\n"
    text = SOURCES + FACTS + parameters + check("{bid.jobs: {at_least: {parameter: town/least}}}")
    assert told(load, text) == [("'x' is not a whole number", "Write digits only, for example 4 or 2.5.")]


def test_an_override_of_a_line_with_a_mistake_is_not_told_of_it_again(load):
    value = "2026-01-01: {value: 3, source: {text: policy}, standing: derived}"
    town = SOURCES + f"parameters:\n  least: {{title: least, type: intger, values: {{{value}}}}}\n"
    village = SOURCES + "extends: [town]\noverrides:\n"
    village += "  - {line: least, set: {title: B}, reason: It fits., source: {text: policy}}\n"
    with pytest.raises(RulepackError) as caught:
        load({"town": town, "village": village}, "village")
    assert [(problem.place.document, problem.what) for problem in caught.value.problems] == [
        ("town/rulepack.yaml", "'type' is 'intger', which is not one of the choices")
    ]
