"""What a losing bid would have needed to win: a lower price, or more marks on one criterion.

Every answer is found by scoring again, and so is that one penny or one step less would not have done.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sv_rules.engine.award_plan import Node
from sv_rules.engine.robustness.contest import Contest, Outcome
from sv_rules.engine.robustness.steps import marks_of, takes_marks, with_mark
from sv_rules.model.amount import Money, plain
from sv_rules.model.robustness import MoreMarks, PriceCut

PENCE = 100


def smallest_cut(contest: Contest, bid: str, prices: Mapping[str, Node]) -> PriceCut | None:
    """Give the smallest cut of a price that wins; None where no price above zero does.

    That the price moves what others earn is taken into account: each price tried is scored with all the bids. The
    search relies on a lower price never making a bid's lead smaller, as with every price formula of ours.

    Args:
        contest: the ranking.
        bid: one that is ranked and does not win.
        prices: the leaves that score a price. With several prices, the one that needs the smallest cut.
    """
    facts = {leaf.fact.name: leaf.fact for leaf in prices.values() if leaf.fact}
    found = []
    for name, fact in facts.items():
        leaves = [leaf.id for leaf in prices.values() if leaf.fact is fact]
        price: Money = contest.values[leaves[0]][bid]
        lower = _highest_winning(contest, bid, leaves, price)
        if lower is not None:
            cut = Money(price.amount - lower, price.currency)
            found.append((cut.amount, PriceCut(fact=name, title=fact.title, cut=str(cut), price=str(Money(lower, price.currency)))))
    return min(found, key=lambda one: one[0])[1] if found else None


def _highest_winning(contest: Contest, bid: str, leaves: list[str], price: Money) -> Decimal | None:
    def at(pence: int) -> Tried:
        amount = Money(Decimal(pence) / PENCE, price.currency)
        outcome = contest.replayed({leaf: {**contest.values[leaf], bid: amount} for leaf in leaves})
        return Tried(_wins(contest, bid, outcome), outcome.lead_of(bid))

    # The price itself does not win, so the search ends below it; a price in parts of a penny is cut to whole ones.
    pence = highest_true(at, -int(-price.amount * PENCE // 1))
    return None if pence is None else Decimal(pence) / PENCE


class Tried(NamedTuple):
    """Whether a price wins, and by how much: below zero when it does not."""

    wins: bool
    lead: Fraction | None


def highest_true(at: Callable[[int], Tried], too_high: int) -> int | None:
    """Give the highest number from 1 up that wins, below one that does not; None where 1 does not win either.

    The next number tried is where a straight line between the nearest on either side crosses zero, or their middle
    when that has not been getting closer fast.
    """
    if too_high <= 1:
        return None
    low, high = 1, too_high
    below, above = at(low), None
    ...
