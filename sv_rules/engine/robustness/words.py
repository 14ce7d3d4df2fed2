"""How sure a ranking is, in two plain sentences; and what a losing bid would have needed, in one."""

from collections.abc import Sequence

from sv_rules.engine.ranking import called
from sv_rules.errors import listed
from sv_rules.model.amount import read_money, spoken_money
from sv_rules.model.robustness import (
    LosersTried,
    Margin,
    MarksTried,
    MoreMarks,
    OtherFormula,
    PriceCut,
    WeightChange,
)

MOST_CRITERIA = 3
"""Criteria that one sentence names."""


def sentences_on(
    first: Sequence[str],
    *,
    margin: Margin,
    change: WeightChange | None,
    weights: bool,
    losers: LosersTried,
    marks: MarksTried,
    formulas: Sequence[OtherFormula],
) -> tuple[str, str]:
    """Say how close it was, in points and weights; and what marks, other bids and formulas would have changed.

    `weights` says whether any weight was moved.
    """
    others = ", and ".join(filter(None, (_losers(losers), _formulas(formulas))))
    sure = f"{_margin(first, margin)}{_weight(change, len(first)) if weights else ''}."
    return sure, _capital(f"{_marks(marks)}; {others}.")


def _margin(first: Sequence[str], margin: Margin) -> str:
    if len(first) > 1:
        return f"{_names(first)} are level, so the smallest change decides between them"
    unit = " points" if margin.of == "total" else " of the index"
    told = "this is a near tie" if margin.near_from == "award model" else "one mark can be worth as much"
    near = f", and {told}" if margin.near_tie else ""
    return f"{_names(first)} is {margin.by}{unit} ahead of {_names(margin.next)}{near}"


def _weight(change: WeightChange | None, leaders: int) -> str:
    if leaders > 1:
        return ""
    if change is None:
        return "; no change of one weight puts another bid first"
    return (
        f"; it stays first until one weight moves by {change.by} percentage points ({change.title} from "
        f"{change.weight} to {change.to}), and then {_names(change.first)} would be"
    )


def _marks(marks: MarksTried) -> str:
    if not marks.tried:
        return "No marks were given that could have been one step different"
    if not marks.flips:
        return f"None of the {marks.tried} ways to give one mark one step differently puts another bid first"
    one = marks.flips[0]
    by = f" by {one.evaluator}" if one.evaluator else ""
    return (
        f"{_count(len(marks.flips), marks.tried, 'way')} to give one mark one step differently "
        f"{'puts' if len(marks.flips) == 1 else 'put'} another bid first, such as {one.instead} instead of {one.mark}"
        f"{by} for {called(one.bid)} on {one.title}"
    )


def _losers(losers: LosersTried) -> str:
    if not losers.possible:
        return "no losing bid has any part in what the others earn"
    if not losers.reversals:
        return "no losing bid that is withdrawn, copied or made worse changes who is first"
    one = losers.reversals[0]
    return f"who is first hangs on a losing bid: with {called(one.bid)} {one.change} it is {_names(one.first)}"


def _formulas(formulas: Sequence[OtherFormula]) -> str:
    if not formulas:
        return ""
    others = [one for one in formulas if not one.same]
    if not others:
        return "every other price formula that was tried would give the same result"
    told = " and by ".join(f"{one.method} would put {_names(one.first) or 'nobody'} first" for one in others)
    return f"scoring price by {told}"


def _count(count: int, of: int, noun: str) -> str:
    return f"all {of} {noun}s" if count == of else f"{count} of {of} {noun}s"


def needed(bid: str, cut: PriceCut | None, marks: Sequence[MoreMarks], *, prices: bool) -> str:
    """Say what would have put a losing bid first: the fewest marks and the smallest cut of its price."""
    fewest = [one for one in marks if one.steps == marks[0].steps]
    ways = [f"{_more(one)} on {one.title}" for one in fewest[:MOST_CRITERIA]]
    if cut is not None:
        money = read_money(cut.cut)
        assert money is not None, cut.cut  # noqa: S101  we wrote it
        ways.append(f"{spoken_money(money)} less")
    if ways:
        return f"{_capital(listed(ways, 'or'))} would have put {called(bid)} first."
    tried = "neither more marks on one criterion nor a lower price" if prices else "no more marks on one criterion"
    return f"{_capital(tried)} would have put {called(bid)} first."


def _more(one: MoreMarks) -> str:
    return "one more mark" if one.steps == 1 else f"{one.steps} more marks"


def _names(bids: Sequence[str]) -> str:
    return listed(called(bid) for bid in bids)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
