"""Checks what stands under `decided_by:` and tells every mistake in the words of its author."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from sv_rules.errors import did_you_mean, listed
from sv_rules.model.extending import DecisionRule
from sv_rules.model.fact import Fact
from sv_rules.scoring.options import check_options
from sv_rules.scoring.options.checking import Mistake
from sv_rules.scoring.options.forms import shown

NOT_OPTIONS = frozenset({"rule", "price"})
"""Keys of `decided_by:` that the award model reads itself."""


class CheckedRule(NamedTuple):
    """What stands under `decided_by:`, checked. `rule` and `options` are None where `mistakes` say why."""

    rule: DecisionRule | None
    options: BaseModel | None
    mistakes: tuple[Mistake, ...]


def check_decision(
    decided_by: Mapping[str, Any], rules: Mapping[str, DecisionRule], price: Fact | None = None
) -> CheckedRule:
    """Check a whole `decided_by:` section but for `price:`, whose meaning the award model knows.

    Args:
        decided_by: as read from the document.
        rules: by name.
        price: the fact that is the price; amounts among the options are then money, as it is.
    """
    name = decided_by.get("rule")
    known = f"the decision rules are {listed(sorted(rules))}"
    if name is None:
        return CheckedRule(None, None, (((), f"'rule' is missing; {known}"),))
    rule = rules.get(name) if isinstance(name, str) else None
    if rule is None:
        near = did_you_mean(name, rules) if isinstance(name, str) else ""
        called = f"'{name}'" if isinstance(name, str) else shown(name)
        hint = near[:1].lower() + near[1:] or known
        return CheckedRule(None, None, ((("rule",), f"there is no decision rule called {called}; {hint}"),))
    given = {key: value for key, value in decided_by.items() if key not in NOT_OPTIONS}
    options, mistakes = check_options(rule, given, price)
    return CheckedRule(rule, options, tuple(mistakes))
