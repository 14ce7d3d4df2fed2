"""`sv-rules schema`: the JSON Schemas of everything we read and write."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from pathlib import Path
from typing import Annotated

import typer

from sv_rules.cli._options import AsJson


def schema(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="Print this schema.", show_default=False)] = "",
    *,
    write: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write all of them into a folder.", show_default=False)
    ] = None,
    diff: Annotated[
        bool,
        typer.Option(
            "--diff", help="Only say how the shipped ones, or those in the --write folder, differ.", show_default=False
        ),
    ] = False,
    plugins: Annotated[
        bool,
        typer.Option(
            "--plugins", help="Let conditions also name the operators of installed plugins.", show_default=False
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List, print or write the JSON Schemas of rulepacks, cases, documents and evaluations.

    An editor that is given rulepack.json completes and checks a rulepack while it is written. Exit code: 0; 1 when
    --diff finds a difference; 2 when there is no schema of that name.

    Example: sv-rules schema rulepack --plugins > rulepack.schema.json
    """
    from sv_rules.cli._schemas import run

    run(name, write, diff=diff, plugins=plugins, as_json=as_json)
