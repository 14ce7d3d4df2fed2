"""What offers are worth by a table of proxy values: gross, and net of what would have happened without them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sv_rules.engine.award_terms import Valuing
from sv_rules.engine.rounding import rounded
from sv_rules.errors import listed
from sv_rules.model.amount import Money, spoken_number
from sv_rules.model.award import Rounding
from sv_rules.model.fact import spoken
from sv_rules.model.proxies import Proxy
from sv_rules.scoring.options import money_shown

PENNY = Rounding(places=2)


@dataclass(frozen=True, slots=True)
class Valued:
    """What a bid's offers are worth. `gross` and `net` exact; None: it cannot be told, and `working` says why.

    `counted` is the one that is scored, half up to the penny.
    """

    gross: Fraction | None
    net: Fraction | None
    counted: Money | None
    raw: str
    working: str


def value_of(valuing: Valuing, known: Mapping[str, Any]) -> Valued:
    """Give the value of a bid's offers on all measures of the table together.

    gross = sum of quantity × value of a unit × years. net = sum over measures and years of quantity × value of a unit
    × (1 − deadweight) × (1 − attribution) × (1 − displacement) × (1 − drop-off)^(year − 1), each year after the first
    divided by (1 + discount) once more; with `discount_first_year` the first year too. An offer that is not known, or
    below zero, leaves the value open: it is never taken as zero.

    Args:
        valuing: table, measures and rates.
        known: typed values of the bid by fact name, capped already.

    Source: A guide to Social Return on Investment, The SROI Network, 2012, and public notes on it, an open GitHub
    repository, 2026; the two differ on whether the first year is discounted, so it is the buyer's to state.
    """
    unknown = [measure.title for measure, _ in valuing.proxies if known.get(measure.fact.name) is None]
    if unknown:
        return _open(f"What this bid offers on {listed(unknown)} is not known; nothing offered is written as 0.")
    below = [measure.title for measure, _ in valuing.proxies if known[measure.fact.name] < 0]
    if below:
        return _open(f"What this bid offers on {listed(below)} is below zero.")
    gross, net = Fraction(0), Fraction(0)
    whole = True
    parts = []
    for measure, proxy in valuing.proxies:
        quantity = Fraction(known[measure.fact.name])
        own_gross = quantity * Fraction(proxy.value) * valuing.years
        kept = kept_of(valuing, proxy)
        gross += own_gross
        net += quantity * Fraction(proxy.value) * (kept or 0)
        whole = whole and kept is not None
        own_net = None if kept is None else quantity * Fraction(proxy.value) * kept
        offered = spoken(known[measure.fact.name], measure.fact)
        parts.append(_part(valuing, f"{measure.title}: {offered}", proxy, own_gross, own_net))
    shown_net = money_shown(net, valuing.currency) if whole else "cannot be told"
    raw = f"net {shown_net}, gross {money_shown(gross, valuing.currency)}"
    counted = Money(Decimal(rounded(net if valuing.net else gross, PENNY)), valuing.currency)
    return Valued(gross, net if whole else None, counted, raw, "; ".join(parts))


def kept_of(valuing: Valuing, proxy: Proxy) -> Fraction | None:
    """Give the part of a year's gross value that all years together keep; None where a rate is not stated."""
    off = [proxy.deadweight, proxy.attribution, proxy.displacement]
    if any(rate is None for rate in off) or (valuing.years > 1 and proxy.drop_off is None):
        return None
    year = Fraction(1)
    for rate in off:
        year *= 1 - Fraction(rate or 0) / 100
    fades = 1 - Fraction(proxy.drop_off or 0) / 100
    grows = 1 + (valuing.discount or Fraction(0)) / 100
    if valuing.discount_first_year:
        year /= grows
    kept = Fraction(0)
    for _ in range(valuing.years):
        kept += year
        year *= fades / grows
    return kept


def _open(why: str) -> Valued:
    return Valued(None, None, None, "not known", why)


def _part(valuing: Valuing, offered: str, proxy: Proxy, gross: Fraction, net: Fraction | None) -> str:
    unit = money_shown(Fraction(proxy.value), proxy.currency) + (f" per {proxy.per}" if proxy.per else "")
    years = f" × {valuing.years} years" if valuing.years > 1 else ""
    said = f"{offered} × {unit}{years} = {money_shown(gross, proxy.currency)} gross"
    if net is None:
        return f"{said}, net cannot be told"
    rates = {"deadweight": proxy.deadweight, "attribution": proxy.attribution, "displacement": proxy.displacement}
    less = [f"{name} {spoken_number(rate)}%" for name, rate in rates.items() if rate is not None]
    if valuing.years > 1 and proxy.drop_off is not None:
        less.append(f"drop-off {spoken_number(proxy.drop_off)}% a year")
    if valuing.discount is not None:
        less.append(f"discount {spoken_number(valuing.discount)}% a year")
    return f"{said}; less {listed(less)}, {money_shown(net, proxy.currency)} net"
