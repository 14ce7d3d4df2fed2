"""`sv-rules stress`: an award model tried on thousands of made-up bids before it is published."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from typing import Annotated

import typer

from sv_rules.cli._options import AsJson, AsOf, PacksFrom, ReadAs


def stress(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A document whose lots have award models. It needs no bids.")
    ],
    *,
    pack: Annotated[
        str,
        typer.Option(metavar="ID", help="The rulepack whose facts, measures and scales the model names."),
    ] = "england",
    fields: Annotated[int, typer.Option(min=100, max=1_000_000, help="How many fields of bids are made up.")] = 10_000,
    bids: Annotated[int, typer.Option(min=2, max=50, help="How many bids each field has.")] = 6,
    seed: Annotated[int, typer.Option(min=0, help="The same seed makes up the same bids.")] = 1,
    price: Annotated[
        str,
        typer.Option(
            metavar="MONEY",
            help="What a bid is expected to cost, such as 'GBP 250000'. Otherwise the value of the lot or the tender.",
            show_default=False,
        ),
    ] = "",
    lot: Annotated[str, typer.Option(metavar="ID", help="Only this lot.", show_default=False)] = "",
    as_of: AsOf = "",
    as_json: AsJson = False,
    packs_from: PacksFrom = None,
    read_as: ReadAs = "",
) -> None:
    """Try an award model on made-up bids: what could go wrong with it, before anybody bids.

    It says how often a bid that loses would decide who wins, what each criterion counts for in fact, what a quality
    point costs in money, which criteria never decide, what goes wrong at the edges, and what safer methods would
    change. What the made-up bids are like is part of the answer: it is an assumption, and the shares depend on it.

    Exit code: 0, or 2 when the model or the document cannot be used. It needs NumPy: pip install 'sv-rules[stress]'.

    Example: sv-rules stress bids.yaml --fields 20000 --bids 4 --price 'GBP 250000'
    """
    from sv_rules.cli._stressing import Asked, run

    run(Asked(model, pack, fields, bids, seed, price, lot, as_of, packs_from, read_as), as_json=as_json)
