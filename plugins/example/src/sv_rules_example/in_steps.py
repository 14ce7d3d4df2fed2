"""Points for every full step of what is offered."""

from collections.abc import Mapping
from fractions import Fraction

from pydantic import BaseModel, ConfigDict, Field
from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.fact import FactType


class InSteps(BaseModel):
    """`points_each` for every full `step` that is offered, up to `most`."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    step: int = Field(ge=1)
    points_each: int = Field(ge=1)
    most: int = Field(ge=1)


def in_steps(values: Mapping[str, int], options: InSteps) -> dict[str, Score]:
    """Give each bid points for every full step of what it offers, up to a maximum.

    share = min(points_each × (value ÷ step, whole steps only), most) ÷ most. What goes beyond the last full step, or
    beyond the maximum, earns nothing more. An offer below zero is not scored.

    Source: our own definition; no published formula is claimed.
    """
    return {bid: _score(value, options) for bid, value in values.items()}


def _score(value: int, options: InSteps) -> Score:
    if value < 0:
        return Score(None, f"{value:,} is below zero, so there are no steps to count.")
    steps = value // options.step
    points = min(steps * options.points_each, options.most)
    working = f"{steps:,} full steps of {options.step:,} earn {points:,} of {options.most:,} points"
    return Score(Fraction(points, options.most), working)


def _describes(options: InSteps) -> str:
    return f"Every full step of {options.step:,} earns {options.points_each:,} of at most {options.most:,} points."


METHOD = ScoringMethod(in_steps, InSteps, Reads.FACT, takes=(FactType.INTEGER,), describes=_describes)
