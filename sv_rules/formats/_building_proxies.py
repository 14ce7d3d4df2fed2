"""A table of proxy values, known to be right; and what can be wrong with one beyond its shape."""

from collections.abc import Iterator, Mapping
from typing import Any

from sv_rules.errors import Problem
from sv_rules.formats._part import Part
from sv_rules.model.amount import read_money, read_percentage
from sv_rules.model.proxies import Proxy, ProxyLicence, ProxyTable
from sv_rules.reading.written import Path, Written

RATES = ("deadweight", "attribution", "displacement", "drop_off")


def table(part: Part) -> ProxyTable:
    """Give the table of a block without problems."""
    return ProxyTable(
        **part.given("id", "title", "publisher", "year", "geography"),
        licence=ProxyLicence(**part.data["licence"]),
        values={measure: _proxy(part.part("values", measure)) for measure in part.data["values"]},
        place=part.place(),
    )


def _proxy(part: Part) -> Proxy:
    money = read_money(part.data["value"])
    assert money is not None  # noqa: S101  table_misfits has refused what is none
    rates = {rate: read_percentage(part.data[rate]) for rate in RATES if part.data.get(rate)}
    return Proxy(
        value=money.amount, currency=money.currency, per=part.data.get("per") or "", **rates, place=part.place()
    )


def table_misfits(written: Written, path: Path, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Give every problem of a table: a licence that forbids, values that are no money, rates out of range."""
    name = f"table {data['id']}" if data.get("id") else "table of proxy values"
    licence = data.get("licence")
    if isinstance(licence, Mapping):
        yield from _licence(written, (*path, "licence"), licence, name)
    values = data.get("values")
    currencies: dict[str, str] = {}
    for measure, proxy in values.items() if isinstance(values, Mapping) else ():
        if isinstance(proxy, Mapping):
            yield from _values(written, (*path, "values", measure), proxy, f"{name}, {measure}", currencies)


def _licence(written: Written, path: Path, licence: Mapping[str, Any], name: str) -> Iterator[Problem]:
    try:
        forbids = ProxyLicence.model_validate(dict(licence)).forbids
    except ValueError:  # its shape is wrong, which is told elsewhere
        return
    if forbids:
        fix = (
            "Ask the publisher for permission and record it: allows_use_in_tools: by_permission, with permission: who "
            "allowed it and when. Or use a table whose licence allows it."
        )
        yield Problem(forbids, written.place((*path, "allows_use_in_tools")), name, fix)


def _values(
    written: Written, path: Path, proxy: Mapping[str, Any], name: str, currencies: dict[str, str]
) -> Iterator[Problem]:
    value = proxy.get("value")
    if isinstance(value, str):
        money, place = read_money(value), written.place((*path, "value"))
        if money is None:
            what = f"the value '{value:.40}' is not an amount of money"
            yield Problem(what, place, name, "Write the currency and the amount: GBP 8500, without commas.")
        elif money.amount < 0:
            yield Problem(f"the value {value} is below zero", place, name, "A unit is worth zero or more.")
        elif (first := currencies.setdefault("", money.currency)) != money.currency:
            what = f"this value is in {money.currency}, and others of the table are in {first}"
            yield Problem(what, place, name, "Give all values of a table in one currency.")
    for rate in RATES:
        written_rate = proxy.get(rate)
        if not isinstance(written_rate, str) or not written_rate:
            continue
        number, place = read_percentage(written_rate), written.place((*path, rate))
        if number is None:
            yield Problem(f"{rate} '{written_rate:.40}' is not a percentage", place, name, "Write it as 40%.")
        elif not 0 <= number <= 100:
            what = f"{rate} {written_rate} is not a part of the whole"
            yield Problem(what, place, name, "It lies between 0% and 100%.")
