"""`sv-rules packs test`: runs the cases of rulepacks."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from typing import Annotated

import typer

from sv_rules.cli._options import AsJson, EngineName, PackNames, PacksFrom


def cases(
    packs: PackNames = None,
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Fail when an outcome of a check is shown by no case.", show_default=False)
    ] = False,
    as_json: AsJson = False,
    packs_from: PacksFrom = None,
    engine: EngineName = "",
) -> None:
    """Run the cases of rulepacks: worked examples that are also their tests.

    The table says how many outcomes of each pack's checks the cases show: each check wants a case that is met, one
    that is not, one that cannot be told and, when it has a condition, one to which it does not apply.

    Exit code: 0; 1 when a case fails or, with --full, an outcome is missing; 2 when a pack or its cases have a mistake.

    Example: sv-rules packs test rulepacks/my-council --full
    """
    from sv_rules.cli.packs._testing import run

    run(packs or [], packs_from, engine, full=full, as_json=as_json)
