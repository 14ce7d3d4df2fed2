"""`sv-rules packs show`: a rulepack as a page to read."""
# ruff: noqa: PLC0415  --help stays quick: the library is imported when the command runs

from enum import StrEnum
from typing import Annotated

import typer

from sv_rules.cli._options import AsJson, PacksFrom


class PageFormat(StrEnum):
    """How a page is written."""

    TEXT = "text"
    MARKDOWN = "markdown"


def show(
    pack: Annotated[str, typer.Argument(metavar="ID", help="A pack, by id or folder.", show_default=False)],
    *,
    page_format: Annotated[PageFormat, typer.Option("--format", help="How to write the page.")] = PageFormat.TEXT,
    as_json: AsJson = False,
    packs_from: PacksFrom = None,
) -> None:
    """Show a rulepack as a page: priorities, the checklist in English, measures, parameters, sources and gaps.

    Every line says which source it comes from and how well it is founded. Only the pack's own lines are shown; what it
    builds on is named.

    Example: sv-rules packs show haringey --format markdown > haringey.md
    """
    from sv_rules.cli.packs._showing import run

    run(pack, packs_from, markdown=page_format is PageFormat.MARKDOWN, as_json=as_json)
