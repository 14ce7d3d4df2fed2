"""Which bid wins which lot when a bidder may win only so many: the allowed combination with the highest sum of totals.

It is found exactly, in a time that grows with the number of lots, bids and bidders and not with that of combinations:
each lot is added in turn by the best chain of changes to what was best without it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from sv_rules.engine.award_words import OPEN
from sv_rules.engine.ranking import called
from sv_rules.errors import Problem, did_you_mean, listed
from sv_rules.model.amount import plain
from sv_rules.model.award import LotLimits
from sv_rules.model.award_result import Combination, LotWon
from sv_rules.model.evaluation import Assessment, LotResult
from sv_rules.model.procurement import Organisation, Procurement

LARGEST = 2_000_000
"""Bids times lots that a combination is looked for among; beyond that a search would take minutes."""


def bidder_of(bidder: Organisation, bid: str) -> str:
    """Name who stands behind a bid: id, else name, else the bid itself."""
    return bidder.id or bidder.name or called(bid)


def limit_problems(limits: LotLimits, procurement: Procurement, results: Sequence[LotResult]) -> Iterator[Problem]:
    """Give what is wrong with limits on lots: preferences that name nothing, lots whose totals cannot be added up."""
    lots = [lot.id for lot in procurement.lots]
    bidders = sorted({bidder_of(bid.bidder, bid.id) for bid in procurement.bids})
    for bidder, wanted in limits.preferences.items():
        if bidder not in bidders:
            there = f"The bidders are {listed(bidders)}." if bidders else "There are no bids."
            yield _note(limits, f"there is no bidder '{bidder}'", did_you_mean(bidder, bidders) or there)
        for lot in wanted:
            if lot not in lots:
                fix = did_you_mean(lot, lots) or f"The lots are {listed(lots)}."
                yield _note(limits, f"'{bidder}' prefers a lot '{lot}' that does not exist", fix)
        if len(set(wanted)) < len(wanted):
            yield _note(limits, f"'{bidder}' prefers a lot twice", "Name each lot once.")
    for lot_of in results:
        if lot_of.importance != "percentages" or lot_of.decision is not None:
            what = f"limits on lots compare sums of totals, and lot {lot_of.lot} has none that can be added up"
            yield _note(limits, what, "Give its criteria weights and a price criterion, or award it without limits.")
    if sum(len(one.assessments) for one in results) * max(len(results), 1) > LARGEST:
        yield _note(limits, "there are too many lots and bids to find the best combination", "Split the procurement.")


def _note(limits: LotLimits, what: str, fix: str) -> Problem:
    return Problem(what, limits.place, "lot_limits", fix)


class _Worth(NamedTuple):
    """What giving a lot to a bid is worth; compared from the first part to the last, added part by part."""

    total: Fraction
    preferred: int
    order: int

    def plus(self, other: "_Worth") -> "_Worth":
        return _Worth(self.total + other.total, self.preferred + other.preferred, self.order + other.order)

    def less(self, other: "_Worth") -> "_Worth":
        return _Worth(self.total - other.total, self.preferred - other.preferred, self.order - other.order)


@dataclass(frozen=True, slots=True)
class _Offer:
    """The best ranked bid of one bidder for one lot."""

    assessment: Assessment
    bidder: str
    worth: _Worth


_Offers = Mapping[str, Mapping[str, _Offer]]
"""Lot -> bidder -> offer."""


def best_combination(limits: LotLimits, results: Sequence[LotResult]) -> Combination:
    """Give the combination of bids and lots with the highest sum of exact totals within the limit.

    Only ranked bids win, and every lot with one that is still allowed is given away. Of combinations with the same
    sum, the one that follows the stated preferences most closely counts, and of those the one that gives the first lot
    to its better ranked bid, then the second, and so on. Bidders are told apart by id, else name; a bid that names
    neither counts as a bidder of its own, with a warning.
    """
    offers = _offers(limits, results)
    won = _assigned(offers, limits.most_per_bidder)
    lots = tuple(_won(limits, result, won, offers) for result in results)
    total = sum((Fraction(one.total_exact) for one in lots if one.total_exact), Fraction(0))
    return Combination(
        most_per_bidder=limits.most_per_bidder,
        total_exact=plain(total),
        provisional=any(result.provisional for result in results),
        sentence=_sentence(limits, results, won),
        lots=lots,
        warnings=tuple(_warnings(results, won, offers)),
    )


def _offers(limits: LotLimits, results: Sequence[LotResult]) -> _Offers:
    base = max((len(result.assessments) for result in results), default=0) + 2
    found: dict[str, dict[str, _Offer]] = {}
    for number, result in enumerate(results):
        lot_offers = found.setdefault(result.lot, {})
        for place, one in enumerate(_ranked(result)):
            bidder = bidder_of(one.bidder, one.bid)
            if bidder not in lot_offers:
                # Places in earlier lots weigh more than all places in later ones together.
                order = (base - 1 - place) * base ** (len(results) - number)
                preferred = _preferred(limits, bidder, result.lot)
                lot_offers[bidder] = _Offer(one, bidder, _Worth(Fraction(one.total_exact or 0), preferred, order))
    return found


def _ranked(result: LotResult) -> list[Assessment]:
    return [one for one in result.assessments if one.status == "ranked"]


def _preferred(limits: LotLimits, bidder: str, lot: str) -> int:
    wanted = limits.preferences.get(bidder, ())
    return len(wanted) - wanted.index(lot) if lot in wanted else 0


def _assigned(offers: _Offers, most: int) -> dict[str, str]:
    """Give the bidder of each lot in the best combination, adding one lot after the other."""
    won: dict[str, str] = {}
    for lot in offers:
        held = _held(won)
        best, came_from = _chains(offers, lot, held, most)
        ends = [(worth, bidder) for bidder, worth in best.items() if len(held.get(bidder, ())) < most]
        # A lot that its bidder gives up for good is an end as well.
        given_up = [
            (worth.less(offers[other][bidder].worth), bidder, other)
            for bidder, worth in best.items()
            for other in held.get(bidder, ())
        ]
        top = max((worth for worth, _ in ends), default=None)
        drop = max(given_up, default=None)
        if top is not None and (drop is None or top >= drop[0]) and top >= _NOTHING:
            _follow(won, lot, min(bidder for worth, bidder in ends if worth == top), came_from)
        elif drop is not None and drop[0] > _NOTHING:
            _follow(won, lot, drop[1], came_from)
            del won[drop[2]]
    return won


_NOTHING = _Worth(Fraction(0), 0, 0)


def _held(won: Mapping[str, str]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for lot, bidder in won.items():
        held.setdefault(bidder, []).append(lot)
    return held


def _chains(
    offers: _Offers, lot: str, held: Mapping[str, Sequence[str]], most: int
) -> tuple[dict[str, _Worth], dict[str, tuple[str, str]]]:
    """Give the best gain with which each bidder gets one lot more, and the lot and bidder that lot came from."""
    best = {bidder: offer.worth for bidder, offer in offers[lot].items()}
    came_from = dict.fromkeys(best, (lot, ""))
    changed = set(best)
    while changed:
        full = sorted(bidder for bidder in changed if len(held.get(bidder, ())) >= most)
        changed = set()
        for bidder in full:
            for other_lot in held[bidder]:
                left = best[bidder].less(offers[other_lot][bidder].worth)
                for other, offer in offers[other_lot].items():
                    gain = left.plus(offer.worth)
                    if other != bidder and (other not in best or gain > best[other]):
                        best[other], came_from[other] = gain, (other_lot, bidder)
                        changed.add(other)
    return best, came_from


def _follow(won: dict[str, str], lot: str, bidder: str, came_from: Mapping[str, tuple[str, str]]) -> None:
    while True:
        moved, before = came_from[bidder]
        won[moved] = bidder
        if moved == lot:
            return
        bidder = before


def _won(limits: LotLimits, result: LotResult, won: Mapping[str, str], offers: _Offers) -> LotWon:
    bidder = won.get(result.lot, "")
    if not bidder:
        ranked = _ranked(result)
        why = (
            "every bidder with a ranked bid for it wins as many other lots as it may"
            if ranked
            else "no bid for it is ranked"
        )
        sentence = f"Lot {result.lot} goes to nobody: {why}."
        return LotWon(lot=result.lot, bid=None, bidder="", rank=None, total_exact=None, sentence=sentence)
    one = offers[result.lot][bidder].assessment
    return LotWon(
        lot=result.lot,
        bid=one.bid,
        bidder=bidder,
        rank=one.rank,
        total_exact=one.total_exact,
        sentence=_why(limits, result, one, won),
    )


def _why(limits: LotLimits, result: LotResult, one: Assessment, won: Mapping[str, str]) -> str:
    head = f"Lot {result.lot} goes to {called(one.bid)}"
    better = [other for other in _ranked(result) if (other.rank or 0) < (one.rank or 0)]
    if not better:
        if not one.joint:
            return f"{head}, which ranks first with {one.total} points."
        others = [other.bid for other in _ranked(result) if other.rank == one.rank and other.bid != one.bid]
        return f"{head}, which ranks joint first with {listed(called(bid) for bid in others)} at {one.total} points."
    passed = []
    for other in better:
        bidder = bidder_of(other.bidder, other.bid)
        lots = sorted(lot for lot, winner in won.items() if winner == bidder)
        wins = f"its bidder wins lot{'' if len(lots) == 1 else 's'} {listed(lots)}"
        passed.append(f"{called(other.bid)} ranks {other.rank} with {other.total} points, but {wins}")
    many = "one lot" if limits.most_per_bidder == 1 else f"{limits.most_per_bidder} lots"
    return (
        f"{head}, ranked {one.rank} with {one.total} points. {'; '.join(passed)}, and may win no more than {many}; "
        "no allowed combination has a higher sum of totals."
    )


def _sentence(limits: LotLimits, results: Sequence[LotResult], won: Mapping[str, str]) -> str:
    many = "one lot" if limits.most_per_bidder == 1 else f"{limits.most_per_bidder} lots"
    given = f"{len(won)} of {len(results)} lots are awarded" if len(results) != 1 else f"{len(won)} of 1 lot is"
    return (
        f"A bidder may win {many}. {given}: of all combinations within that limit, the one with the highest sum of "
        "exact totals; of equal sums the one nearest to the bidders' stated preferences, then the one with the better "
        "ranked bid in the first lot, in the second, and so on."
    )


def _warnings(results: Sequence[LotResult], won: Mapping[str, str], offers: _Offers) -> Iterator[str]:
    nameless = [one.bid for result in results for one in _ranked(result) if not (one.bidder.id or one.bidder.name)]
    if nameless:
        yield (
            f"{listed(called(bid) for bid in nameless)} {'names' if len(nameless) == 1 else 'name'} no bidder, so each "
            "counts as a bidder of its own."
        )
    for result in results:
        winner = won.get(result.lot)
        one = offers[result.lot][winner].assessment if winner else None
        if one is not None and one.joint:
            yield f"Lot {result.lot}: {called(one.bid)} shares its rank. Record a draw before it is given the lot."
        if any(other.status in OPEN for other in result.assessments):
            yield f"Lot {result.lot} is still open, so the combination can change."
