"""What a command promises: a name and a line for the help. It is not run, because commands act."""

from collections.abc import Iterator

from sv_rules.conformance.promise import Promise, described, named
from sv_rules.hosting.registry import Registry
from sv_rules.model.extending import Command

OURS = ("demo", "evaluate", "check", "explain", "schema", "packs", "plugins")


def command_promises(command: Command, _: Registry) -> Iterator[Promise]:
    """Look at a command's name and summary."""
    offer = f"command {command.name}"
    yield named(offer, command.name)
    taken = f"'{command.name}' is a command of sv-rules itself" if command.name in OURS else ""
    yield Promise(offer, "does not take the name of a built-in command", taken)
    yield described(offer, command.summary)
