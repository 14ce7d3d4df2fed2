"""What a contract delivered against what its bid offered, in the rating words of contract performance notices.

Regulation 39(5) of the Procurement Regulations 2024 (SI 2024/692) has five ratings and describes them in words: good
meets or exceeds the key performance indicator, approaching target is close to it, requires improvement is below it,
inadequate is significantly below it, and other is what none of these describes. How close is close, and how far below
is significantly below, neither the regulation nor the Act says in numbers. So a contract or a rulepack declares that,
and every rating shows by whose numbers it was given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal

from sv_rules.errors import DocumentError, Problem, RulepackError, did_you_mean, listed
from sv_rules.explaining import cited
from sv_rules.model.amount import Money, spoken_date, spoken_number
from sv_rules.model.fact import Fact, FactType, spoken
from sv_rules.model.finding import Citation
from sv_rules.model.procurement import Answer, Contract, Evidence, Facts, Procurement
from sv_rules.model.rulepack import Measure, Parameter, Rulepack
from sv_rules.model.typed import NotOfTypeError, typed
from sv_rules.reports.markdown import escaped, table


class Rating(StrEnum):
    """The ratings of regulation 39(5)."""

    GOOD = "good"
    APPROACHING_TARGET = "approaching target"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CutOffs:
    """Where close to the target ends and significantly below it begins, in percentages of the target.

    Good needs no number: the regulation says that it is the target or more.

    Args:
        close_from: from here it approaches the target; above 0 and below 100.
        below_from: from here it requires improvement, and below it is inadequate; above 0 and below `close_from`.
        declared_by: who says so: a contract's clause, a rulepack's parameters.
        source: where that is published, if it is.

    Raises:
        RulepackError: if they are not in this order.
    """

    close_from: Decimal
    below_from: Decimal
    declared_by: str
    source: Citation | None = None

    def __post_init__(self) -> None:
        """Refuse cut-offs that leave no room for one of the ratings."""
        if not 0 < self.below_from < self.close_from < 100:
            shown = f"{spoken_number(self.close_from)}% and {spoken_number(self.below_from)}%"
            raise RulepackError(
                Problem(
                    f"{shown} leave no room for every rating",
                    where=self.declared_by,
                    fix="From the target down: below 100%, lower than that, and above 0%, such as 90% and 70%.",
                )
            )

    def __str__(self) -> str:
        close, below = (f"{spoken_number(one)}%" for one in (self.close_from, self.below_from))
        return (
            f"good: the target or more; approaching target: from {close} of it; requires improvement: from {below}; "
            f"inadequate: less. Declared by {self.declared_by}."
        )


EXAMPLE = CutOffs(Decimal(90), Decimal(70), "the example of sv-rules, which no law, guidance or contract says")
"""An example to show how it works. A contract or a rulepack declares its own."""

CLOSE_FROM = "kpi.approaching-target-from"
BELOW_FROM = "kpi.requires-improvement-from"
"""The parameters by which a rulepack declares cut-offs, as percentages of the target."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating, the part of the target that was reached (exact; None where there is none) and why."""

    rating: Rating
    reached: Fraction | None
    why: str


@dataclass(frozen=True, slots=True)
class MeasureRated:
    """One measure of a contract: what was promised, what is due by now, what was delivered, and the rating."""

    measure: str
    title: str
    promised: str
    due: str
    delivered: str
    rated: Rated
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ContractRated:
    """All measures of a contract that were promised or delivered, sorted by id."""

    contract: str
    bid: str
    cut_offs: CutOffs
    measures: tuple[MeasureRated, ...]


def rate(delivered: Any, target: Any, cut_offs: CutOffs, *, better: Literal["higher", "lower"] = "higher") -> Rated:
    """Rate what was delivered against its target.

    reached = delivered ÷ target, or target ÷ delivered where lower is better. What is not known gives `other`, never a
    zero; so does a target of zero, of which nothing is a part, and so do amounts that cannot be divided by each other.

    Args:
        delivered: a typed value: a number, Money, or True for yes; None: nothing was reported for the period.
        target: likewise; None: no target is known.
        cut_offs: as declared.
        better: which way is better.
    """
    if delivered is None:
        return Rated(Rating.OTHER, None, "Cannot tell: no delivery was reported. That is not the same as none.")
    if target is None:
        return Rated(Rating.OTHER, None, "Cannot tell: no target is known.")
    if why := _unlike(delivered, target):
        return Rated(Rating.OTHER, None, f"Cannot tell: {why}")
    done, wanted = _size(delivered), _size(target)
    if done < 0 or wanted < 0:
        return Rated(Rating.OTHER, None, "Cannot tell: an amount below zero has no part of a target.")
    if better == "lower" and done <= wanted:
        return Rated(Rating.GOOD, None, "The limit is kept.")
    if wanted == 0:
        return Rated(Rating.OTHER, None, "Cannot tell: nothing is a part of a target of zero.")
    reached = done / wanted if better == "higher" else wanted / done
    return Rated(_word(reached, cut_offs), reached, f"{_percent(reached)} of the target.")


