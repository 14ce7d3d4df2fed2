"""`sv-rules plugins`: what is installed, what it offers, and whether it keeps its promises."""

import typer

from sv_rules.cli.plugins.check import check
from sv_rules.cli.plugins.list_ import list_

app = typer.Typer(no_args_is_help=True, help="See what plugins offer and check that they keep their promises.")
app.command("list")(list_)
app.command()(check)
