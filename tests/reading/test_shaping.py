from decimal import Decimal
from types import MappingProxyType

import pytest

from sv_rules.operators import operators
from sv_rules.publishing import schemas
from sv_rules.reading.exact_json import read_json
from sv_rules.reading.shaping import MOST_PROBLEMS, Shape, shape_problems
from sv_rules.reading.strict_yaml import read_yaml

RULEPACK = Shape(schemas(operators())["rulepack"], "the rulepack")
PROCUREMENT = Shape(schemas(operators())["procurement"], "the procurement")

GOOD = """\
id: northshire
title: Northshire
version: "2026.1"
area: {name: Northshire, authority: County council}
sources:
  policy: {title: Policy, publisher: Northshire, year: 2025}
parameters:
  jobs:
    title: jobs
    type: number
    values: {2025-04-01: {value: 2.50, source: {text: policy}, standing: published}}
checks:
  - id: jobs.offered
    title: Jobs are offered
    stages: [bid]
    level: must
    expects: {bid.jobs: {at_least: {parameter: jobs}}}
    source: {text: policy, at: "2.1"}
    standing: derived
"""


def problems(text, shape=RULEPACK):
    return [
        (problem.place.line, problem.place.column, problem.what, problem.where, problem.fix)
        for problem in shape.problems(read_yaml(text, "pack.yaml"))
    ]


def test_good():
    assert problems(GOOD) == []


