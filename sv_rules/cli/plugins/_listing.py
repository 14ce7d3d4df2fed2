"""Shows the registry by plugin."""

from sv_rules.cli._screen import line, screen, table, write_json
from sv_rules.host import Host
from sv_rules.hosting.registry import Registry


def run(*, as_json: bool) -> None:
    """Print every plugin with what it offers."""
    registry = Host().registry
    if as_json:
        write_json(
            [
                {"plugin": plugin, "offers": {drawer: list(names) for drawer, names in offers.items() if names}}
                for plugin, offers in registry.plugins.items()
            ]
        )
        return
    made = table("Plugin", "Offers", "Names")
    for plugin, offers in registry.plugins.items():
        shown = plugin
        for drawer, names in offers.items():
            if names:
                made.add_row(
                    line(shown), line(drawer.replace("_", " ")), line(", ".join(_named(registry, drawer, names)))
                )
                shown = ""
        if shown:
            made.add_row(line(shown), "nothing")
    screen().print(made)


def _named(registry: Registry, drawer: str, names: tuple[str, ...]) -> list[str]:
    if drawer == "commands":
        return [f"{name} ({registry.commands[name].summary})" for name in names]
    if drawer == "engines":
        return [f"{name} (cannot run here)" if registry.engines[name].missing else name for name in names]
    return list(names)
