"""The facts in a document of ours: nearly all of a large one, and of a shape that is told at a glance."""

import re
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from sv_rules.model.authored import FactName
from sv_rules.model.document import LotText

_SECTIONS = ("lots", "bids", "contracts", "organisations")


def without_sound_facts(data: Any) -> Any:
    """Give a document without those groups of facts that have nothing wrong in their shape.

    To hold every name of every bid against the schema takes longer than all the rest of reading; names that are well
    formed need not be. What is left has the same problems of shape, at the same places.
    """
    if not isinstance(data, dict):
        return data
    rest = _part(data)
    for section in _SECTIONS:
        parts = data.get(section)
        if isinstance(parts, list):
            rest[section] = [_part(part) if isinstance(part, dict) else part for part in parts]
    return rest


def _part(part: dict[Any, Any]) -> dict[Any, Any]:
    return {name: {} if name == "facts" and _sound(value) else value for name, value in part.items()}


def _sound(facts: Any) -> bool:
    form = _form()
    return (
        isinstance(facts, dict)
        and len(facts) <= form.most
        and all(
            isinstance(name, str) and len(name) <= form.longest and form.well_formed.fullmatch(name) is not None
            for name in facts
        )
    )


class _Form(NamedTuple):
    """What the schema asks of a group of facts and of the names in it."""

    most: int
    longest: int
    well_formed: re.Pattern[str]


@cache
def _form() -> _Form:
    name = TypeAdapter(FactName).json_schema()
    return _Form(
        LotText.model_json_schema()["properties"]["facts"]["maxProperties"],
        name["maxLength"],
        re.compile(name["pattern"].removesuffix("$")),
    )
