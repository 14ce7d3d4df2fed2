"""What a losing bid would have needed to win: a lower price, or more marks on one criterion.

Every answer is found by scoring again, and so is that one penny or one step less would not have done.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sv_rules.engine.award_plan import Node
from sv_rules.engine.robustness.contest import DECIDING_PRICE, Contest
from sv_rules.engine.robustness.replaying import Replay, Replays
from sv_rules.engine.robustness.steps import marks_of, with_mark
from sv_rules.model.amount import Money, plain
from sv_rules.model.fact import Fact
from sv_rules.model.robustness import MoreMarks, PriceCut

PENCE = 100


def smallest_cut(replays: Replays, bid: str, prices: Mapping[str, Fact]) -> PriceCut | None:
    """Give the smallest cut of a price that wins; None where no price above zero does.

    That the price moves what others earn is taken into account: each price tried is scored with all the bids. The
    search relies on a lower price never making a bid's lead smaller, as with every price formula of ours.

    Args:
        replays: of the ranking.
        bid: one that is ranked and does not win.
        prices: the fact that each leaf with a price looks at. Of several facts, the one that needs the smallest cut.
    """
    found = []
    for fact in {fact.name: fact for fact in prices.values()}.values():
        leaves = [leaf for leaf, read in prices.items() if read is fact]
        price: Money = replays.contest.values[leaves[0]][bid]
        lower = _highest_winning(replays, bid, leaves, price)
        if lower is not None:
            cut, left = Money(price.amount - lower, price.currency), Money(lower, price.currency)
            found.append((cut.amount, PriceCut(fact=fact.name, title=fact.title, cut=str(cut), price=str(left))))
    return min(found, key=lambda one: one[0])[1] if found else None


def price_facts(contest: Contest, prices: Iterable[Node]) -> dict[str, Fact]:
    """Give the fact that each leaf with a price looks at, and the one that the decision rule does."""
    facts = {leaf.id: leaf.fact for leaf in prices if leaf.fact}
    if contest.plan.decision is not None:
        facts[DECIDING_PRICE] = contest.plan.decision.price
    return facts


def _highest_winning(replays: Replays, bid: str, leaves: list[str], price: Money) -> Decimal | None:
    def at(pence: int) -> Tried:
        amount = Money(Decimal(pence) / PENCE, price.currency)
        replay = replays.changed(bid, dict.fromkeys(leaves, amount))
        return Tried(_wins(bid, replay), replay.lead)

    # The price itself does not win. One in parts of a penny is cut to whole ones.
    too_high = math.ceil(price.amount * PENCE)
    pence = highest_winning(at, too_high, Tried(wins=False, lead=replays.contest.outcome.lead_of(bid)))
    return None if pence is None else Decimal(pence) / PENCE


class Tried(NamedTuple):
    """Whether a price wins, and by how many points: below zero when it is behind."""

    wins: bool
    lead: Fraction | None


def highest_winning(at: Callable[[int], Tried], too_high: int, there: Tried) -> int | None:
    """Give the highest whole number from 1 up that wins, below one that does not; None where 1 does not win.

    Tried next is where a straight line between the nearest numbers on either side crosses zero; their middle, when the
    last such step left more than half of the way.
    """
    if too_high <= 1 or not (lowest := at(1)).wins:
        return None
    low, high = (1, lowest), (too_high, there)
    halve = False
    while high[0] - low[0] > 1:
        way = high[0] - low[0]
        number = _between(low, high, halve=halve)
        tried = at(number)
        if tried.wins:
            low = (number, tried)
        else:
            high = (number, tried)
        halve = not halve and 2 * (high[0] - low[0]) > way
    return low[0]


def _between(low: tuple[int, Tried], high: tuple[int, Tried], *, halve: bool) -> int:
    below, above = low[1].lead, high[1].lead
    if halve or below is None or above is None or below == above:
        return (low[0] + high[0]) // 2
    crossing = low[0] + math.floor((high[0] - low[0]) * below / (below - above))
    return min(max(crossing, low[0] + 1), high[0] - 1)


def fewest_marks(replays: Replays, bid: str) -> Iterator[MoreMarks]:
    """Give, for each criterion on which more marks alone would have won, how many steps up.

    The search relies on a higher mark never making a bid's lead smaller.
    """
    contest = replays.contest
    for name, leaf in contest.leaves.items():
        if not leaf.reads_marks:
            continue
        values = contest.values[name]
        given = values[bid]
        higher = [mark for mark in marks_of(leaf, (one.mark for one in values.values())) if mark > given.mark]

        def wins(mark: Decimal, name: str = name) -> bool:
            return _wins(bid, replays.changed(bid, {name: with_mark(contest.values[name][bid], mark)}))

        if higher and wins(higher[-1]):
            steps = bisect_left(higher, True, key=wins)
            yield MoreMarks(
                criterion=name,
                title=leaf.title,
                steps=steps + 1,
                mark=plain(given.mark),
                instead=plain(higher[steps]),
            )


def _wins(bid: str, replay: Replay) -> bool:
    # Where another bid lost its score by the change, nobody can say who would have won.
    return replay.first == (bid,) and replay.same_ranked
