"""The award criteria of a lot, with the weights that are certain.

Weights come as `numbers` with a code that says what kind of number it is, and in older forms as text in the
criterion's `description`: `60`, `60%`, `60-85%`, `Pass/ Fail`, or nothing. What becomes a percentage is in
`sv_rules.model.published_weight`.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sv_rules.model.amount import plain
from sv_rules.model.published_weight import (
    FIX,
    HUNDRED,
    NUMBERS,
    PublishedWeight,
    WeightKind,
    percentages,
    total_of,
    weight_in_text,
)
from sv_rules_ocds.codes import CRITERION_KINDS
from sv_rules_ocds.node import Node, shown


def criteria(published: Node, *, bare_weights: bool = True) -> Sequence[dict[str, Any]] | None:
    """Give `awardCriteria/criteria` as records of name, kind, weight and description, each where it is known.

    A description that is only a weight is not given as a description. None: there are no criteria. Without
    `bare_weights` a number by itself in a description is not known to be a weight.
    """
    nodes = list(published.objects())
    if not nodes:
        return None
    stated = [_stated(node, bare_weights=bare_weights) for node in nodes]
    weights = percentages(stated)
    _remark_on_sum(published, stated)
    return [_record(node, each, weight) for node, each, weight in zip(nodes, stated, weights, strict=True)]


def _stated(criterion: Node, *, bare_weights: bool) -> PublishedWeight:
    description = criterion / "description"
    in_text = weight_in_text(description, _plain_text(description))
    if in_text and in_text.kind is WeightKind.BARE and not bare_weights:
        words = f"{in_text.words}; notices of this form give weights as 'numbers', so it may be something else"
        in_text = replace(in_text, kind=WeightKind.UNKNOWN, words=words, number=Fraction(0))
    if (criterion / "numbers").value is None:
        return in_text or PublishedWeight.unknown(criterion, "no weight is published for this award criterion")
    return replace(_from_numbers(criterion / "numbers"), only_weight=in_text is not None)


def _plain_text(description: Node) -> str:
    """Give a description's text; some publishers write the number as a number."""
    if isinstance(description.value, int | Decimal) and not isinstance(description.value, bool):
        number = description.number()
        return "" if number is None else plain(number)
    return description.text() or ""


# numbers[]/weight: codelist criterionWeight of the awardCriteria extension; factor to a percentage.
_EXACT = {
    "percentageExact": (WeightKind.PERCENTAGE, 1),
    "decimalExact": (WeightKind.PERCENTAGE, HUNDRED),
    "pointsExact": (WeightKind.POINTS, 1),
}
_INEXACT = {
    "percentageRangeMiddle": "the middle of a range of percentages",
    "decimalRangeMiddle": "the middle of a range of fractions",
    "pointsRangeMiddle": "the middle of a range of points",
    "order": "a place in an order of importance",
}


def _from_numbers(numbers: Node) -> PublishedWeight:
    weights: list[tuple[Node, str]] = []
    for entry in numbers.objects():
        code = (entry / "weight").text()
        if code:
            weights.append((entry, code))
        elif (entry / "fixed").value is None and (entry / "threshold").value is None:
            entry.remark("this number does not say what it is; it was not used as a weight", fix=FIX)
    if len(weights) != 1:
        words = "no weight is published" if not weights else "more than one weight is published"
        return PublishedWeight.unknown(numbers, f"{words} for this award criterion")
    entry, code = weights[0]
    number = (entry / "number").number()
    if number is None:
        return PublishedWeight.unknown(entry, f"a weight of kind '{shown(code)}' is published without a number")
    if code not in _EXACT:
        words = f"the weight {plain(number)} is {_INEXACT.get(code, f'of an unknown kind, {shown(code)!r}')}"
        return PublishedWeight.unknown(entry, words)
    kind, factor = _EXACT[code]
    words = f"the weight is published as {plain(number)} ({code})"
    return PublishedWeight(entry, kind, words, Fraction(number) * factor)


def _remark_on_sum(published: Node, stated: Sequence[PublishedWeight]) -> None:
    """Tell the sum of the weights where it is not 100, also of points, which need not make 100."""
    numbers = [each for each in stated if each.kind in NUMBERS]
    total = total_of(stated)
    if not numbers or total == HUNDRED:
        return
    unknown = sum(each.kind is WeightKind.UNKNOWN for each in stated)
    without = f"; {unknown} of {len(stated)} has no exact weight" if unknown == 1 else ""
    without = f"; {unknown} of {len(stated)} have no exact weight" if unknown > 1 else without
    fix = "Check the weights." if all(each.kind is not WeightKind.POINTS for each in numbers) else ""
    published.remark(f"{_SUM} {plain(total)}, not to 100{without}", fix=fix)


_SUM = "the weights of these award criteria add up to"


def _record(criterion: Node, stated: PublishedWeight, weight: str | None) -> dict[str, Any]:
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
