"""`sv-rules packs list`: the rulepacks there are, and how much is in each."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from typing import Annotated

import typer

from sv_rules.cli._options import AsJson, PacksFrom


def list_(
    *,
    suited_to: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="DOCUMENT",
            help="Suggest the packs whose area fits this document. May be repeated.",
            show_default=False,
        ),
    ] = None,
    packs_from: PacksFrom = None,
    as_json: AsJson = False,
) -> None:
    """List the rulepacks: version, layers, how many lines of each kind, how well founded, how many gaps.

    With --for, only those whose area fits a document, each with why: who buys, or where the work is done. It is a
    suggestion; nothing is chosen.

    Counts are of a pack's own lines, without those of the packs it builds on. Standing: published (the source says
    it), partial (partly seen), derived (our reading), example (seen in one document). Exit code: 0; 2 when a pack
    cannot be read, which `packs lint` explains.
    """
    from sv_rules.cli.packs._listing import run

    run(packs_from, suited_to or (), as_json=as_json)
