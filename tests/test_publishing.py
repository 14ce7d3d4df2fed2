import json
from copy import deepcopy

import jsonschema
import pytest
from pydantic import BaseModel, ValidationError

from sv_rules.model.authored import SECTIONS, CasesText, RulepackText
from sv_rules.model.document import ProcurementText
from sv_rules.model.extending import Operator
from sv_rules.model.fact import FactType
from sv_rules.operators import operators
from sv_rules.publishing import differences, schemas, write
from sv_rules.shipped import shipped

PUBLISHED = schemas(operators())


def fits(schema, value) -> bool:
    return jsonschema.Draft202012Validator(schema).is_valid(value)


def test_the_committed_schemas_are_what_the_models_give():
    assert differences(shipped("schemas"), operators()) == []


def test_differences_are_named(tmp_path):
    write(tmp_path, operators())
    assert differences(tmp_path, operators()) == []
    (tmp_path / "cases.json").write_text("{}")
    (tmp_path / "evaluation.json").unlink()
    (tmp_path / "other.json").write_text("{}")
    assert differences(tmp_path, operators()) == [
        "cases.json is not what the models give",
        "evaluation.json is missing",
        "other.json is not one of ours",
    ]


def test_the_same_bytes_whatever_the_order_of_the_operators(tmp_path):
    for name, order in (("a", operators()), ("b", operators()[::-1])):
        (tmp_path / name).mkdir()
        write(tmp_path / name, order)
    for file in (tmp_path / "a").iterdir():
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


