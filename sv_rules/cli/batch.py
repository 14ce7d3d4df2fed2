"""`sv-rules batch`: many documents against one rulepack, in a stream, stopped and gone on with at any moment."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sv_rules.cli._options import AsOf, Packs, PacksFrom, ReadAs


class Detail(StrEnum):
    """How much a result says."""

    SUMMARY = "summary"
    FINDINGS = "findings"
    FULL = "full"


class ResultForm(StrEnum):
    """The forms of the file of results."""

    JSONL = "jsonl"
    PARQUET = "parquet"


class Executor(StrEnum):
    """Who evaluates."""

    AUTO = "auto"
    LOCAL = "local"
    POOL = "pool"
    DASK = "dask"


def batch(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT...",
            help="JSON Lines (.jsonl, .ndjson, also .gz), Parquet, or a folder: each of its files, or their lines.",
            show_default=False,
        ),
    ],
    *,
    pack: Packs,
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the results are written. Made anew.", show_default=False)
    ],
    as_of: AsOf = "",
    bids_for: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DOCUMENT",
            help="The procurement that the items are bids for: each is then one bid. May be repeated.",
            show_default=False,
        ),
    ] = None,
    detail: Annotated[
        Detail, typer.Option(help="How much a result says: counts, findings in short, or the whole evaluation.")
    ] = Detail.FINDINGS,
    form: Annotated[ResultForm, typer.Option("--format", help="The form of the file of results.")] = ResultForm.JSONL,
    column: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Of Parquet, the column with documents. Otherwise `document`, or columns named as facts.",
            show_default=False,
        ),
    ] = "",
    workers: Annotated[int, typer.Option(min=1, max=1024, help="How many processes evaluate.")] = 1,
    executor: Annotated[
        Executor, typer.Option(help="Who evaluates. auto: this process, or a pool for several workers.")
    ] = Executor.AUTO,
    scheduler: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="A Dask scheduler that is there already.", show_default=False),
    ] = "",
    chunk: Annotated[
        int, typer.Option(min=0, max=100_000, help="Items that a worker takes at once. 0: half a second's work.")
    ] = 0,
    force: Annotated[
        bool, typer.Option("--force", help="Begin anew: drop the batch that was begun in the folder.")
    ] = False,
    packs_from: PacksFrom = None,
    read_as: ReadAs = "",
    engine: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="The inference engine. strata runs everywhere and gives every machine the same bytes."
        ),
    ] = "strata",
) -> None:
    """Evaluate very many documents: one line of results for each, in their order, in little memory.

    The folder gets the results, a summary with counts per check, and a manifest of what they were made with. The same
    command, given again after a stop, a crash or a power cut, goes on where it stopped; the result is the same, byte
    for byte, as if it had never stopped, and the same for one worker or many. What cannot be read becomes a result that
    says why, and the run goes on.

    With --bids-for, each item is one bid. Checks are looked at, each bid by itself; nothing is scored or ranked, since
    many scoring methods compare a bid with all others. Use evaluate for the competition.

    Exit code: 0 clean; 1 for some item a must check is not met or cannot be told; 2 some item cannot be evaluated, or
    the command, a rulepack or an input cannot be used; 130 stopped with Ctrl-C.

    Example: sv-rules batch notices.jsonl --pack haringey --out results --workers 4
    """
    from sv_rules.cli._batching import Asked, run

    asked = Asked(
        inputs, pack, out, as_of, bids_for or (), detail, form, column, workers, executor, scheduler, chunk, force,
        packs_from, read_as, engine,
    )  # fmt: skip
    run(asked)
