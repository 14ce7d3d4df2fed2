"""The part of a stated target that a bid offers."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Self

from pydantic import model_validator

from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.fact import FactType
from sv_rules.scoring.options import Amount, Misplaced, Options, divided, said, size, unlike


class ToTarget(Options):
    """`target`: the amount that earns everything. `floor`: an offer below it earns nothing."""

    target: Amount
    floor: Amount | None = None

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        wrong: list[tuple[tuple[str | int, ...], str]] = []
        if size(self.target) <= 0:
            wrong.append((("target",), f"'target' must be above zero; here it is {said(self.target)}"))
        if self.floor is not None:
            if type(self.floor) is not type(self.target):
                wrong.append((("floor",), "'floor' and 'target' must be amounts of one kind"))
            elif message := unlike(self.floor, self.target):
                wrong.append((("floor",), message.removesuffix(".")))
            elif not 0 <= size(self.floor) <= size(self.target):
                wrong.append((("floor",), f"'floor' must lie between zero and the target, {said(self.target)}"))
        if wrong:
            raise Misplaced(*wrong)
        return self


def to_target(values: Mapping[str, Any], options: ToTarget) -> dict[str, Score]:
    """Give each bid the part of the points that its offer is of a stated target.

    share = min(value ÷ target, 1); 0 for a value below `floor`, while the floor itself earns its part. A value below
    zero is not scored. No bid's score depends on another's, and what goes beyond the target earns nothing more. Money
    is compared in one currency only.

    Source: absolute linear scoring between set bounds, the lower one at zero: Formula list, Negometrix (now Mercell)
    help centre, under weighted score method. The floor is our own addition.
    """
    return {bid: _score(value, options) for bid, value in values.items()}


def _score(value: Any, options: ToTarget) -> Score:
    if message := unlike(value, options.target):
        return Score(None, message)
    if size(value) < 0:
        return Score(None, f"{said(value, options.target)} is below zero, which cannot be part of a target.")
    if options.floor is not None and size(value) < size(options.floor):
        floor = said(options.floor)
        return Score(
            Fraction(0), lambda: f"{said(value, options.target)} is below the floor of {floor}, which earns nothing"
        )
    target = said(options.target)
    if size(value) > size(options.target):
        return Score(
            Fraction(1),
            lambda: f"{said(value, options.target)} is more than the target of {target}, which earns everything",
        )
    share = size(value) / size(options.target)
    return Score(share, lambda: divided(said(value, options.target), target, share))


def _describes(options: ToTarget) -> str:
    floor = f" An offer below {said(options.floor)} earns nothing." if options.floor is not None else ""
    return f"The offer divided by the target of {said(options.target)} is the part earned, at most all of it.{floor}"


METHOD = ScoringMethod(
    to_target,
    ToTarget,
    Reads.FACT,
    takes=(FactType.INTEGER, FactType.NUMBER, FactType.MONEY, FactType.PERCENTAGE),
    describes=_describes,
)
