"""The award criteria of a lot, and how much of what publishers write as a weight is an exact percentage.

Weights come as `numbers` with a code that says what kind of number it is, and in older forms as text in the
criterion's `description`: `60`, `60%`, `60-85%`, `Pass/ Fail`, or nothing. What becomes a known weight:

- an exact percentage: `percentageExact`, `decimalExact` (0.3 is 30%), or a text with a percent sign;
- a bare number or exact points, only when every criterion of the lot that is not pass or fail has one and they add up
  to exactly 100, so that number and percentage are the same thing.

Everything else stays unknown, with a remark that quotes what was published.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from sv_rules.model.amount import plain
from sv_rules_ocds.codes import CRITERION_KINDS
from sv_rules_ocds.node import Node, shown

_HUNDRED = 100
_FIX = "Give the weight as a percentage, such as 60%."

_BARE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_PERCENT = re.compile(rf"({_BARE.pattern})\s*(?:%|per ?cent|percent)", re.IGNORECASE)
_RANGE = re.compile(rf"{_BARE.pattern}\s*%?\s*(?:-|–|—|to)\s*{_BARE.pattern}\s*%?", re.IGNORECASE)
_PASS_FAIL = re.compile(r"pass\s*(?:/|or)\s*fail", re.IGNORECASE)


def criteria(published: Node, *, bare_weights: bool = True) -> Sequence[dict[str, Any]] | None:
    """Give `awardCriteria/criteria` as records of name, kind, weight and description, each where it is known.

    A description that is only a weight is not given as a description. None: there are no criteria. Without
    `bare_weights` a number by itself in a description is not known to be a weight.
    """
    nodes = list(published.objects())
    if not nodes:
        return None
    stated = [_stated(node, bare_weights=bare_weights) for node in nodes]
    weights = _settled(stated)
    _remark_on_sum(published, stated)
    return [_record(node, each, weight) for node, each, weight in zip(nodes, stated, weights, strict=True)]


class _Kind(Enum):
    PERCENTAGE = "percentage"
    BARE = "number"
    POINTS = "points"
    NO_WEIGHT = "no weight"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a criterion says of its weight: where, in which words, and a number where there is one."""

    at: Node
    kind: _Kind
    words: str
    number: Fraction = Fraction(0)
    only_weight: bool = False


def _stated(criterion: Node, *, bare_weights: bool) -> _Stated:
    description = criterion / "description"
    in_text = _from_text(description)
    if in_text and in_text.kind is _Kind.BARE and not bare_weights:
        words = f"{in_text.words}; notices of this form give weights as 'numbers', so it may be something else"
        in_text = _Stated(description, _Kind.UNKNOWN, words, only_weight=True)
    if (criterion / "numbers").value is None:
        return in_text or _Stated(criterion, _Kind.UNKNOWN, "no weight is published for this award criterion")
    in_numbers = _from_numbers(criterion / "numbers")
    return _Stated(in_numbers.at, in_numbers.kind, in_numbers.words, in_numbers.number, only_weight=in_text is not None)


def _from_text(description: Node) -> _Stated | None:
    """Read a description that holds nothing but a weight; None for any other."""
    text = _plain_text(description)
    if _PASS_FAIL.fullmatch(text):
        return _Stated(description, _Kind.NO_WEIGHT, f"'{text}' is no weight", only_weight=True)
    if _RANGE.fullmatch(text):
        words = f"the weight is published as a range, '{text}'"
        return _Stated(description, _Kind.UNKNOWN, words, only_weight=True)
    found = _PERCENT.fullmatch(text)
    if not found and not _BARE.fullmatch(text):
        return None
    kind = _Kind.PERCENTAGE if found else _Kind.BARE
    words = f"the weight is published as '{text}'" + ("" if found else " without a percent sign")
    return _Stated(description, kind, words, Fraction(found[1] if found else text), only_weight=True)


def _plain_text(description: Node) -> str:
    """Give a description's text; some publishers write the number as a number."""
    if isinstance(description.value, int | Decimal) and not isinstance(description.value, bool):
        number = description.number()
        return "" if number is None else plain(number)
    return (description.text() or "").strip()


# numbers[]/weight: codelist criterionWeight of the awardCriteria extension; factor to a percentage.
_EXACT = {
    "percentageExact": (_Kind.PERCENTAGE, 1),
    "decimalExact": (_Kind.PERCENTAGE, _HUNDRED),
    "pointsExact": (_Kind.POINTS, 1),
}
_INEXACT = {
    "percentageRangeMiddle": "the middle of a range of percentages",
    "decimalRangeMiddle": "the middle of a range of fractions",
    "pointsRangeMiddle": "the middle of a range of points",
    "order": "a place in an order of importance",
}


