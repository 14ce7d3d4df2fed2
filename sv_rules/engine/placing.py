"""Bids in their order: by total, or by the index of the rule that decides the award."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sv_rules.engine.award_terms import AwardPlan, Decision
from sv_rules.engine.bid_scoring import Card
from sv_rules.engine.counting import Counted
from sv_rules.engine.ranking import Standing, TieBreak, rank
from sv_rules.errors import PluginError, Problem
from sv_rules.model.amount import Money
from sv_rules.model.award_result import DecisionUsed
from sv_rules.model.extending import Index


@dataclass(frozen=True, slots=True)
class Placed:
    """The ranked bids in order; the number that each was ordered by; and the index of each where a rule decides.

    `open` says of a bid without a place why it can still get one; `numbers` are totals or the indices of the rule.
    """

    standings: tuple[Standing, ...]
    numbers: Mapping[str, Fraction]
    indices: Mapping[str, Index]
    open: Mapping[str, str]


def place(plan: AwardPlan, cards: Mapping[str, Card], known: Mapping[str, Counted]) -> Placed:
    """Rank the bids that have a total; a decision rule then orders them by its index instead.

    Args:
        plan: the checked award model.
        cards: what each admitted bid earned.
        known: their values as they count.

    Raises:
        PluginError: if a decision rule breaks its promise.
    """
    model = plan.model
    totals = {bid: card.total for bid, card in cards.items() if card.total is not None}
    indices: Mapping[str, Index] = {}
    unpriced: dict[str, str] = {}
    numbers = totals
    if plan.decision is not None:
        prices = {bid: known[bid].values.get(plan.decision.price.name) for bid in totals}
        unpriced = {
            bid: f"The {plan.decision.price.title} of this bid is not known." for bid in totals if prices[bid] is None
        }
        given = {bid: price for bid, price in prices.items() if price is not None}
        indices = _indices(plan.decision, {bid: totals[bid] for bid in given}, given)
        numbers = {bid: index.value for bid, index in indices.items() if index.value is not None}
        if _unsettled(given):
            unpriced |= {bid: one.working for bid, one in indices.items() if one.value is None}
    ties = [TieBreak(plan.nodes[name].title, {bid: cards[bid].known(name) for bid in numbers}) for name in model.ties]
    lower_wins = plan.decision is not None and plan.decision.rule.lower_wins
    standings = rank(
        numbers,
        ties,
        model.rounding,
        model.ties_on,
        draw=model.draw,
        by="total" if plan.decision is None else "index",
        lower_wins=lower_wins,
    )
    return Placed(standings, numbers, indices, unpriced)


def used(decision: Decision | None) -> DecisionUsed | None:
    """Give the decision rule as a report shows it."""
    if decision is None:
        return None
    return DecisionUsed(
        rule=decision.rule.name,
        price=decision.price.name,
        how=decision.how,
        lower_wins=decision.rule.lower_wins,
        relative=decision.rule.relative,
    )


def _indices(decision: Decision, qualities: dict[str, Fraction], prices: dict[str, Money]) -> Mapping[str, Index]:
    rule = decision.rule
    indices = rule.function(qualities, prices, decision.options)
    if indices.keys() != qualities.keys():
        raise PluginError(
            Problem(
                f"the decision rule '{rule.name}' did not give an index for exactly the bids it was given",
                fix="It gives an Index for each bid, and None as the value of one that has no place in the order.",
            )
        )
    for bid, index in indices.items():
        if index.value is not None and not isinstance(index.value, Fraction):
            raise PluginError(
                Problem(
                    f"the decision rule '{rule.name}' gave bid '{bid}' the index {index.value!s:.40}",
                    fix="An index is a Fraction, or None with the reason in working.",
                )
            )
    return indices


def _unsettled(prices: Mapping[str, Money]) -> bool:
    """Whether a price has to be settled before anybody can say that a bid without an index stays without one."""
    return any(price.amount <= 0 for price in prices.values()) or len({one.currency for one in prices.values()}) > 1
