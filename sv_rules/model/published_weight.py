"""What publishers write as the weight of an award criterion, and how much of it is an exact percentage.

Readers of notices share this rule. What becomes a known weight:

- an exact percentage: a number that says it is one, or a text with a percent sign;
- a bare number or exact points, only when every criterion of the lot that is not pass or fail has one and they add up
  to exactly 100, so that number and percentage are the same thing.

Everything else stays unknown, with a remark that quotes what was published.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Protocol

from sv_rules.model.amount import plain

HUNDRED = 100
FIX = "Give the weight as a percentage, such as 60%."

_BARE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_PERCENT = re.compile(rf"({_BARE.pattern})\s*(?:%|per ?cent|percent)", re.IGNORECASE)
_RANGE = re.compile(rf"{_BARE.pattern}\s*%?\s*(?:-|–|—|to)\s*{_BARE.pattern}\s*%?", re.IGNORECASE)
_PASS_FAIL = re.compile(r"pass\s*(?:/|or)\s*fail", re.IGNORECASE)


class Remarkable(Protocol):
    """A place in a document on which a reader can remark."""

    def remark(self, what: str, fix: str = "") -> None:
        """Note something about this place instead of guessing."""


class WeightKind(Enum):
    """What a number published as a weight is."""

    PERCENTAGE = "percentage"
    BARE = "number"
    POINTS = "points"
    PLACE = "place in an order of importance"
    NO_WEIGHT = "no weight"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"


NUMBERS = frozenset({WeightKind.PERCENTAGE, WeightKind.BARE, WeightKind.POINTS})
"""Kinds that have a number which counts towards the sum."""


@dataclass(frozen=True, slots=True)
class PublishedWeight:
    """What a criterion says of its weight: where, in which words, and a number where there is one.

    `only_weight`: its description is nothing else.
    """

    at: Remarkable
    kind: WeightKind
    words: str
    number: Fraction = Fraction(0)
    only_weight: bool = False

    @classmethod
    def unknown(cls, at: Remarkable, words: str) -> "PublishedWeight":
        """Say in words why the weight is not known."""
        return cls(at, WeightKind.UNKNOWN, words)


def weight_in_text(at: Remarkable, text: str) -> PublishedWeight | None:
    """Read a description that holds nothing but a weight (`60`, `60%`, `60-85%`, `Pass/Fail`); None for any other."""
    text = text.strip()
    if _PASS_FAIL.fullmatch(text):
        return PublishedWeight(at, WeightKind.NO_WEIGHT, f"'{text}' is no weight", only_weight=True)
    if _RANGE.fullmatch(text):
        words = f"the weight is published as a range, '{text}'"
        return PublishedWeight(at, WeightKind.UNKNOWN, words, only_weight=True)
    found = _PERCENT.fullmatch(text)
    if not found and not _BARE.fullmatch(text):
        return None
    kind = WeightKind.PERCENTAGE if found else WeightKind.BARE
    words = f"the weight is published as '{text}'" + ("" if found else " without a percent sign")
    return PublishedWeight(at, kind, words, Fraction(found[1] if found else text), only_weight=True)


def percentages(published: Sequence[PublishedWeight]) -> Sequence[str | None]:
    """Turn the weights of a lot into `60%` where that is certain, looking at the lot as a whole; remark on the rest."""
    sure = _numbers_are_percentages(published)
    return [_percentage(each, published, sure=sure) for each in published]


def total_of(published: Sequence[PublishedWeight]) -> Fraction:
    """Give the sum of all numbers of a lot, whatever they are."""
    return sum((each.number for each in published if each.kind in NUMBERS), Fraction(0))


def _numbers_are_percentages(published: Sequence[PublishedWeight]) -> bool:
    counted = [each for each in published if each.kind is not WeightKind.NO_WEIGHT]
    kinds = {each.kind for each in counted}
    if not kinds <= {WeightKind.BARE, WeightKind.PERCENTAGE} and kinds != {WeightKind.POINTS}:
        return False
    return all(each.number >= 0 for each in counted) and total_of(counted) == HUNDRED


def _percentage(each: PublishedWeight, published: Sequence[PublishedWeight], *, sure: bool) -> str | None:
    if each.kind is WeightKind.PERCENTAGE or (sure and each.kind in NUMBERS):
        if 0 <= each.number <= HUNDRED:
            return f"{plain(each.number)}%"
        each.at.remark(f"{each.words}, which is not between 0% and 100%", fix=FIX)
    elif each.kind in NUMBERS:
        each.at.remark(f"{each.words}, and {_why_not(published)}", fix=FIX)
    else:
        each.at.remark(each.words, fix=FIX if each.kind is WeightKind.UNKNOWN else "")
    return None


def _why_not(published: Sequence[PublishedWeight]) -> str:
    if any(each.kind in {WeightKind.UNKNOWN, WeightKind.PLACE, WeightKind.WITHHELD} for each in published):
        return "another criterion of the lot has no exact weight, so it may not be a percentage"
    total = total_of(published)
    if total != HUNDRED:
        return f"the weights of the lot add up to {plain(total)}, not to 100, so it may not be a percentage"
    return "other weights of the lot are of another kind"
