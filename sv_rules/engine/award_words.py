"""What a lot came to, in sentences: who leads and by how much, what is still open, and what to beware of."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from sv_rules.engine.award_plan import AwardPlan, Node
from sv_rules.engine.award_worked import Worked
from sv_rules.engine.counting import implausible
from sv_rules.engine.low_prices import cautions, low_prices
from sv_rules.engine.marking import conflict_warnings
from sv_rules.engine.moderating import individual_marks, moderated
from sv_rules.engine.ranking import called, comparable
from sv_rules.engine.rounding import rounded
from sv_rules.errors import listed
from sv_rules.model.amount import plain, spoken_number
from sv_rules.model.evaluation import Assessment

OPEN = frozenset({"incomplete", "undecided"})
"""Statuses that make a ranking provisional."""


def sentence_on(plan: AwardPlan, assessments: Sequence[Assessment], numbers: Mapping[str, Fraction]) -> str:
    """Say who leads, by how much, and whether that can still change.

    Args:
        plan: the checked award model.
        assessments: of every bid, the ranked ones first and in order.
        numbers: what the ranked bids were ordered by: totals, or the indices of a decision rule.
    """
    if not assessments:
        return "There are no bids for this lot."
    still_open = [called(one.bid) for one in assessments if one.status in OPEN]
    verb = "is" if len(still_open) == 1 else "are"
    if not plan.sums_up:
        return f"{_unsummed(plan, assessments)}{f' {listed(still_open)} {verb} still open.' if still_open else ''}"
    ranked = [one for one in assessments if one.status == "ranked"]
    if not ranked:
        return f"No bid is ranked: {_counts(assessments)}."
    leading = f"{_leaders(plan, ranked, numbers)}."
    if not still_open:
        return leading
    return f"{leading} The ranking is provisional: {listed(still_open)} {verb} still open."


def _unsummed(plan: AwardPlan, assessments: Sequence[Assessment]) -> str:
    if plan.model.importance == "ranks":
        how = "The importance of the criteria is stated as an order of rank"
    else:
        how = "The importance of the criteria is described in words"
    scored = any(one.status == "scored" for one in assessments)
    so_far = "Each bid is scored on every criterion" if scored else f"No bid is scored in full: {_counts(assessments)}"
    return (
        f"{how}, as section 23 of the Procurement Act 2023 allows; that gives no sum, so there is no total and no "
        f"ranking. {so_far}; whoever decides says from the scores which tender best satisfies the criteria, and why."
    )


def _counts(assessments: Sequence[Assessment]) -> str:
    counts = {status: sum(one.status == status for one in assessments) for status in _COUNTED}
    return listed(f"{count} {_COUNTED[one]}" for one, count in counts.items() if count)


_COUNTED = {
    "incomplete": "incomplete",
    "undecided": "undecided at a gate",
    "gated": "not past a gate",
    "unplaced": "without a place",
}


def _leaders(plan: AwardPlan, ranked: Sequence[Assessment], numbers: Mapping[str, Fraction]) -> str:
    first = [one for one in ranked if one.rank == 1]
    names = listed(called(one.bid) for one in first)
    number = f"{first[0].total} points" if plan.decision is None else f"an index of {first[0].index}"
    if len(ranked) == 1:
        return f"{names} is the only bid ranked, with {number}"
    lead = f"{names} ranks first with {number}" if len(first) == 1 else f"{names} rank joint first with {number} each"
    if plan.decision is not None:
        lead += f", the {'lowest' if plan.decision.rule.lower_wins else 'highest'} by {plan.decision.rule.name}"
    if len(ranked) == len(first):
        return lead
    following = ranked[len(first)]
    best, next_best = (
        comparable(numbers[one.bid], plan.model.rounding, plan.model.ties_on) for one in (first[0], following)
    )
    if best == next_best:
        settled = "the draw" if "Lots drawn" in first[0].tie_break else "the tie-break"
        return f"{lead}; {settled} puts {'it' if len(first) == 1 else 'them'} ahead of {called(following.bid)}"
    return f"{lead}, {_gap(plan, abs(best - next_best))} ahead of {called(following.bid)}"


def _gap(plan: AwardPlan, gap: Fraction) -> str:
    smallest = Fraction(1, 10**plan.model.rounding.places)
    return rounded(gap, plan.model.rounding) if gap >= smallest else f"less than {plain(smallest)}"


def warnings_on(worked: Worked) -> Iterator[str]:
    """Give what to beware of: what was chosen before bids came in, then what these bids and marks make of it."""
    plan, placed = worked.plan, worked.placed
    yield from plan.warnings
    for leaf in plan.leaves:
        if leaf.relative:
            yield from _relative(leaf, worked)
    for name in worked.values:
        for sentence in worked.cards[name].judged.short:
            yield f"{called(name)} is below a threshold, which is a warning and no more. {sentence}"
    for bid, known in worked.bids:
        if bid.id in worked.values:
            yield from implausible(plan, bid, known)
    yield from _low_prices(worked)
    for leaf in plan.leaves:
        if leaf.reads_marks:
            yield from _without_reason(leaf, worked)
            yield from _between_marks(leaf, worked)
    yield from conflict_warnings(plan, [bid for bid, _ in worked.bids])
    yield from _near_tie(worked)
    yield from _look_equal(plan, placed.numbers, [one.bid for one in placed.standings])


def _relative(leaf: Node, worked: Worked) -> Iterator[str]:
    assert leaf.method is not None  # noqa: S101  a relative leaf has one
    yield (
        f"{leaf.title} is scored by {leaf.method.name}: what one bid earns depends on the other bids, so a bid that "
        "comes or goes can change the order of the rest, even if it cannot win."
    )
    told = [bid for bid in worked.values if worked.cards[bid].lines[leaf.id].points is not None]
    if len(told) == 1:
        yield f"{leaf.title} is scored for {called(told[0])} alone, so there is no other bid to compare it with."


def _low_prices(worked: Worked) -> Iterator[str]:
    rule, prices = worked.plan.low_price, worked.prices
    if rule is not None and worked.values:
        yield from cautions(rule, prices)
        yield from (one.sentence for one in low_prices(rule, prices).values())


def _without_reason(leaf: Node, worked: Worked) -> Iterator[str]:
    bare = []
    for bid, _ in worked.bids:
        if bid.id not in worked.cards:
            continue
        found = moderated(leaf, bid)
        given = [found.mark] if found.counted_as == "agreed" else individual_marks(leaf, bid) if found.mark else []
        if any(mark is not None and not mark.reason.strip() for mark in given):
            bare.append(called(bid.id))
    if bare:
        yield (
            f"{leaf.title}: no reason is given for the mark{'' if len(bare) == 1 else 's'} of {listed(bare)}. "
            "A bidder is told why it has the score it has, so add one."
        )


def _between_marks(leaf: Node, worked: Worked) -> Iterator[str]:
    scale = getattr(leaf.options, "scale", None)
    if scale is None:
        return
    marks = {point.mark for point in scale}
    between = []
    for bid, _ in worked.bids:
        found = moderated(leaf, bid) if bid.id in worked.cards else None
        if found and found.mark and found.mark.worked_out and found.mark.mark not in marks:
            between.append(f"{spoken_number(found.mark.mark)} for {called(bid.id)}")
    if between:
        yield (
            f"{leaf.title}: the {leaf.moderation.policy} of the marks lies between the marks of the scale "
            f"({listed(between)}), so no description on the scale says what it stands for."
        )


def _near_tie(worked: Worked) -> Iterator[str]:
    plan, standings = worked.plan, worked.placed.standings
    margin = plan.model.near_tie
    if margin is None or len(standings) < 2:
        return
    best = worked.placed.numbers[standings[0].bid]
    near = [
        one.bid for one in standings if one.rank > 1 and abs(best - worked.placed.numbers[one.bid]) <= Fraction(margin)
    ]
    if near:
        widest = max(abs(best - worked.placed.numbers[bid]) for bid in near)
        what = "points" if plan.decision is None else "of the index"
        yield (
            f"A near tie: {listed(called(bid) for bid in near)} {'is' if len(near) == 1 else 'are'} no more than "
            f"{rounded(widest, plan.model.rounding)} {what} behind {called(standings[0].bid)}, within the declared "
            f"margin of {plain(margin)}. Look again at the marks and reasons before the award is decided."
        )


def _look_equal(plan: AwardPlan, numbers: Mapping[str, Fraction], ranked: Sequence[str]) -> Iterator[str]:
    for higher, lower in pairwise(ranked):
        shown = rounded(numbers[higher], plan.model.rounding)
        if numbers[higher] != numbers[lower] and shown == rounded(numbers[lower], plan.model.rounding):
            what = "totals" if plan.decision is None else "indices"
            settled = "count as equal" if plan.model.ties_on == "rounded" else f"are ranked by their exact {what}"
            yield f"{called(higher)} and {called(lower)} both show {shown}, differ before rounding, and {settled}."
