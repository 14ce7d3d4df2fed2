"""Finds plugins and collects what they offer. The only file that drives pluggy."""

from collections.abc import Iterable
from importlib.metadata import entry_points
from typing import Any

import pluggy

from sv_rules.errors import PluginError, Problem, did_you_mean
from sv_rules.hosting import hookspecs
from sv_rules.hosting.registry import DRAWERS, Registry


def start_host(plugins: Iterable[object] = (), *, discover: bool = True) -> Registry:
    """Collect what plugins offer, in a plugin manager of its own; nothing is kept between calls.

    Args:
        plugins: modules or objects with hook functions, the built-ins among them.
        discover: also load installed plugins, found by entry points in the group `sv_rules`. A host that must not run
            what happens to be installed passes False and names its plugins.

    Raises:
        PluginError: if a plugin cannot be imported, has a hook that nobody specified, offers something of the wrong
            form, or a name that another one has taken. All problems at once.
    """
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    problems: list[Problem] = []
    for plugin in plugins:
        _register(manager, plugin, _name_of(plugin), problems)
    if discover:
        _discover(manager, problems)
    problems += _unspecified(manager)
    if problems:
        raise PluginError(problems)
    return _collect(manager)


def _register(manager: pluggy.PluginManager, plugin: object, name: str, problems: list[Problem]) -> None:
    try:
        manager.register(plugin, name)
    except pluggy.PluginValidationError as error:
        problems.append(Problem(f"the plugin '{name}' has a hook of the wrong form", fix=str(error).splitlines()[-1]))
    except ValueError:
        problems.append(
            Problem(f"two plugins are called '{name}'", fix="Give one of them another name, or leave one out.")
        )


def _discover(manager: pluggy.PluginManager, problems: list[Problem]) -> None:
    # Sorted, so that messages and duplicates do not depend on the order in which distributions were installed.
    for entry in sorted(entry_points(group=hookspecs.PROJECT), key=lambda entry: (entry.name, entry.value)):
        try:
            plugin = entry.load()
        except (ImportError, AttributeError, SyntaxError) as error:
            problems.append(
                Problem(
                    f"the plugin '{entry.name}' cannot be loaded: {error}",
                    fix=f"Install again what offers it, or uninstall it; its entry point is {entry.value}.",
                )
            )
            continue
        # A host may name a plugin that is installed as well; it is still one plugin.
        if not manager.is_registered(plugin):
            _register(manager, plugin, entry.name, problems)


def _unspecified(manager: pluggy.PluginManager) -> list[Problem]:
    """A misspelt or unmarked hook would otherwise be accepted and never run."""
    known = [hook for hook, _ in DRAWERS.values()]
    found = []
    for name, plugin in manager.list_name_plugin():
        for attribute in sorted(dir(plugin)) if plugin is not None else ():
            if not (attribute.startswith("sv_rules_") and callable(getattr(plugin, attribute))):
                continue
            if attribute not in known:
                fix = f"{did_you_mean(attribute, known)} The hooks are {', '.join(known)}.".strip()
                found.append(Problem(f"the plugin '{name}' has a hook '{attribute}' that nobody calls", fix=fix))
            elif manager.parse_hookimpl_opts(plugin, attribute) is None:
                found.append(
                    Problem(
                        f"the plugin '{name}' has a hook '{attribute}' without its mark",
                        fix="Put @hookimpl from sv_rules.hosting.hookspecs above it.",
                    )
                )
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        if not found:
            found.append(Problem(f"a plugin has a hook that nobody calls: {error}"))
    return found


def _collect(manager: pluggy.PluginManager) -> Registry:
    problems: list[Problem] = []
    drawers: dict[str, dict[str, Any]] = {drawer: {} for drawer in DRAWERS}
    owners: dict[tuple[str, str], str] = {}
    plugins: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name, _ in manager.list_name_plugin()}
    for drawer, (hook, form) in DRAWERS.items():
        implementations = sorted(getattr(manager.hook, hook).get_hookimpls(), key=lambda one: one.plugin_name)
        for implementation in implementations:
            owner = implementation.plugin_name
            names = []
            offers = implementation.function()
            if not isinstance(offers, Iterable):
                what = f"the plugin '{owner}' gave {hook} no list: this is {type(offers).__name__}"
                problems.append(
                    Problem(what, fix=f"Give a list of {form.__name__}(…), even of one; an empty list for none.")
                )
                continue
            for offer in offers:
                if not isinstance(offer, form):
                    problems.append(
                        Problem(
                            f"the plugin '{owner}' gave {hook} something that is not of the form {form.__name__}",
                            fix=f"Give {form.__name__}(…) of sv_rules.model.extending; this is {type(offer).__name__}.",
                        )
                    )
                    continue
                taken = owners.setdefault((drawer, offer.name), owner)
                if offer.name in drawers[drawer]:
                    among = drawer.replace("_", " ")
                    what = f"'{offer.name}' among {among} is offered twice: by '{taken}' and '{owner}'"
                    problems.append(Problem(what, fix="Rename one, or leave one of the plugins out."))
                    continue
                drawers[drawer][offer.name] = offer
                names.append(offer.name)
            plugins[owner][drawer] = tuple(sorted(names))
    if problems:
        raise PluginError(problems)
    ordered = {drawer: dict(sorted(things.items())) for drawer, things in drawers.items()}
    return Registry(**ordered, plugins=dict(sorted(plugins.items())))


def _name_of(plugin: object) -> str:
    return str(getattr(plugin, "__name__", type(plugin).__name__))