def declared_cut_offs(rulepack: Rulepack, as_of: date) -> CutOffs | None:
    """Give the cut-offs that a rulepack declares in its parameters for the day; None where it declares none.

    Raises:
        RulepackError: if it declares only one of the two, several of one, or they are out of order.
    """
    close, below = (_parameter(rulepack, name) for name in (CLOSE_FROM, BELOW_FROM))
    close_from, below_from = (one.on(as_of) if one else None for one in (close, below))
    if close is None or close_from is None or below_from is None:
        if close_from is not None or below_from is not None:
            missing = CLOSE_FROM if close_from is None else BELOW_FROM
            what = f"the parameter '{missing}' has no value on {spoken_date(as_of)}, and the other cut-off has one"
            raise RulepackError(Problem(what, fix="Declare both, or neither."))
        return None
    found = close.citations[-1]
    return CutOffs(close_from, below_from, f"rulepack {close.id.partition('/')[0]} ({cited(found)})", found)


def rate_contract(
    rulepack: Rulepack,
    procurement: Procurement,
    contract: str,
    cut_offs: CutOffs,
    *,
    due: Mapping[str, Any] | None = None,
) -> ContractRated:
    """Rate every measure of a contract: `contract.delivered.MEASURE` against `bid.offers.MEASURE` of its bid.

    Delivery is what has been delivered so far, so the target is what was due by then. Where `due` does not say, it is
    the whole promise, if that was made for the whole contract; a promise by year or month gives `other` without it.

    Args:
        rulepack: declares the measures.
        procurement: has the contract and the bid it came from.
        contract: its id.
        cut_offs: as declared by the contract or the pack.
        due: what was due by now, by measure (its id with or without the pack), as documents write amounts.

    Raises:
        DocumentError: if there is no such contract, its bid is not there, or a value is not of its measure's type.
    """
    found = next((one for one in procurement.contracts if one.id == contract), None)
    if found is None:
        known = [one.id for one in procurement.contracts]
        fix = f"{did_you_mean(contract, known)} The contracts are {listed(known) or 'none'}.".strip()
        raise DocumentError(Problem(f"there is no contract '{contract}'", fix=fix))
    offers = _offers(procurement, found)
    wanted = dict(due or {})
    problems: list[Problem] = []
    against = _Against(offers, found.facts, wanted, cut_offs)
    rows = [
        _row(measure, against, problems)
        for _, measure in sorted(rulepack.measures.items())
        if measure.fact.name in offers or _delivered(measure) in found.facts
    ]
    names = {name for full in rulepack.measures for name in (full, full.partition("/")[2])}
    problems += [
        Problem(f"there is no measure '{name}' to be due", fix=did_you_mean(name, names))
        for name in wanted
        if name not in names
    ]
    if problems:
        raise DocumentError(problems)
    return ContractRated(contract, found.bid, cut_offs, tuple(row for row in rows if row))


def ratings_table(rated: ContractRated) -> str:
    """Give the ratings as a table in Markdown, with the cut-offs under it."""
    head = ("measure", "promised", "due by now", "delivered", "rating", "why", "evidence")
    rows = [
        (
            f"{escaped(one.title)} (`{one.measure}`)",
            escaped(one.promised),
            escaped(one.due),
            escaped(one.delivered),
            one.rated.rating,
            escaped(one.rated.why),
            escaped("; ".join(_seen(one.evidence)) or "none given"),
        )
        for one in rated.measures
    ]
    lines = [f"# Contract {escaped(rated.contract)}: what was promised and what was delivered", *table(head, rows)]
    words = f"The words are those of regulation 39(5) of the Procurement Regulations 2024. Cut-offs: {rated.cut_offs}"
    return "\n".join([*lines, "", escaped(words), ""])


