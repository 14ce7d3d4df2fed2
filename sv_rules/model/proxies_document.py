"""A table of proxy values as its user writes it: a section of our document, or a document of its own.

The JSON Schema `schemas/proxies.json` is made from these. The library ships no such table.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.authored import LineId


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProxyLicenceText(_Part):
    """On what terms the values may be used. They are refused where a tool may not use them."""

    name: str = Field(min_length=1, max_length=300)
    allows_use_in_tools: Literal["yes", "no", "by_permission", "not_stated"] = Field(
        description="What the licence says of use inside software; `by_permission` needs `permission`."
    )
    permission: str = Field(default="", max_length=600, description="Who allowed it, when, and where that is kept.")


class ProxyText(_Part):
    """What a unit of a measure is worth, and what has to be taken off. A rate left out is not known, never zero."""

    value: str = Field(max_length=60, description="Money for one unit: `GBP 8500`.")
    per: str = Field(default="", max_length=120, description="The unit: `person in work for a year`.")
    deadweight: str = Field(default="", max_length=40, description="What would have happened anyway: `40%`.")
    attribution: str = Field(default="", max_length=40, description="What others bring about: `30%`.")
    displacement: str = Field(default="", max_length=40, description="What is moved from elsewhere: `0%`.")
    drop_off: str = Field(default="", max_length=40, description="What fades each year after the first: `30%`.")


class ProxyTableText(_Part):
    """Proxy values by measure of the rulepack."""

    id: str = Field(max_length=120, pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$")
    title: str = Field(min_length=1, max_length=300)
    publisher: str = Field(min_length=1, max_length=300)
    licence: ProxyLicenceText
    year: int = Field(ge=1990, le=2200, description="The year of its prices.")
    geography: str = Field(min_length=1, max_length=300, description="The area that the values are for.")
    values: dict[LineId, ProxyText] = Field(min_length=1, max_length=2000)


class ProxiesText(ProxyTableText):
    """A table in a document of its own, to go with the documents of any procurement."""

    form: Literal["proxies/1"] = Field(description="Says that this is a table of proxy values.")
