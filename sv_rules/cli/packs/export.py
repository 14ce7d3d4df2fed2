"""`sv-rules packs export`: a workbook to fill in, a questionnaire, a set of criteria."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from pathlib import Path
from typing import Annotated

import typer

from sv_rules.cli._options import PacksFrom


def export(
    packs: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Packs, by id or folder; several jointly.", show_default=False)
    ],
    *,
    document_format: Annotated[
        str, typer.Option("--format", metavar="NAME", help="What to write: xlsx, csv, procurement, ocds, …")
    ] = "xlsx",
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to. Otherwise the pack's name, here.", show_default=False),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DOCUMENT",
            help="A document about a procurement whose facts are filled in. May be repeated.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if there is one.")] = False,
    packs_from: PacksFrom = None,
) -> None:
    """Write what a rulepack asks for as a file to fill in or to give to another system.

    An Excel workbook has a column for each fact of a bid and a row for each of the procurement, with notes and choices.
    With --document, what the documents say stands there already. What the format cannot hold is told.

    Exit code: 0; 2 when nothing could be written.

    Example: sv-rules packs export haringey --format xlsx --out bids.xlsx --document notice.json
    """
    from sv_rules.cli.packs._exporting import run

    run(packs, packs_from, document_format, out, document or [], force=force)
