"""Options made up from their schema, for what has options of its own."""

from collections.abc import Mapping
from itertools import count
from typing import Any


def made_up(schema: Mapping[str, Any], form: str = "") -> Any:
    """Give data of a schema's form, what is required only: its example, if it has one.

    Numbers ascend, so that steps and bounds are in order.

    Args:
        schema: as pydantic gives it.
        form: how an amount is written where the schema also allows a text: `GBP {}`.
    """
    return _made_up(schema, schema.get("$defs", {}), count(1), form)


def _made_up(schema: Mapping[str, Any], parts: Mapping[str, Any], numbers: "count[int]", form: str) -> Any:
    if schema.get("examples"):
        return schema["examples"][0]
    if "$ref" in schema:
        return _made_up(parts[schema["$ref"].rpartition("/")[2]], parts, numbers, form)
    if "anyOf" in schema:
        texts = [one for one in schema["anyOf"] if one.get("type") == "string"]
        return form.format(next(numbers)) if form and texts else _made_up(schema["anyOf"][0], parts, numbers, form)
    if "enum" in schema or "const" in schema:
        return schema["const"] if "const" in schema else schema["enum"][0]
    match schema.get("type"):
        case "object":
            wanted = schema.get("required", ())
            return {name: _made_up(schema["properties"][name], parts, numbers, form) for name in wanted}
        case "array":
            many = max(2, schema.get("minItems", 0))
            return [_made_up(schema.get("items", {}), parts, numbers, form) for _ in range(many)]
        case "boolean":
            return True
        case "string":
            return "made up"
        case _:
            return next(numbers)
