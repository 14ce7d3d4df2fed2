"""What is wrong with the shape of a value, where it stands, and what to do, in the words of an author."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from sv_rules.errors import did_you_mean, listed
from sv_rules.reading.written import Path

MOST_UNKNOWN_NAMES = 20
"""Unknown names told of in one block."""


@dataclass(frozen=True)
class Mistake:
    """One mistake. Of several with the same `path` and `part` only the one with the least `weight` is told.

    `block` is the path of the block it is found in; `at_name`: it stands at the name before the value at `path`.
    """

    what: str
    fix: str
    path: Path
    block: Path
    part: str = ""
    weight: int = 1
    at_name: bool = False


def mistakes(error: Any, schema: Mapping[str, Any], words: str) -> Iterator[Mistake]:
    """Give what an error of jsonschema comes to.

    Args:
        error: a `jsonschema.ValidationError`.
        schema: the whole schema, in which references are looked up.
        words: what to call the whole document.
    """
    path: Path = tuple(error.absolute_path)
    rule = error.validator_value
    value = error.instance
    match error.validator:
        case "anyOf" | "oneOf":
            yield from _of_best_branch(error, schema, words)
        case "additionalProperties":
            yield from _unknown(error.schema, value, path)
        case _ if "propertyNames" in error.absolute_schema_path:
            yield _bad_name(str(value), error.schema, path)
        case "required":
            yield from _missing(rule, error.schema, schema, value, path)
        case _:
            what, fix, weight = _of_value(error.validator, rule, error.schema, value)
            what = f"{_called(path, words)} {what}"
            yield Mistake(what, _sentences(fix), path, _block(path), weight=weight)


def where(data: Any, path: Path) -> str:
    """Name the line of the document that a path leads into: `check jobs.apprenticeships, under source`."""
    line = ""
    below: list[str] = []
    here = data
    above: str | int = ""
    for part in path:
        here = _into(here, part)
        kind = _LINES.get(above) if isinstance(above, str) else None
        if kind and isinstance(part, int):
            line = f"{kind} {_name_of(here) or part + 1}"
            below = []
        elif kind and isinstance(here, dict):
            line = f"{kind} {part}"
            below = []
        elif isinstance(part, str):
            below.append(part)
        above = part
    under = f"under {', '.join(below)}" if below else ""
    return ", ".join(part for part in (line, under) if part)


_LINES = {
    "bids": "bid",
    "cases": "case",
    "checks": "check",
    "conclusions": "conclusion",
    "contracts": "contract",
    "criteria": "criterion",
    "facts": "fact",
    "gaps": "gap",
    "lots": "lot",
    "measures": "measure",
    "organisations": "organisation",
    "overrides": "override",
    "parameters": "parameter",
    "priorities": "priority",
    "rules": "rule",
    "scales": "scale",
    "sources": "source",
}
"""The sections whose parts are lines with a name, and what one of them is called."""


def _name_of(line: Any) -> str:
    names = (line.get(key) for key in ("id", "case", "line")) if isinstance(line, dict) else ()
    return next((_short(name) for name in names if isinstance(name, str) and name), "")


def _into(here: Any, part: str | int) -> Any:
    if isinstance(here, dict):
        return here.get(part)
    return here[part] if isinstance(here, list) and isinstance(part, int) and part < len(here) else None


def _block(path: Path) -> Path:
    """The path of the block whose name is told in the message itself."""
    end = len(path)
    while end and isinstance(path[end - 1], int):
        end -= 1
    return path[: max(end - 1, 0)]


def _called(path: Path, words: str) -> str:
    if not path:
        return words
    if isinstance(path[-1], str):
        return f"'{_short(path[-1])}'"
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    return f"entry {path[-1] + 1} of '{_short(name)}'" if name else f"entry {path[-1] + 1}"


def _of_best_branch(error: Any, schema: Mapping[str, Any], words: str) -> Iterator[Mistake]:
    """Tell what is wrong by the one alternative that the author most likely meant: that of the value's type."""
    branches: dict[int, list[Any]] = {}
    for each in error.context:
        if error.validator_value[each.schema_path[0]] != {"type": "null"}:
            branches.setdefault(each.schema_path[0], []).append(each)
    path: Path = tuple(error.absolute_path)
    of_type = []
    types: list[str] = []
    for errors in branches.values():
        wrong = [each for each in errors if each.validator == "type" and tuple(each.absolute_path) == path]
        if not wrong:
            of_type.append(errors)
        for each in wrong:
            types += [each.validator_value] if isinstance(each.validator_value, str) else each.validator_value
    if len(branches) > 1 and not of_type:
        what, fix, weight = _wrong_type(list(dict.fromkeys(types)), error.instance)
        yield Mistake(f"{_called(path, words)} {what}", fix, path, _block(path), weight=weight)
        return
    for each in min(of_type or branches.values(), key=len, default=[]):
        yield from mistakes(each, schema, words)


