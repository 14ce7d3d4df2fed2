"""The parts of a document of ours that are of the right shape at a glance: nearly all of a large one.

To hold every name of every bid against the schema takes longer than all the rest of reading. What is left when sound
parts are taken out has the same problems of shape, at the same places.
"""

import re
from functools import cache
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from sv_rules.model.authored import FactName
from sv_rules.model.document import BidText, LotText, ProcurementText

_SECTIONS = ("lots", "bids", "contracts", "organisations")
_PLAIN_BID = frozenset({"id", "lot", "bidder", "facts", "fictional"})
"""What the model of a bid is as strict about as the schema is; it leaves more open about marks."""


def without_sound_parts(data: Any) -> Any:
    """Give a document without its bids, where all of them are sound, and without groups of facts that are."""
    if not isinstance(data, dict):
        return data
    rest = _part(data)
    for section in _SECTIONS:
        parts = data.get(section)
        if not isinstance(parts, list):
            continue
        if section == "bids" and len(parts) <= _form().most_bids and all(map(_is_sound_bid, parts)):
            rest[section] = []
        else:
            rest[section] = [_part(part) if isinstance(part, dict) else part for part in parts]
    return rest


def _is_sound_bid(part: Any) -> bool:
    if not isinstance(part, dict) or not part.keys() <= _PLAIN_BID:
        return False
    try:
        BidText.model_validate(part, strict=True)
    except ValidationError:
        return False
    return True


def _part(part: dict[Any, Any]) -> dict[Any, Any]:
    return {name: {} if name == "facts" and _are_sound_facts(value) else value for name, value in part.items()}


def _are_sound_facts(facts: Any) -> bool:
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
    """What the schema asks of a group of facts, of the names in it, and of the list of bids."""

    most: int
    longest: int
    well_formed: re.Pattern[str]
    most_bids: int


@cache
def _form() -> _Form:
    name = TypeAdapter(FactName).json_schema()
    bids = ProcurementText.model_json_schema()["properties"]["bids"]
    return _Form(
        LotText.model_json_schema()["properties"]["facts"]["maxProperties"],
        name["maxLength"],
        re.compile(name["pattern"].removesuffix("$")),
        bids["maxItems"],
    )