# what is replaced in the good pack by what; line and column; the message
CHANGES = {
    "unknown name": (
        ("    level: must", "    level: must\n    colour: red"),
        (17, 5, "'colour' is not known here", "check jobs.offered"),
        (
            "Known here are id, title, priority, stages, subject, level, applies_when, expects, expects_at, ask, "
            "suggest, help, in_force, source and standing."
        ),
    ),
    "misspelt name is told once": (
        ("    stages:", "    stage:"),
        (15, 5, "'stage' is not known here", "check jobs.offered"),
        (
            "Did you mean 'stages'? Known here are id, title, priority, stages, subject, level, applies_when, expects, "
            "expects_at, ask, suggest, help, in_force, source and standing."
        ),
    ),
    "missing name": (
        ("    level: must\n", ""),
        (13, 5, "'level' is missing", "check jobs.offered"),
        "Add 'level:' with must, should or may.",
    ),
    "missing name of a block": (
        ('    source: {text: policy, at: "2.1"}\n', ""),
        (13, 5, "'source' is missing", "check jobs.offered"),
        ("Add 'source:'. Where a line comes from: a source of the pack, where in it, and at most a dozen words of it."),
    ),
    "text for a list": (
        ("stages: [bid]", "stages: bid"),
        (15, 13, "'stages' should be a list; this is text", "check jobs.offered"),
        "Write it as a list: [bid].",
    ),
    "texts for a list": (
        ("stages: [bid]", "stages: bid, delivery"),
        (15, 13, "'stages' should be a list; this is text", "check jobs.offered"),
        "Write each entry on a line of its own that begins with a dash and a space.",
    ),
    "block for a list": (
        ("  - id: jobs.offered", "    id: jobs.offered"),
        (13, 5, "'checks' should be a list; this is a block of 'name: value' lines", ""),
        "Begin each entry with a dash and a space.",
    ),
    "number for a text": (
        ('at: "2.1"', "at: 2.10"),
        (18, 32, "'at' should be text; this is the number 2.10", "check jobs.offered, under source"),
        'Put it in quotes: "2.10".',
    ),
    "true for a text": (
        ("title: Jobs are offered", "title: true"),
        (14, 12, "'title' should be text; this is true", "check jobs.offered"),
        'Put it in quotes: "true".',
    ),
    "text for a block": (
        ("area: {name: Northshire, authority: County council}", "area: Northshire"),
        (4, 7, "'area' should be a block of 'name: value' lines; this is text", ""),
        "Write its parts below it and further to the right, each as 'name: value'.",
    ),
    "no space after a colon": (
        ("{title: Policy, publisher: Northshire, year: 2025}", "title:Policy"),
        (6, 11, "'policy' should be a block of 'name: value' lines; this is text", "under sources"),
        "Write a space after the colon: title: Policy.",
    ),
    "text for a number": (
        ("year: 2025", "year: '2025'"),
        (6, 56, "'year' should be a whole number; this is text", "source policy"),
        "Write a whole number without quotes or units, such as 10.",
    ),
    "fraction for a whole number": (
        ("year: 2025", "year: 2025.0"),
        (6, 56, "'year' should be a whole number; this is the number 2025.0", "source policy"),
        "Write a whole number without quotes or units, such as 10.",
    ),
    "list for a value": (
        ("{value: 2.50", "{value: [2.50]"),
        (
            11,
            34,
            "'value' should be text, a number, true or false; this is a list",
            "parameter jobs, under values, 2025-04-01",
        ),
        "",
    ),
    "nothing for a text": (
        ("title: Jobs are offered", "title:"),
        (14, 11, "'title' is empty", "check jobs.offered"),
        "It should be text; if it may be left out, leave its name out as well.",
    ),
    "nothing where a name may be left out": (
        ("    level: must", "    priority:\n    level: must"),
        (16, 14, "'priority' is empty", "check jobs.offered"),
        "It should be text; if it may be left out, leave its name out as well.",
    ),
    "nothing for a condition": (
        ("expects: {bid.jobs: {at_least: {parameter: jobs}}}", "expects:"),
        (17, 13, "'expects' is empty", "check jobs.offered"),
        "Write its value after the colon or below it, or leave its name out as well.",
    ),
    "pattern": (
        ("id: northshire", "id: North Shire"),
        (1, 5, "'id' is 'North Shire', which is not how it is written", ""),
        "Small letters, digits and -.",
    ),
    "line break after what fits the pattern": (
        ("id: northshire", "id: |\n  northshire"),
        (1, 5, "'id' is 'northshire', which is not how it is written", ""),
        "Small letters, digits and -.",
    ),
    "pattern of a name": (
        ("  policy: {title", "  Policy: {title"),
        (6, 3, "'Policy' cannot be a name here", "under sources"),
        "Small letters, digits, - and .",
    ),
    "date as a name": (
        ("{2025-04-01:", "{April:"),
        (11, 14, "'April' cannot be a name here", "parameter jobs, under values"),
        "A date such as 2026-01-31.",
    ),
    "choice": (
        ("level: must", "level: shuold"),
        (16, 12, "'level' is 'shuold', which is not one of the choices", "check jobs.offered"),
        "Did you mean 'should'? The choices are must, should and may.",
    ),
    "number for a choice": (
        ("level: must", "level: 1"),
        (16, 12, "'level' is the number 1, which is not one of the choices", "check jobs.offered"),
        "The choices are must, should and may.",
    ),
    "choice in a list": (
        ("stages: [bid]", "stages: [bid, desgn]"),
        (15, 19, "entry 2 of 'stages' is 'desgn', which is not one of the choices", "check jobs.offered"),
        "Did you mean 'design'? The choices are design, specification, bid, delivery and organisation.",
    ),
    "choice as a name": (
        ("    level: must", "    expects_at: {bidd: {}}\n    level: must"),
        (16, 18, "'bidd' cannot be a name here", "check jobs.offered, under expects_at"),
        "Did you mean 'bid'? Known here are design, specification, bid, delivery and organisation.",
    ),
    "empty text": (
        ("title: Jobs are offered", 'title: ""'),
        (14, 12, "'title' is empty", "check jobs.offered"),
        "Give it some text.",
    ),
    "empty list": (
        ("stages: [bid]", "stages: []"),
        (15, 13, "'stages' is empty", "check jobs.offered"),
        "Give it at least one entry.",
    ),
    "long text": (
        ("title: Jobs are offered", f"title: {'x' * 601}"),
        (14, 12, "'title' is too long: 601 characters", "check jobs.offered"),
        "Use at most 600.",
    ),
    "long list": (
        ("stages: [bid]", "stages: [bid, bid, bid, bid, bid, bid]"),
        (15, 13, "'stages' has too many entries: 6", "check jobs.offered"),
        "Give it at most 5.",
    ),
    "long name": (
        ("  policy: {title", f"  {'x' * 101}: {{title"),
        (6, 3, f"'{'x' * 59}…' cannot be a name here", "under sources"),
        "Use at most 100 characters. Small letters, digits, - and .",
    ),
    "number out of range": (
        ("year: 2025", "year: 25"),
        (6, 56, "'year' is 25, which cannot be", "source policy"),
        "Write a number from 1800 to 2200.",
    ),
    "entry without a name of its own": (
        (
            "checks:",
            (
                "scales:\n  s:\n    title: S\n    source: {text: policy}\n    standing: derived\n    points:\n"
                "      - {mark: x, label: a, means: b}\n      - {mark: 1, label: a, means: b}\nchecks:"
            ),
        ),
        (18, 16, "'mark' should be a number; this is text", "scale s, under points"),
        "Write a number without quotes or units, such as 10.",
    ),
    "line without an id": (
        ("id: jobs.offered", "id: [x]"),
        (13, 9, "'id' should be text; this is a list", "check 1"),
        "",
    ),
}