@pytest.mark.parametrize("name", PUBLISHED)
def test_each_is_a_schema_of_its_draft(name):
    jsonschema.Draft202012Validator.check_schema(PUBLISHED[name])
    assert PUBLISHED[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert PUBLISHED[name]["$id"] == f"urn:sv-rules:schema:{name}:1"
    assert "x-condition" not in json.dumps(PUBLISHED[name])


SOURCE = {"text": "policy"}
CHECK = {"id": "a", "title": "A", "stages": ["bid"], "level": "must", "source": SOURCE, "standing": "derived"}
PACK = {"id": "x", "title": "X", "version": "1"}
CASE = {"case": "one", "as_of": "2026-01-01"}
PROCUREMENT = {"form": "procurement/1", "id": "p"}
DATED = {"value": 1, "source": SOURCE, "standing": "derived"}
PARAMETER = {"title": "P", "type": "number", "values": {"2026-01-01": DATED}}

# A schema and a model are two readings of one thing: they must say the same of each of these.
DOCUMENTS = {
    "smallest pack": (RulepackText, PACK, True),
    "pack with a check": (RulepackText, PACK | {"checks": [CHECK]}, True),
    "pack with a parameter": (RulepackText, PACK | {"parameters": {"a.b": PARAMETER}}, True),
    "pack in force": (RulepackText, PACK | {"checks": [CHECK | {"in_force": {"from": "2026-01-01"}}]}, True),
    "no title": (RulepackText, {"id": "x", "version": "1"}, False),
    "unknown name": (RulepackText, PACK | {"colour": "red"}, False),
    "unknown name inside": (RulepackText, PACK | {"checks": [CHECK | {"colour": "red"}]}, False),
    "name of the attribute": (RulepackText, PACK | {"checks": [CHECK | {"in_force": {"from_": "2026-01-01"}}]}, False),
    "capitals in an id": (RulepackText, PACK | {"id": "X"}, False),
    "line break after an id": (RulepackText, PACK | {"checks": [CHECK | {"id": "a\nb"}]}, False),
    "long title": (RulepackText, PACK | {"title": "x" * 601}, False),
    "version as a number": (RulepackText, PACK | {"version": 1}, False),
    "no stages": (RulepackText, PACK | {"checks": [CHECK | {"stages": []}]}, False),
    "unknown stage": (RulepackText, PACK | {"checks": [CHECK | {"stages": ["later"]}]}, False),
    "unknown level": (RulepackText, PACK | {"checks": [CHECK | {"level": "may not"}]}, False),
    "capitals in the name of a parameter": (RulepackText, PACK | {"parameters": {"A": PARAMETER}}, False),
    "no date": (RulepackText, PACK | {"parameters": {"a": PARAMETER | {"values": {"soon": DATED}}}}, False),
    "no value": (RulepackText, PACK | {"parameters": {"a": PARAMETER | {"values": {}}}}, False),
    "list for a value": (RulepackText, PACK | {"gaps": "none"}, False),
    "year before": (RulepackText, PACK | {"sources": {"a": {"title": "A", "publisher": "B", "year": 1799}}}, False),
    "smallest cases": (CasesText, {"cases": [CASE]}, True),
    "case with values": (CasesText, {"cases": [CASE | {"given": {"bid.x": [1]}, "expect": {"x/a": "met"}}]}, True),
    "no cases": (CasesText, {"cases": []}, False),
    "unknown outcome": (CasesText, {"cases": [CASE | {"expect": {"a": "maybe"}}]}, False),
    "fact without a dot": (CasesText, {"cases": [CASE | {"given": {"x": 1}}]}, False),
    "smallest procurement": (ProcurementText, PROCUREMENT, True),
    "procurement as our own model writes it": (ProcurementText, ProcurementText(**PROCUREMENT).model_dump(), True),
    "lot": (ProcurementText, PROCUREMENT | {"lots": [{"id": "1", "facts": {"lot.value": "GBP 1"}}]}, True),
    "other form": (ProcurementText, PROCUREMENT | {"form": "procurement/2"}, False),
    "criteria without a title": (
        ProcurementText,
        PROCUREMENT | {"lots": [{"id": "1", "award": {"criteria": [{"id": "a", "weight": "100%"}]}}]},
        False,
    ),
    "seven places": (
        ProcurementText,
        PROCUREMENT | {"lots": [{"id": "1", "award": {"criteria": [], "rounding": {"places": 7}}}]},
        False,
    ),
}
NAMES: dict[type[BaseModel], str] = {RulepackText: "rulepack", CasesText: "cases", ProcurementText: "procurement"}


@pytest.mark.parametrize(("model", "document", "good"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_model_and_schema_agree(model, document, good):
    assert fits(PUBLISHED[NAMES[model]], document) is good
    if good:
        model.model_validate(deepcopy(document))
    else:
        with pytest.raises(ValidationError):
            model.model_validate(deepcopy(document))


@pytest.mark.parametrize("name", ["priority", "applies_when", "subject"])
def test_a_blank_is_refused_in_what_people_write(name):
    # The one difference from the models, which take a blank for a name left out.
    assert not fits(PUBLISHED["rulepack"], PACK | {"checks": [CHECK | {name: None}]})


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_in_a_file_of_its_own_is_described_alone(section):
    alone = {"$defs": PUBLISHED["rulepack"]["$defs"], "$ref": f"#/$defs/{section}"}
    empty = {} if PUBLISHED["rulepack"]["$defs"][section]["type"] == "object" else []
    assert fits(alone, empty)
    assert not fits(alone, PACK)
    assert fits(PUBLISHED["rulepack"], PACK | {section: empty})


RECORDS = {"of": "bid.jobs", "where": {"paid": {"is": True}}}
CONDITIONS = {
    "comparison": ({"tender.value": {"at_least": "GBP 100000"}}, True),
    "two comparisons": ({"tender.value": {"at_least": 1, "less_than": 5}, "bid.x": {"is": True}}, True),
    "parameter": ({"tender.value": {"at_least": {"parameter": "threshold"}}}, True),
    "other fact": ({"tender.value": {"at_least": {"fact": "lot.value"}}}, True),
    "conclusion": ({"conclusion": "act.applies"}, True),
    "list": ([{"conclusion": "a"}, {"conclusion": "b"}], True),
    "all, any and not": ({"all": [{"any": [{"not": {"conclusion": "a"}}]}]}, True),
    "one of": ({"bid.x": {"one_of": ["a", "b"]}}, True),
    "between": ({"bid.x": {"between": [1, 2]}}, True),
    "within": ({"bid.day": {"within": {"from": "2026-01-01"}}}, True),
    "not given": ({"bid.x": {"given": False}}, True),
    "mentions": ({"specification.text": {"mentions_any": ["prevention"]}}, True),
    "some": ({"some": RECORDS}, True),
    "every and none": ({"every": RECORDS, "none": RECORDS}, True),
    "count": ({"count": RECORDS | {"at_least": 2}}, True),
    "count of all": ({"count": {"of": "bid.jobs", "at_least": 2}}, True),
    "fields joined": (
        {"some": {"of": "bid.jobs", "where": {"any": [{"paid": {"is": True}}, {"hours": {"at_least": 1}}]}}},
        True,
    ),
    "field beside a fact": ({"some": {"of": "bid.jobs", "where": {"paid": {"is": True}, "bid.x": {"is": True}}}}, True),
    "empty": ({}, False),
    "empty list": ([], False),
    "text": ("tender.value > 5", False),
    "unknown word": ({"either": [{"conclusion": "a"}]}, False),
    "field outside a list": ({"paid": {"is": True}}, False),
    "all without a list": ({"all": {"conclusion": "a"}}, False),
    "value without an operator": ({"tender.value": 5}, False),
    "no operator": ({"tender.value": {}}, False),
    "unknown operator": ({"tender.value": {"at_laest": 5}}, False),
    "between one": ({"bid.x": {"between": [1]}}, False),
    "parameter and fact": ({"bid.x": {"is": {"parameter": "a", "fact": "bid.y"}}}, False),
    "nothing": ({"bid.x": {"is": None}}, False),
    "some without where": ({"some": {"of": "bid.jobs"}}, False),
    "some with an operator": ({"some": RECORDS | {"at_least": 2}}, False),
    "count without an operator": ({"count": {"of": "bid.jobs"}}, False),
    "count with an operator for texts": ({"count": {"of": "bid.jobs", "matches": "a"}}, False),
    "conclusion inside where": ({"some": {"of": "bid.jobs", "where": {"conclusion": "a"}}}, False),
    "list inside a list": ({"some": {"of": "bid.jobs", "where": {"some": RECORDS}}}, False),
}


@pytest.mark.parametrize(("condition", "good"), CONDITIONS.values(), ids=CONDITIONS)
def test_grammar_of_conditions(condition, good):
    assert fits(PUBLISHED["rulepack"], PACK | {"checks": [CHECK | {"expects": condition}]}) is good


def test_operators_of_plugins_are_known():
    def resembles(actual, value):
        """The text is like another."""
        return actual == value

    more = Operator(resembles, takes=(FactType.TEXT,), holds="", fails="", denies="")
    condition = PACK | {"checks": [CHECK | {"expects": {"bid.x": {"resembles": "y"}}}]}
    assert not fits(PUBLISHED["rulepack"], condition)
    with_plugin = schemas([*operators(), more])["rulepack"]
    assert fits(with_plugin, condition)
    assert with_plugin["$defs"]["comparison"]["properties"]["resembles"]["description"] == "The text is like another."


def test_a_reader_of_evaluations_can_read_later_versions():
    place = {"$ref": "#/$defs/SubjectRef", "$defs": PUBLISHED["evaluation"]["$defs"]}
    assert fits(place, {"kind": "lot", "id": "1", "title": "", "later": 1})
    assert not fits(place, {"kind": "lot", "id": "1"})
