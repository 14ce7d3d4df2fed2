"""Evaluators' marks on a described scale."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NoReturn

from pydantic import field_validator

from sv_rules.errors import listed
from sv_rules.model.amount import spoken_number
from sv_rules.model.extending import Reads, Score, ScoringMethod
from sv_rules.model.procurement import Mark
from sv_rules.scoring.options import Misplaced, Number, Options, Several, Text, divided


class Point(Options):
    """One mark of the scale: its label, and what a bid must show to earn it."""

    mark: Number
    label: Text
    means: Text


class Rating(Options):
    """`scale`: the marks that may be given, at least two, or the name of a scale of the rulepack."""

    scale: Several[Point]

    @field_validator("scale", mode="before")
    @classmethod
    def _not_a_name(cls, scale: object) -> object:
        if isinstance(scale, str):
            _refuse(f"there is no scale called '{scale}'; a scale is a list of marks, each with mark, label and means")
        return scale

    @field_validator("scale")
    @classmethod
    def _usable(cls, scale: tuple[Point, ...]) -> tuple[Point, ...]:
        if len(scale) < 2:
            _refuse("a scale needs at least two marks")
        marks = [point.mark for point in scale]
        wrong = [
            ((index, "mark"), f"the mark {spoken_number(mark)} is below zero; the lowest mark of a scale is normally 0")
            for index, mark in enumerate(marks)
            if mark < 0
        ] + [
            ((index, "mark"), f"the mark {spoken_number(mark)} stands on the scale twice")
            for index, mark in enumerate(marks)
            if mark in marks[:index]
        ]
        if wrong:
            raise Misplaced(*wrong)
        return scale


def _refuse(message: str) -> NoReturn:
    raise Misplaced(((), message))


def rating(values: Mapping[str, Mark], options: Rating) -> dict[str, Score]:
    """Give each bid the part of the points that its agreed mark is of the highest mark on the scale.

    share = mark ÷ highest mark. The lowest mark is normally 0; on a scale from 1 to 5 the lowest mark still earns a
    fifth. A mark that is not on the scale is not scored: no rounding to the nearest, no half marks unless described.
    The mean or median of several marks is a different thing: nobody gave it, so it may lie between two marks.

    Source: Low bid scoring formula, Negometrix (now Mercell) help centre, worked example; described scales from 0 in
    Evaluation methodology, New Zealand Government Procurement.
    """
    return {bid: _score(mark, options) for bid, mark in values.items()}


def _score(given: Mark, options: Rating) -> Score:
    highest = max(point.mark for point in options.scale)
    lowest = min(point.mark for point in options.scale)
    point = next((point for point in options.scale if point.mark == given.mark), None)
    if point is None and given.worked_out and lowest <= given.mark <= highest:
        mark, top = spoken_number(given.mark), spoken_number(highest)
        share = Fraction(given.mark) / Fraction(highest)
        raw = f"mark {mark} of {top} (worked out, between marks of the scale)"
        return Score(share, lambda: divided(mark, top, share), raw)
    if point is None:
        marks = listed((spoken_number(mark) for mark in sorted(point.mark for point in options.scale)), "or")
        return Score(None, f"The mark {_short(given)} is not on the scale, which has {marks}.", f"mark {_short(given)}")
    mark, top = spoken_number(point.mark), spoken_number(highest)
    share = Fraction(point.mark) / Fraction(highest)
    return Score(share, lambda: divided(mark, top, share), f"mark {mark} of {top} ({point.label})")


def _short(given: Mark) -> str:
    # An off-scale mark may be any number somebody wrote, with any exponent; it is shown, not computed with.
    return f"{given.mark!s:.40}"


def _describes(options: Rating) -> str:
    points = sorted(options.scale, key=lambda point: point.mark)
    marks = "; ".join(f"{spoken_number(point.mark)} {point.label}" for point in points)
    return f"Evaluators give a mark, and the mark divided by the highest one is the part earned: {marks}."


METHOD = ScoringMethod(rating, Rating, Reads.MARKS, describes=_describes)