def _unknown(schema: Mapping[str, Any], value: Mapping[str, Any], path: Path) -> Iterator[Mistake]:
    known = list(schema.get("properties", {}))
    patterns = [re.compile(pattern) for pattern in schema.get("patternProperties", {})]
    missing = set(schema.get("required", ())) - set(value)
    unknown = (name for name in value if name not in known and not any(each.search(name) for each in patterns))
    for name in islice(unknown, MOST_UNKNOWN_NAMES):
        # What is still missing was more likely meant than what is there already.
        near = did_you_mean(name[:100], missing) or did_you_mean(name[:100], known)
        fix = f"{near} Known here are {listed(known, most=25)}." if known else "Take it out."
        yield Mistake(
            f"'{_short(name)}' is not known here", fix.strip(), (*path, name), path, part="name", at_name=True
        )


def _missing(
    names: Sequence[str], schema: Mapping[str, Any], whole: Mapping[str, Any], value: Mapping[str, Any], path: Path
) -> Iterator[Mistake]:
    known = schema.get("properties", {})
    unknown = [name for name in value if name not in known]
    for name in names:
        # A misspelt name has been told of; that it is missing under its right one would be the same mistake again.
        if name in value or any(
            f"'{name}'" in did_you_mean(each[:100], names) for each in unknown[:MOST_UNKNOWN_NAMES]
        ):
            continue
        about = _described(known.get(name), whole)
        yield Mistake(f"'{name}' is missing", f"Add '{name}:{about}", path, path, part=f"missing {name}")


def _described(schema: Any, whole: Mapping[str, Any]) -> str:
    while isinstance(schema, dict) and str(schema.get("$ref", "")).startswith("#/$defs/") and "enum" not in schema:
        named = whole.get("$defs", {}).get(schema["$ref"].removeprefix("#/$defs/"), {})
        schema = {**named, **{keyword: each for keyword, each in schema.items() if keyword != "$ref"}}
    if not isinstance(schema, dict):
        return "'."
    if "enum" in schema:
        return f"' with {listed(map(str, schema['enum']), 'or')}."
    if "const" in schema:
        return f" {schema['const']}'."
    about = str(schema.get("description", "")).partition("\n")[0]
    return f"'. {_sentences(about)}".rstrip() if about else "'."


def _bad_name(name: str, schema: Mapping[str, Any], path: Path) -> Mistake:
    if "enum" in schema:
        fix = f"{did_you_mean(name[:100], map(str, schema['enum']))} Known here are {listed(map(str, schema['enum']))}."
    else:
        fix = _form(schema)
        if len(name) > schema.get("maxLength", len(name)):
            fix = f"Use at most {schema['maxLength']} characters. {fix}"
    what = f"'{_short(name)}' cannot be a name here"
    return Mistake(what, _sentences(fix), (*path, name), path, part="name", at_name=True)


