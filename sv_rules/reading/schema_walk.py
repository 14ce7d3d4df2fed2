"""Every schema inside a JSON Schema, and none of the names that only look like one."""

from collections.abc import Callable, Mapping
from typing import Any

_BY_NAME = frozenset({"$defs", "properties", "patternProperties", "dependentSchemas"})
_ONE = frozenset({"items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else"})
_SEVERAL = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})


def rewritten(schema: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """Give a copy in which each schema is what `change` makes of it, the innermost first. `true` and `false` stay."""
    if not isinstance(schema, Mapping):
        return schema
    copy: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword in _BY_NAME:
            copy[keyword] = {name: rewritten(each, change) for name, each in value.items()}
        elif keyword in _ONE:
            copy[keyword] = rewritten(value, change)
        elif keyword in _SEVERAL:
            copy[keyword] = [rewritten(each, change) for each in value]
        else:
            copy[keyword] = value
    return change(copy)
