"""Small competitions for the tests of robustness: criteria, bids, and the award of them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sv_rules.deciding import rules
from sv_rules.engine.award_plan import validate_award
from sv_rules.engine.awarding import BidSeen, Terms, award
from sv_rules.engine.robustness.contest import Contest, contest_of
from sv_rules.model.amount import Money
from sv_rules.model.evaluation import LotResult
from sv_rules.model.fact import Fact, FactType
from sv_rules.model.procurement import AwardCriterion, AwardModel, Bid, Lot, Mark
from sv_rules.model.robustness import Robustness
from sv_rules.scoring import methods

PRICE = Fact("bid.price", FactType.MONEY, "price")
QUALITY = Fact("bid.quality", FactType.NUMBER, "quality score")
OFFER = Fact("bid.offers.value", FactType.MONEY, "value offered")
INSURED = Fact("bid.insured", FactType.YES_NO, "insured")
JOBS = Fact("bid.offers.jobs", FactType.INTEGER, "jobs offered")
FACTS = {fact.name: fact for fact in (PRICE, QUALITY, OFFER, INSURED, JOBS)}
TERMS = Terms(FACTS, {}, (), {method.name: method for method in methods()}, rules={rule.name: rule for rule in rules()})

SCALE = [{"mark": mark, "label": f"label {mark}", "means": f"means {mark}"} for mark in range(6)]
BY_MARKS: dict[str, Any] = {"scoring": {"method": "rating", "scale": SCALE}}
BY_PRICE: dict[str, Any] = {"fact": "bid.price", "scoring": {"method": "lowest_price"}}
BY_QUALITY: dict[str, Any] = {"fact": "bid.quality", "scoring": {"method": "to_target", "target": 100}}
BY_OFFER: dict[str, Any] = {"fact": "bid.offers.value", "scoring": {"method": "proportion_of_highest"}}


def criterion(identifier: str, weight: str, *children: AwardCriterion, **more: Any) -> AwardCriterion:
    return AwardCriterion(id=identifier, title=identifier.title(), weight=weight, criteria=children, **more)


def lot(*criteria: AwardCriterion, **model: Any) -> Lot:
    return Lot(id="lot-1", title="The lot", award=AwardModel(criteria=criteria, **model))


def mark(name: str, given: int | str, evaluator: str = "") -> Mark:
    return Mark(criterion=name, mark=Decimal(given), reason=f"Reason on {name}.", evaluator=evaluator)


def bid(
    identifier: str,
    price: int | str | None = None,
    quality: int | str | None = None,
    *,
    offer: int | None = None,
    insured: bool | None = None,
    jobs: int | None = None,
    marks: Sequence[Mark] = (),
) -> BidSeen:
    values = {
        "bid.price": None if price is None else Money(Decimal(price), "GBP"),
        "bid.quality": None if quality is None else Decimal(quality),
        "bid.insured": insured,
        "bid.offers.jobs": jobs,
        "bid.offers.value": None if offer is None else Money(Decimal(offer), "GBP"),
    }
    return BidSeen(Bid(id=identifier, lot="lot-1", marks=tuple(marks)), values)


def awarded(of_lot: Lot, *bids: BidSeen) -> LotResult:
    return award(of_lot, bids, TERMS)[1]


def robustness_of(of_lot: Lot, *bids: BidSeen) -> Robustness:
    robustness = awarded(of_lot, *bids).robustness
    assert robustness is not None
    return robustness


def contest(of_lot: Lot, *bids: BidSeen) -> Contest:
    ordered = sorted(bids, key=lambda one: one.bid.id)
    return contest_of(validate_award(of_lot, TERMS), [(one.bid, one.values) for one in ordered])


def first(of_lot: Lot, *bids: BidSeen) -> tuple[str, ...]:
    """The bids that a whole award ranks first."""
    return tuple(sorted(one.bid for one in awarded(of_lot, *bids).assessments if one.rank == 1))
