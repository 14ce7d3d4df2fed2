"""Points on a straight line between two stated amounts."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Self

from pydantic import model_validator

from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.fact import FactType
from sv_rules.scoring.options import (
    Amount,
    Better,
    Misplaced,
    Options,
    Outside,
    along,
    along_shown,
    bare,
    looked_at,
    meaningless,
    said,
    size,
    unlike,
)


class AbsoluteLinear(Options):
    """`low` and `high`: the bounds. `better`: which of them earns everything. `outside`: what is beyond them."""

    low: Amount
    high: Amount
    better: Better
    outside: Outside

    @model_validator(mode="after")
    def _a_span(self) -> Self:
        wrong: list[tuple[tuple[str | int, ...], str]] = []
        if type(self.low) is not type(self.high):
            wrong.append((("high",), "'low' and 'high' must be amounts of one kind"))
        elif message := unlike(self.low, self.high):
            wrong.append((("high",), message.removesuffix(".")))
        elif size(self.low) >= size(self.high):
            wrong.append((("high",), f"'high' must be more than 'low', {said(self.low)}; here it is {said(self.high)}"))
        if wrong:
            raise Misplaced(*wrong)
        return self


def absolute_linear(values: Mapping[str, Any], options: AbsoluteLinear) -> dict[str, Score]:
    """Give each bid its place on the line between two amounts that the buyer has set.

    share = (high − value) ÷ (high − low) where lower is better, (value − low) ÷ (high − low) where higher is. This is
    the absolute linear price score, and the optimum price score with the optimum as `low` and the highest price allowed
    as `high`. An amount outside the bounds earns all or nothing with `outside: capped`, and is not scored with
    `not_scored`. Money below zero, and a price of zero, are not scored whatever the bounds. No bid's score depends on
    another's.

    Source: Formula list, Negometrix (now Mercell) help centre, weighted score method (absolute linear); Price
    evaluation & mean calculation, procurementtemplates.co.uk (optimum price).
    """
    return {bid: _score(value, options) for bid, value in values.items()}


def _score(value: Any, options: AbsoluteLinear) -> Score:
    raw = looked_at(value)
    amount = bare(value)
    if message := unlike(amount, options.low) or meaningless(value, options.better):
        return Score(None, message, raw)
    low, high, shown = said(options.low), said(options.high), said(amount, options.low)
    if size(amount) < size(options.low):
        return _beyond(f"{shown} is below {low}", options, raw, better=options.better == "lower")
    if size(amount) > size(options.high):
        return _beyond(f"{shown} is above {high}", options, raw, better=options.better == "higher")
    worst, best = (options.high, options.low) if options.better == "lower" else (options.low, options.high)
    return Score(along(amount, worst, best), lambda: along_shown(amount, worst, best), raw)


def _beyond(what: str, options: AbsoluteLinear, raw: str, *, better: bool) -> Score:
    if options.outside == "not_scored":
        return Score(None, f"{what}, which is outside the bounds that are scored.", raw)
    return Score(Fraction(better), f"{what}, which earns {'everything' if better else 'nothing'}", raw)


def _describes(options: AbsoluteLinear) -> str:
    best, worst = (options.low, options.high) if options.better == "lower" else (options.high, options.low)
    beyond = "earns all or nothing" if options.outside == "capped" else "is not scored"
    return (
        f"{said(best)} earns everything and {said(worst)} nothing; what lies between earns its part on a straight "
        f"line. What lies outside these bounds {beyond}."
    )


METHOD = ScoringMethod(
    absolute_linear,
    AbsoluteLinear,
    Reads.EITHER,
    takes=(FactType.INTEGER, FactType.NUMBER, FactType.MONEY, FactType.PERCENTAGE),
    describes=_describes,
)
