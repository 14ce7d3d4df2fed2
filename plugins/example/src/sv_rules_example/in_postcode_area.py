"""`in_postcode_area`: a postcode in one of several areas or districts."""

import re

from sv_rules.model.extending import Operator, Takes
from sv_rules.model.fact import FactType


def in_postcode_area(actual: str, value: tuple[str, ...]) -> bool:
    """The postcode lies in one of these postcode areas (`NT`) or districts (`NT4`).

        bid.base_postcode: {in_postcode_area: [NT, ET4]}

    Capitals and spaces make no difference: `nt41ab` is NT4 1AB. A district is matched whole: `NT4` is not `NT42`. A
    text that is not written as a postcode lies in none. Whether a postcode exists is not known here.
    """
    found = _POSTCODE.fullmatch("".join(actual.split()).upper())
    return found is not None and (found["area"] in value or found["area"] + found["district"] in value)


_POSTCODE = re.compile(r"(?P<area>[A-Z]{1,2})(?P<district>[0-9][0-9A-Z]?)[0-9][A-Z]{2}", re.ASCII)
_PLACE = re.compile(r"[A-Z]{1,2}(?:[0-9][0-9A-Z]?)?", re.ASCII)


def _places(value: tuple[str, ...]) -> tuple[str, ...]:
    for place in value:
        if not _PLACE.fullmatch(place):
            raise ValueError(f"'{place}' is no postcode area or district. Write for example N, NT or NT4, in capitals.")
    return value


OPERATOR = Operator(
    in_postcode_area,
    takes=(FactType.TEXT,),
    value=Takes.TEXTS,
    prepare=_places,
    holds="{fact} is in {value}",
    fails="{fact} is {actual}, which is not in {value}",
    denies="{fact} is not in {value}",
)