def _offers(procurement: Procurement, contract: Contract) -> Facts:
    bid = next((one for one in procurement.bids if one.id == contract.bid), None)
    if bid is None:
        what = f"the bid that contract '{contract.id}' came from is not known, so neither is what was promised"
        raise DocumentError(Problem(what, fix="Name it in the contract, as bid:, and give the document with the bid."))
    return bid.facts


@dataclass(frozen=True, slots=True)
class _Against:
    offers: Facts
    delivered: Facts
    due: Mapping[str, Any]
    cut_offs: CutOffs


def _row(measure: Measure, against: _Against, problems: list[Problem]) -> MeasureRated | None:
    before = len(problems)
    fact = measure.fact
    answer = against.delivered.get(_delivered(measure))
    promise = _typed(against.offers.get(fact.name), fact, problems)
    done = _typed(answer, fact, problems)
    stated = against.due.get(measure.id, against.due.get(measure.id.partition("/")[2]))
    target = _due(stated, measure, problems) if stated is not None else promise
    if len(problems) > before:
        return None
    rated = rate(done, target, against.cut_offs)
    if stated is None and promise is not None and done is not None and measure.per != "contract":
        why = f"Cannot tell: it was promised by the {measure.per}, and nothing says how much is due by now."
        rated = Rated(Rating.OTHER, None, why)
    return MeasureRated(
        measure=measure.id,
        title=measure.title,
        promised=spoken(promise, fact) + ("" if measure.per == "contract" or promise is None else f" a {measure.per}"),
        due=spoken(target, fact) if stated is not None else "not stated",
        delivered=spoken(done, fact),
        rated=rated,
        evidence=answer.evidence if answer else (),
    )


def _delivered(measure: Measure) -> str:
    return f"contract.delivered.{measure.fact.name.removeprefix('bid.offers.')}"


def _typed(answer: Answer | None, fact: Fact, problems: list[Problem]) -> Any:
    if answer is None or answer.value is None:
        return None
    try:
        return typed(answer.value, fact)
    except NotOfTypeError as error:
        problems.append(Problem(str(error), answer.place, fact.name, error.fix))
        return None


def _due(stated: Any, measure: Measure, problems: list[Problem]) -> Any:
    try:
        return typed(stated, measure.fact)
    except NotOfTypeError as error:
        problems.append(Problem(str(error), where=f"what is due of {measure.id}", fix=error.fix))
        return None


def _parameter(rulepack: Rulepack, name: str) -> Parameter | None:
    found = [one for full, one in rulepack.parameters.items() if full.partition("/")[2] == name]
    if len(found) > 1:
        what = f"{len(found)} packs declare '{name}': {listed(one.id for one in found)}"
        raise RulepackError(Problem(what, fix="Evaluate with one of them, or name the cut-offs yourself."))
    if found and found[0].fact.type is not FactType.PERCENTAGE:
        what = f"the parameter '{found[0].id}' is not a percentage"
        raise RulepackError(Problem(what, found[0].place, fix="Declare it as type: percentage, a part of the target."))
    return found[0] if found else None


def _unlike(delivered: Any, target: Any) -> str:
    if isinstance(delivered, Money) and isinstance(target, Money):
        if delivered.currency != target.currency:
            return f"it is in {delivered.currency}, and the target in {target.currency}."
        return ""
    numbers = all(isinstance(one, int | Decimal | Fraction) for one in (delivered, target))
    if numbers and isinstance(delivered, bool) is isinstance(target, bool):
        return ""
    return "neither is a part of the other."


def _size(value: Any) -> Fraction:
    return Fraction(value.amount if isinstance(value, Money) else value)


def _word(reached: Fraction, cut_offs: CutOffs) -> Rating:
    if reached >= 1:
        return Rating.GOOD
    if reached * 100 >= cut_offs.close_from:
        return Rating.APPROACHING_TARGET
    return Rating.REQUIRES_IMPROVEMENT if reached * 100 >= cut_offs.below_from else Rating.INADEQUATE


def _percent(reached: Fraction) -> str:
    tenths = reached * 1000 // 1
    shown = f"{spoken_number(Fraction(tenths, 10))}%"
    # Cut, not rounded: 99.96% must not look like the target.
    return shown if Fraction(tenths, 1000) == reached else f"{shown} and a little more"


def _seen(evidence: Iterable[Evidence]) -> Iterable[str]:
    for one in evidence:
        yield f"{one.document}{f', {one.at}' if one.at else ''}{f': “{one.quote}”' if one.quote else ''}"
