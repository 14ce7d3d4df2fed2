"""The conformance kit: does a plugin keep the promises that hosts rely on? Whoever writes one runs it on their own.

Everything that a plugin offers is tried with made-up values, without network: names and words, the same answer twice,
nothing raised where nothing may be raised.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sv_rules.conformance.commands import command_promises
from sv_rules.conformance.deciding import rule_promises
from sv_rules.conformance.engines import engine_promises
from sv_rules.conformance.formats import format_promises
from sv_rules.conformance.network import no_network
from sv_rules.conformance.operators import operator_promises
from sv_rules.conformance.packs import folder_promises, vocabulary_promises
from sv_rules.conformance.promise import Promise
from sv_rules.conformance.reports import report_promises
from sv_rules.conformance.scoring import method_promises
from sv_rules.errors import PluginError, Problem, did_you_mean, listed
from sv_rules.hosting.registry import Registry

__all__ = ["Promise", "check_plugin"]


def check_plugin(name: str, registry: Registry) -> Sequence[Promise]:
    """Try everything that a plugin offers and give every promise, kept or broken, in the order of its offers.

    Observers are not called, since they act. While this runs, nothing in this process can reach the network.

    Args:
        name: the plugin, as the registry calls it.
        registry: of a host that has loaded the plugin.

    Raises:
        PluginError: if the registry has no such plugin.
    """
    if name not in registry.plugins:
        fix = f"{did_you_mean(name, registry.plugins)} The plugins are {listed(registry.plugins)}.".strip()
        raise PluginError(Problem(f"there is no plugin called '{name}'", fix=fix))
    with no_network() as attempts:
        found = list(_promises(name, registry))
    reached = f"it tried {listed(dict.fromkeys(attempts))}" if attempts else ""
    found.append(Promise(name, "works without network", reached))
    return tuple(found)


def _promises(name: str, registry: Registry) -> Iterator[Promise]:
    offers = registry.plugins[name]
    if not any(offers.values()):
        yield Promise(name, "offers something", "none of its hooks gave anything")
    for drawer, try_one in _KITS.items():
        for offered in offers.get(drawer, ()):
            yield from try_one(getattr(registry, drawer)[offered], registry)


_Kit = Callable[[Any, Registry], Iterator[Promise]]
_KITS: Mapping[str, _Kit] = MappingProxyType(
    {
        "operators": operator_promises,
        "scoring_methods": method_promises,
        "decision_rules": rule_promises,
        "facts": vocabulary_promises,
        "document_formats": format_promises,
        "report_formats": report_promises,
        "rulepacks": folder_promises,
        "engines": engine_promises,
        "commands": command_promises,
    }
)
