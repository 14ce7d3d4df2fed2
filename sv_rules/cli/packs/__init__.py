"""`sv-rules packs`: look at rulepacks, check them and run their cases."""

import typer

from sv_rules.cli.packs.export import export
from sv_rules.cli.packs.lint import lint
from sv_rules.cli.packs.list_ import list_
from sv_rules.cli.packs.show import show
from sv_rules.cli.packs.test_ import cases

app = typer.Typer(
    no_args_is_help=True,
    help="Look at rulepacks, check them and run their cases.",
    epilog="An ID may also be the folder of a pack, such as one that is being written.",
)
app.command("list")(list_)
app.command()(show)
app.command()(lint)
app.command("test")(cases)
app.command()(export)
