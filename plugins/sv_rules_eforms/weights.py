"""What the award criteria of a lot say of their weights.

A weight comes as a number (BT-541) with a code that says what kind of number it is (BT-5421); in notices that were
turned into eForms from older forms the description (BT-540) may be nothing but a weight. What becomes a percentage is
in `sv_rules.model.published_weight`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from sv_rules.model.amount import plain
from sv_rules.model.published_weight import FIX, HUNDRED, PublishedWeight, WeightKind, weight_in_text
from sv_rules_eforms.node import EXTENSION, Node, shown


def stated(criterion: Node, description: str) -> PublishedWeight:
    """Read what one criterion says of its weight; its description stands in where it gives no number."""
    in_text = weight_in_text(criterion, description)
    parameters = criterion.all(f"{EXTENSION}/efac:AwardCriterionParameter")
    weights = [(parameter, code) for parameter in parameters if (code := _weight_code(parameter))]
    if not weights:
        _remark_on_unnamed(parameters)
        return in_text or PublishedWeight.unknown(criterion, "no weight is published for this award criterion")
    if len(weights) > 1:
        return PublishedWeight.unknown(weights[1][0], "more than one weight is published for this award criterion")
    return replace(_from_number(*weights[0]), only_weight=in_text is not None)


# BT-5421 (number-weight). Factor to a percentage.
_EXACT = {
    "per-exa": (WeightKind.PERCENTAGE, 1),
    "dec-exa": (WeightKind.PERCENTAGE, HUNDRED),
    "poi-exa": (WeightKind.POINTS, 1),
}
_INEXACT: Mapping[str, tuple[WeightKind, str]] = {
    "per-mid": (WeightKind.UNKNOWN, "the middle of a range of percentages"),
    "dec-mid": (WeightKind.UNKNOWN, "the middle of a range of fractions"),
    "poi-mid": (WeightKind.UNKNOWN, "the middle of a range of points"),
    "ord-imp": (WeightKind.PLACE, "a place in an order of importance"),
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


def _from_number(parameter: Node, code: Node) -> PublishedWeight:
    at = parameter / "efbc:ParameterNumeric"
    number, name = at.number(), code.text() or ""
    if number is None:
        return PublishedWeight.unknown(at, f"a weight of kind '{shown(name)}' is published without a number")
    if name not in _EXACT:
        kind, is_what = _INEXACT.get(name, (WeightKind.UNKNOWN, f"of an unknown kind, '{shown(name)}'"))
        return PublishedWeight(at, kind, f"the weight {plain(number)} is {is_what}", Fraction(number))
    kind, factor = _EXACT[name]
    return PublishedWeight(at, kind, f"the weight is published as {plain(number)} ({name})", Fraction(number) * factor)
