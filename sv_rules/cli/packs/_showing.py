"""Loads one pack and prints its page."""

from collections.abc import Sequence
from pathlib import Path

import typer
from rich.markdown import Markdown

from sv_rules.cli._opening import open_host
from sv_rules.cli._screen import screen, write_json
from sv_rules.cli.packs._page import page, page_data
from sv_rules.engine.wording import Wording
from sv_rules.loading.load import load_rulepack


def run(pack: str, packs_from: Sequence[Path] | None, *, markdown: bool, as_json: bool) -> None:
    """Print the page as Markdown, as JSON, or as the terminal can show it."""
    host, packs = open_host((pack,), packs_from)
    rulepack = load_rulepack(packs, host.registry)
    wording = Wording(rulepack, host.registry.operators)
    if as_json:
        write_json(page_data(rulepack, packs[0], wording))
        return
    text = page(rulepack, packs[0], wording)
    if markdown:
        typer.echo(text.encode(), nl=False)
    else:
        screen().print(Markdown(text))
