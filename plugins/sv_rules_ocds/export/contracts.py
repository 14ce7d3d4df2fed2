"""Contracts, with what was committed to and what was delivered, and the awards that lead to them.

A measure has the id of its requirement in both: one rule, one id, from specification to bid to delivery.

Under the Procurement Act 2023 what a contract has as `agreedMetrics` are its key performance indicators. Where these
are known, commitments that are none of them go with the award instead, as the metrics extension allows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sv_rules.model.amount import Money
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.procurement import Bid, Contract, Procurement
from sv_rules.model.rulepack import Rulepack
from sv_rules.model.typed import NotOfTypeError, typed
from sv_rules_ocds.codes import RATINGS
from sv_rules_ocds.export.account import Account
from sv_rules_ocds.export.asking import asked_facts, requirement_id
from sv_rules_ocds.export.exact_json import stated
from sv_rules_ocds.export.parties import Parties
from sv_rules_ocds.export.told import Told
from sv_rules_ocds.export.values import PER_CENT, guessed

_OFFERS, _DELIVERED, _KPIS = "bid.offers.", "contract.delivered.", "contract.kpis"
_RATINGS: Mapping[str, str] = {ours: code for code, ours in RATINGS.items()}
_KPI = (
    Fact("name", FactType.TEXT, "name"),
    Fact("rating", FactType.CHOICE, "rating", choices=tuple(_RATINGS)),
)


def subject_of(contract: Contract) -> str:
    """Give what a contract is called in the account."""
    return f"contract '{contract.id}'"


@dataclass(frozen=True)
class _Metric:
    """What a metric is about: its id, its title, and the fact, whose type and unit those of its values are."""

    id: str
    title: str
    fact: Fact | None


@dataclass
class Contracts:
    """Writes contracts, each with an award of its own."""

    procurement: Procurement
    rulepack: Rulepack | None
    parties: Parties
    account: Account
    awards: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look up once which metric each measure is."""
        self._bids = {bid.id: bid for bid in self.procurement.bids}
        self._metrics: dict[str, _Metric] = {}
        for one in self.procurement.questions:
            for each in (each for group in one.groups for each in group.requirements):
                name = each.fact or each.id.partition("/")[2]
                if name.startswith(_OFFERS) and "@" in each.id:
                    self._metrics[name.removeprefix(_OFFERS)] = _Metric(each.id, each.title, None)
        for asked in asked_facts(self.rulepack).values() if self.rulepack else ():
            if asked.fact.name.startswith(_OFFERS) and self.rulepack:
                metric = _Metric(
                    requirement_id(self.rulepack, asked),
                    asked.measure.title if asked.measure else asked.fact.title,
                    asked.fact,
                )
                self._metrics[asked.fact.name.removeprefix(_OFFERS)] = metric

    def write(self, contract: Contract, *, with_lot: bool) -> dict[str, Any]:
        """Give one contract, and add its award."""
        bid = self._bids.get(contract.bid)
        agreed = self._commitments(contract, bid)
        results = self._results(contract)
        kpis = self._kpis(contract, agreed, results)
        award = f"award-{contract.id}"
        self.awards.append(
            stated(
                id=award,
                suppliers=[self._supplier(bid)] if bid and (bid.bidder.id or bid.bidder.name) else [],
                relatedLots=[contract.lot] if with_lot else [],
                relatedBids=[contract.bid] if contract.bid else [],
                agreedMetrics=[] if kpis is None else [each for key, each in agreed.items() if key not in kpis],
            )
        )
        return stated(
            id=contract.id,
            awardID=award,
            agreedMetrics=list(agreed.values() if kpis is None else kpis.values()),
            implementation=stated(metrics=list(results.values())),
        )

    def _supplier(self, bid: Bid) -> dict[str, Any]:
        return self.parties.refer(bid.bidder, "supplier", f"bidder-{bid.id}", bid.contact)

    def _commitments(self, contract: Contract, bid: Bid | None) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for name, known in bid.facts.items() if bid else ():
            if not name.startswith(_OFFERS) or known.value is None:
                continue
            metric = self._metrics.get(name.removeprefix(_OFFERS))
            observed = _observed(known.value, metric.fact or guessed(name, known.value)) if metric else None
            if metric and observed:
                found[metric.id] = _with_observation(metric, observed, "agreed")
            else:
                reason = "it is not a metric of its contract" if metric else _NO_PACK
                self.account.lose(subject_of(contract), f"the commitment {name} as an agreed metric", reason)
        return found

    def _results(self, contract: Contract) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for name, known in contract.facts.items():
            if not name.startswith(_DELIVERED) or known.value is None:
                continue
            metric = self._metrics.get(name.removeprefix(_DELIVERED))
            observed = _observed(known.value, metric.fact or guessed(name, known.value)) if metric else None
            if metric and observed:
                found[metric.id] = _with_observation(metric, observed, "delivered")
            else:
                reason = "what a metric observes is a number, a sum of money, or true or false" if metric else _NO_PACK
                self.account.because(subject_of(contract), name, reason)
        return found

    def _kpis(
        self, contract: Contract, agreed: Mapping[str, dict[str, Any]], results: dict[str, dict[str, Any]]
    ) -> dict[str, dict[str, Any]] | None:
        """Give the metrics that are indicators, and add their ratings to the results. None: it is not known."""
        told = Told(contract.facts, subject_of(contract), self.account)
        records = told.records(_KPIS, *_KPI)
        if records is None:
            return None
        if not records:
            told.because(_KPIS, "OCDS says that there are none by giving the reason, which is not known here")
            return None
        by_title = {metric["title"]: metric for metric in agreed.values() if "title" in metric}
        found: dict[str, dict[str, Any]] = {}
        for number, record in enumerate(records, 1):
            kpi = f"kpi-{number}"
            metric = by_title.get(record.get("name", ""))
            metric = metric if metric and metric["id"] not in found else stated(id=kpi, title=record.get("name"))
            found[metric["id"]] = metric
            if "rating" in record:
                result = results.setdefault(
                    metric["id"], {**metric, "observations": [{"id": f"{metric['id']}/rating"}]}
                )
                result["observations"][0]["measureClassification"] = {"id": _RATINGS[record["rating"]]}
        return found


_NO_PACK = "its id begins with the rulepack whose measure it is, and none of those given has it"


def _with_observation(metric: _Metric, observed: Mapping[str, Any], what: str) -> dict[str, Any]:
    observation = {"id": f"{metric.id}/{what}", **observed}
    return stated(id=metric.id, title=metric.title, observations=[observation])


def _observed(raw: Any, fact: Fact | None) -> dict[str, Any]:
    """Give what an observation says: `value` for money, else `measure` with its unit; empty when it can say neither."""
    try:
        value = typed(raw, fact) if fact else None
    except NotOfTypeError:
        return {}
    match value:
        case Money():
            return {"value": {"amount": value.amount, "currency": value.currency}}
        case bool():
            return {"measure": "true" if value else "false"}
        case None | tuple():
            return {}
        case _:
            pass
    assert fact is not None  # noqa: S101  there would be no value
    if fact.type in {FactType.INTEGER, FactType.NUMBER, FactType.PERCENTAGE}:
        unit = PER_CENT if fact.type is FactType.PERCENTAGE else fact.unit
        return {"measure": value} | stated(unit=stated(name=unit))
    return {}
