"""Tables of proxy values: what a unit of a measure is worth in money, by whom, and whether a tool may use it.

We ship none. A table is the user's own, with its licence.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sv_rules.model.place import Place


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProxyLicence(_Part):
    """On what terms the values may be used."""

    name: str = Field(min_length=1, max_length=300)
    allows_use_in_tools: Literal["yes", "no", "by_permission", "not_stated"]
    permission: str = Field(default="", max_length=600, description="Who allowed it, when, and where that is kept.")

    @property
    def forbids(self) -> str:
        """Why the values may not be used here, as a clause; empty when they may."""
        match self.allows_use_in_tools:
            case "yes":
                return ""
            case "no":
                return f"the licence '{self.name}' does not allow its values to be used in a tool"
            case "by_permission":
                return (
                    "" if self.permission.strip() else f"the licence '{self.name}' asks for a permission; none is named"
                )
            case "not_stated":  # pragma: no branch  there is no other
                return f"it is not stated whether the licence '{self.name}' allows use in a tool"


class Proxy(_Part):
    """What one unit of a measure is worth. Rates are percentages, 0 to 100; None: the table does not say.

    deadweight: what would have happened anyway. attribution: what others bring about. displacement: what is moved from
    elsewhere. drop_off: what fades each year after the first.
    """

    value: Decimal
    currency: str
    per: str = ""
    deadweight: Decimal | None = None
    attribution: Decimal | None = None
    displacement: Decimal | None = None
    drop_off: Decimal | None = None
    place: Place | None = None


class ProxyTable(_Part):
    """Proxy values by measure, with their publisher, licence, price year and area."""

    id: str = Field(min_length=1, max_length=120)
    title: str
    publisher: str
    licence: ProxyLicence
    year: int
    geography: str
    values: Mapping[str, Proxy]
    place: Place | None = None
