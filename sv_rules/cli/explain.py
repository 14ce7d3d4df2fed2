"""`sv-rules explain`: why one check or criterion came out as it did."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from enum import StrEnum
from typing import Annotated

import typer

from sv_rules.cli._options import AsJson, AsOf, Documents, EngineName, Packs, PacksFrom, ReadAs


class HowMuch(StrEnum):
    """The depths of an explanation."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    FULL = "full"


def explain(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A check's id, with or without its pack; or a criterion's.")
    ],
    documents: Documents,
    *,
    pack: Packs,
    subject: Annotated[str, typer.Option(metavar="ID", help="Only this lot, bid or other subject.")] = "",
    depth: Annotated[HowMuch, typer.Option(help="How much to say.")] = HowMuch.PARAGRAPH,
    as_of: AsOf = "",
    as_json: AsJson = False,
    packs_from: PacksFrom = None,
    read_as: ReadAs = "",
    engine: EngineName = "",
) -> None:
    """Say why a check or a criterion came out as it did, down to each comparison, its place and its source.

    `full` follows every conclusion back through the rules to what the documents say. Exit code: 0, or 2 when there is
    nothing of that name or the input cannot be used.

    Example: sv-rules explain act.in-time notice.json bids.yaml --pack haringey --depth full
    """
    from sv_rules.cli._explaining import run

    run(
        name,
        documents,
        pack=pack,
        subject=subject,
        depth=depth,
        as_of=as_of,
        packs_from=packs_from,
        read_as=read_as,
        engine=engine,
        as_json=as_json,
    )