@pytest.mark.parametrize(("change", "told", "fix"), CHANGES.values(), ids=CHANGES)
def test_one_mistake_is_told_once(change, told, fix):
    assert GOOD.count(change[0]) == 1
    assert problems(GOOD.replace(*change)) == [(*told, fix)]


SCHEMA_WORDS = (
    "additionalProperties",
    "$ref",
    "$defs",
    "anyOf",
    "schema",
    "valid",
    "instance",
    "Decimal",
    "string",
    "object",
)


def test_no_vocabulary_of_schemas():
    found = "\n".join(
        str(problem)
        for change, _, _ in CHANGES.values()
        for problem in RULEPACK.problems(read_yaml(GOOD.replace(*change), "pack.yaml"))
    )
    assert not [word for word in SCHEMA_WORDS if word in found]


def test_all_in_one_go_and_by_place():
    text = GOOD.replace("level: must", "level: high").replace("id: northshire", "id: N").replace("[bid]", "bid")
    assert [line for line, *_ in problems(text)] == [1, 15, 16]


def test_conditions_are_left_to_linking():
    assert problems(GOOD.replace("{bid.jobs: {at_least: {parameter: jobs}}}", "{bid.jobs: {at_laest: 5}}")) == []


def test_what_the_reader_has_told_of_is_not_told_again():
    text = GOOD.replace("title: Jobs are offered", "title: 012")
    written = read_yaml(text, "pack.yaml")
    assert len(written.problems) == 1
    assert RULEPACK.problems(written) == []


def test_nothing_is_said_of_what_could_not_be_read():
    assert RULEPACK.problems(read_yaml("a: [", "pack.yaml")) == []


@pytest.mark.parametrize(("text", "this_is"), [("[]", "a list"), ("5", "the number 5"), ("hello", "text")])
def test_the_whole(text, this_is):
    told = problems(text)
    assert [what for _, _, what, _, _ in told] == [
        f"the rulepack should be a block of 'name: value' lines; this is {this_is}"
    ]


def test_where_is_the_nearest_line_with_a_name():
    text = """\
form: procurement/1
id: p
facts: {tender.value: 5, Tender: 6}
lots:
  - id: north
    award:
      gates: x
      criteria:
        - {id: quality, title: Quality, weight: 100%, criteria: [{id: jobs, title: Jobs, weight: 50}]}
  - titel: south
"""
    assert [(what, where) for _, _, what, where, _ in problems(text, PROCUREMENT)] == [
        ("'Tender' cannot be a name here", "under facts"),
        ("'gates' should be a list; this is text", "lot north, under award"),
        ("'weight' should be text; this is the number 50", "criterion jobs"),
        ("'titel' is not known here", "lot 2"),
        ("'id' is missing", "lot 2"),
    ]


def test_pointers_of_json():
    written = read_json('{"form": "procurement/1", "id": "p", "lots": [{"id": 1.50, "award": null}]}', "p.json")
    assert [str(problem) for problem in PROCUREMENT.problems(written)] == [
        (
            "p.json, at /lots/0/id: 'id' should be text; this is the number 1.50\n"
            '    lot 1\n    Put it in quotes: "1.50".'
        )
    ]