def _of_value(keyword: str, rule: Any, schema: Mapping[str, Any], value: Any) -> tuple[str, str, int]:
    """What is wrong with a value (to follow its name), how to put it right, and how much that counts (0 the most)."""
    match keyword:
        case "type":
            what, fix, weight = _wrong_type([rule] if isinstance(rule, str) else rule, value)
            # The choices say more than that they are texts.
            return what, fix, 3 if "enum" in schema and value is not None else weight
        case "not" if value is None:
            return "is empty", "Write its value after the colon or below it, or leave its name out as well.", 0
        case "enum" | "const":
            choices = [_said(each) for each in (rule if keyword == "enum" else [rule])]
            near = did_you_mean(value[:100], choices) if isinstance(value, str) else ""
            which = f"The choices are {listed(choices, most=25)}." if len(choices) > 1 else f"Write {choices[0]}."
            return f"is {_quoted(value)}, which is not one of the choices", f"{near} {which}", 1
        case "pattern" if value == "":
            return "is empty", _form(schema), 2
        case "pattern":
            return f"is {_quoted(value)}, which is not how it is written", _form(schema), 2
        case "minLength" | "minItems" | "minProperties" if not value:
            return "is empty", f"Give it {'some text' if isinstance(value, str) else 'at least one entry'}.", 1
        case "minLength" | "maxLength":
            what = f"is too {'short' if keyword == 'minLength' else 'long'}: {_count(len(value), 'character')}"
            return what, f"Use at {'least' if keyword == 'minLength' else 'most'} {rule:,}.", 2
        case "minItems" | "minProperties" | "maxItems" | "maxProperties":
            few = keyword.startswith("min")
            what = f"has too {'few' if few else 'many'} entries: {len(value):,}"
            return what, f"Give it at {'least' if few else 'most'} {rule:,}.", 2
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" | "multipleOf":
            return f"is {_said(value)}, which cannot be", _range(schema), 2
        case "uniqueItems":
            return "has an entry that is given twice", "Keep one of them.", 2
        case _:
            return "is not written as it should be", _form(schema), 3


def _wrong_type(types: Sequence[str], value: Any) -> tuple[str, str, int]:
    wanted = sorted((each for each in types if each != "null"), key=list(_TYPES).index)
    should_be = listed([word for each in wanted for word in _TYPES[each]], "or")
    if value is None:
        return "is empty", f"It should be {should_be}; if it may be left out, leave its name out as well.", 0
    return f"should be {should_be}; this is {_type_of(value)}", _type_fix(wanted, value), 0


def _type_fix(wanted: Sequence[str], value: Any) -> str:
    if "string" in wanted and isinstance(value, bool | int | Decimal):
        return f'Put it in quotes: "{_said(value)}".'
    if "array" in wanted and isinstance(value, dict):
        return "Begin each entry with a dash and a space."
    if "array" in wanted and isinstance(value, str) and len(value) <= 60 and "," not in value:
        return f"Write it as a list: [{value}]."
    if "array" in wanted:
        return "Write each entry on a line of its own that begins with a dash and a space."
    if "object" in wanted and isinstance(value, str):
        before, colon, after = value.partition(":")
        if colon and after and before.replace("_", "").isalnum():
            return f"Write a space after the colon: {before}: {_short(after)}."
    if "object" in wanted:
        return "Write its parts below it and further to the right, each as 'name: value'."
    if wanted == ["boolean"]:
        return "Write true or false."
    if {"integer", "number"} & set(wanted) and "string" not in wanted:
        return (
            f"Write {'a whole number' if 'number' not in wanted else 'a number'} without quotes or units, such as 10."
        )
    return ""


_TYPES = {
    "string": ["text"],
    "integer": ["a whole number"],
    "number": ["a number"],
    "array": ["a list"],
    "object": ["a block of 'name: value' lines"],
    "boolean": ["true", "false"],
}


def _type_of(value: Any) -> str:
    match value:
        case bool():
            return _said(value)
        case int() | Decimal():
            return f"the number {_short(_said(value))}"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "a block of 'name: value' lines"


def _range(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f"Write a number from {low} to {high}."
    words = {
        "minimum": "of at least",
        "maximum": "of at most",
        "exclusiveMinimum": "above",
        "exclusiveMaximum": "below",
        "multipleOf": "that is a multiple of",
    }
    return f"Write a number {listed(f'{words[each]} {schema[each]}' for each in words if each in schema)}."


def _form(schema: Mapping[str, Any]) -> str:
    return str(schema.get("description", "")).partition("\n")[0]


def _sentences(text: str) -> str:
    text = " ".join(text.split())
    return text if not text or text.endswith((".", "?")) else f"{text}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _said(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            # As it was written: 2026.10 and 2026.1 are the same number, and not the same text.
            return str(value) if isinstance(value, int) or "E" in str(value) else f"{value:f}"
        case _:
            return str(value)


def _quoted(value: Any) -> str:
    return f"'{_short(value)}'" if isinstance(value, str) else _type_of(value)


def _short(text: str) -> str:
    shown = " ".join(text[:200].split())
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
