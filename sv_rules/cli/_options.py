"""Arguments and options that several commands share, each with its words."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Documents: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="DOCUMENT...",
        help="Files about a procurement: a notice, bids, … `-` reads standard input. Their format is recognised.",
        show_default=False,
    ),
]
Packs: TypeAlias = Annotated[
    list[str],
    typer.Option(
        "--pack",
        metavar="ID",
        help="The rulepack: an id that `packs list` shows, or the folder of a pack. Several are evaluated jointly.",
        show_default=False,
    ),
]
AsOf: TypeAlias = Annotated[
    str,
    typer.Option(
        metavar="DATE",
        help="The day whose rules count, such as 2026-01-31. Otherwise the date of the tender notice.",
        show_default=False,
    ),
]
PacksFrom: TypeAlias = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="FOLDER",
        help="A folder of rulepacks beside those that are shipped. May be repeated.",
        show_default=False,
    ),
]
EngineName: TypeAlias = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="The inference engine, durable or strata: both conclude the same. Otherwise durable where it runs.",
        show_default=False,
    ),
]
ReadAs: TypeAlias = Annotated[
    str,
    typer.Option(
        metavar="FORMAT", help="Read every document in this format instead of recognising it.", show_default=False
    ),
]
Report: TypeAlias = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAME",
        help="Write the whole report as text, markdown, json or a plugin's format, instead of the summary.",
        show_default=False,
    ),
]
AsJson: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Put JSON, and nothing else, on standard output.", show_default=False)
]
Details: TypeAlias = Annotated[
    bool, typer.Option("--details", help="Show every finding with its evidence and source.", show_default=False)
]
PackNames: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID]...", help="Packs, by id or folder. All of them when none is named.", show_default=False
    ),
]
