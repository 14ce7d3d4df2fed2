"""The award criteria of a lot, and how much of what publishers write as a weight is an exact percentage.

A weight comes as a number (BT-541) with a code that says what kind of number it is (BT-5421); in notices that were
turned into eForms from older forms the description (BT-540) may be nothing but a weight. What becomes a known weight:

- an exact percentage: `per-exa`, `dec-exa` (0.3 is 30%), or a text with a percent sign;
- exact points or a bare number, only when every criterion of the lot that is not pass or fail has one and they add up
  to exactly 100, so that number and percentage are the same thing.

Everything else stays unknown, with a remark that quotes what was published.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from sv_rules.model.amount import plain
from sv_rules_eforms.node import EXTENSION, Node, shown

HUNDRED = 100
FIX = "Give the weight as a percentage, such as 60%."

_BARE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_PERCENT = re.compile(rf"({_BARE.pattern})\s*(?:%|per ?cent|percent)", re.IGNORECASE)
_RANGE = re.compile(rf"{_BARE.pattern}\s*%?\s*(?:-|–|—|to)\s*{_BARE.pattern}\s*%?", re.IGNORECASE)
_PASS_FAIL = re.compile(r"pass\s*(?:/|or)\s*fail", re.IGNORECASE)


class Kind(Enum):
    """What a number published as a weight is."""

    PERCENTAGE = "percentage"
    BARE = "number"
    POINTS = "points"
    PLACE = "place"
    NO_WEIGHT = "no weight"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a criterion says of its weight: where, in which words, and a number where there is one.

    `only_weight`: its description is nothing else.
    """

    at: Node
    kind: Kind
    words: str
    number: Fraction = Fraction(0)
    only_weight: bool = False


def stated(criterion: Node, description: str) -> Stated:
    """Read what one criterion says of its weight; its description stands in where it gives no number."""
    in_text = _from_text(criterion, description)
    parameters = criterion.all(f"{EXTENSION}/efac:AwardCriterionParameter")
    weights = [(parameter, code) for parameter in parameters if (code := _weight_code(parameter))]
    if not weights:
        _remark_on_unnamed(parameters)
        return in_text or Stated(criterion, Kind.UNKNOWN, "no weight is published for this award criterion")
    if len(weights) > 1:
        return Stated(weights[1][0], Kind.UNKNOWN, "more than one weight is published for this award criterion")
    found = _from_number(*weights[0])
    return Stated(found.at, found.kind, found.words, found.number, only_weight=in_text is not None)


def percentages(all_stated: Sequence[Stated]) -> Sequence[str | None]:
    """Turn what is stated into `60%` where that is certain, looking at the lot as a whole; remark on the rest."""
    sure = _numbers_are_percentages(all_stated)
    return [_percentage(each, all_stated, sure=sure) for each in all_stated]


# BT-5421 (number-weight). Factor to a percentage.
_EXACT = {"per-exa": (Kind.PERCENTAGE, 1), "dec-exa": (Kind.PERCENTAGE, HUNDRED), "poi-exa": (Kind.POINTS, 1)}
_INEXACT: Mapping[str, tuple[Kind, str]] = {
    "per-mid": (Kind.UNKNOWN, "the middle of a range of percentages"),
    "dec-mid": (Kind.UNKNOWN, "the middle of a range of fractions"),
    "poi-mid": (Kind.UNKNOWN, "the middle of a range of points"),
    "ord-imp": (Kind.PLACE, "a place in an order of importance"),
}
# BT-5422 (number-fixed) and BT-5423 (number-threshold) go with numbers that are no weights.
_NO_WEIGHTS = {"fix-tot", "fix-unit", "min-score", "max-pass"}


def _weight_code(parameter: Node) -> Node | None:
    codes = parameter.all("efbc:ParameterCode")
    named = [code for code in codes if code.attribute("listName") == "number-weight"]
    return next(iter(named or [code for code in codes if code.text() in {*_EXACT, *_INEXACT}]), None)


def _remark_on_unnamed(parameters: Sequence[Node]) -> None:
    for parameter in parameters:
        if not any(code.text() in _NO_WEIGHTS for code in parameter.all("efbc:ParameterCode")):
            parameter.remark("this number does not say what it is; it was not used as a weight", fix=FIX)


def _from_number(parameter: Node, code: Node) -> Stated:
    at = parameter / "efbc:ParameterNumeric"
    number, name = at.number(), code.text() or ""
    if number is None:
        return Stated(at, Kind.UNKNOWN, f"a weight of kind '{shown(name)}' is published without a number")
    if name not in _EXACT:
        kind, is_what = _INEXACT.get(name, (Kind.UNKNOWN, f"of an unknown kind, '{shown(name)}'"))
        return Stated(at, kind, f"the weight {plain(number)} is {is_what}", Fraction(number))
    kind, factor = _EXACT[name]
    return Stated(at, kind, f"the weight is published as {plain(number)} ({name})", Fraction(number) * factor)


def _from_text(criterion: Node, description: str) -> Stated | None:
    """Read a description that holds nothing but a weight; None for any other."""
    text = description.strip()
    if _PASS_FAIL.fullmatch(text):
        return Stated(criterion, Kind.NO_WEIGHT, f"'{text}' is no weight", only_weight=True)
    if _RANGE.fullmatch(text):
        words = f"the weight is published as a range, '{text}'"
        return Stated(criterion, Kind.UNKNOWN, words, only_weight=True)
    found = _PERCENT.fullmatch(text)
    if not found and not _BARE.fullmatch(text):
        return None
    kind = Kind.PERCENTAGE if found else Kind.BARE
    words = f"the weight is published as '{text}'" + ("" if found else " without a percent sign")
    return Stated(criterion, kind, words, Fraction(found[1] if found else text), only_weight=True)


def _numbers_are_percentages(all_stated: Sequence[Stated]) -> bool:
    counted = [each for each in all_stated if each.kind is not Kind.NO_WEIGHT]
    kinds = {each.kind for each in counted}
    if not kinds <= {Kind.BARE, Kind.PERCENTAGE} and kinds != {Kind.POINTS}:
        return False
    return all(each.number >= 0 for each in counted) and sum(each.number for each in counted) == HUNDRED


def _percentage(each: Stated, all_stated: Sequence[Stated], *, sure: bool) -> str | None:
    if each.kind is Kind.PERCENTAGE or (sure and each.kind in {Kind.BARE, Kind.POINTS}):
        if 0 <= each.number <= HUNDRED:
            return f"{plain(each.number)}%"
        each.at.remark(f"{each.words}, which is not between 0% and 100%", fix=FIX)
    elif each.kind in {Kind.BARE, Kind.POINTS}:
        each.at.remark(f"{each.words}, and {_why_not(all_stated)}", fix=FIX)
    else:
        each.at.remark(each.words, fix=FIX if each.kind is Kind.UNKNOWN else "")
    return None


def _why_not(all_stated: Sequence[Stated]) -> str:
    if any(each.kind in {Kind.UNKNOWN, Kind.PLACE, Kind.WITHHELD} for each in all_stated):
        return "another criterion of the lot has no exact weight, so it may not be a percentage"
    total = sum((each.number for each in all_stated), Fraction(0))
    if total != HUNDRED:
        return f"the weights of the lot add up to {plain(total)}, not to 100, so it may not be a percentage"
    return "other weights of the lot are of another kind"
