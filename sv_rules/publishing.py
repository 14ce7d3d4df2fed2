"""Writes the JSON Schemas that editors and other languages use, from the models.

`rulepack.json` describes a whole rulepack. A section that moved to a file of its own (`checks.yaml`) is described by
the part of that name: an editor is pointed to `rulepack.json#/$defs/checks`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from sv_rules.model.authored import SECTIONS, CasesText, FactName, FieldName, LineId, RulepackText
from sv_rules.model.brief import BriefFindings
from sv_rules.model.document import ProcurementText
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType
from sv_rules.model.proxies_document import ProxiesText
from sv_rules.model.summary import AssessmentSummary
from sv_rules.reading.schema_walk import rewritten

Schema = dict[str, Any]


def schemas(operators: Iterable[Operator]) -> dict[str, Schema]:
    """Give every schema we publish, by name.

    They are `rulepack`, `cases`, `procurement`, `proxies`, `evaluation`, `brief` and `summary`.

    Args:
        operators: what conditions may name; a host's, so that those of its plugins are known to editors too.
    """
    rulepack = _schema_of(RulepackText, _no_blanks)
    return {
        "rulepack": _published("rulepack", "A rulepack", _with_sections(_with_conditions(rulepack, operators))),
        "cases": _published("cases", "The cases of a rulepack", _schema_of(CasesText, _no_blanks)),
        "procurement": _published("procurement", "A procurement", _schema_of(ProcurementText)),
        "proxies": _published("proxies", "A table of proxy values", _schema_of(ProxiesText)),
        "evaluation": _published("evaluation", "An evaluation", _schema_of(Evaluation, _open_to_later_versions)),
        "brief": _published("brief", "Brief findings", _schema_of(BriefFindings, _open_to_later_versions)),
        "summary": _published(
            "summary", "An assessment summary", _schema_of(AssessmentSummary, _open_to_later_versions)
        ),
    }


def write(folder: Path, operators: Iterable[Operator]) -> None:
    """Write each schema as `NAME.json`: the same bytes for the same models and operators."""
    for name, schema in schemas(operators).items():
        (folder / f"{name}.json").write_bytes(_bytes(schema))


def differences(folder: Path, operators: Iterable[Operator]) -> list[str]:
    """Say how a folder differs from what `write` would leave there; empty when it does not."""
    wanted = {f"{name}.json": _bytes(schema) for name, schema in schemas(operators).items()}
    there = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    found = [
        f"{name} is missing" if name not in there else f"{name} is not what the models give"
        for name, content in wanted.items()
        if there.get(name) != content
    ]
    return sorted([*found, *(f"{name} is not one of ours" for name in there.keys() - wanted.keys())])


def _bytes(schema: Schema) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _published(name: str, title: str, schema: Schema) -> Schema:
    definitions = schema.pop("$defs", {})
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:sv-rules:schema:{name}:1",
        "title": title,
    }
    return {**head, **schema, "$defs": {key: definitions[key] for key in sorted(definitions)}}


def _schema_of(model: type[BaseModel], change: Callable[[Schema], Schema] | None = None) -> Schema:
    schema: Schema = model.model_json_schema()
    for each in (change, _tidied):
        schema = rewritten(schema, each) if each else schema
    return schema


def _tidied(schema: Schema) -> Schema:
    """Say what pydantic means in the fewest words, and close what it leaves open."""
    schema.pop("title", None)
    if schema.get("default", "") in ("", None, [], {}) or isinstance(schema["default"], dict):
        schema.pop("default", None)
    if len(schema.get("patternProperties", {})) == 1:
        # pydantic describes the names that fit the pattern, and lets every other name pass.
        [(pattern, value)] = schema.pop("patternProperties").items()
        schema["propertyNames"] = {**schema.get("propertyNames", {}), "pattern": pattern}
        schema["additionalProperties"] = value
    if "anyOf" in schema and all(each.keys() == {"type"} and isinstance(each["type"], str) for each in schema["anyOf"]):
        types = [each["type"] for each in schema.pop("anyOf")]
        types = [each for each in dict.fromkeys(types) if each != "integer" or "number" not in types]
        schema["type"] = types[0] if len(types) == 1 else types
    return schema


def _no_blanks(schema: Schema) -> Schema:
    """Refuse a name with nothing after it, in what people write: it is a slip, or stands before a slip."""
    if {"type": "null"} in schema.get("anyOf", ()):
        several = [each for each in schema.pop("anyOf") if each != {"type": "null"}]
        known = several[0] if len(several) == 1 else {"anyOf": several}
        # What the field says of itself counts for more than what its type says.
        return {**known, **schema}
    return schema


def _open_to_later_versions(schema: Schema) -> Schema:
    """Let a reader of version 1 read every later 1.x, which may say more; all that 1 says is always there."""
    if schema.get("additionalProperties") is False:
        del schema["additionalProperties"]
    if "properties" in schema:
        schema["required"] = list(schema["properties"])
    return schema


def _with_sections(schema: Schema) -> Schema:
    for name in SECTIONS:
        schema["$defs"][name] = schema["properties"][name]
        schema["properties"][name] = {"$ref": f"#/$defs/{name}"}
    return schema


def _with_conditions(schema: Schema, operators: Iterable[Operator]) -> Schema:
    def _change(schema: Schema) -> Schema:
        if schema.pop("x-condition", False):
            schema["$ref"] = "#/$defs/condition"
        return schema

    changed: Schema = rewritten(schema, _change)
    changed["$defs"] |= _grammar(sorted(operators, key=lambda operator: operator.name))
    return changed


def _grammar(operators: Iterable[Operator]) -> dict[str, Schema]:
    """Give the grammar of conditions.

    `x-linked` leaves it to linking to tell an author what is wrong in a condition, since that knows the facts and
    their types; the grammar itself is for editors and for other languages.
    """
    operators = list(operators)
    fact, field, conclusion = _pattern(FactName), _pattern(FieldName), _pattern(LineId)
    quantified = _object({"of": fact, "where": _ref("entry-condition")}, required=["of", "where"])
    on_numbers = [operator for operator in operators if FactType.INTEGER in operator.takes]
    count = _object({"of": fact, "where": _ref("entry-condition")} | _comparisons(on_numbers), required=["of"])
    keywords: dict[str, Schema] = {
        "conclusion": conclusion | {"description": "Whether rules have concluded this."},
        "some": _ref("quantified", "At least one entry of the list passes."),
        "every": _ref("quantified", "All entries of the list pass."),
        "none": _ref("quantified", "No entry of the list passes."),
        "count": _ref("counted", "So many entries of the list pass."),
    }
    about = "A condition. Several names in one block, and the parts of a list, must all hold."
    fields_about = "A condition on one entry of a list: the names are those of the entry's fields."
    return {
        "condition": {"description": about} | _condition("condition", keywords, {fact["pattern"]: _ref("comparison")}),
        "entry-condition": {"description": fields_about}
        | _condition(
            "entry-condition", {}, {_but_keywords(field): _ref("comparison"), fact["pattern"]: _ref("comparison")}
        ),
        "quantified": {"description": "A list, and what its entries must pass."} | quantified,
        "counted": {"description": "A list, what its entries must pass, and one comparison of how many do."}
        | count
        | {"minProperties": 2, "maxProperties": 3},
        "comparison": {"description": "Operators, each with its value; several must all hold."}
        | _object(_comparisons(operators))
        | {"minProperties": 1},
        "value": _value(),
    }


def _condition(itself: str, keywords: Mapping[str, Schema], names: Mapping[str, Schema]) -> Schema:
    parts = {"type": "array", "items": _ref(itself), "minItems": 1}
    return {
        "x-linked": True,
        "type": ["object", "array"],
        "items": _ref(itself),
        "minItems": 1,
        "minProperties": 1,
        "properties": {
            "all": {"description": "Every part holds."} | parts,
            "any": {"description": "At least one part holds."} | parts,
            "not": _ref(itself, "It does not hold."),
            **keywords,
        },
        "patternProperties": dict(names),
        "additionalProperties": False,
    }


def _comparisons(operators: Iterable[Operator]) -> dict[str, Schema]:
    return {operator.name: {"description": operator.summary} | _right_hand(operator.value) for operator in operators}


def _right_hand(takes: Takes) -> Schema:
    match takes:
        case Takes.SAME | Takes.ENTRY:
            return _ref("value")
        case Takes.LIST | Takes.ENTRIES:
            return {"type": "array", "items": _ref("value"), "minItems": 1}
        case Takes.PAIR:
            return {"type": "array", "items": _ref("value"), "minItems": 2, "maxItems": 2}
        case Takes.TEXTS:
            return {"type": "array", "items": {"type": "string"}, "minItems": 1}
        case Takes.PATTERN:
            return {"type": "string"}
        case Takes.PERIOD:
            return _object({"from": _ref("value"), "to": _ref("value")}) | {"minProperties": 1}
        case _:  # NOTHING: true, or false for the opposite
            return {"type": "boolean"}


def _value() -> Schema:
    named = _object(
        {
            "parameter": _pattern(LineId) | {"description": "The value this parameter has on the date."},
            "fact": _pattern(FactName) | {"description": "The value of another fact."},
        }
    )
    about = "A value of the fact's own type, or the name of a parameter or of another fact."
    types = ["boolean", "number", "string", "object"]
    return {"description": about} | named | {"type": types, "minProperties": 1, "maxProperties": 1}


def _object(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    closed: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return closed | ({"required": list(required)} if required else {})


def _ref(name: str, description: str = "") -> Schema:
    return {"$ref": f"#/$defs/{name}"} | ({"description": description} if description else {})


def _pattern(annotated: Any) -> Schema:
    return TypeAdapter(annotated).json_schema()


def _but_keywords(field: Schema) -> str:
    """The names of fields, except the three words that join conditions."""
    return f"^(?!(?:all|any|not)$){field['pattern'].removeprefix('^')}"
