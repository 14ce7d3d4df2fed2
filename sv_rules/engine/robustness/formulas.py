"""Who would rank first if price were scored by another formula."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from sv_rules.engine.award_plan import Node
from sv_rules.engine.robustness.contest import Contest
from sv_rules.model.extending import ScoringMethod
from sv_rules.model.robustness import OtherFormula
from sv_rules.scoring.options import check_scoring

FORMULAS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "lowest_price": {},
        "linear_from_lowest": {"floor": "0%"},
        "best_to_worst": {"better": "lower"},
        "deviation_from_mean": {"deviation": "exact", "outside": "capped"},
    }
)
"""The formulas tried, with their options: those in wide use that need no amount a buyer would have to set."""


def other_formulas(
    contest: Contest, prices: Mapping[str, Node], methods: Mapping[str, ScoringMethod]
) -> Iterator[OtherFormula]:
    """Score every price by each formula that `methods` has and the model does not use already.

    Args:
        contest: the ranking.
        prices: its leaves that score a price, by id.
        methods: the host's, by name.
    """
    used = {leaf.method.name for leaf in prices.values() if leaf.method}
    for name, options in FORMULAS.items():
        if name not in methods or used == {name} or not prices:
            continue
        leaves = {}
        for leaf in prices.values():
            method, checked, _ = check_scoring({"method": name, **options}, methods, leaf.fact)
            leaves[leaf.id] = replace(leaf, method=method, options=checked)
        first = contest.scored_by(leaves).first
        method = methods[name]
        how = method.describes(checked) if method.describes else method.summary
        yield OtherFormula(method=name, how=how, first=first, same=first == contest.outcome.first)
