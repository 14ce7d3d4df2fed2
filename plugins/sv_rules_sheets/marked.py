"""Which criteria evaluators mark."""

from collections.abc import Sequence

from sv_rules.model.award import AwardCriterion, AwardModel
from sv_rules.model.procurement import Procurement


def marked_criteria(procurement: Procurement) -> Sequence[str]:
    """Give the ids of the criteria that evaluators mark, in the order of the award models."""
    awards = [lot.award for lot in procurement.lots if lot.award]
    awards += [procurement.award_common] if procurement.award_common else []
    return list(dict.fromkeys(leaf.id for award in awards for leaf in _leaves(award) if not _by_value(leaf)))


def _by_value(leaf: AwardCriterion) -> bool:
    return bool(leaf.fact or leaf.measure or leaf.commitments)


def _leaves(node: AwardModel | AwardCriterion) -> list[AwardCriterion]:
    if isinstance(node, AwardCriterion) and not node.criteria:
        return [node]
    return [leaf for child in node.criteria for leaf in _leaves(child)]
