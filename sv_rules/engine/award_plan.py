"""An award model, checked before bids are in: every name meets what it names, every weight adds up."""

from collections.abc import Iterator
from types import MappingProxyType

from sv_rules.engine.award_notice import against_notice
from sv_rules.engine.award_rules import Rules
from sv_rules.engine.award_terms import AwardPlan, Decision, Node, PublishedWeight, Terms
from sv_rules.engine.award_tree import Tree
from sv_rules.errors import DocumentError, Problem
from sv_rules.model.procurement import Lot

__all__ = ["AwardPlan", "Node", "PublishedWeight", "Terms", "validate_award"]


def validate_award(lot: Lot, terms: Terms) -> AwardPlan:
    """Check the award model of a lot; it can be done as soon as the model is drafted.

    A measure, a parameter or a check may be named by its full id or, where only one pack has it, by what follows the
    slash. Where the notice's weights are known, differences between them and the model are warnings of the plan.

    Raises:
        DocumentError: with every problem of the model.
    """
    if lot.award is None:
        raise DocumentError(
            Problem(f"lot {lot.id} has no award model", fix="Add 'award' to the lot, with its criteria.")
        )
    tree = Tree(lot.award, terms)
    rules = Rules(lot.award, terms, tree.nodes)
    if problems := [*tree.problems, *rules.problems]:
        raise DocumentError(problems)
    return AwardPlan(
        lot=lot,
        model=lot.award,
        nodes=MappingProxyType(tree.nodes),
        gates=rules.gates,
        warnings=(*against_notice(tree.nodes, terms.published), *_cautions(rules.decision)),
        decision=rules.decision,
        bounds=MappingProxyType(rules.bounds),
        low_price=rules.low_price,
    )


def _cautions(decision: Decision | None) -> Iterator[str]:
    if decision is None:
        return
    if decision.rule.relative:
        yield (
            f"The award is decided by {decision.rule.name}: the order of two bids can depend on a third one, so a bid "
            "that comes or goes can change the order of the rest, even if it cannot win."
        )
    if decision.rule.cautions:
        yield from decision.rule.cautions(decision.options)
