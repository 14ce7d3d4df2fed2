"""`sv-rules plugins check`: the conformance kit, for whoever writes a plugin."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from typing import Annotated

import typer

from sv_rules.cli._options import AsJson


def check(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A plugin that `plugins list` shows.", show_default=False)
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Check that a plugin keeps its promises: names, words, the same answer twice, no network, nothing raised.

    Operators and scoring methods are called with generated values of every type they take, document formats with odd
    texts, report formats with an evaluation, engines with rules whose conclusions are known.

    Exit code: 0; 1 when a promise is broken; 2 when there is no such plugin.

    Example: sv-rules plugins check example
    """
    from sv_rules.cli.plugins._checking import run

    run(name, as_json=as_json)
