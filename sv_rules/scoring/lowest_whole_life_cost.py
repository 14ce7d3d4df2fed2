"""Points in proportion to the lowest whole-life cost."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from sv_rules.errors import listed
from sv_rules.model.amount import spoken_number
from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.fact import FactType
from sv_rules.model.whole_life import NoWholeLifeCostError, Payment, WholeLife, whole_life_cost
from sv_rules.scoring.options import (
    Misplaced,
    MoneyColumn,
    Options,
    Percent,
    YearColumn,
    divided,
    money_shown,
    said,
)


class LowestWholeLifeCost(Options):
    """`rate`: the discount rate a year. `base_year`: whose money is counted. `year`, `amount`: fields of the list."""

    rate: Percent
    base_year: Annotated[int, Field(ge=1900, le=2200, examples=[2026])]
    year: Annotated[YearColumn, Field(examples=["year"])]
    amount: Annotated[MoneyColumn, Field(examples=["amount"])]

    @model_validator(mode="after")
    def _a_rate(self) -> Self:
        if not 0 <= self.rate.number <= 100:
            raise Misplaced((("rate",), f"'rate' must lie between 0% and 100% a year; here it is {said(self.rate)}"))
        return self


def lowest_whole_life_cost(values: Mapping[str, Any], options: LowestWholeLifeCost) -> dict[str, Score]:
    """Give the lowest whole-life cost all the points, and every other one in inverse proportion to it.

    share = lowest ÷ cost. A cost is the sum of a bid's payments, each divided by (1 + rate) once for every year from
    the base year to its own; the nominal sum is shown beside it. Years are whole and all sums exact. A list of payments
    with a year or an amount missing, none at all, one before the base year or in two currencies has no whole-life cost,
    and that bid is not scored. Costs are above zero and all bids' in one currency; one that is not leaves every bid
    without a score until the buyer has settled what it earns. A lone bid earns everything. A bid that comes or goes can
    change the order of the others.

    Source: the proportion is that of `lowest_price`; discounting to a present value is standard arithmetic, and rate
    and base year are the buyer's to state.
    """
    costs: dict[str, WholeLife] = {}
    untold: dict[str, Score] = {}
    for bid, records in values.items():
        try:
            costs[bid] = whole_life_cost(_payments(records, options), options.rate.number, options.base_year)
        except NoWholeLifeCostError as error:
            untold[bid] = Score(None, str(error))
    ascending = sorted(costs.values(), key=lambda cost: cost.present)
    why = _incomparable(costs)
    return {
        bid: untold[bid] if bid in untold else _score(costs[bid], ascending[0], why, _raw(costs[bid], options))
        for bid in values
    }


def _payments(records: Any, options: LowestWholeLifeCost) -> list[Payment]:
    flow = []
    for number, record in enumerate(records, 1):
        when, amount = record[options.year.at], record[options.amount.at]
        missing = options.year if when is None else options.amount if amount is None else None
        if missing is not None:
            raise NoWholeLifeCostError(f"Payment {number} has no {missing.name}, so the payments cannot be added up.")
        flow.append(Payment(when.year if isinstance(when, date) else int(when), amount))
    return flow


def _incomparable(costs: Mapping[str, WholeLife]) -> str:
    currencies = sorted({cost.currency for cost in costs.values()})
    if len(currencies) > 1:
        return f"The whole-life costs are in {listed(currencies)}, which cannot be compared."
    bad = sorted(bid for bid, cost in costs.items() if cost.present <= 0)
    if bad:
        return (
            f"The whole-life cost of {bad[0]} is {money_shown(costs[bad[0]].present, currencies[0])}. Lowest cost "
            "divided by cost has a meaning only for costs above zero, so none can be scored until it is settled what "
            "that one earns."
        )
    return ""


def _raw(cost: WholeLife, options: LowestWholeLifeCost) -> str:
    present, nominal = (money_shown(one, cost.currency) for one in (cost.present, cost.nominal))
    return (
        f"whole-life cost {present} in money of {options.base_year} at {spoken_number(options.rate.number)}% a year "
        f"(nominal {nominal})"
    )


def _score(cost: WholeLife, lowest: WholeLife, why: str, raw: str) -> Score:
    if why:
        return Score(None, why, raw)
    share = lowest.present / cost.present

    def shown() -> str:
        least, own = (money_shown(one.present, one.currency) for one in (lowest, cost))
        return divided(least, own, share)

    return Score(share, shown, raw)


def _describes(options: LowestWholeLifeCost) -> str:
    return (
        f"Payments are discounted at {said(options.rate)} a year to {options.base_year} and added up; the lowest such "
        "cost divided by a bid's own is the part earned."
    )


METHOD = ScoringMethod(
    lowest_whole_life_cost,
    LowestWholeLifeCost,
    Reads.FACT,
    takes=(FactType.LIST,),
    relative=True,
    describes=_describes,
)
