"""Points by the band that an amount falls into."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any, Self

from pydantic import Field, field_validator, model_validator

from sv_rules.model.amount import spoken_number
from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.fact import FactType
from sv_rules.scoring.options import (
    Amount,
    Misplaced,
    Number,
    Options,
    Several,
    divided,
    number_of,
    points_word,
    said,
    size,
    unlike,
)


class Band(Options):
    """What an amount earns `from` here up to where the next band starts."""

    start: Amount = Field(alias="from")
    points: Number


class Bands(Options):
    """`bands` in ascending order; `maximum`, if full marks are more than any band earns; `below`, for what is lower.

    Each band runs up to the start of the next, that start not included, and the last one has no end: so bands can
    neither overlap nor leave a gap.
    """

    bands: Several[Band]
    maximum: Number | None = None
    below: Number | None = None

    @field_validator("bands")
    @classmethod
    def _ascend(cls, bands: tuple[Band, ...]) -> tuple[Band, ...]:
        if not bands:
            raise Misplaced(((), "'bands' needs at least one band, with from and points"))
        wrong = [
            ((index, "points"), f"'points' must not be below zero; here it is {spoken_number(band.points)}")
            for index, band in enumerate(bands)
            if band.points < 0
        ]
        for index, (before, band) in enumerate(pairwise(bands), start=1):
            if message := _misorder(before, band):
                wrong.append(((index, "from"), message))
        if wrong:
            raise Misplaced(*wrong)
        return bands

    @model_validator(mode="after")
    def _within_maximum(self) -> Self:
        highest = max(band.points for band in self.bands)
        full = highest if self.maximum is None else self.maximum
        wrong: list[tuple[tuple[str | int, ...], str]] = []
        if full <= 0:
            wrong.append((("bands",), "no band earns anything; the best one must earn more than 0 points"))
        elif highest > full:
            most = f"'maximum' is {spoken_number(full)}, but a band earns {points_word(highest)}"
            wrong.append((("maximum",), most))
        if self.below is not None and not 0 <= self.below <= full:
            wrong.append((("below",), f"'below' must lie between 0 and {spoken_number(full)} points"))
        if wrong:
            raise Misplaced(*wrong)
        return self


def _misorder(before: Band, band: Band) -> str:
    if type(before.start) is not type(band.start):
        return f"{said(before.start)} and {said(band.start)} are not amounts of one kind"
    if message := unlike(before.start, band.start):
        return message.removesuffix(".")
    if size(before.start) < size(band.start):
        return ""
    return (
        f"this band starts at {said(band.start)}, and the one before it at {said(before.start)}; "
        "each runs up to the start of the next, so they must ascend"
    )


def bands(values: Mapping[str, Any], options: Bands) -> dict[str, Score]:
    """Give each bid the points of the band that its amount falls into.

    share = points of the band ÷ maximum, where the maximum is the most that a band earns unless it is stated. A band
    includes its `from` and stops short of the next one's. An amount below the first band earns `below`; where that is
    not stated it is not scored, since nobody has said what it earns. Money is compared in one currency only.

    Source: our own definition; no published formula is claimed.
    """
    return {bid: _score(value, options) for bid, value in values.items()}


def _score(value: Any, options: Bands) -> Score:
    starts = options.bands
    first = starts[0].start
    if message := unlike(value, first):
        return Score(None, message)
    index = bisect_right(starts, number_of(value), key=lambda band: number_of(band.start)) - 1
    if index >= 0:
        reached = starts[index].points
        return _earned(lambda: f"{said(value, first)} is {_reach(options, index)}", reached, options)

    def below() -> str:
        return f"{said(value, first)} is below {said(first)}"

    if options.below is None:
        return Score(None, f"{below()}, where the first band starts; nothing says what it earns.")
    return _earned(below, options.below, options)


def _earned(why: Callable[[], str], points: Any, options: Bands) -> Score:
    share = Fraction(points) / _maximum(options)
    return Score(
        share,
        lambda: (
            f"{why()}: {points_word(points)}; {divided(spoken_number(points), spoken_number(_maximum(options)), share)}"
        ),
    )


def _maximum(options: Bands) -> Fraction:
    return Fraction(max(band.points for band in options.bands) if options.maximum is None else options.maximum)


def _reach(options: Bands, index: int) -> str:
    start = said(options.bands[index].start)
    if index + 1 == len(options.bands):
        return f"at least {start}"
    return f"at least {start} and below {said(options.bands[index + 1].start)}"


def _describes(options: Bands) -> str:
    parts = [f"{points_word(band.points)} for {_reach(options, index)}" for index, band in enumerate(options.bands)]
    if options.below is not None:
        parts.insert(0, f"{points_word(options.below)} below {said(options.bands[0].start)}")
    return f"Points by band, of {spoken_number(_maximum(options))}: {'; '.join(parts)}."


METHOD = ScoringMethod(
    bands,
    Bands,
    Reads.FACT,
    takes=(FactType.INTEGER, FactType.NUMBER, FactType.MONEY, FactType.PERCENTAGE),
    describes=_describes,
)
