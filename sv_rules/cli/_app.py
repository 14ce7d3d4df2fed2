"""The commands put together, errors told without a traceback, and commands of plugins found when asked for by name."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from sv_rules.cli.batch import batch
from sv_rules.cli.check import check
from sv_rules.cli.demo import demo
from sv_rules.cli.evaluate import evaluate
from sv_rules.cli.explain import explain
from sv_rules.cli.packs import app as packs
from sv_rules.cli.plugins import app as plugins
from sv_rules.cli.schema import schema
from sv_rules.cli.stress import stress
from sv_rules.cli.summary import summary

if TYPE_CHECKING:
    from sv_rules.errors import SvRulesError

EXIT_CODES = (
    "Exit codes: 0 clean; 1 something that must be met is not met or cannot be told, or a pack's case fails; "
    "2 the command or its input cannot be used."
)


class Commands(TyperGroup):
    """The top level: tells our errors as they are, and asks the plugins for a command that is not ours."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a problem of the user's goes to standard error and ends with exit code 2."""
        try:
            return super().invoke(ctx)
        except _our_errors() as error:
            from sv_rules.reports._words import clean_lines  # noqa: PLC0415  only an error needs it

            typer.echo(clean_lines(str(error)), err=True)
            raise typer.Exit(2) from None

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give one of our commands, or else a plugin's."""
        return super().get_command(ctx, cmd_name) or _command_of_plugin(cmd_name)


def _our_errors() -> "tuple[type[SvRulesError], ...]":
    """Give our errors once they are loaded: what was never loaded was not raised, and `--help` need not load it."""
    loaded = sys.modules.get("sv_rules.errors")
    return (loaded.SvRulesError,) if loaded else ()


def _command_of_plugin(name: str) -> Any:
    from sv_rules.host import Host  # noqa: PLC0415  only an unknown name loads the plugins

    command = Host().registry.commands.get(name)
    if command is None:
        return None
    alone = typer.Typer(add_completion=False)
    untouched = {"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}

    @alone.command(name, help=command.summary, context_settings=untouched)
    def run(ctx: typer.Context) -> None:
        raise typer.Exit(command.run(ctx.args))

    return get_command(alone)


app = typer.Typer(
    name="sv-rules",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"{EXIT_CODES} Plugins may add commands: `sv-rules plugins list` names them.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from sv_rules.evaluate import library_version  # noqa: PLC0415  only --version needs it

        typer.echo(f"sv-rules {library_version()}")
        raise typer.Exit


@app.callback()
def _about(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Hold procurements against published social value policy: what is met, what is not, why, and what to ask."""


_COMMANDS: tuple[Callable[..., None], ...] = (demo, evaluate, check, explain, summary, stress, batch, schema)
for _command in _COMMANDS:
    app.command()(_command)
app.add_typer(packs, name="packs")
app.add_typer(plugins, name="plugins")