def test_null_is_taken_where_a_system_may_write_it():
    written = read_json('{"form": "procurement/1", "id": "p", "stage": null}', "p.json")
    assert PROCUREMENT.problems(written) == []
    wrong = read_json('{"form": "procurement/1", "id": "p", "stage": "desing"}', "p.json")
    [problem] = PROCUREMENT.problems(wrong)
    assert (problem.what, problem.fix) == (
        "'stage' is 'desing', which is not one of the choices",
        "Did you mean 'design'? The choices are design and specification.",
    )


def test_form_says_what_to_write():
    [problem] = PROCUREMENT.problems(read_json('{"form": "procurement/2", "id": "p"}', "p.json"))
    assert problem.fix == "Did you mean 'procurement/1'? Write procurement/1."
    [problem] = PROCUREMENT.problems(read_json('{"id": "p"}', "p.json"))
    assert problem.fix == "Add 'form: procurement/1'."


# schemas of other people's plugins: what ours do not use
OTHERS = {
    "one of two types": (
        {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "array"}]},
        "x",
        "'a' should be a whole number or a list; this is text",
    ),
    "the branch of its type": (
        {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "array"}]},
        "0",
        "'a' is 0, which cannot be",
    ),
    "null or a reference": (
        {"oneOf": [{"$ref": "#/$defs/b"}, {"type": "null"}]},
        "{c: x}",
        "'c' should be true or false; this is text",
    ),
    "above": ({"exclusiveMinimum": Decimal("0.5")}, "0.5", "'a' is 0.5, which cannot be"),
    "twice": ({"uniqueItems": True}, "[1, 1]", "'a' has an entry that is given twice"),
    "names by pattern": (
        {"patternProperties": {"^x$": {"type": "integer"}}, "additionalProperties": False},
        "{x: y}",
        "'x' should be a whole number; this is text",
    ),
    "names by pattern only": (
        {"patternProperties": {"^x$": {}}, "additionalProperties": False},
        "{x: 1, y: 2}",
        "'y' is not known here",
    ),
    "name that is asked for and not described": ({"required": ["b"]}, "{}", "'b' is missing"),
    "empty where a pattern is": ({"pattern": "^a$"}, '""', "'a' is empty"),
    "entry of a list in a list": (
        {"items": {"items": {"type": "string"}}},
        "[[], [1]]",
        "entry 1 of 'a' should be text; this is the number 1",
    ),
    "anything else": ({"contains": {"type": "integer"}}, "[x]", "'a' is not written as it should be"),
    "shortest": ({"minLength": 5}, "abcd", "'a' is too short: 4 characters"),
    "too few": ({"minProperties": 2}, "{b: 1}", "'a' has too few entries: 1"),
}


@pytest.mark.parametrize(("schema", "text", "what"), OTHERS.values(), ids=OTHERS)
def test_schemas_of_plugins(schema, text, what):
    whole = MappingProxyType(
        {"properties": {"a": schema}, "$defs": {"b": {"type": "object", "properties": {"c": {"type": "boolean"}}}}}
    )
    assert [problem.what for problem in shape_problems(read_yaml(f"a: {text}", "f"), whole)] == [what]


def test_problems_are_bounded():
    written = read_yaml(GOOD.replace("[bid]", "[" + "x," * 50_000 + "]"), "pack.yaml")
    assert 0 < len(RULEPACK.problems(written)) <= MOST_PROBLEMS
    many_names = read_yaml(GOOD + "".join(f"name{i}: 1\n" for i in range(50_000)), "pack.yaml")
    assert 0 < len(RULEPACK.problems(many_names)) <= MOST_PROBLEMS


def test_as_deep_as_can_be_read():
    fact = "{type: list, title: x, items: "
    text = GOOD + "facts:\n  bid.x: " + fact * 37 + "5" + "}" * 37 + "\n"
    assert [what for _, _, what, _, _ in problems(text)] == [
        "'items' should be a block of 'name: value' lines; this is the number 5"
    ]
