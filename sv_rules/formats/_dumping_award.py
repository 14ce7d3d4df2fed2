"""How bids are assessed and tables of proxy values, as our own document writes them."""

from typing import Any

from pydantic import BaseModel

from sv_rules.formats._building_proxies import RATES
from sv_rules.model.amount import plain
from sv_rules.model.award import AwardModel, OfferBounds
from sv_rules.model.proxies import ProxyTable

_PLACES = ("place", "places")


def award_data(award: AwardModel) -> dict[str, Any]:
    """Give an award model: what its author wrote, without what goes without saying."""
    data = plain_data(award)
    if award.offers:
        data["offers"] = {measure: _bounds(bounds) for measure, bounds in award.offers.items()}
    return data


def table_data(table: ProxyTable) -> dict[str, Any]:
    """Give a table of proxy values."""
    data = plain_data(table)
    data["values"] = {
        measure: {
            "value": f"{proxy.currency} {proxy.value:f}",
            **({"per": proxy.per} if proxy.per else {}),
            **{rate: f"{plain(given)}%" for rate in RATES if (given := getattr(proxy, rate)) is not None},
        }
        for measure, proxy in table.values.items()
    }
    return data


def plain_data(model: BaseModel) -> dict[str, Any]:
    """Give the fields of a model that are not as they would be anyway, without places."""
    return {
        name: _plain(value)
        for name, field in type(model).model_fields.items()
        if name not in _PLACES and (value := getattr(model, name)) != field.get_default(call_default_factory=True)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return plain_data(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _bounds(bounds: OfferBounds) -> dict[str, Any]:
    plausible = {"from": bounds.plausible_from, "to": bounds.plausible_to}
    given = {"cap": bounds.cap, "plausible": {end: value for end, value in plausible.items() if value is not None}}
    return {name: value for name, value in given.items() if value not in (None, {})}
