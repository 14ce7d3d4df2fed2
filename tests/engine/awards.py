"""Small awards, built by hand: facts, terms, criteria and bids that the tests of awards share."""

from decimal import Decimal

from sv_rules.deciding import rules
from sv_rules.engine.awarding import BidSeen, GateSeen, Terms, award
from sv_rules.model.amount import Money
from sv_rules.model.award import AwardCriterion, AwardModel, Threshold
from sv_rules.model.evaluation import LotResult
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.finding import Citation
from sv_rules.model.outcome import Outcome, Standing
from sv_rules.model.procurement import Bid, Lot, Mark, Organisation
from sv_rules.model.proxies import Proxy, ProxyLicence, ProxyTable
from sv_rules.model.rulepack import Measure
from sv_rules.scoring import methods

PRICE = Fact("bid.price", FactType.MONEY, "price")
QUALITY = Fact("bid.quality", FactType.NUMBER, "quality score")
JOBS = Fact("bid.offers.jobs", FactType.INTEGER, "jobs offered", unit="people")
SPEND = Fact("bid.offers.spend", FactType.MONEY, "local spend offered")
HOURS = Fact("bid.offers.hours", FactType.NUMBER, "hours offered", unit="hours")
FACTS = (PRICE, QUALITY, JOBS, SPEND, HOURS)
GATE = "pack/living-wage"
SCALE = [{"mark": mark, "label": f"label {mark}", "means": f"means {mark}"} for mark in range(6)]
BY_PRICE = {"fact": "bid.price", "scoring": {"method": "lowest_price"}}
BY_QUALITY = {"fact": "bid.quality", "scoring": {"method": "to_target", "target": 100}}
BY_MARKS = {"scoring": {"method": "rating", "scale": SCALE}}


def measure(identifier, fact, title):
    source = Citation(text="policy", title="Policy")
    return Measure(identifier, "pack", title, "", fact, "", (), {}, source, Standing.EXAMPLE)


MEASURES = {
    "pack/jobs": measure("pack/jobs", JOBS, "Jobs"),
    "pack/spend": measure("pack/spend", SPEND, "Spend"),
    "pack/hours": measure("pack/hours", HOURS, "Hours"),
}


def terms(**more):
    return Terms(
        facts={fact.name: fact for fact in FACTS},
        measures=MEASURES,
        checks=(GATE,),
        methods={method.name: method for method in methods()},
        rules={rule.name: rule for rule in rules()},
        **more,
    )


def criterion(identifier, weight="", *children, at_least="", disqualifies=False, **more):
    threshold = Threshold(at_least=at_least, disqualifies=disqualifies) if at_least else None
    return AwardCriterion(
        id=identifier, title=identifier.title(), weight=weight, criteria=children, threshold=threshold, **more
    )


def lot(*criteria, **model):
    return Lot(id="lot-1", title="The lot", award=AwardModel(criteria=criteria, **model))


def mark(value, evaluator="", reason="it says so", criterion="quality", internal=""):
    return Mark(criterion=criterion, mark=Decimal(value), evaluator=evaluator, reason=reason, internal=internal)


def seen(identifier, price=None, quality=None, *marks, passes=None, **offers):
    values = {f"bid.offers.{name}": value for name, value in offers.items()}
    values["bid.price"] = None if price is None else Money(Decimal(price), "GBP")
    values["bid.quality"] = quality
    gates = {} if passes is None else {GATE: GateSeen(Outcome.MET if passes else Outcome.NOT_MET, "Sentence.")}
    return BidSeen(
        Bid(id=identifier, lot="lot-1", bidder=Organisation(id=f"of-{identifier}"), marks=marks), values, gates
    )


def run(of_lot, *bids, **more) -> LotResult:
    return award(of_lot, bids, terms(**more))[1]


def totals(result):
    return {one.bid: (one.total, one.rank) for one in result.assessments}


def assessment(result, bid):
    return next(one for one in result.assessments if one.bid == bid)


def line(result, bid, name):
    return next(score for score in assessment(result, bid).scores if score.criterion == name)


def proxy(value, deadweight="0", attribution="0", displacement="0", drop_off=None, *, currency="GBP", per=""):
    rates = (deadweight, attribution, displacement, drop_off)
    read = (None if rate is None else Decimal(rate) for rate in rates)
    names = ("deadweight", "attribution", "displacement", "drop_off")
    return Proxy(value=Decimal(value), currency=currency, per=per, **dict(zip(names, read, strict=True)))


def table(**values):
    licence = ProxyLicence(name="our own", allows_use_in_tools="yes")
    return ProxyTable(
        id="values", title="Made-up values", publisher="Nobody", licence=licence, year=2026, geography="Northshire",
        values=values,
    )  # fmt: skip
