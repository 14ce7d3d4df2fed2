"""Which rulepacks fit a procurement, by who buys and where the work is done. A suggestion, never a choice."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sv_rules.errors import listed
from sv_rules.model.authored import Area
from sv_rules.model.procurement import Procurement

_REGIONS = "tender.region_codes"

# NUTS level 3 of 2013 to 2021, and ITL level 3 of 2021, without the country's letters (UK and TL): the areas in each.
# Only regions that hold one of the areas we ship a rulepack for.
_AREAS_OF_REGION: dict[str, tuple[str, ...]] = {
    "C22": ("Gateshead", "Newcastle upon Tyne", "North Tyneside", "South Tyneside"),
    "D34": ("Salford", "Trafford"),
    "D36": ("Bolton", "Wigan"),
    "D37": ("Bury", "Oldham", "Rochdale"),
    "D41": ("Blackburn with Darwen",),
    "D71": ("Halton", "Knowsley", "St Helens"),
    "E42": ("Leeds",),
    "E44": ("Calderdale", "Kirklees"),
    "G22": ("Shropshire",),
    "G38": ("Walsall",),
    "I43": ("Haringey", "Islington"),
    "I45": ("Lambeth",),
    "J11": ("Bracknell Forest", "Reading", "Slough", "West Berkshire", "Windsor and Maidenhead", "Wokingham"),
    "J12": ("Milton Keynes",),
    "J21": ("Brighton and Hove",),
    "J22": ("East Sussex",),
}

# What a council's name says beside its area.
_OF_A_COUNCIL = frozenset(
    {
        "borough",
        "city",
        "council",
        "county",
        "district",
        "london",
        "mbc",
        "metropolitan",
        "of",
        "royal",
        "the",
        "unitary",
        "authority",
    }
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rulepack that may fit, and why, in a clause. `certain` False: the region holds other areas as well."""

    pack: str
    why: str
    certain: bool = True


def suggest_packs(procurement: Procurement, layers: Iterable[tuple[str, Area]]) -> tuple[Suggestion, ...]:
    """Give the rulepacks whose area fits, the surest first, each once; none when nothing points to an area.

    Args:
        procurement: what was read.
        layers: rulepacks by id, with the area each is for.
    """
    areas = sorted(layers, key=lambda pair: pair[0])
    by_pack: dict[str, Suggestion] = {}
    for suggestion in (*_by_buyer(procurement, areas), *_by_region(procurement, areas)):
        by_pack.setdefault(suggestion.pack, suggestion)
    return tuple(sorted(by_pack.values(), key=lambda one: not one.certain))


def _by_buyer(procurement: Procurement, areas: Sequence[tuple[str, Area]]) -> Iterator[Suggestion]:
    identifier, name = procurement.buyer.id, procurement.buyer.name
    for pack, area in areas:
        if area.gss and identifier.endswith(area.gss):
            yield Suggestion(pack, f"the buyer's id {identifier} has the code of {area.name}, {area.gss}")
        elif name and _area_in(name) == _area_in(area.name):
            yield Suggestion(pack, f"the buyer is {name}")


def _by_region(procurement: Procurement, areas: Sequence[tuple[str, Area]]) -> Iterator[Suggestion]:
    for code in _codes(procurement):
        inside = _AREAS_OF_REGION.get(code[2:], ()) if code[:2] in {"UK", "TL"} else ()
        for pack, area in areas:
            if _area_in(area.name) not in map(_area_in, inside):
                continue
            if len(inside) == 1:
                yield Suggestion(pack, f"the contract is delivered in {code}, which is {area.name}")
            else:
                why = f"the contract is delivered in {code}, which holds {listed(inside)}; it is not said which of them"
                yield Suggestion(pack, why, certain=False)


def _codes(procurement: Procurement) -> Sequence[str]:
    answer = procurement.facts.get(_REGIONS)
    codes = answer.value if answer and isinstance(answer.value, list | tuple) else ()
    return [code for code in codes if isinstance(code, str)]


def _area_in(name: str) -> str:
    """Give the area in a council's name: `London Borough of Haringey` and `Haringey Council` are both `haringey`."""
    words = _WORD.findall(name.lower().replace("&", " and "))
    return " ".join(word for word in words if word not in _OF_A_COUNCIL)
