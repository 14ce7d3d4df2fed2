"""Tables of what may stand in the fields of a model, in words, from its JSON Schema."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from sv_rules.errors import listed

Schema = Mapping[str, Any]


def fields(model: type[BaseModel], *, asked: bool = True) -> str:
    """Give a table of a model's fields.

    Args:
        model: the model.
        asked: whether somebody writes it, so that it matters which fields are needed.
    """
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    return _table(_resolved(schema, definitions), definitions, asked=asked)


def fields_with_parts(model: type[BaseModel]) -> str:
    """Give a table of a model's fields, and one for each model that stands in it."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    found: dict[str, Any] = {}
    _collect(schema, definitions, found, ())
    parts = [f"Of {_a(called(name))}:\n\n{_table(one, definitions, asked=True)}" for name, one in found.items()]
    return "\n\n".join([_table(_resolved(schema, definitions), definitions, asked=True), *parts])


def fields_of_all(model: type[BaseModel], *without: str) -> str:
    """Give a heading and a table for a model and for each that stands in it, those named in `without` aside."""
    schema = model.model_json_schema()
    definitions = schema.get("$defs", {})
    found = {model.__name__: _resolved(schema, definitions)}
    _collect(found[model.__name__], definitions, found, without)
    return "\n\n".join(
        f"### {called(name).capitalize()}\n\n{_text(one['description'])}\n\n{_table(one, definitions, asked=True)}"
        for name, one in found.items()
    )


def called(name: str) -> str:
    """Name a model in prose: `AwardText` is `award`."""
    if name in _CALLED:
        return _CALLED[name]
    return " ".join(re.findall(r"[A-Z][a-z]*", name.removesuffix("Text"))).lower()


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Write a table; a bar or a line break in a cell does no harm."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


_CALLED = {
    "AbnormallyLowText": "rule on low prices",
    "BodyText": "organisation looked at",
    "CommitmentsText": "way to value commitments",
    "ComparisonMade": "comparison",
    "Evidence": "piece of evidence",
    "EvidenceText": "piece of evidence",
    "GapNoted": "gap",
    "InForce": "period",
    "LotLimitsText": "limit on lots",
    "NotLookedAt": "check with the reason",
    "OverrideNoted": "override",
    "PlausibleText": "range",
    "RoundingText": "rounding rule",
    "SourceRef": "source reference",
    "SubjectRef": "subject",
}
"""Names of classes that would not do as words."""


def _resolved(schema: Schema, definitions: Schema) -> Any:
    # A model that stands inside itself is only referred to at the top.
    return definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _collect(schema: Any, definitions: Schema, found: dict[str, Any], without: tuple[str, ...]) -> None:
    """Gather the models below a schema, each before those that stand in it."""
    if isinstance(schema, dict):
        name = str(schema.get("$ref", "")).rpartition("/")[2]
        if name and name not in without and name not in found and "properties" in definitions[name]:
            found[name] = definitions[name]
            _collect(definitions[name], definitions, found, without)
        schema = [part for key, part in schema.items() if key != "$defs"]
    if isinstance(schema, list):
        for one in schema:
            _collect(one, definitions, found, without)


def _table(schema: Schema, definitions: Schema, *, asked: bool) -> str:
    needed = schema.get("required", ())
    if not asked:
        return table(
            ("field", "what it holds"), ((f"`{one}`", _words_of(form, definitions)) for one, form in _in(schema))
        )
    return table(
        ("field", "what may stand there", "needed"),
        (
            (f"`{name}`", _words_of(form, definitions), "yes" if name in needed else _default(form))
            for name, form in _in(schema)
        ),
    )


def _in(schema: Schema) -> Iterator[tuple[str, Schema]]:
    yield from schema["properties"].items()


def _default(form: Schema) -> str:
    default = form.get("default")
    return f"no; otherwise `{default}`" if isinstance(default, str | int) and default not in ("", False) else "no"


def _words_of(form: Schema, definitions: Schema) -> str:
    said = form.get("description", "")
    if said.startswith(_NOUNS) and {"anyOf", "pattern"} & form.keys():
        return _text(said[0].lower() + said[1:]).rstrip(".")
    words = _words(form, definitions)
    if said and said.rstrip(".") != words and "pattern" not in form:
        words = f"{words}. {_text(said)}"
    return words.rstrip(".")


def _words(form: Schema, definitions: Schema) -> str:
    match form:
        case {"$ref": ref}:
            name = ref.rpartition("/")[2]
            return _words(definitions[name], definitions) if "enum" in definitions[name] else _a(called(name))
        case {"x-condition": True}:
            return "a condition"
        case {"enum": choices}:
            return listed((f"`{one}`" for one in choices), "or", most=20)
        case {"const": only}:
            return f"`{only}`"
        case {"anyOf": several}:
            known = dict.fromkeys(_words(one, definitions) for one in several if one.get("type") != "null")
            return listed((one for one in known if one != "a whole number" or "a number" not in known), "or")
        case {"type": "array", "items": items}:
            return f"a list, each {_words(items, definitions)}"
        case {"type": "object"}:
            return _group(form, definitions)
        case {"type": "string", "pattern": _, "description": said}:
            return _of_a_form(said)
        case {"type": "string", "maxLength": most}:
            return f"text, at most {most:,} characters"
        case {"type": "string", "format": "date"}:
            return "a date"
    types = form.get("type", ())
    return listed((_PLAIN[one] for one in ([types] if isinstance(types, str) else types)), "or") or "any value"


def _of_a_form(said: str) -> str:
    if said.startswith("Small letters"):
        # The signs stand by themselves, so that a full stop among them is seen.
        return "a name in " + re.sub(r"(?<= )[-._](?= |$)", r"`\g<0>`", said[0].lower() + said[1:])
    return (said[0].lower() + said[1:] if said.startswith(_NOUNS) else f"text. {said}").rstrip(".")


_NOUNS = ("A ", "An ", "Money ")
"""How a description begins that is itself what may stand there."""

_PLAIN = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "a group of names",
}


def _group(form: Schema, definitions: Schema) -> str:
    inner = form.get("additionalProperties", True)
    for one in form.get("patternProperties", {}).values():
        inner = one
    each = _words(inner, definitions) if isinstance(inner, dict) else "a value"
    return f"a group of {_names(form.get('propertyNames', {}), definitions)}, each with {each}"


def _names(form: Schema, definitions: Schema) -> str:
    said = form.get("description", "")
    if "$ref" in form:
        return f"names ({_words(form, definitions)})"
    return "dates" if said.startswith("A date") else "full names of facts" if "fact" in said else "names"


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _text(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    # A bar that has its backslash already stands in a table of a docstring.
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))
