"""`sv-rules summary`: what each supplier is told of how its tender was assessed."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sv_rules.cli._options import AsOf, EngineName, Packs, PacksFrom, ReadAs


class Form(StrEnum):
    """The forms of a summary."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


class Told(StrEnum):
    """Whether a supplier that did not win is told of the winning tender."""

    LEFT_OUT = "left-out"
    ELSEWHERE = "elsewhere"
    INCLUDED = "included"


def summary(
    lot: Annotated[str, typer.Argument(metavar="LOT", help="Id of the lot.", show_default=False)],
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[BID] DOCUMENT...",
            help="Id of the bid, left out with --all; then files about the procurement, as for evaluate.",
            show_default=False,
        ),
    ],
    *,
    pack: Packs,
    every: Annotated[bool, typer.Option("--all", help="Every bid for the lot that was assessed.")] = False,
    form: Annotated[Form, typer.Option("--format", help="The form of each summary.")] = Form.MARKDOWN,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write each into a file there, not on the screen.", show_default=False),
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Refuse what is not complete, instead of writing a draft.")
    ] = False,
    winner: Annotated[
        Told, typer.Option(help="Whether suppliers that did not win find the winning tender's scores here.")
    ] = Told.LEFT_OUT,
    awarded_to: Annotated[
        str, typer.Option(metavar="BID", help="The bid that wins, where the ranking does not say.", show_default=False)
    ] = "",
    full_criteria_at: Annotated[
        str, typer.Option(metavar="WHERE", help="Where the award criteria can be read in full.", show_default=False)
    ] = "",
    further: Annotated[
        str, typer.Option(metavar="TEXT", help="Further explanation of why a bid did not win.", show_default=False)
    ] = "",
    as_of: AsOf = "",
    packs_from: PacksFrom = None,
    read_as: ReadAs = "",
    engine: EngineName = "",
) -> None:
    """Write the assessment summary of a bid, or of every bid, as section 50 of the Procurement Act 2023 asks for.

    It has what regulation 31 of the Procurement Regulations 2024 lists. What is missing is told on standard error, and
    the summary is then a draft: an explanation must refer to the tender, and must not only repeat the criterion. With
    --publish, nothing is written unless all of them are complete.

    Exit code: 0 complete; 1 something is missing; 2 the command, a rulepack or a document cannot be used.

    Example: sv-rules summary 1 --all notice.json bids.yaml --pack haringey --format html --out letters
    """
    from sv_rules.cli._summarising import Asked, run

    bid, documents = ("", words) if every else (words[0], words[1:])
    asked = Asked(
        lot, bid, documents, pack, form, out, publish, winner, awarded_to, full_criteria_at, further,
        as_of, packs_from, read_as, engine,
    )  # fmt: skip
    run(asked)
