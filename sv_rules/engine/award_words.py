"""What a lot came to, in sentences: who leads and by how much, what is still open, and what to beware of."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.engine.bid_scoring import Card, agreed_mark
from sv_rules.engine.ranking import called, comparable
from sv_rules.engine.rounding import rounded
from sv_rules.errors import listed
from sv_rules.model.amount import plain
from sv_rules.model.evaluation import Assessment
from sv_rules.model.procurement import Bid

OPEN = frozenset({"incomplete", "undecided"})
"""Statuses that make a ranking provisional."""


def sentence_on(plan: AwardPlan, assessments: Sequence[Assessment], totals: Mapping[str, Fraction]) -> str:
    """Say who leads, by how much, and whether that can still change."""
    if not assessments:
        return "There are no bids for this lot."
    ranked = [one for one in assessments if one.status == "ranked"]
    if not ranked:
        counts = {status: sum(one.status == status for one in assessments) for status in _COUNTED}
        return f"No bid is ranked: {listed(f'{count} {_COUNTED[one]}' for one, count in counts.items() if count)}."
    leading = f"{_leaders(plan, ranked, totals)}."
    still_open = [called(one.bid) for one in assessments if one.status in OPEN]
    if not still_open:
        return leading
    verb = "is" if len(still_open) == 1 else "are"
    return f"{leading} The ranking is provisional: {listed(still_open)} {verb} still open."


_COUNTED = {"incomplete": "incomplete", "undecided": "undecided at a gate", "gated": "not past a gate"}


def _leaders(plan: AwardPlan, ranked: Sequence[Assessment], totals: Mapping[str, Fraction]) -> str:
    first = [one for one in ranked if one.rank == 1]
    names, total = listed(called(one.bid) for one in first), f"{first[0].total} points"
    if len(ranked) == 1:
        return f"{names} is the only bid ranked, with {total}"
    lead = f"{names} ranks first with {total}" if len(first) == 1 else f"{names} rank joint first with {total} each"
    if len(ranked) == len(first):
        return lead
    following = ranked[len(first)]
    best, next_best = (
        comparable(totals[one.bid], plan.model.rounding, plan.model.ties_on) for one in (first[0], following)
    )
    if best == next_best:
        return f"{lead}; the tie-break puts {'it' if len(first) == 1 else 'them'} ahead of {called(following.bid)}"
    return f"{lead}, {_gap(plan, best - next_best)} ahead of {called(following.bid)}"


def _gap(plan: AwardPlan, gap: Fraction) -> str:
    smallest = Fraction(1, 10**plan.model.rounding.places)
    return rounded(gap, plan.model.rounding) if gap >= smallest else f"less than {plain(smallest)}"


def warnings_on(
    plan: AwardPlan, admitted: Sequence[Bid], cards: Mapping[str, Card], ranked: Sequence[str]
) -> Iterator[str]:
    """Give what to beware of: differences from the notice, relative scoring, bare marks, totals that only look equal.

    `ranked` are the bids with a rank, in its order.
    """
    yield from plan.warnings
    for leaf in plan.leaves:
        if leaf.relative:
            yield from _relative(leaf, cards)
    for leaf in plan.leaves:
        if leaf.reads_marks:
            yield from _without_reason(leaf, admitted)
    yield from _look_equal(plan, cards, ranked)


def _relative(leaf: Node, cards: Mapping[str, Card]) -> Iterator[str]:
    assert leaf.method is not None  # noqa: S101  a relative leaf has one
    yield (
        f"{leaf.title} is scored by {leaf.method.name}: what one bid earns depends on the other bids, so a bid that "
        "comes or goes can change the order of the rest, even if it cannot win."
    )
    told = [bid for bid, card in cards.items() if card.lines[leaf.id].points is not None]
    if len(told) == 1:
        yield f"{leaf.title} is scored for {called(told[0])} alone, so there is no other bid to compare it with."


def _without_reason(leaf: Node, admitted: Sequence[Bid]) -> Iterator[str]:
    bare = [called(bid.id) for bid in admitted if (mark := agreed_mark(leaf, bid)) and not mark.reason.strip()]
    if bare:
        yield (
            f"{leaf.title}: no reason is given for the mark{'' if len(bare) == 1 else 's'} of {listed(bare)}. "
            "A bidder is told why it has the score it has, so add one."
        )


def _look_equal(plan: AwardPlan, cards: Mapping[str, Card], ranked: Sequence[str]) -> Iterator[str]:
    for higher, lower in pairwise(ranked):
        first, second = cards[higher].total, cards[lower].total
        assert first is not None  # noqa: S101  ranked
        assert second is not None  # noqa: S101  ranked
        shown = rounded(first, plan.model.rounding)
        if first != second and shown == rounded(second, plan.model.rounding):
            settled = "count as equal" if plan.model.ties_on == "rounded" else "are ranked by their exact totals"
            yield f"{called(higher)} and {called(lower)} both show {shown}, differ before rounding, and {settled}."
