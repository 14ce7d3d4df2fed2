"""Folder -> Rulepack, in one call."""

from collections.abc import Sequence

from sv_rules.errors import RulepackError
from sv_rules.hosting.registry import Registry
from sv_rules.loading.layers import find_packs, read_layers
from sv_rules.loading.linking import link
from sv_rules.model.rulepack import Rulepack


def load_rulepack(asked_for: Sequence[str], registry: Registry) -> Rulepack:
    """Load one or more rulepacks with all they extend, merged and linked. Reads only those packs.

    Args:
        asked_for: ids of packs in the registry's folders, at least one.
        registry: gives the folders, operators, scoring methods and vocabularies.

    Raises:
        RulepackError: with every problem in all the packs read.
    """
    if not asked_for:
        raise RulepackError("no rulepack was asked for")
    layers = read_layers(asked_for, find_packs(registry.rulepacks))
    return link(layers, asked_for, registry)
