"""Points out of a stated maximum."""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import model_validator

from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.fact import FactType
from sv_rules.model.procurement import Mark
from sv_rules.scoring.options import (
    Amount,
    Misplaced,
    Options,
    bare,
    divided,
    looked_at,
    meaningless,
    quotient,
    said,
    size,
    unlike,
)


class Points(Options):
    """`maximum`: what earns everything."""

    maximum: Amount

    @model_validator(mode="after")
    def _above_zero(self) -> Self:
        if size(self.maximum) <= 0:
            raise Misplaced((("maximum",), f"'maximum' must be above zero; here it is {said(self.maximum)}"))
        return self


def points(values: Mapping[str, Any], options: Points) -> dict[str, Score]:
    """Give each bid the part of the points that its number is of a stated maximum.

    share = value ÷ maximum, where the value is an evaluator's agreed mark or a fact of the bid. Any number from zero to
    the maximum counts, whole or not; where only described marks may be given, the method is `rating`. A number below
    zero or above the maximum is not scored: it is a mistake in the marking, and is never cut down to fit. No bid's
    score depends on another's.

    Source: Low bid scoring formula, Negometrix (now Mercell) help centre, whose worked example gives 40, 30 and 20
    points of 60, 40 and 30.
    """
    return {bid: _score(value, options) for bid, value in values.items()}


def _score(value: Any, options: Points) -> Score:
    raw = looked_at(value, said(options.maximum)) if isinstance(value, Mark) else ""
    amount = bare(value)
    if message := unlike(amount, options.maximum) or meaningless(value, "higher"):
        return Score(None, message, raw)
    if size(amount) < 0:
        return Score(None, f"{said(amount, options.maximum)} is below zero, which is no number of points.", raw)
    share = quotient(amount, options.maximum)
    if share > 1:
        what = f"{said(amount, options.maximum)} is more than the maximum of {said(options.maximum)}."
        return Score(None, what, raw)
    return Score(share, lambda: divided(said(amount, options.maximum), said(options.maximum), share), raw)


def _describes(options: Points) -> str:
    return f"The number of points divided by the maximum of {said(options.maximum)} is the part earned."


METHOD = ScoringMethod(
    points,
    Points,
    Reads.EITHER,
    takes=(FactType.INTEGER, FactType.NUMBER, FactType.PERCENTAGE),
    describes=_describes,
)
