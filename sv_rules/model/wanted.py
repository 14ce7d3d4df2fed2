"""Which facts a rulepack wants to know, the most important first."""

from collections.abc import Sequence

from sv_rules.model.condition import facts_of
from sv_rules.model.fact import Fact
from sv_rules.model.outcome import Kind, Level
from sv_rules.model.rulepack import Rulepack

_LEVELS = tuple(Level)


def wanted(rulepack: Rulepack) -> Sequence[Fact]:
    """Give the facts that checks, rules and measures read, and everything else that may be known of a bid.

    Those of a `must` come first, then those of a `should` and a `may`, of measures, of rules, and the rest; within
    each in the order of the rulepack.
    """
    ranks: dict[str, int] = {}
    for check in rulepack.checks.values():
        if check.waived is None:
            for condition in (*([check.applies] if check.applies else []), *check.expects.values()):
                for fact in facts_of(condition):
                    ranks[fact.name] = min(ranks.get(fact.name, 9), _LEVELS.index(check.level))
    for measure in rulepack.measures.values():
        ranks.setdefault(measure.fact.name, len(_LEVELS))
    for rule in rulepack.rules:
        for fact in facts_of(rule.when):
            ranks.setdefault(fact.name, len(_LEVELS) + 1)
    for fact in rulepack.facts.values():
        if fact.kind is Kind.BID:
            ranks.setdefault(fact.name, len(_LEVELS) + 2)
    known = [fact for name, fact in rulepack.facts.items() if name in ranks]
    return sorted(known, key=lambda fact: ranks[fact.name])
