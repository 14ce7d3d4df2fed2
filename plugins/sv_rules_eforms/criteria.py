"""The award criteria of a lot as records, and the form in which their importance is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from sv_rules.model.published_weight import PublishedWeight, WeightKind, percentages
from sv_rules_eforms.codes import CRITERION_KINDS, WITHHELD
from sv_rules_eforms.node import Found, Node, shown
from sv_rules_eforms.values import coded
from sv_rules_eforms.weights import stated

_AWARDING = "cac:TenderingTerms/cac:AwardingTerms/cac:AwardingCriterion"


def criteria(lot: Node) -> Mapping[str, Found]:
    """Give `lot.criteria`, and `lot.importance_shown_as` where all the criteria show it in one way.

    A criterion has name, kind, weight and description, each where it is known. A description that is only a weight is
    not given as a description. What the buyer withholds from publication for a time is not used, whatever stands there.
    """
    awarding = lot.all(_AWARDING)
    nodes = [each for one in awarding for each in one.all("cac:SubordinateAwardingCriterion")]
    if not nodes:
        return _in_words(awarding)
    read = [_Criterion(node) for node in nodes]
    weights = percentages([each.stated for each in read])
    found = {"lot.criteria": Found([each.record(weight) for each, weight in zip(read, weights, strict=True)], nodes[0])}
    form = _form([each.stated for each in read], weights) or ("description" if _in_words(awarding) else "")
    if form:
        found["lot.importance_shown_as"] = Found(form, nodes[0])
    return found


class _Criterion:
    """One criterion without what is withheld."""

    def __init__(self, node: Node) -> None:
        withheld = _withheld(node)
        self._kind = (
            None
            if "kind" in withheld
            else coded(node / "cbc:AwardingCriterionTypeCode", CRITERION_KINDS, "kinds of award criteria")
        )
        self._name = None if "name" in withheld else node.words("cbc:Name")
        self._description = None if "description" in withheld else node.words("cbc:Description")
        self.stated = (
            PublishedWeight(withheld["weight"], WeightKind.WITHHELD, _told(withheld["weight"], "weight"))
            if "weight" in withheld
            else stated(node, self._description.value if self._description else "")
        )

    def record(self, weight: str | None) -> dict[str, Any]:
        fields = {
            "name": self._name and self._name.value,
            "kind": self._kind and self._kind.value,
            "weight": weight,
            "description": self._description and self._description.value,
        }
        if self.stated.only_weight:
            fields["description"] = None
        return {field: value for field, value in fields.items() if value is not None}


def _withheld(criterion: Node) -> Mapping[str, Node]:
    """Give what is withheld, in words, with where the notice says so."""
    found: dict[str, Node] = {}
    for privacy in (criterion / "ext:UBLExtensions").within("efac:FieldsPrivacy"):
        what = WITHHELD.get((privacy / "efbc:FieldIdentifierCode").text() or "")
        if what and what not in found:
            found[what] = privacy
            if what != "weight":  # of the weight, weights.py tells
                privacy.remark(_told(privacy, what))
    return found


def _told(privacy: Node, what: str) -> str:
    until = (privacy / "efbc:PublicationDate").text()
    return f"the {what} of this award criterion is withheld from publication" + (
        f" until {shown(until[:10])}" if until else ""
    )


def _form(all_stated: Sequence[PublishedWeight], weights: Sequence[str | None]) -> str:
    kinds = {each.kind for each in all_stated}
    if kinds == {WeightKind.PERCENTAGE} and all(weights):
        return "percentages"
    return "ranks" if kinds == {WeightKind.PLACE} else ""


def _in_words(awarding: Sequence[Node]) -> Mapping[str, Found]:
    """Give that importance is described, where a formula (BT-543) or a reason for an order (BT-733) is published."""
    for one in awarding:
        for path in ("cbc:CalculationExpression", "cbc:Description"):
            words = one.words(path)
            if words:
                words.at.remark(
                    f"how the award criteria count is told in words, which are not read: '{shown(words.value)}'"
                )
                return {"lot.importance_shown_as": Found("description", words.at)}
    return {}