def _from_numbers(numbers: Node) -> _Stated:
    weights: list[tuple[Node, str]] = []
    for entry in numbers.objects():
        code = (entry / "weight").text()
        if code:
            weights.append((entry, code))
        elif (entry / "fixed").value is None and (entry / "threshold").value is None:
            entry.remark("this number does not say what it is; it was not used as a weight", fix=_FIX)
    if len(weights) != 1:
        words = "no weight is published" if not weights else "more than one weight is published"
        return _Stated(numbers, _Kind.UNKNOWN, f"{words} for this award criterion")
    entry, code = weights[0]
    number = (entry / "number").number()
    if number is None:
        return _Stated(entry, _Kind.UNKNOWN, f"a weight of kind '{shown(code)}' is published without a number")
    if code not in _EXACT:
        words = f"the weight {plain(number)} is {_INEXACT.get(code, f'of an unknown kind, {shown(code)!r}')}"
        return _Stated(entry, _Kind.UNKNOWN, words)
    kind, factor = _EXACT[code]
    return _Stated(entry, kind, f"the weight is published as {plain(number)} ({code})", Fraction(number) * factor)


def _settled(stated: Sequence[_Stated]) -> list[str | None]:
    """Turn what is stated into percentages where that is certain, looking at the lot as a whole."""
    sure = _numbers_are_percentages(stated)
    return [_weight(each, stated, sure=sure) for each in stated]


def _numbers_are_percentages(stated: Sequence[_Stated]) -> bool:
    counted = [each for each in stated if each.kind is not _Kind.NO_WEIGHT]
    kinds = {each.kind for each in counted}
    if not kinds <= {_Kind.BARE, _Kind.PERCENTAGE} and kinds != {_Kind.POINTS}:
        return False
    return sum(each.number for each in counted) == _HUNDRED


def _remark_on_sum(published: Node, stated: Sequence[_Stated]) -> None:
    """Tell the sum of the weights where it is not 100, also of points, which need not make 100."""
    numbers = [each for each in stated if each.kind in {_Kind.BARE, _Kind.POINTS, _Kind.PERCENTAGE}]
    total = Fraction(sum(each.number for each in numbers))
    if not numbers or total == _HUNDRED:
        return
    unknown = sum(each.kind is _Kind.UNKNOWN for each in stated)
    without = f"; {unknown} of {len(stated)} has no exact weight" if unknown == 1 else ""
    without = f"; {unknown} of {len(stated)} have no exact weight" if unknown > 1 else without
    fix = "Check the weights." if all(each.kind is not _Kind.POINTS for each in numbers) else ""
    published.remark(f"{_SUM} {plain(total)}, not to 100{without}", fix=fix)


_SUM = "the weights of these award criteria add up to"


def _weight(each: _Stated, stated: Sequence[_Stated], *, sure: bool) -> str | None:
    if each.kind is _Kind.PERCENTAGE or (sure and each.kind in {_Kind.BARE, _Kind.POINTS}):
        if 0 <= each.number <= _HUNDRED:
            return f"{plain(each.number)}%"
        each.at.remark(f"{each.words}, which is not between 0% and 100%", fix=_FIX)
    elif each.kind in {_Kind.BARE, _Kind.POINTS}:
        each.at.remark(f"{each.words}, and {_why_not_percentages(stated)}", fix=_FIX)
    else:
        each.at.remark(each.words, fix=_FIX if each.kind is _Kind.UNKNOWN else "")
    return None


def _why_not_percentages(stated: Sequence[_Stated]) -> str:
    numbers = [each.number for each in stated if each.kind in {_Kind.BARE, _Kind.POINTS, _Kind.PERCENTAGE}]
    if any(each.kind is _Kind.UNKNOWN for each in stated):
        return "another criterion of the lot has no exact weight, so it may not be a percentage"
    total = Fraction(sum(numbers))
    if total != _HUNDRED:
        return f"the weights of the lot add up to {plain(total)}, not to 100, so it may not be a percentage"
    return "other weights of the lot are of another kind"


def _record(criterion: Node, stated: _Stated, weight: str | None) -> dict[str, Any]:
    found = {
        "name": (criterion / "name").text(),
        "kind": _criterion_kind(criterion / "type"),
        "weight": weight,
        "description": None if stated.only_weight else (criterion / "description").text(),
    }
    return {field: value for field, value in found.items() if value is not None}


def _criterion_kind(node: Node) -> str | None:
    code = node.text()
    if code and code not in CRITERION_KINDS:
        node.remark(f"'{shown(code)}' is no kind of award criterion that is known here")
    return CRITERION_KINDS.get(code or "")
