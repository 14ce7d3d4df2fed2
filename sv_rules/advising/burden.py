"""What answering takes a small provider, against what the contract is worth: an estimate from declared parameters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from sv_rules.advising.asked import Asked, questions_asked
from sv_rules.engine.compiling import Program
from sv_rules.model.advice import Assumption, Burden, ProportionRule
from sv_rules.model.amount import Money, plain, spoken_money, spoken_number
from sv_rules.model.condition import AllOf, AnyOf, Condition, Not, Quantified, facts_of
from sv_rules.model.evaluation import Evaluation
from sv_rules.model.fact import FactType, spoken
from sv_rules.model.outcome import Outcome
from sv_rules.model.procurement import Procurement
from sv_rules.model.rulepack import Check, Parameter
from sv_rules.model.typed import NotOfTypeError, typed

HOURS = "burden.hours-per-question"
HOURLY_COST = "burden.hourly-cost"
SHARE = "burden.warn-above-share"
QUESTIONS = "burden.warn-above-questions"
PARAMETERS = (HOURS, HOURLY_COST, SHARE, QUESTIONS)
"""Parameters that the estimate uses, by their names within a pack. None has to be there."""

VALUES = ("tender.value", "tender.value_gross")
LENGTH = "tender.contract_length"
"""A duration in months, where a rulepack declares such a fact."""

_PROPORTION = "proportion"


def burden_on_bidders(program: Program, procurement: Procurement, evaluation: Evaluation) -> Burden:
    """Estimate the burden; what is not known leaves null what rests on it.

    hours = questions × hours for each; cost = hours × hourly cost; share = cost / contract value. Of several packs
    with a parameter of the same name the last one counts: a pack comes after those it builds on.

    Args:
        program: whose parameters count.
        procurement: the draft, with what its prose tells.
        evaluation: the draft's.
    """
    asked = questions_asked(program, procurement, evaluation)
    given = {name: found for name in PARAMETERS if (found := _parameter(program, name, evaluation))}
    sum_ = _Sum(asked.count, given, *_value_and_years(program, procurement))
    return Burden(
        questions=asked.count,
        at_most=asked.count + asked.perhaps,
        asked=asked.parts,
        hours=_rounded(sum_.hours),
        cost=None if sum_.cost is None else str(_pence(sum_.cost)),
        contract_value=None if sum_.value is None else str(sum_.value),
        share=_percentage(sum_.share),
        years=None if sum_.years is None else plain(sum_.years),
        share_of_a_year=_percentage(sum_.share_of_a_year),
        sentence=_sentence(asked, sum_),
        warnings=tuple(_warnings(asked, sum_, given)),
        assumptions=tuple(one.assumption for one in given.values()),
        rules=tuple(_rules(program, evaluation)),
    )


@dataclass(frozen=True, slots=True)
class _Given:
    """A parameter's value on the day, and how it is told."""

    value: object
    assumption: Assumption


@dataclass(frozen=True, slots=True)
class _Sum:
    """The sum; None wherever something is not known."""

    questions: int
    given: Mapping[str, _Given]
    value: Money | None
    years: Fraction | None

    def number(self, name: str) -> Fraction | None:
        """Give a parameter that is a plain number or a percentage."""
        value = self.given[name].value if name in self.given else None
        return Fraction(value) if isinstance(value, int | Decimal) else None

    @property
    def hours(self) -> Fraction | None:
        each = self.number(HOURS)
        return None if each is None else self.questions * each

    @property
    def cost(self) -> tuple[Fraction, str] | None:
        rate = self.given[HOURLY_COST].value if HOURLY_COST in self.given else None
        if self.hours is None or not isinstance(rate, Money):
            return None
        return self.hours * Fraction(rate.amount), rate.currency

    @property
    def share(self) -> Fraction | None:
        if self.cost is None or self.value is None or self.value.amount <= 0 or self.value.currency != self.cost[1]:
            return None
        return 100 * self.cost[0] / Fraction(self.value.amount)

    @property
    def share_of_a_year(self) -> Fraction | None:
        return None if self.share is None or self.years is None else self.share * self.years


def _parameter(program: Program, name: str, evaluation: Evaluation) -> _Given | None:
    found: Parameter | None = None
    for layer in program.rulepack.layers:
        found = program.rulepack.parameters.get(f"{layer.id}/{name}", found)
    day = evaluation.run.as_of
    value = None if found is None else found.on(day)
    if found is None or value is None:
        return None
    at = max(number for number, first in enumerate(found.days) if first <= day)
    return _Given(
        value,
        Assumption(
            parameter=found.id,
            title=found.fact.title,
            value=spoken(value, found.fact),
            source=found.citations[at],
            standing=found.standings[at],
        ),
    )


def _value_and_years(program: Program, procurement: Procurement) -> tuple[Money | None, Fraction | None]:
    values = (_known(program, procurement, name) for name in VALUES)
    value = next((one for one in values if isinstance(one, Money)), None)
    fact = program.rulepack.facts.get(LENGTH)
    months = _known(program, procurement, LENGTH)
    in_months = fact is not None and fact.type is FactType.DURATION and fact.unit == "months"
    return value, Fraction(months, 12) if in_months and isinstance(months, int) and months > 0 else None


def _known(program: Program, procurement: Procurement, name: str) -> object:
    answer, fact = procurement.facts.get(name), program.rulepack.facts.get(name)
    if answer is None or fact is None or answer.value is None:
        return None
    try:
        return typed(answer.value, fact)
    except NotOfTypeError:
        return None  # a fact that no check reads: the estimate does without


def _sentence(asked: Asked, sum_: _Sum) -> str:
    if not asked.count:
        more = f"; {asked.perhaps} may come in if checks apply of which it cannot be told yet" if asked.perhaps else ""
        return f"No question on social value to bidders was found{more}."
    several = "question" if asked.count == 1 else "questions"
    said = f"Bidders have to answer {asked.count} {several} on social value"
    if sum_.hours is None:
        return f"{said}. How long that takes cannot be told: no rulepack says how long a question takes."
    said += f", about {spoken_number(Decimal(_rounded(sum_.hours) or 0))} hours for a small provider"
    if sum_.cost is None:
        return f"{said}. What that costs cannot be told: no rulepack says what an hour costs."
    said += f" or {spoken_money(_pence(sum_.cost))}"
    if sum_.value is None:
        return f"{said}. Whether that is in proportion cannot be told: the contract value is not known."
    if sum_.share is None:
        return (
            f"{said}. Whether that is in proportion cannot be told: the contract value is {spoken_money(sum_.value)}."
        )
    said += f": {_percentage(sum_.share)} of the contract value of {spoken_money(sum_.value)}"
    return f"{said}, {_percentage(sum_.share_of_a_year)} of one year of it." if sum_.years else f"{said}."


def _warnings(asked: Asked, sum_: _Sum, given: Mapping[str, _Given]) -> Iterator[str]:
    share = sum_.number(SHARE)
    if share is not None and sum_.share is not None and sum_.share > share:
        limit = given[SHARE].assumption.value
        yield (
            f"Answering costs a small provider {_percentage(sum_.share)} of the contract value. Above {limit} that is"
            " worth a second look."
        )
    most = sum_.number(QUESTIONS)
    if most is not None and asked.count > most:
        yield f"{asked.count} questions are more than the {given[QUESTIONS].assumption.value} that the rulepack names."


def _rules(program: Program, evaluation: Evaluation) -> Iterator[ProportionRule]:
    """Give the checks that read a fact on proportion and apply, or may."""
    told: set[str] = set()
    for finding in evaluation.findings:
        check = program.rulepack.checks[finding.check]
        if finding.outcome is Outcome.NOT_APPLICABLE or finding.check in told or not _on_proportion(check):
            continue
        told.add(finding.check)
        yield ProportionRule(
            check=finding.check,
            title=finding.title,
            level=finding.level,
            outcome=finding.outcome,
            source=finding.source,
            standing=finding.standing,
        )


def _on_proportion(check: Check) -> bool:
    names = (name for condition in check.expects.values() for name in _names(condition))
    return any(_PROPORTION in name for name in names)


def _names(condition: Condition) -> Iterator[str]:
    """Give the names of facts and of fields of records that a condition reads."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _names(part)
        case Not(part):
            yield from _names(part)
        case Quantified(where=where):
            yield condition.fact.name
            if where is not None:
                yield from _names(where)
        case _:
            yield from (fact.name for fact in facts_of(condition))


def _pence(cost: tuple[Fraction, str]) -> Money:
    return Money(_half_up(cost[0]), cost[1])


def _rounded(number: Fraction | None) -> str | None:
    return None if number is None else plain(_half_up(number))


def _percentage(number: Fraction | None) -> str | None:
    return None if number is None else f"{plain(_half_up(number))}%"


def _half_up(number: Fraction) -> Decimal:
    """Round to two places, half up."""
    hundredths = (number * 100 * 2 + 1) // 2
    return Decimal(hundredths).scaleb(-2, context=Context(prec=60, rounding=ROUND_HALF_UP))
